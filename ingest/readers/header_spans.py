"""Headers of unruled tables: a name printed in the middle above its columns stands over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers import wording
from ingest.readers.text_runs import Run

_OFF_CENTRE_EM = 0.7
_SAME_HEIGHT_EM = 0.3
_MOST_OFF = 0.2  # of the width of the columns shared out


@dataclass(slots=True, eq=False)
class AlignedCell:
    """A cell of an unruled table: its columns and its runs, from top to bottom."""

    col: int
    span: int
    runs: list[Run]
    row_span: int = 1

    @property
    def centre(self) -> float:
        """The middle of the cell's print."""
        return (min(run.left for run in self.runs) + max(run.right for run in self.runs)) / 2

    @property
    def baseline(self) -> float:
        """The baseline of the cell's last line."""
        return self.runs[-1].glyphs[0].baseline


def spread_header(rows: Sequence[list[AlignedCell]], bands: Sequence[tuple[float, float]], em: float) -> None:
    """Let the cells of header rows span the columns they stand over; ``rows`` are the header rows.

    Where the last row has a cell in every column, their middles tell exactly. Elsewhere each row's groups are laid out
    over the columns that are named further down, in the middle above them or from their left edge on.
    """
    rows = [row for row in rows if not wording.is_column_numbering([run.text for c in row for run in c.runs])]
    if len(rows) < 2 or _spread_over_names(rows, bands, em):
        return
    named: dict[int, int] = {}
    for at in range(len(rows) - 1, -1, -1):
        own = {cell.col for cell in rows[at] if cell.col not in named}
        if at < len(rows) - 1:
            for first, last in _stretches([col for col in sorted(named) if named[col] > at]):
                groups = sorted((c for c in rows[at] if c.col not in own and first <= c.col <= last), key=_centre)
                _lay_out(groups, first, last, bands)
        for cell in rows[at]:
            if cell.col in own:
                named.update({col: at for col in range(cell.col, cell.col + cell.span) if col not in named})


def _centre(cell: AlignedCell) -> float:
    return cell.centre


def _stretches(columns: Sequence[int]) -> list[tuple[int, int]]:
    """Return the runs of neighbouring columns as (first, last)."""
    found: list[tuple[int, int]] = []
    for col in columns:
        if found and col == found[-1][1] + 1:
            found[-1] = (found[-1][0], col)
        else:
            found.append((col, col))
    return found


def _lay_out(groups: Sequence[AlignedCell], first: int, last: int, bands: Sequence[tuple[float, float]]) -> None:
    """Share the columns ``first`` to ``last`` out among groups, in order, each over those it stands best above."""
    count = last - first + 1
    if not groups or len(groups) > count:
        return
    best = None
    for measure in (_off_centre, _off_left):
        # costs[n]: the least sum for the groups so far over the first n columns, and where the last of them starts
        costs: list[dict[int, tuple[float, tuple[int, ...]]]] = [{0: (0.0, ())}]
        for group in groups:
            reached: dict[int, tuple[float, tuple[int, ...]]] = {}
            for start, (cost, cuts) in costs[-1].items():
                for stop in range(start + 1, count + 1):
                    total = cost + measure(group, bands[first + start][0], bands[first + stop - 1][1])
                    if stop not in reached or total < reached[stop][0]:
                        reached[stop] = (total, (*cuts, start))
            costs.append(reached)
        if count in costs[-1] and (best is None or costs[-1][count][0] < best[0]):
            best = costs[-1][count]
    if best is None or best[0] > _MOST_OFF * (bands[last][1] - bands[first][0]):
        return
    for group, start, stop in zip(groups, best[1], (*best[1][1:], count), strict=True):
        group.col, group.span = first + start, stop - start


def _off_centre(group: AlignedCell, left: float, right: float) -> float:
    return abs(group.centre - (left + right) / 2)


def _off_left(group: AlignedCell, left: float, right: float) -> float:
    return abs(min(run.left for run in group.runs) - left)


def _spread_over_names(rows: Sequence[list[AlignedCell]], bands: Sequence[tuple[float, float]], em: float) -> bool:
    """Let the cells of the two header rows above a full row of column names span the columns they stand over.

    ``rows`` are the header rows, the last one with a cell in every column. A cell printed lower than its row names
    columns that no group holds, and goes down to the column names. Nothing changes unless every cell stands in the
    middle above its columns.
    """
    if len(rows[-1]) != len(bands):
        return False
    centres = [cell.centre for cell in rows[-1]]
    groups, upper = list(rows[-2]), list(rows[-3]) if len(rows) > 2 else []
    top = min((cell.baseline for cell in upper), default=0.0)
    lower = [cell for cell in upper if cell.baseline > top + _SAME_HEIGHT_EM * em]
    parents = [cell for cell in upper if cell not in lower]
    over_columns = _stand_over([*groups, *lower], centres, em)
    if over_columns is None:
        return False
    spans = {id(cell): span for cell, span in over_columns}
    if parents:
        over_groups = _stand_over(parents, [centres[i] for c in groups for i in range(*_range(spans[id(c)]))], em)
        if over_groups is None:
            return False
        columns = sorted(i for c in groups for i in range(*_range(spans[id(c)])))
        for parent, (first, count) in over_groups:
            held = columns[first : first + count]
            if held[-1] - held[0] + 1 != count:
                return False
            spans[id(parent)] = held[0], count
    for cell in (*groups, *upper):
        cell.col, cell.span = spans[id(cell)]
        cell.row_span = 2 if cell in lower else 1
    return True


def _range(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], span[0] + span[1]


def _stand_over(
    cells: Sequence[AlignedCell], centres: Sequence[float], em: float
) -> list[tuple[AlignedCell, tuple[int, int]]] | None:
    """Return (first, count) of the columns each cell is nearest to, None where one is not in the middle above them."""
    held: dict[int, list[int]] = {id(cell): [] for cell in cells}
    for index, centre in enumerate(centres):
        nearest = min(cells, key=lambda cell: abs(cell.centre - centre))
        held[id(nearest)].append(index)
    found = []
    for cell in cells:
        columns = held[id(cell)]
        if not columns or columns[-1] - columns[0] + 1 != len(columns):
            return None
        if abs((centres[columns[0]] + centres[columns[-1]]) / 2 - cell.centre) > _OFF_CENTRE_EM * em:
            return None
        found.append((cell, (columns[0], len(columns))))
    return found
