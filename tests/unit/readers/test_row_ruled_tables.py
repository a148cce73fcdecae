"""Tables that draw lines between rows alone, on drawn pages."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers import read_bytes
from tests.drawing import Drawing
from tests.reading import check_traceable, rows, tables

EDGES = [50, 120, 260, 350, 440, 530]
BODY = [
    ["合　计", "", "9.80", "7.30", "2.50"],
    ["201", "一般公共服务支出", "1.00", "", "1.00"],
    ["20103", "政府办公厅（室）及相关机构事务", "6.30", "6.30", ""],
    ["2010301", "行政运行", "2.50", "1.00", "1.50"],
]


def _draw(page: Drawing, top: float, body: Sequence[Sequence[str]], *, header: bool) -> None:
    y = top
    page.line(EDGES[0], y, EDGES[-1], y)
    if header:
        page.line(EDGES[2], y + 20, EDGES[5], y + 20)
        page.text(395, y + 14, "本年支出", 9, "centre")
        page.text(85, y + 24, "科目编码", 9, "centre")
        page.text(190, y + 24, "科目名称", 9, "centre")
        for at, name in enumerate(("小计", "基本支出", "项目支出"), start=2):
            page.text((EDGES[at] + EDGES[at + 1]) / 2, y + 34, name, 9, "centre")
        y += 40
        page.line(EDGES[0], y, EDGES[-1], y)
    for row in body:
        for at, text in enumerate(row):
            if at > 1:
                page.text(EDGES[at + 1] - 4, y + 14, text, 9, "right")
            elif row[0].startswith("合"):
                page.text((EDGES[0] + EDGES[2]) / 2, y + 14, text, 9, "centre")
            else:
                page.text(EDGES[at] + 4, y + 14, text, 9)
        y += 20
        page.line(EDGES[0], y, EDGES[-1], y)


def test_columns_are_where_no_row_prints_and_groups_stand_over_theirs() -> None:
    page = Drawing()
    _draw(page, 100, BODY, header=True)
    document = read_bytes(page.bytes(), "a.pdf")
    check_traceable(document)
    (table,) = tables(document)
    assert [[cell.text if cell else "" for cell in row] for row in table.grid[:2]] == [
        ["科目编码", "科目名称", "本年支出", "本年支出", "本年支出"],
        ["科目编码", "科目名称", "小计", "基本支出", "项目支出"],
    ]
    assert rows(table)[3:] == BODY[1:]
    assert rows(table)[2][2:] == BODY[0][2:]


def test_such_a_table_goes_on_over_the_page_without_its_header() -> None:
    page = Drawing()
    _draw(page, 700, BODY[:2], header=True)
    page.next_page()
    _draw(page, 60, BODY[2:], header=False)
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert rows(table)[4:] == BODY[2:]


def test_lines_to_write_on_are_no_table() -> None:
    page = Drawing()
    for at, text in enumerate(
        ("填报单位：某某局", "联系人：张某　　电话：12345678", "日期：2024年3月1日", "金额：1,200.00元")
    ):
        page.text(60, 114 + 20 * at, text)
        page.line(50, 120 + 20 * at, 350, 120 + 20 * at)
    assert tables(read_bytes(page.bytes(), "a.pdf")) == []


def test_columns_without_lines_that_stand_closer_than_words_are_told_by_blank_strips() -> None:
    page = Drawing()
    lines = [
        ["类", "款", "项", "科目名称", "本年收入合计", "财政拨款收入", "其他收入"],
        ["204", "", "", "公共安全支出", "134.70", "11.59", "3.81"],
        ["204", "06", "", "司法", "7,422.27", "162.10", "2,051.73"],
        ["204", "06", "01", "行政运行", "17.34", "29,178.63", "6.41"],
        ["208", "", "", "社会保障和就业支出", "26,142.48", "6.20", ""],
        ["208", "05", "05", "机关事业单位养老保险缴费支出", "26.06", "27.72", "30.40"],
    ]
    for at, line in enumerate(lines):
        for text, left, right in zip(line, (50, 70, 88, 106, 0, 0, 0), (0, 0, 0, 0, 276, 330, 384), strict=True):
            page.text(left or right, 100 + 16 * at, text, 8, "left" if left else "right")
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert rows(table) == lines
