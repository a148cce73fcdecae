"""Columns of tables that have no ruling lines: cells that stand below one another.

Works on segments (runs of text between wide blanks) with their left and right edges, in points or in columns of a
fixed-width font alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.document import Fragment
from ingest.readers import wording

_FULL_ROW = 0.85  # of the cells of the fullest row
_NEAR_SHARE = 0.5  # of its width: a name that nearly touches the numbers below it stands over them
_SAME_EDGE = 1.0
_TOUCH = 0.5  # what shares less with a column only touches it
_NOWHERE = Fragment(1, 0, 0)


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text in a line, with its left and right edge."""

    left: float
    right: float
    text: str
    fragment: Fragment


def column_bands(rows: Sequence[Sequence[Segment]]) -> list[tuple[float, float]]:
    """Return the columns as bands (left, right) that no blank parts: segments that overlap share a column.

    A segment that bridges columns which more rows keep apart (a title within the table, a merged header, a total
    printed over code and name) does not fuse them.
    """
    rows = [row for row in rows if not wording.is_column_numbering([segment.text for segment in row])] or rows
    most = max((len(row) for row in rows), default=0)
    bands = _fused(segment for row in rows if len(row) >= _FULL_ROW * most for segment in row)
    for row in rows:
        if _FULL_ROW * most > len(row) > 0.5 * most:
            single = [s for s in row if sum(_overlap(band, s) for band in bands) <= 1]
            bands = _fused([*single, *(Segment(left, right, "", _NOWHERE) for left, right in bands)])
    bands = [part for band in bands for part in _parted(band, rows)]
    body = next((at for at, row in enumerate(rows) if any(wording.is_amount(s.text) for s in row)), 0)
    top = max(range(body), key=lambda at: (len(rows[at]), at), default=0)  # the header row with most names
    names = rows[top : top + 1] if body else []
    at = 0
    while at + 1 < len(bands):
        one, other = bands[at], bands[at + 1]
        bridged = sum(any(_overlap(one, s) and _overlap(other, s) for s in row) for row in rows)
        parted = sum(
            any(_overlap(one, s) and not _overlap(other, s) for s in row)
            and any(_overlap(other, s) and not _overlap(one, s) for s in row)
            for row in rows
        )
        narrow = min(one[1] - one[0], other[1] - other[0])
        apart = not names or _is_headed(one, names) != _is_headed(other, names)
        if not parted and (bridged or (apart and other[0] - one[1] < _NEAR_SHARE * narrow)):
            bands[at : at + 2] = [(one[0], other[1])]
        else:
            at += 1
    bands = sorted([*bands, *_fused(s for row in rows for s in _between(row, bands))])
    if body:
        bands = _with_headers(bands, rows[top:body], rows[body:])
    return bands


def _with_headers(
    bands: list[tuple[float, float]], headers: Sequence[Sequence[Segment]], rows: Sequence[Sequence[Segment]]
) -> list[tuple[float, float]]:
    """Join a header with the figures that stand beside it and not below it, as a centred header and numbers set right.

    What is set right stands to the right of its header, what is set left to the left; the two are never in one row.
    """
    at = 0
    while at < len(bands):
        held = [[s for s in row if _overlap(bands[at], s)] for row in rows]
        body = [s for cells in held for s in cells]
        beside = at - 1 if _is_set_right(body) else at + 1
        if not body or _is_headed(bands[at], headers) or not 0 <= beside < len(bands):
            at += 1
            continue
        shared = any(
            ours and any(_overlap(bands[beside], s) for s in row) for ours, row in zip(held, rows, strict=True)
        )
        if shared or not _is_headed(bands[beside], headers):
            at += 1
            continue
        low, high = min(at, beside), max(at, beside)
        bands[low : high + 1] = [(bands[low][0], bands[high][1])]
        at = max(low - 1, 0)
    return bands


def _is_headed(band: tuple[float, float], rows: Sequence[Sequence[Segment]]) -> bool:
    """Tell whether a cell of the header rows stands over the band, not just over its edge."""
    shared = ((min(band[1], s.right) - max(band[0], s.left), s.right - s.left) for row in rows for s in row)
    return any(2 * part >= min(width, band[1] - band[0]) for part, width in shared)


def _is_set_right(cells: Sequence[Segment]) -> bool:
    """Tell whether cells stand in line at their right edges; amounts of one width are taken to."""
    lefts, rights = [s.left for s in cells], [s.right for s in cells]
    spread = (max(lefts, default=0) - min(lefts, default=0)) - (max(rights, default=0) - min(rights, default=0))
    if abs(spread) < _SAME_EDGE:
        return bool(cells) and all(wording.is_amount(s.text) for s in cells)
    return spread > 0


def _between(row: Sequence[Segment], bands: Sequence[tuple[float, float]]) -> list[Segment]:
    """Return the segments that stand between two columns which their neighbours fill: columns without figures."""
    found: list[Segment] = []
    waiting: list[Segment] = []
    last = -1
    for segment in row:
        hits = [i for i, band in enumerate(bands) if _overlap(band, segment)]
        if not hits:
            waiting.append(segment)
            continue
        found += waiting if hits[0] - last == 1 else []
        waiting, last = [], hits[-1]
    return found + (waiting if last == len(bands) - 1 else [])


def _parted(band: tuple[float, float], rows: Sequence[Sequence[Segment]]) -> list[tuple[float, float]]:
    """Part a band where a row has several cells below one wide header."""
    within = [[s for s in row if _overlap(band, s) and s.left >= band[0] and s.right <= band[1]] for row in rows]
    most = max(within, key=len, default=[])
    if len(most) < 2:
        return [band]
    ends = [min(one.right, other.left) for one, other in pairwise(most)]
    parts = [(s.left, end) for s, end in zip(most, [*ends, most[-1].right], strict=True)]
    single = [s for row in within for s in row if sum(_overlap(part, s) for part in parts) == 1]
    return _fused([*(Segment(left, right, "", _NOWHERE) for left, right in parts), *single])


def _fused(segments: Iterable[Segment]) -> list[tuple[float, float]]:
    fused: list[tuple[float, float]] = []
    for left, right in sorted((segment.left, segment.right) for segment in segments):
        if fused and left < fused[-1][1] - _TOUCH:
            fused[-1] = (fused[-1][0], max(fused[-1][1], right))
        else:
            fused.append((left, right))
    return fused


def _overlap(band: tuple[float, float], segment: Segment) -> bool:
    return min(band[1], segment.right) - max(band[0], segment.left) > _TOUCH


def columns_of_row(row: Sequence[Segment], bands: Sequence[tuple[float, float]]) -> list[tuple[int, int]] | None:
    """Return (first column, span) of each segment, or None where two segments would share a column."""
    placed: list[tuple[int, int]] = []
    taken = -1
    for segment in row:
        hit = [i for i, band in enumerate(bands) if i > taken and _overlap(band, segment)]
        if not hit and taken + 1 < len(bands):
            hit = [min(range(taken + 1, len(bands)), key=lambda i: _distance(bands[i], segment))]
        if not hit:
            return None
        placed.append((hit[0], hit[-1] - hit[0] + 1))
        taken = hit[-1]
    return placed


def _distance(band: tuple[float, float], segment: Segment) -> float:
    return max(band[0] - segment.right, segment.left - band[1], 0.0)
