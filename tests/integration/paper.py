"""Figures as a reader would take them from a report, written down in a line each, judged by the checks' own SQL."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import polars as pl

from ingest.schema import FIGURES, RAW_TABLES
from warehouse.plan import Step, load_plan, run_plan

ROOT = Path(__file__).resolve().parents[2]
_FACTORS = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10000)}
_CLAIMS = {"share", "rate", "change_amount", "change_rate"}


@lru_cache(maxsize=1)
def plan() -> tuple[Step, ...]:
    """The compiled plan, made once a test run."""
    return load_plan(ROOT, Path(mkdtemp(prefix="mingzhang-plan-")))


def figure(
    text: str, item: str, code: str = "", *, metric: str = "amount", line: int = 1, **more: Any
) -> dict[str, Any]:
    """A figure printed as ``text`` (number and unit)."""
    number = text.rstrip("元万亿%人名个分批次辆")
    unit = text[len(number) :]
    value = Decimal(number.replace(",", ""))
    printed = len(number.split(".")[1]) if "." in number else 0
    row: dict[str, Any] = {name: "" if kind == pl.String else None for name, kind in FIGURES.items()}
    row |= {
        "document_id": "d" * 64, "doc": "报告.txt", "page": 1, "line": line, "raw": number, "unit": unit,
        "value": value, "value_norm": value * _FACTORS.get(unit, Decimal(1)),
        "decimals": printed + {"元": 4, "亿元": -4}.get(unit, 0),
        "entity": "某局", "year": 2023, "statement": "expenditure", "item": item, "item_code": code, "basis": "决算",
        "metric": metric, "rule": "paper", "confidence": 1.0,
        "numeral_class": "claim" if metric in _CLAIMS else "fact",
    }  # fmt: skip
    return row | more


def mark(kind: str, text: str, subject: str = "", **more: Any) -> dict[str, Any]:
    """A passage marked for a check."""
    return {"document_id": "d" * 64, "kind": kind, "text": text, "subject": subject, "page": 1, "line": 1} | more


def cell(text: str, row: int, col: int, caption: str, **more: Any) -> dict[str, Any]:
    """A cell of table 1."""
    place = {"table_no": 1, "row_no": row, "col_no": col, "row_span": 1, "col_span": 1, "page": 1, "line": row}
    return {"document_id": "d" * 64, "text": text, "table_caption": caption, **place} | more


def judge(
    *figures: dict[str, Any],
    marks: list[dict[str, Any]] | None = None,
    cells: list[dict[str, Any]] | None = None,
    lines: list[dict[str, Any]] | None = None,
    **said: Any,
) -> pl.DataFrame:
    """Return the ledger for a document that prints these figures; ``said`` is what it says of itself."""
    return _judge([_document("d" * 64, "报告.txt", "某局", 2023) | said], figures, marks, cells, lines)


def judge_reports(*reports: tuple[str, int, list[dict[str, Any]]]) -> pl.DataFrame:
    """Return the ledger for reports of several units and years: (unit, year of the report, figures) each."""
    documents, figures = [], []
    for number, (entity, year, printed) in enumerate(reports, start=1):
        document_id, doc = f"{number:04d}" + "d" * 60, f"{entity}{year}年度决算.txt"
        documents.append(_document(document_id, doc, entity, year))
        figures += [row | {"document_id": document_id, "doc": doc, "entity": entity} for row in printed]
    return _judge(documents, figures, None)


def _document(document_id: str, doc: str, entity: str, year: int) -> dict[str, Any]:
    row: dict[str, Any] = {name: "" if kind == pl.String else None for name, kind in RAW_TABLES["documents"].items()}
    row |= {"document_id": document_id, "doc": doc, "entity": entity, "fiscal_year": year}
    return row | {"loaded_at": datetime(2024, 1, 1), "origin": "document"}


def _judge(
    documents: list[dict[str, Any]],
    figures: Iterable[dict[str, Any]],
    marks: list[dict[str, Any]] | None,
    cells: list[dict[str, Any]] | None = None,
    lines: list[dict[str, Any]] | None = None,
) -> pl.DataFrame:
    numbered = [row | {"figure_id": f"{row['document_id'][:16]}:{n}"} for n, row in enumerate(figures, start=1)]
    raw = {
        "figures": pl.DataFrame(numbered, schema=FIGURES),
        "documents": pl.DataFrame(documents, schema=RAW_TABLES["documents"]),
        "text_marks": pl.DataFrame(marks or [], schema=RAW_TABLES["text_marks"]),
        "cells": pl.DataFrame(cells or [], schema=RAW_TABLES["cells"]),
        "lines": pl.DataFrame(lines or [], schema=RAW_TABLES["lines"]),
    }
    return run_plan(plan(), ROOT, raw, ("fct_check_results",))["fct_check_results"]


def statuses(results: pl.DataFrame, check: str) -> list[str]:
    """The statuses of one check, in the order of the figures judged."""
    return results.filter(pl.col("check_id") == check).sort("figure_id")["status"].to_list()
