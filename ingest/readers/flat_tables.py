"""Tables that lost their columns: cells one below the other, or side by side with a single blank between them.

A run of known column names followed by cells that fit them is a table; what stands around it in the same form (its
fields, its other parts) is joined to it. Prose holds no such run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.document import Fragment
from ingest.readers import wording
from ingest.readers.bar_cells import FlatCell
from ingest.readers.flat_fit import VALUES, Fit, Fitter, Token
from ingest.readers.flat_heads import FEWEST_NAMES, MOST_COLUMNS, Head, heads_at, names_at
from ingest.readers.flat_layout import FlatTable, Part, first_of_fields, laid_out
from ingest.readers.flat_words import FlatWords, flat_words
from ingest.readers.printed import TextLine

_MOST_LEFT = 8  # lines between two parts of one form
_FEWEST_PAIRS = 2  # of lines of a name and two figures: less shows no columns
_LEAST_GAIN = 2.0
_FEWEST_FIGURES = 2
_TRIED = 60  # cells that show which way to read a header is best
_BETTER = 0.5  # what a later way to read a header must gain over an earlier one
_NAMED = 1.2  # what a cell read as part of the header is worth, as cells of rows are
_UNIT = re.compile(r"[（(](?:单位[：:])?[百千万亿]*元[)）]")
_WHOLE_FORM = 10  # names of columns in one line: the line is the form, and a row may begin at any cell
_UNFILLED = re.compile(r"[….]{1,6}|指标\d{1,2}[：:]")
"""What a blank form prints where more could be written."""
_APPENDED = re.compile(r"[（(].{1,14}[)）]")


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
        if by_blanks and all(_UNFILLED.fullmatch(part.group()) for part in parts):
            continue
        is_all = by_blanks and sum(words.is_exact(part.group()) for part in parts) >= _WHOLE_FORM
        for number, part in enumerate(parts):
            fragment = Fragment(line.page, line.start + part.start(), line.start + part.end())
            text = part.group()
            goes_on = tokens and tokens[-1].line == index - 1 and not number and not _ends_alone(tokens[-1].text)
            wraps = by_blanks and len(parts) == 1 and goes_on and _is_wrapped_level(tokens[-1], text, words)
            is_unit = by_blanks and number > 0 and _UNIT.fullmatch(text) is not None
            if is_unit or (goes_on and (wraps or (spaced and not by_blanks) or _APPENDED.fullmatch(text))):
                before = tokens.pop()
                tokens.append(
                    Token(before.text + text, [*before.fragments, fragment], index, before.opens_line, by_blanks)
                )
                continue
            tokens.append(Token(text, [fragment], index, is_all or number == 0, by_blanks))
    for token in tokens:
        token.role = words.role(token.text) if token.text else ""
    return tokens


def _is_wrapped_level(above: Token, text: str, words: FlatWords) -> bool:
    """Tell whether a lone word goes on with the one above it: both are one name of a level of indicators."""
    return above.opens_line and words.role(above.text + text).startswith("level")


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


def tables_of_lines(lines: Sequence[TextLine], first: int, last: int) -> list[FlatTable]:
    """Return the tables among lines without tabs, bars and wide blanks: a cell in each, or parted by blanks."""
    named, has_rows = _parted_by_blanks(lines[first:last])
    found = [] if named else find_tables(cells_of_lines(lines, first, last, by_blanks=False))
    if not found and (named or has_rows):
        found = find_tables(cells_of_lines(lines, first, last, by_blanks=True))
    return found


def _parted_by_blanks(lines: Sequence[TextLine]) -> tuple[bool, bool]:
    """Tell whether blanks part names of columns in a line, with figures below, and whether they part figures."""
    words = flat_words()
    filled = [line.text.split() for line in lines if not line.is_blank]
    has_rows = any(sum(wording.is_number(part) for part in parts) >= FEWEST_NAMES for parts in filled)
    has_rows = has_rows or sum(map(_is_named_pair, filled)) >= _FEWEST_PAIRS
    for parts, below in zip(filled, [*filled[1:], []], strict=True):
        known = sum(words.is_exact(part) for part in parts)
        if len(parts) >= FEWEST_NAMES and 2 * known > len(parts):
            return True, has_rows
        if known == len(parts) == FEWEST_NAMES - 1 == len(below) and wording.is_number(below[-1]):
            return True, has_rows
    return False, has_rows


def _is_named_pair(parts: Sequence[str]) -> bool:
    """Tell whether a line is a name and two figures."""
    return len(parts) == 3 and not wording.is_number(parts[0]) and all(wording.is_number(part) for part in parts[1:])


def find_tables(tokens: Sequence[Token]) -> list[FlatTable]:
    """Return the tables among the cells, in order."""
    words = flat_words()
    parts: list[Part] = []
    at = 0
    while at < len(tokens):
        part = _part_at(tokens, at, words)
        if part is None:
            run = list(names_at(tokens, at, words, MOST_COLUMNS))  # no part of a header is one by itself
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
        first = first_of_fields(tokens, form[0].start, words)
        while first < form[0].start and tokens[first].line < floor:
            first += 1
        table = laid_out(tokens, first, form, words)
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
    for head in heads_at(tokens, at, words):
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
    if fit is None or not _is_credible(fit, best, body):
        return None
    return Part(best, fit, at, best.after + fit.used)


def _fitted(head: Head, body: Sequence[Token]) -> Fit | None:
    return Fitter(head.kinds, body, has_blanks=any(token.kind == "blank" for token in body)).fit()


def _is_credible(fit: Fit, head: Head, body: Sequence[Token]) -> bool:
    if head.side and set(head.kinds) == {"any"} and fit.used == len(head.kinds):
        return True  # what was aimed at and what was reached, in words
    figures = sum(token.is_figure for token in body[: fit.used]) - 2 * len(fit.unsure)
    return fit.gain >= _LEAST_GAIN and figures >= _FEWEST_FIGURES


def _next_header(tokens: Sequence[Token], at: int, words: FlatWords) -> int:
    """Return the index of the next cell that opens a run of column names, the rows of this one end there at last."""
    for index in range(at + 1, len(tokens)):
        run = list(names_at(tokens, index, words, MOST_COLUMNS))
        if sum(kind in VALUES for _, kind in run) >= 2 and sum(kind in ("label", "level") for _, kind in run) >= 1:
            return index
        if tokens[index].role == "side" and sum(1 for _ in names_at(tokens, index + 1, words, 2)) == 2:
            return index
    return len(tokens)
