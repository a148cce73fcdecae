"""Join printed lines to paragraphs: hard-wrapped lines, and sentences that a page break cuts in two.

Two kinds of evidence are used. Layout: a line that fills the width of the text goes on in the next one unless that
is indented. Wording: a line that breaks off in mid-sentence goes on in the next one unless that opens a new item.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers import wording
from ingest.readers.printed import PrintedLine

_FULL_WITHIN_EM = 2.2  # a line may end this much before the margin: no closing mark starts a line
_INDENT_EM = 1.2
_REMEMBERED = 1200  # characters of a paragraph that decide whether it goes on
_NEARLY_FULL = 0.2  # of the text's width: room left where an unbreakable word did not fit
_SHORTEST_WRAP = 40.0  # columns: lines cut shorter than this are verse or a form, not wrapped prose
_WRAP_SHARE = 0.3
_SENTENCE = re.compile(r"[，。；,]|、$")
_CLAUSE = re.compile(r",(?=[\u4e00-\u9fff])")
_AMOUNT_FIRST = re.compile(r"\s*-?\d[\d,.]*\s*(?:[%％]|[万亿]?元)")
"""A number that did not fit at the end of its line, with its unit: no paragraph begins so."""
_NUMBER_LAST = re.compile(r"[\u4e00-\u9fff（(“”][^\d０-９]{0,6}[\d０-９][\d０-９,，.．]*\s*$")
_UNIT_FIRST = re.compile(r"\s*(?:[万亿]\s*元|元(?=\s*(?:[，。；、,;）)]|$))|[%％]|个?百分点)")
"""80.00 at the end of a line or page and 万元 at the start of the next are one amount."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The width of the text on a page (or in a plain-text file): where full lines end and where lines begin.

    ``em`` is the type size of the document's running text; ``is_indented`` says that paragraphs open with an indent,
    ``is_spaced`` that more than the usual distance parts them.
    """

    left: float
    right: float
    em: float
    is_indented: bool
    is_spaced: bool = False

    @property
    def marks_paragraphs(self) -> bool:
        """Tell whether the layout shows where a paragraph begins."""
        return self.is_indented or self.is_spaced


def join_lines(lines: Sequence[PrintedLine], *, has_geometry: bool) -> list[list[PrintedLine]]:
    """Group consecutive printed lines into paragraphs; no line is lost, none is in two."""
    measures = _measures(lines, has_geometry)
    paragraphs: list[list[PrintedLine]] = []
    text = ""
    for line in lines:
        if paragraphs and _goes_on(text, paragraphs[-1], line, measures, has_geometry):
            paragraphs[-1].append(line)
            text = (text + line.text)[-_REMEMBERED:]
        else:
            paragraphs.append([line])
            text = line.text
    return paragraphs


def _measures(lines: Sequence[PrintedLine], has_geometry: bool) -> dict[int, Measure | None]:
    pages: dict[int, list[PrintedLine]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    if not has_geometry:
        width = _wrap_width(lines)
        measure = Measure(0.0, width, 2.0, False) if width else None
        return dict.fromkeys(pages, measure)
    em = sorted(line.em for line in lines)[len(lines) // 2] if lines else 1.0
    common = _common_measure(lines, em)
    return {number: _common_measure(page, em) if len(page) > 5 else common for number, page in pages.items()}


def _wrap_width(lines: Sequence[PrintedLine]) -> float | None:
    """Return the column at which lines were cut, if the file was hard-wrapped."""
    widths = sorted(line.right for line in lines if line.right >= _SHORTEST_WRAP)
    if len(widths) < 4:
        return None
    right = widths[int(0.9 * (len(widths) - 1))]
    near = sum(1 for width in widths if width >= 0.85 * right)
    return right if right <= 160 and near >= _WRAP_SHARE * len(widths) else None


def _common_measure(lines: Sequence[PrintedLine], em: float) -> Measure | None:
    if not lines:
        return None
    rights = sorted(line.right for line in lines)
    right = rights[int(0.92 * (len(rights) - 1))]
    full = [line for line in lines if line.right >= right - _FULL_WITHIN_EM * em]
    lefts = Counter(round(line.left / em * 2) for line in full)
    often = [value for value, count in lefts.items() if count >= max(2, 0.12 * len(full))] or list(lefts)
    left = min(often) * em / 2
    indented = sum(1 for line in lines if left + _INDENT_EM * em < line.left < left + 3 * em)
    spaced = sum(1 for line in lines if line.has_gap)
    return Measure(left, right, em, indented >= 2, spaced >= max(3, 0.12 * len(lines)))


def _goes_on(
    text: str,
    paragraph: Sequence[PrintedLine],
    line: PrintedLine,
    measures: dict[int, Measure | None],
    has_geometry: bool,
) -> bool:
    """Decide whether ``line`` belongs to the paragraph whose text so far is ``text``."""
    if wording.has_leader_dots(paragraph[-1].text) or wording.is_date_line(line.text):
        return False
    if not wording.may_be_one_number(text, line.text):
        return False
    if (paragraph[-1].has_columns or line.has_columns) and text[-1:].isdigit() and line.text[:1].isdigit():
        return False
    if not line.has_columns and _NUMBER_LAST.search(text) and _UNIT_FIRST.match(line.text):
        return True
    if has_geometry:
        return _goes_on_in_layout(text, paragraph, line, measures)
    previous = paragraph[-1]
    is_open = wording.has_open_bracket(text)
    gap = line.has_gap or line.page != previous.page
    if wording.starts_item(line.text):
        return is_open and not gap
    if wording.ends_sentence(text):
        return False
    measure = measures[previous.page]
    full = measure is not None and previous.right >= measure.right - 2 * _FULL_WITHIN_EM
    if gap and wording.is_key_value(line.text) and not is_open:
        return False
    if line.has_gap and not _SENTENCE.search(text) and not full:
        return False  # words without a clause and with a blank line below them are a title or a cell of a form
    if is_open or wording.is_running_text(text) or (_AMOUNT_FIRST.match(line.text) and not gap):
        return True
    if _CLAUSE.search(text) and not gap:
        return True
    return full and not gap


def _goes_on_in_layout(
    text: str, paragraph: Sequence[PrintedLine], line: PrintedLine, measures: dict[int, Measure | None]
) -> bool:
    previous, em = paragraph[-1], line.em
    before, after = measures[previous.page], measures[line.page]
    if before is None or after is None or not 0.75 < previous.em / em < 1.33:
        return False
    ended, is_item = wording.ends_sentence(text), wording.starts_item(line.text)
    if previous.page == line.page and _is_title_wrapped(previous, line, after):
        return not ended and not is_item
    room = before.right - previous.right
    full = room <= _FULL_WITHIN_EM * em
    aligned = abs(line.left - previous.left) < 0.5 * em and len(paragraph) > 1
    if line.left > after.left + _INDENT_EM * em and not aligned:
        return False
    marked = after.marks_paragraphs and not line.has_gap
    if is_item:
        may_be_number = marked and not wording.starts_with_han_number(line.text)
        return full and not ended and (wording.has_open_bracket(text) or may_be_number)
    if full:
        return marked or not ended
    if ended:
        return False
    nearly_full = room <= _NEARLY_FULL * (before.right - before.left)
    return (nearly_full and marked) or wording.has_open_bracket(text) or wording.is_running_text(text)


def _is_title_wrapped(previous: PrintedLine, line: PrintedLine, measure: Measure) -> bool:
    """Tell whether two lines are one title: both centred, in larger type than the text or the first one nearly full."""
    middle = (measure.left + measure.right) / 2
    rooms = line.left - measure.left, measure.right - line.right
    if min(rooms) < 2 * line.em or line.top - previous.bottom > 1.8 * line.em:
        return False
    if any(abs((one.left + one.right) / 2 - middle) > line.em for one in (previous, line)):
        return False
    if previous.text.endswith("表") and line.text.endswith("表"):
        return False
    wide = previous.right - previous.left >= (1 - _NEARLY_FULL) * (measure.right - measure.left)
    return wide or line.em > 1.15 * measure.em
