"""Tables that draw the lines between rows only: the columns are where text leaves blank strips from top to bottom."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers import wording
from ingest.readers.glyphs import Glyph, Ruling, type_size
from ingest.readers.strips import Stretch, columns_by_strips, united, with_names, words_of
from ingest.readers.text_runs import lines_of

_SAME_END = 4.0  # points
_FEWEST_LINES = 3
_MOST_OFF = 0.2  # of the width of the columns that a name stands in the middle above
_CLOSE_EM = 0.5  # words of one name stand closer than this
_REACH = 2.0
_TALL_BAND = 1.8  # of the usual height of a row: what stands between two tables
_NUMBERING = re.compile(r"\d{1,2}|栏次|行次|[栏次甲乙丙类款项]")


@dataclass(slots=True)
class _Rows:
    """Lines of one width below one another, what is drawn between them, and the characters between them."""

    full: list[Ruling]
    partial: list[Ruling]
    bands: list[list[Glyph]]
    em: float

    @property
    def left(self) -> float:
        return min(line.start for line in self.full)

    @property
    def right(self) -> float:
        return max(line.end for line in self.full)


@dataclass(frozen=True, slots=True)
class RowRuledTable:
    """The lines of a table that draws those between rows alone, the upright ones put in, and what its columns cover."""

    across: list[Ruling]
    down: list[Ruling]
    columns: tuple[Stretch, ...]


def find_row_ruled(
    horizontals: Sequence[Ruling], verticals: Sequence[Ruling], glyphs: Sequence[Glyph]
) -> list[RowRuledTable]:
    """Return the tables drawn with horizontal lines alone; the lines given are joined segments.

    Text tells the columns: a strip that no row's text enters parts two of them, the names above move it aside, and a
    name in the middle above several columns stands over all of them.
    """
    found: list[RowRuledTable] = []
    for rows in _row_groups(horizontals, verticals, glyphs):
        body = next((at for at, band in enumerate(rows.bands) if _amounts(band)), None)
        if body is None or not _is_table(rows, body):
            continue
        columns = _columns(rows, body)
        if len(columns) > 1:
            found.append(RowRuledTable([*rows.full, *rows.partial], _drawn(rows, columns, body), tuple(columns)))
    return found


def _row_groups(horizontals: Sequence[Ruling], verticals: Sequence[Ruling], glyphs: Sequence[Glyph]) -> Iterable[_Rows]:
    """Yield the groups of at least three lines with the same ends that no vertical line parts within."""
    widths: list[list[Ruling]] = []
    for line in sorted(horizontals):
        group = next((g for g in widths if _same_ends(g[0], line)), None)
        if group is None:
            widths.append([line])
        else:
            group.append(line)
    for group in widths:
        if len(group) < _FEWEST_LINES:
            continue
        for full in _parted_tables(group, glyphs):
            inside = [v for v in verticals if full[0].start + _SAME_END < v.at < full[0].end - _SAME_END]
            if any(v.start < full[-1].at and v.end > full[0].at for v in inside):
                continue
            partial = [h for h in horizontals if _is_within(h, full)]
            bands = _bands(full, glyphs)
            held = [glyph for band in bands for glyph in band]
            if held:
                yield _Rows(full, partial, bands, type_size(held))


def _same_ends(one: Ruling, other: Ruling) -> bool:
    return abs(one.start - other.start) < _SAME_END and abs(one.end - other.end) < _SAME_END


def _is_within(line: Ruling, full: Sequence[Ruling]) -> bool:
    top = full[0]
    inside = top.start - _SAME_END <= line.start and line.end <= top.end + _SAME_END
    return inside and top.at < line.at < full[-1].at and not _same_ends(top, line)


def _bands(full: Sequence[Ruling], glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    bands: list[list[Glyph]] = [[] for _ in full[1:]]
    heights = [line.at for line in full]
    for glyph in glyphs:
        at = bisect_right(heights, _middle(glyph)) - 1
        if 0 <= at < len(bands) and full[0].start - _REACH <= glyph.left and glyph.right <= full[0].end + _REACH:
            bands[at].append(glyph)
    return bands


def _middle(glyph: Glyph) -> float:
    return glyph.baseline - 0.2 * (glyph.size or 10.0)


def _parted_tables(group: Sequence[Ruling], glyphs: Sequence[Glyph]) -> list[list[Ruling]]:
    """Part lines of one width where another table begins: a note of the unit, a title or nothing stands between."""
    tables: list[list[Ruling]] = [[group[0]]]
    heights = sorted(below.at - above.at for above, below in pairwise(group))
    tall = _TALL_BAND * heights[len(heights) // 2]
    for above, band, line in zip(group, _bands(group, glyphs), group[1:], strict=False):
        texts = [[run.text for run in found.runs] for found in lines_of(band)]
        is_empty = not texts and line.at - above.at > tall
        if is_empty or any(wording.is_unit_line(text) for text in texts):
            tables.append([])
        tables[-1].append(line)
    return [table for table in tables if len(table) >= _FEWEST_LINES]


def _amounts(band: Sequence[Glyph]) -> int:
    return sum(1 for word in words_of(band) if wording.is_amount(word) or wording.is_nothing(word))


def _is_table(rows: _Rows, body: int) -> bool:
    """Tell whether most rows from ``body`` on hold amounts, in one line: a line under all rows parts no rows."""
    filled = [band for band in rows.bands[body:] if band]
    if len(rows.full) == _FEWEST_LINES and not rows.partial and body and len(lines_of(rows.bands[0])) > 1:
        return False  # a line below the names and one below the rows part no rows, nor names of groups from others
    if any(
        sum(1 for line in lines_of(band) if _amounts([glyph for run in line.runs for glyph in run.glyphs])) > 1
        for band in filled
    ):
        return False
    return 2 * sum(1 for band in filled if _amounts(band)) >= len(filled)


def _columns(rows: _Rows, body: int) -> list[Stretch]:
    """Return the columns as (left, right) of their text, from the rows with figures and the names straight above."""
    return with_names(columns_by_strips(rows.bands[body:], rows.em), _names(rows, body), rows.em)


def _names(rows: _Rows, body: int) -> list[Stretch]:
    """Return what the names straight above the columns cover: no line stands between them and the rows below.

    A row that only numbers the columns is passed over.
    """
    while body and all(_NUMBERING.fullmatch(word) for word in words_of(rows.bands[body - 1])):
        body -= 1
    floor = rows.full[body].at
    lines = [line for line in (*rows.full, *rows.partial) if line.at < floor - 1]
    lowest = []
    for glyph in (glyph for band in rows.bands[:body] for glyph in band):
        x = (glyph.x0 + glyph.x1) / 2
        if _middle(glyph) > max((line.at for line in lines if line.start <= x <= line.end), default=0.0):
            lowest.append((glyph.x0, glyph.x1))
    return united(lowest, _CLOSE_EM * rows.em)


def _drawn(rows: _Rows, columns: Sequence[Stretch], body: int) -> list[Ruling]:
    """Return the lines between columns and at the sides, left out where a cell reaches over several columns."""
    edges = [rows.left, *((one[1] + other[0]) / 2 for one, other in pairwise(columns)), rows.right]
    lines = sorted((*rows.full, *rows.partial))
    floor = rows.full[body].at
    glyphs = [glyph for band in rows.bands for glyph in band]
    open_at: set[tuple[int, float, float]] = set()  # (edge, top, bottom) that no line is drawn at
    for top, bottom, first, last in _stretches(lines, edges):
        inside = [g for g in glyphs if top < _middle(g) < bottom and edges[first] < (g.x0 + g.x1) / 2 < edges[last + 1]]
        names = united(((g.x0, g.x1) for g in inside), _CLOSE_EM * rows.em)
        spans = _crossed(names, edges, first, last)
        if bottom <= floor + 1:
            spans = _spread(names, edges[first : last + 2], first) or spans
        for start, stop in spans:
            open_at |= {(edge, top, bottom) for edge in range(start + 1, stop + 1)}
    drawn = [Ruling(edge, rows.full[0].at, rows.full[-1].at) for edge in (edges[0], edges[-1])]
    for at in range(1, len(edges) - 1):
        drawn += _with_gaps(edges[at], rows.full[0].at, rows.full[-1].at, [(t, b) for e, t, b in open_at if e == at])
    return drawn


def _stretches(lines: Sequence[Ruling], edges: Sequence[float]) -> Iterable[tuple[float, float, int, int]]:
    """Yield (top, bottom, first column, last column) of neighbouring columns whose cells have the same two lines."""
    cells: dict[tuple[float, float], list[int]] = {}
    for column, (left, right) in enumerate(pairwise(edges)):
        x = (left + right) / 2
        for one, other in pairwise([line.at for line in lines if line.start <= x <= line.end]):
            cells.setdefault((one, other), []).append(column)
    for (top, bottom), columns in sorted(cells.items()):
        first = columns[0]
        for column, following in pairwise([*columns, -1]):
            if following != column + 1:
                yield top, bottom, first, column
                first = following


def _crossed(names: Sequence[Stretch], edges: Sequence[float], first: int, last: int) -> list[tuple[int, int]]:
    """Return the columns (from, to) that text reaches over."""
    spans = []
    for left, right in names:
        over = [at for at in range(first, last + 1) if min(right, edges[at + 1]) - max(left, edges[at]) > _REACH]
        if len(over) > 1:
            spans.append((over[0], over[-1]))
    return spans


def _spread(names: Sequence[Stretch], edges: Sequence[float], first: int) -> list[tuple[int, int]]:
    """Share columns out among fewer names, each in the middle above its own; [] where one stands aside.

    ``edges`` are those of the columns, ``first`` is the number of the first one.
    """
    count = len(edges) - 1
    if not names or len(names) >= count:
        return []
    costs: dict[int, tuple[float, list[tuple[int, int]]]] = {0: (0.0, [])}
    for left, right in names:
        reached: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for start, (cost, spans) in costs.items():
            for stop in range(start + 1, count + 1):
                off = abs((left + right) / 2 - (edges[start] + edges[stop]) / 2)
                if off <= _MOST_OFF * (edges[stop] - edges[start]) and (
                    stop not in reached or cost + off < reached[stop][0]
                ):
                    reached[stop] = (cost + off, [*spans, (first + start, first + stop - 1)])
        costs = reached
    return costs[count][1] if count in costs else []


def _with_gaps(at: float, top: float, bottom: float, gaps: Sequence[Stretch]) -> list[Ruling]:
    drawn = []
    for start, end in sorted(gaps):
        if start > top:
            drawn.append(Ruling(at, top, start))
        top = max(top, end)
    return [*drawn, Ruling(at, top, bottom)] if top < bottom else drawn
