"""What of a PDF page's text is shown: a spreadsheet printed to PDF carries the rows of other pages, clipped away."""

from __future__ import annotations

import ctypes
import math

import pypdfium2.raw as pdfium

Area = tuple[float, float, float, float]

Raw = tuple[str, float, float, float, float, float, float, float, float, float, float, int]
"""A character as pdfium tells it: its text, ink box, advance box, origin, and quarter turns."""

_MOST_TEXTS = 60_000
_NUMERIC = frozenset("0123456789.,-")
_TOUCHING = 0.15
_SLACK = 2.0  # points: a character that only touches the edge is shown


class ShownAreas:
    """The area within which each piece of a page's text is shown, in the page's own coordinates.

    Only text that stands directly on the page has one: a clip inside a form has coordinates of the form's own, and
    text there counts as shown wherever the page is.
    """

    def __init__(self, page: object, frame: Area) -> None:
        """Look at the page's text objects once; ``frame`` is left, bottom, right, top of the visible page."""
        self._frame = frame
        self._areas: dict[int | None, Area] = {}
        known: dict[tuple[float, ...], Area] = {}
        for index in range(min(max(pdfium.FPDFPage_CountObjects(page), 0), _MOST_TEXTS)):
            item = pdfium.FPDFPage_GetObject(page, index)
            if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT:
                clip = pdfium.FPDFPageObj_GetClipPath(item)
                mark = _mark(clip)
                if mark and mark not in known:
                    known[mark] = _clip_area(clip, frame)
                area = known.get(mark, frame)
                if area != frame:
                    self._areas[_address(item)] = area

    def is_shown(self, text_page: object, index: int, x: float, y: float) -> bool:
        """Tell whether the character ``index`` of the page, whose middle is at ``x``, ``y``, can be seen."""
        area = self._frame
        if self._areas:
            area = self._areas.get(_address(pdfium.FPDFText_GetTextObject(text_page, index)), area)
        left, bottom, right, top = area
        return left - _SLACK <= x <= right + _SLACK and bottom - _SLACK <= y <= top + _SLACK


def without_hidden(characters: list[Raw], hidden: set[int]) -> list[Raw]:
    """Return the characters that can be seen, in their order, and the rest of numbers and words that are seen in part.

    A cell too narrow for its number shows the last digits of it, and they are another number; a title wider than the
    printed area loses the words that tell which table it is.
    """
    if not hidden:
        return characters
    kept: list[Raw] = []
    start = 0
    for index in range(1, len(characters) + 1):
        if index < len(characters) and _go_together(characters[index - 1], characters[index]):
            continue
        group = range(start, index)
        if not all(at in hidden for at in group):
            kept += [characters[at] for at in group]
        start = index
    return kept


def _go_together(one: Raw, other: Raw) -> bool:
    """Tell whether two characters are neighbours in one printed number, or in one line of Chinese text."""
    if (one[0] in _NUMERIC) != (other[0] in _NUMERIC) or one[11] or other[11]:
        return False
    if one[0] not in _NUMERIC and not (_is_chinese(one[0]) and _is_chinese(other[0])):
        return False
    gap, size = other[5] - one[7], abs(one[8] - one[6])
    return abs(one[10] - other[10]) < 0.1 * size and abs(gap) < _TOUCHING * size


def _is_chinese(char: str) -> bool:
    return char >= "\u2e80" or char in "“”"


def _address(item: object) -> int | None:
    return ctypes.cast(item, ctypes.c_void_p).value  # type: ignore[arg-type]


def _mark(clip: object) -> tuple[float, ...]:
    """Return what tells a clip from others (texts of one cell share theirs): opposite corners of each of its paths."""
    marks: list[float] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    for path in range(pdfium.FPDFClipPath_CountPaths(clip)):
        count = pdfium.FPDFClipPath_CountPathSegments(clip, path)
        marks.append(count)
        for number in range(0, count - 1, 2):
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, path, number), at_x, at_y)
            marks += x.value, y.value
    return tuple(marks)


def _clip_area(clip: object, frame: Area) -> Area:
    """Return the part of ``frame`` that the bounding boxes of the clip's paths leave."""
    left, bottom, right, top = frame
    x, y = ctypes.c_float(), ctypes.c_float()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    for path in range(max(pdfium.FPDFClipPath_CountPaths(clip), 0)):
        xs: list[float] = []
        ys: list[float] = []
        for number in range(max(pdfium.FPDFClipPath_CountPathSegments(clip, path), 0)):
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, path, number), at_x, at_y)
            if math.isfinite(x.value) and math.isfinite(y.value):
                xs.append(x.value)
                ys.append(y.value)
        if xs:
            left, right = max(left, min(xs)), min(right, max(xs))
            bottom, top = max(bottom, min(ys)), min(top, max(ys))
    return left, bottom, right, top
