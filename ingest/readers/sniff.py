"""Tell what a file is from its bytes; the name is only a hint that is checked against them.

A format is one row of ``SIGNATURES``: a media type and a test on the bytes. The first row whose test holds wins, so
stricter tests stand before looser ones and plain text, which nearly anything can look like, stands last.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

from ingest.readers.packed import zip_kind

PDF = "application/pdf"
TEXT = "text/plain"
HTML = "text/html"
MHT = "multipart/related"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OFD = "application/ofd"
ZIP = "application/zip"
OLE = "application/x-ole-storage"
RTF = "application/rtf"
WORD_XML = "application/vnd.ms-word.2003+xml"
EXCEL_XML = "application/vnd.ms-excel.2003+xml"
IMAGE = "image/*"

Test = Callable[[bytes], bool]


def _is_pdf(data: bytes) -> bool:
    """The header may stand anywhere in the first 1,024 bytes (ISO 32000-1, annex H)."""
    return b"%PDF-" in data[:1024]


def _is_text(data: bytes) -> bool:
    """No zero byte unless a UTF-16 mark starts the file, and hardly any control characters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    sample = data[:65536]
    if b"\x00" in sample:
        return False
    controls = sum(sample.count(code) for code in range(32) if code not in (9, 10, 11, 12, 13, 26, 27))
    return controls * 200 <= len(sample)


_HTML_START = re.compile(rb"<!doctype\s+html|<html|<head|<body|<table|<meta\s|<div|<title", re.IGNORECASE)
_IMAGE_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF87a", b"GIF89a")


def _head(data: bytes) -> bytes:
    """Return the first bytes as single-byte text, whatever Unicode form they are in."""
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\x00", b"")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def _is_html(data: bytes) -> bool:
    """Markup stands first, or after an XML declaration or a comment."""
    head = _head(data)
    return head.startswith(b"<") and bool(_HTML_START.search(head))


def _is_mht(data: bytes) -> bool:
    """A mail header that announces web pages."""
    head = _head(data).lower()
    is_header = re.match(rb"[a-z-]+:\s", head) is not None and b"mime-version:" in head
    return is_header and (b"multipart/related" in head or b"multipart/alternative" in head or b"text/html" in head)


def _is_office_xml(program: bytes) -> Test:
    return lambda data: _head(data).startswith(b"<?xml") and b'progid="' + program in _head(data)


def _is_zip(kind: str) -> Test:
    return lambda data: data.startswith(b"PK") and zip_kind(data) == kind


SIGNATURES: list[tuple[str, Test]] = [
    (DOCX, _is_zip(DOCX)),
    (XLSX, _is_zip(XLSX)),
    (OFD, _is_zip(OFD)),
    (ZIP, lambda data: data.startswith((b"PK\x03\x04", b"PK\x05\x06"))),
    (OLE, lambda data: data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    (RTF, lambda data: data.startswith(b"{\\rtf")),
    (IMAGE, lambda data: data.startswith(_IMAGE_STARTS) or (data.startswith(b"BM") and data[6:10] == bytes(4))),
    (PDF, _is_pdf),
    (WORD_XML, _is_office_xml(b"Word.Document")),
    (EXCEL_XML, _is_office_xml(b"Excel.Sheet")),
    (MHT, _is_mht),
    (HTML, _is_html),
    (TEXT, _is_text),
]

EXTENSIONS: dict[str, str] = {
    **dict.fromkeys((".txt", ".text", ".md"), TEXT),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), HTML),
    **dict.fromkeys((".mht", ".mhtml"), MHT),
    **dict.fromkeys((".docx", ".docm"), DOCX),
    **dict.fromkeys((".xlsx", ".xlsm"), XLSX),
    **dict.fromkeys((".doc", ".wps", ".xls", ".et"), OLE),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif"), IMAGE),
    ".pdf": PDF,
    ".ofd": OFD,
    ".rtf": RTF,
    ".zip": ZIP,
}
"""What a file name promises; a name that is not here promises nothing."""


def sniff_media_type(data: bytes) -> str | None:
    """Return the media type that the bytes show, or None when no test knows them."""
    return next((media_type for media_type, test in SIGNATURES if test(data)), None)


def promised_media_type(name: str) -> str | None:
    """Return the media type that the file name's extension promises, or None."""
    return EXTENSIONS.get(PurePath(name).suffix.lower())
