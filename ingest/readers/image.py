"""Images of pages (.png, .jpg, .tiff with several pages, .bmp): read by OCR."""

from __future__ import annotations

from hashlib import sha256

from ingest.document import Document
from ingest.errors import MingzhangError, NoTextLayerError
from ingest.readers.assemble import assemble_blocks
from ingest.readers.layout import lay_out
from ingest.readers.ocr import is_installed, read_picture
from ingest.readers.pictures import decode_frames

MEDIA_TYPE = "image/*"


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
