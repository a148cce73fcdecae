"""Columns told by blank strips: where no row prints anything from top to bottom, two columns are parted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from ingest.readers import wording
from ingest.readers.glyphs import Glyph
from ingest.readers.text_runs import lines_of

_NARROWEST_EM = 0.3  # a blank strip between two columns
_WIDE_STRIP_EM = 1.2  # where few rows say so: the blank within 合 计 is no strip
_FEW_ROWS = 3
_FULL_ROW = 0.6  # of the runs of the fullest row: others hold merged cells
_SPACED_EM = 2.2
_REACH = 2.0
_UNMATCHED = 0.6  # of the width of a column: what a name without a column, or a column without a name, costs
_COVERED = 0.6
_TOUCH = 0.5
_OFTEN = 0.4  # of the rows: where so many print, a column is
_BELOW = 0.25  # of the distance: the name stands over the column

Stretch = tuple[float, float]


def columns_by_strips(rows: Sequence[Sequence[Glyph]], em: float) -> list[Stretch]:
    """Return the columns as (left, right) of their text; ``rows`` are the characters of each row of figures."""
    inks = [_inks(row, em) for row in rows]
    words = [united(ink, _WIDE_STRIP_EM * em) for ink in inks]
    most = max((len(found) for found in words), default=0)
    voting = [ink for ink, found in zip(inks, words, strict=True) if len(found) >= _FULL_ROW * most]
    strip = _NARROWEST_EM if len(voting) > _FEW_ROWS else _WIDE_STRIP_EM
    columns = united(_without_bridges([united(ink, strip * em) for ink in voting]), strip * em)
    if len(voting) <= _FEW_ROWS:
        columns = [part for column in columns for part in _parted_at_amounts(column, rows)]
    return columns


def _without_bridges(rows: Sequence[Sequence[Stretch]]) -> Iterator[Stretch]:
    """Yield what rows cover but for words over several columns that most rows keep apart, as a total's name."""
    ends = sorted((edge, step) for row in rows for left, right in row for edge, step in ((left, 1), (right, -1)))
    often: list[Stretch] = []
    depth, start, needed = 0, 0.0, max(_OFTEN * len(rows), 2)
    for edge, step in ends:
        if step > 0 and depth < needed <= depth + step:
            start = edge
        if step < 0 and depth + step < needed <= depth:
            often.append((start, edge))
        depth += step
    often = united(often)
    for row in rows:
        for word in row:
            reached = [
                column for column in often[max(bisect_left(often, (word[0], word[0])) - 1, 0) :] if column[0] < word[1]
            ]
            if sum(min(word[1], column[1]) - max(word[0], column[0]) > _TOUCH for column in reached) < 2:
                yield word


def with_names(columns: Sequence[Stretch], names: Sequence[Stretch], em: float) -> list[Stretch]:
    """Widen columns to their names; what names no column is a column without text of its own.

    Names and columns go from left to right: numbers set to one side of their column may stand nearer to the name of
    the next one, but the order of all tells. A name over several columns names no single one.
    """
    single = sorted(name for name in names if sum(_covers(name, column) for column in columns) < 2)
    widened = list(columns)
    own: list[Stretch] = []
    for name, at in zip(single, _places(single, columns, em), strict=True):
        if at < 0:
            own.append(name)
        else:
            low = columns[at - 1][1] + _NARROWEST_EM * em if at else name[0]
            high = columns[at + 1][0] - _NARROWEST_EM * em if at + 1 < len(columns) else name[1]
            left, right = max(name[0], low), min(name[1], high)  # a name is wider than figures, not than its column
            widened[at] = (min(widened[at][0], left), max(widened[at][1], right))
    return sorted([*widened, *own])


def _places(names: Sequence[Stretch], columns: Sequence[Stretch], em: float) -> Sequence[int]:
    """Return the column of each name, -1 for a name of a column of its own; the names stand over one column each."""
    if len(names) == len(columns) and all(
        name[0] < right[0] and name[1] > left[1]
        for name, left, right in zip(names[1:-1], columns, columns[2:], strict=False)
    ):
        return range(len(names))
    edges = [edge for stretch in (*columns, *names) for edge in stretch]
    skipped = max(_UNMATCHED * (max(edges) - min(edges)) / len(columns), em) if columns else em
    # costs[n]: the least cost for the names so far and the first n columns, and the column of each name (-1: its own)
    costs: list[tuple[float, tuple[int, ...]]] = [(at * skipped, ()) for at in range(len(columns) + 1)]
    for name in names:
        reached = [(costs[0][0] + skipped, (*costs[0][1], -1))]
        for at, column in enumerate(columns, start=1):
            cost, places = costs[at - 1]
            reached.append(
                min(
                    (cost + _aside(name, column), (*places, at - 1)),
                    (costs[at][0] + skipped, (*costs[at][1], -1)),
                    (reached[-1][0] + skipped, reached[-1][1]),
                )
            )
        costs = reached
    return costs[-1][1]


def _covers(name: Stretch, column: Stretch) -> bool:
    return min(name[1], column[1]) - max(name[0], column[0]) > _COVERED * (column[1] - column[0])


def _aside(name: Stretch, column: Stretch) -> float:
    """Return how far a name stands to the side of a column, at their left edges, middles or right edges."""
    left, right = abs(name[0] - column[0]), abs(name[1] - column[1])
    aside = min(left, right, abs(name[0] + name[1] - column[0] - column[1]) / 2)
    shared = min(name[1], column[1]) - max(name[0], column[0])
    return aside * (_BELOW if 2 * shared > min(name[1] - name[0], column[1] - column[0]) else 1.0)


def united(stretches: Iterable[Stretch], blank: float = 0.0) -> list[Stretch]:
    """Return the stretches with those joined that overlap or stand closer than ``blank``."""
    joined: list[Stretch] = []
    for left, right in sorted(stretches):
        if joined and left <= joined[-1][1] + blank:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return joined


def words_of(band: Sequence[Glyph]) -> list[str]:
    """Return the words that the characters of a row spell, parted by blanks."""
    return [word for line in lines_of(band) for run in line.runs for word in run.text.split()]


def _inks(row: Sequence[Glyph], em: float) -> list[Stretch]:
    """Return what the text of a row covers; single characters set apart (合 计) are one word."""
    inks = united((glyph.x0, glyph.x1) for glyph in row)
    alone = {(glyph.x0, glyph.x1) for glyph in row if glyph.char >= "\u2e80"}
    words = inks[:1]
    for ink in inks[1:]:
        if ink in alone and words[-1] in alone and ink[0] - words[-1][1] < _SPACED_EM * em:
            words[-1] = (words[-1][0], ink[1])
            alone.add(words[-1])
        else:
            words.append(ink)
    return words


def _parted_at_amounts(column: Stretch, rows: Sequence[Sequence[Glyph]]) -> list[Stretch]:
    """Part a column that few rows fused where two amounts stand side by side in it."""
    for band in rows:
        for line in lines_of([g for g in band if column[0] <= g.left and g.right <= column[1] + _REACH]):
            words = [part for run in line.runs for part in run.parted_at(sorted(run.blanks))]
            if len(words) > 1 and all(wording.is_amount(word.text) for word in words):
                return [(word.left, word.right) for word in words]
    return [column]
