"""Whatever bytes come in, a reader gives a Document whose text can be traced, or an error that names the file."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO

import docx
import openpyxl
import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.errors import MingzhangError
from ingest.readers import read_bytes
from tests.documents.ofd_writer import OfdWriter
from tests.reading import check_traceable

FORMATS = ("docx", "xlsx", "xls", "html", "mht", "ofd", "zip")
BOUNDED = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@cache
def sample(kind: str) -> bytes:
    """A small valid document of each format."""
    buffer = BytesIO()
    html = '<html><body><p>支出5万元</p><table><tr><td rowspan="2">甲</td><td>1</td></tr><tr><td>2</td></tr></table>'
    match kind:
        case "docx":
            word = docx.Document()
            word.add_paragraph("支出5万元", style="List Number")
            table = word.add_table(rows=2, cols=2)
            table.cell(0, 0).merge(table.cell(1, 0)).text = "甲"
            word.save(buffer)
        case "xlsx":
            book = openpyxl.Workbook()
            book.active.append(["项目", 1.5])
            book.active.merge_cells("A1:A2")
            book.save(buffer)
        case "xls":
            old = xlwt.Workbook()
            old.add_sheet("a").write_merge(0, 1, 0, 0, "项目")
            old.save(buffer)
        case "html":
            return html.encode()
        case "mht":
            head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n"
            return (head + "--B\r\nContent-Type: text/html\r\n\r\n" + html + "\r\n--B--\r\n").encode()
        case "ofd":
            ofd = OfdWriter()
            ofd.table(30, 42, [50, 40], [["科目", "数"], ["甲", "5"]])
            return ofd.save()
        case "zip":
            with zipfile.ZipFile(buffer, "w") as archive:
                archive.writestr("a.html", html)
    return buffer.getvalue()


def read_or_refuse(data: bytes, name: str) -> None:
    try:
        document = read_bytes(data, name)
    except MingzhangError as error:
        assert name in str(error)
        assert "\n" not in str(error)
    else:
        check_traceable(document)


@pytest.mark.parametrize("kind", FORMATS)
def test_samples_are_read(kind: str) -> None:
    assert read_bytes(sample(kind), f"a.{kind}").blocks


@BOUNDED
@given(kind=st.sampled_from(FORMATS), cut=st.floats(0, 1))
def test_a_file_cut_short_is_read_or_refused(kind: str, cut: float) -> None:
    data = sample(kind)
    read_or_refuse(data[: int(len(data) * cut)], f"a.{kind}")


@BOUNDED
@given(
    kind=st.sampled_from(FORMATS), changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=12)
)
def test_a_file_with_wrong_bytes_is_read_or_refused(kind: str, changes: list[tuple[float, int]]) -> None:
    data = bytearray(sample(kind))
    for place, value in changes:
        data[int(place * len(data))] = value
    read_or_refuse(bytes(data), f"a.{kind}")


@BOUNDED
@given(
    kind=st.sampled_from(["docx", "xlsx", "ofd"]),
    member=st.floats(0, 0.999),
    changes=st.lists(
        st.tuples(st.floats(0, 0.999), st.sampled_from(list(b"<>/\"'=&;09-x \x00"))), min_size=1, max_size=6
    ),
)
def test_a_part_with_wrong_bytes_is_read_or_refused(kind: str, member: float, changes: list[tuple[float, int]]) -> None:
    """Wrong bytes inside the packed XML: they get past the checksums of the zip."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(sample(kind))) as source, zipfile.ZipFile(buffer, "w") as target:
        names = source.namelist()
        for index, name in enumerate(names):
            part = bytearray(source.read(name))
            if index == int(member * len(names)) and part:
                for place, value in changes:
                    part[int(place * len(part))] = value
            target.writestr(name, bytes(part))
    read_or_refuse(buffer.getvalue(), f"a.{kind}")


@BOUNDED
@given(st.binary(max_size=300), st.sampled_from(["", "PK\x03\x04", "{\\rtf1 ", "<html>", "MIME-Version: 1.0\r\n"]))
def test_any_bytes_are_read_or_refused(data: bytes, start: str) -> None:
    if not start.startswith("{"):  # Rich Text goes to an office program, which takes seconds
        read_or_refuse(start.encode("latin-1") + data, "a.bin")


@cache
def picture(kind: str) -> bytes:
    """A small page with a black bar, which no text is found in."""
    images = pytest.importorskip("PIL.Image", reason="pictures are read where the extra `ocr` is installed")
    buffer, page = BytesIO(), images.new("RGB", (60, 40), "white")
    page.paste((0, 0, 0), (10, 10, 50, 14))
    page.save(buffer, kind)
    return buffer.getvalue()


@settings(BOUNDED, max_examples=25)
@given(
    kind=st.sampled_from(["png", "jpeg", "tiff"]),
    cut=st.floats(0.05, 1),
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=8),
)
def test_a_damaged_picture_is_read_or_refused(kind: str, cut: float, changes: list[tuple[float, int]]) -> None:
    data = bytearray(picture(kind))
    data = data[: max(int(len(data) * cut), 8)]
    for place, value in changes:
        data[int(place * len(data))] = value
    read_or_refuse(bytes(data), f"a.{kind}")
