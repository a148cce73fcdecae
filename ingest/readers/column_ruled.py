"""Tables that draw the lines between columns and none between rows: the rows are told by the text in the columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.readers import wording
from ingest.readers.glyphs import Glyph, Ruling, type_size
from ingest.readers.row_groups import CellLine, LineBlock, blocks_of, closest_rows, rows_of
from ingest.readers.text_runs import TextLine, lines_of

_SAME_END = 4.0  # points
_TALL_EM = 3.0  # no single row of one-line cells is as tall
_LOWEST_BAND = 15.0  # points: three rows of the smallest type
_FEWEST_ROWS = 3
_FEWEST_AMOUNTS = 4  # of a single row of them below a header
_FEWEST_LINES = 3
_MOSTLY = 0.75  # of the lines of a column of numbers: a merged cell may stand in its middle
_ASCENT_EM, _DESCENT_EM = 0.85, 0.2
_FULL_EM = 1.2
_BESIDE_EM = 0.6  # a label stands so much higher than its number at most
_WIDEST_PADDING_EM = 1.0


def with_row_lines(
    across: Sequence[Ruling], down: Sequence[Ruling], uprights: Sequence[Ruling], glyphs: Sequence[Glyph]
) -> tuple[list[Ruling], list[Ruling]] | None:
    """Return the lines of a table with those between its rows put in, None where it has them.

    ``uprights`` are all upright lines of the page: pieces between merged cells meet no drawn line between rows.
    """
    left, right = min(line.start for line in across), max(line.end for line in across)
    full = [line for line in across if line.start < left + _SAME_END and line.end > right - _SAME_END]
    if len(full) < 2:
        return None
    drawn: list[Ruling] = []
    for number, (above, below) in enumerate(pairwise(full)):
        if below.at - above.at < _LOWEST_BAND:
            continue
        within = [v for v in uprights if v.start < below.at - _SAME_END and v.end > above.at + _SAME_END]
        within = [v for v in within if left - _SAME_END <= v.at <= right + _SAME_END]
        parted = any(above.at + _SAME_END < h.at < below.at - _SAME_END for h in across)
        if len(within) >= _FEWEST_LINES and not parted:
            band = Ruling(0.0, above.at, below.at)
            drawn += _row_lines(band, within, (left, right), glyphs, may_have_header=not number)
    if not drawn:
        return None
    inside = [v for v in uprights if left - _SAME_END <= v.at <= right + _SAME_END]
    top, bottom = full[0].at, full[-1].at
    return [*across, *drawn], [v for v in inside if v.start < bottom - _SAME_END and v.end > top + _SAME_END]


def frameless(uprights: Sequence[Ruling], flat: Sequence[Ruling], glyphs: Sequence[Glyph]) -> list[list[Ruling]]:
    """Return the top and bottom line of each table that draws lines between columns alone, no frame around them."""
    frames: list[list[Ruling]] = []
    for group in _beside_one_another(uprights):
        top, bottom = min(v.start for v in group), max(v.end for v in group)
        left, right = group[0].at, group[-1].at
        if any(top - _SAME_END < h.at < bottom + _SAME_END and h.start < right and h.end > left for h in flat):
            continue
        held = [g for g in glyphs if top < _height(g) < bottom]
        if held:
            left, right = min(left, *(g.left for g in held)), max(right, *(g.right for g in held))
            frames.append([Ruling(top, left, right), Ruling(bottom, left, right)])
    return frames


def _beside_one_another(uprights: Sequence[Ruling]) -> Iterable[list[Ruling]]:
    """Yield groups of two long upright lines or more, left to right, that run beside one another."""
    groups: list[list[Ruling]] = []
    for line in sorted(uprights, key=_length, reverse=True):
        group = next((g for g in groups if _overlaps(g[0], line)), None)
        if group is None:
            groups.append([line])
        else:
            group.append(line)
    for group in groups:
        at = sorted({round(line.at) for line in group})
        if len(at) > 1:
            yield sorted(group)


def _length(line: Ruling) -> float:
    return line.end - line.start


def _overlaps(one: Ruling, other: Ruling) -> bool:
    return min(one.end, other.end) > max(one.start, other.start)


def _row_lines(
    band: Ruling,
    uprights: Sequence[Ruling],
    sides: tuple[float, float],
    glyphs: Sequence[Glyph],
    *,
    may_have_header: bool,
) -> list[Ruling]:
    """Return the lines between the rows that stand in a band from its ``start`` to its ``end``, [] for a single row."""
    held = [g for g in glyphs if band.start < _height(g) < band.end and sides[0] < (g.x0 + g.x1) / 2 < sides[1]]
    if not held or band.end - band.start < _TALL_EM * (em := type_size(held)):
        return []
    edges = _edges(uprights, sides)
    columns: list[list[Glyph]] = [[] for _ in edges[1:]]
    for glyph in held:
        columns[min(max(bisect_right(edges, (glyph.x0 + glyph.x1) / 2) - 1, 0), len(columns) - 1)].append(glyph)
    texts = [lines_of(column) for column in columns]
    lines = [
        CellLine(
            at,
            at + 1,
            line.baseline,
            wording.is_figure(line.text),
            _is_full(line, *edges[at : at + 2]),
            wording.opens_row(line.text),
        )
        for at, column in enumerate(texts)
        for line in column
    ]
    body = _top_of_body(lines, em) if may_have_header else band.start
    if not _are_rows(texts, body):
        return []
    ends = sorted(end for v in uprights for end in (v.start, v.end))
    rows = rows_of([line for line in lines if line.baseline >= body], em)
    heads = [line for line in lines if line.baseline < body]
    drawn = [Ruling(at, *sides) for at in _between(rows, ends, em)]
    if heads and rows:
        floor = _parting(max(h.baseline for h in heads), min(b.top for b in rows[0]), ends, em)
        drawn.append(Ruling(floor, *sides))
        drawn += _header_lines(band.start, floor, uprights, sides)
    return drawn


def _edges(uprights: Sequence[Ruling], sides: tuple[float, float]) -> list[float]:
    edges = [sides[0]]
    for at in sorted(line.at for line in uprights):
        if at - edges[-1] > _SAME_END and sides[1] - at > _SAME_END:
            edges.append(at)
    return [*edges, sides[1]]


def _top_of_body(lines: Sequence[CellLine], em: float) -> float:
    """Return the baseline at which the first row with a number begins: that of its label where it is higher."""
    first = min((line.baseline for line in lines if line.is_number), default=float("inf"))
    blocks = blocks_of(lines, closest_rows(lines, em))
    return min((block.top for block in blocks if block.bottom > first - _BESIDE_EM * em), default=first)


def _are_rows(columns: Sequence[Sequence[TextLine]], body: float) -> bool:
    """Tell whether there are rows: columns of numbers alone, three rows of them or one row of amounts below names."""
    filled = [[line for line in column if line.baseline >= body] for column in columns]
    figures = [
        column
        for column in filled
        if any(wording.is_amount(line.text) for line in column)
        and sum(wording.is_number(line.text) for line in column) >= _MOSTLY * len(column)
    ]
    pairs = [
        (above.text, below.text)
        for column in figures
        for above, below in pairwise(column)
        if wording.is_amount(above.text)
    ]
    if pairs and 2 * sum(wording.may_be_one_number(*pair) for pair in pairs) >= len(pairs):
        return False  # numbers too wide for their cells, broken over two lines
    heights = {round(line.baseline) for column in figures for line in column}
    if len(heights) < _FEWEST_ROWS:
        has_names = any(line.baseline < body for column in columns for line in column)
        return has_names and len(figures) >= _FEWEST_AMOUNTS
    return sum(1 for column in filled if column) > 1


def _is_full(line: TextLine, left: float, right: float) -> bool:
    padding = min(max(line.left - left, 0.0), max(right - line.right, 0.0), _WIDEST_PADDING_EM * line.em)
    return (line.left - left) + (right - line.right) - 2 * padding < _FULL_EM * line.em


def _between(rows: Sequence[Sequence[LineBlock]], ends: Sequence[float], em: float) -> list[float]:
    return [
        _parting(max(block.bottom for block in above), min(block.top for block in below), ends, em)
        for above, below in pairwise(rows)
    ]


def _parting(above: float, below: float, ends: Sequence[float], em: float) -> float:
    """Return the height between two baselines at which to part rows: where an upright line ends, if one does there."""
    top, bottom = above + _DESCENT_EM * em, below - _ASCENT_EM * em
    middle = (top + bottom) / 2
    near = [end for end in ends if above < end < below - 0.4 * em]
    return min(near, key=lambda end: abs(end - middle), default=middle)


def _header_lines(top: float, floor: float, uprights: Sequence[Ruling], sides: tuple[float, float]) -> list[Ruling]:
    """Return the lines below names of groups: where an upright begins, to the next ones that come from above."""
    drawn = []
    for line in uprights:
        if not top + _SAME_END < line.start < floor - _SAME_END:
            continue
        taller = [v.at for v in uprights if v.start < line.start - _SAME_END < v.end]
        left = max((at for at in (*taller, sides[0]) if at < line.at - 1), default=sides[0])
        right = min((at for at in (*taller, sides[1]) if at > line.at + 1), default=sides[1])
        drawn.append(Ruling(line.start, left, right))
    return drawn


def _height(glyph: Glyph) -> float:
    return glyph.baseline - 0.2 * (glyph.size or 10.0)
