"""A form that lost its columns, laid out as a table again: its fields, its parts, and what stands between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Fragment
from ingest.readers.flat_fit import VALUES, Fit, Token
from ingest.readers.flat_heads import Head
from ingest.readers.flat_words import FlatWords
from ingest.readers.printed import PieceCell, TablePiece

_MOST_FIELDS = 40  # cells of the fields above the first part
_NUMBERS = "栏次"
_MOST_SENTENCES = 3  # among them: what the form says of its goals


@dataclass(frozen=True, slots=True)
class Part:
    """A header with its rows: tokens ``start`` to ``end``."""

    head: Head
    fit: Fit
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A table made of the lines ``start`` to ``end`` (their indices)."""

    piece: TablePiece
    start: int
    end: int


def first_of_fields(tokens: Sequence[Token], before: int, words: FlatWords) -> int:
    """Return the index of the first field of the form whose first part begins at ``before``."""
    first = before
    sentences = 0
    for index in range(before - 1, max(before - _MOST_FIELDS, 0) - 1, -1):
        token = tokens[index]
        sentences += token.kind == "long"
        if sentences > _MOST_SENTENCES:
            break
        if token.opens_line and words.is_field(token.text):
            first = index
    return first


def laid_out(tokens: Sequence[Token], first: int, form: Sequence[Part], words: FlatWords) -> FlatTable | None:
    """Return the form as one table: a row per field, a spanning row for what no part holds, and the parts."""
    width = max(len(part.head.kinds) + bool(part.head.side) for part in form)
    width = max(width, 2)
    cells: list[PieceCell] = []
    opened, last = _line_of(tokens, first)[0], _line_of(tokens, form[-1].end - 1)[1]
    row = _place_together(cells, tokens[opened:first], 0, width)
    row = _place_fields(cells, tokens[first : form[0].start], width, words, row)
    for number, part in enumerate(form):
        if number:
            row = _place_rest(cells, tokens[form[number - 1].end : part.start], row, width)
        row = _place_part(cells, part, row, width)
    row = _place_together(cells, tokens[form[-1].end : last], row, width)
    filled = {(c.row + r, c.col + k) for c in cells for r in range(c.row_span) for k in range(c.col_span)}
    cells += [PieceCell(r, c, 1, 1, [], "") for r in range(row) for c in range(width) if (r, c) not in filled]
    held = [token for token in tokens[first : form[-1].end] if token.fragments]
    piece = TablePiece(held[0].fragments[0].page, row, width, cells)
    return FlatTable(piece, held[0].line, held[-1].line + 1)


def _line_of(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Return the indices of the first token of the line of a token and of the one after its last."""
    first, last = at, at + 1
    while first and tokens[first - 1].line == tokens[at].line:
        first -= 1
    while last < len(tokens) and tokens[last].line == tokens[at].line:
        last += 1
    return first, last


def _place_together(cells: list[PieceCell], tokens: Sequence[Token], row: int, width: int) -> int:
    """Place what else stands on the first or last line of a form in a row of its own."""
    held = [token for token in tokens if token.text]
    if not held:
        return row
    cells.append(PieceCell(row, 0, 1, width, _fragments(held), _text(held)))
    return row + 1


def _place_fields(cells: list[PieceCell], tokens: Sequence[Token], width: int, words: FlatWords, row: int) -> int:
    """Place the fields, each with what follows it, a row for each; other cells span a row."""
    at = 0
    while at < len(tokens):
        name = tokens[at]
        end = at + 1
        if not words.is_field(name.text):
            row = _place_rest(cells, [name], row, width)
            at = end
            continue
        while end < len(tokens) and not words.is_field(tokens[end].text) and (end == at + 1 or tokens[end].may_join):
            end += 1
        value = [token for token in tokens[at + 1 : end] if token.text]
        cells.append(PieceCell(row, 0, 1, 1, name.fragments, name.text))
        if value:
            cells.append(PieceCell(row, 1, 1, width - 1, _fragments(value), _text(value)))
        row += 1
        at = end
    return row


def _fragments(tokens: Sequence[Token]) -> list[Fragment]:
    return [fragment for token in tokens for fragment in token.fragments]


def _text(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens)


def _place_rest(cells: list[PieceCell], tokens: Sequence[Token], row: int, width: int) -> int:
    for token in tokens:
        if token.text:
            cells.append(PieceCell(row, 0, 1, width, token.fragments, token.text))
            row += 1
    return row


def _numbered(row: list[tuple[int, Token]], values: Sequence[int]) -> list[tuple[int, Token]]:
    """Return a row that numbers the columns (栏次 1 栏次 2) with its numbers under the columns of values, in order."""
    numbers = [token for _, token in row if token.is_figure]
    if {token.text for _, token in row if not token.is_figure} != {_NUMBERS} or len(numbers) != len(values):
        return row
    columns = iter(values)
    return [(next(columns) if token.is_figure else col, token) for col, token in row]


def _place_part(cells: list[PieceCell], part: Part, row: int, width: int) -> int:
    """Place a header and its rows; figures that fit several columns stand below their row, under none of them."""
    head, top = part.head, row
    offset = int(bool(head.side))
    depth = 2 if head.groups else 1
    grouped = {col for first, count, _ in head.groups for col in range(first, first + count)}
    for col, name in enumerate(head.names):
        at, span = (row + 1, 1) if col in grouped else (row, depth)
        cells.append(PieceCell(at, col + offset, span, 1, _fragments(name), _text(name)))
    for first, count, token in head.groups:
        cells.append(PieceCell(row, first + offset, 1, count, token.fragments, token.text))
    row += depth
    values = [col for col, kind in enumerate(head.kinds) if kind in VALUES]
    for held_row in part.fit.rows:
        placed = _numbered(held_row, values)
        unsure = part.fit.unsure if placed is held_row else frozenset()
        by_column: dict[int, list[Token]] = {}
        for col, token in placed:
            if id(token) not in unsure:
                by_column.setdefault(col, []).append(token)
        for col, held in by_column.items():
            cells.append(PieceCell(row, col + offset, 1, 1, _fragments(held), _text(held)))
        row += 1
        for _, token in placed:
            if id(token) in unsure:
                cells.append(PieceCell(row, offset, 1, width - offset, token.fragments, token.text))
                row += 1
    if head.side:
        cells.append(PieceCell(top, 0, row - top, 1, _fragments(head.side), _text(head.side)))
    return row
