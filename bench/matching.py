"""How an extracted figure is matched with a hand-read one: by document, place and value; then its attributes.

The rules are those of the gold data's conventions: the item agrees when the last term of its path does (the last two
where the last is a column word such as 合计), the basis when both belong to the same group.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

SAME_BASIS = {"执行数": "决算", "实际": "决算", "上年决算": "决算", "期末": "决算", "调整预算": "全年预算"}
COLUMN_WORDS = {
    "基本支出", "项目支出", "合计", "小计", "总计", "比上年", "年初预算", "决算", "其他", "支出进度", "执行率",
}  # fmt: skip
JUDGED = ("item", "basis", "metric", "year")


@dataclass(frozen=True)
class Row:
    """One figure, hand-read or extracted, as far as the comparison needs it."""

    doc: str
    page: int | None
    line: int | None
    value: Decimal
    fields: dict[str, str]


@dataclass(frozen=True)
class Match:
    """A hand-read figure with the extracted one found for it (None if missed) and the attributes that agree."""

    gold: Row
    found: Row | None
    agrees: frozenset[str] = frozenset()

    @property
    def is_right(self) -> bool:
        """All judged attributes agree."""
        return self.agrees >= set(JUDGED)


def document_key(name: str) -> str:
    """Return the id a document goes by in gold data: ``d000`` for ``000.txt``, else the name without its suffix."""
    stem = Path(name).name
    stem = re.sub(r"\.(txt|pdf|docx?|html?|xlsx?|ofd)$", "", stem)
    digits = re.fullmatch(r"d?(\d{3})(?:_.*)?", stem)
    return f"d{digits[1]}" if digits else stem


def read_rows(path: Path) -> list[Row]:
    """Read a CSV in the columns of the figure record; rows without a number are left out."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(rows_of(csv.DictReader(handle)))


def rows_of(records: Iterable[dict[str, str]]) -> Iterable[Row]:
    """Turn records into rows."""
    for record in records:
        text = (record.get("value") or record.get("raw") or "").replace(",", "").replace("，", "").strip().rstrip("%％")
        try:
            value = Decimal(text).normalize()
        except InvalidOperation:
            continue
        page, line = (record.get("page") or "").strip(), (record.get("line") or "").strip()
        yield Row(
            document_key(record["doc"]),
            int(page) if page.isdigit() else None,
            int(line) if line.isdigit() else None,
            value,
            {key: (text or "").strip() for key, text in record.items() if isinstance(text, str)},
        )


def _terms(path: str) -> list[str]:
    cleaned = (re.sub(r"[“”\"'‘’（）()\[\]《》\s:：、,，。.·—-]", "", part) for part in path.split("/"))
    terms = [term.replace("三公经费支出", "三公经费") for term in cleaned if term]
    return [re.sub(r"(合计|总额)$", "", term) or term for term in terms]


def same_item(gold: str, found: str) -> bool:
    """Tell whether two item paths name the same thing."""
    left, right = _terms(gold), _terms(found)
    if not left or not right:
        return left == right
    if left[-1] != right[-1]:
        return False
    is_column = left[-1] in COLUMN_WORDS and len(left) > 1 and len(right) > 1
    return left[-2] == right[-2] if is_column else True


def _agreeing(gold: Row, found: Row) -> frozenset[str]:
    agrees = set()
    for name in (*JUDGED, "entity", "unit", "fund", "statement"):
        expected, got = gold.fields.get(name, ""), found.fields.get(name, "")
        if name == "basis":
            same = expected == "其他" or SAME_BASIS.get(expected, expected) == SAME_BASIS.get(got, got)
        elif name in ("item", "entity"):
            same = same_item(expected, got)
        else:
            same = expected == got
        if not expected or same:
            agrees.add(name)
    return frozenset(agrees)


def _gap(gold: Row, found: Row) -> int | None:
    if gold.line is not None and found.line is not None and gold.page in (None, found.page):
        gap = abs(gold.line - found.line)
        return gap if gap <= 1 else None
    return 0 if gold.page is not None and gold.page == found.page else None


def match(gold: list[Row], found: list[Row]) -> tuple[list[Match], list[Row]]:
    """Match hand-read rows with extracted ones; also return the extracted, named rows that match none on gold lines."""
    index: dict[tuple[str, Decimal], list[Row]] = defaultdict(list)
    for row in found:
        index[row.doc, row.value].append(row)
    used: set[int] = set()
    matches = []
    for row in gold:
        candidates = []
        for candidate in index[row.doc, row.value]:
            gap = _gap(row, candidate)
            if gap is not None and id(candidate) not in used:
                agrees = _agreeing(row, candidate)
                candidates.append((-len(agrees & set(JUDGED)), gap, len(candidates), candidate, agrees))
        if not candidates:
            matches.append(Match(row, None))
            continue
        *_, best, agrees = min(candidates, key=lambda entry: entry[:3])
        used.add(id(best))
        matches.append(Match(row, best, agrees))
    places = {(row.doc, row.page, row.line) for row in gold}
    spurious = [
        row
        for row in found
        if id(row) not in used
        and row.fields.get("item")
        and ((row.doc, row.page, row.line) in places or (row.doc, row.page, None) in places)
    ]
    return matches, spurious
