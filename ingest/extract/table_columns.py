"""What each column of a section holds, read from its header cells and, where they say nothing, from its body."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from ingest.document import Cell
from ingest.extract.canonical import canonical
from ingest.extract.table_cells import is_blank
from ingest.extract.table_grid import Grid, Section, is_numbering_row, is_value, own_cells
from ingest.extract.table_words import Header, TableWords
from ingest.vocabulary import Unit

_NAMING = ("label", "level")
_CODE = re.compile(r"^\d{2,7}$")
_OF_OTHERS = re.compile(r"(?:单位|部门|项目|预算)（?(?:单位)?）?(?:编码|代码)$")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its role and what its header says of the figures in it (``index`` counts from 0)."""

    index: int
    role: str
    headers: tuple[Header, ...] = ()
    basis: str = ""
    fund: str = ""
    metric: str = ""
    statement: str = ""
    items: tuple[str, ...] = ()
    note: str = ""
    unit: Unit | None = None
    year: int | None = None
    is_total: bool = False
    is_part: bool = False
    is_continued: bool = False

    @property
    def leaf(self) -> str:
        """The lowest header text."""
        return self.headers[-1].text if self.headers else ""


@dataclass(frozen=True)
class Block:
    """Columns that belong together: names at the left, figures at the right; a table may have several side by side."""

    columns: tuple[Column, ...]

    @cached_property
    def names(self) -> tuple[Column, ...]:
        """Columns with row labels."""
        return tuple(c for c in self._own if c.role in _NAMING)

    @cached_property
    def codes(self) -> tuple[Column, ...]:
        """Columns with codes."""
        return tuple(c for c in self._own if c.role == "code")

    @cached_property
    def class_codes(self) -> tuple[Column, ...]:
        """Columns with codes of a classification of accounts, not of units or projects."""
        return tuple(c for c in self.codes if not _OF_OTHERS.search(canonical(c.leaf).text))

    @cached_property
    def _own(self) -> tuple[Column, ...]:
        """The columns without a second classification of the same rows (部门预算经济分类 | 政府预算经济分类)."""
        leaves: list[str] = []
        named = False
        for column in self.columns:
            if column.role == "code" and named and column.leaf in leaves:
                return tuple(c for c in self.columns if c.index < column.index or c.role == "value")
            if column.role == "code":
                leaves.append(column.leaf)
            named = named or column.role in _NAMING
        return self.columns

    @cached_property
    def values(self) -> tuple[Column, ...]:
        """Columns with figures."""
        return tuple(c for c in self.columns if c.role == "value")


def read_columns(grid: Grid, section: Section, words: TableWords, is_ruled: bool = True) -> list[Column]:
    """Return the columns of a section."""
    width = len(grid[0]) if grid else 0
    sides = _side_cells(grid, section, words, is_ruled)
    naming = replace(section, header_rows=tuple(r for r in section.header_rows if not is_numbering_row(grid, r)))
    columns = [_column(grid, naming, index, words, sides, is_ruled) for index in range(width)]
    return _infer_roles(grid, section, _with_grand_total(columns, words), words)


def _with_grand_total(columns: list[Column], words: TableWords) -> list[Column]:
    """Name the 小计 under 本年收入 so where a grand total stands beside it, which holds what is carried over too."""
    if not any(c.is_total and len(c.headers) == 1 for c in columns):
        return columns
    return [
        replace(c, items=(words.plain(c.headers[0].text),), is_total=False)
        if c.is_total and c.statement and len(c.headers) > 1 and c.headers[0].text.strip().startswith("本年")
        else c
        for c in columns
    ]


def split_blocks(columns: list[Column]) -> list[Block]:
    """Split columns into blocks: a naming column that repeats an earlier one, or another side, starts a new block."""
    blocks: list[list[Column]] = [[]]
    for at, column in enumerate(columns):
        current = blocks[-1]
        naming = column.role in (*_NAMING, "code", "index")
        followed = at + 1 < len(columns) and any(c.role == "value" for c in columns[at + 1 :])
        if naming and any(c.role == "value" for c in current) and _repeats(column, current, followed):
            blocks.append([])
        blocks[-1].append(column)
    merged: list[list[Column]] = []
    for block in blocks:
        if merged and not any(c.role == "value" for c in block):
            merged[-1].extend(block)
        else:
            merged.append(block)
    return [Block(tuple(block)) for block in merged if block]


def _repeats(column: Column, current: list[Column], is_followed: bool) -> bool:
    leaf = canonical(column.leaf).text
    if column.role == "level":
        return False
    if column.role == "label" and is_followed and not any(c.role == "level" for c in current):
        return True
    if any(c.role == column.role and canonical(c.leaf).text == leaf for c in current):
        return True
    sides = {c.statement for c in current if c.statement in ("revenue", "expenditure")}
    return column.statement in ("revenue", "expenditure") and bool(sides) and column.statement not in sides


def _side_cells(grid: Grid, section: Section, words: TableWords, is_ruled: bool) -> set[int]:
    """Header cells that stand over names and figures alike: they name a side of the table, not an item."""
    naming: set[int] = set()
    for row in section.header_rows:
        for index, cell in enumerate(grid[row]):
            if cell is not None and words.header(cell.text).role in (*_NAMING, "code"):
                naming.add(index)
    sides: set[int] = set()
    for row in section.header_rows:
        cells = own_cells(grid, row)
        for cell, after in zip(cells, [*(c.col - 1 for c in cells[1:]), len(grid[row])], strict=False):
            stop = cell.col - 1 + cell.col_span if is_ruled else after  # unruled, it is printed over the first only
            if stop - cell.col + 1 > 1 and naming & set(range(cell.col - 1, stop)):
                sides.add(id(cell))
    return sides


def _column(grid: Grid, section: Section, index: int, words: TableWords, sides: set[int], is_ruled: bool) -> Column:
    cells: list[Cell] = []
    for row in section.header_rows:
        cell = grid[row][index] if is_ruled else _header_over(grid, section, row, index)
        if cell is not None and cell.text.strip() and cell not in cells:
            cells.append(cell)
    found = [words.header(cell.text) for cell in cells]
    headers = tuple(
        replace(h, item="", role="group") if id(c) in sides and h.role == "value" else h
        for c, h in zip(cells, found, strict=True)
    )
    if not headers:
        return Column(index, "")
    leaf = headers[-1]
    role = leaf.role or next((h.role for h in reversed(headers) if h.role in (*_NAMING, "code", "index")), "")
    if role == "" and any(h.role in ("value", "group", "total") for h in headers):
        role = "value"
    items = tuple(h.item for h in headers if h.item and h.role in ("value", "total", "group"))
    if leaf.role in ("total", "") and not items:
        upper = zip(cells[:-1], headers[:-1], strict=True)
        items = tuple(words.plain(h.text) for c, h in upper if not h.role and not _is_only_group(grid, c, words))
    named_group = leaf.role == "group" and not leaf.note and leaf.text.strip().startswith("本年")
    if role in ("value", "group", "total") and (not leaf.role or named_group):
        items = (*items, words.plain(leaf.text))
    items = tuple(item for item in items if item)
    is_total = leaf.role == "total" and not items
    if role in ("group", "total"):
        role = "value"
    return Column(
        index,
        role,
        headers,
        basis=_last(headers, "basis"),
        fund=_last(headers, "fund"),
        metric=_last(headers, "metric"),
        statement=_last(headers, "statement"),
        items=_nested(items),
        note=_last(headers, "note"),
        unit=next((h.unit for h in reversed(headers) if h.unit), None),
        year=next((h.year for h in reversed(headers) if h.year), None),
        is_total=is_total,
        is_part=any(canonical(h.text).text.startswith("其中") for h in headers),
        is_continued=is_ruled and cells[-1].col - 1 < index,
    )


def _is_only_group(grid: Grid, cell: Cell, words: TableWords) -> bool:
    """A group that no other stands beside, over figures all named below it, sets no column apart."""
    beside = [c for c in grid[cell.row - 1] if c is not None and c is not cell and c.text.strip()]
    naming = {
        at
        for row in grid[cell.row - 1 : cell.row + 2]
        for at, c in enumerate(row)
        if c is not None and words.header(c.text).role in (*_NAMING, "code", "index", "remark")
    }
    others = [c for c in beside if not set(range(c.col - 1, c.col - 1 + c.col_span)) & naming]
    return cell.col_span > 1 and all(words.header(c.text).role for c in others)


def _header_over(grid: Grid, section: Section, row: int, index: int) -> Cell | None:
    """In a table typed without lines a header over several columns stands over the first of them only."""
    cell = grid[row][index]
    lower = [r for r in section.header_rows if r > row]
    if (cell is not None and cell.text.strip()) or not lower:
        return cell
    below = [grid[r][index] for r in lower]
    if not any(c is not None and c.text.strip() for c in below):
        return cell
    return next((c for c in reversed(grid[row][:index]) if c is not None and c.text.strip()), None)


def _nested(items: tuple[str, ...]) -> tuple[str, ...]:
    """Drop a group whose name a column below repeats."""
    kept: list[str] = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return tuple(kept)


def _last(headers: tuple[Header, ...], name: str) -> str:
    return next((str(getattr(h, name)) for h in reversed(headers) if getattr(h, name)), "")


def _infer_roles(grid: Grid, section: Section, columns: list[Column], words: TableWords) -> list[Column]:
    """Give columns without a known header the role that their cells show, and settle 单位 by its cells."""
    result: list[Column] = []
    seen_value = False
    for column in columns:
        texts = _body_texts(grid, section, column.index, words)
        numbers = [t for t in texts if is_value(t)]
        role = column.role
        if role in _NAMING and column.note == "单位" and texts and _mostly_units(texts, words):
            role = "unit"
        are_names = len(texts) > 1 or any(words.label(t, "").role == "total" for t in texts)
        if role == "value" and not numbers and are_names and column.headers[-1].role == "group":
            role, column = "label", replace(column, items=())  # 收入 | 决算数 | 支出 | 决算数: sides over their names
        if role == "":
            role = _role_of_texts(texts, numbers, column, seen_value)
            if role == "value" and column.headers and not column.headers[-1].year:
                name = words.plain(column.leaf)
                column = replace(column, items=_nested((*column.items, name)) if name else column.items)
        elif role in _NAMING and numbers and len(numbers) == len(texts) and seen_value and len(texts) > 1:
            role = "value"
        percents = sum(t.rstrip().endswith(("%", "％")) for t in numbers)
        if (
            role == "value"
            and not column.metric
            and not column.basis
            and column.unit is None
            and percents * 2 > len(numbers)
        ):
            column = replace(column, metric="share" if "占" in column.leaf or "比重" in column.leaf else "rate")
        seen_value = seen_value or role == "value"
        result.append(replace(column, role=role))
    for at in range(1, len(result) - 1):
        column = result[at]
        if column.role == "remark" and not column.headers and result[at + 1].role == "value":
            result[at] = replace(column, role="label")
    if section.header_rows and not any(c.role in (*_NAMING, "code") for c in result):
        return _first_text_is_label(grid, section, result, words)
    return result


def _role_of_texts(texts: list[str], numbers: list[str], column: Column, seen_value: bool) -> str:
    if not texts:
        return "value" if seen_value and column.headers else ("" if seen_value else "label")
    if numbers and len(numbers) >= len(texts) * 0.5:
        integers = [canonical(t).text for t in numbers]
        if column.index == 0 and all(t == str(i + 1) for i, t in enumerate(integers)) and len(integers) > 1:
            return "index"
        if not seen_value and all(_CODE.match(t) and t[0] in "235" and len(t) in (3, 5, 7) for t in integers):
            return "code"
        return "value"
    return "remark" if seen_value else "label"


def _first_text_is_label(grid: Grid, section: Section, columns: list[Column], words: TableWords) -> list[Column]:
    """Where no header names the rows (an empty or odd first header), the first text column does."""
    for at, column in enumerate(columns):
        texts = _body_texts(grid, section, column.index, words)
        if texts and not any(is_value(t) for t in texts) and column.role in ("", "remark", "value"):
            return [*columns[:at], replace(column, role="label", items=()), *columns[at + 1 :]]
    return columns


def _body_texts(grid: Grid, section: Section, index: int, words: TableWords) -> list[str]:
    texts = []
    for row in section.body_rows:
        cell = grid[row][index]
        if cell is not None and cell.row == row + 1 and not is_blank(cell, words.vocabulary):
            texts.append(cell.text)
    return texts


def _mostly_units(texts: list[str], words: TableWords) -> bool:
    known = sum(words.vocabulary.parse_unit(canonical(t).text) is not None for t in texts)
    return known >= len(texts) * 0.5
