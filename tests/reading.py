"""Small views of a Document for tests."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.document import Document, Paragraph, Table
from ingest.extract.tables import TableResult


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def paragraphs(document: Document) -> list[str]:
    return [block.content.text for block in document.blocks if isinstance(block, Paragraph)]


def rows(table: Table) -> list[list[str]]:
    """Cell texts by row; a merged cell shows its text once, ``^`` and ``<`` in the rest of its positions."""
    shown = []
    for r, row in enumerate(table.grid, start=1):
        shown.append(
            [
                "" if cell is None else cell.text if (cell.row, cell.col) == (r, c) else "^" if cell.row < r else "<"
                for c, cell in enumerate(row, start=1)
            ]
        )
    return shown


def check_traceable(document: Document) -> None:
    """Every character of every block stands where its fragments say; boxes, lines and spans fit the pages."""
    for page in document.pages:
        assert not page.char_boxes or len(page.char_boxes) == len(page.text)
        for before, after in zip(page.lines, page.lines[1:], strict=False):
            assert before.end <= after.start
    for block in document.blocks:
        contents = [block.content] if isinstance(block, Paragraph) else [cell.content for cell in block.cells]
        for content in contents:
            pieces = [document.pages[f.page - 1].text[f.start : f.end] for f in content.fragments]
            assert "".join(pieces) == content.text
            assert "\n" not in content.text
            assert "\r" not in content.text
        if isinstance(block, Table):
            taken: set[tuple[int, int]] = set()
            for cell in block.cells:
                places = {
                    (row, col)
                    for row in range(cell.row, cell.row + cell.row_span)
                    for col in range(cell.col, cell.col + cell.col_span)
                }
                assert not places & taken, "two cells in one position"
                taken |= places


def numerals_of(result: TableResult) -> Iterator[tuple[int, int, int]]:
    """Page, start and end of every numeral of a table that was classed."""
    for numeral in (*result.figures, *result.non_figures):
        yield numeral.page, numeral.char_start, numeral.char_end
