"""Plain text: encodings, pages, paragraphs joined over hard wraps and page breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Paragraph
from ingest.errors import EmptyFileError, MingzhangError, UnreadableFileError, UnsupportedFormatError
from ingest.readers import read_bytes
from tests.reading import check_traceable, paragraphs, tables

SENTENCE = "2023年支出决算数为1,234.50万元。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    document = read_bytes(SENTENCE.encode(encoding), "报告.txt")
    assert document.pages[0].text == SENTENCE
    assert paragraphs(document) == [SENTENCE]
    assert not document.warnings


def test_lines_in_two_encodings_are_read_and_a_warning_says_so() -> None:
    data = "收入一百万元。\n".encode() + "支出九十万元。".encode("gb18030")
    document = read_bytes(data, "混合.txt")
    assert paragraphs(document) == ["收入一百万元。", "支出九十万元。"]
    assert "混用" in document.warnings[0]


def test_form_feeds_part_pages_and_lines_are_counted_in_the_file() -> None:
    document = read_bytes("第一页。\n\f第二页。\n第三行。\n".encode(), "a.txt")
    assert [page.text for page in document.pages] == ["第一页。\n", "第二页。\n第三行。\n"]
    places = [block.content.locate(0, 1) for block in document.blocks if isinstance(block, Paragraph)]
    assert [(place.page, place.line) for place in places] == [(1, 1), (2, 2), (2, 3)]


def test_windows_line_ends_keep_offsets_true() -> None:
    document = read_bytes("一、概况\r\n收入10万元。\r\n".encode(), "a.txt")
    check_traceable(document)
    assert paragraphs(document) == ["一、概况", "收入10万元。"]
    assert document.pages[0].line_at(document.pages[0].text.index("收入")) == 2


@pytest.mark.parametrize("cut", ["\n", "\f", " \n\f "])
@pytest.mark.parametrize(
    ("number", "unit"), [("80.00", "万元，比上年减少2万元。"), ("1,300.25", "元。"), ("95.6", "%。")]
)
def test_a_number_and_its_unit_are_one_over_the_end_of_a_line_or_page(cut: str, number: str, unit: str) -> None:
    text = f"机关运行经费支出{number}{cut}{unit}\n下一段。"
    joined = ["".join(text.split()) for text in paragraphs(read_bytes(text.encode(), "a.txt"))]
    assert joined == [f"机关运行经费支出{number}{unit}", "下一段。"]


def test_a_year_is_not_joined_with_a_line_that_begins_like_a_unit() -> None:
    assert paragraphs(read_bytes("预算编制年度2023\n元氏县财政局".encode(), "a.txt")) == [
        "预算编制年度2023",
        "元氏县财政局",
    ]


def test_a_sentence_cut_by_a_page_break_is_one_paragraph() -> None:
    text = "子基金已落地29只，子基金实缴规模 215.03\n\n亿元，累计投资项目达130个。\n\n下一段。"
    assert paragraphs(read_bytes(text.encode(), "a.txt")) == [
        "子基金已落地29只，子基金实缴规模 215.03亿元，累计投资项目达130个。",
        "下一段。",
    ]


def test_a_sentence_over_a_form_feed_is_one_paragraph() -> None:
    document = read_bytes("全年支出完成1793.68万元，完成预算的\f98.99%。".encode(), "a.txt")
    assert paragraphs(document) == ["全年支出完成1793.68万元，完成预算的98.99%。"]
    check_traceable(document)


def test_hard_wrapped_lines_are_joined_and_titles_stay_apart() -> None:
    text = """某某区人民政府办公室
2022年部门整体支出绩效评价报告
一、部门概况
区政府办公室为一级预算单位，内设8个股室，全年预算数1812.05
万元，得9.9分（满分
10分）；执行率为百分之九十八。
1.目标制定。绩效目标与部门职责匹配，指标细化可量化，得10分。
2023年5月30日"""
    assert paragraphs(read_bytes(text.encode(), "a.txt")) == [
        "某某区人民政府办公室",
        "2022年部门整体支出绩效评价报告",
        "一、部门概况",
        "区政府办公室为一级预算单位，内设8个股室，全年预算数1812.05万元，得9.9分（满分10分）；执行率为百分之九十八。",
        "1.目标制定。绩效目标与部门职责匹配，指标细化可量化，得10分。",
        "2023年5月30日",
    ]


def test_form_fields_are_not_run_together() -> None:
    text = "部门名称：某某中心（公章）\n\n下属二级预算单位数量：\n\n填报人：张三\n\n填报日期：2024年5月8日"
    assert len(paragraphs(read_bytes(text.encode(), "a.txt"))) == 4


def test_a_wrong_extension_gives_way_to_the_content_with_a_warning() -> None:
    document = read_bytes(SENTENCE.encode(), "报告.pdf")
    assert document.media_type == "text/plain"
    assert "扩展名与内容不符" in document.warnings[0]


@pytest.mark.parametrize("data", [b"", b"  \n\t\n", b"\xef\xbb\xbf", "\u3000\n".encode()])
def test_a_file_without_text_is_called_empty(data: bytes) -> None:
    with pytest.raises(EmptyFileError):
        read_bytes(data, "空.txt")


def test_bytes_of_no_format_are_refused() -> None:
    with pytest.raises((UnsupportedFormatError, UnreadableFileError)):
        read_bytes(bytes(range(256)) * 8, "未知.dat")


@given(st.text(max_size=400))
def test_any_text_keeps_every_printed_character_in_some_block(text: str) -> None:
    try:
        document = read_bytes(text.encode("utf-8", "ignore"), "a.txt")
    except MingzhangError:
        return
    if document.media_type != "text/plain":
        return
    check_traceable(document)
    covered = {
        (fragment.page, offset)
        for block in document.blocks
        for content in ([block.content] if isinstance(block, Paragraph) else [cell.content for cell in block.cells])
        for fragment in content.fragments
        for offset in range(fragment.start, fragment.end)
    }
    for page in document.pages:
        for offset, character in enumerate(page.text):
            if character.isalnum():
                assert (page.number, offset) in covered


@given(
    st.lists(
        st.lists(st.sampled_from(["教育", "1.00", "", "合计", "98%"]), min_size=3, max_size=3), min_size=3, max_size=8
    )
)
def test_tab_separated_cells_come_back_as_they_were(cells: list[list[str]]) -> None:
    body = [["项目", "预算", "决算"], *cells]
    document = read_bytes("\n".join("\t".join(row) for row in body).encode(), "a.txt")
    (table,) = tables(document)
    filled = [row for row in body if any(row)]
    assert [[cell.text if cell else "" for cell in row] for row in table.grid] == filled


def test_cells_of_a_form_on_lines_of_their_own_stay_apart() -> None:
    text = "项目名称\n\n教学楼、食堂及操场改造\n\n主管部门\n\n某市教育局\n\n年度资金总额\n\n43.2\n"
    assert paragraphs(read_bytes(text.encode(), "a.txt")) == [*text.split("\n\n")[:-1], "43.2"]


def test_a_utf8_title_above_gb18030_text_is_not_read_as_other_characters() -> None:
    data = "某市某局2023年度部门决算\n".encode() + "本年收入合计１,234.50万元。\n一\n".encode("gb18030")
    document = read_bytes(data, "混合.txt")
    assert paragraphs(document)[:2] == ["某市某局2023年度部门决算", "本年收入合计１,234.50万元。"]
    assert "混用" in document.warnings[0]


def test_a_gb18030_line_whose_bytes_are_also_utf8_stays_chinese() -> None:
    document = read_bytes("收入一百万元。\n联通\n".encode("gb18030"), "a.txt")
    assert "".join(paragraphs(document)) == "收入一百万元。联通"
    assert not document.warnings


@pytest.mark.parametrize("stated", ["gb2312", "utf-8", ""])
def test_a_web_page_in_two_encodings_says_so(stated: str) -> None:
    meta = f'<meta charset="{stated}">' if stated else ""
    data = f"<html>{meta}<body><p>收入一百万元。</p>\n".encode() + "<p>支出九十万元。</p></body></html>".encode(
        "gb18030"
    )
    document = read_bytes(data, "a.html")
    assert paragraphs(document) == ["收入一百万元。", "支出九十万元。"]
    assert "混用" in document.warnings[0]


def test_bytes_of_a_web_page_that_fit_no_encoding_are_told() -> None:
    document = read_bytes("<html><p>收入一百万元。</p>".encode() + b"<p>\xff\xfe\xfd</p>", "a.html")
    assert any("未能读出" in warning for warning in document.warnings)


def test_a_bracket_left_open_does_not_run_cells_together() -> None:
    cells = ["经费情况(万元", "编制数", "46", "50", "108.70%"]
    assert paragraphs(read_bytes("\n\n".join(cells).encode(), "a.txt")) == cells
