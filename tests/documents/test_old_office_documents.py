"""Formats that LibreOffice converts; without it, the message says what to do."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import docx
import pytest
import xlwt

from ingest.conversion import converted_together
from ingest.errors import LimitExceededError, MingzhangError, UnsupportedFormatError
from ingest.readers import office, read_bytes, read_document
from ingest.readers.conversions import conversions_in
from ingest.readers.limits import Limits, limits_applied
from tests.reading import check_traceable, paragraphs, rows, tables

needs_office = pytest.mark.skipif(office.find_office() is None, reason="LibreOffice is not installed")
RTF = rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}\f0 \'d6\'a7\'b3\'f6 5.20\par}"
BROKEN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(900)


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
    with pytest.raises(MingzhangError):
        read_bytes(BROKEN, "坏.doc")


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


def _stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, *, most: int) -> Path:
    """Put a program in LibreOffice's place that gives every file the same text, and dies of more than ``most``."""
    word = docx.Document()
    word.add_paragraph("支出 5.20")
    word.save(str(folder / "converted"))
    program = folder / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(
        f"""#!/bin/sh
echo start >> {folder}/starts
shift 7; target=$1; out=$3; shift 3
[ $# -le {most} ] || kill -9 $$
for source in "$@"; do
  name=$(basename "$source"); cp {folder}/converted "$out/${{name%.*}}.$target"
done
"""
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    return folder / "starts"


def _rich_texts(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number}.rtf" for number in range(count)]
    for path in paths:
        path.write_bytes(RTF.replace(b"5.20", path.stem.encode()))
    return paths


def _read_together(paths: list[Path]) -> list[list[str]]:
    with converted_together(paths, workers=1) as folder, conversions_in(folder):
        return [paragraphs(read_document(path)) for path in paths]


def test_old_documents_of_one_run_are_converted_with_one_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    starts = _stand_in(tmp_path, monkeypatch, most=20)
    assert _read_together(_rich_texts(tmp_path, 3)) == [["支出 5.20"]] * 3
    assert starts.read_text().split() == ["start"]


def test_what_a_crash_left_out_is_converted_one_by_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    starts = _stand_in(tmp_path, monkeypatch, most=1)
    assert _read_together(_rich_texts(tmp_path, 3)) == [["支出 5.20"]] * 3
    assert starts.read_text().split() == ["start"] * 4


@needs_office
def test_a_broken_document_does_not_keep_the_others_from_being_converted(tmp_path: Path) -> None:
    paths = _rich_texts(tmp_path, 2)
    broken = tmp_path / "0坏.doc"
    broken.write_bytes(BROKEN)
    with converted_together([broken, *paths], workers=1) as folder:
        assert folder is not None
        made = len(list(folder.glob("*.docx")))
        with conversions_in(folder), pytest.raises(MingzhangError, match=r"0坏\.doc"):
            read_document(broken)
    assert made == 2


def test_nothing_is_started_where_no_document_has_to_be_converted(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("支出 5.20")
    with converted_together([path, path]) as folder:
        assert folder is None
