"""PDF files that cannot be read as they are: each gets its own error code and one line for the user."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import (
    EmptyFileError,
    EncryptedFileError,
    LimitExceededError,
    MingzhangError,
    NoTextLayerError,
    TruncatedFileError,
    UnreadableFileError,
)
from ingest.readers import pdf, pdf_page, read_bytes
from ingest.readers.glyphs import Glyph, PageContent
from ingest.readers.legibility import is_garbage
from ingest.readers.limits import Limits, limits_applied
from tests.drawing import Drawing
from tests.reading import paragraphs, rows, tables


def _one_page(text: str = "本年收入100.00万元。") -> bytes:
    page = Drawing()
    page.text(72, 100, text)
    return page.bytes()


def _hand_written(objects: list[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; object 1 is the catalogue."""
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer <</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def test_an_encrypted_file_asks_for_one_without_password() -> None:
    page = Drawing(password="geheim")
    page.text(72, 100, "本年收入")
    with pytest.raises(EncryptedFileError, match="去除密码"):
        read_bytes(page.bytes(), "加密.pdf")


def test_a_file_that_only_forbids_changes_is_read() -> None:
    page = Drawing(password="", owner="geheim")
    page.text(72, 100, "本年收入100.00万元。")
    assert paragraphs(read_bytes(page.bytes(), "只读.pdf")) == ["本年收入100.00万元。"]


def test_a_truncated_file_is_called_truncated() -> None:
    data = _one_page()
    with pytest.raises((TruncatedFileError, UnreadableFileError)) as raised:
        read_bytes(data[:120], "半个.pdf")
    assert raised.value.code in ("truncated", "unreadable")


def test_a_file_without_pages_is_called_empty() -> None:
    data = _hand_written([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"])
    with pytest.raises(EmptyFileError, match="没有任何页面"):
        read_bytes(data, "空.pdf")


def test_a_page_of_absurd_size_is_refused() -> None:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 900000 900000]>>"
    data = _hand_written([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page])
    with pytest.raises(LimitExceededError, match="第 1 页"):
        read_bytes(data, "大.pdf")


def test_pages_that_refer_to_themselves_end_in_an_error_or_few_pages() -> None:
    data = _hand_written([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"])
    with pytest.raises(MingzhangError):
        read_bytes(data, "圈.pdf")


def test_more_pages_than_the_limit_are_refused_before_they_are_read() -> None:
    page = Drawing()
    for _ in range(4):
        page.text(72, 100, "一页")
        page.next_page()
    with limits_applied(Limits(pages=3)), pytest.raises(LimitExceededError, match="页数超过上限 3 页"):
        read_bytes(page.bytes(), "长.pdf")


def _with_image(text: str = "") -> bytes:
    page = Drawing()
    page.canvas.drawInlineImage(_grey_image(), 50, 50, 400, 600)
    if text:
        page.next_page()
        page.text(72, 100, text)
    return page.bytes()


def _grey_image() -> object:
    image = pytest.importorskip("PIL.Image")
    return image.new("L", (40, 60), 200)


def test_a_scan_says_that_it_has_no_text_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "installed_ocr", lambda: None)
    with pytest.raises(NoTextLayerError, match="OCR"):
        pdf.read_pdf(_with_image(), "扫描.pdf")


def test_a_scanned_page_among_others_is_named_in_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "installed_ocr", lambda: None)
    document = pdf.read_pdf(_with_image("本年支出20.00万元。"), "混合.pdf")
    assert paragraphs(document) == ["本年支出20.00万元。"]
    assert any("第 1 页" in warning for warning in document.warnings)


def test_a_page_without_text_is_given_to_ocr() -> None:
    def recognise(page: object, number: int) -> PageContent:
        glyphs = [
            Glyph(c, 72 + 12 * i, 90, 84 + 12 * i, 100, 72 + 12 * i, 84 + 12 * i, 100, 12)
            for i, c in enumerate("支出1.00万元")
        ]
        return PageContent(number, 595, 842, glyphs, is_ocr=True)

    document = pdf.read_pdf(_with_image(), "扫描.pdf", ocr=recognise)
    assert document.pages[0].is_ocr
    assert paragraphs(document) == ["支出1.00万元"]


def test_invisible_text_over_a_scan_counts_as_read_by_ocr() -> None:
    page = Drawing()
    page.canvas.drawInlineImage(_grey_image(), 0, 0, 595, 842)
    text = page.canvas.beginText(72, 700)
    text.setFont("STSong-Light", 12)
    text.setTextRenderMode(3)
    text.textLine("二〇二三年度本年支出合计数为1,234.50万元，其中基本支出22.00万元，项目支出33.00万元。")
    page.canvas.drawText(text)
    document = pdf.read_pdf(page.bytes(), "双层.pdf")
    assert document.pages[0].is_ocr
    assert "1,234.50" in paragraphs(document)[0]


def test_printed_text_is_not_taken_for_ocr() -> None:
    assert not pdf.read_pdf(_one_page(), "a.pdf").pages[0].is_ocr


@pytest.mark.parametrize(
    ("text", "garbage"),
    [
        ("上海市普陀区规划和自然资源局本年收入合计，其中财政拨款收入占比百分之百", False),
        ("The department spent 12,345.67 in 2023, of which 45% on staff.", False),
        ("\ue012\ue013\ue0a1\ue0b2" * 10, True),
        ("龘靐齉爩鱻麤灪籲鸞癵驫厵钃饢鸝鼜鸙" * 3, True),
        ("\ufffd" * 30, True),
        ("12", False),
    ],
)
def test_garbage_is_told_from_text(text: str, garbage: bool) -> None:
    assert is_garbage(text) is garbage


def test_characters_without_unicode_values_make_text_garbage() -> None:
    assert is_garbage("abcdefghijklmnopqrstuvwxyz", unmapped=20)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_files_end_in_a_document_or_one_of_our_errors(data: st.DataObject) -> None:
    page = Drawing()
    page.table(50, 100, [100, 100], [["项目", "金额"], ["教育", "1.00"]])
    broken = bytearray(page.bytes())
    for _ in range(data.draw(st.integers(1, 12))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    try:
        document = pdf.read_pdf(bytes(broken), "坏.pdf")
    except MingzhangError as error:
        assert str(error).startswith("[")
        assert "\n" not in str(error)
    else:
        assert all(len(row) for table in tables(document) for row in rows(table))


def test_lines_beyond_the_number_that_is_looked_at_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_page, "_MOST_OBJECTS", 12)
    page = Drawing()
    page.table(50, 100, [100, 100], [["项目", "金额"], ["基本支出", "1.00"]])
    page.next_page()
    page.table(50, 100, [60] * 6, [["甲"] * 6] * 6)
    assert read_bytes(page.bytes(), "a.pdf").warnings == ("第 2 页图形过多，部分表格线未能读取，表格请核对原件",)
