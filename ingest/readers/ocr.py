"""OCR of pages that are pictures (rapidocr, models in the package, CPU): characters with boxes, and ruling lines.

What it reads is never certain: pages carry ``is_ocr``, and figures on them need a check that confirms them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from ingest.errors import UnreadableFileError
from ingest.readers.glyphs import Glyph, PageContent
from ingest.readers.limits import check_limit, current_limits
from ingest.readers.pictures import DPI, decode_frames

if TYPE_CHECKING:
    from ingest.readers.pictures import Picture

_LONGEST_SIDE = 2600  # pixels; larger pictures are made smaller
_UNSURE = 0.75  # mean confidence below which the page may lie on its side
_LINE_HEIGHT = 0.62  # share of a detected box that the type fills
_CLOSE_GAP_EM = 0.8  # characters of one detected line stand side by side unless a gap is wider than this

Detected = tuple[str, float, Sequence[Sequence[float]]]  # a character, its confidence, the corners of its box


def is_installed() -> bool:
    """Tell whether the OCR extra is installed."""
    return all(find_spec(module) is not None for module in ("rapidocr", "onnxruntime", "cv2", "PIL"))


def pdf_page_reader() -> Callable[[object, int], PageContent] | None:
    """Return the function that reads a pdfium page by OCR (page, page number), None where OCR is not installed."""
    return _read_pdf_page if is_installed() else None


def image_reader() -> Callable[[bytes, int, float, float], PageContent] | None:
    """Return the function that reads an image file shown at a size in points, None where OCR is not installed."""
    return _read_image_at if is_installed() else None


def _read_pdf_page(page: object, number: int) -> PageContent:
    import ctypes

    import numpy
    import pypdfium2.raw as pdfium

    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    scale = min(DPI / 72, _LONGEST_SIDE / max(width, height, 1.0))
    columns, rows = max(round(width * scale), 1), max(round(height * scale), 1)
    bitmap = pdfium.FPDFBitmap_CreateEx(columns, rows, pdfium.FPDFBitmap_BGR, None, 0)
    if not bitmap:
        raise UnreadableFileError("页面无法绘制", place=f"第 {number} 页")
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, columns, rows, 0, pdfium.FPDF_ANNOT)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        buffer = pdfium.FPDFBitmap_GetBuffer(bitmap)
        raw = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ubyte * (stride * rows))).contents
        drawn = numpy.frombuffer(raw, dtype=numpy.uint8).reshape(rows, stride)
        picture = drawn[:, : columns * 3].reshape(rows, columns, 3).copy()
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return read_picture(picture, number, width, height)


def _read_image_at(data: bytes, number: int, width: float, height: float) -> PageContent:
    picture, _ = next(decode_frames(data, ""))
    return read_picture(picture, number, width, height)


def read_picture(picture: Picture, number: int, width: float, height: float) -> PageContent:
    """Read a picture (rows, columns, blue-green-red) that is shown ``width`` by ``height`` points large."""
    import cv2

    from ingest.readers.raster import deskewed, find_rulings, without_seal

    rows, columns = picture.shape[:2]
    check_limit(rows * columns, current_limits().pixels, "图片像素", "个", file="", place=f"第 {number} 页")
    shrink = _LONGEST_SIDE / max(rows, columns)
    if shrink < 1:
        size = (max(round(columns * shrink), 1), max(round(rows * shrink), 1))
        picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    gray = deskewed(without_seal(picture))
    lines, turns = _recognise_upright(gray)
    if turns:
        gray = _rotated(gray, turns)
    if turns % 2:
        width, height = height, width
    across, down = width / gray.shape[1], height / gray.shape[0]
    glyphs = [glyph for line in lines for glyph in _glyphs(line, across, down)]
    horizontals, verticals = find_rulings(gray, across, down)
    return PageContent(number, width, height, glyphs, horizontals, verticals, turns, is_ocr=True)


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error", "Global.use_cls": False, "Global.max_side_len": _LONGEST_SIDE})


def _rotated(gray: Picture, turns: int) -> Picture:
    import numpy

    return numpy.ascontiguousarray(numpy.rot90(gray, -turns))


def _recognise_upright(gray: Picture) -> tuple[list[list[Detected]], int]:
    """Return the detected lines, and the quarter turns clockwise that made the text upright."""
    lines, score, is_sideways = _recognise(gray)
    if not is_sideways and (score >= _UNSURE or not lines):
        return lines, 0
    best = (score * (0.5 if is_sideways else 1.0), lines, 0)
    for turns in (1, 3) if is_sideways else (2,):
        turned, turned_score, _ = _recognise(_rotated(gray, turns))
        if turned_score > best[0]:
            best = (turned_score, turned, turns)
    return best[1], best[2]


def _recognise(gray: Picture) -> tuple[list[list[Detected]], float, bool]:
    """Return the characters of each detected line, their mean confidence, and whether most lines stand upright."""
    result = _engine()(gray, return_word_box=True, return_single_char_box=True)
    if result.boxes is None or not result.txts:
        return [], 0.0, False
    lines: list[list[Detected]] = []
    tall = 0
    for index, (text, score, box) in enumerate(zip(result.txts, result.scores, result.boxes, strict=True)):
        corners = [(float(x), float(y)) for x, y in box]
        words = result.word_results[index] if index < len(result.word_results) else ()
        detected = [(str(word[0]), float(word[1]), word[2]) for word in words if word[2] is not None]
        if "".join(char for char, _, _ in detected).replace(" ", "") != text.replace(" ", ""):
            detected = _spread(text, float(score), corners)
        lines.append(detected)
        wide = max(x for x, _ in corners) - min(x for x, _ in corners)
        tall += len(text) > 2 and max(y for _, y in corners) - min(y for _, y in corners) > 1.5 * wide
    long_lines = sum(1 for text in result.txts if len(text) > 2)
    return lines, sum(map(float, result.scores)) / len(lines), tall > 0.6 * max(long_lines, 1)


def _spread(text: str, score: float, corners: Sequence[tuple[float, float]]) -> list[Detected]:
    """Return the characters of a line spread over its box, Latin ones half as wide as Chinese ones."""
    x0, x1 = min(x for x, _ in corners), max(x for x, _ in corners)
    y0, y1 = min(y for _, y in corners), max(y for _, y in corners)
    widths = [1.0 if char >= "\u2e80" else 0.5 for char in text]
    unit = (x1 - x0) / (sum(widths) or 1.0)
    found: list[Detected] = []
    for char, width in zip(text, widths, strict=True):
        right = x0 + width * unit
        found.append((char, score, ((x0, y0), (right, y0), (right, y1), (x0, y1))))
        x0 = right
    return found


def _glyphs(line: list[Detected], across: float, down: float) -> list[Glyph]:
    """Return the characters of a detected line in points; the middle of its box says where it stands, not its edges."""
    boxes = []
    for char, score, corners in line:
        xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
        if char.strip():
            boxes.append((char, min(xs) * across, min(ys) * down, max(xs) * across, max(ys) * down, score))
    glyphs = []
    for index, (char, x0, y0, x1, y1, score) in enumerate(boxes):
        size = _LINE_HEIGHT * (y1 - y0)
        middle = (y0 + y1) / 2
        right = x1
        if index + 1 < len(boxes) and x0 < boxes[index + 1][1] < x1 + _CLOSE_GAP_EM * size:
            right = boxes[index + 1][1]
        top, bottom, baseline = middle - size / 2, middle + size / 2, middle + 0.35 * size
        glyphs.append(Glyph(char, x0, top, x1, bottom, x0, right, baseline, size, score))
    return glyphs
