"""Rows of a flattened table that are short of cells: a merged cell printed once leaves the rows below it too far left.

The names of the columns tell how far a row must move: what stands under a name must be what such a column holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.readers import wording
from ingest.readers.flat_fit import VALUES, Fitter, Token
from ingest.readers.flat_words import FlatWords, flat_words

_FEWEST_NAMES = 3
_KNOWN = 0.6  # of the cells of a header row
_CLEARLY = 0.4  # better than where the row stands, and than any other place
_TOO_MUCH = 3.0  # what a row costs that has no name, or figures its columns cannot hold
_IMPOSSIBLE = 99.0  # where the row stands now
_NAMING = ("label", "level", "code")
_CAPTION = re.compile(r"[（(](?:单位[：:])?(?:[万亿]?元)[）)]$")
"""A name with the unit of the table, beside what spans the rows: it stands over their names."""


def columns_of_short_rows(texts: Sequence[Sequence[str]]) -> dict[int, list[int]]:
    """Return for each row that must move the column of each of its cells up to the last filled one."""
    words = flat_words()
    kinds: list[str] = []
    numbers: dict[int, int] = {}
    moved: dict[int, list[int]] = {}
    for at, row in enumerate(texts):
        last = max((col for col, text in enumerate(row) if text), default=-1)
        if last < 0:
            continue
        header = _header_kinds(row[: last + 1], words)
        if header:
            kinds, numbers = header, {}
            continue
        if kinds.count("index") > 1:
            packed = list(row[: last + 1])
            columns = _by_row_numbers(kinds, packed, numbers) if numbers and all(packed) else None
            if columns is not None and columns != list(range(len(columns))):
                moved[at] = columns
            numbers = _row_numbers(kinds, row, columns) or numbers
        elif kinds and last < len(kinds) - 1 and not _has_gap(row[: last + 1]):
            tokens = [
                Token(text, [], 0, opens_line=not col, role=words.role(text).replace("side", ""))
                for col, text in enumerate(row[: last + 1])
            ]
            columns = (
                _columns(kinds, tokens) if any(token.is_figure or token.kind == "long" for token in tokens) else None
            )
            if columns is None and len(tokens) > 1 and all(token.kind == "dash" for token in tokens[1:]):
                columns = moved.get(at - 1, [])[: len(tokens)]  # 其他资金 | / | / stands as the row above does
                columns = columns if len(columns) == len(tokens) else None
            if columns is not None and columns != list(range(len(columns))):
                moved[at] = columns
    return moved


def _row_numbers(kinds: Sequence[str], row: Sequence[str], columns: list[int] | None) -> dict[int, int]:
    """Return the numbers that a row prints for each of its sides (行次), {} where one is missing."""
    held = (
        dict(zip(columns, (text for text in row if text), strict=True)) if columns is not None else dict(enumerate(row))
    )
    of_rows = {col: held.get(col, "") for col, kind in enumerate(kinds) if kind == "index"}
    return {col: int(text) for col, text in of_rows.items()} if all(map(str.isdecimal, of_rows.values())) else {}


def _by_row_numbers(kinds: Sequence[str], texts: Sequence[str], numbers: dict[int, int]) -> list[int] | None:
    """Return the columns of a row of several sides whose blanks are lost: each side's row number counts one on."""
    columns: list[int] = []
    first = 0
    for col, number in numbers.items():
        wanted = str(number + 1)
        at = next((at for at in range(len(columns), len(texts)) if texts[at] == wanted), None)
        if at is None:
            return None
        before = texts[len(columns) : at]
        named = bool(before) and not wording.is_number(before[-1])
        values = before[:-1] if named else before
        free = [c for c in range(first, col) if kinds[c] in VALUES and kinds[c]]
        if len(values) > len(free) or (named and not (col and kinds[col - 1] == "label")):
            return None
        columns += [*free[: len(values)], *([col - 1] if named else []), col]
        first = col + 1
    rest = texts[len(columns) :]
    return [*columns, *range(first, first + len(rest))] if first + len(rest) <= len(kinds) else None


def _has_gap(row: Sequence[str]) -> bool:
    """Return whether a blank stands between two filled cells: such a row was not pasted without its blanks."""
    filled = [bool(text) for text in row]
    return not all(filled[filled.index(True) :])


def _header_kinds(row: Sequence[str], words: FlatWords) -> list[str]:
    """Return what stands in each column below a row of names ([] where the row is no header)."""
    filled = [text for text in row if text]
    if len(filled) < _FEWEST_NAMES or any(Token(text, [], 0).is_figure for text in filled):
        return []
    kinds = ["level" if words.role(text) == "side" else words.column(text) for text in row]
    known = [kind for kind, text in zip(kinds, row, strict=True) if kind and text]
    values = {text for text, kind in zip(row, kinds, strict=True) if kind and kind in VALUES}
    if len(known) < _KNOWN * len(filled) or all(words.role(text) == "total" for text in values):
        return []
    first = next(col for col, kind in enumerate(kinds) if kind and kind in VALUES)
    if first == 1 and words.role(row[0]) == "side" and _CAPTION.search(row[1]):
        kinds[1], first = "label", 2  # 年度预算数（万元） over 总额, 财政资金 names the rows of money
    kinds[:first] = [kind if text else "level" for text, kind in zip(row[:first], kinds[:first], strict=True)]
    return kinds if any(kind in _NAMING for kind in kinds[:first]) else []


def _columns(kinds: Sequence[str], tokens: Sequence[Token]) -> list[int] | None:
    """Return the columns of a row's cells: all moved as far, or those of a total spread over what it sums up."""
    fitter = Fitter(kinds, tokens, has_blanks=False)
    if tokens[0].role == "total":
        fit = fitter.fit()
        if fit is None or fit.used < len(tokens) or fit.unsure:
            return None
        return [column for column, _ in fit.rows[0]] if len(fit.rows) == 1 else None
    if kinds[0] == "index" and tokens[0].kind == "number" and len(tokens) > 2:  # the number of a row stays in its place
        columns = _columns(kinds[1:], [replace(tokens[1], opens_line=True), *tokens[2:]])
        return [0, *(column + 1 for column in columns)] if columns is not None else None
    costs = sorted((fitter.cost_at(first), first) for first in range(len(kinds) - len(tokens) + 1))
    best, first = costs[0]
    misfits = fitter.cost_at(0) >= _IMPOSSIBLE and tokens[0].kind == "text"
    limit = 2 * _TOO_MUCH if misfits else _TOO_MUCH
    if best >= limit or fitter.cost_at(0) - best < _CLEARLY or (len(costs) > 1 and costs[1][0] - best < _CLEARLY):
        return None
    return list(range(first, first + len(tokens)))
