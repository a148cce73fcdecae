"""Tables in plain text whose cells each end in a vertical bar, as web pages come out of a text extractor.

A cell, a bar; a row is padded with bars where merged cells left it short. Cells that held paragraphs stand on lines of
their own, so that the lines say nothing of the rows: the number of bars does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.document import Fragment
from ingest.readers import wording
from ingest.readers.bar_merged import places_of_values, spans_of_halves, spans_of_header
from ingest.readers.flat_rows import columns_of_short_rows
from ingest.readers.flat_words import flat_words
from ingest.readers.printed import PieceCell, TablePiece, TextLine

_BAR = re.compile(r"[|｜]")
_RULE = re.compile(r"[\s|｜:：\-—─]+")
_LONGEST_PART = 40  # of a line that is part of a cell and ends in no bar
_MOST_PARTS = 3  # such lines in one cell
_MOST_COLUMNS = 30
_FEWEST_LINES = 6  # that show that a bar at the start of a line is the end of an empty cell
_SAME_SHARE = 0.02  # of cells that do not fit their column: the narrower table is taken
_LONGEST_SIDE = 4  # 收入, 支出
_SENTENCE = re.compile(r"[。；]")


@dataclass(slots=True)
class FlatCell:
    """A cell of a flattened table: its printed pieces, and the index of the line it ends in."""

    fragments: list[Fragment] = field(default_factory=list)
    text: str = ""
    line: int = 0


@dataclass(slots=True)
class BarStream:
    """The cells of a run of lines in reading order; ``paddings`` are the counts of cells after which a row must end."""

    start: int
    end: int
    cells: list[FlatCell]
    paddings: list[int]
    counts: list[int]
    """Bars of each line."""
    is_edged: bool = False
    """Whether lines begin with a bar too: the cell it ends was left empty."""

    @property
    def is_by_row(self) -> bool:
        """Tell whether most lines hold several cells: then lines show the rows."""
        return 2 * sum(count > 1 for count in self.counts) > len(self.counts)


def bar_stream(lines: Sequence[TextLine], start: int, end: int) -> BarStream | None:
    """Return the cells of these lines, each ended by a bar; None where the lines are laid out otherwise."""
    filled = [line.text.strip() for line in lines[start:end] if _BAR.search(line.text) and not _is_bars(line)]
    ended = sum(bool(_BAR.match(text[-1])) for text in filled)
    edged = sum(bool(_BAR.match(text)) for text in filled)
    is_edged = 2 * edged > len(filled)
    if end - start < 3 or ended < len(filled) or (is_edged and not _are_of_odd_widths(filled)):
        return None
    stream = BarStream(start, end, [], [], [], is_edged)
    pending = FlatCell()
    for index in range(start, end):
        line = lines[index]
        if _is_drawn(line):
            continue
        cuts = [found.start() for found in _BAR.finditer(line.text)]
        at, padding = 0, 0
        for cut in cuts:
            _take(pending, line, at, cut)
            padding = 0 if pending.text else padding + 1
            pending.line = index
            stream.cells.append(pending)
            pending, at = FlatCell(), cut + 1
        _take(pending, line, at, len(line.text))
        if cuts:
            stream.counts.append(len(cuts))
        if padding > 1 or (padding and len(cuts) > 1):
            stream.paddings.append(len(stream.cells))
    return stream if not pending.text and any(cell.text for cell in stream.cells) else None


def _are_of_odd_widths(texts: Sequence[str]) -> bool:
    """Tell whether lines between bars are no rows: no number of cells is that of half of them."""
    counts = [len(_BAR.findall(text)) for text in texts]
    return len(counts) >= _FEWEST_LINES and 2 * max(map(counts.count, counts)) < len(counts)


def _take(cell: FlatCell, line: TextLine, start: int, end: int) -> None:
    """Add what is printed in this part of a line to a cell."""
    inner = line.text[start:end].strip()
    if inner:
        at = line.text.index(inner, start)
        cell.fragments.append(Fragment(line.page, line.start + at, line.start + at + len(inner)))
        cell.text += inner


def _is_bars(line: TextLine) -> bool:
    return not line.is_blank and not _BAR.sub("", line.text).strip()


def _is_drawn(line: TextLine) -> bool:
    """Tell whether the line only draws the rule under a header."""
    return bool(_RULE.fullmatch(line.text)) and bool(re.search(r"[-—─]{2}", line.text))


def end_of_stretch(lines: Sequence[TextLine], start: int) -> int:
    """Return the index after the last of the lines with bars that follow one another from ``start`` on."""
    index = start
    while index < len(lines) and lines[index].page == lines[start].page and not lines[index].is_blank:
        if not _BAR.search(lines[index].text):
            parts = _lines_to_bar(lines, index)
            if not parts or (index == start and not _is_bars(lines[index + 1])):
                break
            index += parts
            continue
        index += 1
    return index


def _lines_to_bar(lines: Sequence[TextLine], index: int) -> int:
    """Return how many lines without a bar open a cell that ends in a later line (0 where they are no cell)."""
    for parts in range(1, _MOST_PARTS + 1):
        if (
            index + parts >= len(lines)
            or lines[index + parts].is_blank
            or lines[index + parts].page != lines[index].page
        ):
            return 0
        if _BAR.search(lines[index + parts].text):
            if parts == 1 and _is_bars(lines[index + 1]):
                return 1  # the bar stands on a line of its own
            above = [line.text.strip() for line in lines[index : index + parts]]
            return 0 if any(_ends_table(text) for text in above) else parts
    return 0


def _ends_table(text: str) -> bool:
    """Tell whether a line without a bar is a title, a note or prose between two tables."""
    return (
        len(text) > _LONGEST_PART
        or text.endswith("表")
        or bool(_SENTENCE.search(text))
        or wording.heading_level(text) is not None
        or bool(wording.unit_note(text))
    )


def bar_tables(stream: BarStream) -> list[tuple[TablePiece, int, int]]:
    """Return the tables whose rows the bars or lines of a stream tell, each with its first line and the one after."""
    if stream.is_edged:
        return []
    rows = _rows_by_line(stream) if stream.is_by_row else _rows_by_padding(stream)
    if not rows:
        return []
    found: list[tuple[TablePiece, int, int]] = []
    start = stream.start
    for at, group in enumerate(rows):
        end = stream.end if at == len(rows) - 1 else group[-1][-1].line + 1
        piece = _laid_out(group)
        if piece is not None:
            found.append((piece, start, end))
        start = end
    return found


def _rows_by_line(stream: BarStream) -> list[list[list[FlatCell]]]:
    """Return tables of rows of one width; a row may run over several lines where a cell has paragraphs."""
    lines: list[list[FlatCell]] = []
    at = 0
    for count in stream.counts:
        lines.append(stream.cells[at : at + count])
        at += count
    tables: list[list[list[FlatCell]]] = []
    at = width = 0
    while at < len(lines):
        last = at + 1
        joined = lines[at]
        repeats = last < len(lines) and len(lines[last]) == len(joined)  # a narrower table begins
        while not repeats and len(joined) < width and last < len(lines) and len(joined) + len(lines[last]) <= width:
            joined = [*joined, *lines[last]]
            last += 1
        if len(joined) != width:
            joined, last = lines[at], at + 1
        if tables and (len(joined) == width or (len(joined) < width and width in map(len, lines[last : last + 2]))):
            tables[-1].append(joined)
        elif tables and len(tables[-1]) == 1 and len(joined) > width:
            tables[-1].append(joined)
            width = len(joined)
        elif tables and len(joined) < width and not any(len(line) > 1 for line in lines[last:]):
            tables[-1].append(joined)
        else:
            tables.append([joined])
            width = len(joined)
        at = last
    return tables


def _rows_by_padding(stream: BarStream) -> list[list[list[FlatCell]]]:
    """Return one table whose rows all have the number of bars that puts every padding at the end of a row.

    Where several numbers do, or nothing is padded, the one whose columns hold figures or words and not both.
    """
    start = 0 if stream.paddings else _first_of_header(stream.cells)
    for first in (start, 0) if start else (0,):
        rows = _best_rows(stream, first)
        if rows:
            return [[*_rows_above(stream.cells[:first]), *rows]]
    return []


def _first_of_header(cells: Sequence[FlatCell]) -> int:
    """Return the index of the first cell of a header: what names the rows, and a second name of a column beside it."""
    words = flat_words()
    for at, (one, other) in enumerate(pairwise(cells)):
        if words.column(one.text) == "label" and words.is_exact(one.text) and words.is_exact(other.text):
            return at
    return 0


def _rows_above(cells: Sequence[FlatCell]) -> list[list[FlatCell]]:
    """Return a row for each cell printed above the header; what stands right above it names its sides, together."""
    filled = [cell for cell in cells if cell.text]
    sides: list[FlatCell] = []
    while filled and cells[-1 - len(sides)] is filled[-1] and len(filled[-1].text) <= _LONGEST_SIDE:
        sides.insert(0, filled.pop())
    if sides:
        filled.append(FlatCell([f for c in sides for f in c.fragments], "".join(c.text for c in sides), sides[-1].line))
    return [[cell] for cell in filled]


def _best_rows(stream: BarStream, first: int) -> list[list[FlatCell]]:
    """Return the rows of the width that fits best, from a cell on."""
    best: tuple[float, list[list[FlatCell]]] | None = None
    for width in range(2, min([*stream.paddings[:1], _MOST_COLUMNS]) + 1):
        if any(at % width for at in stream.paddings):
            continue
        rows = [stream.cells[at : at + width] for at in range(first, len(stream.cells), width)]
        if not any(cell.text for cell in rows[-1]):
            rows.pop()
        if len(rows) < 2 or any(not any(cell.text for cell in row) for row in rows):
            continue
        mixed = _mixed_share(rows)
        if mixed is None or (mixed and not stream.paddings):
            continue
        if best is None or mixed < best[0] - _SAME_SHARE:
            best = mixed, rows
    return best[1] if best is not None else []


def _mixed_share(rows: Sequence[Sequence[FlatCell]]) -> float | None:
    """Return the share of cells that hold a figure in a column of words or the other way round.

    None where the first rows are no header over figures, or one header row comes twice: then the width is another.
    So it is where only their first names differ.
    """
    texts = [["".join(cell.text.split()) for cell in row] for row in rows]
    body = next((at for at, row in enumerate(texts) if any(_is_figure(text) for text in row)), len(rows))
    if not 0 < body < len(rows) or any(_repeats(one, other) for one, other in pairwise(texts[:body])):
        return None
    mixed = filled = 0
    for col in range(len(texts[0])):
        cells = [row[col] for row in texts[body:] if col < len(row) and row[col]]
        figures = sum(_is_figure(text) for text in cells)
        mixed += min(figures, len(cells) - figures)
        filled += len(cells)
    return mixed / filled


def _repeats(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two rows of names are one header printed twice, or 收入 and 支出 over the same columns."""
    return one == other or (one[1:] == other[1:] and all(one) and all(other) and len(one) > 2)


def _is_figure(text: str) -> bool:
    return wording.is_number(text) and any(character.isdigit() for character in text)


def _laid_out(rows: Sequence[list[FlatCell]]) -> TablePiece | None:
    """Return the rows as a table: a lone cell spans it, a header over another names the columns below it."""
    width = max(at for row in rows for at, cell in enumerate(row, start=1) if cell.text)  # bars may pad the rows
    if width < 2:
        return None
    rows = [row[:width] for row in rows]
    texts = [[cell.text for cell in row] for row in rows]
    if wording.is_contents(texts):
        return None
    cells: list[PieceCell] = []
    placed = places_of_values(texts, width)
    moved = columns_of_short_rows(texts) if not placed else {}
    at = 0
    while at < len(rows):
        filled = [cell for cell in rows[at] if cell.text]
        if at in placed:
            cells += _at_places(at, rows[at], placed[at])
            at += 1
            continue
        below = texts[at + 1] if at + 1 < len(rows) else []
        spans = spans_of_header(texts[at], below, width)
        if spans is not None:
            _place_header(cells, at, filled, spans, [cell for cell in rows[at + 1] if cell.text])
            at += 2
            continue
        half = spans_of_halves(texts[at], below, width)
        if half:
            cells += [PieceCell(at, n * half, 1, half, cell.fragments, cell.text) for n, cell in enumerate(filled)]
        elif len(filled) == 1 and rows[at][0].text and not _holds_value(filled) and _is_title(rows, at):
            cells.append(PieceCell(at, 0, 1, width, filled[0].fragments, filled[0].text))
        else:
            row = [*rows[at], *(FlatCell() for _ in range(width - len(rows[at])))]
            if at in moved:
                taken = dict(zip(moved[at], row, strict=False))
                row = [taken.get(col, FlatCell()) for col in range(width)]
            cells += [PieceCell(at, col, 1, 1, cell.fragments, cell.text) for col, cell in enumerate(row)]
        at += 1
    page = next(f.page for row in rows for cell in row for f in cell.fragments)
    return TablePiece(page, len(rows), width, cells)


def _at_places(at: int, row: Sequence[FlatCell], places: Sequence[tuple[int, int]]) -> list[PieceCell]:
    """Return the cells of a row at their columns; where there is one place for several, they are one cell."""
    count = max(col for col, cell in enumerate(row, start=1) if cell.text)
    if len(places) < count:
        texts = [cell.text for cell in row if cell.text]
        return [PieceCell(at, *places[0][:1], 1, places[0][1], [f for c in row for f in c.fragments], "".join(texts))]
    return [
        PieceCell(at, col, 1, span, cell.fragments, cell.text) for (col, span), cell in zip(places, row, strict=False)
    ]


def _holds_value(cells: Sequence[FlatCell]) -> bool:
    """Tell whether a cell holds a number alone."""
    return any(wording.is_number(cell.text) for cell in cells)


def _is_title(rows: Sequence[list[FlatCell]], at: int) -> bool:
    """Tell whether a lone cell is a title or a note above the header, and no row without figures."""
    above = rows[:at]
    return all(sum(bool(cell.text) for cell in row) == 1 for row in above)


def _place_header(
    cells: list[PieceCell], at: int, names: Sequence[FlatCell], spans: Sequence[int], parts: Sequence[FlatCell]
) -> None:
    col = 0
    below = iter(parts)
    for name, span in zip(names, spans, strict=True):
        cells.append(
            PieceCell(at, col, 2 if span == 1 and len(parts) < sum(spans) else 1, span, name.fragments, name.text)
        )
        for inner in range(col, col + span) if span > 1 else ():
            part = next(below)
            cells.append(PieceCell(at + 1, inner, 1, 1, part.fragments, part.text))
        col += span
