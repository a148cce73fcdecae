"""One performance form in every print: as a table of a web page, a sheet, a Word file, or flattened to text."""

from __future__ import annotations

from io import BytesIO

import docx
import openpyxl
import pytest

from ingest.extract import extract_document
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary

WIDTH = 9
Printed = tuple[str, int, int]
"""Text, columns spanned, rows spanned."""


def _row(*cells: str | Printed) -> list[Printed]:
    return [(cell, 1, 1) if isinstance(cell, str) else cell for cell in cells]


FORM = [
    _row(("项目支出绩效自评表", 9, 1)),
    _row(("（2031年度）", 9, 1)),
    _row("项目名称", ("林场道路修缮", 8, 1)),
    _row("主管部门", ("某县林草局", 3, 1), "实施单位", ("某县国有林场", 4, 1)),
    _row(("项目资金（万元）", 1, 5), ("", 2, 1), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    _row(("年度资金总额", 2, 1), "80.50", "80.50", "60.25", "10", "74.84%", "7.48"),
    _row(("其中：当年财政拨款", 2, 1), "70.50", "70.50", "50.25", "—", "71.28%", "—"),
    _row(("上年结转资金", 2, 1), "10.00", "10.00", "10.00", "—", "100%", "—"),
    _row(("其他资金", 2, 1), "", "", "", "—", "", "—"),
    _row(("年度总体目标", 1, 2), ("预期目标", 4, 1), ("实际完成情况", 4, 1)),
    _row(("修缮道路12公里，改善林工生产生活条件。", 4, 1), ("完成道路修缮12.5公里，林工生活条件得到改善。", 4, 1)),
    _row(
        ("绩效指标", 1, 6),
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ),
    _row(("产出指标（50分）", 1, 3), ("数量指标", 1, 2), "修缮里程", "≥12公里", "12.5公里", "20", "20", ""),
    _row("清理边沟", "20处", "18处", "20", "18", "连续降雨，部分边沟待清理。"),
    _row("质量指标", "验收合格率", "100%", "100%", "10", "10", ""),
    _row("效益指标（30分）", "社会效益指标", "受益林工", "≥300人", "310人", "30", "30", ""),
    _row("满意度指标（10分）", "服务对象满意度指标", "林工满意度", "≥95%", "96%", "10", "10", ""),
    _row(("总分", 6, 1), "100", "95.48", ""),
]
TEXTS = [[cell[0] for cell in row] for row in FORM]


def _placed() -> list[tuple[int, int, Printed]]:
    taken: set[tuple[int, int]] = set()
    found = []
    for row, cells in enumerate(FORM):
        col = 0
        for cell in cells:
            while (row, col) in taken:
                col += 1
            taken |= {(row + down, col + right) for down in range(cell[2]) for right in range(cell[1])}
            found.append((row, col, cell))
    return found


def _page() -> bytes:
    rows = ["".join(f"<td colspan={c[1]} rowspan={c[2]}>{c[0]}</td>" for c in row) for row in FORM]
    return f"<html><body><table><tr>{'</tr><tr>'.join(rows)}</tr></table></body></html>".encode()


def _sheet() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, col, (text, across, down) in _placed():
        sheet.cell(row + 1, col + 1, text)
        if across * down > 1:
            sheet.merge_cells(None, row + 1, col + 1, row + down, col + across)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _word(paragraphs: bool) -> bytes:
    document = docx.Document()
    if paragraphs:
        for row in TEXTS:
            for text in filter(None, row):
                document.add_paragraph(text)
    else:
        table = document.add_table(len(FORM), WIDTH)
        for row, col, (text, across, down) in _placed():
            table.cell(row, col).merge(table.cell(row + down - 1, col + across - 1)).text = text
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _bars(by_row: bool) -> bytes:
    lines = []
    for row in TEXTS:
        cells, padding = [f"{text} |" if text else "|" for text in row], "|" * (WIDTH - len(row))
        lines += [" ".join(cells) + padding] if by_row else [*cells, *([padding] if padding else [])]
    return "\n".join(lines).encode()


PRINTS = {
    "sheet.xlsx": _sheet(),
    "table.docx": _word(paragraphs=False),
    "paragraphs.docx": _word(paragraphs=True),
    "bars by row.txt": _bars(by_row=True),
    "bars by cell.txt": _bars(by_row=False),
    "tabs.txt": "\n".join("\t".join(row) for row in TEXTS).encode(),
    "cells.txt": "\n".join(text for row in TEXTS for text in row if text).encode(),
    "spaced cells.txt": "\n\n".join(text or "\u00a0" for row in TEXTS for text in row).encode(),
    "single blanks.txt": "\n".join(" ".join(filter(None, row)) for row in TEXTS).encode(),
}


def _figures(data: bytes, name: str) -> set[tuple[str, str, str, str, int | None]]:
    result = extract_document(read_bytes(data, name), load_vocabulary())
    return {(f.raw, f.item, f.basis, f.metric, f.year) for f in result.figures if f.item}


@pytest.mark.parametrize("name", PRINTS)
def test_a_form_gives_the_same_figures_in_every_print(name: str) -> None:
    expected = _figures(_page(), "page.html")
    assert ("60.25", "项目支出/林场道路修缮", "执行数", "amount", 2031) in expected
    assert ("18", "产出指标/数量指标/清理边沟", "得分", "score", 2031) in expected
    assert _figures(PRINTS[name], name) == expected
