"""Why an error was missed: how the planted number was read, and what each check that saw it said."""

from __future__ import annotations

import polars as pl

from bench.planting.judging import quantity_of
from bench.planting.plant import Planting


def trace(planting: Planting, figures: pl.DataFrame, results: pl.DataFrame) -> list[str]:
    """Return lines on the planted number of a document: its readings, and the ledger rows that rest on them."""
    documents = results.filter(pl.col("doc").str.starts_with(f"p{planting.number:04}-"))["document_id"].unique()
    mine = figures.filter(pl.col("document_id").is_in(documents.implode()))
    wanted = {one.value for one in planting.planted or planting.related}
    readings = [
        row
        for row in mine.rows(named=True)
        if (quantity := quantity_of(row["value_text"] or "")) and quantity.value in wanted
    ]
    if not readings:
        return ["读取：没有读到这个数"]
    lines = [
        f"读取：{row['value_text']} {row['item']}|{row['basis']}|{row['metric']}"
        f"{' 对 ' + row['versus_item'] + '|' + row['versus_basis'] if row['versus_item'] else ''}"
        for row in readings
    ]
    ids = {row["figure_id"] for row in readings}
    for row in results.filter(pl.col("document_id").is_in(documents.implode())).rows(named=True):
        if ids & set(row["figure_ids"] or []) and not row["check_id"].startswith(("unit_percent", "unit_yuan")):
            lines.append(
                f"核查：{row['check_id']} {row['status']} {row['reported']} {row['formula'] or row['missing']}"
            )
    return lines
