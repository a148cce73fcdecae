"""Tables without ruling lines on a page with geometry: lines whose runs stand below one another in columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Fragment
from ingest.readers import wording
from ingest.readers.aligned import Segment, column_bands, columns_of_row
from ingest.readers.text_runs import TextLine

_FEWEST_ROWS = 3
_NUMBER = re.compile(r"[-－—+]?[\d０-９][\d０-９,，.．]*[%％]?|[-—－无]+")
_NOWHERE = Fragment(1, 0, 0)


@dataclass(slots=True)
class AlignedTable:
    """Rows of an unruled table, its columns as bands, and the (column, span) of each run of each row."""

    rows: list[TextLine]
    bands: list[tuple[float, float]]
    placed: list[list[tuple[int, int]]]


def find_aligned_tables(lines: Sequence[TextLine]) -> list[TextLine | AlignedTable]:
    """Return the lines with runs of aligned ones replaced by tables.

    A table needs three rows of two columns or more, and numbers in most of its rows: prose in two columns, forms and
    tables of contents stay lines.
    """
    found: list[TextLine | AlignedTable] = []
    block: list[TextLine] = []
    for line in lines:
        if len(line.runs) > 1 and not wording.has_leader_dots(line.text) and "。" not in line.text:
            if block and line.baseline - block[-1].baseline > 4 * line.em:
                found += _table_or_lines(block)
                block = []
            block.append(line)
            continue
        found += _table_or_lines(block)
        block = []
        found.append(line)
    return found + _table_or_lines(block)


def _table_or_lines(block: list[TextLine]) -> list[TextLine | AlignedTable]:
    numeric = sum(1 for line in block if any(_NUMBER.fullmatch(run.text) for run in line.runs[1:]))
    if len(block) < _FEWEST_ROWS or 2 * numeric < len(block):
        return list(block)
    rows = [[Segment(run.left, run.right, run.text, _NOWHERE) for run in line.runs] for line in block]
    bands = column_bands(rows)
    placed = [columns_of_row(row, bands) for row in rows]
    if len(bands) < 2 or any(places is None for places in placed):
        return list(block)
    return [AlignedTable(block, bands, [places for places in placed if places is not None])]
