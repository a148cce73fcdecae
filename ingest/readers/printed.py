"""What readers of printed layouts find on a page before it is put together: lines and pieces of tables.

A reader (plain text, PDF, OFD, OCR) yields :class:`PrintedLine` and :class:`TablePiece` in reading order;
:func:`ingest.readers.assemble.assemble_blocks` makes paragraphs and tables of them.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from operator import attrgetter

from ingest.document import Box, Fragment


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a text file: its page, the offset of its first character in the page, its text without line end."""

    page: int
    start: int
    text: str

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing is printed in it."""
        return not self.text.strip()


@dataclass(slots=True)
class PrintedLine:
    """A printed line of prose. Widths are points, or columns of a fixed-width font for plain text.

    ``em`` is the width of one Chinese character in the same measure; ``has_gap`` says that more than the usual
    distance (in plain text: a blank line) lies between this line and the one before; ``has_columns`` that wide blanks
    part it, as in a row of a table.
    """

    fragment: Fragment
    text: str
    left: float
    right: float
    em: float
    has_gap: bool = False
    top: float = 0.0
    bottom: float = 0.0
    has_columns: bool = False

    @property
    def page(self) -> int:
        """1-based number of the page it stands on."""
        return self.fragment.page


@dataclass(slots=True)
class PieceCell:
    """A cell of one piece of a table; ``row`` and ``col`` are 0-based.

    ``fragments`` are the printed lines of the cell; ``is_full`` says that the last of them fills the cell's width,
    so that its text may go on in another cell.
    """

    row: int
    col: int
    row_span: int
    col_span: int
    fragments: list[Fragment]
    text: str
    box: Box | None = None
    is_full: bool = False


def _place(cell: PieceCell) -> tuple[int, int]:
    return cell.row, cell.col


@dataclass(slots=True)
class TablePiece:
    """The part of a table that stands on one page. ``edges`` are the left and right edges of its columns,
    ``bands`` (left, right) of each column where no ruling lines part them; both are empty where there is no geometry.
    """

    page: int
    row_count: int
    col_count: int
    cells: list[PieceCell]
    edges: tuple[float, ...] = ()
    bands: tuple[tuple[float, float], ...] = ()
    is_ruled: bool = True
    caption: str = ""
    unit_note: str = ""
    last_page: int = 0
    repeated_header_rows: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """A fresh piece ends on the page where it starts; cells are kept by row and column."""
        self.last_page = self.last_page or self.page
        self.cells.sort(key=_place)

    def row(self, index: int) -> list[PieceCell]:
        """Return the cells that start in this row, left to right."""
        first = bisect_left(self.cells, index, key=attrgetter("row"))
        return self.cells[first : bisect_left(self.cells, index + 1, lo=first, key=attrgetter("row"))]


Printed = PrintedLine | TablePiece
