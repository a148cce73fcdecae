"""Render examples/sources/<name>.<format>.md into examples/<name>.<format>.

The sources are written by hand in a small subset of Markdown: ``#`` headings, one paragraph a line, tables of ``|``
rows in which ``<`` continues the cell to the left and ``^`` the cell above. Formats: docx, xlsx, pdf.

Run it only after changing a source: ``python examples/sources/build_examples.py``. It needs python-docx, openpyxl and
reportlab, and for PDF a TrueType font with Chinese characters, given as ``--font`` (Debian: fonts-wqy-microhei).
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from pathlib import Path

HERE = Path(__file__).parent
FONT = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")
WRITTEN = datetime(2025, 1, 1)
"""A fixed date, so that building twice gives the same files."""


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 or 2."""

    level: int
    text: str


@dataclass(frozen=True)
class Grid:
    """A table: cell texts by row, ``<`` and ``^`` marking merged cells."""

    rows: list[list[str]]

    def spans(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield (top, left, bottom, right) of each merged cell, 0-based and inclusive."""
        for top, row in enumerate(self.rows):
            for left, text in enumerate(row):
                if text in "<^" and text:
                    continue
                right, bottom = left, top
                while right + 1 < len(row) and row[right + 1] == "<":
                    right += 1
                while bottom + 1 < len(self.rows) and self.rows[bottom + 1][left] == "^":
                    bottom += 1
                if (right, bottom) != (left, top):
                    yield top, left, bottom, right

    def text(self, row: int, col: int) -> str:
        """Return what is printed in the cell (nothing where another cell covers it)."""
        found = self.rows[row][col]
        return "" if found in ("<", "^") else found


Block = Heading | Grid | str


def parse(source: str) -> list[Block]:
    """Parse a source into blocks."""
    blocks: list[Block] = []
    lines = [line.strip() for line in source.splitlines() if line.strip()]
    for is_table, group in groupby(lines, key=lambda line: line.startswith("|")):
        if is_table:
            blocks.append(Grid([[cell.strip() for cell in line.strip("|").split("|")] for line in group]))
            continue
        for line in group:
            hashes = len(line) - len(line.lstrip("#"))
            blocks.append(Heading(hashes, line[hashes:].strip()) if hashes else line)
    return blocks


def write_docx(blocks: list[Block], target: Path, _font: Path) -> None:
    """Write a Word document."""
    from docx import Document

    document = Document()
    document.core_properties.created = document.core_properties.modified = WRITTEN
    document.core_properties.author = "examples"
    for block in blocks:
        if isinstance(block, Heading):
            document.add_heading(block.text, block.level - 1)
        elif isinstance(block, str):
            document.add_paragraph(block)
        else:
            table = document.add_table(len(block.rows), len(block.rows[0]), style="Table Grid")
            for row in range(len(block.rows)):
                for col in range(len(block.rows[0])):
                    table.cell(row, col).text = block.text(row, col)
            for top, left, bottom, right in block.spans():
                table.cell(top, left).merge(table.cell(bottom, right))
    document.save(str(target))


def write_xlsx(blocks: list[Block], target: Path, _font: Path) -> None:
    """Write a workbook: a sheet per level 2 heading, numbers as numbers with their printed format."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell

    def fill(cell: Cell | MergedCell, text: str) -> None:
        match = re.fullmatch(r"(\d{1,3}(?:,\d{3})+|\d+)\.(\d+)", text)
        if match:
            grouped = "#,##0" if "," in text else "0"
            cell.value, cell.number_format = Decimal(text.replace(",", "")), f"{grouped}.{'0' * len(match[2])}"
        else:
            cell.value = text or None

    book = Workbook()
    book.properties.created = book.properties.modified = WRITTEN
    sheet, line, title = book.active, 0, ""
    assert sheet is not None
    book.remove(sheet)
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            title = block.text
        elif isinstance(block, Heading):
            sheet = book.create_sheet(block.text)
            sheet.cell(1, 1, title)
            line = 1
        elif isinstance(block, str):
            line += 1
            sheet.cell(line, 1, block)
        else:
            for row in range(len(block.rows)):
                for col in range(len(block.rows[0])):
                    fill(sheet.cell(line + row + 1, col + 1), block.text(row, col))
            for top, left, bottom, right in block.spans():
                sheet.merge_cells(None, line + top + 1, left + 1, line + bottom + 1, right + 1)
            line += len(block.rows)
    book.save(target)


def write_pdf(blocks: list[Block], target: Path, font: Path) -> None:
    """Write a PDF with a text layer, ruled tables and an embedded subset of the font."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

    pdfmetrics.registerFont(TTFont("Chinese", str(font)))
    body = ParagraphStyle("body", fontName="Chinese", fontSize=11, leading=18, firstLineIndent=22, wordWrap="CJK")
    cell = ParagraphStyle("cell", parent=body, fontSize=9, leading=12, firstLineIndent=0)
    titles = {1: ParagraphStyle("h1", parent=body, fontSize=17, leading=26, alignment=1, firstLineIndent=0)}
    titles[2] = ParagraphStyle("h2", parent=body, fontSize=13, leading=24, firstLineIndent=0)
    story: list[Flowable] = []
    for block in blocks:
        if isinstance(block, Heading):
            story.append(Paragraph(block.text, titles[block.level]))
        elif isinstance(block, str):
            story.append(Paragraph(block, body))
        else:
            height, width = len(block.rows), len(block.rows[0])
            cells = [[Paragraph(block.text(row, col), cell) for col in range(width)] for row in range(height)]
            table = Table(cells, repeatRows=1)
            merged = [("SPAN", (left, top), (right, bottom)) for top, left, bottom, right in block.spans()]
            table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *merged])
            story.extend([table, Spacer(1, 14)])
    SimpleDocTemplate(str(target), pagesize=A4, invariant=1, title=target.stem).build(story)


WRITERS = {"docx": write_docx, "xlsx": write_xlsx, "pdf": write_pdf}


def main() -> None:
    """Build every report that has a source."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--font", type=Path, default=FONT)
    font = parser.parse_args().font
    for source in sorted(HERE.glob("*.md")):
        target = HERE.parent / source.stem
        WRITERS[target.suffix.lstrip(".")](parse(source.read_text(encoding="utf-8")), target, font)
        print(target.name)


if __name__ == "__main__":
    main()
