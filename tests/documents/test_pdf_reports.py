"""Published PDF reports, whole: against hand-read gold, against another table reader, against their own boxes."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest

from ingest.document import Cell, Document, Table
from ingest.readers import read_document
from tests.reading import check_traceable, tables

pytestmark = pytest.mark.shared
_NUMBER_CHARACTERS = set("0123456789.,-")


@cache
def _read(path: Path) -> Document:
    return read_document(path)


@pytest.fixture(scope="session")
def pdf_paths(shared_reports: Path) -> list[Path]:
    return sorted(shared_reports.glob("*.pdf"))


def _filled(document: Document) -> list[Cell]:
    return [cell for table in tables(document) for cell in table.cells if cell.text.strip()]


def test_every_character_of_every_block_can_be_traced(pdf_paths: list[Path]) -> None:
    for path in pdf_paths:
        check_traceable(_read(path))


def test_cells_are_those_that_another_table_reader_sees(pdf_paths: list[Path]) -> None:
    for path in pdf_paths:
        ours = Counter((cell.content.fragments[0].page, "".join(cell.text.split())) for cell in _filled(_read(path)))
        theirs: Counter[tuple[int, str]] = Counter()
        with pdfplumber.open(path) as reader:
            for number, page in enumerate(reader.pages, start=1):
                for table in page.extract_tables():
                    theirs.update((number, "".join(text.split())) for row in table for text in row if text)
        assert ours == +Counter({key: count for key, count in theirs.items() if key[1]})


def test_every_gold_figure_stands_in_a_cell_or_in_the_text_of_its_page(shared_folder: Path) -> None:
    with (shared_folder / "gold" / "pdf_figures.csv").open(encoding="utf-8-sig") as stream:
        gold = list(csv.DictReader(stream))
    for name in {row["doc"] for row in gold}:
        document = _read(shared_folder / "reports" / f"{name}.pdf")
        cells = Counter((cell.content.fragments[0].page, cell.text.strip()) for cell in _filled(document))
        printed = [row for row in gold if row["doc"] == name]
        in_tables = Counter((int(row["page"]), row["raw"]) for row in printed if row["table"])
        assert not in_tables - cells
        missing = [row for row in printed if row["raw"] not in document.pages[int(row["page"]) - 1].text]
        assert not missing


def test_the_box_of_each_number_in_a_table_holds_that_number(pdf_paths: list[Path]) -> None:
    checked = 0
    for path in pdf_paths:
        document = _read(path)
        with pypdfium2.PdfDocument(path) as again:
            text_pages = [page.get_textpage() for page in again]
            for cell in _filled(document):
                if not set(cell.text) <= _NUMBER_CHARACTERS:
                    continue
                place = cell.content.locate(0, len(cell.text))
                assert place.box is not None
                height = document.pages[place.page - 1].height or 0.0
                box = place.box
                found = text_pages[place.page - 1].get_text_bounded(box.x0, height - box.y1, box.x1, height - box.y0)
                assert "".join(found.split()) == cell.text, (path.name, place)
                checked += 1
    assert checked > 1000


def test_tables_continued_over_pages_are_one_table_each(pdf_paths: list[Path]) -> None:
    for path in pdf_paths:
        captions = [table.caption for table in tables(_read(path)) if table.caption]
        assert len(captions) == len(set(captions)) >= 8, path.name


def test_statement_tables_have_a_caption_and_a_unit(pdf_paths: list[Path]) -> None:
    for path in pdf_paths:
        for table in tables(_read(path)):
            if table.col_count > 3:
                assert table.caption.endswith("表"), (path.name, table.first_page)
                assert "元" in table.unit_note, (path.name, table.first_page)


def test_codes_and_names_stand_in_columns_of_their_own(pdf_paths: list[Path]) -> None:
    """No cell of a ruled table holds a class code together with a name or an amount."""
    for path in pdf_paths:
        for table in tables(_read(path)):
            for cell in table.cells:
                digits = len(cell.text) - len(cell.text.lstrip("0123456789"))
                assert not (digits in (3, 5, 7) and len(cell.text) > digits + 1 and cell.text[digits] > "\u4e00"), cell


def _texts(table: Table) -> list[str]:
    return [cell.text for cell in table.cells]


def test_reading_is_the_same_every_time(pdf_paths: list[Path]) -> None:
    first, second = _read(pdf_paths[0]), read_document(pdf_paths[0])
    assert first.document_id == second.document_id
    assert [_texts(table) for table in tables(first)] == [_texts(table) for table in tables(second)]
    assert [page.text for page in first.pages] == [page.text for page in second.pages]
