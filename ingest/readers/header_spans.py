"""Headers of unruled tables: a name printed in the middle above its columns stands over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.text_runs import Run

_OFF_CENTRE_EM = 0.7
_SAME_HEIGHT_EM = 0.3


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
    """Let the cells of the two header rows above a full row of column names span the columns they stand over.

    ``rows`` are the header rows, the last one with a cell in every column. A cell printed lower than its row names
    columns that no group holds, and goes down to the column names. Nothing changes unless every cell stands in the
    middle above its columns.
    """
    if len(rows) < 2 or len(rows[-1]) != len(bands):
        return
    centres = [cell.centre for cell in rows[-1]]
    groups, upper = list(rows[-2]), list(rows[-3]) if len(rows) > 2 else []
    top = min((cell.baseline for cell in upper), default=0.0)
    lower = [cell for cell in upper if cell.baseline > top + _SAME_HEIGHT_EM * em]
    parents = [cell for cell in upper if cell not in lower]
    over_columns = _stand_over([*groups, *lower], centres, em)
    if over_columns is None:
        return
    spans = {id(cell): span for cell, span in over_columns}
    if parents:
        over_groups = _stand_over(parents, [centres[i] for c in groups for i in range(*_range(spans[id(c)]))], em)
        if over_groups is None:
            return
        columns = sorted(i for c in groups for i in range(*_range(spans[id(c)])))
        for parent, (first, count) in over_groups:
            held = columns[first : first + count]
            if held[-1] - held[0] + 1 != count:
                return
            spans[id(parent)] = held[0], count
    for cell in (*groups, *upper):
        cell.col, cell.span = spans[id(cell)]
        cell.row_span = 2 if cell in lower else 1


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
