"""How people in China read codes and times; the words are those that the Chinese views have, too."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta, timezone
from functools import cache

from warehouse.settings import load_settings

_BEIJING = timezone(timedelta(hours=8))


@cache
def code_words(column: str) -> dict[str, str]:
    """Return the Chinese word of each code of a column in the order people see them, {} for another column."""
    path = load_settings().seeds / "reference" / "code_names.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["code_name"] for row in csv.DictReader(file) if row["column_name"] == column}


def beijing_time(recorded: str) -> str:
    """Return an ISO time (UTC where it names no zone) as Beijing time to the minute; what is no time stays as it is."""
    try:
        moment = datetime.fromisoformat(recorded)
    except ValueError:
        return recorded
    return f"{(moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(_BEIJING):%Y-%m-%d %H:%M}"
