"""Characters with positions to lines of text: baselines grouped, blanks put in where they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from ingest.readers.glyphs import Glyph, type_size

_BLANK_EM = 0.18  # a gap this much wider than the line's usual one is a blank
_WIDE_EM = 1.6  # a gap this wide parts columns
_SAME_BASELINE_EM = 0.4


@dataclass(slots=True)
class Run:
    """Characters that stand side by side, parted by blanks at most. ``blanks`` are indices that a blank precedes."""

    glyphs: list[Glyph]
    blanks: frozenset[int]

    @property
    def left(self) -> float:
        """Left edge of the first character."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Right edge of the last character's ink or advance, whichever ends first."""
        return self.glyphs[-1].right

    @property
    def baseline(self) -> float:
        """What the first character stands on."""
        return self.glyphs[0].baseline

    @property
    def text(self) -> str:
        """The run's characters, blanks put in."""
        return "".join(" " + g.char if i in self.blanks else g.char for i, g in enumerate(self.glyphs))

    @property
    def glyph_text(self) -> str:
        """The run's characters without blanks, one for each glyph."""
        return "".join(g.char[:1] or " " for g in self.glyphs)

    def parted_at(self, indices: Sequence[int]) -> list[Run]:
        """Return the run cut before the characters at these indices."""
        return [
            Run(self.glyphs[start:end], frozenset(blank - start for blank in self.blanks if start < blank < end))
            for start, end in pairwise([0, *indices, len(self.glyphs)])
        ]


@dataclass(slots=True)
class TextLine:
    """The runs of one baseline, left to right. ``shift`` is how far its column stands to the right of the first one."""

    runs: list[Run]
    baseline: float
    em: float
    shift: float = 0.0

    @property
    def left(self) -> float:
        """Left edge of the line."""
        return self.runs[0].left

    @property
    def right(self) -> float:
        """Right edge of the line."""
        return self.runs[-1].right

    @property
    def text(self) -> str:
        """The line's text, runs parted by a blank."""
        return " ".join(run.text for run in self.runs)


def lines_of(glyphs: Sequence[Glyph]) -> list[TextLine]:
    """Return the lines of these characters from top to bottom."""
    return [_line(group) for group in _by_baseline(glyphs)]


def cell_lines(glyphs: Sequence[Glyph]) -> list[TextLine]:
    """Return the lines of a cell's characters; text that runs up or down the cell is one line, as it was written."""
    turned = [glyph for glyph in glyphs if glyph.is_turned]
    if 2 * len(turned) <= len(glyphs):
        return lines_of(glyphs)
    steps = enumerate(pairwise(turned), start=1)
    breaks = (
        at for at, (a, b) in steps if abs(b.left - a.left) > 0.5 * a.size and a.char.isascii() and b.char.isascii()
    )
    line = TextLine([Run(turned, frozenset(breaks))], max(g.baseline for g in turned), type_size(turned))
    upright = [glyph for glyph in glyphs if not glyph.is_turned]
    return [line, *lines_of(upright)]


def _by_baseline(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    groups: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=attrgetter("baseline")):
        if groups:
            first = groups[-1][0]
            if glyph.baseline - first.baseline <= _SAME_BASELINE_EM * min(glyph.size, first.size):
                groups[-1].append(glyph)
                continue
        groups.append([glyph])
    return groups


def _line(glyphs: list[Glyph]) -> TextLine:
    ordered = _without_overprint(sorted(glyphs, key=attrgetter("left")))
    em = type_size(ordered)
    gaps = [b.left - a.right for a, b in pairwise(ordered)]
    close = sorted(gap for gap in gaps if gap < em)
    usual = min(max(close[len(close) // 2], 0.0), 0.5 * em) if len(close) > 2 else 0.0
    runs: list[Run] = []
    start, blanks = 0, set[int]()
    for index, gap in enumerate(gaps, start=1):
        if gap > _WIDE_EM * em:
            runs.append(Run(ordered[start:index], frozenset(blanks)))
            start, blanks = index, set()
        elif gap - usual > _BLANK_EM * em and not (
            _sets_own_room(ordered[index - 1]) or _sets_own_room(ordered[index])
        ):
            blanks.add(index - start)
    runs.append(Run(ordered[start:], frozenset(blanks)))
    return TextLine(runs, max(glyph.baseline for glyph in ordered), em)


def _sets_own_room(glyph: Glyph) -> bool:
    """Tell whether the character is a Chinese punctuation mark, which carries blank space within itself."""
    return glyph.char in "，。；：、！？（）《》〈〉【】“”‘’…"


def _without_overprint(ordered: list[Glyph]) -> list[Glyph]:
    """Drop characters printed again on top of themselves to look bold."""
    kept: list[Glyph] = []
    for glyph in ordered:
        twin = False
        for other in kept[-3:]:
            width = max(glyph.right - glyph.left, 0.1)
            if other.char == glyph.char and abs(glyph.left - other.left) < 0.3 * width:
                twin = True
        if not twin:
            kept.append(glyph)
    return kept
