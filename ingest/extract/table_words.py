"""What the seeds say about the words of tables: titles, column headers and row labels.

A header is looked up whole, then as an item of the account tree, then by its ending, so that 基本支出决算数 is read as
the item 基本支出 on the basis 决算. Years, units in brackets and column formulas are taken off before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.extract.canonical import canonical
from ingest.vocabulary import Item, Row, Unit, Vocabulary, fold

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年度|年|$|(?=[\u4e00-\u9fff]))")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_BRACKET = re.compile(r"[（\[]([^（）\[\]]{1,12})[）\]]")
_COMPARED = re.compile(r"[比较](?:上年|上一年|去年|年初|预算|(?:19|20)\d{2}年?)")
_POINTS = re.compile(r"（\d{1,3}(?:\.\d+)?分?）$")
_NOTE = re.compile(r"（[^（）]*）")
_UNIT_NOTE = re.compile(r"(?:金额)?单位[:：]?")
_FORMULA = re.compile(r"^[A-Za-z0-9①-⑳=+\-*/×÷()（）%\d.，,]+$")
_ENUMERATOR = re.compile(
    r"^(?:（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}[、.．]|（\d{1,2}）|\d{1,2}(?:[、．]|[.](?!\d))|[①-⑳])\s*"
)
_NUMBERED = re.compile(r"^(?:指标|目标)\d{1,2}(?:[：:、.．]|(?=[\u4e00-\u9fff]))\s*(?=.)")
"""指标1：清理疫木数量 is the indicator 清理疫木数量."""
_PLACEHOLDER = re.compile(r"^[★☆*]+|（[^（）]*(?:\*\*|[≥≤])[^（）]*）|[≥≤]\*+[^\s]*$|(?<=[\u4e00-\u9fff）])——[^—]*$")
"""★农村低保标准（≥**元/人·月）: the marks and the blanks of the form are no part of an indicator's name."""
_INCLUDED = re.compile(r"^其?中[:：]")
_TRAILING = re.compile(r"[:：*＊]+$")
_CUT = 3
"""A name cut after fewer characters than this could be many classes."""


@dataclass(frozen=True, slots=True)
class Header:
    """What one header cell says; ``role`` is '' where no seed row knows it."""

    text: str = ""
    role: str = ""
    basis: str = ""
    fund: str = ""
    metric: str = ""
    statement: str = ""
    item: str = ""
    note: str = ""
    unit: Unit | None = None
    year: int | None = None
    is_seeded: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """What the printed title of a table says."""

    text: str = ""
    statement: str = ""
    basis: str = ""
    fund: str = ""
    kind: str = ""
    year: int | None = None
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A row label without its number: ``depth`` is the level its number shows (0 none), ``role`` of row_labels.csv."""

    text: str = ""
    role: str = ""
    item: str = ""
    statement: str = ""
    fund: str = ""
    depth: int = 0
    is_included: bool = False
    unit: Unit | None = None


class TableWords:
    """The table seeds, indexed once per vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Read the three table seeds."""
        self.vocabulary = vocabulary
        self._headers = lru_cache(maxsize=4096)(self._read_header)
        self._row_labels = lru_cache(maxsize=4096)(self._read_label)
        self._items = lru_cache(maxsize=4096)(self._read_item)
        self._exact: dict[str, Row] = {}
        self._ends: list[tuple[str, Row]] = []
        for row in vocabulary.rows("vocabulary/column_headers.csv"):
            if row["match"] == "exact":
                self._exact.setdefault(fold(row["header"]), row)
            else:
                self._ends.append((fold(row["header"]), row))
        self._ends.sort(key=lambda pair: -len(pair[0]))
        self._suffixes = sorted(
            ((h, r) for h, r in self._exact.items() if r["role"] == "value" and (r["basis"] or r["metric"])),
            key=lambda pair: -len(pair[0]),
        )
        self._titles = [(r["words"].split(), r) for r in vocabulary.rows("vocabulary/table_titles.csv")]
        self._class_names: dict[str, list[str]] = {}
        for name in ("function_codes", "economic_codes"):
            for row in vocabulary.rows(f"reference/{name}.csv"):
                self._class_names.setdefault(row["class_code"], []).append(row["class_name"])
        self._classes = {
            fold(row["class_name"])
            for row in vocabulary.rows("reference/function_codes.csv")
            if len(row["class_code"]) == 3
        }
        self._labels: dict[str, list[Row]] = {}
        for row in vocabulary.rows("vocabulary/row_labels.csv"):
            self._labels.setdefault(fold(row["label"]), []).append(row)

    def header(self, printed: str) -> Header:
        """Return what a header cell says."""
        return self._headers(printed)

    def label(self, printed: str, statement: str) -> Label:
        """Return a row label without its number, and what it says in a table of this statement."""
        return self._row_labels(printed, statement)

    def item(self, name: str, statement: str) -> tuple[str, Item | None]:
        """Return (name as written in paths, its item) of a label."""
        return self._items(name, statement)

    def _read_header(self, printed: str) -> Header:
        folded = fold(canonical(printed).text)
        text, unit, year = self._strip(folded)
        if _COMPARED.search(folded) and text not in self._exact:
            note = "budget" if "预算" in folded.split("比", 1)[1][:6] and "上年" not in folded else "prior_year"
            return Header(printed, "group", note=note, unit=unit, year=year, is_seeded=True)
        if not text:
            return Header(printed, role="value" if year or unit else "", unit=unit, year=year, is_seeded=bool(year))
        found = self._exact.get(text)
        if found is None and text.startswith("其中："):
            text = text.removeprefix("其中：")
            found = self._exact.get(text)
        bare = _NOTE.sub("", text)
        if found is None and bare and bare != text:
            found = self._exact.get(bare)
        if found is not None:
            return _header(printed, found, unit, year)
        named = self._named(text)
        if named is not None:
            return Header(printed, "value", item=named[0], statement=named[1], unit=unit, year=year)
        for ending, row in self._suffixes:
            rest = text.removesuffix(ending)
            if rest != text and rest:
                head = self._exact.get(rest)
                part = None if head else self._named(rest)
                if head is None and part is None:
                    continue
                base = _header(printed, row, unit, year)
                if head is not None:
                    merged = replace(base, fund=head["fund"], statement=base.statement or head["statement"])
                    return replace(merged, note=base.note or head["note"], metric=base.metric or head["metric"])
                assert part is not None
                return replace(base, item=part[0], statement=base.statement or part[1])
        for ending, row in self._ends:
            if text.endswith(ending):
                return replace(_header(printed, row, unit, year), is_seeded=len(text) <= 12)
        if text.startswith("占") and unit is not None and unit.kind == "percent":
            return Header(printed, "value", metric="share", unit=unit, year=year)  # 占总支出%
        return Header(printed, "", unit=unit, year=year)

    def is_class(self, name: str) -> bool:
        """Say whether a name is a class (类) of the functional classification."""
        return fold(name) in self._classes

    def class_name(self, code: str, printed: str) -> str:
        """Return the classification's name where the cell prints none or cuts it short, else the printed one."""
        names = self._class_names.get(code, [])
        whole = [name for name in names if name.startswith(printed)]
        return whole[0] if len(whole) == 1 and (not printed or len(printed) >= _CUT) else printed

    def plain(self, printed: str) -> str:
        """Return a header as a name: without blanks, unit, year and column formula."""
        return _INCLUDED.sub("", self._strip("".join(canonical(printed).text.split()))[0])

    def title(self, printed: str) -> Title:
        """Return what a table's title says; later seed rows add to earlier ones, more words win."""
        text = fold(canonical(printed).text)
        best: dict[str, tuple[int, str]] = {}
        for words, row in self._titles:
            if not all(word in text for word in words):
                continue
            weight = sum(len(word) for word in words) + 100 * len(words)
            for column in ("statement", "basis", "fund", "kind"):
                if row[column] and weight >= best.get(column, (0, ""))[0]:
                    best[column] = (weight, row[column])
        years = _YEARS.findall(text)
        year = int(years[0]) if len(set(years)) == 1 else None
        unit = self.unit_note(text)
        values = {column: value for column, (_, value) in best.items() if (column, value) != ("basis", "-")}
        return Title(printed, year=year, unit=unit, **values)

    def unit_note(self, text: str) -> Unit | None:
        """Return the unit that a note such as 单位：万元 or a bracket （万元） names."""
        source = fold(canonical(text).text)
        parts = [source[m.end() :] for m in _UNIT_NOTE.finditer(source)] + _BRACKET.findall(source)
        for part in parts:
            unit = self.vocabulary.parse_unit(re.split(r"[，、）；]", part, maxsplit=1)[0])
            if unit is not None:
                return unit
        return self.vocabulary.parse_unit(source)

    def _read_label(self, printed: str, statement: str) -> Label:
        text = fold(canonical(printed).text)
        included = bool(_INCLUDED.match(text))
        text = _INCLUDED.sub("", text)
        depth = _depth(text)
        text = _NUMBERED.sub("", _PLACEHOLDER.sub("", _ENUMERATOR.sub("", _PLACEHOLDER.sub("", text))))
        if _INCLUDED.match(text):
            text, included = _INCLUDED.sub("", text), True
        text = _POINTS.sub("", _TRAILING.sub("", text))
        text, unit, _ = self._strip(text, keep_year=True)
        display = _display(printed, text)
        found = self._row(text, statement)
        if found is None:
            return Label(display, depth=depth, is_included=included, unit=unit)
        return Label(display, found["role"], found["item"], found["statement"], found["fund"], depth, included, unit)

    def _read_item(self, name: str, statement: str) -> tuple[str, Item | None]:
        row = self._row(fold(name), statement)
        target = row["item"] if row is not None and row["item"] and row["role"] != "total" else name
        found = self.vocabulary.item_of(target.rsplit("/", 1)[-1])
        if found is None:
            return target, None
        path = target if "/" in target else found[0]
        return path, found[1]

    def _row(self, text: str, statement: str) -> Row | None:
        rows = self._labels.get(text, [])
        scoped = [r for r in rows if r["statement"] == statement and statement]
        free = [r for r in rows if not r["statement"] or r["role"] in ("carryover", "item", "stock")]
        return next(iter(scoped or free), None)

    def _named(self, text: str) -> tuple[str, str] | None:
        """Return (name, statement) where a text is a standard item or a row label with an item."""
        found = self.vocabulary.item_of(text)
        if found is not None:
            return found[0], found[1].statement
        row = self._row(text, "")
        return (row["item"], row["statement"]) if row is not None and row["item"] else None

    def _strip(self, text: str, *, keep_year: bool = False) -> tuple[str, Unit | None, int | None]:
        unit = None
        for match in list(_BRACKET.finditer(text)):
            inner = match.group(1)
            unit = unit or self.vocabulary.parse_unit(inner)
            if self.vocabulary.parse_unit(inner) or _FORMULA.match(inner):
                text = text.replace(match.group(), "", 1)
        year = None
        if not keep_year:
            found = _YEAR.search(text)
            if found:
                year = int(found.group(1))
                text = text[: found.start()] + text[found.end() :]
            if text.endswith("%"):
                text, unit = text[:-1], unit or self.vocabulary.units.get("%")
        return text, unit, year


def _header(printed: str, row: Row, unit: Unit | None, year: int | None) -> Header:
    return Header(
        printed, row["role"], row["basis"], row["fund"], row["metric"], row["statement"], row["item"], row["note"],
        unit, year, True,
    )  # fmt: skip


def _depth(text: str) -> int:
    match = _ENUMERATOR.match(text)
    if match is None:
        return 0
    mark = match.group()
    if mark[0] == "（":
        return 2 if mark[1] in "一二三四五六七八九十" else 4
    if mark[0] in "一二三四五六七八九十":
        return 1
    return 5 if mark[0] in "①②③④⑤⑥⑦⑧⑨⑩" else 3


def _display(printed: str, text: str) -> str:
    """The label as printed (quotes kept), without blanks, number and unit."""
    shown = canonical(printed).text
    shown = _PLACEHOLDER.sub("", _INCLUDED.sub("", shown))
    shown = _NUMBERED.sub("", _INCLUDED.sub("", _PLACEHOLDER.sub("", _ENUMERATOR.sub("", shown))))
    shown = _POINTS.sub("", "".join(shown.split()))
    return (
        shown if fold(shown) == text else (_TRAILING.sub("", shown) if fold(_TRAILING.sub("", shown)) == text else text)
    )


@lru_cache(maxsize=4)
def table_words(vocabulary: Vocabulary) -> TableWords:
    """Return the table words of a vocabulary, read once."""
    return TableWords(vocabulary)
