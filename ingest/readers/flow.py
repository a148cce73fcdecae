"""Build a Document from formats without geometry: paragraphs and tables in reading order.

Page text has one line per paragraph and one per table row (cells parted by a tab), so that every character of every
block stands at an offset of a page, as it does in formats that have real pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import groupby

from ingest.document import Block, Cell, Document, Fragment, Line, Page, Paragraph, Table, passage
from ingest.errors import EmptyFileError
from ingest.readers import wording
from ingest.readers.limits import check_limit, current_limits
from ingest.readers.printed import TablePiece, TextLine
from ingest.readers.text_tables import TableFinder

_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200b-\u200f\u2028-\u202e\u2060\ufffe\uffff\ud800-\udfff]"
)
_SPACES = re.compile(r"[ \t\r\f\v\xa0]+")
_PROSE_END = tuple("。；;：:，,！!？?、")
_LONGEST_TITLE = 60
_TITLE_DISTANCE = 4  # paragraphs above a table that may still be its title and its notes
_FULL_LINE = 24  # a hard-wrapped line is at least this long; shorter ones end where the author ended them


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as the format gives it: 1-based place, spans, and text whose inner line breaks are ``\\n``."""

    row: int
    col: int
    text: str
    row_span: int = 1
    col_span: int = 1


@dataclass(slots=True)
class _OpenPage:
    parts: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    length: int = 0

    def add_line(self, text: str, number: int | None) -> int:
        """Append a line and return the offset of its first character; numbers never go backwards."""
        start = self.length
        last = self.lines[-1].number if self.lines else 0
        self.lines.append(Line(max(number or last + 1, last), start, start + len(text)))
        self.parts += [text, "\n"]
        self.length += len(text) + 1
        return start


@dataclass(frozen=True, slots=True)
class _ParagraphDraft:
    text: str
    fragments: tuple[Fragment, ...]
    heading_level: int | None


@dataclass(frozen=True, slots=True)
class _TableDraft:
    cells: tuple[tuple[GridCell, tuple[Fragment, ...]], ...]
    caption: str
    unit_note: str
    page: int


class FlowBuilder:
    """Collects blocks in reading order; ``build`` gives the Document."""

    def __init__(self, name: str) -> None:
        """Start with one empty page; ``name`` is the file's name for messages."""
        self.name = name
        self.warnings: list[str] = []
        self._pages = [_OpenPage()]
        self._drafts: list[_ParagraphDraft | _TableDraft] = []
        self._characters = 0

    def start_page(self) -> None:
        """Begin a new page (a sheet of a workbook)."""
        self._pages.append(_OpenPage())
        check_limit(len(self._pages), current_limits().pages, "页数", "页", file=self.name)

    def add_paragraph(self, text: str, heading_level: int | None = None, line_number: int | None = None) -> None:
        """Add a paragraph; ``heading_level`` (0 is the highest) is used where its wording shows none.

        A line break in it ends a paragraph too, unless it only wraps a long line. Blank paragraphs are left out.
        """
        for lines in _unwrapped([clean_text(line) for line in text.split("\n")]):
            fragments = []
            for line in lines:
                self._count(len(line))
                start = self._pages[-1].add_line(line, line_number)
                fragments.append(Fragment(len(self._pages), start, start + len(line)))
            self._drafts.append(_ParagraphDraft("".join(lines), tuple(fragments), heading_level))

    def add_table(
        self, cells: Sequence[GridCell], *, caption: str = "", line_numbers: Sequence[int] | None = None
    ) -> None:
        """Add a table. A table of one cell is a frame around text and becomes paragraphs.

        ``caption`` is used where no printed title stands above; ``line_numbers`` gives each row's line, where the
        format has one of its own (a sheet's row).
        """
        filled = [cell for cell in cells if cell.text.strip()]
        if not filled:
            return
        if len(cells) == 1:
            self.add_paragraph(cells[0].text)
            return
        limits = current_limits()
        positions = max(c.row + c.row_span - 1 for c in cells) * max(c.col + c.col_span - 1 for c in cells)
        check_limit(positions, limits.table_cells, "表格单元格数", "个", file=self.name)
        title, unit_note = _titles(self._drafts, len(self._pages), cells, caption)
        placed: list[tuple[GridCell, tuple[Fragment, ...]]] = []
        by_row: dict[int, list[GridCell]] = {}
        for cell in sorted(cells, key=lambda c: (c.row, c.col)):
            by_row.setdefault(cell.row, []).append(cell)
        page = self._pages[-1]
        for row, row_cells in by_row.items():
            texts = [join_cell_lines(cell.text) for cell in row_cells]
            line = "\t".join(texts)
            self._count(len(line))
            number = line_numbers[row - 1] if line_numbers else None
            at = page.add_line(line, number)
            for cell, text in zip(row_cells, texts, strict=True):
                placed.append((cell, (Fragment(len(self._pages), at, at + len(text)),)))
                at += len(text) + 1
        head = self._drafts[-1] if self._drafts else None
        if isinstance(head, _TableDraft) and head.page == len(self._pages) and _is_head_of(head, cells):
            shift = max(cell.row + cell.row_span - 1 for cell, _ in head.cells)
            below = [(replace(cell, row=cell.row + shift), fragment) for cell, fragment in placed]
            draft = replace(head, cells=(*head.cells, *below), unit_note=head.unit_note or unit_note)
            self._drafts[-1] = draft
            return
        self._drafts.append(_TableDraft(tuple(placed), title, unit_note, len(self._pages)))

    def build(self, data: bytes, media_type: str) -> Document:
        """Return the Document; raise EmptyFileError where nothing was printed."""
        if not self._drafts:
            raise EmptyFileError("文件里没有文字", file=self.name)
        pages = tuple(
            Page(number, "".join(page.parts), tuple(page.lines)) for number, page in enumerate(self._pages, start=1)
        )
        blocks: list[Block] = []
        table_number = 0
        for block, draft in enumerate(_with_flat_tables(self._drafts, pages), start=1):
            if isinstance(draft, _ParagraphDraft):
                level = wording.heading_level(draft.text)
                level = draft.heading_level if level is None else level
                blocks.append(Paragraph(block, passage(pages, draft.fragments), level))
                continue
            table_number += 1
            cells = tuple(
                Cell(cell.row, cell.col, passage(pages, fragments), cell.row_span, cell.col_span)
                for cell, fragments in draft.cells
            )
            table = Table(block, table_number, cells, draft.caption, draft.unit_note, draft.page, draft.page)
            blocks.append(table)
        document_id = sha256(data).hexdigest()
        return Document(document_id, self.name, media_type, pages, tuple(blocks), tuple(self.warnings))

    def _count(self, characters: int) -> None:
        self._characters += characters
        check_limit(self._characters, current_limits().characters, "文字量", "字", file=self.name)


def _is_head_of(head: _TableDraft, cells: Sequence[GridCell]) -> bool:
    """Tell whether a table straight above only names the columns of this one, which begins with figures."""
    names = [cell for cell, _ in head.cells]
    widths = [max(c.col + c.col_span - 1 for c in table) for table in (names, cells)]
    opens = [cell.text for cell in cells if cell.row == 1]
    return (
        widths[0] == widths[1]
        and wording.is_table_head([cell.text for cell in names], max(c.row + c.row_span - 1 for c in names))
        and any(wording.is_number(text) and any(map(str.isdigit, text)) for text in opens)
    )


def _titles(
    above: Sequence[_ParagraphDraft | _TableDraft], page: int, cells: Sequence[GridCell], caption: str
) -> tuple[str, str]:
    """Return a table's title and unit note: those printed above it or in its own top rows, else ``caption``."""
    filled = [cell for cell in cells if cell.text.strip()]
    title, unit_note = _title_above(above, page)
    if not unit_note:
        unit_note = next((note for cell in filled if cell.row <= 3 and (note := wording.unit_note(cell.text))), "")
    return title or caption or _title_row(filled, max(c.col + c.col_span - 1 for c in cells)), unit_note


def _title_above(above: Sequence[_ParagraphDraft | _TableDraft], page: int) -> tuple[str, str]:
    """Return title and unit note printed in the few paragraphs above the place where the next block will stand."""
    unit_note = ""
    for draft in above[: -_TITLE_DISTANCE - 1 : -1]:
        if not isinstance(draft, _ParagraphDraft) or draft.fragments[0].page != page:
            break
        text = draft.text
        unit_note = unit_note or wording.unit_note(text)
        bare = text.replace(unit_note, "").strip("（）() 　") if unit_note else text
        if not bare or wording.is_form_number(bare) or wording.is_key_value(bare) or wording.is_year_line(bare):
            continue
        if len(bare) <= _LONGEST_TITLE and not text.endswith(_PROSE_END):
            return bare, unit_note
        break
    return "", unit_note


def _with_flat_tables(
    drafts: Sequence[_ParagraphDraft | _TableDraft], pages: Sequence[Page]
) -> list[_ParagraphDraft | _TableDraft]:
    """Return the blocks with the tables that were pasted as text, cell by cell or row by row, made tables again."""
    found: list[_ParagraphDraft | _TableDraft] = []
    for is_text, group in groupby(drafts, key=lambda draft: isinstance(draft, _ParagraphDraft)):
        if not is_text:
            found += group
            continue
        held = [(draft, f) for draft in group if isinstance(draft, _ParagraphDraft) for f in draft.fragments]
        lines = [TextLine(f.page, f.start, pages[f.page - 1].text[f.start : f.end]) for _, f in held]
        finder = TableFinder(lines)
        at = 0
        while at < len(lines):
            table = finder.table_at(at)
            if table is not None:
                found.append(_draft_of(table[0], found))
                at = table[1]
                continue
            draft, end = held[at][0], at + 1
            while end < len(lines) and held[end][0] is draft and finder.table_at(end) is None:
                end += 1
            fragments = tuple(f for _, f in held[at:end])
            text = "".join(line.text for line in lines[at:end])
            found.append(_ParagraphDraft(text, fragments, draft.heading_level))
            at = end
    return found


def _draft_of(piece: TablePiece, above: Sequence[_ParagraphDraft | _TableDraft]) -> _TableDraft:
    cells = [GridCell(c.row + 1, c.col + 1, c.text, c.row_span, c.col_span) for c in piece.cells]
    title, unit_note = _titles(above, piece.page, cells, "")
    placed = tuple((cell, tuple(c.fragments)) for cell, c in zip(cells, piece.cells, strict=True))
    return _TableDraft(placed, title, unit_note, piece.page)


def _title_row(filled: Sequence[GridCell], col_count: int) -> str:
    """Return the title that a table prints in a first row of its own, over its whole width ('' if none)."""
    first = [cell for cell in filled if cell.row == 1]
    if len(first) != 1 or first[0].col_span < col_count:
        return ""
    text = join_cell_lines(first[0].text)
    return text if len(text) <= _LONGEST_TITLE and not text.endswith(_PROSE_END) else ""


def clean_text(text: str) -> str:
    """Return text without control characters, runs of blanks as one, outer blanks gone."""
    if text.isprintable() and "  " not in text:  # nearly all text: no control character, no odd blank
        return text.strip()
    return _SPACES.sub(" ", _CONTROL.sub("", text)).strip()


def join_cell_lines(text: str) -> str:
    """Return a cell's text on one line; where a break parts two words or numbers, a blank keeps them apart."""
    if "\n" not in text:
        return clean_text(text)
    joined = ""
    for line in text.split("\n"):
        line = clean_text(line)
        if joined and line and _is_ascii_word(joined[-1]) and _is_ascii_word(line[0]):
            joined += " "
        joined += line
    return joined


def _is_ascii_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in ".,%-+")


def _unwrapped(lines: Sequence[str]) -> list[list[str]]:
    """Group lines into paragraphs: a break inside a sentence after a long line is a wrap, any other an end."""
    paragraphs: list[list[str]] = []
    wraps = False
    for line in lines:
        if not line:
            wraps = False
            continue
        if wraps:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
        wraps = len(line) >= _FULL_LINE and line[-1] not in "。；;！!？?：:）)"
    return paragraphs
