"""Running text printed in two columns: the left one is read to its end before the right one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ingest.readers import wording
from ingest.readers.text_runs import TextLine

_FEWEST_LINES = 5
_FEWEST_CHARACTERS = 8  # of a line of prose, on average
_CLAUSE = "，。；"

Gutter = tuple[float, float]


def in_reading_order(lines: Sequence[TextLine]) -> Iterator[tuple[list[TextLine], bool]]:
    """Yield stretches of the lines and whether they are columns of running text, then from column to column.

    Columns are lines of two runs each, five or more, with one blank strip between them all, that read like prose.
    """
    for gutter, group in groupby(_with_gutters(lines), key=lambda pair: pair[1]):
        stretch = [line for line, _ in group]
        if gutter is None:
            yield stretch, False
            continue
        middle = (gutter[0] + gutter[1]) / 2
        halves = [
            [
                replace(line, runs=runs)
                for line in stretch
                if (runs := [r for r in line.runs if (r.left > middle) == side])
            ]
            for side in (False, True)
        ]
        shift = min(line.left for line in halves[1]) - min(line.left for line in halves[0])
        yield [*halves[0], *(replace(line, shift=shift) for line in halves[1])], True


def _with_gutters(lines: Sequence[TextLine]) -> list[tuple[TextLine, Gutter | None]]:
    found: list[tuple[TextLine, Gutter | None]] = []
    at = 0
    while at < len(lines):
        stop, gutter = _stretch(lines, at)
        if gutter is not None and _is_prose(lines[at:stop]):
            found += [(line, gutter) for line in lines[at:stop]]
            at = stop
        else:
            found.append((lines[at], None))
            at += 1
    return found


def _stretch(lines: Sequence[TextLine], start: int) -> tuple[int, Gutter | None]:
    """Return the end of the lines from ``start`` on that leave one strip blank, and the strip."""
    gutter: Gutter | None = None
    at = start
    while at < len(lines):
        runs = lines[at].runs
        if len(runs) > 2 or (gutter is None and len(runs) < 2):
            break
        low, high = (runs[0].right, runs[1].left) if len(runs) == 2 else (0.0, float("inf"))
        if len(runs) == 1 and gutter is not None:  # the end of the longer column
            low, high = (runs[0].right, gutter[1]) if runs[0].left < gutter[0] else (gutter[0], runs[0].left)
        strip = (max(low, gutter[0]), min(high, gutter[1])) if gutter is not None else (low, high)
        if strip[1] - strip[0] < lines[at].em:
            break
        gutter, at = strip, at + 1
    return at, gutter


def _is_prose(lines: Sequence[TextLine]) -> bool:
    """Tell whether both sides of the strip read like running text and not like names beside figures."""
    both = [line for line in lines if len(line.runs) == 2]
    if len(both) < _FEWEST_LINES:
        return False
    for side in (0, 1):
        texts = [line.runs[side].text for line in both]
        if any(wording.is_number(text) for text in texts) or not any(mark in "".join(texts) for mark in _CLAUSE):
            return False
        if sum(len(text) for text in texts) < _FEWEST_CHARACTERS * len(texts):
            return False
    return True
