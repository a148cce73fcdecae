"""Image files as arrays of pixels, with the size at which they are printed."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ingest.errors import MingzhangError, UnreadableFileError
from ingest.readers.limits import check_limit, current_limits

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Picture = NDArray[Any]

DPI = 150
"""Resolution at which pages are drawn for OCR: higher ones read no better and take longer."""

_DPI_KNOWN = (70.0, 1200.0)  # what cameras and screens write outside of this says nothing
_A4_LONG_SIDE = 842.0  # points


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
