"""The Document model: what every reader produces and everything downstream speaks.

A :class:`Document` has pages (text with its places) and blocks (paragraphs and tables) in reading order. Blocks
belong to the document and not to a page, because paragraphs and tables go on over page breaks; each piece of a
block still says which page and which characters of it it is made of.

Places: ``page`` and ``line`` are 1-based, character offsets are 0-based and half open, boxes are in points with
the origin at the top left. ``page.text[start:end]`` always gives back what was read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points, origin at the top left."""

    x0: float
    y0: float
    x1: float
    y1: float

    def union(self, other: Box) -> Box:
        """Return the smallest box that holds both."""
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: ``number`` is 1-based in the page (for plain text: in the file)."""

    number: int
    start: int
    end: int


@dataclass(frozen=True)
class Page:
    """One page: its text and where each line, and where known each character, stands.

    ``char_boxes`` is empty, or has one entry per character of ``text`` (None for characters the reader put in,
    such as the tab between two cells). ``furniture`` are lines that belong to no block: running heads, page numbers.
    ``certainty`` is empty, or says of each character how sure the OCR program was of it (0 to 1).
    """

    number: int
    text: str
    lines: tuple[Line, ...]
    width: float | None = None
    height: float | None = None
    char_boxes: Sequence[Box | None] = ()
    is_ocr: bool = False
    furniture: tuple[Line, ...] = ()
    certainty: Sequence[float] = ()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def line_at(self, offset: int) -> int:
        """Return the number of the line that holds the character at ``offset`` (1 when the page has no lines)."""
        index = bisect_right(self._line_starts, offset) - 1
        return self.lines[max(index, 0)].number if self.lines else 1

    def certainty_of(self, start: int, end: int) -> float:
        """Return how sure it is that ``text[start:end]`` was read right: 1 for text, less for what OCR read."""
        return min(self.certainty[start:end], default=1.0)

    def box_of(self, start: int, end: int) -> Box | None:
        """Return the box around ``text[start:end]``, or None where the format has no geometry."""
        found: Box | None = None
        for box in self.char_boxes[start:end]:
            if box is not None:
                found = box if found is None else found.union(box)
        return found


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of characters of one page: ``pages[page - 1].text[start:end]``."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece of text is printed."""

    page: int
    line: int
    char_start: int
    char_end: int
    box: Box | None


@dataclass(frozen=True)
class Passage:
    """Text free of line breaks, made of fragments, each character of which can be traced to its place.

    ``text`` must equal the concatenation of the fragments' characters.
    """

    text: str
    fragments: tuple[Fragment, ...]
    pages: tuple[Page, ...] = field(repr=False, compare=False, default=())

    @cached_property
    def _starts(self) -> list[int]:
        starts, total = [], 0
        for fragment in self.fragments:
            starts.append(total)
            total += fragment.end - fragment.start
        return starts

    def locate(self, start: int, end: int) -> Place:
        """Return the place of ``text[start:end]``; where it crosses a page break, the place of its first part."""
        first = self._fragment_at(start)
        last = self._fragment_at(max(end - 1, start))
        fragment = self.fragments[first]
        page = self.pages[fragment.page - 1]
        char_start = fragment.start + start - self._starts[first]
        while last > first and self.fragments[last].page != fragment.page:
            last -= 1
        ending = self.fragments[last]
        char_end = min(ending.end, ending.start + end - self._starts[last])
        return Place(fragment.page, page.line_at(char_start), char_start, char_end, page.box_of(char_start, char_end))

    def _fragment_at(self, offset: int) -> int:
        return max(bisect_right(self._starts, offset) - 1, 0)


def passage(pages: Sequence[Page], fragments: Sequence[Fragment]) -> Passage:
    """Build the Passage that the fragments of these pages spell."""
    text = "".join(pages[f.page - 1].text[f.start : f.end] for f in fragments)
    return Passage(text, tuple(fragments), tuple(pages))


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: printed lines that belong together, joined. ``block`` is its 1-based number in the document."""

    block: int
    content: Passage
    heading_level: int | None = None


@dataclass(frozen=True)
class Cell:
    """One cell of a table; rows and columns are 1-based; a merged cell stands once, at its top left."""

    row: int
    col: int
    content: Passage
    row_span: int = 1
    col_span: int = 1
    box: Box | None = None

    @property
    def text(self) -> str:
        """The cell's text, line breaks inside the cell removed."""
        return self.content.text


@dataclass(frozen=True)
class Table:
    """A table, joined over page breaks; ``number`` is 1-based in the document, ``block`` its place among the blocks.

    ``caption`` is the printed title just above it ('' if none), ``unit_note`` the printed 单位：… note, also where it
    stands in a corner above the table ('' if none). ``repeated_header_rows`` are rows that repeat an earlier header
    after a page break: they are kept, and not read as data.
    """

    block: int
    number: int
    cells: tuple[Cell, ...]
    caption: str = ""
    unit_note: str = ""
    first_page: int = 1
    last_page: int = 1
    repeated_header_rows: frozenset[int] = frozenset()
    is_ruled: bool = True

    @cached_property
    def row_count(self) -> int:
        """Number of rows."""
        return max((c.row + c.row_span - 1 for c in self.cells), default=0)

    @cached_property
    def col_count(self) -> int:
        """Number of columns."""
        return max((c.col + c.col_span - 1 for c in self.cells), default=0)

    @cached_property
    def grid(self) -> tuple[tuple[Cell | None, ...], ...]:
        """Rows by columns, each position with the cell that covers it (merged cells stand in all their positions)."""
        rows: list[list[Cell | None]] = [[None] * self.col_count for _ in range(self.row_count)]
        for cell in self.cells:
            for row in range(cell.row - 1, cell.row - 1 + cell.row_span):
                for col in range(cell.col - 1, cell.col - 1 + cell.col_span):
                    rows[row][col] = cell
        return tuple(tuple(row) for row in rows)


Block = Paragraph | Table


@dataclass(frozen=True)
class Document:
    """A read document. ``document_id`` is the SHA-256 of its bytes in hex, ``name`` the file name as given."""

    document_id: str
    name: str
    media_type: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()
