"""What only an office program reads, and what it is converted to; conversions made beforehand lie in one folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from pathlib import Path
from zipfile import is_zipfile

from ingest.readers.sniff import EXCEL_XML, OLE, RTF, SIGNATURES, WORD_XML

CONVERTED: dict[str, tuple[str, str]] = {
    OLE: (".doc", "docx"),
    RTF: (".rtf", "docx"),
    WORD_XML: (".xml", "docx"),
    EXCEL_XML: (".xml", "xlsx"),
}
"""Media type to the suffix the office program knows it by, and the format it is converted to."""

_WORD_STREAM = "WordDocument".encode("utf-16-le")
_folder: ContextVar[Path | None] = ContextVar("conversions", default=None)


def may_need_conversion(head: bytes) -> bool:
    """Tell from a document's first bytes whether the whole of it is worth a look."""
    return _converted_type(head) is not None


def conversion_needed(data: bytes) -> tuple[str, str] | None:
    """Return suffix and target of a document that has to be converted, None for all others."""
    media_type = _converted_type(data)
    if media_type is None or (media_type == OLE and _WORD_STREAM not in data):  # workbooks are read as they are
        return None
    return CONVERTED[media_type]


def _converted_type(data: bytes) -> str | None:
    return next((kind for kind, test in SIGNATURES if kind in CONVERTED and test(data)), None)


@contextmanager
def conversions_in(folder: Path | None) -> Iterator[None]:
    """Let documents read inside the block use the conversions made beforehand in ``folder``."""
    token = _folder.set(folder)
    try:
        yield
    finally:
        _folder.reset(token)


def conversion_made(data: bytes, target: str) -> bytes | None:
    """Return the conversion made beforehand of a document, None where there is none or it is not whole."""
    folder = _folder.get()
    path = folder and folder / conversion_name(data, target)
    return path.read_bytes() if path and is_zipfile(path) else None


def conversion_name(data: bytes, suffix: str) -> str:
    """Return the file name of a document, or of its conversion, in the folder of conversions."""
    return f"{sha256(data).hexdigest()}.{suffix.lstrip('.')}"
