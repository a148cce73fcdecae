"""Columns of tables that have no ruling lines: cells that stand below one another.

Works on segments (runs of text between wide blanks) with their left and right edges, in points or in columns of a
fixed-width font alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Fragment


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text in a line, with its left and right edge."""

    left: float
    right: float
    text: str
    fragment: Fragment


def column_bands(rows: Sequence[Sequence[Segment]]) -> list[tuple[float, float]]:
    """Return the columns as bands (left, right) that no blank parts: segments that overlap share a column.

    A segment that bridges columns which most rows keep apart (a title within the table, a merged header) does not
    fuse them.
    """
    most = max((len(row) for row in rows), default=0)
    bands: list[list[float]] = []
    for row in rows:
        if 2 * len(row) <= most:
            continue
        for segment in row:
            bands.append([segment.left, segment.right])
    bands.sort()
    fused: list[list[float]] = []
    for left, right in bands:
        if fused and left < fused[-1][1]:
            fused[-1][1] = max(fused[-1][1], right)
        else:
            fused.append([left, right])
    return [(left, right) for left, right in fused]


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
