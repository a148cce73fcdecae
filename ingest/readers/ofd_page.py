"""One page of an OFD document (GB/T 33190-2016): characters and ruling lines, upright, in points from the top left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from ingest.errors import LimitExceededError, UnreadableFileError
from ingest.readers.glyphs import Glyph, PageContent, Ruling
from ingest.readers.limits import current_limits
from ingest.readers.packed import attribute, local_name

POINTS = 72 / 25.4  # OFD measures in millimetres
_HAIRLINE = 3.0  # points: a shape thinner than this is a ruling line
_ASCENT, _DESCENT = 0.86, 0.14  # of the type size; OFD does not say where the ink is
_LATIN_WIDTH = 0.5
_DEEPEST = 60

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


@dataclass(frozen=True, slots=True)
class Picture:
    """An image on a page: the resource it shows and its box in points."""

    resource: str
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class OfdPage:
    """What is drawn on a page as displayed; characters come with the direction in which their text runs."""

    glyphs: list[tuple[Glyph, int]] = field(default_factory=list)
    horizontals: list[Ruling] = field(default_factory=list)
    verticals: list[Ruling] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    slanted: int = 0

    def content(self, number: int, width: float, height: float) -> PageContent:
        """Return the page laid upright: turned where most of its text runs up, down or backwards."""
        counts = [0, 0, 0, 0]
        for _, direction in self.glyphs:
            counts[direction] += 1
        turns = max(range(4), key=lambda direction: counts[direction]) if self.glyphs else 0
        glyphs = [glyph for glyph, _ in self.glyphs]
        if turns == 0:
            return PageContent(number, width, height, glyphs, self.horizontals, self.verticals)
        upright = (width, height) if turns == 2 else (height, width)
        horizontals = [_turned_line(line, True, turns, width, height) for line in self.horizontals]
        verticals = [_turned_line(line, False, turns, width, height) for line in self.verticals]
        if turns != 2:
            horizontals, verticals = verticals, horizontals
        turned = [_turned_glyph(glyph, turns, width, height) for glyph in glyphs]
        return PageContent(number, *upright, turned, horizontals, verticals, turns)


def _turned(x: float, y: float, turns: int, width: float, height: float) -> tuple[float, float]:
    """Return a point of the displayed page after this many quarter turns clockwise."""
    if turns == 1:
        return height - y, x
    if turns == 2:
        return width - x, height - y
    return y, width - x


def _turned_glyph(glyph: Glyph, turns: int, width: float, height: float) -> Glyph:
    ax, ay = _turned(glyph.x0, glyph.y0, turns, width, height)
    bx, by = _turned(glyph.x1, glyph.y1, turns, width, height)
    x0, x1, y0, y1 = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
    return Glyph(glyph.char, x0, y0, x1, y1, x0, x1, y1 - _DESCENT * glyph.size, glyph.size)


def _turned_line(line: Ruling, is_flat: bool, turns: int, width: float, height: float) -> Ruling:
    start = (line.start, line.at) if is_flat else (line.at, line.start)
    end = (line.end, line.at) if is_flat else (line.at, line.end)
    ax, ay = _turned(*start, turns, width, height)
    bx, by = _turned(*end, turns, width, height)
    if abs(ay - by) < abs(ax - bx):
        return Ruling(ay, min(ax, bx), max(ax, bx))
    return Ruling(ax, min(ay, by), max(ay, by))


def read_layers(root: etree._Element, page: OfdPage, units: Mapping[str, etree._Element], file: str) -> None:
    """Add what a page (or its template) draws; ``units`` are the composite graphics that pages refer to."""
    for element in root:
        if local_name(element) == "Content":
            _read_block(element, page, units, _IDENTITY, 0, file)


def _read_block(
    block: etree._Element,
    page: OfdPage,
    units: Mapping[str, etree._Element],
    outer: Matrix,
    depth: int,
    file: str,
) -> None:
    if depth > _DEEPEST:
        raise LimitExceededError("图元嵌套层数超过上限", file=file)
    for element in block:
        name = local_name(element)
        if attribute(element, "Visible") == "false":
            continue
        try:
            if name == "TextObject":
                _read_text(element, page, outer)
            elif name == "PathObject":
                _read_path(element, page, outer)
            elif name == "ImageObject":
                _read_picture(element, page, outer)
            elif name in ("Layer", "PageBlock"):
                _read_block(element, page, units, outer, depth + 1, file)
            elif name == "CompositeObject":
                unit = units.get(attribute(element, "ResourceID") or "")
                if unit is not None:
                    inner = _times(_placing(element), outer)
                    _read_block(unit, page, units, inner, depth + 1, file)
        except (ValueError, IndexError, OverflowError) as error:
            raise UnreadableFileError(f"图元 {attribute(element, 'ID') or ''} 的数值无法识别", file=file) from error
        if len(page.glyphs) > current_limits().characters:
            raise LimitExceededError("文字量超过上限", file=file)


def numbers(text: str | None) -> list[float]:
    """Return the numbers of an attribute such as ``Boundary``; raises ValueError for what is none."""
    values = [float(part) for part in (text or "").split()]
    if any(not -1e7 < value < 1e7 for value in values):
        raise ValueError(text)
    return values


def _placing(element: etree._Element) -> Matrix:
    """Return the matrix from an object's own coordinates to those around it, in its container's measure."""
    boundary = numbers(attribute(element, "Boundary")) or [0.0, 0.0]
    matrix = numbers(attribute(element, "CTM"))
    a, b, c, d, e, f = matrix if len(matrix) == 6 else _IDENTITY
    return a, b, c, d, e + boundary[0], f + boundary[1]


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _deltas(text: str | None) -> list[float]:
    """Return the steps between characters; ``g 3 2.5`` stands for three steps of 2.5."""
    parts = (text or "").split()
    steps: list[float] = []
    index = 0
    while index < len(parts):
        if parts[index] == "g" and index + 2 < len(parts):
            count = min(max(int(float(parts[index + 1])), 0), 100_000)
            steps += [float(parts[index + 2])] * count
            index += 3
        else:
            steps.append(float(parts[index]))
            index += 1
    return steps


def _read_text(element: etree._Element, page: OfdPage, outer: Matrix) -> None:
    matrix = _times(_placing(element), outer)
    size = float(attribute(element, "Size") or 0) or 3.5
    stretch = float(attribute(element, "HScale") or 1) or 1.0
    x = y = 0.0
    for code in element:
        if local_name(code) != "TextCode":
            continue
        text = code.text or ""
        x, y = float(attribute(code, "X") or x), float(attribute(code, "Y") or y)
        across, down = _deltas(attribute(code, "DeltaX")), _deltas(attribute(code, "DeltaY"))
        at_x, at_y = x, y
        for index, char in enumerate(text):
            natural = size * stretch * (1.0 if char >= "\u2e80" else _LATIN_WIDTH)
            step_x = across[index] if index < len(across) else (0.0 if down else natural)
            step_y = down[index] if index < len(down) else 0.0
            if not char.isspace() and char.isprintable():
                advance = min(step_x, size * stretch) if step_x > 0 and not step_y else natural
                _add_glyph(page, char, matrix, at_x, at_y, advance, size)
            at_x, at_y = at_x + step_x, at_y + step_y


def _add_glyph(page: OfdPage, char: str, matrix: Matrix, x: float, y: float, advance: float, size: float) -> None:
    a, b, c, d, e, f = matrix
    if abs(b) > 0.15 * abs(a) and abs(a) > 0.15 * abs(b):
        page.slanted += 1  # a watermark across the page
        return
    corners = []
    for u, v in ((x, y - _ASCENT * size), (x + advance, y + _DESCENT * size)):
        corners.append(((a * u + c * v + e) * POINTS, (b * u + d * v + f) * POINTS))
    (ax, ay), (bx, by) = corners
    x0, x1, y0, y1 = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
    if abs(a) >= abs(b):
        direction, height = (0 if a > 0 else 2), y1 - y0
    else:
        direction, height = (3 if b > 0 else 1), x1 - x0
    baseline = (b * x + d * y + f) * POINTS
    page.glyphs.append((Glyph(char, x0, y0, x1, y1, x0, x1, baseline, height), direction))


def _read_picture(element: etree._Element, page: OfdPage, outer: Matrix) -> None:
    boundary = numbers(attribute(element, "Boundary"))
    if len(boundary) == 4:
        x, y, w, h = boundary
        a, b, c, d, e, f = outer
        xs, ys = zip(*((a * u + c * v + e, b * u + d * v + f) for u, v in ((x, y), (x + w, y + h))), strict=True)
        corners = (min(xs) * POINTS, min(ys) * POINTS, max(xs) * POINTS, max(ys) * POINTS)
        page.pictures.append(Picture(attribute(element, "ResourceID") or "", *corners))


def _read_path(element: etree._Element, page: OfdPage, outer: Matrix) -> None:
    is_stroked = attribute(element, "Stroke") != "false"
    is_filled = attribute(element, "Fill") == "true"
    if not (is_stroked or is_filled):
        return
    data = next((child.text for child in element if local_name(child) == "AbbreviatedData"), None)
    matrix = _times(_placing(element), outer)
    for shape in _shapes((data or "").split(), matrix):
        _add_shape(page, shape, is_stroked)


def _shapes(parts: list[str], matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Yield the straight outlines of a path in points; curved ones are no ruling lines."""
    a, b, c, d, e, f = matrix
    shape: list[tuple[float, float]] = []
    is_curved = False
    index = 0
    while index < len(parts):
        operator = parts[index]
        count = _ARGUMENTS.get(operator)
        if count is None:
            raise ValueError(operator)
        arguments = [float(part) for part in parts[index + 1 : index + 1 + count]]
        if len(arguments) < count:
            raise ValueError(operator)
        index += 1 + count
        if operator in "SM":
            if shape and not is_curved:
                yield shape
            shape, is_curved = [], False
        elif operator == "C":
            if shape:
                shape.append(shape[0])
            continue
        is_curved = is_curved or operator in "QBA"
        x, y = arguments[-2:]
        shape.append(((a * x + c * y + e) * POINTS, (b * x + d * y + f) * POINTS))
    if shape and not is_curved:
        yield shape


def _add_shape(page: OfdPage, points: list[tuple[float, float]], is_stroked: bool) -> None:
    """Add the ruling lines of an outline: all of it where it is thin, else its straight sides where they are drawn."""
    if len(points) < 2:
        return
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    if min(x1 - x0, y1 - y0) < _HAIRLINE:
        if x1 - x0 >= y1 - y0:
            page.horizontals.append(Ruling((y0 + y1) / 2, x0, x1))
        else:
            page.verticals.append(Ruling((x0 + x1) / 2, y0, y1))
    elif is_stroked:
        for (ax, ay), (bx, by) in pairwise(points):
            if abs(ay - by) < 0.5 < abs(ax - bx):
                page.horizontals.append(Ruling((ay + by) / 2, min(ax, bx), max(ax, bx)))
            elif abs(ax - bx) < 0.5 < abs(ay - by):
                page.verticals.append(Ruling((ax + bx) / 2, min(ay, by), max(ay, by)))
