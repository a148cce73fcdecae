"""Tables of plain text whose cells stand each in a line of its own, as pages copied from the web print them.

    项目 / 预算数 / 合计 / 142.40 / 公务接待费 / 42.40 / …

An empty cell leaves no line, so a table is only read where every row has all its numbers or none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Fragment
from ingest.readers import wording
from ingest.readers.printed import PieceCell, TablePiece

_FIRST = "项目"
_NUMBER = re.compile(r"-?\d[\d,，]*(?:\.\d+)?[%％]?|[-—/]")
_PROSE = re.compile(r"[。；，|｜]|(?<!其中)[:：].{6}")
_PART = re.compile(r"费|支出|收入|经费|其中|合计|总计")
_LONGEST_CELL, _MOST_HEADS, _FEWEST_ROWS = 30, 8, 2


@dataclass(frozen=True, slots=True)
class _Cell:
    """A line that holds one cell: where its text stands, the text, and the index of the line."""

    fragment: Fragment
    text: str
    line: int

    @property
    def is_number(self) -> bool:
        return bool(_NUMBER.fullmatch(self.text))


def stacked_table(lines: Sequence[tuple[int, int, str]], start: int) -> tuple[TablePiece, int] | None:
    """Return the table that begins at the line ``start`` and the index after it, or None.

    ``lines`` are (page, offset of the line in the page, text).
    """
    if "".join(_bare(lines[start][2]).split()) != _FIRST:
        return None
    cells = _cells(lines, start)
    first = next((i for i, cell in enumerate(cells) if cell.is_number), 0)
    heads, body = cells[1 : max(first - 1, 1)], cells[max(first - 1, 1) :]
    rows: list[list[_Cell]] = []
    for cell in body:
        if cell.is_number:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    while rows and len(rows[-1]) == 1 and not _PART.search(rows[-1][0].text):
        rows.pop()
    counts = Counter(len(row) - 1 for row in rows if len(row) > 1)
    width = counts.most_common(1)[0][0] if counts else 0
    levels = _header_rows(cells[0], heads, width)
    if sum(counts.values()) < _FEWEST_ROWS or len(counts) != 1 or not levels or len(heads) > _MOST_HEADS:
        return None
    pieces = [
        PieceCell(r, c, 1, span, [cell.fragment], cell.text) for r, row in enumerate(levels) for c, span, cell in row
    ]
    for r, row in enumerate(rows, start=len(levels)):
        pieces += [PieceCell(r, c, 1, 1, [cell.fragment], cell.text) for c, cell in enumerate(row)]
        pieces += [PieceCell(r, c, 1, 1, [], "") for c in range(len(row), width + 1)]
    pieces += [PieceCell(r, 0, 1, 1, [], "") for r in range(1, len(levels))]
    piece = TablePiece(lines[start][0], len(levels) + len(rows), width + 1, pieces, is_ruled=False)
    return piece, rows[-1][-1].line + 1


def _header_rows(first: _Cell, heads: Sequence[_Cell], width: int) -> list[list[tuple[int, int, _Cell]]]:
    """Return the header rows as (column, columns spanned, cell); one head more than columns spans all the others."""
    if len(heads) == width:
        return [[(0, 1, first), *((c, 1, cell) for c, cell in enumerate(heads, start=1))]]
    if len(heads) == width + 1 and width > 1:
        return [[(0, 1, first), (1, width, heads[0])], [(c, 1, cell) for c, cell in enumerate(heads[1:], start=1)]]
    return []


def _cells(lines: Sequence[tuple[int, int, str]], start: int) -> list[_Cell]:
    """The cells from a line on, up to running text, a heading with nothing below it, or the end of the page."""
    cells: list[_Cell] = []
    for index in range(start, len(lines)):
        page, offset, line = lines[index]
        text = _bare(line)
        if page != lines[start][0] or len(text) > _LONGEST_CELL or _PROSE.search(text):
            break
        if not text:
            continue
        at = offset + line.index(text)
        cell = _Cell(Fragment(page, at, at + len(text)), text, index)
        if cells and (wording.heading_level(cells[-1].text) or 9) <= 2 and not cell.is_number:
            cells.pop()
            break
        cells.append(cell)
    return cells


def _bare(line: str) -> str:
    """The text of a line without blanks around it."""
    return line.strip(" \t\u3000\u00a0\r\n")
