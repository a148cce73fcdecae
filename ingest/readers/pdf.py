"""PDF: opened with pdfium, each page read and laid out, pages without text handed to OCR where it is installed."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec

import pypdfium2.raw as pdfium

from ingest.document import Document
from ingest.errors import (
    EmptyFileError,
    EncryptedFileError,
    LimitExceededError,
    NoTextLayerError,
    TruncatedFileError,
    UnreadableFileError,
)
from ingest.readers.assemble import assemble_blocks
from ingest.readers.glyphs import PageContent
from ingest.readers.layout import lay_out
from ingest.readers.legibility import is_garbage
from ingest.readers.limits import check_limit, current_limits
from ingest.readers.pdf_page import read_page

MEDIA_TYPE = "application/pdf"
_LARGEST_SIDE = 20_000.0  # points, about seven metres; PDF 1.x itself allows 14,400
_OCR_MODULE = "ingest.readers.ocr"

ReadImage = Callable[[object, int], PageContent]
"""Reads a page without text: ``(pdfium page, page number) -> PageContent``."""


def read_pdf(data: bytes, name: str, ocr: ReadImage | None = None) -> Document:
    """Read a PDF; ``ocr`` reads pages without a text layer (default: the OCR reader, where it is installed).

    Raises EncryptedFileError, TruncatedFileError, UnreadableFileError, EmptyFileError (no page), LimitExceededError
    and NoTextLayerError (a scan, or fonts without Unicode values, and no OCR).
    """
    handle = _open(data, name)
    try:
        count = pdfium.FPDF_GetPageCount(handle)
        if count < 1:
            raise EmptyFileError("PDF 没有任何页面", file=name)
        check_limit(count, current_limits().pages, "页数", "页", file=name)
        ocr = ocr or installed_ocr()
        contents, warnings = _read_pages(handle, count, name, ocr)
    finally:
        pdfium.FPDF_CloseDocument(handle)
    pages, printed = lay_out(contents)
    blocks = assemble_blocks(printed, pages, has_geometry=True)
    return Document(sha256(data).hexdigest(), name, MEDIA_TYPE, pages, blocks, warnings)


def _open(data: bytes, name: str) -> object:
    """Open the document. ``data`` must outlive the handle: pdfium reads from it as long as pages are open."""
    handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if handle:
        return handle
    error = pdfium.FPDF_GetLastError()
    if error == pdfium.FPDF_ERR_PASSWORD:
        raise EncryptedFileError("PDF 带有打开密码", file=name)
    if error == pdfium.FPDF_ERR_SECURITY:
        raise EncryptedFileError("PDF 使用了不支持的加密方式", file=name)
    if b"%%EOF" not in data[-2048:]:
        raise TruncatedFileError("PDF 没有结尾标记", file=name)
    raise UnreadableFileError("PDF 结构损坏", file=name)


def installed_ocr() -> ReadImage | None:
    """Return the OCR reader of pages, or None where the optional OCR libraries are not installed."""
    if find_spec(_OCR_MODULE) is None:
        return None
    module = import_module(_OCR_MODULE)
    reader: ReadImage | None = module.pdf_page_reader()
    return reader


def _read_pages(
    handle: object, count: int, name: str, ocr: ReadImage | None
) -> tuple[list[PageContent], tuple[str, ...]]:
    contents: list[PageContent] = []
    scanned: list[int] = []
    characters = 0
    for index in range(count):
        page = pdfium.FPDF_LoadPage(handle, index)
        if not page:
            raise UnreadableFileError("页面损坏，无法读取", file=name, place=f"第 {index + 1} 页")
        try:
            _check_size(page, name, index + 1)
            content, unmapped = read_page(page, index + 1)
            needs_ocr = _needs_ocr(page, content, unmapped)
            if needs_ocr and ocr is not None:
                content = ocr(page, index + 1)
            elif needs_ocr:
                scanned.append(index + 1)
                content.glyphs = []
        finally:
            pdfium.FPDF_ClosePage(page)
        contents.append(content)
        characters += len(content.glyphs)
        check_limit(characters, current_limits().characters, "文字量", "字", file=name)
    if not characters:
        raise NoTextLayerError("PDF 没有可用的文字层（扫描件，或字体缺少文字编码）", file=name)
    if not scanned:
        return contents, ()
    listed = "、".join(str(number) for number in scanned[:10]) + ("等" if len(scanned) > 10 else "")
    return contents, (f"第 {listed} 页没有可用的文字层，未能读取",)


def _check_size(page: object, name: str, number: int) -> None:
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if not (0 < width <= _LARGEST_SIDE and 0 < height <= _LARGEST_SIDE):
        raise LimitExceededError(f"页面尺寸不合理（{width:g}×{height:g} 点）", file=name, place=f"第 {number} 页")


def _needs_ocr(page: object, content: PageContent, unmapped: int) -> bool:
    """Tell whether the page shows something that its text layer does not say: a scan, or text that is garbage."""
    if content.glyphs:
        return is_garbage((glyph.char for glyph in content.glyphs), unmapped)
    if content.horizontals or content.verticals:
        return False
    return any(
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, index)) == pdfium.FPDF_PAGEOBJ_IMAGE
        for index in range(min(pdfium.FPDFPage_CountObjects(page), 2000))
    )
