"""Paragraphs, titles, running heads and page numbers on drawn pages."""

from __future__ import annotations

from ingest.document import Paragraph
from ingest.readers import read_bytes
from tests.drawing import Drawing
from tests.reading import check_traceable, paragraphs

FULL = "本年收入合计九千七百四十六万元其中财政拨款收入占比百分之百与上年相比增加"  # 36 characters


def _prose(page: Drawing, lines: list[tuple[float, str]], start: float = 100, step: float = 22) -> None:
    for index, (x, text) in enumerate(lines):
        page.text(x, start + step * index, text, 12)


def test_indented_paragraphs_are_joined_to_their_last_line() -> None:
    page = Drawing()
    _prose(
        page,
        [
            (96, FULL[:34]),
            (72, FULL[:28] + "支出决算1812.05"),
            (72, "万元，占年初预算的98.20%。"),
            (96, "第二段从这里开始，" + FULL[:25]),
            (72, "到这里结束。"),
        ],
    )
    document = read_bytes(page.bytes(), "a.pdf")
    check_traceable(document)
    found = paragraphs(document)
    assert len(found) == 2
    assert "支出决算1812.05万元，占年初预算的98.20%。" in found[0]


def test_a_number_and_its_unit_parted_by_a_page_break_are_one_passage() -> None:
    page = Drawing()
    _prose(page, [(96, FULL[:34]), (72, FULL), (72, FULL[:30] + "共计215.03")], start=740)
    page.text(297, 815, "- 1 -", 9, "centre")
    page.next_page()
    _prose(page, [(72, "亿元，同比增长百分之五。"), (96, FULL[:34]), (72, FULL), (72, "结束。")])
    page.text(297, 815, "- 2 -", 9, "centre")
    document = read_bytes(page.bytes(), "a.pdf")
    found = paragraphs(document)
    assert len(found) == 2
    assert "215.03亿元" in found[0]
    passage = next(block.content for block in document.blocks if isinstance(block, Paragraph))
    place = passage.locate(passage.text.index("215.03"), passage.text.index("亿元") + 2)
    assert place.page == 1
    assert document.pages[0].text[place.char_start : place.char_end] == "215.03"


def test_page_numbers_and_running_heads_are_in_the_page_text_but_in_no_block() -> None:
    page = Drawing()
    for number in range(1, 5):
        page.text(297, 40, "某某局2023年度部门决算", 9, "centre")
        _prose(page, [(96, f"第{number}页的正文说明了情况。")])
        page.text(297, 815, f"第 {number} 页", 9, "centre")
        page.next_page()
    document = read_bytes(page.bytes(), "a.pdf")
    assert paragraphs(document) == [f"第{number}页的正文说明了情况。" for number in range(1, 5)]
    for page_read in document.pages:
        assert len(page_read.furniture) == 2
        head, foot = page_read.furniture
        assert page_read.text[head.start : head.end] == "某某局2023年度部门决算"
        assert "".join(page_read.text[foot.start : foot.end].split()) == f"第{page_read.number}页"


def test_numbered_headings_have_levels_and_stand_alone() -> None:
    page = Drawing()
    _prose(
        page,
        [
            (96, "一、收入情况"),
            (96, "（一）总体情况"),
            (96, "1.财政拨款"),
            (96, "本年收入10.00万元，" + FULL[:22]),
            (72, FULL[:20] + "。"),
            (96, "2. 拟订全市规划，" + FULL[:24]),
            (72, "并组织实施。"),
        ],
    )
    document = read_bytes(page.bytes(), "a.pdf")
    levels = [block.heading_level for block in document.blocks if isinstance(block, Paragraph)]
    assert levels == [1, 2, 3, None, None]


def test_a_title_over_two_centred_lines_is_one_paragraph() -> None:
    page = Drawing()
    page.text(297, 200, "上海市某某区规划和自然资源局某某某某", 24, "centre")
    page.text(297, 240, "二〇二三年度部门决算", 24, "centre")
    page.next_page()
    _prose(page, [(96, FULL[:34]), (72, FULL), (72, FULL), (72, FULL), (72, FULL), (72, "完。")])
    assert (
        paragraphs(read_bytes(page.bytes(), "a.pdf"))[0] == "上海市某某区规划和自然资源局某某某某二〇二三年度部门决算"
    )


def test_text_struck_twice_to_look_bold_is_read_once() -> None:
    page = Drawing()
    for offset in (0, 0.3):
        page.text(72 + offset, 100, "本年支出合计9759.38万元，其中1122.33万元。", 12)
    assert paragraphs(read_bytes(page.bytes(), "a.pdf")) == ["本年支出合计9759.38万元，其中1122.33万元。"]
