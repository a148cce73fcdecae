"""Layouts off the beaten track: turned text in a cell, two columns of prose, form fields, a head of its own table."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from ingest.readers import read_bytes
from tests.drawing import FONT, Drawing
from tests.reading import check_traceable, paragraphs, rows, tables

HEAD = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
BODY = [["201", "一般公共服务支出", "12.30", "", "12.30"], ["208", "社会保障和就业支出", "100.00", "90.00", "10.00"]]


def _turned(page: Drawing, x: float, y: float, text: str, degrees: int) -> None:
    page.canvas.saveState()
    page.canvas.translate(x, page.height - y)
    page.canvas.rotate(degrees)
    page.canvas.setFont(FONT, 10)
    page.canvas.drawString(0, 0, text)
    page.canvas.restoreState()


@pytest.mark.parametrize("degrees", [90, -90])
def test_names_printed_up_or_down_a_cell_are_read_as_written(degrees: int) -> None:
    page = Drawing()
    page.grid([50, 90, 200, 320], [80, 180, 200, 220])
    _turned(page, 75, 165 if degrees > 0 else 95, "一级指标名称", degrees)
    _turned(page, 150, 165 if degrees > 0 else 95, "2023年计划", degrees)
    page.text(230, 130, "全年完成值")
    for line, (name, plan, done) in enumerate([("产出指标", "120", "118"), ("效益指标", "45", "44")]):
        for x, text in ((53, name), (93, plan), (203, done)):
            page.text(x, 194 + 20 * line, text)
    document = read_bytes(page.bytes(), "a.pdf")
    check_traceable(document)
    assert rows(tables(document)[0])[:2] == [["一级指标名称", "2023年计划", "全年完成值"], ["产出指标", "120", "118"]]


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    left = (
        "本年收入合计1,234.56万元，其中财政拨款收入1,200.00万元，其他收入34.5"
        "6万元。与上年相比，收入增加，主要原因是人员经费增加，单位认真落实过紧日子要求，严格控制一般性支出，压减会议和差旅。"
    )
    right = (
        "本年支出合计1,230.00万元，其中基本支出800.00万元，项目支出430.00万元"
        "。与上年相比，支出减少，主要原因是项目减少。年末结转和结余4.56万元，按规定结转下年继续使用，用途不变。"
    )
    page = Drawing()
    page.text(297, 60, "收入支出决算情况说明", 14, "centre")
    for x, text in ((50, left), (310, right)):
        for line in range(0, len(text), 20):
            page.text(x, 100 + 0.8 * line, text[line : line + 20])
    document = read_bytes(page.bytes(), "a.pdf")
    check_traceable(document)
    assert "".join(paragraphs(document)) == "收入支出决算情况说明" + left + right


def test_what_is_typed_into_form_fields_is_read_with_the_page() -> None:
    page = Drawing()
    page.text(50, 100, "年初预算数（万元）：")
    page.canvas.acroForm.textfield(
        name="a", x=200, y=page.height - 104, width=100, height=14, value="1234.50", fontSize=10, borderWidth=0
    )
    page.canvas.textAnnotation("这是批注", Rect=[300, 700, 330, 730])
    filled = page.bytes()
    (text,) = paragraphs(read_bytes(filled, "a.pdf"))
    assert text == "年初预算数（万元）： 1234.50"
    assert b"/AP" in filled  # other programs leave it to the reader how a field looks
    (text,) = paragraphs(read_bytes(filled.replace(b"/AP", b"/XP"), "a.pdf"))
    assert text == "年初预算数（万元）： 1234.50"


def _html() -> bytes:
    table = "<table>{}</table>"
    row = "<tr>{}</tr>"
    bodies = ["".join(row.format("".join(f"<td>{c}</td>" for c in r)) for r in part) for part in ([HEAD], BODY)]
    return f"<html><body><p>支出决算表</p>{table.format(bodies[0])}{table.format(bodies[1])}</body></html>".encode()


def _word() -> bytes:
    word = docx.Document()
    word.add_paragraph("支出决算表")
    for part in ([HEAD], BODY):
        table = word.add_table(len(part), len(HEAD))
        for r, row in enumerate(part):
            for c, text in enumerate(row):
                table.cell(r, c).text = text
        word.add_paragraph("")
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _pdf() -> bytes:
    page = Drawing()
    page.text(297, 60, "支出决算表", 14, "centre")
    page.table(50, 95, [80, 160, 80, 80, 80], [HEAD])
    page.table(50, 120, [80, 160, 80, 80, 80], BODY)
    return page.bytes()


@pytest.mark.parametrize(("make", "name"), [(_html, "a.html"), (_word, "a.docx"), (_pdf, "a.pdf")])
def test_column_names_in_a_table_of_their_own_head_the_figures_below(make: object, name: str) -> None:
    document = read_bytes(make(), name)  # type: ignore[operator]
    check_traceable(document)
    (table,) = tables(document)
    assert (table.caption, rows(table)) == ("支出决算表", [HEAD, *BODY])
