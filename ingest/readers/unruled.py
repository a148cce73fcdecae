"""Tables without ruling lines on a page with geometry: lines whose runs stand below one another in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.document import Fragment
from ingest.readers import wording
from ingest.readers.aligned import Segment, column_bands, columns_of_row
from ingest.readers.header_spans import AlignedCell, spread_header
from ingest.readers.strips import columns_by_strips, with_names
from ingest.readers.text_runs import Run, TextLine

_FEWEST_ROWS = 3
_FARTHEST_EM = 4.0  # rows farther apart than this belong to two tables
_FARTHEST_FULL_EM = 6.0  # so do rows of several cells each, which small type sets wide apart
_FULL_LINE = 3
_MOST_HEADER_LINES = 3
_FEWEST_AMOUNTS = 4
_HEADER_PITCH = 1.15
_COLUMN_EM = 0.3
_WRAP_SHARE = 0.75  # of the usual row distance: a closer line is part of the row beside it
_TOUCH = 1.0
_NOWHERE = Fragment(1, 0, 0)


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
    for printed in lines:
        line = _parted_at_amounts(printed)
        last = (pending or block or [line])[-1]
        is_full = min(len(last.runs), len(line.runs)) >= _FULL_LINE
        farthest = (_FARTHEST_FULL_EM if is_full else _FARTHEST_EM) * line.em
        if line.baseline - last.baseline > farthest or not _may_be_in_table(line):
            found += [*_with_header_lines(found, block), *pending]
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
    return [*found, *_with_header_lines(found, block), *pending]


def _parted_at_amounts(line: TextLine) -> TextLine:
    """Part the runs of a table's row where an amount ends or begins: columns may stand nearer than words elsewhere."""
    if len(line.runs) == 1:
        return line
    runs: list[Run] = []
    for run in [part for whole in line.runs for part in whole.parted_at(wording.ends_of_amounts(whole.glyph_text))]:
        words, cuts = run.text.split(" "), sorted(run.blanks)
        if len(words) != len(cuts) + 1:
            runs.append(run)
            continue
        parted = [
            cut
            for cut, (one, other) in zip(cuts, pairwise(words), strict=True)
            if run.glyphs[cut].left - run.glyphs[cut - 1].right > _COLUMN_EM * line.em
            and (wording.is_amount(one) or wording.is_amount(other))
        ]
        runs += run.parted_at(parted)
    return TextLine(runs, line.baseline, line.em)


def _with_header_lines(found: list[TextLine | AlignedTable], block: list[TextLine]) -> list[TextLine | AlignedTable]:
    """Make a table of the block and of the lines close above it: a header that holds one cell alone in its line."""
    rows = [line for line in block if len(line.runs) > 1]
    if len(rows) < _FEWEST_ROWS:
        return list(block)
    pitch, taken = _pitch(rows), list(block)
    while found and len(taken) - len(block) < _MOST_HEADER_LINES:
        above = found[-1]
        if not isinstance(above, TextLine) or not _may_be_in_table(above) or wording.is_number(above.text):
            break
        if taken[0].baseline - above.baseline > _HEADER_PITCH * pitch or not 0.9 < above.em / taken[0].em < 1.1:
            break
        taken.insert(0, found.pop())  # type: ignore[arg-type]
    table = _table_or_lines(taken)
    if len(table) > 1 and len(taken) > len(block):
        return [*taken[: len(taken) - len(block)], *_table_or_lines(block)]
    return table


def _may_be_in_table(line: TextLine) -> bool:
    text = line.text
    if wording.has_leader_dots(text) or "。" in text or "；" in text:
        return False
    return not wording.is_unit_line([run.text for run in line.runs])


def _table_or_lines(block: list[TextLine]) -> list[TextLine | AlignedTable]:
    rows = [line for line in block if len(line.runs) > 1]
    texts = [[run.text for run in line.runs] for line in rows]
    numeric = sum(1 for row in texts if any(wording.is_number(text) for text in row[1:]))
    is_filled = 2 * numeric >= len(rows) or any(_is_row_of_amounts(row) for row in texts)
    if len(rows) < _FEWEST_ROWS or not is_filled or wording.is_contents(texts):
        return list(block)
    placed = None
    for bands in sorted((column_bands([_segments(line) for line in rows]), _strips(rows)), key=len, reverse=True):
        parted = [_parted_over_columns(line, bands) for line in block]
        placed = _placed(parted, bands)
        if placed is not None:
            break
    if placed is None:
        return list(block)
    block = parted
    table = AlignedTable([], [], bands)
    pitch = _pitch(rows)
    previous: TextLine | None = None
    for line, places in zip(block, placed, strict=True):
        cells = [AlignedCell(col, span, [run]) for run, (col, span) in zip(line.runs, places, strict=True)]
        extent = (line.baseline - line.em, line.baseline)
        if previous is not None and _belongs_to_row(table.rows[-1], cells, line, previous, pitch):
            _add_to_row(table.rows[-1], cells)
            table.extents[-1] = (table.extents[-1][0], extent[1])
        else:
            table.rows.append(cells)
            table.extents.append(extent)
        previous = line
    body = next((i for i, row in enumerate(table.rows) if _has_amount(row)), 0)
    spread_header(table.rows[:body], bands, block[0].em)
    return [table]


def _placed(block: Sequence[TextLine], bands: Sequence[tuple[float, float]]) -> list[list[tuple[int, int]]] | None:
    """Return (first column, span) of the runs of each line, None where the columns do not fit all lines."""
    placed = []
    for line in block if len(bands) > 1 else ():
        places = columns_of_row(_segments(line), bands)
        if places is None:
            return None
        placed.append(places)
    return placed or None


def _strips(rows: Sequence[TextLine]) -> list[tuple[float, float]]:
    """Return the columns that blank strips part, where columns stand nearer to each other than words elsewhere."""
    first = next((at for at, line in enumerate(rows) if any(wording.is_amount(run.text) for run in line.runs)), 0)
    body = [[glyph for run in line.runs for glyph in run.glyphs] for line in rows[first:]]
    columns = columns_by_strips(body, rows[0].em)
    heads = [line for line in rows[:first] if not wording.is_column_numbering([run.text for run in line.runs])]
    names = [(run.left, run.right) for line in heads[-1:] for run in line.runs]
    return with_names(columns, [name for name in names if len(_reached(*name, columns)) < 2])


def _parted_over_columns(line: TextLine, bands: Sequence[tuple[float, float]]) -> TextLine:
    """Part names of neighbouring columns that only a narrow blank parts: each side must reach columns of its own."""
    runs: list[Run] = []
    for run in line.runs:
        cuts: list[int] = []
        for cut in sorted(run.blanks) if len(_reached(run.left, run.right, bands)) > 1 else ():
            before = _reached(run.glyphs[cuts[-1] if cuts else 0].left, run.glyphs[cut - 1].right, bands)
            after = _reached(run.glyphs[cut].left, run.right, bands)
            if before and after and before[-1] < after[0]:
                cuts.append(cut)
        runs += run.parted_at(cuts)
    return replace(line, runs=runs)


def _reached(left: float, right: float, bands: Sequence[tuple[float, float]]) -> list[int]:
    """Return the columns that print from ``left`` to ``right`` stands in."""
    return [at for at, (low, high) in enumerate(bands) if min(high, right) - max(low, left) > _TOUCH]


def _has_amount(row: list[AlignedCell]) -> bool:
    return any(wording.is_amount(run.text) for cell in row for run in cell.runs)


def _is_row_of_amounts(texts: list[str]) -> bool:
    """Tell whether a row holds amounts alone: one row of numbers under a header of several rows is a table too."""
    return len(texts) >= _FEWEST_AMOUNTS and all(wording.is_amount(text) for text in texts)


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
    above = {cell.col: cell for cell in row}
    if len(cells) == 1 or len(row) == 1:
        return True
    return all(cell.col not in above or _goes_on_below(above[cell.col], cell, pitch) for cell in cells)


def _goes_on_below(above: AlignedCell, cell: AlignedCell, pitch: float) -> bool:
    """Tell whether the words of a cell are broken here; two numbers are two cells."""
    if any(wording.is_number(run.text) for run in (above.runs[-1], cell.runs[0])):
        return False
    return cell.runs[0].glyphs[0].baseline - above.runs[-1].glyphs[0].baseline < _WRAP_SHARE * pitch


def _add_to_row(row: list[AlignedCell], cells: list[AlignedCell]) -> None:
    for cell in cells:
        same = next((known for known in row if known.col <= cell.col < known.col + known.span), None)
        if same is None:
            row.append(cell)
        else:
            same.runs += cell.runs
    row.sort(key=lambda cell: cell.col)
