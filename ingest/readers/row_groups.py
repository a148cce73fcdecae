"""Rows that no line parts: the printed lines of cells to cells, and cells that stand beside one another to rows.

Lines of one cell stand closer below one another than rows do. How far rows are apart is told by their numbers, which
are never broken over lines. The cells of a row stand in line at their tops, their middles or their bottoms.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter

_SHARE_OF_PITCH = 0.88  # lines closer than this share of the distance of rows are lines of one cell
_WIDEST_LEADING_EM = 2.0
_USUAL_LEADING_EM = 1.42  # where nothing tells how far rows are apart
_IN_LINE = 0.3  # of the distance of rows
_CLOSEST_EM = 0.8
_SAME_LEADING = 1.06
_OFTEN = 0.2  # of the most frequent step: a smaller one that is rarer is no distance of lines


@dataclass(slots=True, eq=False)
class CellLine:
    """A printed line of a cell: from where to where it reaches, its baseline, and whether it is a number or a code.

    ``left`` and ``right`` are columns (the first, and the one after the last) where these are known, else points.
    ``is_full`` says that no further word fits beside it, so that it may go on below.
    """

    left: float
    right: float
    baseline: float
    is_number: bool
    is_full: bool = False
    opens_item: bool = False


@dataclass(slots=True, eq=False)
class LineBlock:
    """Lines below one another that are one cell."""

    lines: list[CellLine] = field(default_factory=list)

    @property
    def top(self) -> float:
        """The baseline of the first line."""
        return self.lines[0].baseline

    @property
    def bottom(self) -> float:
        """The baseline of the last line."""
        return self.lines[-1].baseline

    @property
    def middle(self) -> float:
        """The height in the middle of its lines."""
        return (self.top + self.bottom) / 2

    @property
    def is_number(self) -> bool:
        """Tell whether it is a number or a code."""
        return self.lines[0].is_number


def row_pitch(lines: Sequence[CellLine], em: float) -> float:
    """Return the distance of rows: the smallest at which numbers follow each other in a column, 0 where none do."""
    steps = sorted(step for step in _steps([line for line in lines if line.is_number]) if step > _CLOSEST_EM * em)
    return steps[len(steps) // 20] if steps else 0.0


def closest_rows(lines: Sequence[CellLine], em: float) -> float:
    """Return the distance below which two lines of a column are lines of one cell."""
    pitch = row_pitch(lines, em)
    farthest = min(_SHARE_OF_PITCH * pitch, _WIDEST_LEADING_EM * em) if pitch else _USUAL_LEADING_EM * em
    close = sorted(step for step in _steps(lines) if _CLOSEST_EM * em < step < farthest)
    if not close:
        return 0.0
    often = [bisect_right(close, _SAME_LEADING * step) - at for at, step in enumerate(close)]
    leading = next(step for step, count in zip(close, often, strict=True) if count >= _OFTEN * max(often))
    return min(farthest, _SAME_LEADING * leading)


def _steps(lines: Sequence[CellLine]) -> list[float]:
    """Return how far each line stands below the last one in the same columns."""
    steps: list[float] = []
    above: list[CellLine] = []
    for line in sorted(lines, key=attrgetter("baseline")):
        shared = [other for other in above if _share(other, line)]
        if shared:
            steps.append(line.baseline - max(other.baseline for other in shared))
        above = [other for other in above if not _share(other, line)] + [line]
    return steps


def blocks_of(lines: Sequence[CellLine], closest: float) -> list[LineBlock]:
    """Join lines that stand closer than ``closest`` below one another; a number is always a cell of its own."""
    blocks: list[LineBlock] = []
    near: list[LineBlock] = []
    for line in sorted(lines, key=attrgetter("baseline")):
        near = [block for block in near if line.baseline - block.bottom < closest]
        above = next((block for block in reversed(near) if _share(block.lines[-1], line)), None)
        if above is not None and not (line.is_number or above.is_number or line.opens_item):
            above.lines.append(line)
            continue
        block = LineBlock([line])
        blocks.append(block)
        near = [other for other in near if other is not above] + [block]
    return blocks


def rows_of(lines: Sequence[CellLine], em: float) -> list[list[LineBlock]]:
    """Return the rows from top to bottom, each with its cells; the columns of the lines are known."""
    pitch = row_pitch(lines, em)
    blocks = blocks_of(lines, closest_rows(lines, em))
    best: tuple[int, list[list[LineBlock]]] | None = None
    for height in (_middle, _top, _bottom):
        rows = _in_line(blocks, height, _IN_LINE * (pitch or 1.5 * em))
        cost = 2 * sum(_meet_twice(row) for row in rows) + 2 * _interleaved(rows) + len(rows)
        if best is None or cost < best[0]:
            best = cost, rows
    return _with_rest(best[1] if best else [], pitch)


def _in_line(
    blocks: Sequence[LineBlock], height: Callable[[LineBlock], float], tolerance: float
) -> list[list[LineBlock]]:
    rows: list[list[LineBlock]] = []
    for block in sorted(blocks, key=height):
        if rows and height(block) - height(rows[-1][0]) <= tolerance:
            rows[-1].append(block)
        else:
            rows.append([block])
    return rows


def _meet_twice(row: Sequence[LineBlock]) -> bool:
    ordered = sorted((block.lines[0].left, block.lines[0].right) for block in row)
    return any(other[0] < one[1] for one, other in pairwise(ordered))


def _interleaved(rows: Sequence[Sequence[LineBlock]]) -> int:
    """Count the rows that begin before the row above has ended."""
    count, end = 0, float("-inf")
    for row in rows:
        count += min(block.top for block in row) <= end
        end = max(end, *(block.bottom for block in row))
    return count


def _with_rest(rows: Sequence[list[LineBlock]], pitch: float) -> list[list[LineBlock]]:
    """Join the halves of a row whose label is broken at the distance of rows: beside no half stands a whole row.

    Numbers without a label stand in the middle between the lines of their label; a bare line below a full one, which
    opens no item, is its rest.
    """
    joined: list[list[LineBlock]] = []
    at = 0
    while at < len(rows):
        row = rows[at]
        if joined and 0 < at < len(rows) - 1 and _is_between(joined[-1], row, rows[at + 1], pitch):
            joined[-1] = _united([*joined[-1], *row, *rows[at + 1]])
            at += 2
            continue
        if joined and _is_rest(joined[-1], row, pitch):
            joined[-1] = _united([*joined[-1], *row])
        else:
            joined.append(row)
        at += 1
    return joined


def _is_between(above: Sequence[LineBlock], row: Sequence[LineBlock], below: Sequence[LineBlock], pitch: float) -> bool:
    if len(above) != 1 or len(below) != 1 or above[0].is_number or below[0].is_number:
        return False
    column, following = above[0].lines[-1], below[0].lines[0]
    if following.opens_item or not _share(column, following) or below[0].top - above[0].bottom > 1.1 * pitch:
        return False
    return column.is_full and not any(_share(block.lines[0], column) for block in row)


def _is_rest(above: Sequence[LineBlock], row: Sequence[LineBlock], pitch: float) -> bool:
    if len(row) != 1 or len(above) == 1 or row[0].is_number or row[0].lines[0].opens_item:
        return False
    line = row[0].lines[0]
    held = next((block for block in above if _share(block.lines[0], line)), None)
    if held is None or held.is_number:
        return False
    return held.lines[-1].is_full and line.baseline - held.bottom <= 1.1 * pitch


def _united(blocks: Sequence[LineBlock]) -> list[LineBlock]:
    """Return the blocks of a row with those of the same columns made one."""
    united: list[LineBlock] = []
    for block in sorted(blocks, key=_top):
        held = next((other for other in united if _share(other.lines[0], block.lines[0])), None)
        if held is None:
            united.append(LineBlock(list(block.lines)))
        else:
            held.lines += block.lines
    return united


def _share(one: CellLine, other: CellLine) -> bool:
    """Tell whether two lines stand below one another: half of the narrower one, at least."""
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared > 0 and 2 * shared >= min(one.right - one.left, other.right - other.left)


def _top(block: LineBlock) -> float:
    return block.top


def _middle(block: LineBlock) -> float:
    return block.middle


def _bottom(block: LineBlock) -> float:
    return block.bottom
