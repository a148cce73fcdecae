"""Tables without ruling lines on a page with geometry: lines whose runs stand below one another in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.document import Fragment
from ingest.readers import wording
from ingest.readers.aligned import Segment, column_bands, columns_of_row
from ingest.readers.text_runs import Run, TextLine

_FEWEST_ROWS = 3
_FARTHEST_EM = 4.0  # rows farther apart than this belong to two tables
_WRAP_SHARE = 0.75  # of the usual row distance: a closer line is part of the row beside it
_NOWHERE = Fragment(1, 0, 0)


@dataclass(slots=True)
class AlignedCell:
    """A cell of an unruled table: its columns and its runs, from top to bottom."""

    col: int
    span: int
    runs: list[Run]


@dataclass(slots=True)
class AlignedTable:
    """Rows of cells with the (top, bottom) of each row, and the columns as bands (left, right)."""

    rows: list[list[AlignedCell]]
    extents: list[tuple[float, float]]
    bands: list[tuple[float, float]]


def find_aligned_tables(lines: Sequence[TextLine]) -> list[TextLine | AlignedTable]:
    """Return the lines with runs of aligned ones replaced by tables.

    A table needs three rows of two columns or more, and numbers in most of its rows: prose in two columns, forms and
    tables of contents stay lines. A line with one run belongs to a table when rows stand above and below it.
    """
    found: list[TextLine | AlignedTable] = []
    block: list[TextLine] = []
    pending: list[TextLine] = []
    for line in lines:
        last = (pending or block or [line])[-1]
        if line.baseline - last.baseline > _FARTHEST_EM * line.em or not _may_be_in_table(line):
            found += [*_table_or_lines(block), *pending]
            block, pending = [], []
        if not _may_be_in_table(line):
            found.append(line)
        elif len(line.runs) > 1:
            block += [*pending, line]
            pending = []
        elif block:
            pending.append(line)
        else:
            found.append(line)
    return [*found, *_table_or_lines(block), *pending]


def _may_be_in_table(line: TextLine) -> bool:
    text = line.text
    if wording.has_leader_dots(text) or "。" in text or "；" in text:
        return False
    return not wording.is_unit_line([run.text for run in line.runs])


def _table_or_lines(block: list[TextLine]) -> list[TextLine | AlignedTable]:
    rows = [line for line in block if len(line.runs) > 1]
    texts = [[run.text for run in line.runs] for line in rows]
    numeric = sum(1 for row in texts if any(wording.is_number(text) for text in row[1:]))
    if len(rows) < _FEWEST_ROWS or 2 * numeric < len(rows) or wording.is_contents(texts):
        return list(block)
    bands = column_bands([_segments(line) for line in rows])
    placed = [columns_of_row(_segments(line), bands) for line in block]
    if len(bands) < 2 or any(places is None for places in placed):
        return list(block)
    table = AlignedTable([], [], bands)
    pitch = _pitch(rows)
    previous: TextLine | None = None
    for line, places in zip(block, placed, strict=True):
        cells = [AlignedCell(col, span, [run]) for run, (col, span) in zip(line.runs, places or [], strict=True)]
        extent = (line.baseline - line.em, line.baseline)
        if previous is not None and _belongs_to_row(table.rows[-1], cells, line, previous, pitch):
            _add_to_row(table.rows[-1], cells)
            table.extents[-1] = (table.extents[-1][0], extent[1])
        else:
            table.rows.append(cells)
            table.extents.append(extent)
        previous = line
    return [table]


def _segments(line: TextLine) -> list[Segment]:
    return [Segment(run.left, run.right, run.text, _NOWHERE) for run in line.runs]


def _pitch(rows: Sequence[TextLine]) -> float:
    steps = sorted(below.baseline - above.baseline for above, below in pairwise(rows))
    return steps[len(steps) // 2]


def _belongs_to_row(
    row: list[AlignedCell], cells: list[AlignedCell], line: TextLine, previous: TextLine, pitch: float
) -> bool:
    """Tell whether a line is the next printed line of the row above it: closer than rows are, and one of them is bare.

    So it is with a label broken over two lines, its numbers beside the first, the second or the middle of them.
    """
    if line.baseline - previous.baseline >= _WRAP_SHARE * pitch:
        return False
    ours, theirs = {cell.col for cell in cells}, {cell.col for cell in row}
    return len(cells) == 1 or len(row) == 1 or not ours & theirs


def _add_to_row(row: list[AlignedCell], cells: list[AlignedCell]) -> None:
    for cell in cells:
        same = next((known for known in row if known.col <= cell.col < known.col + known.span), None)
        if same is None:
            row.append(cell)
        else:
            same.runs += cell.runs
    row.sort(key=lambda cell: cell.col)
