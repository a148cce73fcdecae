"""What a page with geometry is made of: characters with their boxes, and ruling lines. Formats fill these in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.document import Box


class Glyph(NamedTuple):
    """A printed character. Points, origin top left, the text upright.

    ``x0 .. y1`` is the box of the ink, ``left`` and ``right`` bound the advance width, ``baseline`` is what it stands
    on, ``size`` the height of its type. ``certainty`` is 1 for printed text, less for what OCR read. ``is_turned``
    marks a character that runs up or down where the page's text runs across, as in the head of a narrow column.
    """

    char: str
    x0: float
    y0: float
    x1: float
    y1: float
    left: float
    right: float
    baseline: float
    size: float
    certainty: float = 1.0
    is_turned: bool = False


class Ruling(NamedTuple):
    """A straight horizontal or vertical line: ``at`` is its y (x if vertical), ``start`` and ``end`` its extent."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class PageContent:
    """The characters and ruling lines of a page, laid upright.

    ``turns`` is how many quarter turns clockwise the displayed page is turned to make its text upright: 0 for nearly
    all pages, 1 or 3 where a table is printed sideways. Boxes are turned back before they reach a Page.
    ``lacks_lines`` says that the page draws more shapes than are looked at, so that lines of its tables may be missing.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    horizontals: list[Ruling] = field(default_factory=list)
    verticals: list[Ruling] = field(default_factory=list)
    turns: int = 0
    is_ocr: bool = False
    lacks_lines: bool = False

    @property
    def display_size(self) -> tuple[float, float]:
        """Width and height of the page as it is displayed."""
        return (self.height, self.width) if self.turns % 2 else (self.width, self.height)

    def displayed(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Return a box of the upright layout as it stands on the displayed page."""
        if not self.turns:
            return x0, y0, x1, y1
        if self.turns == 1:
            return y0, self.width - x1, y1, self.width - x0
        if self.turns == 2:
            return self.width - x1, self.height - y1, self.width - x0, self.height - y0
        return self.height - y1, x0, self.height - y0, x1

    def displayed_box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Return :meth:`displayed` as a Box."""
        return Box(*self.displayed(x0, y0, x1, y1))


def type_size(glyphs: Sequence[Glyph]) -> float:
    """Return the width of one Chinese character (1 em), measured on the run's Chinese characters if it has any."""
    widths = sorted(glyph.right - glyph.left for glyph in glyphs if glyph.char >= "\u2e80")
    if widths and widths[len(widths) // 2] > 0:
        return widths[len(widths) // 2]
    sizes = sorted(glyph.size for glyph in glyphs)
    return max(0.85 * sizes[len(sizes) // 2], 1.0) if sizes else 1.0
