"""One page of a PDF through pdfium: its characters and its ruling lines, upright, in points from the top left."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from math import pi
from operator import itemgetter

import pypdfium2.raw as pdfium

from ingest.readers.glyphs import Glyph, PageContent, Ruling
from ingest.readers.pdf_clip import Raw, ShownAreas, without_hidden

_MOST_OBJECTS = 60_000
_DEEPEST_FORM = 8
_QUARTER = pi / 2
_MOST_TILT = 0.04  # of a quarter turn: text that stands askew beyond this is a watermark or a stamp
_FEW_CHARACTERS = 40  # a page number or a running head over a scan
_MOST_OF_PAGE, _PART_OF_PAGE = 0.5, 0.1
_MOST_PICTURES = 2000
_ENOUGH_TEXTS = 20  # pieces of text that tell how the others are drawn
_HAIRLINE = 3.0  # points: a filled shape thinner than this is a ruling line
_BEZIER = pdfium.FPDF_SEGMENT_BEZIERTO
_MOVE = pdfium.FPDF_SEGMENT_MOVETO

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Turn = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class RawText:
    """The characters of a page in pdfium's coordinates, and how many have no Unicode value."""

    characters: list[Raw]
    unmapped: int


def read_page(page: object, number: int) -> tuple[PageContent, int]:
    """Return the page's content and the number of characters that its fonts map to no Unicode value."""
    frame = _frame(page)
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        raw = _raw_text(text_page, ShownAreas(page, frame))
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    displayed_turns = pdfium.FPDFPage_GetRotation(page) % 4
    turns = _upright_turns(raw.characters, displayed_turns)
    turn, width, height = _turner(frame, turns)
    usual = max(Counter(character[11] for character in raw.characters).items(), key=itemgetter(1), default=(0, 0))[0]
    glyphs = [_glyph(character, turn, usual) for character in raw.characters]
    horizontals, verticals, is_cut = _rulings(page, turn)
    content = PageContent(number, width, height, glyphs, horizontals, verticals, (turns - displayed_turns) % 4)
    content.lacks_lines = is_cut
    return content, raw.unmapped


def is_picture(page: object, content: PageContent) -> bool:
    """Tell whether the page is a picture: one covers most of it, and beside it there is hardly any text or line."""
    if len(content.glyphs) > _FEW_CHARACTERS or (content.glyphs and content.horizontals):
        return False
    return _largest_picture(page) > (_MOST_OF_PAGE if content.glyphs else _PART_OF_PAGE)


def has_hidden_text(page: object) -> bool:
    """Tell whether the text is an invisible layer over a scan: what an OCR program read, not what was printed."""
    hidden = shown = 0
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_PICTURES)):
        item = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT:
            is_hidden = pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
            hidden, shown = hidden + is_hidden, shown + (not is_hidden)
            if hidden + shown == _ENOUGH_TEXTS:
                break
    return hidden > shown and _largest_picture(page) > _MOST_OF_PAGE


def _largest_picture(page: object) -> float:
    """Return the share of the page that its largest picture covers."""
    left, bottom, right, top = _frame(page)
    area = (right - left) * (top - bottom)
    edges = [ctypes.c_float() for _ in range(4)]
    pointers = [ctypes.byref(edge) for edge in edges]
    largest = 0.0
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_PICTURES)):
        item = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(item) in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            pdfium.FPDFPageObj_GetBounds(item, *pointers)
            x0, y0, x1, y1 = (edge.value for edge in edges)
            largest = max(largest, (x1 - x0) * (y1 - y0) / area if area else 0.0)
    return largest


def _frame(page: object) -> tuple[float, float, float, float]:
    """Return left, bottom, right, top of the visible page in its own coordinates."""
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(rect))
    return rect.left, rect.bottom, rect.right, rect.top


def _raw_text(text_page: object, shown: ShownAreas) -> RawText:
    unicode_of, tight_box, origin_of = (
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_GetCharBox,
        pdfium.FPDFText_GetCharOrigin,
    )
    angle_of = pdfium.FPDFText_GetCharAngle
    loose_box, has_map_error = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_HasUnicodeMapError
    x0, x1, y0, y1, ox, oy = (ctypes.c_double() for _ in range(6))
    edges = [ctypes.byref(value) for value in (x0, x1, y0, y1)]
    at_x, at_y = ctypes.byref(ox), ctypes.byref(oy)
    loose = pdfium.FS_RECTF()
    at_loose = ctypes.byref(loose)
    characters: list[Raw] = []
    hidden: set[int] = set()
    unmapped = 0
    high = 0
    for index in range(max(pdfium.FPDFText_CountChars(text_page), 0)):
        code = unicode_of(text_page, index)
        if 0xD800 <= code < 0xDC00:  # UTF-16: a character outside the basic plane comes as two halves
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00, 0
        if code <= 0x20 or code in (0xA0, 0xAD, 0x3000, 0xFEFF, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
            unmapped += code in (0, 0xFFFE, 0xFFFF)
            continue
        unmapped += has_map_error(text_page, index) > 0
        tight_box(text_page, index, *edges)
        loose_box(text_page, index, at_loose)
        origin_of(text_page, index, at_x, at_y)
        turned = angle_of(text_page, index) / _QUARTER
        if abs((turned + 0.5) % 1.0 - 0.5) > _MOST_TILT:
            continue  # a watermark
        if not shown.is_shown(text_page, index, (loose.left + loose.right) / 2, (loose.bottom + loose.top) / 2):
            hidden.add(len(characters))
        characters.append(
            (chr(code), x0.value, y0.value, x1.value, y1.value, loose.left, loose.bottom, loose.right, loose.top,
             ox.value, oy.value, round(turned) % 4)
        )  # fmt: skip
    return RawText(without_hidden(characters, hidden), unmapped)


def _upright_turns(characters: list[Raw], displayed: int) -> int:
    """Return how many quarter turns clockwise make most of the text run to the right (``displayed`` when unclear)."""
    steps = [0, 0, 0, 0]
    for one, other in pairwise(characters):
        dx, dy = other[9] - one[9], other[10] - one[10]
        reach = 1.6 * max(one[7] - one[5], one[8] - one[6], 1.0)
        if abs(dx) > reach or abs(dy) > reach:
            continue
        if abs(dx) > 4 * abs(dy):
            steps[0 if dx > 0 else 2] += 1
        elif abs(dy) > 4 * abs(dx):
            steps[1 if dy > 0 else 3] += 1
    best = max(range(4), key=lambda turns: steps[turns])
    return best if steps[best] >= 8 and steps[best] > 0.6 * sum(steps) else displayed


def _turner(frame: tuple[float, float, float, float], turns: int) -> tuple[Turn, float, float]:
    left, bottom, right, top = frame
    width, height = right - left, top - bottom
    if turns == 0:
        return lambda x, y: (x - left, top - y), width, height
    if turns == 1:
        return lambda x, y: (y - bottom, x - left), height, width
    if turns == 2:
        return lambda x, y: (right - x, y - bottom), width, height
    return lambda x, y: (top - y, right - x), height, width


def _glyph(raw: Raw, turn: Turn, usual: int) -> Glyph:
    char, x0, y0, x1, y1, loose_x0, loose_y0, loose_x1, loose_y1, origin_x, origin_y, quarter = raw
    ax, ay = turn(x0, y0)
    bx, by = turn(x1, y1)
    lx, ly = turn(loose_x0, loose_y0)
    mx, my = turn(loose_x1, loose_y1)
    _, baseline = turn(origin_x, origin_y)
    if ax > bx:
        ax, bx = bx, ax
    if ay > by:
        ay, by = by, ay
    if lx > mx:
        lx, mx = mx, lx
    return Glyph(char, ax, ay, bx, by, lx, mx, baseline, abs(my - ly), is_turned=quarter != usual)


def _rulings(page: object, turn: Turn) -> tuple[list[Ruling], list[Ruling], bool]:
    """Return the horizontal and the vertical lines of a page, and whether some shapes were not looked at."""
    horizontals: list[Ruling] = []
    verticals: list[Ruling] = []
    budget = _Budget(_MOST_OBJECTS)

    def add(points: list[tuple[float, float]], is_stroked: bool) -> None:
        if len(points) < 2:
            return
        xs, ys = [point[0] for point in points], [point[1] for point in points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        if min(x1 - x0, y1 - y0) < _HAIRLINE:
            if x1 - x0 >= y1 - y0 and x1 - x0 > 0.5:
                horizontals.append(Ruling((y0 + y1) / 2, x0, x1))
            elif y1 - y0 > 0.5:
                verticals.append(Ruling((x0 + x1) / 2, y0, y1))
        elif is_stroked:
            for (ax, ay), (bx, by) in pairwise(points):
                if abs(ay - by) < 0.5 < abs(ax - bx):
                    horizontals.append(Ruling((ay + by) / 2, min(ax, bx), max(ax, bx)))
                elif abs(ax - bx) < 0.5 < abs(ay - by):
                    verticals.append(Ruling((ax + bx) / 2, min(ay, by), max(ay, by)))

    _walk(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, _IDENTITY, turn, add, 0, budget)
    return horizontals, verticals, budget.is_overrun


AddPath = Callable[[list[tuple[float, float]], bool], None]


@dataclass(slots=True)
class _Budget:
    """How many objects of a page may still be looked at, and whether there were more, or forms too deep in forms."""

    left: int
    is_overrun: bool = False


def _walk(
    container: object,
    count: Callable[[object], int],
    get: Callable[[object, int], object],
    outer: Matrix,
    turn: Turn,
    add: AddPath,
    depth: int,
    budget: _Budget,
) -> None:
    """Visit every path of a page or form, forms within forms too, until the budget of objects is spent."""
    matrix = pdfium.FS_MATRIX()
    at_matrix = ctypes.byref(matrix)
    kind_of, matrix_of = pdfium.FPDFPageObj_GetType, pdfium.FPDFPageObj_GetMatrix
    for index in range(max(count(container), 0)):
        if not budget.left:
            budget.is_overrun = True
            return
        budget.left -= 1
        item = get(container, index)
        kind = kind_of(item)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth == _DEEPEST_FORM:
            budget.is_overrun = True
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            matrix_of(item, at_matrix)
            inner = _times((matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f), outer)
            _walk(
                item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, turn, add, depth + 1, budget
            )
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            matrix_of(item, at_matrix)
            own = _times((matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f), outer)
            _path(item, own, turn, add)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that applies ``inner`` and then ``outer``."""
    if outer is _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _path(item: object, matrix: Matrix, turn: Turn, add: AddPath) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    if not (fill.value or stroke.value):
        return
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    shapes: list[list[tuple[float, float]]] = []
    for index in range(pdfium.FPDFPath_CountSegments(item)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == _BEZIER:
            return
        pdfium.FPDFPathSegment_GetPoint(segment, at_x, at_y)
        point = turn(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == _MOVE or not shapes:
            shapes.append([point])
        else:
            shapes[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            shapes[-1].append(shapes[-1][0])
    for shape in shapes:
        add(shape, bool(stroke.value))
