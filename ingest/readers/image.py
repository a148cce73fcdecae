"""Images of pages (.png, .jpg, .tiff with several pages, .bmp): read by OCR."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from ingest.document import Document
from ingest.errors import MingzhangError, NoTextLayerError, UnreadableFileError
from ingest.readers.assemble import assemble_blocks
from ingest.readers.layout import lay_out
from ingest.readers.limits import check_limit, current_limits
from ingest.readers.ocr import DPI, is_installed, read_picture

if TYPE_CHECKING:
    from ingest.readers.ocr import Picture

MEDIA_TYPE = "image/*"
_DPI_KNOWN = (70.0, 1200.0)  # what cameras and screens write outside of this says nothing
_A4_LONG_SIDE = 842.0  # points


def read_image(data: bytes, name: str) -> Document:
    """Read an image, a page per frame; raise NoTextLayerError without OCR or where it finds no text."""
    if not is_installed():
        raise NoTextLayerError("图片要靠文字识别（OCR）来读取，本机没有安装", file=name)
    try:
        contents = []
        for number, (picture, points_per_pixel) in enumerate(decode_frames(data, name), start=1):
            height, width = picture.shape[:2]
            contents.append(read_picture(picture, number, width * points_per_pixel, height * points_per_pixel))
    except MingzhangError as error:
        error.file = error.file or name
        raise
    if not any(content.glyphs for content in contents):
        raise NoTextLayerError("图片里没有识别出文字", file=name, advice="请提供更清晰的扫描件或带文字的版本")
    pages, printed = lay_out(contents)
    blocks = assemble_blocks(printed, pages, has_geometry=True)
    return Document(sha256(data).hexdigest(), name, media_type_of(data), pages, blocks)


def media_type_of(data: bytes) -> str:
    """Return the media type of an image by its first bytes."""
    starts = {b"\x89PNG": "image/png", b"\xff\xd8": "image/jpeg", b"II*": "image/tiff", b"MM\x00": "image/tiff"}
    return next((kind for start, kind in starts.items() if data.startswith(start)), "image/bmp")


def decode_frames(data: bytes, name: str) -> Iterator[tuple[Picture, float]]:
    """Yield each frame as rows by columns by blue-green-red, and the points per pixel at which it is printed."""
    import numpy
    from PIL import Image, ImageOps

    limits = current_limits()
    try:
        with Image.open(BytesIO(data)) as image:
            frames = getattr(image, "n_frames", 1)
            check_limit(frames, limits.pages, "页数", "页", file=name)
            for frame in range(frames):
                image.seek(frame)
                check_limit(image.width * image.height, limits.pixels, "图片像素", "个", file=name)
                resolution = float((image.info.get("dpi") or (0.0, 0.0))[0] or 0.0)
                upright = ImageOps.exif_transpose(image).convert("RGBA")
                paper = Image.new("RGBA", upright.size, "white")
                flat = Image.alpha_composite(paper, upright).convert("RGB")
                pixels = numpy.ascontiguousarray(numpy.asarray(flat)[:, :, ::-1])
                yield pixels, _points_per_pixel(resolution, max(flat.size))
    except MingzhangError:
        raise
    except MemoryError:
        raise
    except Exception as error:  # Pillow's decoders raise whatever their format brings
        raise UnreadableFileError("图片损坏，无法打开", file=name) from error


def _points_per_pixel(resolution: float, longest_side: int) -> float:
    """Return the printed size of a pixel: by the stated resolution where it is one, else as if the page were A4."""
    low, high = _DPI_KNOWN
    if low <= resolution <= high and longest_side * 72 / resolution < 3 * _A4_LONG_SIDE and resolution not in (72, 96):
        return 72 / resolution
    return min(72 / DPI, _A4_LONG_SIDE / longest_side)
