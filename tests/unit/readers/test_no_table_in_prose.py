"""Pages that hold no table: prose in columns, lists, contents, signatures and fields stay text."""

from __future__ import annotations

import pytest

from ingest.readers import read_bytes
from tests.drawing import Drawing
from tests.reading import check_traceable, paragraphs, tables

SENTENCE = "本年收入九千七百四十六万元，其中财政拨款收入占比百分之百，与上年相比有所增加。"
LEFT, RIGHT = 60, 535


def _contents(page: Drawing, leader: str) -> None:
    page.text(297, 80, "目  录", 16, "centre")
    entries = ["第一部分 部门概况", "一、主要职能", "二、机构设置", "第二部分 2023年度部门决算表", "一、收支总表",
               "二、收入决算表", "三、支出决算表", "第三部分 情况说明", "第四部分 名词解释"]  # fmt: skip
    for at, entry in enumerate(entries):
        page.text(LEFT, 120 + 22 * at, entry + leader, 11)
        page.text(RIGHT, 120 + 22 * at, str(1 + 2 * at), 11, "right")


def _prose_in_columns(page: Drawing) -> None:
    for at in range(12):
        page.text(50, 100 + 18 * at, SENTENCE[at : at + 20], 10)
        page.text(310, 100 + 18 * at, SENTENCE[-20 - at : len(SENTENCE) - at], 10)


def _prose_beside_a_line(page: Drawing) -> None:
    _prose_in_columns(page)
    page.line(297, 90, 297, 310)


def _list_with_amounts(page: Drawing) -> None:
    items = ("工资福利支出", "商品和服务支出", "对个人和家庭的补助", "资本性支出")
    for at, item in enumerate(items, start=1):
        page.text(84, 100 + 22 * at, f"{at}.{item}{at}2.3{at}万元，完成年初预算的9{at}.50%；", 12)
    page.text(84, 220, f"（五）{SENTENCE[:24]}", 12)


def _framed_text(page: Drawing) -> None:
    page.grid([50, 545], [90, 330])
    page.line(297, 90, 297, 330)
    for at in range(10):
        page.text(60, 110 + 20 * at, SENTENCE[at : at + 18], 10)
        page.text(305, 110 + 20 * at, SENTENCE[-18 - at : len(SENTENCE) - at], 10)


def _signatures(page: Drawing) -> None:
    page.text(84, 100, SENTENCE, 10)
    for at, text in enumerate(("某某市某某局", "2024年3月15日")):
        page.text(RIGHT, 200 + 22 * at, text, 12, "right")
    for at, (one, other) in enumerate((("单位负责人：张某", "财务负责人：李某"), ("填表人：王某", "联系电话：12345678"),
                                       ("填报日期：2024年3月15日", "邮编：100000"))):  # fmt: skip
        page.text(LEFT, 300 + 22 * at, one, 11)
        page.text(330, 300 + 22 * at, other, 11)


@pytest.mark.parametrize(
    "draw",
    [
        lambda page: _contents(page, "…" * 24),
        lambda page: _contents(page, "." * 60),
        lambda page: _contents(page, ""),
        _prose_in_columns,
        _prose_beside_a_line,
        _list_with_amounts,
        _signatures,
    ],
    ids=["contents-dots", "contents-points", "contents-bare", "columns", "columns-line", "list", "signatures"],
)
def test_no_table_is_made_of_a_page_of_text(draw) -> None:  # type: ignore[no-untyped-def]
    page = Drawing()
    draw(page)
    document = read_bytes(page.bytes(), "a.pdf")
    check_traceable(document)
    assert tables(document) == []
    assert paragraphs(document)


def test_text_in_a_frame_of_two_cells_gets_no_rows() -> None:
    page = Drawing()
    _framed_text(page)
    for table in tables(read_bytes(page.bytes(), "a.pdf")):
        assert table.row_count == 1
