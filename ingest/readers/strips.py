"""Columns told by blank strips: where no row prints anything from top to bottom, two columns are parted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.readers import wording
from ingest.readers.glyphs import Glyph
from ingest.readers.text_runs import lines_of

_NARROWEST_EM = 0.3  # a blank strip between two columns
_WIDE_STRIP_EM = 1.2  # where few rows say so: the blank within 合 计 is no strip
_FEW_ROWS = 3
_FULL_ROW = 0.6  # of the runs of the fullest row: others hold merged cells
_SPACED_EM = 2.2
_REACH = 2.0

Stretch = tuple[float, float]


def columns_by_strips(rows: Sequence[Sequence[Glyph]], em: float) -> list[Stretch]:
    """Return the columns as (left, right) of their text; ``rows`` are the characters of each row of figures."""
    inks = [_inks(row, em) for row in rows]
    words = [united(ink, _WIDE_STRIP_EM * em) for ink in inks]
    most = max((len(found) for found in words), default=0)
    voting = [ink for ink, found in zip(inks, words, strict=True) if len(found) >= _FULL_ROW * most]
    strip = _NARROWEST_EM if len(voting) > _FEW_ROWS else _WIDE_STRIP_EM
    columns = united((stretch for ink in voting for stretch in ink), strip * em)
    if len(voting) <= _FEW_ROWS:
        columns = [part for column in columns for part in _parted_at_amounts(column, rows)]
    return columns


def with_names(columns: Sequence[Stretch], names: Sequence[Stretch]) -> list[Stretch]:
    """Widen columns to their names; a name beside a nameless column is its own, else it names a column without text."""
    widened = [list(column) for column in columns]
    own: list[Stretch] = []
    unplaced: list[Stretch] = []
    named: set[int] = set()
    for left, right in names:
        over = [at for at, (low, high) in enumerate(columns) if min(high, right) > max(low, left)]
        if len(over) == 1:
            at = over[0]
            named.add(at)
            widened[at] = [min(widened[at][0], left), max(widened[at][1], right)]
        elif over:
            named.update(over)
        else:
            unplaced.append((left, right))
    for left, right in unplaced:
        after = next((at for at, (low, _) in enumerate(columns) if low >= right), None)
        before = next((at for at in range(len(columns) - 1, -1, -1) if columns[at][1] <= left), None)
        beside = next((at for at in (after, before) if at is not None and at not in named), None)
        if beside is None:
            own.append((left, right))
        else:
            named.add(beside)
            widened[beside] = [min(widened[beside][0], left), max(widened[beside][1], right)]
    return sorted([*((low, high) for low, high in widened), *own])


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
