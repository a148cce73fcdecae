"""The shape of a table: which rows are header, which are body, where a new header starts further down.

Decided by header words (seeds/vocabulary/column_headers.csv), by merged cells and by where numbers stand; never by
the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ingest.document import Cell, Table
from ingest.extract.canonical import canonical
from ingest.extract.table_words import Header, TableWords

_VALUE = re.compile(
    r"^[^\d\u4e00-\u9fff]{0,2}(?:[不少低高多大小等于超过达到至约近控制在预计]{1,4})?[≥≤<>=]{0,2}"
    r"[-+]?\d[\d,]*(?: \d{3})*(?:\.\d+)?"
    r"(?:[%‰]|[\u4e00-\u9fff（）/]{0,8})[①-⑩*＊]?$"
)
_FOUR_DIGITS = re.compile(r"^(?:19|20)\d{2}$")
_YEAR = re.compile(r"^(?:(?:19|20)\d{2}(?:年|$)|\d{1,2}月份?$)")
_INTEGER = re.compile(r"^\d{1,3}$")
_NUMBERING = frozenset(("栏次", "甲", "乙", "丙", "行次", "次", "栏", "类", "款", "项", "**", "—"))
_TABLE_NOTE = re.compile(
    r"^[\u4e00-\u9fff]{0,4}(?:单位|部门|时间|日期|年度)(?:名称)?(?:（[^）]{1,6}）)?[:：]"
    r"|^[\u4e00-\u9fff]{0,6}\d{1,3}(?:-\d{1,2})?表$|^表\d|^附表"
)
_SURELY_NUMBERING = 5  # neighbours that each count one more are no figures
_ROWS_ABOVE_HEADER = 8
_FEWEST_NAMES, _FEWEST_FIGURES = 3, 2  # of a header further down that no seed knows, and of the row it names
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONG = 24
"""A cell with more characters than this is a sentence, not a header."""


@dataclass(frozen=True, slots=True)
class Section:
    """A run of body rows under one header; rows and columns count from 0."""

    header_rows: tuple[int, ...]
    body_rows: tuple[int, ...]
    preamble: tuple[Cell, ...] = ()


Grid = tuple[tuple[Cell | None, ...], ...]


@lru_cache(maxsize=8192)
def is_value(text: str) -> bool:
    """Say whether a whole cell is one number, with a comparator and a unit at most; a bare year is none."""
    source = canonical(text).text
    return bool(_VALUE.match(source)) and not _YEAR.match(source)


def is_bare_year(text: str) -> bool:
    """Say whether a whole cell is four digits that are printed like a year; among amounts they can be one."""
    return _FOUR_DIGITS.match(canonical(text).text) is not None


def own_cells(grid: Grid, row: int) -> list[Cell]:
    """Return the cells with text that start in a row, left to right."""
    seen: list[Cell] = []
    previous: Cell | None = None
    for cell in grid[row]:
        if cell is not None and cell is not previous and cell.row == row + 1 and cell.text.strip():
            seen.append(cell)
        previous = cell
    return seen


def split_sections(table: Table, words: TableWords) -> list[Section]:
    """Split a table into sections, each with its header rows; every row is in one section, a header row in one."""
    grid = table.grid
    rows = [r for r in range(len(grid)) if r + 1 not in table.repeated_header_rows]
    sections: list[Section] = []
    preamble: list[Cell] = []
    at = 0
    while at < len(rows) and _is_preamble(grid, rows, at, words):
        preamble.extend(own_cells(grid, rows[at]))
        at += 1
    header, at = _read_header(grid, rows, at, words)
    body: list[int] = []
    while at < len(rows):
        if header and body and _texts(grid, rows[at]) in [_texts(grid, row) for row in header]:
            at += 1  # the header printed again after a page break
            continue
        below = rows[at + 1] if at + 1 < len(rows) else None
        if (_starts_section(grid, rows[at], words) or _names_row_below(grid, rows[at], below)) and (body or not header):
            sections.append(Section(tuple(header), tuple(body), tuple(preamble)))
            preamble = []
            header, at = _read_header(grid, rows, at, words)
            body = []
            continue
        body.append(rows[at])
        at += 1
    sections.append(Section(tuple(header), tuple(body), tuple(preamble)))
    return [s for s in sections if s.header_rows or s.body_rows or s.preamble]


def _names_row_below(grid: Grid, row: int, below: int | None) -> bool:
    """Say whether a row without figures names those of the row below, which has no name of its own.

    So a form goes on with other columns: 楼堂馆所控制情况 | 批复规模 | 实际规模 | 规模控制率 over 0 | 0 | 0.
    """
    cells = own_cells(grid, row)
    figures = own_cells(grid, below) if below is not None else []
    if len(cells) < _FEWEST_NAMES or len(figures) < _FEWEST_FIGURES or not all(is_value(c.text) for c in figures):
        return False
    if any(is_value(c.text) or len(c.text.strip()) > _LONG or not _HAN.search(c.text) for c in cells):
        return False
    named = {c.col for c in cells[1:]}
    return all(c.col in named for c in figures)


def _texts(grid: Grid, row: int) -> list[str]:
    return ["".join(cell.text.split()) for cell in own_cells(grid, row)]


def is_numbering_row(grid: Grid, row: int) -> bool:
    """Say whether a row only numbers the columns (栏次 1 2 3 …)."""
    texts = [canonical(c.text).text for c in own_cells(grid, row)]
    numbers = [int(t) for t in texts if _INTEGER.match(t)]
    rest = [t for t in texts if not _INTEGER.match(t)]
    if any(t not in _NUMBERING for t in rest):
        return False
    if not numbers and "栏次" in rest:
        return True  # its numbers were lost on the way
    if len(numbers) < 2 or any(b - a != 1 for a, b in pairwise(numbers)):
        return False
    if len(numbers) >= _SURELY_NUMBERING:
        return True  # OCR may lose the first of them
    return numbers[0] == 1 and (bool(rest) or len(numbers) >= 3)


def _is_preamble(grid: Grid, rows: list[int], at: int, words: TableWords) -> bool:
    cells = own_cells(grid, rows[at])
    if not cells or at + 1 >= len(rows):
        return not cells
    if _is_pair_row(cells, words):
        return True
    if any(is_value(c.text) for c in cells):
        return False
    if all(_TABLE_NOTE.match(canonical(c.text).text) for c in cells):
        return True
    if len(cells) > 1:
        return False
    spans_all = cells[0].col_span == len(grid[0])
    if not spans_all and words.header(cells[0].text).role:
        return False
    for later in rows[at + 1 : at + _ROWS_ABOVE_HEADER]:
        following = own_cells(grid, later)
        if len(following) > 1 and _known(following, words) >= max(1, len(following) * 0.4):
            return True
    return False


def _is_pair_row(cells: list[Cell], words: TableWords) -> bool:
    """A row of a form: 项目名称 | 某项目 | 主管部门 | 某局."""
    if len(cells) % 2 or len(cells) > 6:
        return False
    keys = [words.header(c.text) for c in cells[::2]]
    return all(k.role == "field" or k.note in ("项目", "单位") for k in keys) and not any(
        words.header(c.text).role for c in cells[1::2]
    )


def _read_header(grid: Grid, rows: list[int], at: int, words: TableWords) -> tuple[list[int], int]:
    header: list[int] = []
    while at < len(rows):
        row = rows[at]
        cells = own_cells(grid, row)
        covered = bool(header) and not cells and all(c is not None and c.row - 1 in header for c in grid[row])
        if covered or is_numbering_row(grid, row):
            header.append(row)
        elif not cells:
            if not header or not _blank_inside(grid, rows, at, header, words):
                break
            header.append(row)
        elif any(is_value(c.text) for c in cells) or any(len(c.text.strip()) > _LONG for c in cells):
            break
        elif not header:
            if not _is_header_row(cells, words) and not _is_group_row(grid, rows, at, cells, words):
                break
            header.append(row)
        elif _continues_header(grid, row, header, cells, words):
            header.append(row)
        else:
            break
        at += 1
    return header, at


def _is_header_row(cells: list[Cell], words: TableWords) -> bool:
    return _known(cells, words) >= max(1, len(cells) * 0.4) or len(cells) >= 3


def _is_group_row(grid: Grid, rows: list[int], at: int, cells: list[Cell], words: TableWords) -> bool:
    """Say whether a row no seed knows groups the columns that the known headers in the row below it name."""
    below = own_cells(grid, rows[at + 1]) if at + 1 < len(rows) else []
    if len(cells) < 2 or len(below) < 3 or any(is_value(c.text) for c in below):
        return False
    parted = [c for c in cells if sum(c.col <= b.col < c.col + c.col_span for b in below) > 1]
    return bool(parted) and _known(below, words) >= len(below) * 0.6


def _continues_header(grid: Grid, row: int, header: list[int], cells: list[Cell], words: TableWords) -> bool:
    if any(c is not None and c.text.strip() and c.row - 1 in header and c.row - 1 < row for c in grid[row]):
        values = [c for c in grid[row] if c is not None and c.row - 1 in header and words.header(c.text).role]
        if values:
            return True
    above = [c for c in own_cells(grid, header[-1]) if c.col_span > 1]
    for wide in above:
        if len({id(c) for c in cells if wide.col <= c.col < wide.col + wide.col_span}) > 1:
            return True
    seeded, known = sum(words.header(c.text).is_seeded for c in cells), _known(cells, words)
    if len(cells) > 2 and known == len(cells) > len(own_cells(grid, header[-1])):
        return True  # items below the few names that group them
    return len(cells) >= 2 and seeded >= 1 and known >= len(cells) * 0.6


def _blank_inside(grid: Grid, rows: list[int], at: int, header: list[int], words: TableWords) -> bool:
    """A row without text belongs to the header where a header row still follows it."""
    for later in rows[at + 1 : at + 3]:
        cells = own_cells(grid, later)
        if cells and is_numbering_row(grid, later):
            return True
        if cells:
            return not any(is_value(c.text) for c in cells) and _continues_header(grid, later, header, cells, words)
    return False


def _known(cells: list[Cell], words: TableWords) -> int:
    return sum(bool(words.header(c.text).role) for c in cells)


def _starts_section(grid: Grid, row: int, words: TableWords) -> bool:
    """A row further down that is made of header words starts a new header."""
    cells = own_cells(grid, row)
    if len(cells) < 2 or any(is_value(c.text) or len(c.text.strip()) > _LONG for c in cells):
        return False
    headers: list[Header] = [words.header(c.text) for c in cells]
    plain = sum(h.is_seeded and h.role not in ("total", "group") for h in headers)
    return plain >= 2 and plain >= len(cells) * 0.6
