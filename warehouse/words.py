"""The Chinese words of codes, as ``seeds/reference/code_names.csv`` gives them to the Chinese views, too."""

from __future__ import annotations

import csv
from functools import cache

from warehouse.settings import load_settings


@cache
def code_words(column: str) -> dict[str, str]:
    """Return the Chinese word of each code of a column in the order people see them, {} for another column."""
    path = load_settings().seeds / "reference" / "code_names.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["code_name"] for row in csv.DictReader(file) if row["column_name"] == column}
