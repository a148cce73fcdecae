"""Tables that draw the lines between columns alone, on drawn pages: rows are told by what is printed in them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ingest.readers import read_bytes
from tests.drawing import Drawing
from tests.reading import check_traceable, rows, tables

EDGES = [50.0, 120.0, 240.0, 340.0, 440.0, 540.0]
HEAD = ["科目编码", "科目名称", "小计", "基本支出", "项目支出"]
BODY: list[tuple[str, list[str], list[str]]] = [
    ("201", ["一般公共服务支出"], ["7.30", "6.30", "1.00"]),
    ("20103", ["政府办公厅（室）及相", "关机构事务"], ["6.30", "6.30", ""]),
    ("2010301", ["行政运行"], ["1.00", "", "1.00"]),
    ("208", ["社会保障和就业支出"], ["2.50", "2.50", ""]),
    ("2080505", ["机关事业单位基本养老", "保险缴费支出"], ["2.50", "2.50", "0.00"]),
]
WANTED = [[code, "".join(name), *numbers] for code, name, numbers in BODY]


def _centre(page: Drawing, left: float, right: float, y: float, text: str) -> None:
    page.text((left + right) / 2, y, text, 9, "centre")


def _draw(page: Drawing, top: float, numbers: str, *, frame: bool = True, header: bool = True) -> None:
    """Draw the table; ``numbers`` says where the numbers stand beside a label of two lines."""
    y = top + (36 if header else 0)
    for code, name, amounts in BODY:
        height = 8 + 12 * len(name)
        beside = {"top": y + 12, "middle": y + 6 + height / 2, "bottom": y + 12 * len(name)}[numbers]
        page.text(EDGES[0] + 4, beside - 2, code, 9)
        for at, line in enumerate(name):
            page.text(EDGES[1] + 4, y + 10 + 12 * at, line, 9)
        for right, amount in zip(EDGES[3:], amounts, strict=True):
            page.text(right - 4, beside - 2, amount, 9, "right")
        y += height
    for x in (EDGES[0], EDGES[1], EDGES[2], EDGES[5]):
        page.line(x, top, x, y)
    for x in (EDGES[3], EDGES[4]):
        page.line(x, top + (18 if header else 0), x, y)
    if frame:
        page.line(EDGES[0], top, EDGES[5], top)
        page.line(EDGES[0], y, EDGES[5], y)
    if header:
        _centre(page, EDGES[2], EDGES[5], top + 12, "本年支出")
        for at, (left, right) in enumerate(pairwise(EDGES)):
            _centre(page, left, right, top + (30 if at > 1 else 21), HEAD[at])


@pytest.mark.parametrize("numbers", ["top", "middle", "bottom"])
@pytest.mark.parametrize("frame", [True, False])
def test_rows_and_groups_are_found_wherever_numbers_stand_beside_their_label(numbers: str, frame: bool) -> None:
    page = Drawing()
    _draw(page, 100, numbers, frame=frame)
    document = read_bytes(page.bytes(), "a.pdf")
    check_traceable(document)
    (table,) = tables(document)
    assert rows(table)[:2] == [
        ["科目编码", "科目名称", "本年支出", "<", "<"],
        ["^", "^", "小计", "基本支出", "项目支出"],
    ]
    assert rows(table)[2:] == WANTED


def test_such_a_table_goes_on_over_the_page_without_its_header() -> None:
    page = Drawing()
    _draw(page, 660, "middle")
    page.next_page()
    _draw(page, 60, "middle", header=False)
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert rows(table)[2:] == WANTED * 2


def test_a_header_with_all_its_lines_over_rows_without_any() -> None:
    page = Drawing()
    _draw(page, 100, "middle")
    page.line(EDGES[0], 136, EDGES[5], 136)
    page.line(EDGES[2], 118, EDGES[5], 118)
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert rows(table)[1:] == [["^", "^", "小计", "基本支出", "项目支出"], *WANTED]


def test_a_cell_of_several_lines_beside_one_number_stays_one_cell() -> None:
    page = Drawing()
    page.grid([50, 200, 400, 540], [100, 120, 220])
    for x, text in ((60, "指标"), (210, "说明"), (410, "金额")):
        page.text(x, 114, text, 9)
    for at, line in enumerate(("全年完成培训", "共十二期，覆盖", "全部乡镇", "和街道")):
        page.text(60, 134 + 14 * at, line, 9)
        page.text(210, 134 + 14 * at, line, 9)
    page.text(410, 160, "1,200.00", 9)
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert table.row_count == 2
    assert rows(table)[1][2] == "1,200.00"


def test_numbers_broken_over_two_lines_of_their_cells_stay_one_row() -> None:
    page = Drawing()
    page.grid([50, 120, 190, 260, 330, 400], [100, 120, 150])
    for at, name in enumerate(("合计", "小计", "购置费", "运行费", "接待费")):
        page.text(60 + 70 * at, 114, name, 9)
        page.text(188 - 70 + 70 * at, 132, f"{at + 1}9,965,078.6", 9, "right")
        page.text(188 - 70 + 70 * at, 144, str(at), 9, "right")
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert table.row_count == 2
    assert rows(table)[1][4].startswith("59,965,078.6")
