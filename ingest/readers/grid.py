"""Ruled tables: ruling lines to a grid, the grid to cells with spans, characters to cells.

A chain of small steps: close segments are joined to lines, lines that cross make a table, the table's lines make
positions, positions that no line parts make one cell; :mod:`ingest.readers.cell_filling` puts the characters in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ingest.readers.column_ruled import frameless, with_row_lines
from ingest.readers.glyphs import Glyph, Ruling
from ingest.readers.half_ruled import find_row_ruled

_NEAR = 2.0  # points: ends of lines that should meet may miss by this much
_SAME_LINE = 2.6  # points: parallel lines this close are one (double rules, borders drawn by both neighbours)
_SHORTEST = 5.0
_THINNEST = 5.0  # points: no text fits between lines this close; they are one edge, drawn unevenly


@dataclass(slots=True)
class GridCell:
    """A cell of a ruled table: 0-based place, spans, edges, and its characters (in no order yet)."""

    row: int
    col: int
    row_span: int
    col_span: int
    x0: float
    y0: float
    x1: float
    y1: float
    glyphs: list[Glyph] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A ruled table: the x of its column edges, the y of its row edges, its cells.

    ``bands`` are what the columns' text covers where no line parts them and the edges were put in between.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: list[GridCell]
    bands: tuple[tuple[float, float], ...] = ()


def find_grids(horizontals: Iterable[Ruling], verticals: Iterable[Ruling], glyphs: Sequence[Glyph] = ()) -> list[Grid]:
    """Return the ruled tables of a page from top to bottom, their cells still empty; a mere frame is no table.

    ``glyphs`` are the page's characters: they tell the columns of tables that draw the lines between rows alone.
    """
    flat = [line for line in join_segments(horizontals) if line.end - line.start > _SHORTEST]
    upright = [line for line in join_segments(verticals) if line.end - line.start > _SHORTEST]
    grids = []
    for table in find_row_ruled(flat, upright, glyphs):
        grid = build_grid(table.across, table.down)
        if grid is not None:
            grids.append(replace(grid, bands=table.columns))
    frames = [(frame, upright) for frame in frameless(upright, flat, glyphs)]
    for across, down in (*crossing_groups(flat, upright), *frames):
        grid = build_grid(*(with_row_lines(across, down, upright, glyphs) or (across, down)))
        if grid is not None:
            grids.append(grid)
    grids = [grid for grid in grids if not any(_inside(grid, other) for other in grids if other is not grid)]
    grids.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    return grids


def join_segments(segments: Iterable[Ruling]) -> list[Ruling]:
    """Join segments that lie on one line and touch; parallel lines closer than a stroke's width count as one."""
    joined: list[Ruling] = []
    parallel: list[Ruling] = []
    for segment in sorted(segments):
        if parallel and segment.at - parallel[0].at > _SAME_LINE:
            joined += _on_one_line(parallel)
            parallel = []
        parallel.append(segment)
    return joined + (_on_one_line(parallel) if parallel else [])


def _on_one_line(segments: Sequence[Ruling]) -> list[Ruling]:
    at = sum(segment.at for segment in segments) / len(segments)
    lines: list[Ruling] = []
    for segment in sorted(segments, key=lambda segment: segment.start):
        if lines and segment.start <= lines[-1].end + _NEAR:
            lines[-1] = Ruling(at, lines[-1].start, max(lines[-1].end, segment.end))
        else:
            lines.append(Ruling(at, segment.start, segment.end))
    return lines


def crossing_groups(
    horizontals: Sequence[Ruling], verticals: Sequence[Ruling]
) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Group lines that meet one another, directly or through others: each group can be one table."""
    across = sorted(horizontals)
    parent = list(range(len(across) + len(verticals)))
    heights = [line.at for line in across]
    for number, line in enumerate(verticals, start=len(across)):
        low = bisect_left(heights, line.start - _NEAR)
        for index in range(low, bisect_right(heights, line.end + _NEAR)):
            if across[index].start - _NEAR <= line.at <= across[index].end + _NEAR:
                _unite(parent, index, number)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for index, line in enumerate(across):
        groups.setdefault(_root(parent, index), ([], []))[0].append(line)
    for number, line in enumerate(verticals, start=len(across)):
        groups.setdefault(_root(parent, number), ([], []))[1].append(line)
    return [group for group in groups.values() if len(group[0]) > 1 and group[1]]


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index


def _unite(parent: list[int], one: int, other: int) -> None:
    low, high = sorted((_root(parent, one), _root(parent, other)))
    parent[high] = low


def build_grid(across: Sequence[Ruling], down: Sequence[Ruling]) -> Grid | None:
    """Return the cells that these lines draw, or None where they draw no table (fewer than two columns)."""
    across, down = list(across), list(down)
    _close_open_sides(across, down)
    xs, ys = _positions(down), _positions(across)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 2 or rows < 1:
        return None
    parts_rows = _extents(across, ys, xs)
    parts_columns = _extents(down, xs, ys)
    parent = list(range(rows * columns))
    for row in range(rows):
        for col in range(columns):
            index = row * columns + col
            if col + 1 < columns and not _covers(parts_columns[col + 1], ys[row], ys[row + 1]):
                _unite(parent, index, index + 1)
            if row + 1 < rows and not _covers(parts_rows[row + 1], xs[col], xs[col + 1]):
                _unite(parent, index, index + columns)
    members: dict[int, list[int]] = {}
    for index in range(rows * columns):
        members.setdefault(_root(parent, index), []).append(index)
    cells = []
    for group in members.values():
        cells += _rectangles(group, columns, xs, ys)
    if len(cells) < 2 or max(cell.col for cell in cells) == 0:
        return None
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return Grid(tuple(xs), tuple(ys), cells)


def _close_open_sides(across: list[Ruling], down: list[Ruling]) -> None:
    """Draw the outer lines that a style leaves out: rows that run beyond the outermost column line are open there."""
    left, right = min(line.start for line in across), max(line.end for line in across)
    top, bottom = min(line.at for line in across), max(line.at for line in across)
    for x, outermost in ((left, min(line.at for line in down)), (right, max(line.at for line in down))):
        if abs(x - outermost) > 4 * _NEAR:
            down.append(Ruling(x, top, bottom))
    for y, outermost in ((min(line.start for line in down), top), (max(line.end for line in down), bottom)):
        if abs(y - outermost) > 4 * _NEAR:
            across.append(Ruling(y, left, right))


def _positions(lines: Sequence[Ruling]) -> list[float]:
    places: list[float] = []
    for at in sorted(line.at for line in lines):
        if not places or at - places[-1] > _THINNEST:
            places.append(at)
    return places


def _extents(
    lines: Sequence[Ruling], places: Sequence[float], ends: Sequence[float]
) -> list[list[tuple[float, float]]]:
    """Return, for each edge, the stretches that lines cover, their ends moved to the nearest of ``ends``."""
    extents: list[list[tuple[float, float]]] = [[] for _ in places]
    for line in lines:
        nearest = min(range(len(places)), key=lambda i: abs(places[i] - line.at))
        extents[nearest].append((_snap(line.start, ends), _snap(line.end, ends)))
    return [_united(stretches) for stretches in extents]


def _snap(value: float, places: Sequence[float]) -> float:
    nearest = min(places, key=lambda place: abs(place - value))
    return nearest if abs(nearest - value) <= _THINNEST else value


def _united(stretches: list[tuple[float, float]]) -> list[tuple[float, float]]:
    united: list[tuple[float, float]] = []
    for start, end in sorted(stretches):
        if united and start <= united[-1][1] + _NEAR:
            united[-1] = (united[-1][0], max(united[-1][1], end))
        else:
            united.append((start, end))
    return united


def _covers(extents: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    """Tell whether one of the lines at this place runs along the whole side."""
    return any(low <= start + _NEAR and high >= end - _NEAR for low, high in extents)


def _rectangles(group: Sequence[int], columns: int, xs: Sequence[float], ys: Sequence[float]) -> list[GridCell]:
    """Return the group of positions as one cell if it is a rectangle, else (a stray gap in a line) each row's run."""
    rows, cols = [index // columns for index in group], [index % columns for index in group]
    top, bottom, left, right = min(rows), max(rows), min(cols), max(cols)
    if len(group) == (bottom - top + 1) * (right - left + 1):
        return [_cell(top, left, bottom, right, xs, ys)]
    cells = []
    for row in range(top, bottom + 1):
        run = sorted(col for r, col in zip(rows, cols, strict=True) if r == row)
        start = 0
        for i in range(1, len(run) + 1):
            if i == len(run) or run[i] != run[i - 1] + 1:
                cells.append(_cell(row, run[start], row, run[i - 1], xs, ys))
                start = i
    return cells


def _cell(top: int, left: int, bottom: int, right: int, xs: Sequence[float], ys: Sequence[float]) -> GridCell:
    return GridCell(top, left, bottom - top + 1, right - left + 1, xs[left], ys[top], xs[right + 1], ys[bottom + 1])


def _inside(inner: Grid, outer: Grid) -> bool:
    """Tell whether a table lies within a larger one: it is then part of a cell's contents."""
    return (
        outer.xs[0] - _NEAR <= inner.xs[0]
        and inner.xs[-1] <= outer.xs[-1] + _NEAR
        and outer.ys[0] - _NEAR <= inner.ys[0]
        and inner.ys[-1] <= outer.ys[-1] + _NEAR
        and len(inner.cells) < len(outer.cells)
    )
