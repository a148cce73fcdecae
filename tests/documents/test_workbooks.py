"""Workbooks give the text that a person sees in their cells."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
import xlwt

from ingest.document import Document
from ingest.errors import EmptyFileError
from ingest.readers import read_bytes
from tests.reading import check_traceable, paragraphs, rows, tables


def read(book: openpyxl.Workbook) -> Document:
    buffer = BytesIO()
    book.save(buffer)
    document = read_bytes(buffer.getvalue(), "决算.xlsx")
    check_traceable(document)
    return document


def budget() -> openpyxl.Workbook:
    """A sheet as bureaus publish it: title, form number, unit note, two header rows, a note below."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "支出表"
    sheet["A1"] = "2023年部门支出决算表"
    sheet.merge_cells("A1:D1")
    sheet["A2"], sheet["D2"] = "编制单位：某局", "金额单位：万元"
    sheet["A3"], sheet["C3"], sheet["D3"] = "科目", "决算数", "占比"
    sheet.merge_cells("A3:B3")
    sheet.merge_cells("C3:C4")
    sheet.merge_cells("D3:D4")
    sheet["A4"], sheet["B4"] = "编码", "名称"
    sheet.append(["205", "教育支出", 1234.5, 0.9951])
    sheet.append(["221", "住房保障支出", 0, 0])
    sheet.append(["合计", None, 1234.5, 1])
    for row in range(5, 8):
        sheet.cell(row, 3).number_format = "#,##0.00"
        sheet.cell(row, 4).number_format = "0.00%"
    sheet["A8"] = "注：本表反映部门本年度支出情况。"
    return book


def test_numbers_are_read_as_printed_with_titles_above_and_notes_below() -> None:
    document = read(budget())
    (table,) = tables(document)
    assert rows(table) == [
        ["科目", "<", "决算数", "占比"],
        ["编码", "名称", "^", "^"],
        ["205", "教育支出", "1,234.50", "99.51%"],
        ["221", "住房保障支出", "0.00", "0.00%"],
        ["合计", "", "1,234.50", "100.00%"],
    ]
    assert (table.caption, table.unit_note) == ("2023年部门支出决算表", "金额单位：万元")
    assert paragraphs(document) == [
        "2023年部门支出决算表",
        "编制单位：某局　金额单位：万元",
        "注：本表反映部门本年度支出情况。",
    ]


def test_lines_of_a_page_are_the_rows_of_its_sheet() -> None:
    cells = tables(read(budget()))[0].cells
    assert {(cell.row, cell.content.locate(0, 1).line) for cell in cells if cell.text} >= {(1, 3), (3, 5), (5, 7)}


def test_each_visible_sheet_is_a_page_and_hidden_parts_are_reported() -> None:
    book = openpyxl.Workbook()
    first = book.active
    first.append(["项目", "金额"])
    first.append(["公务接待费", 3])
    first.append(["草稿", 4])
    first.row_dimensions[3].hidden = True
    hidden = book.create_sheet("底稿")
    hidden.append(["不公开", 1])
    hidden.sheet_state = "hidden"
    book.create_sheet("三公").append(["项目", "预算数"])
    document = read(book)
    assert [rows(table) for table in tables(document)] == [
        [["项目", "金额"], ["公务接待费", "3"]],
        [["项目", "预算数"]],
    ]
    assert [table.first_page for table in tables(document)] == [1, 2]
    assert tables(document)[1].caption == "三公"
    assert len(document.warnings) == 2


def test_two_tables_on_a_sheet_are_two_tables() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["收入决算表"], ["项目", "金额"], ["甲", 1], [], ["支出决算表"], ["项目", "金额"], ["乙", 2]):
        sheet.append(row)
    first, second = tables(read(book))
    assert (first.caption, second.caption) == ("收入决算表", "支出决算表")
    assert rows(second) == [["项目", "金额"], ["乙", "2"]]


def test_a_unit_in_a_header_cell_does_not_make_the_header_a_title() -> None:
    book = openpyxl.Workbook()
    for row in (["项目", "金额（单位：万元）"], ["甲", 1]):
        book.active.append(row)
    document = read(book)
    assert rows(tables(document)[0]) == [["项目", "金额（单位：万元）"], ["甲", "1"]]
    assert not paragraphs(document)


def test_a_blank_row_inside_a_table_does_not_part_it() -> None:
    book = openpyxl.Workbook()
    for row in (["项目", "金额"], ["甲", 1], [], ["合计", 1]):
        book.active.append(row)
    (table,) = tables(read(book))
    assert rows(table) == [["项目", "金额"], ["甲", "1"], ["合计", "1"]]


def test_a_formula_without_a_saved_result_is_blank_and_reported() -> None:
    book = openpyxl.Workbook()
    book.active.append(["项目", "金额"])
    book.active.append(["合计", "=SUM(B1:B1)"])
    document = read(book)
    assert rows(tables(document)[0]) == [["项目", "金额"], ["合计", ""]]
    assert "公式" in document.warnings[0]


def test_a_workbook_without_text_is_empty() -> None:
    with pytest.raises(EmptyFileError):
        read(openpyxl.Workbook())


def test_old_workbooks_keep_formats_merged_cells_and_dates() -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("三公经费")
    sheet.write_merge(0, 0, 0, 1, "“三公”经费支出表（单位：万元）")
    sheet.write(1, 0, "项目")
    sheet.write(1, 1, "决算数")
    sheet.write(2, 0, "公务接待费")
    sheet.write(2, 1, 1234.5, xlwt.easyxf(num_format_str="#,##0.00"))
    sheet.write(3, 0, "填表日期")
    sheet.write(3, 1, 45000, xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"'))
    buffer = BytesIO()
    book.save(buffer)
    document = read_bytes(buffer.getvalue(), "三公.xls")
    check_traceable(document)
    (table,) = tables(document)
    assert rows(table) == [["项目", "决算数"], ["公务接待费", "1,234.50"], ["填表日期", "2023年3月15日"]]
    assert (table.caption, table.unit_note) == ("“三公”经费支出表", "单位：万元")
    assert document.media_type == "application/vnd.ms-excel"


def test_an_old_workbook_with_broken_formatting_keeps_its_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    sheet.write(0, 0, "接待费")
    sheet.write(0, 1, 3.5)
    buffer = BytesIO()
    book.save(buffer)
    monkeypatch.setattr("xlrd.formatting.Font", lambda *_: 1 / 0)
    document = read_bytes(buffer.getvalue(), "a.xls")
    assert rows(tables(document)[0]) == [["接待费", "3.5"]]
    assert "按存储值" in document.warnings[0]
