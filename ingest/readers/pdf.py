"""PDF: opened with pdfium, each page read and laid out, pages without text handed to OCR where it is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
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
from ingest.readers.pdf_fields import printed_with_fields
from ingest.readers.pdf_page import has_hidden_text, is_picture, read_page

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
        source = _PageSource(handle, count, name, ocr or installed_ocr())
        pages, printed = lay_out(source.read())
    finally:
        pdfium.FPDF_CloseDocument(handle)
    blocks = assemble_blocks(printed, pages, has_geometry=True)
    return Document(sha256(data).hexdigest(), name, MEDIA_TYPE, pages, blocks, source.warnings())


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


@dataclass(slots=True)
class _PageSource:
    """Reads the pages of an open document one by one and remembers what could not be read."""

    handle: object
    count: int
    name: str
    ocr: ReadImage | None
    scanned: list[int] = field(default_factory=list)
    crowded: list[int] = field(default_factory=list)

    def read(self) -> Iterator[PageContent]:
        """Yield each page's content; raise NoTextLayerError at the end when no page had any text."""
        characters = 0
        for index in range(self.count):
            page = pdfium.FPDF_LoadPage(self.handle, index)
            if not page:
                raise UnreadableFileError("页面损坏，无法读取", file=self.name, place=f"第 {index + 1} 页")
            page = printed_with_fields(self.handle, page, index)
            try:
                content = self._read_page(page, index + 1)
            finally:
                pdfium.FPDF_ClosePage(page)
            characters += len(content.glyphs)
            if content.lacks_lines:
                self.crowded.append(index + 1)
            check_limit(characters, current_limits().characters, "文字量", "字", file=self.name)
            yield content
        if not characters:
            raise NoTextLayerError("PDF 没有可用的文字层（扫描件，或字体缺少文字编码）", file=self.name)

    def _read_page(self, page: object, number: int) -> PageContent:
        _check_size(page, self.name, number)
        content, unmapped = read_page(page, number)
        garbage = bool(content.glyphs or unmapped) and is_garbage((glyph.char for glyph in content.glyphs), unmapped)
        if not garbage and not is_picture(page, content):
            content.is_ocr = has_hidden_text(page)
            return content
        if self.ocr is not None:
            return self.ocr(page, number)
        self.scanned.append(number)
        if garbage:
            content.glyphs = []
        return content

    def warnings(self) -> tuple[str, ...]:
        """Return what the reader of the document must know of pages that could not be read, or not in full."""
        found = (
            (self.scanned, "是图片或没有可用的文字层，图中的内容未能读取"),
            (self.crowded, "图形过多，部分表格线未能读取，表格请核对原件"),
        )
        return tuple(f"第 {_listed(pages)} 页{what}" for pages, what in found if pages)


def _listed(pages: Sequence[int]) -> str:
    return "、".join(str(number) for number in pages[:10]) + ("等" if len(pages) > 10 else "")


def _check_size(page: object, name: str, number: int) -> None:
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if not (0 < width <= _LARGEST_SIDE and 0 < height <= _LARGEST_SIDE):
        raise LimitExceededError(f"页面尺寸不合理（{width:g}×{height:g} 点）", file=name, place=f"第 {number} 页")
