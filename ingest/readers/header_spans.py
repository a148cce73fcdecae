"""Headers of tables without lines: names to cells, and each name over the columns it stands in the middle above."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter

from ingest.readers.glyphs import Glyph
from ingest.readers.row_groups import CellLine, LineBlock, blocks_of
from ingest.readers.strips import Stretch
from ingest.readers.text_runs import Run, TextLine

_CLOSE_EM = 0.5  # words of one name stand closer than this
_SPACED_EM = 2.2  # single characters set apart (合 计) are one name
_MOST_OFF = 0.2  # of the width of the columns shared out
_LEFT_OVER = 0.15  # of the width of a column: what one costs that no name of a group stands over
_BELOW = 0.7  # of the step down to what stands below a name
_TOUCH = 1.0
_SAME_HEIGHT = 0.45  # of the type's height
_MOST_COLUMNS = 100  # shared out among names: the cost grows with their square
_COVERED = 0.3  # of a column, or of the name over it


@dataclass(slots=True, eq=False)
class AlignedCell:
    """A cell of an unruled table: its columns and its runs, from top to bottom."""

    col: int
    span: int
    runs: list[Run]
    row_span: int = 1


@dataclass(slots=True, eq=False)
class HeaderName:
    """A name in the header: its printed lines, the columns it stands over (none known yet), and its row."""

    runs: list[Run]
    top: float
    bottom: float
    first: int = -1
    last: int = -1
    row: int = 0

    @property
    def left(self) -> float:
        """Left edge of its print."""
        return min(run.left for run in self.runs)

    @property
    def right(self) -> float:
        """Right edge of its print."""
        return max(run.right for run in self.runs)

    @property
    def middle(self) -> float:
        """The height in the middle of its lines."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """The middle between its edges."""
        return (self.left + self.right) / 2


def names_of(lines: Sequence[TextLine], closest: float, columns: Sequence[Stretch]) -> list[HeaderName]:
    """Return the names that header lines spell; lines of one name stand below one another, closer than ``closest``.

    ``columns`` are those of the rows below: single characters set apart (合 计) are one name but over two columns.
    """
    runs: dict[CellLine, Run] = {}
    for line in lines:
        for run in (part for whole in line.runs for part in _words(whole, line.em, columns)):
            runs[CellLine(run.left, run.right, run.baseline, is_number=False)] = run
    return [_name(block, runs) for block in blocks_of(list(runs), closest)]


def _name(block: LineBlock, runs: dict[CellLine, Run]) -> HeaderName:
    return HeaderName([runs[line] for line in block.lines], block.top, block.bottom)


def _words(run: Run, em: float, columns: Sequence[Stretch]) -> list[Run]:
    """Part a run at its blanks, but for those that set the characters of a short word apart."""
    cuts: list[int] = []
    for at in sorted(run.blanks):
        one, other = run.glyphs[at - 1], run.glyphs[at]
        before = at - (cuts[-1] if cuts else 0)
        following = min((blank for blank in run.blanks if blank > at), default=len(run.glyphs)) - at
        gap = other.left - one.right
        is_spaced = before == following == 1 and gap < _SPACED_EM * em
        if gap > _CLOSE_EM * em and not (is_spaced and not _in_two(one, other, columns)):
            cuts.append(at)
    return run.parted_at(cuts)


def _in_two(one: Glyph, other: Glyph, columns: Sequence[Stretch]) -> bool:
    """Tell whether two characters stand over two columns, each over its own."""
    over = [
        [at for at, (left, right) in enumerate(columns) if min(right, glyph.right) > max(left, glyph.left)]
        for glyph in (one, other)
    ]
    return bool(over[0] and over[1]) and over[0][-1] < over[1][0]


def lowest(names: Sequence[HeaderName]) -> list[HeaderName]:
    """Return the names that no other one stands below, nor one on each side and none between these."""
    found = []
    for name in names:
        below = [other for other in names if other.top > name.bottom]
        if any(min(name.right, other.right) > max(name.left, other.left) for other in below):
            continue
        before = max((o for o in below if o.right <= name.left), key=attrgetter("right"), default=None)
        after = min((o for o in below if o.left >= name.right), key=attrgetter("left"), default=None)
        if before is not None and after is not None:
            between = [o for o in names if before.right < o.centre < after.left and o is not name]
            if not between:
                continue
        found.append(name)
    return found


def header_rows(names: Sequence[HeaderName], columns: Sequence[Stretch]) -> list[list[AlignedCell]]:
    """Return the rows of a header: the lowest name of each column, and above them the names of groups.

    A name that no group stands above reaches from the first row to the last.
    """
    leaves = _leaves(names, columns)
    groups = [name for name in names if name not in leaves]
    tops: dict[int, HeaderName] = {col: leaf for leaf in leaves for col in range(leaf.first, leaf.last + 1)}
    levels: list[list[HeaderName]] = []
    for name in sorted(groups, key=attrgetter("middle"), reverse=True):
        if levels and levels[-1][0].middle - name.middle < 0.5 * max(levels[-1][0].bottom - levels[-1][0].top, 6.0):
            levels[-1].append(name)
        else:
            levels.append([name])
    for level in levels:
        _place(level, tops, columns)
    placed = [name for name in names if name.first >= 0]
    rows = _in_rows(placed, leaves)
    _take_in(rows, [name for name in names if name.first < 0], columns)
    for row in rows:
        row.sort(key=attrgetter("col"))
    return rows


def _in_rows(names: Sequence[HeaderName], leaves: Sequence[HeaderName]) -> list[list[AlignedCell]]:
    """Return the rows of names that know their columns: each below the names above it, the lowest in the last row.

    A name goes down to the next one below it; what stands higher than the lowest names goes down to the last row.
    """
    depth = 0
    ordered = sorted(names, key=attrgetter("middle"))
    above = {
        id(name): [o for o in ordered[:at] if o.first <= name.last and name.first <= o.last]
        for at, name in enumerate(ordered)
    }
    for name in ordered:
        name.row = max((other.row + 1 for other in above[id(name)]), default=0)
        depth = max(depth, name.row + 1)
    floor = max((leaf.middle for leaf in leaves), default=0.0)
    for leaf in leaves:
        if above[id(leaf)] and floor - leaf.middle < _SAME_HEIGHT * max(leaf.runs[0].glyphs[0].size, 1.0):
            leaf.row = depth - 1
    rows: list[list[AlignedCell]] = [[] for _ in range(depth)]
    for name in ordered:
        below = min((o.row for o in ordered if name in above[id(o)]), default=depth)
        rows[name.row].append(AlignedCell(name.first, name.last - name.first + 1, name.runs, below - name.row))
    return rows


def _leaves(names: Sequence[HeaderName], columns: Sequence[Stretch]) -> list[HeaderName]:
    """Give each column the lowest name over it; return these names with their columns."""
    of_column: dict[int, HeaderName] = {}
    for name in sorted(names, key=attrgetter("bottom"), reverse=True):
        over = _covered(name, columns)
        free = [at for at in over if at not in of_column]
        if free and len(free) == len(over):
            of_column.update(dict.fromkeys(free, name))
            name.first, name.last = free[0], free[-1]
    return [name for name in names if name.first >= 0]


def _covered(name: HeaderName, columns: Sequence[Stretch]) -> list[int]:
    """Return the columns that a name stands over: all of which it covers much, else the one of which it covers most."""
    shared = [min(right, name.right) - max(left, name.left) for left, right in columns]
    much = [
        at
        for at, (left, right) in enumerate(columns)
        if shared[at] > _TOUCH and shared[at] > _COVERED * min(right - left, name.right - name.left)
    ]
    if much and much[-1] - much[0] + 1 == len(much):
        return much
    best = max(range(len(columns)), key=shared.__getitem__, default=0)
    return [best] if shared and shared[best] > 0 else []


def _place(level: Sequence[HeaderName], tops: dict[int, HeaderName], columns: Sequence[Stretch]) -> None:
    """Share the columns below the names of one height out among them."""
    below: set[int] = set()
    for name in level:
        near = [top for top in tops.values() if top.top > name.bottom]
        under = [top for top in near if min(top.right, name.right) > max(top.left, name.left)]
        under = under or sorted(near, key=lambda top: abs(top.centre - name.centre))[:1]
        if under:
            step = max(top.middle - name.middle for top in under)
            below |= {col for col, top in tops.items() if top.middle - name.middle > _BELOW * step}
    for first, last in _stretches(sorted(below)):
        left, right = columns[first][0], columns[last][1]
        groups = sorted(
            (name for name in level if name.first < 0 and left < name.centre < right), key=attrgetter("centre")
        )
        _lay_out(groups, first, last, columns)
    for name in level:
        if name.first >= 0:
            tops.update(dict.fromkeys(range(name.first, name.last + 1), name))


def _take_in(rows: Sequence[list[AlignedCell]], rest: Iterable[HeaderName], columns: Sequence[Stretch]) -> None:
    """Put what stands over no columns of its own into the cell that it stands nearest to, so that nothing is lost."""
    for name in rest:
        cells = [cell for row in rows for cell in row]
        nearest = min(cells, key=lambda cell: _distance(cell, name, columns), default=None)
        if nearest is None:
            rows[0].append(AlignedCell(0, 1, name.runs))
        else:
            nearest.runs = sorted([*nearest.runs, *name.runs], key=lambda run: (run.glyphs[0].baseline, run.left))


def _distance(cell: AlignedCell, name: HeaderName, columns: Sequence[Stretch]) -> float:
    left, right = columns[cell.col][0], columns[cell.col + cell.span - 1][1]
    return abs((left + right) / 2 - name.centre) + abs(cell.runs[0].glyphs[0].baseline - name.top)


def _stretches(columns: Sequence[int]) -> list[tuple[int, int]]:
    """Return the runs of neighbouring columns as (first, last)."""
    found: list[tuple[int, int]] = []
    for col in columns:
        if found and col == found[-1][1] + 1:
            found[-1] = (found[-1][0], col)
        else:
            found.append((col, col))
    return found


def _lay_out(groups: Sequence[HeaderName], first: int, last: int, columns: Sequence[Stretch]) -> None:
    """Share the columns ``first`` to ``last`` out among groups, in order, each over those it stands best above.

    All columns are shared out where that can be; else some of them are under no group of this height.
    """
    if last - first >= _MOST_COLUMNS:
        return
    width = columns[last][1] - columns[first][0]
    for left_over in (float("inf"), _LEFT_OVER * width / (last - first + 1)):
        best = min(
            (
                _shared_out(groups, columns[first : last + 1], measure, left_over)
                for measure in (_off_centre, _off_left)
            ),
            key=itemgetter(0),
        )
        if best[0] <= _MOST_OFF * width:
            for group, (start, stop) in zip(groups, best[1], strict=True):
                group.first, group.last = first + start, first + stop
            return


Spans = tuple[tuple[int, int], ...]


def _shared_out(
    groups: Sequence[HeaderName],
    columns: Sequence[Stretch],
    measure: Callable[[HeaderName, float, float], float],
    left_over: float,
) -> tuple[float, Spans]:
    """Return the least cost of sharing columns out, and the (first, last) of each group."""
    # costs[n]: the least sum for the groups so far over the first n columns, and the columns of each of them
    costs: list[tuple[float, Spans]] = [(at * left_over if at else 0.0, ()) for at in range(len(columns) + 1)]
    for group in groups:
        reached: list[tuple[float, Spans]] = [(float("inf"), ())]
        for stop, (_, right) in enumerate(columns):
            spans = (
                (costs[start][0] + measure(group, left, right), (*costs[start][1], (start, stop)))
                for start, (left, _) in enumerate(columns[: stop + 1])
            )
            reached.append(min((reached[-1][0] + left_over, reached[-1][1]), *spans, key=itemgetter(0)))
        costs = reached
    return costs[-1]


def _off_centre(group: HeaderName, left: float, right: float) -> float:
    return abs(group.centre - (left + right) / 2)


def _off_left(group: HeaderName, left: float, right: float) -> float:
    return abs(group.left - left)
