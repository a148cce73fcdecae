from decimal import Decimal

import duckdb
import polars as pl
import pytest

from ingest.document import Cell, Document, Fragment, Line, Page, Paragraph, Table, passage
from ingest.errors import EmptyFileError, LimitExceededError
from ingest.figure import Extraction, Figure, Heading, ListedUnit, NonFigure, TextMark
from ingest.load import (
    RawRows,
    Source,
    delete_documents,
    load_documents,
    open_raw,
    rows_of_document,
    rows_of_failure,
)
from ingest.schema import RAW_TABLES

TEXT = "决算支出\n1,234.56"
PAGE = Page(1, TEXT, (Line(1, 0, 4), Line(2, 5, 13)))
FILLED, EMPTY = passage([PAGE], [Fragment(1, 5, 13)]), passage([PAGE], [])
DOCUMENT = Document(
    "d" * 64,
    "a.txt",
    "text/plain",
    (PAGE,),
    (
        Paragraph(1, passage([PAGE], [Fragment(1, 0, 4)])),
        Table(2, 1, (Cell(1, 1, FILLED), Cell(1, 2, EMPTY)), caption="表", unit_note="万元"),
    ),
)


def figure(value: Decimal) -> Figure:
    return Figure(1, 2, 5, 13, raw=f"{value}", value=value, value_norm=value, decimals=2, item="支出", metric="amount")


def rows(*values: str, document_id: str = "d" * 64) -> RawRows:
    extraction = Extraction(
        Heading(entity="某局", fiscal_year=2023),
        tuple(figure(Decimal(v)) for v in values),
        (NonFigure(1, 1, 0, 1, "1", "ordinal"),),
        (ListedUnit("某中心", 1, 1),),
        (TextMark("grade", "优", 1, 1, 0, 1),),
    )
    return rows_of_document(Source(document_id, "a.txt", "/in/a.txt", 20, "1+x", "text/plain"), DOCUMENT, extraction)


@pytest.fixture
def raw(tmp_path):
    with open_raw(tmp_path / "raw" / "raw.duckdb") as connection:
        yield connection


def count(raw: duckdb.DuckDBPyConnection, table: str) -> int:
    return raw.execute(f"select count(*) from raw_store.raw.{table}").fetchone()[0]


def test_every_table_has_the_columns_and_types_of_the_schema():
    made = rows("1.5")
    assert {name: frame.schema for name, frame in made.tables.items()} == {
        name: pl.Schema(columns) for name, columns in RAW_TABLES.items()
    }
    assert all(frame.height for frame in made.tables.values())


def test_amounts_arrive_in_the_database_to_the_last_digit(raw):
    values = ["1234567890123456789012345678.1234567890", "0.1", "-3.3000000001"]
    load_documents(raw, [rows(*values[:1], document_id="a"), rows(*values[1:], document_id="b")])
    found = raw.execute("select value from raw_store.raw.figures order by figure_id").fetchall()
    assert [row[0] for row in found] == [Decimal(v) for v in values]


def test_a_number_too_long_to_keep_exactly_is_an_error_not_a_rounding():
    with pytest.raises(LimitExceededError, match="数字过长"):
        rows("9" * 29)


def test_reading_a_document_again_replaces_all_its_rows(raw):
    load_documents(raw, [rows("1", "2", "3")])
    load_documents(raw, [rows("4")])
    assert {table: count(raw, table) for table in RAW_TABLES} == {
        "documents": 1,
        "figures": 1,
        "non_figures": 1,
        "lines": 2,
        "cells": 2,
        "listed_units": 1,
        "text_marks": 1,
    }
    delete_documents(raw, ["d" * 64])
    assert not any(count(raw, table) for table in RAW_TABLES)


def test_a_batch_that_fails_midway_leaves_everything_as_it_was(raw):
    load_documents(raw, [rows("1", document_id="old")])
    broken = rows("2", document_id="old")
    broken.tables["text_marks"] = broken.tables["text_marks"].with_columns(pl.lit("x").alias("no_such_column"))
    with pytest.raises(duckdb.Error):
        load_documents(raw, [broken])
    assert raw.execute("select value from raw_store.raw.figures").fetchall() == [(Decimal(1),)]


def test_a_document_that_could_not_be_read_is_one_row_with_its_code(raw):
    error = EmptyFileError("文件是空的", file="a.txt")
    load_documents(raw, [rows_of_failure(Source("e" * 64, "a.txt", "/in/a.txt", 0, "1+x"), error)])
    row = raw.execute("select error_code, error_message from raw_store.raw.documents").fetchone()
    assert row == ("empty", str(error))


def test_an_empty_cell_has_a_page_and_no_offsets():
    cells = rows("1").tables["cells"].sort("col_no")
    assert cells["char_start"].to_list() == [5, None]
    assert cells["page"].to_list() == [1, 1]
    assert cells["text"].to_list() == ["1,234.56", ""]


def test_a_home_of_an_earlier_release_gets_the_columns_that_came_since(tmp_path):
    path = tmp_path / "raw" / "raw.duckdb"
    with open_raw(path) as raw:
        load_documents(raw, [rows("1")])
        raw.execute("alter table raw_store.raw.documents drop column warnings")
    with open_raw(path) as raw:
        assert raw.execute("select doc, warnings from raw_store.raw.documents").fetchall() == [("a.txt", None)]
        load_documents(raw, [rows("2")])
