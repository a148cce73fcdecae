"""Headers of tables without lines: centred over numbers set right, grouped over several columns, without figures."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ingest.extract import extract_document
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary
from tests.drawing import Drawing
from tests.reading import check_traceable, rows, tables

BODY = [
    ["201", "一般公共服务支出", "12.30", "", "12.30", ""],
    ["20132", "组织事务", "12.30", "", "12.30", ""],
    ["208", "社会保障和就业支出", "1,090.45", "890.45", "200.00", ""],
    ["合计", "", "1,102.75", "890.45", "212.30", ""],
]
EDGES = [40.0, 120.0, 260.0, 400.0, 540.0, 680.0, 800.0]


def _sheet() -> Drawing:
    """Names in the middle of their columns, numbers at the right: no number stands below its name."""
    page = Drawing(width=842, height=595)
    page.text(421, 50, "支出决算表", 14, "centre")
    page.text(800, 76, "单位：万元", 8, "right")
    middles = [(left + right) / 2 for left, right in pairwise(EDGES)]
    page.text((EDGES[0] + EDGES[2]) / 2, 92, "项目", 8, "centre")
    page.text((EDGES[2] + EDGES[6]) / 2, 92, "本年支出", 8, "centre")
    for x, name in zip(middles, ["科目编码", "科目名称", "小计", "基本支出", "项目支出", "经营支出"], strict=True):
        page.text(x, 106, name, 8, "centre")
    for x, number in zip(EDGES[2:], "1234", strict=False):
        page.text(x + 2, 120, number, 8)
    for line, row in enumerate(BODY):
        for index, cell in enumerate(row):
            is_name = index < 2
            page.text(EDGES[index] + 2 if is_name else EDGES[index + 1] - 2, 134 + 14 * line, cell, 8,
                      "left" if is_name else "right")  # fmt: skip
    return page


def test_names_in_the_middle_stand_over_numbers_at_the_right() -> None:
    document = read_bytes(_sheet().bytes(), "a.pdf")
    check_traceable(document)
    (table,) = tables(document)
    found = rows(table)
    assert found[0] == ["项目", "<", "本年支出", "<", "<", "<"]
    assert found[1] == ["科目编码", "科目名称", "小计", "基本支出", "项目支出", "经营支出"]
    assert found[3:] == BODY


def test_the_figures_below_them_are_read_as_with_lines() -> None:
    figures = extract_document(read_bytes(_sheet().bytes(), "某市某局2023年度部门决算.pdf"), load_vocabulary()).figures
    assert [(f.raw, f.item, f.function_code) for f in figures][4:] == [
        ("1,090.45", "社会保障和就业支出/合计", "208"),
        ("890.45", "社会保障和就业支出/基本支出", "208"),
        ("200.00", "社会保障和就业支出/项目支出", "208"),
        ("1,102.75", "本年支出合计", ""),
        ("890.45", "基本支出", ""),
        ("212.30", "项目支出", ""),
    ]


TEXT = """\
某市某局2023年度部门决算

财政拨款“三公”经费支出决算表
公开07表
部门：某市某局                                              单位：万元
预算数                                                决算数
合计   因公出国（境）费  公务用车运行费  公务接待费   合计   因公出国（境）费  公务用车运行费  公务接待费
25.00                            20.00         5.00  21.36                            18.16         3.20
"""


def test_columns_without_figures_keep_their_place_in_typed_text() -> None:
    table = tables(read_bytes(TEXT.replace("公开07表\n", "").encode(), "a.txt"))[0]
    assert rows(table)[-1] == ["25.00", "", "20.00", "5.00", "21.36", "", "18.16", "3.20"]
    assert rows(table)[-2][1:3] == ["因公出国（境）费", "公务用车运行费"]


@pytest.mark.parametrize("glued", ["1,200.00（二）卫生健康支出", "450.00二、教育支出"])
def test_an_amount_never_becomes_part_of_the_name_behind_it(glued: str) -> None:
    page = Drawing()
    for line in range(4):
        page.text(60, 100 + 16 * line, f"项目甲{line}", 9)
        page.text(250, 100 + 16 * line, glued, 9)
        page.text(500, 100 + 16 * line, "33.00", 9, "right")
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    amount = glued[: glued.index(".") + 3]
    assert {row[1] for row in rows(table)} == {amount}
    assert {row[2] for row in rows(table)} == {glued[len(amount) :]}


@pytest.mark.parametrize(("names", "numbers"), [("centre", "right"), ("left", "right"), ("right", "right")])
def test_a_name_stands_over_its_numbers_wherever_both_are_set(names: str, numbers: str) -> None:
    page = Drawing(width=842, height=595)
    page.text(421, 50, "支出决算表", 14, "centre")
    page.text((EDGES[2] + EDGES[6]) / 2, 92, "本年支出", 8, "centre")

    def put(index: int, y: float, text: str, side: str) -> None:
        x = {"left": EDGES[index] + 2, "right": EDGES[index + 1] - 2, "centre": (EDGES[index] + EDGES[index + 1]) / 2}
        page.text(x[side], y, text, 8, side)

    for index, name in enumerate(["科目编码", "科目名称", "小计", "基本支出", "项目支出", "经营支出"]):
        put(index, 106, name, names)
    for line, row in enumerate([*BODY, ["210", "卫生健康支出", "8.06", "4.11", "2.26", "1.69"]]):
        for index, cell in enumerate(row):
            put(index, 120 + 14 * line, cell, "left" if index < 2 else numbers)
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    found = {name: at for at, name in enumerate(rows(table)[1])}
    last = rows(table)[-1]
    assert [last[found[name]] for name in ("小计", "基本支出", "项目支出", "经营支出")] == [
        "8.06",
        "4.11",
        "2.26",
        "1.69",
    ]


def test_names_parted_by_a_narrow_blank_stand_each_over_its_own_column() -> None:
    page = Drawing()
    page.text(200, 100, "项目支出", 8, "right")
    page.text(256, 100, "上缴上级支出", 8, "right")
    page.text(60, 100, "科目", 8)
    for line, (one, other) in enumerate([("1,234.50", "12.30"), ("90.00", "1.20"), ("45.00", "0.30"), ("8.00", "")]):
        page.text(60, 114 + 14 * line, f"科目{line}", 8)
        page.text(200, 114 + 14 * line, one, 8, "right")
        page.text(256, 114 + 14 * line, other, 8, "right")
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert rows(table)[:2] == [["科目", "项目支出", "上缴上级支出"], ["科目0", "1,234.50", "12.30"]]


def test_a_piece_on_the_next_page_without_header_goes_on_in_the_same_columns() -> None:
    page = Drawing()
    for x, name in ((60, "项目"), (300, "预算数"), (450, "决算数")):
        page.text(x, 100, name, 9)
    for line in range(8):
        page.text(60, 116 + 16 * line, f"科目甲{line}", 9)
        page.text(335, 116 + 16 * line, "20.00", 9, "right")
        page.text(485, 116 + 16 * line, "18.16", 9, "right")
    page.next_page()
    for line, (one, other) in enumerate([("30.00", "28.00"), ("—", "4"), ("—", "35"), ("12.00", "11.50")]):
        page.text(60, 60 + 16 * line, f"科目乙{line}", 9)
        for left, right, text in ((300, 335, one), (450, 485, other)):
            is_amount = "." in text
            page.text(right if is_amount else left, 60 + 16 * line, text, 9, "right" if is_amount else "left")
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert rows(table)[-3:] == [["科目乙1", "—", "4"], ["科目乙2", "—", "35"], ["科目乙3", "12.00", "11.50"]]
