"""Draw small PDF pages for tests: text, ruling lines, filled bars, in points from the top left as in a Document."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
registerFont(UnicodeCIDFont(FONT))


class Drawing:
    """A PDF being drawn, page by page."""

    def __init__(self, width: float = 595, height: float = 842, password: str = "", owner: str = "") -> None:
        self.width, self.height = width, height
        self._buffer = BytesIO()
        encrypt = StandardEncryption(password, owner or None, strength=128) if password or owner else None
        self.canvas = Canvas(self._buffer, pagesize=(width, height), encrypt=encrypt)

    def text(self, x: float, baseline: float, text: str, size: float = 10, align: str = "left") -> None:
        """Print text with its baseline at this height; align it to the left of, right of or about ``x``."""
        width = stringWidth(text, FONT, size)
        x -= {"left": 0.0, "right": width, "centre": width / 2}[align]
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.height - baseline, text)

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> None:
        """Draw a stroked line."""
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def bar(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Fill a rectangle without an outline, as spreadsheets draw their ruling lines."""
        self.canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0, stroke=0, fill=1)

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Draw every line of a table with these column and row edges."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)

    def table(
        self, x: float, y: float, widths: Sequence[float], rows: Sequence[Sequence[str]], height: float = 20
    ) -> float:
        """Draw a fully ruled table of one-line cells and return the height at which it ends."""
        xs = [x + sum(widths[:i]) for i in range(len(widths) + 1)]
        ys = [y + height * i for i in range(len(rows) + 1)]
        self.grid(xs, ys)
        for top, row in zip(ys, rows, strict=False):
            for left, cell in zip(xs, row, strict=False):
                self.text(left + 3, top + height - 6, cell)
        return ys[-1]

    def next_page(self, width: float | None = None, height: float | None = None) -> None:
        """End the page and begin another, of another size if given."""
        self.canvas.showPage()
        if width and height:
            self.width, self.height = width, height
            self.canvas.setPageSize((width, height))

    def bytes(self) -> bytes:
        """Return the finished file."""
        self.canvas.save()
        return self._buffer.getvalue()
