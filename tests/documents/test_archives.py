"""Archives are unpacked within limits and each document in them is read like a file."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from ingest.batch import read_many
from ingest.errors import EmptyFileError, LimitExceededError, TruncatedFileError, UnsupportedFormatError
from ingest.readers import read_bytes, read_document
from ingest.readers.archive import is_archive, unpack_archive
from ingest.readers.limits import Limits, limits_applied
from ingest.readers.packed import document_name
from tests.reading import paragraphs

SENTENCE = "支出决算5万元。"


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_documents_are_named_after_their_archive(tmp_path: Path) -> None:
    inner = zipped({"内层.txt": SENTENCE.encode()})
    members = {"2023/报告.txt": SENTENCE.encode(), "b.zip": inner, "__MACOSX/x": b"1", "2023/~$a.docx": b"1"}
    (tmp_path / "a.zip").write_bytes(zipped(members))
    found = unpack_archive(tmp_path / "a.zip", tmp_path / "unpacked")
    assert [document_name(path) for path in found] == ["a.zip/2023/报告.txt", "a.zip/b.zip/内层.txt"]
    assert [read_document(path).name for path in found] == [document_name(path) for path in found]
    assert unpack_archive(tmp_path / "a.zip", tmp_path / "unpacked") == found


def test_names_written_in_gbk_are_read(tmp_path: Path) -> None:
    data = zipped({"xxxx.txt": SENTENCE.encode()}).replace(b"xxxx.txt", "决算.txt".encode("gbk"))
    (tmp_path / "a.zip").write_bytes(data)
    (path,) = unpack_archive(tmp_path / "a.zip", tmp_path)
    assert path.name == "决算.txt"


def test_no_member_leaves_the_folder(tmp_path: Path) -> None:
    members = {"../../evil.txt": b"1", "/abs.txt": SENTENCE.encode(), "C:\\d\\x.txt": SENTENCE.encode()}
    (tmp_path / "a.zip").write_bytes(zipped(members))
    found = unpack_archive(tmp_path / "a.zip", tmp_path / "unpacked")
    assert found
    assert all(path.resolve().is_relative_to(tmp_path / "unpacked") for path in found)
    assert not list(tmp_path.rglob("evil.txt"))


def test_office_files_are_no_archives(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(zipped({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}))
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": b"1"}))
    assert not is_archive(tmp_path / "a.docx")
    assert is_archive(tmp_path / "a.zip")


def test_an_archive_of_one_document_is_read_as_that_document() -> None:
    document = read_bytes(zipped({"报告.txt": SENTENCE.encode()}), "a.zip")
    assert (document.name, paragraphs(document)) == ("a.zip/报告.txt", [SENTENCE])
    with pytest.raises(UnsupportedFormatError, match="2 个文件"):
        read_bytes(zipped({"a.txt": b"1", "b.txt": b"2"}), "a.zip")
    with pytest.raises(EmptyFileError):
        read_bytes(zipped({"__MACOSX/a": b"1"}), "a.zip")


def test_a_folder_is_read_with_its_archives_in_name_order(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"内.txt": SENTENCE.encode()}))
    (tmp_path / "b.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "c.zip").write_bytes(b"PK\x03\x04 broken")
    results = list(read_many([tmp_path], workers=1))
    assert [result.value.name for result in results if not result.error] == ["a.zip/内.txt", "b.txt"]
    assert [type(result.error) for result in results if result.error] == [TruncatedFileError]


def test_bombs_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": b"0" * 30_000_000}))
    with pytest.raises(LimitExceededError, match="压缩比"):
        unpack_archive(tmp_path / "a.zip", tmp_path / "unpacked")
    assert not list((tmp_path / "unpacked").rglob("*.txt"))
    nested = zipped({"内/b.zip": (tmp_path / "a.zip").read_bytes()})
    with pytest.raises(LimitExceededError, match=r"c\.zip/内/b\.zip：压缩比"):
        read_bytes(nested, "c.zip")
    with limits_applied(Limits(members=3)), pytest.raises(LimitExceededError, match="文件数"):
        read_bytes(zipped({f"{n}.txt": b"1" for n in range(9)}), "a.zip")


def test_archives_nested_without_end_are_refused() -> None:
    data = zipped({"a.txt": SENTENCE.encode()})
    for _ in range(6):
        data = zipped({"a.zip": data})
    with pytest.raises(LimitExceededError, match="嵌套"):
        read_bytes(data, "a.zip")


def test_packages_of_other_programs_are_named_unsupported_and_not_unpacked(tmp_path: Path) -> None:
    slides = zipped({"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"})
    (tmp_path / "a.pptx").write_bytes(slides)
    assert not is_archive(tmp_path / "a.pptx")
    for data in (slides, zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"})):
        with pytest.raises(UnsupportedFormatError, match="格式"):
            read_bytes(data, "a.pptx")
