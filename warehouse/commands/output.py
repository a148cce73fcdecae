"""Rows on stdout: a table for people, CSV and JSON for programs."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from warehouse.words import code_words

if TYPE_CHECKING:
    import polars as pl


class Format(StrEnum):
    """How rows are printed."""

    text = "text"
    csv = "csv"
    json = "json"


def print_rows(rows: pl.DataFrame, form: Format, headings: dict[str, str] | None = None) -> None:
    """Print rows in this form; ``headings`` are the Chinese column titles of the table."""
    if form is Format.csv:
        from warehouse.export import joined_lists

        sys.stdout.write(joined_lists(rows).write_csv())
    elif form is Format.json:
        print(json.dumps(rows.to_dicts(), ensure_ascii=False, default=_plain, indent=1))
    else:
        from rich.console import Console
        from rich.table import Table

        table = Table(show_lines=False, header_style="bold")
        for column in rows.columns:
            is_number = rows.schema[column].is_numeric()
            table.add_column((headings or {}).get(column, column), justify="right" if is_number else "left")
        for row in rows.iter_rows():
            table.add_row(*(_shown(value) for value in row))
        console = Console(highlight=False)
        if not console.is_terminal:
            console = Console(highlight=False, width=max(80, _width(rows)))
        console.print(table, markup=False)


def _width(rows: pl.DataFrame) -> int:
    widest = (
        max([len(column) * 2, *(len(_shown(value)) * 2 for value in rows[column].to_list())]) for column in rows.columns
    )
    return min(sum(widest) + 3 * rows.width + 4, 400)


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value == value.to_integral_value() else f"{value:f}".rstrip("0").rstrip(".")
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def _plain(value: Any) -> Any:
    """Decimals become text in JSON: as JSON numbers they would be read as floats."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def verdict_words(findings: pl.DataFrame) -> pl.Series:
    """Return the verdict on each finding in Chinese with its reason, '' where there is none."""
    import polars as pl

    names, words = code_words("verdict"), []
    for verdict, state, reason in findings.select("verdict", "verdict_state", "verdict_reason").iter_rows():
        prefix = "重新打开，原结论：" if state == "reopened" else ""
        words.append(f"{prefix}{names.get(verdict, verdict)}（{reason}）" if verdict else "")
    return pl.Series("conclusion", words, dtype=pl.String)
