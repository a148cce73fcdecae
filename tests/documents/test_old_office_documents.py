"""Formats that LibreOffice converts; without it, the message says what to do."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import docx
import pytest
import xlwt

from ingest.errors import LimitExceededError, MingzhangError, UnsupportedFormatError
from ingest.readers import office, read_bytes
from ingest.readers.limits import Limits, limits_applied
from tests.reading import check_traceable, paragraphs, rows, tables

needs_office = pytest.mark.skipif(office.find_office() is None, reason="LibreOffice is not installed")
RTF = rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}\f0 \'d6\'a7\'b3\'f6 5.20\par}"


def test_without_an_office_program_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(UnsupportedFormatError, match="LibreOffice") as caught:
        read_bytes(RTF, "说明.rtf")
    assert "另存为" in str(caught.value)


@needs_office
def test_rich_text_is_read() -> None:
    document = read_bytes(RTF, "说明.rtf")
    check_traceable(document)
    assert paragraphs(document) == ["支出 5.20"]
    assert document.media_type == "application/rtf"


@needs_office
def test_a_doc_gives_the_same_table_as_the_docx_it_came_from() -> None:
    word = docx.Document()
    word.add_paragraph("支出决算表（单位：万元）")
    table = word.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "科目"
    for col, text in enumerate(("205", "教育支出", "4,146.04")):
        table.cell(1, col).text = text
    table.cell(0, 2).text = "决算数"
    word.add_paragraph("表后说明。")
    buffer = BytesIO()
    word.save(buffer)
    converted = office.convert(buffer.getvalue(), "a.docx", ".docx", "doc")
    assert converted.startswith(b"\xd0\xcf\x11\xe0")
    document = read_bytes(converted, "决算.doc")
    check_traceable(document)
    assert rows(tables(document)[0]) == [["科目", "<", "决算数"], ["205", "教育支出", "4,146.04"]]
    assert document.media_type == "application/msword"


@needs_office
def test_what_the_office_program_cannot_open_is_refused() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(900)
    with pytest.raises(MingzhangError):
        read_bytes(data, "坏.doc")


def test_a_conversion_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sleeper = tmp_path / "soffice"
    sleeper.write_text("#!/bin/sh\nsleep 30\n")
    sleeper.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda _: str(sleeper))
    with limits_applied(Limits(seconds=0.5)), pytest.raises(LimitExceededError, match="转换时间"):
        read_bytes(RTF, "说明.rtf")


def test_an_old_office_file_is_told_by_its_own_stream_not_by_words_in_it() -> None:
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "WordDocument")
    buffer = BytesIO()
    book.save(buffer)
    assert read_bytes(buffer.getvalue(), "a.xls").media_type == "application/vnd.ms-excel"
    renamed = buffer.getvalue().replace("Workbook".encode("utf-16-le"), "WordDocs".encode("utf-16-le"))
    with pytest.raises(UnsupportedFormatError, match="旧版办公文件"):
        read_bytes(renamed, "a.xls")
