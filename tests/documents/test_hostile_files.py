"""Files made to break a reader end in a named error within bounded time."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterator
from io import BytesIO

import pytest

from ingest.errors import EncryptedFileError, LimitExceededError, MingzhangError, UnreadableFileError
from ingest.readers import read_bytes
from ingest.readers.limits import Limits, limits_applied

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.fixture(autouse=True)
def bounded_time() -> Iterator[None]:
    start = time.monotonic()
    yield
    assert time.monotonic() - start < 10


def word(xml: str | bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", xml)
    return buffer.getvalue()


@pytest.mark.parametrize("doctype", [BOMB, OUTSIDE])
def test_xml_entities_are_refused(doctype: str) -> None:
    xml = f"{doctype}<w:document {WORD}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    with pytest.raises(LimitExceededError, match="实体"):
        read_bytes(word(xml), "a.docx")
    with pytest.raises(LimitExceededError, match="实体"):
        read_bytes(word(xml.encode("utf-16")), "a.docx")


def test_tables_nested_beyond_reason_are_refused() -> None:
    nested = "<w:tbl><w:tr><w:tc>" * 400 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 400
    with pytest.raises(LimitExceededError):
        read_bytes(word(f"<w:document {WORD}><w:body>{nested}</w:body></w:document>"), "a.docx")


def test_spans_that_claim_a_million_columns_are_bounded() -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc>'
    rows = "<w:tr>" + cell * 3 + "</w:tr>"
    document = read_bytes(word(f"<w:document {WORD}><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>"), "a.docx")
    assert document.blocks
    with limits_applied(Limits(table_cells=1000)), pytest.raises(LimitExceededError):
        read_bytes(word(f"<w:document {WORD}><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>"), "a.docx")


def test_styles_based_on_each_other_end() -> None:
    buffer = BytesIO(word(f"<w:document {WORD}><w:body><w:p><w:r><w:t>5万元</w:t></w:r></w:p></w:body></w:document>"))
    with zipfile.ZipFile(buffer, "a") as package:
        style = '<w:style w:type="paragraph" w:styleId="{}"><w:basedOn w:val="{}"/></w:style>'
        package.writestr(
            "word/styles.xml", f"<w:styles {WORD}>{style.format('A', 'B')}{style.format('B', 'A')}</w:styles>"
        )
    assert read_bytes(buffer.getvalue(), "a.docx").blocks


def test_web_pages_nested_beyond_reason_are_refused() -> None:
    with pytest.raises(LimitExceededError):
        read_bytes(b"<html><body>" + b"<div>" * 20_000 + "5万元".encode(), "a.html")


def test_a_zip_bomb_in_an_office_file_is_refused() -> None:
    with pytest.raises(LimitExceededError, match="压缩比"):
        read_bytes(word("<a>" + " " * 50_000_000 + "</a>"), "a.docx")


def test_a_file_with_a_password_says_so() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(100)
    with pytest.raises(EncryptedFileError, match="密码"):
        read_bytes(data, "a.docx")


def test_broken_office_files_are_unreadable() -> None:
    for data in (word("<w:document"), word(f"<w:document {WORD}/>")):
        with pytest.raises(UnreadableFileError):
            read_bytes(data, "a.docx")


def test_too_much_text_is_refused() -> None:
    with limits_applied(Limits(characters=1000)), pytest.raises(MingzhangError):
        read_bytes(b"<html><body><p>" + b"1" * 5000, "a.html")
