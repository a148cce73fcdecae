"""Columns of tables that have no ruling lines: cells that stand below one another.

Works on segments (runs of text between wide blanks) with their left and right edges, in points or in columns of a
fixed-width font alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.document import Fragment

_FULL_ROW = 0.85  # of the cells of the fullest row
_NEAR_SHARE = 0.5  # of its width: a name that nearly touches the numbers below it stands over them
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
    most = max((len(row) for row in rows), default=0)
    bands = _fused(segment for row in rows if len(row) >= _FULL_ROW * most for segment in row)
    for row in rows:
        if _FULL_ROW * most > len(row) > 0.5 * most:
            single = [s for s in row if sum(_overlap(band, s) for band in bands) <= 1]
            bands = _fused([*single, *(Segment(left, right, "", _NOWHERE) for left, right in bands)])
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
        if bridged > parted or (not parted and other[0] - one[1] < _NEAR_SHARE * narrow):
            bands[at : at + 2] = [(one[0], other[1])]
        else:
            at += 1
    return bands


def _fused(segments: Iterable[Segment]) -> list[tuple[float, float]]:
    fused: list[tuple[float, float]] = []
    for left, right in sorted((segment.left, segment.right) for segment in segments):
        if fused and left < fused[-1][1]:
            fused[-1] = (fused[-1][0], max(fused[-1][1], right))
        else:
            fused.append((left, right))
    return fused


def _overlap(band: tuple[float, float], segment: Segment) -> bool:
    return min(band[1], segment.right) > max(band[0], segment.left)


def columns_of_row(row: Sequence[Segment], bands: Sequence[tuple[float, float]]) -> list[tuple[int, int]] | None:
    """Return (first column, span) of each segment, or None where two segments would share a column."""
    placed: list[tuple[int, int]] = []
    taken = -1
    for segment in row:
        hit = [i for i, (left, right) in enumerate(bands) if min(right, segment.right) > max(left, segment.left)]
        if not hit:
            hit = [min(range(len(bands)), key=lambda i: _distance(bands[i], segment))]
        if hit[0] <= taken:
            return None
        placed.append((hit[0], hit[-1] - hit[0] + 1))
        taken = hit[-1]
    return placed


def _distance(band: tuple[float, float], segment: Segment) -> float:
    return max(band[0] - segment.right, segment.left - band[1], 0.0)
