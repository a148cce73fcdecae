"""Scans and images are read by OCR where it is installed; tables are found by their ruling lines."""

from __future__ import annotations

from importlib.util import find_spec
from io import BytesIO

import pytest

from ingest.errors import LimitExceededError, NoTextLayerError, UnreadableFileError
from ingest.readers import image, read_bytes
from ingest.readers.limits import Limits, limits_applied
from tests.documents.ofd_writer import OfdWriter
from tests.reading import check_traceable, rows, tables

needs_ocr = pytest.mark.skipif(find_spec("rapidocr") is None, reason="the ocr extra is not installed")
ROWS = [
    ["Item", "2022", "2023"],
    ["205", "4146.04", "2800.22"],
    ["208", "341.76", "89.57"],
    ["Total", "4487.80", "2889.79"],
]


def draw(angle: float = 0.0, turns: int = 0, seal: bool = False, kind: str = "PNG") -> bytes:
    """A page with a ruled table at 150 dots per inch, slanted, turned or sealed as scans are."""
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("RGB", (1000, 700), "white")
    pen = ImageDraw.Draw(page)
    font = ImageFont.load_default(30)
    for row in range(len(ROWS) + 1):
        pen.line((100, 150 + 80 * row, 850, 150 + 80 * row), fill="black", width=2)
    for col in range(4):
        pen.line((100 + 250 * col, 150, 100 + 250 * col, 150 + 80 * len(ROWS)), fill="black", width=2)
    for row, texts in enumerate(ROWS):
        for col, text in enumerate(texts):
            pen.text((130 + 250 * col, 172 + 80 * row), text, fill="black", font=font)
    if seal:
        pen.ellipse((500, 250, 800, 550), outline=(230, 30, 30), width=6)
    page = page.rotate(angle, fillcolor="white", resample=Image.Resampling.BICUBIC).rotate(90 * turns, expand=True)
    buffer = BytesIO()
    page.save(buffer, kind, **({"resolution": 150} if kind == "PDF" else {"dpi": (150, 150)}))
    return buffer.getvalue()


def scanned_ofd() -> bytes:
    ofd = OfdWriter(width=1000 / 150 * 25.4, height=700 / 150 * 25.4)
    ofd.image(draw())
    return ofd.save()


@needs_ocr
@pytest.mark.parametrize(
    ("data", "name"),
    [
        (draw(angle=1.2, seal=True), "a.png"),
        (draw(turns=1, kind="TIFF"), "a.tif"),
        (draw(kind="PDF"), "a.pdf"),
        (scanned_ofd(), "a.ofd"),
    ],
    ids=["slanted and sealed", "on its side", "scanned pdf", "scanned ofd"],
)
def test_every_cell_of_a_scanned_table_is_read(data: bytes, name: str) -> None:
    document = read_bytes(data, name)
    check_traceable(document)
    (table,) = tables(document)
    assert rows(table) == ROWS
    assert document.pages[0].is_ocr
    place = table.cells[4].content.locate(0, 7)
    assert place.box is not None
    page = document.pages[0]
    assert page.width is not None
    assert page.height is not None
    assert 0 < place.box.x0 < place.box.x1 < page.width
    assert 0 < place.box.y0 < place.box.y1 < page.height
    if name != "a.tif":
        assert 160 < place.box.x0 < 190
        assert 108 < place.box.y0 < place.box.y1 < 150


def test_without_ocr_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image, "is_installed", lambda: False)
    with pytest.raises(NoTextLayerError, match="ocr"):
        read_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50), "a.png")


@needs_ocr
def test_broken_and_oversized_images_are_refused() -> None:
    data = draw()
    with pytest.raises(UnreadableFileError):
        read_bytes(data[:2000], "a.png")
    with limits_applied(Limits(pixels=1000)), pytest.raises(LimitExceededError, match="像素"):
        read_bytes(data, "a.png")


@needs_ocr
def test_a_blank_image_has_no_text() -> None:
    from PIL import Image

    buffer = BytesIO()
    Image.new("RGB", (600, 400), "white").save(buffer, "PNG")
    with pytest.raises(NoTextLayerError):
        read_bytes(buffer.getvalue(), "a.png")
