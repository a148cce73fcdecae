"""Numbers and places as people read them. Money stays Decimal all the way: a float never touches it."""

from __future__ import annotations

import re
from decimal import Decimal
from html import escape
from typing import Any
from urllib.parse import urlencode

from dashboards.components.words import NOT_READ

YUAN_PER_WAN = Decimal(10_000)
PRINTED = re.compile(r"(?P<number>[-+]?\d+(?:\.\d+)?)(?P<unit>\D*)")


def reading_order(text: str | None) -> bytes:
    """Return the key by which Chinese readers order names: GB 2312 has its common characters by pinyin."""
    return (text or "").encode("gb18030", "replace")


def number(value: Decimal | int | None, least_decimals: int = 0) -> str:
    """Return the number with thousands separators, all its decimals, and at least ``least_decimals`` of them."""
    if value is None:
        return NOT_READ
    exact = Decimal(value).normalize() + 0
    exponent = exact.as_tuple().exponent
    decimals = max(-exponent if isinstance(exponent, int) else 0, least_decimals)
    return f"{exact:,.{decimals}f}"


def wan(yuan: Decimal | None) -> str:
    """Return an amount in yuan as 万元 with separators and at least two decimals, exactly."""
    return NOT_READ if yuan is None else number(Decimal(yuan) / YUAN_PER_WAN, 2)


def percent(ratio: Decimal | float | None, decimals: int = 2) -> str:
    """Return a ratio (0..1) as a percentage."""
    return NOT_READ if ratio is None else f"{Decimal(str(ratio)) * 100:,.{decimals}f}%"


def printed(raw: str, unit: str | None) -> str:
    """Return a number as the report prints it."""
    return f"{raw}{unit or ''}"


def place(row: dict[str, Any]) -> str:
    """Return where a figure or a table stands, in words: page, then cell, table or line."""
    parts = [f"第 {row['page']} 页"] if row.get("page") else []
    if row.get("table_no"):
        parts.append(f"表 {row['table_no']}")
        if row.get("row_no") is not None:
            parts.append(f"第 {row['row_no']} 行第 {row['col_no']} 列")
    elif row.get("line"):
        parts.append(f"第 {row['line']} 行")
    return " ".join(parts) or "全文"


def address(page: str, /, **parameters: object) -> str:
    """Return the relative address of a page with its parameters (empty ones left out), safe in an attribute.

    A list is a parameter given once for each of its values.
    """
    given = {name: value for name, value in parameters.items() if value not in (None, "", [])}
    return escape(f"{page}?{urlencode(given, doseq=True)}" if given else page, quote=True)


def share(part: int, whole: int, of_what: str) -> str:
    """Return a share in words; of nothing there is no share."""
    return f"{of_what} {Decimal(part) / Decimal(whole):.1%}" if whole else "没有可比的"


def difference(one: str | None, other: str | None) -> str:
    """Return the first printed number less the second, in their unit ('' where they have none in common)."""
    found = [PRINTED.fullmatch((text or "").replace(",", "")) for text in (one, other)]
    if found[0] is None or found[1] is None or found[0]["unit"] != found[1]["unit"]:
        return ""
    unit = " 个百分点" if found[0]["unit"] in ("%", "％") else found[0]["unit"]
    return number(Decimal(found[0]["number"]) - Decimal(found[1]["number"])) + unit


def signed_percent(ratio: Decimal) -> str:
    """Return a change as a percentage with its sign."""
    return ("+" if ratio > 0 else "") + percent(ratio)
