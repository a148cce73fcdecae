"""Headers of tables that lost their columns: a run of names that the seeds know, and the ways to read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.flat_fit import VALUES, Token
from ingest.readers.flat_words import FlatWords

FEWEST_NAMES = 3
"""Of columns of values, where nothing names the rows."""
MOST_COLUMNS = 16
_MOST_PIECES = 4  # of one column's name, cut at the width of its cell
_LONGEST_PIECE = 12
_PARTS = ("sign", "any", "unit")  # of what was aimed at
_MOST_CUT = 4  # names at the end of a header that may be the first rows' own


@dataclass(frozen=True, slots=True)
class Head:
    """A header as read: the side beside it, its columns (tokens merged to a name, and their kind), the token after."""

    side: tuple[Token, ...]
    names: tuple[tuple[Token, ...], ...]
    kinds: tuple[str, ...]
    groups: tuple[tuple[int, int, Token], ...]
    after: int


def names_at(
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
    alone = tokens[at].is_whole
    is_name = words.is_exact(tokens[at].text)
    wraps = tokens[at].may_join and at + 1 < len(tokens) and tokens[at + 1].opens_line
    for pieces in range(1 if alone else _MOST_PIECES, 0, -1):
        held = tokens[at : at + pieces]
        text = "".join(token.text for token in held)
        if len(held) < pieces or any(not t.text or (t.is_figure and not words.is_exact(t.text)) for t in held):
            continue
        if pieces > 1 and (len(text) > _LONGEST_PIECE or not words.is_exact(text)):
            continue
        kind = words.column(text)
        if pieces > 1 and is_name and not (kind == "level" and wraps) and not (joins and kind in ("level", "any")):
            continue  # names that stand side by side are no pieces of one
        if kind:
            return tuple(held), kind
    return None


def _may_be_name(token: Token, words: FlatWords) -> bool:
    return (
        token.kind == "text" and not token.role and len(token.text) <= _LONGEST_PIECE and not words.is_field(token.text)
    )


def heads_at(tokens: Sequence[Token], at: int, words: FlatWords) -> Iterator[Head]:
    """Yield the headers that may begin at a cell: with or without a side, cut before the first row, groups left out."""
    side: list[Token] = []
    while at < len(tokens) and tokens[at].role == "side" and len(side) < 2:
        side.append(tokens[at])
        at += 1
    leading = 0
    while side and at < len(tokens) and tokens[at].kind == "blank" and leading < 2:
        at += 1
        leading += 1
    runs = [list(names_at(tokens, at, words, MOST_COLUMNS, joins=joins)) for joins in (True, False)]
    for run in runs if runs[0] != runs[1] else runs[:1]:
        if run and run[0][1] and len(run) >= 2 - bool(side) and _names_a_table(run, bool(side)):
            yield from _heads_of_run(run, at, tuple(side))
            end = at + sum(len(held) for held, _ in run)
            if end < len(tokens) and _may_be_name(tokens[end], words):
                yield from _heads_of_run([*run, ((tokens[end],), "")], at, tuple(side), fewest=len(run) + 1)


def _names_a_table(run: Sequence[tuple[tuple[Token, ...], str]], has_side: bool) -> bool:
    """Tell whether names are those of a table's columns: values and what they are of, or several kinds of values."""
    values = {
        "".join(token.text for token in held)
        for held, kind in run
        if kind in VALUES and kind and held[0].role != "total"
    }
    names_rows = has_side or any(kind in ("label", "level", "code") for _, kind in run)
    return len(values) >= (1 if names_rows else FEWEST_NAMES)


def _two_sided(run: Sequence[tuple[tuple[Token, ...], str]], at: int, side: tuple[Token, ...]) -> Iterator[Head]:
    """Yield the header whose first names each stand over the same columns: 收入 | 支出 over 项目 | 决算数 twice."""
    texts = ["".join(token.text for token in held) for held, _ in run]
    for sides, width in ((sides, width) for sides in (2, 3) for width in (4, 3, 2)):
        count = sides + sides * width
        if count > len(run) or texts[sides : sides + width] * sides != texts[sides:count]:
            continue
        if len(set(texts[sides : sides + width])) < width:
            continue
        groups = tuple((number * width, width, run[number][0][0]) for number in range(sides))
        after = at + sum(len(held) for held, _ in run[:count])
        columns = run[sides:count]
        yield Head(side, tuple(held for held, _ in columns), tuple(kind for _, kind in columns), groups, after)


def _two_rows(run: Sequence[tuple[tuple[Token, ...], str]], at: int, side: tuple[Token, ...]) -> Iterator[Head]:
    """Yield the header of two rows whose first name of a value stands over the parts of that value.

    Above are the names of the values, below those of levels and parts: 指标值 | 完成值 over 一级 | 性质 | 值 | 单位.
    """
    kinds = [kind for _, kind in run]
    top = next((n for n, kind in enumerate(kinds) if kind == "level"), 0)
    end = next((n for n in range(top, len(run)) if kinds[n] not in ("level", "label")), len(run))
    last = next((n for n in range(end, len(run)) if kinds[n] not in _PARTS), len(run))
    if not side or top < 2 or kinds[0] != "any" or not {"sign", "unit"} & set(kinds[end:last]) or last - end < 2:
        return
    columns = [*run[top:last], *run[1:top]]
    after = at + sum(len(held) for held, _ in run[:last])
    groups = ((end - top, last - end, run[0][0][0]),)
    yield Head(side, tuple(held for held, _ in columns), tuple(kind for _, kind in columns), groups, after)


def _heads_of_run(
    run: Sequence[tuple[tuple[Token, ...], str]], at: int, side: tuple[Token, ...], fewest: int = 0
) -> Iterator[Head]:
    """Yield the headers of these names and kinds, down to ``fewest`` of them."""
    if deeper := [*_two_sided(run, at, side), *_two_rows(run, at, side)]:
        yield from deeper
        return
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
                    yield Head(side, kept, left, ((drop, len(kept) - drop, whole[drop][0]),), ends[count])
