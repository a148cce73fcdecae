"""Tables without ruling lines on a page with geometry: lines whose runs stand below one another in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

from ingest.document import Fragment
from ingest.readers import wording
from ingest.readers.aligned import Segment, columns_of_row
from ingest.readers.header_spans import AlignedCell, header_rows, lowest, names_of
from ingest.readers.row_groups import CellLine, LineBlock, closest_rows, rows_of
from ingest.readers.strips import Stretch, columns_by_strips, with_names
from ingest.readers.text_runs import Run, TextLine

_FEWEST_ROWS = 3
_FARTHEST_EM = 4.0  # rows farther apart than this belong to two tables
_FARTHEST_FULL_EM = 6.0  # so do rows of several cells each, which small type sets wide apart
_FULL_LINE = 3
_MOST_HEADER_LINES = 6
_FEWEST_AMOUNTS = 4
_LONGEST_HEADER = 24  # lines
_HEADER_PITCH = 1.15  # of the distance of rows: a line of one name above the header
_GROUPS_PITCH = 2.2  # names of groups in a row taller than others
_COLUMN_EM = 0.15
_FEWEST_PAIRS = 2
_FULL_EM = 1.2
_BESIDE_EM = 0.6  # a label stands so much higher than its number at most
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
            found += _closed(found, block, pending)
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
    found += _closed(found, block, pending)  # which takes header lines from those found
    return found


def _closed(
    found: list[TextLine | AlignedTable], block: list[TextLine], pending: Sequence[TextLine]
) -> list[TextLine | AlignedTable]:
    """Return the block as a table with the rest of its last row's label, and the other lines below it."""
    lines = [*block, *pending]
    closest = _closest(lines, _em(block)) if block and pending else 0.0
    taken = 0
    for above, line in pairwise(lines[max(len(block) - 1, 0) :] if closest else ()):
        if line.baseline - above.baseline >= closest or wording.opens_row(line.text):
            break
        taken += 1
    return [*_with_header_lines(found, [*block, *pending[:taken]]), *pending[taken:]]


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
    pitch, em, taken = _pitch(rows), _em(block), list(block)
    while found and len(taken) - len(block) < _MOST_HEADER_LINES:
        above = found[-1]
        if not isinstance(above, TextLine) or not _may_be_in_table(above) or wording.is_number(above.text):
            break
        farthest = (_GROUPS_PITCH if len(above.runs) > 1 else _HEADER_PITCH) * pitch
        if taken[0].baseline - above.baseline > farthest or not 0.9 < above.em / em < 1.1:
            break
        taken.insert(0, found.pop())  # type: ignore[arg-type]
    table = _table_or_lines(taken)
    if len(table) > 1 and len(taken) > len(block):
        return [*taken[: len(taken) - len(block)], *_table_or_lines(block)]
    return table


def _em(lines: Sequence[TextLine]) -> float:
    """Return the type size of lines, told by those with Chinese characters where there are any."""
    sizes = sorted(line.em for line in lines if any(char >= "\u2e80" for char in line.text))
    return sizes[len(sizes) // 2] if sizes else lines[0].em


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
    table = _table(block)
    return list(block) if table is None else [table]


def _table(block: Sequence[TextLine]) -> AlignedTable | None:
    """Make a table of lines, or None where they have fewer than two columns or two texts stand in one of them."""
    em = _em(block)
    start = _first_of_body(block)
    inks = _inks(block[start:], em)
    names = names_of(block[:start], _closest(block, em), inks)
    bands = _apart(with_names(inks, [(name.left, name.right) for name in lowest(names)], em), inks)
    placed = _placed(block[start:], bands)
    if placed is None:
        return None
    body = [[_cell(cell, placed) for cell in row] for row in rows_of(list(placed), em)]
    head = header_rows(names, bands) if names else []
    rows = _one_in_each_place([sorted(row, key=attrgetter("col")) for row in (*head, *body)])
    return AlignedTable(rows, [_extent(row, em) for row in rows], bands)


def _one_in_each_place(rows: Sequence[Sequence[AlignedCell]]) -> list[list[AlignedCell]]:
    """Join cells that would stand in one place of the table: nothing printed may be lost."""
    holders: dict[tuple[int, int], AlignedCell] = {}
    kept: list[list[AlignedCell]] = []
    for at, row in enumerate(rows):
        kept.append([])
        for cell in row:
            places = [(at + down, cell.col + right) for down in range(cell.row_span) for right in range(cell.span)]
            holder = next((holders[place] for place in places if place in holders), None)
            if holder is None:
                holders.update(dict.fromkeys(places, cell))
                kept[-1].append(cell)
            else:
                holder.runs = sorted([*holder.runs, *cell.runs], key=lambda run: (run.baseline, run.left))
    return kept


def _inks(lines: Sequence[TextLine], em: float) -> list[Stretch]:
    """Return what the columns' text covers; numbers of the columns stand anywhere in theirs."""
    first = next((at for at, line in enumerate(lines) if any(wording.is_amount(run.text) for run in line.runs)), 0)
    columns = columns_by_strips([[glyph for run in line.runs for glyph in run.glyphs] for line in lines[first:]], em)
    return [part for column in columns for part in _parted_between_runs(column, lines[first:])]


def _parted_between_runs(column: Stretch, lines: Sequence[TextLine]) -> list[Stretch]:
    """Part a column where an amount stands beside a name in some lines and no line prints over both: they may touch."""
    held = [
        [run for run in line.runs if min(run.right, column[1]) - max(run.left, column[0]) > _TOUCH] for line in lines
    ]
    pairs = [runs for runs in held if len(runs) == 2 and any(wording.is_amount(run.text) for run in runs)]
    if len(pairs) < _FEWEST_PAIRS:
        return [column]
    left, right = max(one.right for one, _ in pairs), min(other.left for _, other in pairs)
    crossing = any(run.left < right - _TOUCH and run.right > left + _TOUCH for runs in held for run in runs)
    return [column] if left > right + _TOUCH or crossing else [(column[0], left), (right, column[1])]


def _first_of_body(block: Sequence[TextLine]) -> int:
    """Return the number of the line that the first row with a number begins in; its label may begin higher."""
    numeric = (at for at, line in enumerate(block) if any(wording.is_figure(run.text) for run in line.runs))
    start = next(numeric, 0)
    if start > _LONGEST_HEADER:
        return 0
    closest = max(_closest(block, _em(block)), _BESIDE_EM * _em(block))
    while start and block[start].baseline - block[start - 1].baseline < closest:
        start -= 1
    return start


def _closest(lines: Sequence[TextLine], em: float) -> float:
    """Return the distance below which two lines are lines of one cell."""
    cells = [
        CellLine(run.left, run.right, run.baseline, wording.is_figure(run.text)) for line in lines for run in line.runs
    ]
    return closest_rows(cells, em)


def _apart(bands: Sequence[Stretch], inks: Sequence[Stretch]) -> list[Stretch]:
    """Return columns that do not overlap: a name wider than its column ends before the figures of the next one."""
    apart = list(bands)
    for at, (one, other) in enumerate(pairwise(bands)):
        if one[1] > other[0]:
            low = max((right for left, right in inks if one[0] <= left and right <= one[1]), default=one[0])
            high = min((left for left, right in inks if other[0] <= left and right <= other[1]), default=other[1])
            middle = min(max((one[1] + other[0]) / 2, low), high)
            apart[at] = (apart[at][0], middle)
            apart[at + 1] = (middle, other[1])
    return apart


def _placed(block: Sequence[TextLine], bands: Sequence[Stretch]) -> dict[CellLine, Run] | None:
    """Return each run with its columns, None where the columns do not fit all lines."""
    placed: dict[CellLine, Run] = {}
    for line in (_parted_over_columns(line, bands) for line in block) if len(bands) > 1 else ():
        places = columns_of_row([Segment(run.left, run.right, run.text, _NOWHERE) for run in line.runs], bands)
        if places is None:
            return None
        for run, (col, span) in zip(line.runs, places, strict=True):
            cell = CellLine(col, col + span, run.baseline, wording.is_figure(run.text))
            cell.opens_item = wording.opens_row(run.text)
            placed[cell] = run
    farthest: dict[float, float] = {}
    for cell, run in placed.items():
        farthest[cell.right] = max(farthest.get(cell.right, 0.0), run.right)
    for cell, run in placed.items():
        cell.is_full = farthest[cell.right] - run.right < _FULL_EM * block[0].em
    return placed or None


def _cell(block: LineBlock, placed: dict[CellLine, Run]) -> AlignedCell:
    first, last = min(line.left for line in block.lines), max(line.right for line in block.lines)
    return AlignedCell(int(first), int(last - first), [placed[line] for line in block.lines])


def _extent(row: Sequence[AlignedCell], em: float) -> tuple[float, float]:
    heights = [run.glyphs[0].baseline for cell in row for run in cell.runs]
    return min(heights) - em, max(heights)


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


def _is_row_of_amounts(texts: list[str]) -> bool:
    """Tell whether a row holds amounts alone: one row of numbers under a header of several rows is a table too."""
    amounts = sum(1 for text in texts if wording.is_amount(text))
    return amounts >= _FEWEST_AMOUNTS and all(wording.is_number(text) for text in texts)


def _pitch(rows: Sequence[TextLine]) -> float:
    steps = sorted(below.baseline - above.baseline for above, below in pairwise(rows))
    return steps[len(steps) // 2]
