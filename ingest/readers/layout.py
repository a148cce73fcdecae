"""Pages of positioned characters and ruling lines to pages of text, lines of prose and pieces of tables.

Page text is built here: a line of prose is a line, a row of a table is a line with a tab between its cells, so that
every cell's text is one run of characters. Any format with geometry (PDF, OFD, OCR) comes through :func:`lay_out`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.document import Fragment, Line, Page
from ingest.readers import wording
from ingest.readers.boxes import NOWHERE, CharBoxes
from ingest.readers.cell_filling import fill_cells
from ingest.readers.furniture import find_furniture
from ingest.readers.glyphs import PageContent
from ingest.readers.grid import Grid, GridCell, find_grids
from ingest.readers.header_spans import AlignedCell
from ingest.readers.printed import PieceCell, Printed, PrintedLine, TablePiece
from ingest.readers.prose_columns import in_reading_order
from ingest.readers.text_runs import Run, TextLine, cell_lines, lines_of
from ingest.readers.unruled import AlignedTable, find_aligned_tables

_GAP = 1.8  # a distance of this many usual line distances sets paragraphs apart
_FULL_CELL_EM = 1.1  # less room than this, and the next character did not fit
_WIDEST_PADDING_EM = 1.0


@dataclass(slots=True)
class _PageWriter:
    """Collects the text of a page with the box of each character."""

    content: PageContent
    chars: list[str] = field(default_factory=list)
    edges: array[float] = field(default_factory=lambda: array("f"))
    lines: list[Line] = field(default_factory=list)
    line_start: int = 0
    certainty: array[float] = field(default_factory=lambda: array("f"))

    def add(self, char: str) -> None:
        """Append a character that is not printed (blank, tab)."""
        self.chars.append(char)
        self.edges.extend(NOWHERE)
        if self.content.is_ocr:
            self.certainty.append(1.0)

    def add_run(self, run: Run) -> Fragment:
        """Append a run of characters and return where it stands."""
        start = len(self.chars)
        displayed = self.content.displayed if self.content.turns else None
        for index, glyph in enumerate(run.glyphs):
            if index in run.blanks:
                self.add(" ")
            box = glyph[1:5] if displayed is None else displayed(*glyph[1:5])
            for char in glyph.char:
                self.chars.append(char)
                self.edges.extend(box)
                if self.content.is_ocr:
                    self.certainty.append(glyph.certainty)
        return Fragment(self.content.number, start, len(self.chars))

    def end_line(self) -> None:
        """End the line."""
        self.lines.append(Line(len(self.lines) + 1, self.line_start, len(self.chars)))
        self.add("\n")
        self.line_start = len(self.chars)

    def page(self) -> Page:
        """Return the finished page."""
        width, height = self.content.display_size
        return Page(
            self.content.number,
            "".join(self.chars),
            tuple(self.lines),
            width,
            height,
            CharBoxes(self.edges),
            self.content.is_ocr,
            certainty=self.certainty,
        )


def lay_out(contents: Iterable[PageContent]) -> tuple[tuple[Page, ...], list[Printed]]:
    """Return the pages and, in reading order, what is printed on them; running heads and page numbers are left out.

    Pages are taken one by one, so that the characters of one page at a time are in memory.
    """
    pages: list[Page] = []
    printed: list[Printed] = []
    for content in contents:
        page, found = _write_page(content, _parts_of(content))
        pages.append(page)
        printed += found
    dropped = find_furniture((item for item in printed if isinstance(item, PrintedLine)), pages)
    if dropped:
        printed = _without_furniture(printed, dropped, pages)
    return tuple(pages), printed


def _without_furniture(printed: Sequence[Printed], dropped: set[int], pages: list[Page]) -> list[Printed]:
    """Leave furniture out of the stream and note its lines on the pages."""
    kept: list[Printed] = []
    furniture: dict[int, list[Line]] = {}
    for item in printed:
        if not isinstance(item, PrintedLine) or id(item) not in dropped:
            if isinstance(item, PrintedLine) and item.has_gap and (not kept or kept[-1].page != item.page):
                item.has_gap = False  # what it stood apart from was a running head
            kept.append(item)
            continue
        lines = pages[item.page - 1].lines
        number = pages[item.page - 1].line_at(item.fragment.start)
        furniture.setdefault(item.page, []).append(lines[number - 1])
    for number, found in furniture.items():
        pages[number - 1] = replace(pages[number - 1], furniture=tuple(found))
    return kept


Part = TextLine | Grid | AlignedTable


def _parts_of(content: PageContent) -> list[Part]:
    grids = find_grids(content.horizontals, content.verticals, content.glyphs)
    rest = fill_cells(grids, content.glyphs)
    grids = [grid for grid in grids if any(cell.glyphs for cell in grid.cells)]
    found: list[Part] = [*grids]
    columns: dict[int, list[TextLine]] = {}
    for lines, side_by_side in in_reading_order(lines_of(rest)):
        if side_by_side:  # the first stands for all of them until the parts are in order
            found.append(lines[0])
            columns[id(lines[0])] = lines
        else:
            found += find_aligned_tables(lines)
    return [line for part in sorted(found, key=_top) for line in columns.get(id(part), [part])]


def _top(part: Part) -> tuple[float, float]:
    if isinstance(part, Grid):
        return part.ys[0], part.xs[0]
    if isinstance(part, AlignedTable):
        return part.extents[0][0], part.bands[0][0]
    return part.baseline - 0.5 * part.em, part.left


def _write_page(content: PageContent, parts: Sequence[Part]) -> tuple[Page, list[Printed]]:
    writer = _PageWriter(content)
    printed: list[Printed] = []
    usual = _usual_distance([part for part in parts if isinstance(part, TextLine)])
    bottom = 0.0
    for part in parts:
        if isinstance(part, Grid):
            printed.append(_write_grid(part, writer))
            bottom = part.ys[-1]
        elif isinstance(part, AlignedTable):
            printed.append(_write_aligned(part, writer))
            bottom = part.extents[-1][1]
        else:
            has_gap = bool(bottom) and part.baseline - bottom > _GAP * usual
            printed.append(_write_line(part, writer, has_gap=has_gap))
            bottom = part.baseline
    return writer.page(), printed


def _usual_distance(lines: Sequence[TextLine]) -> float:
    steps = sorted(b.baseline - a.baseline for a, b in pairwise(lines))
    return max(steps[len(steps) // 2], 1.0) if steps else 1e9


def _write_line(line: TextLine, writer: _PageWriter, *, has_gap: bool) -> PrintedLine:
    start = len(writer.chars)
    for index, run in enumerate(line.runs):
        if index:
            writer.add(" ")
        writer.add_run(run)
    fragment = Fragment(writer.content.number, start, len(writer.chars))
    text = "".join(writer.chars[start:])
    writer.end_line()
    top = line.baseline - line.em
    left, right = line.left - line.shift, line.right - line.shift
    return PrintedLine(fragment, text, left, right, line.em, has_gap, top, line.baseline, len(line.runs) > 1)


def _write_grid(grid: Grid, writer: _PageWriter) -> TablePiece:
    columns, rows = len(grid.xs) - 1, len(grid.ys) - 1
    starting: list[dict[int, GridCell]] = [{} for _ in range(rows)]
    for cell in grid.cells:
        starting[cell.row][cell.col] = cell
    cells: list[PieceCell] = []
    for row in range(rows):
        for col in range(columns):
            if col:
                writer.add("\t")
            found = starting[row].get(col)
            if found is not None:
                cells.append(_write_cell(found, writer))
        writer.end_line()
    bands = grid.bands if len(grid.bands) == columns else ()
    return TablePiece(writer.content.number, rows, columns, cells, grid.xs, bands, is_ruled=not bands)


def _write_cell(cell: GridCell, writer: _PageWriter) -> PieceCell:
    start = len(writer.chars)
    lines = cell_lines(cell.glyphs)
    for number, line in enumerate(lines):
        if number and _break_is_blank(lines[number - 1], line, cell):
            writer.add(" ")
        for index, run in enumerate(line.runs):
            if index:
                writer.add(" ")
            writer.add_run(run)
    end = len(writer.chars)
    fragments = [Fragment(writer.content.number, start, end)] if end > start else []
    is_full = bool(lines) and _is_full(lines[-1], cell)
    box = writer.content.displayed_box(cell.x0, cell.y0, cell.x1, cell.y1)
    return PieceCell(
        cell.row, cell.col, cell.row_span, cell.col_span, fragments, "".join(writer.chars[start:]), box, is_full
    )


def _break_is_blank(above: TextLine, below: TextLine, cell: GridCell) -> bool:
    """Tell whether a line break within a cell parts what it stands between: two words, or two numbers.

    A number goes on in the next line where it breaks off within its thousands, or where it fills the cell's width.
    """
    before, after = above.runs[-1].glyphs[-1].char, below.runs[0].glyphs[0].char
    if before.isascii() and after.isascii() and before.isalpha() and after.isalpha():
        return True
    if not (before.isdigit() or before in "%％") or not (after.isdigit() or after in "-－"):
        return False
    if not wording.may_be_one_number(above.runs[-1].text, below.runs[0].text):
        return True
    return not wording.breaks_off(above.runs[-1].text) and not _is_full(above, cell)


def _is_full(line: TextLine, cell: GridCell) -> bool:
    """Tell whether no further character fits beside a line; its narrower side shows how far text keeps from edges."""
    left, right = line.left - cell.x0, cell.x1 - line.right
    padding = min(left, right, _WIDEST_PADDING_EM * line.em)
    return left + right - 2 * padding < _FULL_CELL_EM * line.em


def _write_aligned(table: AlignedTable, writer: _PageWriter) -> TablePiece:
    columns = len(table.bands)
    cells: list[PieceCell] = []
    covered: set[tuple[int, int]] = set()
    for row, found in enumerate(table.rows):
        starting = {cell.col: cell for cell in found}
        for col in range(columns):
            if col:
                writer.add("\t")
            if col in starting:
                cell = starting[col]
                cells.append(_write_aligned_cell(cell, row, writer))
                covered |= {(row + r, col + c) for r in range(cell.row_span) for c in range(cell.span)}
            elif (row, col) not in covered:
                cells.append(PieceCell(row, col, 1, 1, [], ""))
        writer.end_line()
    bands = tuple(table.bands)
    edges = (*(left for left, _ in bands), bands[-1][1])
    return TablePiece(writer.content.number, len(table.rows), columns, cells, edges, bands, is_ruled=False)


def _write_aligned_cell(cell: AlignedCell, row: int, writer: _PageWriter) -> PieceCell:
    start = len(writer.chars)
    for index, run in enumerate(cell.runs):
        if index and writer.chars[-1].isascii() and run.glyphs[0].char.isascii():
            writer.add(" ")
        writer.add_run(run)
    glyphs = [glyph for run in cell.runs for glyph in run.glyphs]
    box = writer.content.displayed_box(
        min(glyph.left for glyph in glyphs),
        min(glyph.y0 for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        max(glyph.y1 for glyph in glyphs),
    )
    fragment = Fragment(writer.content.number, start, len(writer.chars))
    return PieceCell(row, cell.col, cell.row_span, cell.span, [fragment], "".join(writer.chars[start:]), box)
