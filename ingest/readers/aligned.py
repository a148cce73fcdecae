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
    many = 0.5 * max((len(row) for row in rows[:body]), default=0)
    top = next((at for at, row in enumerate(rows[:body]) if len(row) >= many), 0)  # above it stand names of groups
    at = 0
    while at + 1 < len(bands):
        one, other = bands[at], bands[at + 1]
        bridged = any(_overlap(one, s) and _overlap(other, s) for row in rows[top:] for s in row)
        parted = any(
            any(_overlap(one, s) and not _overlap(other, s) for s in row)
            and any(_overlap(other, s) and not _overlap(one, s) for s in row)
            for row in rows
        )
        narrow = min(one[1] - one[0], other[1] - other[0])
        if not parted and (bridged or (not body and other[0] - one[1] < _NEAR_SHARE * narrow)):
            bands[at : at + 2] = [(one[0], other[1])]
        else:
            at += 1
    bands = sorted([*bands, *_fused(s for row in rows for s in _between(row, bands))])
    if body:
        for amounts in (True, False):  # names of rows must not take the header of the first column of figures
            bands = _with_headers(bands, rows[top:body], rows[body:], amounts=amounts)
    return bands


def _with_headers(
    bands: list[tuple[float, float]],
    headers: Sequence[Sequence[Segment]],
    rows: Sequence[Sequence[Segment]],
    *,
    amounts: bool,
) -> list[tuple[float, float]]:
    """Join a header with the figures that stand beside it and not below it, as a centred header and numbers set right.

    What is set right stands to the right of its header, what is set left to the left; the two are never in one row.
    """
    at = 0
    while at < len(bands):
        held = [[s for s in row if _overlap(bands[at], s)] for row in rows]
        body = [s for cells in held for s in cells if bands[at][0] <= s.left and s.right <= bands[at][1]]
        beside = at - 1 if _is_set_right(body) else at + 1
        is_other = not body or _is_centred(body) or amounts != any(wording.is_amount(s.text) for s in body)
        headed = _headed(bands, headers)
        if is_other or at in headed or not 0 <= beside < len(bands):
            at += 1
            continue
        shared = any(
            ours and any(_overlap(bands[beside], s) for s in row) for ours, row in zip(held, rows, strict=True)
        )
        if shared or beside not in headed:
            at += 1
            continue
        low, high = min(at, beside), max(at, beside)
        bands[low : high + 1] = [(bands[low][0], bands[high][1])]
        at = max(low - 1, 0)
    return bands


def _headed(bands: Sequence[tuple[float, float]], headers: Sequence[Sequence[Segment]]) -> set[int]:
    """Return the columns that a name stands over: each name over the column of which it covers most."""
    found = set()
    for segment in (s for row in headers for s in row):
        covered = [min(right, segment.right) - max(left, segment.left) for left, right in bands]
        most = max(covered, default=0.0)
        if most > _TOUCH:
            found |= {at for at, part in enumerate(covered) if 2 * part >= most}
    return found


def _is_set_right(cells: Sequence[Segment]) -> bool:
    """Tell whether most cells stand in line at their right edges; amounts in line at both are taken to."""
    left = _most_in_line([s.left for s in cells])
    right = _most_in_line([s.right for s in cells])
    return right > left or (right == left and all(wording.is_amount(s.text) for s in cells))


def _is_centred(cells: Sequence[Segment]) -> bool:
    """Tell whether cells stand in line at their middles only: on which side their header is nobody can tell."""
    middle = _most_in_line([(s.left + s.right) / 2 for s in cells])
    return middle > max(_most_in_line([s.left for s in cells]), _most_in_line([s.right for s in cells]))


def _most_in_line(edges: Sequence[float]) -> int:
    """Return how many of the edges stand in line with the one that most others do."""
    return max((sum(abs(other - edge) < _SAME_EDGE for other in edges) for edge in set(edges)), default=0)


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
