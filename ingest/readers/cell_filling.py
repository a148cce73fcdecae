"""Characters into the cells of ruled tables: by their baseline, numbers as a whole, overflowing text taken back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.readers.glyphs import Glyph, type_size
from ingest.readers.grid import Grid, GridCell

_NUMERIC = frozenset("0123456789.,%-")
_NUMBER = re.compile(r"-?[\d,]*\d(\.\d*)?%?")
_TOUCHING_EM = 0.12
_LARGE_TYPE = 2.0  # of the usual height of a page's characters


def fill_cells(grids: Sequence[Grid], glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Put each character into its cell and return those outside of every table, in their order.

    A far larger character than the page's, taller than its row, is part of a watermark and left out.
    """
    if not grids:
        return list(glyphs)
    heights = sorted(glyph.y1 - glyph.y0 for glyph in glyphs)
    large = _LARGE_TYPE * heights[len(heights) // 2] if heights else 0.0
    lookups = [_cells_by_position(grid) for grid in grids]
    outside: list[Glyph] = []
    for unit in _units(glyphs):
        x, y = _anchor(unit)
        for grid, lookup in zip(grids, lookups, strict=True):
            if grid.xs[0] <= x <= grid.xs[-1] and grid.ys[0] <= y <= grid.ys[-1]:
                row = min(bisect_right(grid.ys, y) - 1, len(grid.ys) - 2)
                col = min(bisect_right(grid.xs, x) - 1, len(grid.xs) - 2)
                cell = lookup[row * (len(grid.xs) - 1) + col]
                if unit[0].y1 - unit[0].y0 <= max(large, cell.y1 - cell.y0):
                    cell.glyphs += unit
                break
        else:
            outside += unit
    for grid in grids:
        _take_back_overflow(grid)
    return outside


def _units(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Yield what goes into a cell as a whole: a number printed in one go, else a character.

    A number too long for its cell runs over the line beside it; it must not be torn apart there.
    """
    unit: list[Glyph] = []
    for glyph in glyphs:
        if unit and not _touch(unit[-1], glyph):
            yield from _whole_or_parts(unit)
            unit = []
        unit.append(glyph)
    yield from _whole_or_parts(unit)


def _touch(one: Glyph, other: Glyph) -> bool:
    if one.char not in _NUMERIC or other.char not in _NUMERIC:
        return False
    gap = other.left - one.right
    return abs(one.baseline - other.baseline) < 0.1 * one.size and -0.3 * one.size < gap < _TOUCHING_EM * one.size


def _whole_or_parts(unit: list[Glyph]) -> Iterator[list[Glyph]]:
    if len(unit) > 1 and _NUMBER.fullmatch("".join(glyph.char for glyph in unit)):
        yield unit
    else:
        yield from ([glyph] for glyph in unit)


def _anchor(unit: list[Glyph]) -> tuple[float, float]:
    """A character stands where its baseline does: boxes of punctuation and tall fonts reach into the next row."""
    first = unit[0]
    return (first.x0 + unit[-1].x1) / 2, first.baseline - 0.2 * (first.size or 10.0)


def _cells_by_position(grid: Grid) -> list[GridCell]:
    columns = len(grid.xs) - 1
    lookup: list[GridCell] = [grid.cells[0]] * (columns * (len(grid.ys) - 1))
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for col in range(cell.col, cell.col + cell.col_span):
                lookup[row * columns + col] = cell
    return lookup


def _take_back_overflow(grid: Grid) -> None:
    """Give text that runs over a line into an empty cell, as spreadsheets print it, back to the cell it began in."""
    by_row: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        by_row.setdefault(cell.row, []).append(cell)
    for cells in by_row.values():
        for left, right in pairwise(cells):
            if left.glyphs and right.glyphs and left.row_span == right.row_span:
                _take_back(left, right)


def _take_back(left: GridCell, right: GridCell) -> None:
    begin = min(right.glyphs, key=lambda glyph: glyph.left)
    em = type_size((begin,))
    beside = [glyph for glyph in left.glyphs if abs(glyph.baseline - begin.baseline) < 0.1 * em]
    if not beside or begin.left > right.x0 + em:
        return
    end = max(beside, key=lambda glyph: glyph.right)
    crosses = end.right > left.x1 - 0.5 or begin.left < right.x0 + 0.5
    if not crosses or abs(begin.left - end.right) > _TOUCHING_EM * em:
        return
    if end.char in _NUMERIC or begin.char in _NUMERIC:
        return
    if len(right.glyphs) <= len(beside) and _is_one_line(right.glyphs, em):
        left.glyphs += right.glyphs
        right.glyphs = []
    elif len(left.glyphs) < len(right.glyphs) and _is_one_line(left.glyphs, em):
        right.glyphs = left.glyphs + right.glyphs
        left.glyphs = []


def _is_one_line(glyphs: Sequence[Glyph], em: float) -> bool:
    baselines = [glyph.baseline for glyph in glyphs]
    return max(baselines) - min(baselines) < 0.2 * em
