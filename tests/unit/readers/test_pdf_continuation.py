"""Tables that go on over page breaks, on drawn pages."""

from __future__ import annotations

from ingest.document import Document
from ingest.readers import read_bytes
from tests.drawing import Drawing
from tests.reading import check_traceable, rows, tables

WIDTHS = [80, 200, 100]
HEADER = ["编码", "科目", "金额"]


def _two_pages(first: list[list[str]], second: list[list[str]], *, title: str = "", footer: bool = False) -> Document:
    page = Drawing()
    page.text(297, 600, "支出决算表", 14, "centre")
    page.table(50, 620, WIDTHS, first)
    if footer:
        page.text(297, 820, "— 7 —", 9, "centre")
    page.next_page()
    if title:
        page.text(297, 60, title, 14, "centre")
    page.table(50, 80, WIDTHS, second)
    if footer:
        page.text(297, 820, "— 8 —", 9, "centre")
    document = read_bytes(page.bytes(), "a.pdf")
    check_traceable(document)
    return document


def test_a_table_without_a_repeated_header_is_one_table() -> None:
    (table,) = tables(_two_pages([HEADER, ["205", "教育支出", "1.00"]], [["206", "科学技术支出", "2.00"]], footer=True))
    assert rows(table) == [HEADER, ["205", "教育支出", "1.00"], ["206", "科学技术支出", "2.00"]]
    assert (table.first_page, table.last_page, table.repeated_header_rows) == (1, 2, frozenset())
    assert table.caption == "支出决算表"


def test_a_repeated_header_is_kept_and_marked() -> None:
    (table,) = tables(_two_pages([HEADER, ["205", "教育支出", "1.00"]], [HEADER, ["206", "科学技术支出", "2.00"]]))
    assert table.repeated_header_rows == {3}
    assert rows(table)[2:] == [HEADER, ["206", "科学技术支出", "2.00"]]


def test_a_repeated_title_does_not_part_a_table() -> None:
    document = _two_pages(
        [HEADER, ["205", "教育支出", "1.00"]], [HEADER, ["206", "科技", "2.00"]], title="支出决算表（续）"
    )
    assert len(tables(document)) == 1


def test_another_title_begins_another_table() -> None:
    document = _two_pages([HEADER, ["205", "教育支出", "1.00"]], [HEADER, ["206", "科技", "2.00"]], title="收入决算表")
    assert [table.caption for table in tables(document)] == ["支出决算表", "收入决算表"]


def test_a_header_of_its_own_begins_another_table() -> None:
    first = [HEADER, ["205", "教育支出", "1.00"]]
    second = [["序号", "单位名称", "人数"], ["1", "局机关", "20"], ["2", "服务中心", "12"]]
    assert len(tables(_two_pages(first, second))) == 2


def test_a_label_that_the_break_cuts_is_made_whole() -> None:
    first = [HEADER, ["205", "教育支出", "1.00"], ["208", "机关事业单位基本养老保险（含职业", "2.00"]]
    second = [["", "年金）缴费支出", ""], ["210", "卫生健康支出", "3.00"]]
    (table,) = tables(_two_pages(first, second))
    assert rows(table)[2:] == [
        ["208", "机关事业单位基本养老保险（含职业年金）缴费支出", "2.00"],
        ["210", "卫生健康支出", "3.00"],
    ]
    cell = table.grid[2][1]
    assert cell is not None
    assert [fragment.page for fragment in cell.content.fragments] == [1, 2]


def test_the_names_of_groups_that_a_page_break_parts_from_their_columns_stay_above_them() -> None:
    page = Drawing()
    page.text(297, 680, "财政拨款收入支出决算总表", 14, "centre")
    page.table(50, 700, [200, 300], [["收入", "支出"]])
    page.next_page()
    body = [["项目", "金额", "项目", "合计", "一般公共预算"], ["一、教育支出", "1.00", "一、教育支出", "2.00", "3.00"]]
    page.table(50, 60, [100, 100, 100, 100, 100], [*body, ["二、科学技术支出", "4.00", "", "5.00", "6.00"]])
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert table.caption == "财政拨款收入支出决算总表"
    assert [cell.text if cell else "" for cell in table.grid[0]] == ["收入", "收入", "支出", "支出", "支出"]
    assert rows(table)[1:3] == body


def test_a_row_without_amounts_is_not_taken_for_the_rest_of_another() -> None:
    first = [HEADER, ["205", "教育支出", "1.00"], ["206", "科学技术支出", ""]]
    second = [["", "外交支出", ""], ["210", "卫生健康支出", "3.00"]]
    (table,) = tables(_two_pages(first, second))
    assert len(rows(table)) == 5


def test_a_label_that_spans_rows_on_both_pages_spans_them_all() -> None:
    page = Drawing()
    page.text(297, 690, "指标表", 14, "centre")
    for top, values, label in ((700, ("1.00", "2.00"), "产出指标"), (60, ("3.00", "4.00"), "")):
        page.line(50, top, 250, top)
        page.line(150, top + 20, 250, top + 20)
        page.line(50, top + 40, 250, top + 40)
        for x in (50, 150, 250):
            page.line(x, top, x, top + 40)
        page.text(60, top + 14, label)
        for index, value in enumerate(values):
            page.text(160, top + 14 + 20 * index, value)
        if top == 700:
            page.next_page()
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert rows(table) == [["产出指标", "1.00"], ["^", "2.00"], ["^", "3.00"], ["^", "4.00"]]


def test_an_unruled_table_goes_on_over_the_page() -> None:
    page = Drawing()
    lines = [("项目", "预算数", "决算数")] + [
        (f"第{n}类支出", f"{n}00.00", f"{n}0.50")
        for n in "一二三四五六".translate(str.maketrans("一二三四五六", "123456"))
    ]
    for index, row in enumerate(lines):
        if index == 4:
            page.next_page()
        y = 740 + 20 * index if index < 4 else 60 + 20 * (index - 4)
        page.text(60, y, row[0])
        page.text(350, y, row[1], 10, "right")
        page.text(530, y, row[2], 10, "right")
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert len(rows(table)) == 7


def test_a_form_number_and_its_fields_printed_again_do_not_part_a_table() -> None:
    page = Drawing()
    page.text(297, 60, "支出决算表", 14, "centre")
    page.table(50, 95, [200, 120, 120], [["科目", "合计", "基本支出"], ["教育支出", "3.00", "2.00"]])
    page.next_page()
    page.text(540, 60, "公开03表", 9, "right")
    page.text(50, 80, "编制单位：某市某局", 9)
    page.text(540, 80, "单位：万元", 9, "right")
    page.table(50, 95, [200, 120, 120], [["卫生健康支出", "4.00", "1.00"], ["合计", "7.00", "3.00"]])
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert rows(table)[-1] == ["合计", "7.00", "3.00"]
    assert table.last_page == 2


def test_a_title_left_at_the_foot_of_the_page_before_is_that_of_the_table_that_opens_the_page() -> None:
    page = Drawing()
    page.text(297, 740, "甲单位收支总体较上年略有增长。", 12, "centre")
    page.text(297, 780, "支出决算表（单位：万元）", 12, "centre")
    page.next_page()
    page.table(50, 80, WIDTHS, [HEADER, ["205", "教育支出", "1.00"], ["206", "科学技术支出", "2.00"]])
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert (table.caption, table.unit_note) == ("支出决算表", "单位：万元")
