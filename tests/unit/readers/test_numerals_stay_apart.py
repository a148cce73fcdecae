"""Two printed numbers never become one: numbers in different lines, rows and columns of a page stay apart."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Paragraph
from ingest.readers import read_bytes
from ingest.readers.wording import may_be_one_number
from tests.drawing import Drawing
from tests.reading import rows, tables

_AMOUNTS = st.decimals(min_value=0, max_value=Decimal("99999999.99"), places=2).map(lambda amount: f"{amount:,}")
_CODES = st.sampled_from(["301", "30101", "30102", "2080501", "2013299", "302"])
_NUMERAL = re.compile(r"[\d,.]*\d")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(_CODES, _AMOUNTS, _CODES, _AMOUNTS), min_size=1, max_size=8))
def test_amounts_and_codes_of_an_unruled_table_stay_apart(printed: list[tuple[str, str, str, str]]) -> None:
    page = Drawing()
    for index, (code, amount, other_code, other_amount) in enumerate(printed):
        y = 100 + 16 * index
        page.text(53, y, code, 9)
        page.text(106, y, "基本工资", 9)
        page.text(295, y, amount, 9, "right")
        page.text(301, y, other_code, 9)
        page.text(353, y, "办公费", 9)
        page.text(543, y, other_amount, 9, "right")
    document = read_bytes(page.bytes(), "a.pdf")
    texts = [block.content.text for block in document.blocks if isinstance(block, Paragraph)]
    texts += [cell.text for table in tables(document) for cell in table.cells]
    read = sorted(numeral for text in texts for numeral in _NUMERAL.findall(text))
    assert read == sorted(text for row in printed for text in row)


@given(_AMOUNTS, _CODES)
def test_a_whole_amount_does_not_go_on_in_the_next_line(amount: str, code: str) -> None:
    assert not may_be_one_number(f"支出{amount}", f"{code}基本工资")


@given(_AMOUNTS.filter(lambda amount: len(amount) > 4), st.data())
def test_an_amount_broken_before_its_decimals_may_be_one(amount: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(amount) - 2).filter(lambda i: amount[i - 1].isdigit() and amount[i].isdigit()))
    assert may_be_one_number(f"支出{amount[:at]}", f"{amount[at:]}万元") == (at < len(amount) - 1)


def test_an_unruled_table_of_two_sides_has_caption_unit_and_wrapped_header() -> None:
    page = Drawing()
    page.text(297, 64, "基本支出决算表", 16, "centre")
    page.text(545, 92, "公开06表", 9, "right")
    page.text(50, 104, "编制单位：某市某局", 9)
    page.text(545, 104, "单位：元", 9, "right")
    for x in (54, 301):
        page.text(x, 124, "经济分类科", 9)
        page.text(x + 9, 135.2, "目编码", 9)
    for x, text in ((151, "科目名称"), (253, "决算数"), (398, "科目名称"), (500, "决算数")):
        page.text(x, 129.6, text, 9)
    body = [
        ["301", "工资福利支出", "26,589,589.94", "302", "商品和服务支出", "4,144,660.30"],
        ["30101", "基本工资", "1,084,879.48", "30201", "办公费", "576,851.30"],
        ["30102", "津贴补贴", "1,906,636.67", "30202", "印刷费", "58,292.01"],
        ["人员经费合计", "", "27,546,050.00", "公用经费合计", "", "4,335,952.31"],
    ]
    for index, row in enumerate(body):
        y = 152 + 16.2 * index
        for x, text, side in zip(
            (53, 106, 295, 301, 353, 543), row, ("left", "left", "right", "left", "left", "right"), strict=True
        ):
            if text:
                page.text(x, y, text, 9, side)
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert (table.caption, table.unit_note) == ("基本支出决算表", "单位：元")
    header = ["经济分类科目编码", "科目名称", "决算数"]
    found = rows(table)
    assert found[:3] == [header * 2, *body[:2]]
    assert [text for text in found[4] if text not in ("", "<")] == [text for text in body[3] if text]


def test_names_printed_in_the_middle_above_their_columns_span_them_without_lines() -> None:
    page = Drawing(width=842, height=595)
    page.text(421, 64, "财政拨款“三公”经费支出决算表", 16, "centre")
    page.text(792, 104, "单位：万元", 9, "right")
    page.text(483, 124, "公务用车购置及运行维护费", 9, "centre")
    for x, text in ((112, "合计"), (235, "因公出国（境）费"), (731, "公务接待费")):
        page.text(x, 132.6, text, 9, "centre")
    for x, text in ((359, "小计"), (483, "公务用车购置费"), (607, "公务用车运行维护费")):
        page.text(x, 141.2, text, 9, "centre")
    amounts = ["9.91", "6.75", "0.00", "0.00", "0.92", "0.76", "0.00", "0.00", "0.92", "0.76", "8.99", "5.99"]
    for index, amount in enumerate(amounts):
        page.text(81 + 62 * index, 158.5, "预算数" if index % 2 == 0 else "决算数", 9, "centre")
        page.text(81 + 62 * index + 28, 175.2, amount, 8, "right")
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    vehicles = "公务用车购置及运行维护费"
    names = ["合计", "因公出国（境）费", "小计", "公务用车购置费", "公务用车运行维护费", "公务接待费"]
    texts = [[cell.text if cell is not None else "" for cell in row] for row in table.grid]
    assert texts[0] == [*["合计"] * 2, *["因公出国（境）费"] * 2, *[vehicles] * 6, *["公务接待费"] * 2]
    assert texts[1] == [name for name in names for _ in range(2)]
    assert texts[2:] == [["预算数", "决算数"] * 6, amounts]
