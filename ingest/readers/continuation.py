"""Tables that go on over page breaks: find the pieces that belong together and make one table of them.

Pieces belong together when nothing but a repeated title stands between them and their columns agree. A header that
is printed again is kept and marked, a row that the break cut in two is made whole where that is evident, and a label
that spans rows on both sides of the break spans them all.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.readers import wording
from ingest.readers.printed import PieceCell, TablePiece

_EDGE_TOLERANCE = 4.0
_LONG_TEXT = 12
_NEAR_ROWS = 60  # rows that are looked at on each side of a break
_DIGIT = re.compile(r"\d")
_MOST_HEADER_ROWS = 6


def try_join(first: TablePiece, second: TablePiece) -> TablePiece | None:
    """Return the two pieces as one (the first, grown), or None where the second is a table of its own."""
    if first.is_ruled != second.is_ruled:
        return None
    is_head = not second.caption and wording.is_table_head([cell.text for cell in first.cells], first.row_count)
    aligned = _align_columns(first, second, is_head=is_head)
    if aligned is None:
        return None
    first, second = aligned
    repeated = _repeated_header_rows(first, second)
    if not repeated and not is_head and _opens_another_table(first, second):
        return None
    return _append(first, second, repeated)


def shift_between(first: TablePiece, second: TablePiece) -> float:
    """Return how far the second piece stands to the side of the first, in points."""
    return abs(first.edges[0] - second.edges[0]) if first.edges and second.edges else 0.0


def _align_columns(first: TablePiece, second: TablePiece, *, is_head: bool) -> tuple[TablePiece, TablePiece] | None:
    """Return both pieces on the same columns, or None where their columns do not agree.

    The names of groups alone, which a page break parted from their columns (``is_head``), have few columns.
    """
    if first.bands and second.bands:
        return _align_bands(first, second)
    if not first.edges or not second.edges:
        return (first, second) if first.col_count == second.col_count else None
    shift = first.edges[0] - second.edges[0]
    theirs = tuple(edge + shift for edge in second.edges)
    width = first.edges[-1] - first.edges[0]
    if abs(theirs[-1] - first.edges[-1]) > max(_EDGE_TOLERANCE, 0.02 * width):
        return None
    edges = _union(first.edges, theirs)
    few = min(len(first.edges), len(second.edges))
    if len(edges) > max(len(first.edges), len(second.edges)) or (few < 0.5 * len(edges) and not is_head):
        return None
    return _on_edges(first, first.edges, edges), _on_edges(second, theirs, edges)


def _align_bands(first: TablePiece, second: TablePiece) -> tuple[TablePiece, TablePiece] | None:
    """Unruled pieces agree when every column of the second lies in one column of the first.

    Two may lie in the same one where no row fills both: numbers set right and signs set left, without a header.
    """
    columns: list[int] = []
    for left, right in second.bands:
        hit = [i for i, (low, high) in enumerate(first.bands) if min(high, right) > max(low, left)]
        if len(hit) != 1 or (columns and hit[0] < columns[-1]):
            return None
        if columns and hit[0] == columns[-1] and _meet_in_a_row(second, len(columns) - 1, len(columns)):
            return None
        columns.append(hit[0])
    if 2 * len(set(columns)) < first.col_count:
        return None
    cells = []
    taken = {(cell.row, columns[cell.col]) for cell in second.cells if cell.text}
    for cell in second.cells:
        last = columns[cell.col + cell.col_span - 1]
        if not cell.text and (cell.row, columns[cell.col]) in taken:
            continue  # the empty half of a column whose other half is filled
        taken.add((cell.row, columns[cell.col]))
        cells.append(replace(cell, col=columns[cell.col], col_span=last - columns[cell.col] + 1))
    return first, replace(second, cells=cells, col_count=first.col_count, bands=first.bands)


def _meet_in_a_row(piece: TablePiece, one: int, other: int) -> bool:
    """Tell whether a row has text in both columns."""
    filled = [{cell.row for cell in piece.cells if cell.text and cell.col == col} for col in (one, other)]
    return not filled[0].isdisjoint(filled[1])


def _union(ours: tuple[float, ...], theirs: tuple[float, ...]) -> tuple[float, ...]:
    more = [edge for edge in theirs if all(abs(edge - known) > _EDGE_TOLERANCE for known in ours)]
    return tuple(sorted((*ours, *more)))


def _on_edges(piece: TablePiece, own: tuple[float, ...], edges: tuple[float, ...]) -> TablePiece:
    """Return the piece on finer columns: a cell spans all the columns between its edges."""
    if len(own) == len(edges):
        return piece
    position = [min(range(len(edges)), key=lambda i, edge=edge: abs(edges[i] - edge)) for edge in own]  # type: ignore[misc]
    cells = []
    for cell in piece.cells:
        left, right = position[cell.col], position[cell.col + cell.col_span]
        cells.append(replace(cell, col=left, col_span=right - left))
    return replace(piece, cells=cells, col_count=len(edges) - 1, edges=edges)


def _signature(piece: TablePiece, row: int) -> tuple[tuple[int, str], ...]:
    return tuple((cell.col, "".join(cell.text.split())) for cell in piece.row(row) if cell.text.strip())


def _repeated_header_rows(first: TablePiece, second: TablePiece) -> int:
    """Count the rows at the top of ``second`` that print the top rows of ``first`` again."""
    count = 0
    while count < min(_MOST_HEADER_ROWS, first.row_count, second.row_count):
        ours, theirs = _signature(first, count), _signature(second, count)
        if ours != theirs or (not ours and count == 0):
            break
        count += 1
    while count and not _signature(second, count - 1):
        count -= 1
    if count == second.row_count and not _is_header_like(second, 0):
        return 0
    return count


def _is_header_like(piece: TablePiece, row: int) -> bool:
    """Tell whether a row could head a table: several cells, none of them a number."""
    texts = [cell.text.strip() for cell in piece.row(row) if cell.text.strip()]
    return len(texts) > 1 and not any(wording.is_number(text) for text in texts)


def _opens_another_table(first: TablePiece, second: TablePiece) -> bool:
    """Tell whether the second piece brings a header of its own over rows of numbers."""
    if second.caption and second.caption != first.caption and "续" not in second.caption:
        return True
    texts = [cell.text for cell in second.row(0) if cell.text.strip()]
    full = len(texts) >= max(2, second.col_count - 1)
    if second.row_count < 2 or not full or any(_DIGIT.search(text) for text in texts):
        return False
    near = [(piece, row) for piece in (first, second) for row in range(1, min(piece.row_count, _NEAR_ROWS))]
    numeric = [_has_number(piece, row) for piece, row in near]
    return bool(numeric) and sum(numeric) >= 0.9 * len(numeric)


def _has_number(piece: TablePiece, row: int) -> bool:
    return any(wording.is_number(cell.text) for cell in piece.row(row))


def _append(first: TablePiece, second: TablePiece, repeated: int) -> TablePiece:
    """Add the rows of ``second`` below those of ``first``, in place: a table may go on over thousands of breaks."""
    cells, above = first.cells, first.row_count
    is_cut = _is_cut_row(first, second, repeated)
    taken: set[int] = set()
    if is_cut:
        for cell in second.row(repeated):
            if cell.text.strip():
                _continue_cell(cells, cell, above - 1)
    elif repeated < second.row_count:
        taken = _extend_spans(cells, second, repeated, above)
    for cell in second.cells:
        row = above + cell.row - (is_cut and cell.row > repeated)
        if is_cut and cell.row == repeated:
            if cell.row_span > 1:  # what spans on below a cut row starts in the row after it
                cells.append(replace(cell, row=row, row_span=cell.row_span - 1, fragments=[], text=""))
        elif id(cell) not in taken:
            cells.append(replace(cell, row=row))
    first.repeated_header_rows |= {above + row for row in range(repeated)}
    first.row_count = above + second.row_count - is_cut
    first.last_page = second.last_page
    return first


def _covering(cells: list[PieceCell], row: int, col: int) -> int | None:
    """Return the index of the cell at this position; it is sought from the end, where the last rows are."""
    for index in range(len(cells) - 1, -1, -1):
        cell = cells[index]
        if cell.row <= row < cell.row + cell.row_span and cell.col <= col < cell.col + cell.col_span:
            return index
    return None


def _continue_cell(cells: list[PieceCell], part: PieceCell, row: int) -> None:
    index = _covering(cells, row, part.col)
    if index is not None:
        cell = cells[index]
        cells[index] = replace(cell, fragments=cell.fragments + part.fragments, text=cell.text + part.text)


def _is_cut_row(first: TablePiece, second: TablePiece, body: int) -> bool:
    """Tell whether the row at ``body`` is the rest of the last row of ``first``.

    It must print nothing where that row prints nothing, no number, no new item, and either the text before breaks
    off (an open bracket, a full cell, a long text without a full stop) or no other row of the table is as bare.
    """
    if body >= second.row_count:
        return False
    rest = [cell for cell in second.row(body) if cell.text.strip()]
    last = first.row_count - 1
    if not rest or any(wording.is_number(cell.text) or wording.is_numbered(cell.text) for cell in rest):
        return False
    before = []
    for cell in rest:
        index = _covering(first.cells, last, cell.col)
        if index is None or not first.cells[index].text.strip():
            return False
        if not wording.may_be_one_number(first.cells[index].text, cell.text):
            return False
        before.append(first.cells[index])
    filled = len(_signature(first, last))
    if len(rest) >= max(filled, 2):
        return False
    if any(wording.has_open_bracket(cell.text) for cell in before):
        return True
    if first.edges:
        return any(cell.is_full and not wording.ends_sentence(cell.text) for cell in before)
    if any(len(cell.text) >= _LONG_TEXT and not wording.ends_sentence(cell.text) for cell in before):
        return True
    return _is_barest(first, second, body, len(rest))


def _is_barest(first: TablePiece, second: TablePiece, body: int, count: int) -> bool:
    """Tell whether no other row near the break has as few filled cells as the row at ``body``."""
    others = [len(_signature(first, row)) for row in range(max(first.row_count - _NEAR_ROWS, 0), first.row_count)]
    others += [len(_signature(second, row)) for row in range(min(second.row_count, _NEAR_ROWS)) if row != body]
    return all(other > count for other in others)


def _extend_spans(cells: list[PieceCell], second: TablePiece, body: int, below: int) -> set[int]:
    """Let a cell that spans rows above the break span the empty cell below it as well; return the ids taken up."""
    taken: set[int] = set()
    for cell in second.row(body):
        if cell.text.strip() or cell.row_span == 1 or body:
            continue
        index = _covering(cells, below - 1, cell.col)
        if index is None:
            continue
        above = cells[index]
        if above.col == cell.col and above.col_span == cell.col_span and above.text.strip():
            cells[index] = replace(above, row_span=below + cell.row_span - above.row)
            taken.add(id(cell))
    return taken
