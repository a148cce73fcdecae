"""What a scan's pixels show besides text: its slant, a seal over it, the ruling lines of its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy

from ingest.readers.glyphs import Ruling

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Picture = NDArray[Any]

_MOST_SLANT = 5.0  # degrees; more is a page that lies on its side
_LEAST_SLANT = 0.05
_SHORTEST_ACROSS, _SHORTEST_DOWN = 25.0, 13.0  # points: shorter strokes belong to characters
_THICKEST = 5.0  # points
_BRIDGED = 6.0  # points: gaps in a faint line that are closed
_REACH = 2.5  # points: ends are drawn out this much, scans rarely make lines meet


def without_seal(picture: Picture) -> Picture:
    """Return the picture in grey; in its red channel a red seal is nearly white and the text under it black."""
    if picture.ndim == 2:
        return picture
    blue, red = picture[:, :, 0].astype(numpy.int16), picture[:, :, 2].astype(numpy.int16)
    is_red = (red - blue > 60) & (red > 120)
    if is_red.mean() < 0.0005:
        return numpy.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), dtype=numpy.uint8)
    return numpy.ascontiguousarray(picture[:, :, 2])


def deskewed(gray: Picture) -> Picture:
    """Return the page turned by the small angle at which its long straight lines slant."""
    height, width = gray.shape
    edges = cv2.Canny(gray, 50, 150)
    found = cv2.HoughLinesP(edges, 1, numpy.pi / 1800, 200, minLineLength=max(width // 5, 50), maxLineGap=8)
    if found is None:
        return gray
    angles = [float(numpy.degrees(numpy.arctan2(y1 - y0, x1 - x0))) for x0, y0, x1, y1 in found.reshape(-1, 4)]
    angles = [angle for angle in angles if abs(angle) < _MOST_SLANT]
    if not angles or abs(slant := float(numpy.median(angles))) < _LEAST_SLANT:
        return gray
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), slant, 1.0)
    turned = cv2.warpAffine(gray, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255.0,))
    return numpy.asarray(turned, dtype=numpy.uint8)


def find_rulings(gray: Picture, across: float, down: float) -> tuple[list[Ruling], list[Ruling]]:
    """Return horizontal and vertical ruling lines in points; ``across`` and ``down`` are points per pixel."""
    ink = cv2.adaptiveThreshold(255 - gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 31, -15)
    long, high = max(round(_SHORTEST_ACROSS / across), 8), max(round(_SHORTEST_DOWN / down), 8)
    flat = _strokes(ink, (long, 1), (max(round(_BRIDGED / across), 1), 1))
    upright = _strokes(ink, (1, high), (1, max(round(_BRIDGED / down), 1)))
    horizontals = [
        Ruling((y + h / 2) * down, x * across - _REACH, (x + w) * across + _REACH)
        for x, y, w, h in flat
        if h * down < _THICKEST
    ]
    if not horizontals:
        return [], []
    top, bottom = min(line.at for line in horizontals) - _REACH, max(line.at for line in horizontals) + _REACH
    verticals = [
        Ruling((x + w / 2) * across, y * down - _REACH, (y + h) * down + _REACH)
        for x, y, w, h in upright
        if w * across < _THICKEST and y * down >= top - 4 and (y + h) * down <= bottom + 4
    ]
    return horizontals, verticals


def _strokes(ink: Picture, shape: tuple[int, int], bridge: tuple[int, int]) -> list[tuple[int, int, int, int]]:
    """Return the boxes (x, y, width, height) of straight strokes at least as long as ``shape``."""
    opened = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
    closed = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, bridge))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    return [(int(x), int(y), int(w), int(h)) for x, y, w, h, _ in boxes[1:]]
