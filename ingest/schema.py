"""The one definition of the interchange CSV and of the raw tables (names, types, order)."""

from __future__ import annotations

from typing import Final

import polars as pl

EXTRACTOR_VERSION: Final = "1"

AMOUNT: Final = pl.Decimal(38, 10)
"""Exact decimals: no figure passes through a float."""

INTERCHANGE_COLUMNS: Final[tuple[str, ...]] = (
    "doc", "page", "line", "char_start", "char_end", "x0", "y0", "x1", "y1", "table_no", "row_no", "col_no",
    "raw", "unit", "value", "value_norm", "decimals", "entity", "year", "statement", "item", "item_code",
    "function_code", "basis", "fund", "metric", "versus", "comparator", "table", "snippet", "rule", "confidence",
)  # fmt: skip
REQUIRED_COLUMNS: Final[tuple[str, ...]] = ("doc", "page", "raw", "value")

_PLACE: Final = {"page": pl.Int32, "line": pl.Int32, "char_start": pl.Int32, "char_end": pl.Int32}
_CELL: Final = {"table_no": pl.Int32, "row_no": pl.Int32, "col_no": pl.Int32}
_BOX: Final = {"x0": pl.Float64, "y0": pl.Float64, "x1": pl.Float64, "y1": pl.Float64}

FIGURES: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "figure_id": pl.String,  # document_id[:16] + ':' + running number in reading order
    "document_id": pl.String,
    "doc": pl.String,
    **_PLACE,
    **_BOX,
    **_CELL,
    "raw": pl.String,
    "unit": pl.String,
    "value": AMOUNT,
    "value_norm": AMOUNT,
    "decimals": pl.Int32,
    "entity": pl.String,
    "year": pl.Int32,
    "statement": pl.String,
    "item": pl.String,
    "item_code": pl.String,
    "function_code": pl.String,
    "basis": pl.String,
    "fund": pl.String,
    "metric": pl.String,
    "versus": pl.String,
    "comparator": pl.String,
    "table": pl.String,
    "snippet": pl.String,
    "rule": pl.String,
    "confidence": pl.Float64,
    "numeral_class": pl.String,  # fact, claim, unmapped
}

RAW_TABLES: Final[dict[str, dict[str, pl.DataType | type[pl.DataType]]]] = {
    # one row per file taken in, readable or not; error_code is '' where it was read
    "documents": {
        "document_id": pl.String,
        "doc": pl.String,
        "source_path": pl.String,
        "media_type": pl.String,
        "byte_count": pl.Int64,
        "page_count": pl.Int32,
        "extractor_version": pl.String,
        "origin": pl.String,  # document, interchange
        "title": pl.String,
        "document_type": pl.String,
        "entity": pl.String,
        "fiscal_year": pl.Int32,
        "fill_date": pl.String,
        "unit_code": pl.String,
        "parent_entity": pl.String,
        "error_code": pl.String,
        "error_message": pl.String,
        "warnings": pl.String,  # what was not read or not as expected (a hidden sheet, a watermark), one a line
        "loaded_at": pl.Datetime("us"),
    },
    "figures": FIGURES,
    "non_figures": {"document_id": pl.String, **_PLACE, "raw": pl.String, "kind": pl.String, **_CELL},
    # printed lines of each page, for the source view
    "lines": {"document_id": pl.String, **_PLACE, "text": pl.String, **_BOX},
    # cells of each table, for the source view and for structural checks
    "cells": {
        "document_id": pl.String,
        **_CELL,
        "row_span": pl.Int32,
        "col_span": pl.Int32,
        **_PLACE,
        **_BOX,
        "text": pl.String,
        "table_caption": pl.String,
        "unit_note": pl.String,
    },
    "listed_units": {
        "document_id": pl.String,
        "name": pl.String,
        "code": pl.String,
        "kind": pl.String,
        "page": pl.Int32,
        "line": pl.Int32,
    },
    "text_marks": {
        "document_id": pl.String,
        "kind": pl.String,
        "text": pl.String,
        "subject": pl.String,
        **_PLACE,
        **_CELL,
    },
}

_SIGNATURE: Final = {"who": pl.String, "made_at": pl.String, "reason": pl.String}

DECISION_TABLES: Final[dict[str, dict[str, pl.DataType | type[pl.DataType]]]] = {
    # what a person says of a figure that was misread or not named: the place, the evidence it was made against (raw,
    # snippet), and the fields as they should be ('' stays as read, '-' empties the field)
    "corrections": {
        "document_id": pl.String,
        "doc": pl.String,
        "page": pl.Int32,
        "char_start": pl.Int32,
        "char_end": pl.Int32,
        **_CELL,
        "raw": pl.String,
        "snippet": pl.String,
        "action": pl.String,  # correct, exclude, withdraw
        "entity": pl.String,
        "year": pl.Int32,
        "statement": pl.String,
        "item": pl.String,
        "item_code": pl.String,
        "function_code": pl.String,
        "basis": pl.String,
        "fund": pl.String,
        "metric": pl.String,
        "versus": pl.String,
        "comparator": pl.String,
        "unit": pl.String,
        "value": pl.String,  # as printed; only where the number itself was misread
        **_SIGNATURE,
    },
    "verdicts": {
        "finding_id": pl.String,
        "evidence_hash": pl.String,
        "verdict": pl.String,  # accept, dispute, explain
        **_SIGNATURE,
    },
    # the columns of seeds/vocabulary/aliases.csv
    "aliases": {"alias": pl.String, "item_code": pl.String, "item_name": pl.String, "note": pl.String, **_SIGNATURE},
}
"""What people decided, beside the raw tables: read from the CSV files of a home, never deleted with a document."""
