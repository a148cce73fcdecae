"""Tables that lost their columns: cells one below the other, or side by side with a single blank between them.

A run of known column names followed by cells that fit them is a table; what stands around it in the same form (its
fields, its other parts) is joined to it. Prose holds no such run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.document import Fragment
from ingest.readers import wording
from ingest.readers.bar_cells import FlatCell
from ingest.readers.flat_fit import VALUES, Fit, Fitter, Token
from ingest.readers.flat_words import FlatWords, flat_words
from ingest.readers.printed import PieceCell, TablePiece, TextLine

_MOST_COLUMNS = 16
_MOST_PIECES = 4  # of one column's name, cut at the width of its cell
_LONGEST_PIECE = 12
_MOST_CUT = 4  # names at the end of a header that may be the first rows' own
_MOST_LEFT = 8  # lines between two parts of one form
_MOST_FIELDS = 40  # cells of the fields above the first part
_MOST_SENTENCES = 3  # among them: what the form says of its goals
_FEWEST_NAMES = 3  # in a line, that its blanks part columns
_LEAST_GAIN = 2.0
_FEWEST_FIGURES = 2
_TRIED = 60  # cells that show which way to read a header is best
_BETTER = 0.5  # what a later way to read a header must gain over an earlier one
_NAMED = 1.2  # what a cell read as part of the header is worth, as cells of rows are
_APPENDED = re.compile(r"[（(].{1,14}[)）]")


@dataclass(frozen=True, slots=True)
class Head:
    """A header as read: the side beside it, its columns (tokens merged to a name, and their kind), the token after."""

    side: tuple[Token, ...]
    names: tuple[tuple[Token, ...], ...]
    kinds: tuple[str, ...]
    groups: tuple[tuple[int, Token], ...]
    after: int


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


def cells_of_lines(lines: Sequence[TextLine], first: int, last: int, *, by_blanks: bool) -> list[Token]:
    """Return the cells of these lines: each line one, or parted ``by_blanks``.

    Where blank lines stand between most lines, they part the cells, and a cell may have several lines.
    """
    words = flat_words()
    filled = [index for index in range(first, last) if not lines[index].is_blank]
    apart = sum(1 for one, other in pairwise(filled) if other > one + 1)
    spaced = 2 * apart > len(filled)
    holds_blanks = not by_blanks and (not spaced or any(not lines[index].text for index in range(first, last)))
    tokens: list[Token] = []
    for index in range(first, last):
        line = lines[index]
        if line.is_blank:
            if line.text and holds_blanks:
                tokens.append(Token("", [], index))
            continue
        parts = list(re.finditer(r"\S+", line.text)) if by_blanks else [_inner(line.text)]
        for number, part in enumerate(parts):
            fragment = Fragment(line.page, line.start + part.start(), line.start + part.end())
            text = part.group()
            goes_on = tokens and tokens[-1].line == index - 1 and not number and not _ends_alone(tokens[-1].text)
            if goes_on and ((spaced and not by_blanks) or _APPENDED.fullmatch(text)):
                before = tokens.pop()
                tokens.append(
                    Token(before.text + text, [*before.fragments, fragment], index, before.opens_line, by_blanks)
                )
                continue
            tokens.append(Token(text, [fragment], index, number == 0, by_blanks))
    for token in tokens:
        token.role = words.role(token.text) if token.text else ""
    return tokens


def _ends_alone(text: str) -> bool:
    """Tell whether a line is no cell that goes on below: a title, a figure, a note of the unit, the year of a form."""
    if not text or text.endswith("表") or wording.is_number(text):
        return True
    return bool(wording.unit_note(text)) or wording.is_year_line(text)


def _inner(text: str) -> re.Match[str]:
    found = re.search(r"\S.*\S|\S", text)
    assert found is not None
    return found


def cells_of_bars(cells: Sequence[FlatCell]) -> list[Token]:
    """Return the cells of a run whose bars do not tell its rows."""
    words = flat_words()
    return [Token(cell.text, cell.fragments, cell.line, is_whole=True, role=words.role(cell.text)) for cell in cells]


def are_parted_by_blanks(lines: Sequence[TextLine]) -> bool:
    """Tell whether a line is made of names of columns with blanks between them, and figures end the next."""
    words = flat_words()
    filled = [line.text.split() for line in lines if not line.is_blank]
    for parts, below in zip(filled, [*filled[1:], []], strict=True):
        known = sum(words.is_exact(part) for part in parts)
        if len(parts) >= _FEWEST_NAMES and 2 * known > len(parts):
            return True
        if known == len(parts) == _FEWEST_NAMES - 1 == len(below) and wording.is_number(below[-1]):
            return True
    return False


def find_tables(tokens: Sequence[Token]) -> list[FlatTable]:
    """Return the tables among the cells, in order."""
    words = flat_words()
    parts: list[Part] = []
    at = 0
    while at < len(tokens):
        part = _part_at(tokens, at, words)
        if part is None:
            run = list(_names(tokens, at, words, _MOST_COLUMNS))  # no part of a header is one by itself
            at += sum(len(held) for held, _ in run) if run and run[0][1] else 1
        else:
            parts.append(part)
            at = part.end
    forms: list[list[Part]] = []
    for part in parts:
        if forms and len({token.line for token in tokens[forms[-1][-1].end : part.start]}) <= _MOST_LEFT:
            forms[-1].append(part)
        else:
            forms.append([part])
    found: list[FlatTable] = []
    for form in forms:
        floor = found[-1].end if found else -1
        first = _first_of_fields(tokens, form[0].start, words)
        while first < form[0].start and tokens[first].line < floor:
            first += 1
        table = _laid_out(tokens, first, form, words)
        if table is not None:
            found.append(table)
    return found


def _part_at(tokens: Sequence[Token], at: int, words: FlatWords) -> Part | None:
    """Return the best reading of a header that begins at this cell and of the rows below it.

    The first rows show which reading is best; only that one is fitted to all.
    """
    if not tokens[at].opens_line and not tokens[at].may_join:
        return None
    stops: dict[int, int] = {}
    best: Head | None = None
    most = 0.0
    for head in _heads(tokens, at, words):
        if head.after >= len(tokens) or not tokens[head.after].opens_line:
            continue
        if head.after not in stops:
            stops[head.after] = _next_header(tokens, head.after, words)
        fit = _fitted(head, tokens[head.after : min(stops[head.after], head.after + _TRIED)])
        gain = fit.gain + _NAMED * (head.after - at) if fit is not None else 0.0
        if fit is not None and gain > most + _BETTER:
            best, most = head, gain
    if best is None:
        return None
    body = tokens[best.after : stops[best.after]]
    fit = _fitted(best, body)
    if fit is None or not _is_credible(fit, body):
        return None
    return Part(best, fit, at, best.after + fit.used)


def _fitted(head: Head, body: Sequence[Token]) -> Fit | None:
    return Fitter(head.kinds, body, has_blanks=any(token.kind == "blank" for token in body)).fit()


def _is_credible(fit: Fit, body: Sequence[Token]) -> bool:
    figures = sum(token.is_figure for token in body[: fit.used])
    return fit.gain >= _LEAST_GAIN and figures >= _FEWEST_FIGURES


def _next_header(tokens: Sequence[Token], at: int, words: FlatWords) -> int:
    """Return the index of the next cell that opens a run of column names, the rows of this one end there at last."""
    for index in range(at + 1, len(tokens)):
        run = list(_names(tokens, index, words, _MOST_COLUMNS))
        if sum(kind in VALUES for _, kind in run) >= 2 and sum(kind in ("label", "level") for _, kind in run) >= 1:
            return index
        if tokens[index].role == "side" and sum(1 for _ in _names(tokens, index + 1, words, 2)) == 2:
            return index
    return len(tokens)


def _names(
    tokens: Sequence[Token], at: int, words: FlatWords, most: int, *, joins: bool = True
) -> Iterator[tuple[tuple[Token, ...], str]]:
    """Yield the column names from a cell on, each made of the most pieces that the seeds know as one name.

    Without ``joins`` only pieces that are no names themselves are put together. A name that no seed knows counts where
    known ones stand on both sides.
    """
    unknown: Token | None = None
    for _ in range(most):
        held = _known_name(tokens, at, words, joins)
        if held is None:
            if unknown is not None or at >= len(tokens) or not _may_be_name(tokens[at], words):
                return
            unknown = tokens[at]
            at += 1
            continue
        if unknown is not None:
            yield (unknown,), ""
            unknown = None
        yield held
        at += len(held[0])


def _known_name(
    tokens: Sequence[Token], at: int, words: FlatWords, joins: bool
) -> tuple[tuple[Token, ...], str] | None:
    if at >= len(tokens):
        return None
    alone = tokens[at].is_whole or (not joins and words.is_exact(tokens[at].text))
    for pieces in range(1 if alone else _MOST_PIECES, 0, -1):
        held = tokens[at : at + pieces]
        text = "".join(token.text for token in held)
        if len(held) < pieces or any(not t.text or t.is_figure for t in held):
            continue
        if pieces > 1 and (len(text) > _LONGEST_PIECE or not words.is_exact(text)):
            continue
        kind = words.column(text)
        if kind:
            return tuple(held), kind
    return None


def _may_be_name(token: Token, words: FlatWords) -> bool:
    return (
        token.kind == "text" and not token.role and len(token.text) <= _LONGEST_PIECE and not words.is_field(token.text)
    )


def _heads(tokens: Sequence[Token], at: int, words: FlatWords) -> Iterator[Head]:
    """Yield the headers that may begin at a cell: with or without a side, cut before the first row, groups left out."""
    side: list[Token] = []
    while at < len(tokens) and tokens[at].role == "side" and len(side) < 2:
        side.append(tokens[at])
        at += 1
    leading = 0
    while side and at < len(tokens) and tokens[at].kind == "blank" and leading < 2:
        at += 1
        leading += 1
    runs = [list(_names(tokens, at, words, _MOST_COLUMNS, joins=joins)) for joins in (True, False)]
    for run in runs if runs[0] != runs[1] else runs[:1]:
        if run and run[0][1] and len(run) >= 2 - bool(side) and _names_a_table(run, bool(side)):
            yield from _heads_of_run(run, at, tuple(side))
            end = at + sum(len(held) for held, _ in run)
            if end < len(tokens) and _may_be_name(tokens[end], words):
                yield from _heads_of_run([*run, ((tokens[end],), "")], at, tuple(side), fewest=len(run) + 1)


def _names_a_table(run: Sequence[tuple[tuple[Token, ...], str]], has_side: bool) -> bool:
    """Tell whether names are those of a table's columns: values and what they are of, or several kinds of values."""
    values = {_text(held) for held, kind in run if kind in VALUES and kind and held[0].role != "total"}
    names_rows = has_side or any(kind in ("label", "level", "code") for _, kind in run)
    return len(values) >= (1 if names_rows else _FEWEST_NAMES)


def _heads_of_run(
    run: Sequence[tuple[tuple[Token, ...], str]], at: int, side: tuple[Token, ...], fewest: int = 0
) -> Iterator[Head]:
    """Yield the headers of these names and kinds, down to ``fewest`` of them."""
    ends = [at]
    for held, _ in run:
        ends.append(ends[-1] + len(held))
    for count in range(len(run), max(len(run) - _MOST_CUT, 1 - bool(side)), -1):
        names, kinds = [held for held, _ in run[:count]], [kind for _, kind in run[:count]]
        if count < fewest or not any(kind in VALUES for kind in kinds):
            continue
        variants = [(names, kinds)]
        if kinds[0] not in ("label", "level", "code"):
            variants += [([(), *names], ["label", *kinds]), (names, ["label", *kinds[1:]])]
        for whole, shown in variants:
            yield Head(side, tuple(whole), tuple(shown), (), ends[count])
            for drop in range(1, len(whole) - 2):
                if shown[drop] in ("amount", "group") and len(whole[drop]) == 1:
                    kept = (*whole[:drop], *whole[drop + 1 :])
                    left = (*shown[:drop], *shown[drop + 1 :])
                    yield Head(side, kept, left, ((drop, whole[drop][0]),), ends[count])


def _first_of_fields(tokens: Sequence[Token], before: int, words: FlatWords) -> int:
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


def _laid_out(tokens: Sequence[Token], first: int, form: Sequence[Part], words: FlatWords) -> FlatTable | None:
    """Return the form as one table: a row per field, a spanning row for what no part holds, and the parts."""
    width = max(len(part.head.kinds) + bool(part.head.side) for part in form)
    width = max(width, 2)
    cells: list[PieceCell] = []
    row = _place_fields(cells, tokens[first : form[0].start], width, words)
    for number, part in enumerate(form):
        if number:
            row = _place_rest(cells, tokens[form[number - 1].end : part.start], row, width)
        row = _place_part(cells, part, row)
    filled = {(c.row + r, c.col + k) for c in cells for r in range(c.row_span) for k in range(c.col_span)}
    cells += [PieceCell(r, c, 1, 1, [], "") for r in range(row) for c in range(width) if (r, c) not in filled]
    held = [token for token in tokens[first : form[-1].end] if token.fragments]
    piece = TablePiece(held[0].fragments[0].page, row, width, cells)
    return FlatTable(piece, held[0].line, held[-1].line + 1)


def _place_fields(cells: list[PieceCell], tokens: Sequence[Token], width: int, words: FlatWords) -> int:
    """Place the fields, each with what follows it, a row for each; other cells span a row."""
    row = at = 0
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


def _place_part(cells: list[PieceCell], part: Part, row: int) -> int:
    head = part.head
    offset = int(bool(head.side))
    depth = 2 if head.groups else 1
    if head.side:
        cells.append(PieceCell(row, 0, depth + len(part.fit.rows), 1, _fragments(head.side), _text(head.side)))
    grouped = range(head.groups[0][0], len(head.names)) if head.groups else range(0)
    for col, name in enumerate(head.names):
        top, span = (row + 1, 1) if col in grouped else (row, depth)
        cells.append(PieceCell(top, col + offset, span, 1, _fragments(name), _text(name)))
    for col, token in head.groups:
        cells.append(PieceCell(row, col + offset, 1, len(grouped), token.fragments, token.text))
    row += depth
    for placed in part.fit.rows:
        by_column: dict[int, list[Token]] = {}
        for col, token in placed:
            by_column.setdefault(col, []).append(token)
        for col, held in by_column.items():
            cells.append(PieceCell(row, col + offset, 1, 1, _fragments(held), _text(held)))
        row += 1
    return row
