"""Writes a report as a file: plain text, HTML, Word, Excel or a PDF with ruled tables."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import BytesIO
from random import Random

import docx
import xlsxwriter
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfgen.canvas import Canvas

from bench.documents.model import Grid, Number, Paragraph, Part, Report

_FONT = "STSong-Light"
_NUMBER = re.compile(r"[0-9][0-9,.%]*")


def render(report: Report, entity: str) -> bytes:
    """Return the report's file with this name of the unit in place of its own."""
    printed = replace(report, blocks=[block for block in report.blocks if not block.is_left_out])
    return _FORMS[report.form](printed, partial(_print, report.entity, entity))


_Say = Callable[[Part | None], str]


def _print(old: str, new: str, part: Part | None) -> str:
    text = "" if part is None else part if isinstance(part, str) else part.printed
    return text.replace(old, new).replace(old[:4], new[:4])


def _line(block: Paragraph, say: _Say) -> str:
    return "".join(say(part) for part in block.parts)


def _text(report: Report, say: _Say) -> bytes:
    random = Random(report.name)
    layout = random.choice(["tab", "pipe", "aligned", "tab"])
    width = random.choice([0, 0, 40])
    lines = [say(report.title), ""]
    for block in report.blocks:
        if isinstance(block, Paragraph):
            lines += _wrap(_line(block, say), 0 if block.level else width)
            continue
        upper = [
            [text if row.index(text) == place else "" for place, text in enumerate(row)] for row in block.header[:-1]
        ]
        rows = [*upper, block.header[-1], *([say(cell) for cell in row] for row in block.rows)]
        lines += [text for text in (say(block.caption), block.unit_note) if text]
        if layout == "tab":
            lines += ["\t".join(row) for row in rows]
        elif layout == "pipe":
            lines += ["| " + " | ".join(row) + " |" for row in rows]
        else:
            lines += _aligned(rows)
        lines.append("")
    return "\n".join(lines).encode()


def _wrap(text: str, width: int) -> list[str]:
    """Break a paragraph at this width, never inside a number."""
    lines = []
    while width and len(text) > width:
        cut = width
        for number in _NUMBER.finditer(text):
            if number.start() < cut < number.end():
                cut = number.start()
        lines.append(text[:cut])
        text = text[cut:]
    return [*lines, text]


def _wide(text: str) -> int:
    return sum(2 if ord(char) > 0x2E80 or char in "“”—" else 1 for char in text)


def _aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(_wide(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [
        "  ".join(cell + " " * (width - _wide(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _spans(header: list[str]) -> list[tuple[int, int, str]]:
    """Return (column, width, text): a cell and the empty or equal ones behind it are one."""
    spans: list[tuple[int, int, str]] = []
    for place, text in enumerate(header):
        if spans and (not text or text == spans[-1][2]):
            column, width, first = spans[-1]
            spans[-1] = (column, width + 1, first)
        else:
            spans.append((place, 1, text))
    return spans


def _header_spans(grid: Grid) -> list[list[tuple[int, int, str]]]:
    *upper, last = grid.header
    return [*(_spans(row) for row in upper), [(place, 1, text) for place, text in enumerate(last)]]


def _html(report: Report, say: _Say) -> bytes:
    out = [
        f"<html><head><meta charset='utf-8'><title>{say(report.title)}</title></head><body><h1>{say(report.title)}</h1>"
    ]
    for block in report.blocks:
        if isinstance(block, Paragraph):
            tag = f"h{block.level + 1}" if block.level else "p"
            out.append(f"<{tag}>{html.escape(_line(block, say), quote=False)}</{tag}>")
            continue
        out += [f"<p>{text}</p>" for text in (say(block.caption), block.unit_note) if text]
        rows = ["".join(f"<th colspan='{width}'>{text}</th>" for _, width, text in row) for row in _header_spans(block)]
        rows += ["".join(f"<td>{html.escape(say(cell), quote=False)}</td>" for cell in row) for row in block.rows]
        out.append("<table border='1'>" + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>")
    return ("\n".join(out) + "</body></html>").encode()


def _docx(report: Report, say: _Say) -> bytes:
    document = docx.Document()
    document.add_paragraph(say(report.title))
    for block in report.blocks:
        if isinstance(block, Paragraph):
            document.add_paragraph(_line(block, say))
            continue
        for text in (say(block.caption), block.unit_note):
            if text:
                document.add_paragraph(text)
        headers = _header_spans(block)
        table = document.add_table(rows=len(headers) + len(block.rows), cols=len(block.header[-1]))
        cells = table._cells
        width_of_table = len(block.header[-1])
        for row_no, row in enumerate(headers):
            for column, width, text in row:
                cell = cells[row_no * width_of_table + column]
                cell.text = text
                if width > 1:
                    cell.merge(cells[row_no * width_of_table + column + width - 1])
        for row_no, cells_of_row in enumerate(block.rows, start=len(headers)):
            for column, part in enumerate(cells_of_row):
                cells[row_no * width_of_table + column].text = say(part)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _xlsx(report: Report, say: _Say) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    prose = book.add_worksheet("说明")
    prose.write_string(0, 0, say(report.title))
    line, tables = 1, 0
    for block in report.blocks:
        if isinstance(block, Paragraph):
            prose.write_string(line, 0, _line(block, say))
            line += 1
            continue
        tables += 1
        sheet = book.add_worksheet(f"表{tables}")
        row_no = 0
        for text in (say(block.caption), block.unit_note):
            if text:
                sheet.write_string(row_no, 0, text)
                row_no += 1
        for spans in _header_spans(block):
            for column, width, text in spans:
                if width > 1:
                    sheet.merge_range(row_no, column, row_no, column + width - 1, text)
                else:
                    sheet.write_string(row_no, column, text)
            row_no += 1
        for row in block.rows:
            for column, part in enumerate(row):
                _write_cell(book, sheet, row_no, column, part, say)
            row_no += 1
    book.close()
    return buffer.getvalue()


def _write_cell(
    book: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    column: int,
    part: Part | None,
    say: _Say,
) -> None:
    if isinstance(part, Number) and not part.unit and not part.prefix:
        digits = len(part.text.partition(".")[2])
        shape = ("#,##0" if "," in part.text else "0") + ("." + "0" * digits if digits else "")
        sheet.write_number(row, column, float(part.text.replace(",", "")), book.add_format({"num_format": shape}))
    elif part is not None:
        sheet.write_string(row, column, say(part))


_SIZE, _HEIGHT, _LEFT, _TOP, _BOTTOM, _WIDTH = 9, 18, 50, 60, 780, 495


def _pdf(report: Report, say: _Say) -> bytes:
    registerFont(UnicodeCIDFont(_FONT))
    buffer = BytesIO()
    grids = [block for block in report.blocks if isinstance(block, Grid)]
    widest = max((_edges(_rows(grid, say), len(grid.header[-1]))[-1] for grid in grids), default=0)
    canvas = Canvas(buffer, pagesize=(max(595, widest + 25), 842))
    at = float(_TOP)

    def turn(needed: float) -> None:
        nonlocal at
        if at + needed > _BOTTOM:
            canvas.showPage()
            at = float(_TOP)

    def write(x: float, text: str) -> None:
        canvas.setFont(_FONT, _SIZE)
        canvas.drawString(x, 842 - at - _HEIGHT + 6, text)

    def paragraph(text: str, x: float = _LEFT) -> None:
        nonlocal at
        for line in _wrap(text, _WIDTH // _SIZE):
            turn(_HEIGHT)
            write(x, line)
            at += _HEIGHT

    paragraph(say(report.title))
    for block in report.blocks:
        if isinstance(block, Paragraph):
            paragraph(_line(block, say))
            continue
        turn(6 * _HEIGHT)
        if block.caption:
            paragraph(say(block.caption), 220)
        if block.unit_note:
            paragraph(block.unit_note, 470)
        rows = _rows(block, say)
        edges = _edges(rows, len(block.header[-1]))
        for row in rows:
            turn(_HEIGHT)
            for column, width, text in row:
                left, right = edges[column], edges[column + width]
                canvas.rect(left, 842 - at - _HEIGHT, right - left, _HEIGHT)
                write(left + 2, text)
            at += _HEIGHT
        at += 8
    canvas.save()
    return buffer.getvalue()


def _rows(grid: Grid, say: _Say) -> list[list[tuple[int, int, str]]]:
    """All rows as spans, the header's first."""
    return [*_header_spans(grid), *([(place, 1, say(cell)) for place, cell in enumerate(row)] for row in grid.rows)]


def _edges(rows: list[list[tuple[int, int, str]]], columns: int) -> list[float]:
    """Columns as wide as their widest cell."""
    widths = [14.0] * columns
    for row in rows:
        for column, width, text in row:
            share = (stringWidth(text, _FONT, _SIZE) + 6) / width
            widths[column : column + width] = [max(wide, share) for wide in widths[column : column + width]]
    edges = [25.0]
    for wide in widths:
        edges.append(edges[-1] + wide)
    return edges


_FORMS: dict[str, Callable[[Report, _Say], bytes]] = {
    "txt": _text,
    "html": _html,
    "docx": _docx,
    "xlsx": _xlsx,
    "pdf": _pdf,
}
