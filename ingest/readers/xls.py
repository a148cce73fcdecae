"""Old Excel workbooks (.xls): each visible sheet is a page, each cell the text that a person sees in it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import StringIO

import xlrd

from ingest.document import Document
from ingest.errors import EncryptedFileError, MingzhangError, UnreadableFileError
from ingest.readers.flow import FlowBuilder
from ingest.readers.limits import check_limit, current_limits
from ingest.readers.number_format import format_cell_number
from ingest.readers.sheet import Sheet, add_sheet

MEDIA_TYPE = "application/vnd.ms-excel"


def read_xls(data: bytes, name: str) -> Document:
    """Read a workbook in the format before 2007; raise EncryptedFileError where it wants a password.

    Where only its formatting is broken, stored numbers are read as the General format shows them, with a warning.
    """
    try:
        return _read_book(_open(data, has_formats=True), data, name)
    except (MingzhangError, MemoryError):
        raise
    except xlrd.XLRDError as error:
        if "encrypt" in str(error).lower() or "password" in str(error).lower():
            raise EncryptedFileError("工作簿带有密码", file=name) from error
        raise UnreadableFileError("工作簿结构损坏", file=name) from error
    except Exception:  # xlrd trusts offsets in the file: broken formatting fails in any way
        try:
            document = _read_book(_open(data, has_formats=False), data, name)
        except (MingzhangError, MemoryError):
            raise
        except Exception as error:
            raise UnreadableFileError("工作簿结构损坏", file=name) from error
        warning = "数字格式和合并单元格损坏，数字按存储值读取"
        return replace(document, warnings=(*document.warnings, warning))


def _open(data: bytes, *, has_formats: bool) -> xlrd.Book:
    return xlrd.open_workbook(
        file_contents=data, formatting_info=has_formats, logfile=StringIO(), ragged_rows=True, on_demand=True
    )


def _read_book(book: xlrd.Book, data: bytes, name: str) -> Document:
    builder = FlowBuilder(name)
    is_first = True
    for index in range(book.nsheets):
        source = book.sheet_by_index(index)
        if source.visibility:
            builder.warnings.append(f"工作表“{source.name}”是隐藏的，未读取")
            continue
        if not is_first:
            builder.start_page()
        is_first = False
        add_sheet(builder, _read_sheet(book, source, name))
        book.unload_sheet(index)
    if is_first:
        raise UnreadableFileError("工作簿没有可见的工作表", file=name)
    return builder.build(data, MEDIA_TYPE)


def _read_sheet(book: xlrd.Book, source: xlrd.sheet.Sheet, name: str) -> Sheet:
    sheet = Sheet(source.name)
    check_limit(source.nrows * max(source.ncols, 1), current_limits().table_cells * 8, "单元格数", "个", file=name)
    for row in range(source.nrows):
        for col in range(source.row_len(row)):
            text = _cell_text(book, source.cell(row, col))
            sheet.put(row + 1, col + 1, text)
    sheet.merges = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in source.merged_cells]
    sheet.hidden_rows = {row + 1 for row, info in source.rowinfo_map.items() if info.hidden}
    sheet.hidden_cols = {col + 1 for col, info in source.colinfo_map.items() if info.hidden}
    return sheet


def _cell_text(book: xlrd.Book, cell: xlrd.sheet.Cell) -> str:
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return str(cell.value)
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            number_format = "General"
            if book.formatting_info:
                number_format = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
            return format_cell_number(Decimal(repr(cell.value)), number_format, is_1904=bool(book.datemode))
        case xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if cell.value else "FALSE"
        case xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
        case _:
            return ""
