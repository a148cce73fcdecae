"""Readers: bytes to :class:`~ingest.document.Document`. They know formats and no finance.

The door is :func:`read_document` (a path) and :func:`read_bytes` (bytes and a name). The reader is chosen by content;
a reader's module is imported only when a document needs it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import cast

from ingest.document import Document
from ingest.errors import EmptyFileError, MingzhangError, UnreadableFileError, UnsupportedFormatError
from ingest.readers.limits import check_limit, current_limits
from ingest.readers.packed import document_name
from ingest.readers.sniff import promised_media_type, sniff_media_type

Reader = Callable[[bytes, str], Document]

READERS: dict[str, str] = {
    "application/pdf": "ingest.readers.pdf:read_pdf",
    "text/plain": "ingest.readers.text:read_text",
    "text/html": "ingest.readers.html:read_html",
    "multipart/related": "ingest.readers.mht:read_mht",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "ingest.readers.docx:read_docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "ingest.readers.xlsx:read_xlsx",
    "application/x-ole-storage": "ingest.readers.office:read_ole",
    "application/rtf": "ingest.readers.office:read_rtf",
    "application/vnd.ms-word.2003+xml": "ingest.readers.office:read_word_xml",
    "application/vnd.ms-excel.2003+xml": "ingest.readers.office:read_excel_xml",
    "application/ofd": "ingest.readers.ofd:read_ofd",
    "application/zip": "ingest.readers.archive:read_archive",
    "image/*": "ingest.readers.image:read_image",
}
"""Media type to ``module:function`` of its reader, ``(data, name) -> Document``."""


def read_document(path: Path) -> Document:
    """Read the file at ``path``; raises a :class:`~ingest.errors.MingzhangError` that names it when it cannot."""
    name = document_name(path)
    try:
        check_limit(path.stat().st_size, current_limits().file_bytes, "文件大小", "字节", file=name)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"打不开文件（{error.strerror or error}）", file=name) from error
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Document:
    """Read a document from its bytes; ``name`` is for messages and is checked against what the bytes show."""
    if not data.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise EmptyFileError("文件是空的", file=name)
    try:
        media_type = sniff_media_type(data)
        if media_type is None or media_type not in READERS:
            raise UnsupportedFormatError("认不出文件格式", file=name)
        document = _reader(media_type)(data, name)
    except MingzhangError as error:
        error.file = error.file or name  # deep inside a reader the name is not always known
        raise
    promised = promised_media_type(name)
    if promised is None or promised == media_type:
        return document
    warning = f"文件扩展名与内容不符：内容是 {media_type}，已按内容读取"
    return replace(document, warnings=(*document.warnings, warning))


def _reader(media_type: str) -> Reader:
    module, _, function = READERS[media_type].partition(":")
    return cast(Reader, getattr(import_module(module), function))
