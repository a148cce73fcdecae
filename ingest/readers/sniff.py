"""Tell what a file is from its bytes; the name is only a hint that is checked against them.

A format is one row of ``SIGNATURES``: a media type and a test on the bytes. The first row whose test holds wins, so
stricter tests stand before looser ones and plain text, which nearly anything can look like, stands last.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

PDF = "application/pdf"
TEXT = "text/plain"

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


SIGNATURES: list[tuple[str, Test]] = [
    (PDF, _is_pdf),
    (TEXT, _is_text),
]

EXTENSIONS: dict[str, str] = {".pdf": PDF, ".txt": TEXT, ".text": TEXT, ".md": TEXT}
"""What a file name promises; a name that is not here promises nothing."""


def sniff_media_type(data: bytes) -> str | None:
    """Return the media type that the bytes show, or None when no test knows them."""
    return next((media_type for media_type, test in SIGNATURES if test(data)), None)


def promised_media_type(name: str) -> str | None:
    """Return the media type that the file name's extension promises, or None."""
    return EXTENSIONS.get(PurePath(name).suffix.lower())
