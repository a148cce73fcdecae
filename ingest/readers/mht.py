"""Saved web pages (.mht, .mhtml): the pages in a MIME message, pictures and style sheets left aside."""

from __future__ import annotations

import email
import email.policy
from email.message import Message

from ingest.document import Document
from ingest.errors import EmptyFileError, UnreadableFileError
from ingest.readers.flow import FlowBuilder
from ingest.readers.html import add_html, decode_html

MEDIA_TYPE = "multipart/related"


def read_mht(data: bytes, name: str) -> Document:
    """Read a saved web page; an Excel workbook saved this way holds one page per sheet, read in order."""
    try:
        message = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
        pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
        texts = [decode_html(_payload(part), part.get_content_charset()) for part in pages]
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
        raise UnreadableFileError("网页归档结构损坏", file=name) from error
    if not texts:
        raise EmptyFileError("网页归档里没有网页", file=name)
    builder = FlowBuilder(name)
    for text, warnings in texts:
        builder.warnings += warnings
        add_html(builder, text)
    return builder.build(data, MEDIA_TYPE)


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
