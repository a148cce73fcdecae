"""What of a PDF page's text is shown: a spreadsheet printed to PDF carries the rows of other pages, clipped away."""

from __future__ import annotations

import ctypes
import math

import pypdfium2.raw as pdfium

Area = tuple[float, float, float, float]

_MOST_TEXTS = 60_000
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
