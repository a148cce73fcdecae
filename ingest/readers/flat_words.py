"""What the words of a form say of the cells beside and below them, as far as that shapes a table (seeds/vocabulary).

Asked is whether a text names a column and what stands in such a column, never what a figure means.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.vocabulary import Vocabulary, fold, load_vocabulary

_FORMULA = re.compile(r"（[A-Z0-9a-z=+\-*×xX/÷%①-⑳\d.]{1,14}）|（[%％]）")
_UNIT = re.compile(r"（(?:单位[：:]?)?(?:[万亿]?元|%|％|人|个|分)）")
_POINTS = re.compile(r"（\d{1,3}(?:\.\d+)?分?）$")
_YEAR = re.compile(r"^(?:19|20)\d{2}年度?(?=.)")
_AMONG = re.compile(r"^其中[：:](?=.)")
_MARKS = re.compile(r"^其?中[：:]|^[★☆*]+|[：:]$")
_LONGEST = 24
_OF_VALUES = ("amount", "rate", "points", "any")

KINDS = {
    "label": "label", "level": "level", "code": "code", "index": "index", "unit": "unit", "comparator": "sign",
    "remark": "remark", "total": "amount", "group": "group",
}  # fmt: skip
"""Kind of a column by the role of its name; a column of values is told by its metric and basis."""


class FlatWords:
    """The names of columns, fields and rows that the seeds know."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Index column_headers.csv, form_words.csv and the names of rows."""
        self._vocabulary = vocabulary
        self._columns: dict[str, str] = {}
        self._endings: list[tuple[str, str]] = []
        self._fields: set[str] = set()
        for row in vocabulary.rows("vocabulary/column_headers.csv"):
            name, kind = fold(row["header"]), _kind(row["role"], row["metric"], row["basis"])
            if row["role"] == "field" or row["note"] == "项目":
                self._fields.add(name)
            if row["role"] == "field":
                continue
            if row["match"] == "exact":
                self._columns.setdefault(name, kind)
            elif row["role"] == "value":
                self._endings.append((name, kind))
        self._endings.sort(key=lambda pair: -len(pair[0]))
        self._forms = {fold(row["word"]): row["role"] for row in vocabulary.rows("vocabulary/form_words.csv")}
        self._fields |= {word for word, role in self._forms.items() if role == "field"}
        self._totals = {
            fold(row["label"]) for row in vocabulary.rows("vocabulary/row_labels.csv") if row["role"] == "total"
        }
        self.column = lru_cache(maxsize=4096)(self._column)
        self.role = lru_cache(maxsize=4096)(self._role)
        self.is_exact = lru_cache(maxsize=4096)(self._is_exact)

    def _is_exact(self, text: str) -> bool:
        """Tell whether the seeds know a text as the name of a column, whole."""
        return _bare(text) in self._columns

    def is_field(self, text: str) -> bool:
        """Tell whether a text names who or what a form is about, so that the next cell says it."""
        return len(text) <= _LONGEST and re.sub(r"（[^（）]{1,4}）", "", _bare(text)) in self._fields

    def _column(self, text: str) -> str:
        """Return what stands in a column of this name ('' where no seed knows it)."""
        bare = _bare(text)
        if not bare or len(text) > _LONGEST:
            return ""
        if bare in self._columns:
            return "rate" if text.rstrip().endswith("%") else self._columns[bare]
        found = self._vocabulary.item_of(bare)
        if found is not None:
            return "amount"
        ended = next((kind for ending, kind in self._endings if bare.endswith(ending) and len(bare) <= 12), "")
        formula = _FORMULA.search(fold(text))
        if ended or formula is None:
            return ended
        return "rate" if re.search(r"[/÷%]", formula.group()) else "amount"

    def _role(self, text: str) -> str:
        """Return what a name is in a form: side, level…, row, total or column ('' where unknown)."""
        bare = _MARKS.sub("", _POINTS.sub("", _bare(text)))
        bare = _MARKS.sub("", bare)
        if bare in self._totals:
            return "total"
        if bare in self._forms:
            return self._forms[bare]
        if self._vocabulary.item_of(bare) is not None:
            return "row"
        return "column" if self._columns.get(_bare(text), "label") in _OF_VALUES else ""


def _bare(text: str) -> str:
    """Return a name without blanks, year, unit and formula."""
    folded = _YEAR.sub("", _AMONG.sub("", fold(text)))
    bare = _UNIT.sub("", _FORMULA.sub("", folded))
    return bare[:-1] if bare.endswith("%") and len(bare) > 2 else bare


def _kind(role: str, metric: str, basis: str) -> str:
    if role != "value":
        return KINDS.get(role, "")
    if metric in ("weight", "score"):
        return "points"
    if basis in ("目标值", "完成值"):
        return "any"
    if metric in ("rate", "share", "change_rate"):
        return "rate"
    return "amount"


@lru_cache(maxsize=1)
def flat_words() -> FlatWords:
    """Return the words of the seeds, read once."""
    return FlatWords(load_vocabulary())
