"""The only writer of the raw tables: what was read from a document becomes rows, and replaces its earlier rows.

Rows are made where the document was read (a worker process may send them back) and written here, all of a document
in one transaction. Amounts go from Decimal through Arrow to DECIMAL(38, 10) and never through a float.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from ingest.document import Box, Document, Passage, Table
from ingest.errors import LimitExceededError, MingzhangError
from ingest.figure import Extraction, Figure, Heading, NonFigure, TextMark
from ingest.schema import AMOUNT, DECISION_TABLES, FIGURES, RAW_TABLES

if TYPE_CHECKING:
    import duckdb

_LARGEST = Decimal(10) ** 28
_AMOUNTS = ("value", "value_norm")
_NO_BOX = (None, None, None, None)
Row = tuple[Any, ...]


class RawStoreError(MingzhangError):
    """The raw database cannot be opened."""

    code = "raw_store"


@dataclass(frozen=True)
class Source:
    """Where a document comes from and by which version of the extractor it was read."""

    document_id: str
    doc: str
    source_path: str
    byte_count: int | None
    extractor_version: str
    media_type: str = ""
    origin: str = "document"


@dataclass(frozen=True)
class RawRows:
    """All rows of one document, by table."""

    document_id: str
    doc: str
    source_path: str
    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    error: str = ""

    @property
    def figure_count(self) -> int:
        """How many figures were read, mapped or not."""
        return self.tables["figures"].height

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the reader says it left unread or read with reserve."""
        return tuple(filter(None, str(self.tables["documents"]["warnings"][0] or "").split("\n")))

    def coming_from(self, source: Path) -> RawRows:
        """Return the same rows with another path of origin: a packed document is read from where it was unpacked."""
        place = pl.lit(str(source)).alias("source_path")
        tables = self.tables | {"documents": self.tables["documents"].with_columns(place)}
        return replace(self, source_path=str(source), tables=tables)


def rows_of_document(source: Source, document: Document, extraction: Extraction) -> RawRows:
    """Return the raw rows of a document that was read.

    Raises LimitExceededError where a number has more than 28 digits before the point: it could not be kept exactly.
    """
    document_id = source.document_id
    tables = {
        "documents": _frame(
            "documents",
            [_document_row(source, extraction.heading, len(document.pages), warnings=document.warnings)],
        ),
        "figures": figures_frame(document_id, source.doc, extraction.figures),
        "non_figures": _frame(
            "non_figures",
            [
                (document_id, n.page, n.line, n.char_start, n.char_end, n.raw, n.kind, *_cell(n))
                for n in extraction.non_figures
            ],
        ),
        "lines": _frame("lines", _line_rows(document_id, document)),
        "cells": _frame("cells", _cell_rows(document_id, document)),
        "listed_units": _frame(
            "listed_units",
            [(document_id, u.name, u.code, u.kind, u.page, u.line) for u in extraction.listed_units],
        ),
        "text_marks": _frame(
            "text_marks",
            [
                (document_id, m.kind, m.text, m.subject, m.page, m.line, m.char_start, m.char_end, *_cell(m))
                for m in extraction.text_marks
            ],
        ),
    }
    return RawRows(document_id, source.doc, source.source_path, tables)


def rows_of_failure(source: Source, error: MingzhangError) -> RawRows:
    """Return the one row of a document that could not be read, with its error code and message."""
    row = _document_row(source, Heading(), None, error.code, str(error))
    return RawRows(
        source.document_id, source.doc, source.source_path, {"documents": _frame("documents", [row])}, str(error)
    )


def rows_of_figures(source: Source, heading: Heading, figures: pl.DataFrame) -> RawRows:
    """Return the raw rows of figures that were made elsewhere; ``figures`` has the columns of raw.figures."""
    pages = figures["page"].max() if figures.height else None
    row = _document_row(source, heading, pages if isinstance(pages, int) else None)
    tables = {"documents": _frame("documents", [row]), "figures": figures}
    return RawRows(source.document_id, source.doc, source.source_path, tables)


def figures_frame(document_id: str, doc: str, figures: Sequence[Figure]) -> pl.DataFrame:
    """Return figures as rows of raw.figures, numbered in the order given."""
    rows = [_figure_row(document_id, doc, number, figure) for number, figure in enumerate(figures, start=1)]
    # amounts go in as their digits: of decimals polars would ask whether they are numpy's, and load it for that
    frame = pl.DataFrame(rows, schema=FIGURES | dict.fromkeys(_AMOUNTS, pl.String), orient="row")
    return frame.with_columns(pl.col(_AMOUNTS).cast(AMOUNT))


def figure_id(document_id: str, number: int) -> str:
    """Return the key of a document's ``number``-th figure."""
    return f"{document_id[:16]}:{number}"


def exact(value: Decimal) -> Decimal:
    """Return the value rounded to the ten places that are kept; raise LimitExceededError where it has too many digits.

    Printed numbers have fewer places; only conversions to 万元 of very fine ones could have more.
    """
    if not value.is_finite() or abs(value) >= _LARGEST:
        raise LimitExceededError(f"数字过长，无法精确保存（{str(value)[:20]}…）", advice="请核对原文件中的这个数字")
    return value.quantize(Decimal("1E-10")) if int(value.as_tuple().exponent) < -10 else value


def _frame(table: str, rows: Sequence[Row]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=RAW_TABLES[table], orient="row")


def _document_row(
    source: Source,
    heading: Heading,
    page_count: int | None,
    code: str = "",
    message: str = "",
    warnings: Sequence[str] = (),
) -> Row:
    return (
        source.document_id, source.doc, source.source_path, source.media_type, source.byte_count, page_count,
        source.extractor_version, source.origin, heading.title, heading.document_type, heading.entity,
        heading.fiscal_year, heading.fill_date, heading.unit_code, heading.parent_entity, code, message,
        "\n".join(warnings), datetime.now(),
    )  # fmt: skip


def _figure_row(document_id: str, doc: str, number: int, figure: Figure) -> Row:
    return (
        figure_id(document_id, number), document_id, doc, figure.page, figure.line, figure.char_start, figure.char_end,
        *_corners(figure.box), figure.table_no, figure.row_no, figure.col_no, figure.raw, figure.unit,
        f"{exact(figure.value):f}", f"{exact(figure.value_norm):f}", figure.decimals, figure.entity, figure.year,
        figure.statement, figure.item, figure.item_code, figure.function_code, figure.basis, figure.fund,
        figure.metric, figure.versus, figure.comparator, figure.table, figure.snippet, figure.rule, figure.confidence,
        figure.numeral_class,
    )  # fmt: skip


def _corners(box: Box | None) -> tuple[float | None, float | None, float | None, float | None]:
    return _NO_BOX if box is None else (box.x0, box.y0, box.x1, box.y1)


def _cell(numeral: NonFigure | TextMark) -> tuple[int | None, int | None, int | None]:
    return numeral.table_no, numeral.row_no, numeral.col_no


def _line_rows(document_id: str, document: Document) -> list[Row]:
    return [
        (
            *(document_id, page.number, line.number, line.start, line.end, page.text[line.start : line.end]),
            *_corners(page.box_of(line.start, line.end)),
        )
        for page in document.pages
        for line in page.lines
    ]


def _cell_rows(document_id: str, document: Document) -> list[Row]:
    rows: list[Row] = []
    for table in document.blocks:
        if not isinstance(table, Table):
            continue
        for cell in table.cells:
            place, box = _cell_place(table, cell.content)
            rows.append(
                (
                    *(document_id, table.number, cell.row, cell.col, cell.row_span, cell.col_span, *place),
                    *_corners(cell.box or box),
                    *(cell.text, table.caption, table.unit_note),
                )
            )
    return rows


def _cell_place(table: Table, content: Passage) -> tuple[Row, Box | None]:
    """Return page, line and offsets of a cell's text; an empty cell has only the page where its table begins."""
    if not content.fragments:
        return (table.first_page, None, None, None), None
    place = content.locate(0, len(content.text))
    return (place.page, place.line, place.char_start, place.char_end), place.box


@contextmanager
def open_raw(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the raw database for writing, with all its tables made; the caller holds the lock of the home.

    Raises RawStoreError where another program has it open, or it is damaged.
    """
    import duckdb  # the processes that read documents never write: they start without it

    path.parent.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(":memory:")
    try:
        # A file raw.duckdb opened as itself would be a catalog that has the name of its schema.
        place = str(path).replace("'", "''")
        try:
            connection.execute(f"attach '{place}' as raw_store")
        except duckdb.IOException as error:
            if "lock" in str(error):
                raise RawStoreError("原始库正被别的程序打开", file=str(path), advice="请关闭那个程序后重试") from error
            advice = "请从备份恢复；没有备份就移走它，再运行 refresh 重读全部报告"
            raise RawStoreError("原始库打不开，可能已损坏", file=str(path), advice=advice) from error
        connection.execute("use raw_store")
        connection.execute("create schema if not exists raw_store.raw")
        for table, columns in (RAW_TABLES | DECISION_TABLES).items():
            empty = pl.DataFrame(schema=columns)
            connection.register("empty_rows", empty)
            connection.execute(f"create table if not exists raw_store.raw.{table} as select * from empty_rows")
            # a home made by an earlier release lacks the columns that came since
            present = {row[0] for row in connection.execute(f"describe raw_store.raw.{table}").fetchall()}
            for name, kind, *_ in connection.execute("describe empty_rows").fetchall():
                if name not in present:
                    connection.execute(f'alter table raw_store.raw.{table} add column "{name}" {kind}')
            connection.unregister("empty_rows")
        yield connection
    finally:
        connection.close()


def load_documents(connection: duckdb.DuckDBPyConnection, batch: Iterable[RawRows]) -> None:
    """Write these documents in one transaction; each replaces its earlier rows."""
    batch = list(batch)
    connection.execute("begin")
    try:
        _delete(connection, [rows.document_id for rows in batch])
        for table in RAW_TABLES:
            frames = [rows.tables[table] for rows in batch if table in rows.tables and rows.tables[table].height]
            if frames:
                connection.register("incoming", pl.concat(frames))
                connection.execute(f"insert into raw_store.raw.{table} by name select * from incoming")
                connection.unregister("incoming")
        connection.execute("commit")
    except BaseException:
        connection.execute("rollback")
        raise


def delete_documents(connection: duckdb.DuckDBPyConnection, document_ids: Iterable[str]) -> None:
    """Delete all rows of these documents in one transaction."""
    connection.execute("begin")
    _delete(connection, list(document_ids))
    connection.execute("commit")


def _delete(connection: duckdb.DuckDBPyConnection, document_ids: list[str]) -> None:
    # Every document has its row in documents: where that is missing, the large tables need not be searched.
    query = "select document_id from raw_store.raw.documents where document_id in (select unnest(?))"
    known = [row[0] for row in connection.execute(query, [document_ids]).fetchall()]
    for table in RAW_TABLES if known else ():
        connection.execute(f"delete from raw_store.raw.{table} where document_id in (select unnest(?))", [known])


def load_decisions(connection: duckdb.DuckDBPyConnection, decisions: Mapping[str, pl.DataFrame]) -> None:
    """Replace what people decided (:data:`ingest.schema.DECISION_TABLES`) by these rows, in one transaction."""
    connection.execute("begin")
    for table in DECISION_TABLES:
        connection.execute(f"delete from raw_store.raw.{table}")
        connection.register("incoming", decisions[table])
        connection.execute(f"insert into raw_store.raw.{table} by name select * from incoming")
        connection.unregister("incoming")
    connection.execute("commit")
