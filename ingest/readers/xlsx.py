"""Excel workbooks (.xlsx, .xlsm): each visible sheet is a page, each cell the text that a person sees in it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from io import BytesIO

from lxml import etree

from ingest.document import Document
from ingest.errors import LimitExceededError, UnreadableFileError, UnsupportedFormatError
from ingest.readers.flow import FlowBuilder
from ingest.readers.limits import check_limit, current_limits
from ingest.readers.number_format import BUILT_IN, format_cell_number
from ingest.readers.packed import Package, attribute, local_name, parse_xml
from ingest.readers.sheet import Sheet, add_sheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})$")


@dataclass(frozen=True, slots=True)
class _Workbook:
    strings: list[str]
    formats: list[str]  # by cell style
    is_1904: bool


def read_xlsx(data: bytes, name: str) -> Document:
    """Read a workbook; hidden sheets, rows and columns are left out with a warning."""
    package = Package(data, name)
    main = package.main_part("xl/workbook.xml")
    if main.lower().endswith(".bin"):
        raise UnsupportedFormatError("二进制工作簿（.xlsb）不能读取", file=name, advice="请另存为 .xlsx")
    root = package.xml(main)
    folder = posixpath.dirname(main)
    targets = _relations(package, main)
    shared = next((part for part in targets.values() if posixpath.basename(part).lower() == "sharedstrings.xml"), "")
    styles = next((part for part in targets.values() if posixpath.basename(part).lower() == "styles.xml"), "")
    book = _Workbook(
        _shared_strings(package, shared) if shared in package else [],
        _cell_formats(package.xml(styles)) if styles in package else [],
        any(local_name(child) == "workbookPr" and attribute(child, "date1904") in ("1", "true") for child in root),
    )
    builder = FlowBuilder(name)
    is_first = True
    for entry in (sheet for group in root if local_name(group) == "sheets" for sheet in group):
        part = targets.get(attribute(entry, "id") or "", "")
        title = attribute(entry, "name") or ""
        if part not in package or posixpath.dirname(part) == f"{folder}/chartsheets":
            continue
        if attribute(entry, "state") in ("hidden", "veryHidden"):
            builder.warnings.append(f"工作表“{title}”是隐藏的，未读取")
            continue
        if not is_first:
            builder.start_page()
        is_first = False
        add_sheet(builder, _read_sheet(package.read(part), title, book, builder))
    if is_first:
        raise UnreadableFileError("工作簿没有可见的工作表", file=name)
    return builder.build(data, MEDIA_TYPE)


def _relations(package: Package, part: str) -> dict[str, str]:
    """Return the package parts a part refers to, by relation id; external targets are never followed."""
    folder, base = posixpath.split(part)
    rels = f"{folder}/_rels/{base}.rels"
    if rels not in package:
        return {}
    found = {}
    for relation in package.xml(rels):
        if attribute(relation, "TargetMode") == "External":
            continue
        target = attribute(relation, "Target") or ""
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[attribute(relation, "Id") or ""] = path
    return found


def _shared_strings(package: Package, part: str) -> list[str]:
    return [_rich_text(item) for item in package.xml(part) if local_name(item) == "si"]


def _rich_text(element: etree._Element) -> str:
    """Return the runs of a string item; phonetic guides are no part of it."""
    text = ""
    for child in element:
        match local_name(child):
            case "t":
                text += child.text or ""
            case "r":
                text += _rich_text(child)
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), text) if "_x" in text else text


def _cell_formats(root: etree._Element) -> list[str]:
    """Return the number format of each cell style."""
    own: dict[int, str] = {}
    formats: list[str] = []
    for group in root:
        match local_name(group):
            case "numFmts":
                for element in group:
                    own[_integer(attribute(element, "numFmtId"))] = attribute(element, "formatCode") or "General"
            case "cellXfs":
                for element in group:
                    number = _integer(attribute(element, "numFmtId"))
                    formats.append(own.get(number) or BUILT_IN.get(number, "General"))
    return formats


def _read_sheet(data: bytes, title: str, book: _Workbook, builder: FlowBuilder) -> Sheet:
    if b"<!ENTITY" in data:
        parse_xml(data, file=builder.name, place=title)  # says what is wrong with it
    sheet = Sheet(title)
    row_number, cell_count, without_value = 0, 0, 0
    for element in _elements(data, builder.name, title):
        match local_name(element):
            case "row":
                row_number = _integer(attribute(element, "r")) or row_number + 1
                if attribute(element, "hidden") in ("1", "true"):
                    sheet.hidden_rows.add(row_number)
                col = 0
                for cell in element:
                    if local_name(cell) != "c":
                        continue
                    cell_count += 1
                    place = _place(cell.get("r"))
                    col = place[1] if place else col + 1
                    text, is_missing = _cell_text(cell, book)
                    without_value += is_missing
                    sheet.put(row_number, col, text)
                check_limit(cell_count, current_limits().table_cells, "单元格数", "个", file=builder.name, place=title)
                element.clear()
            case "col" if attribute(element, "hidden") in ("1", "true"):
                first, last = _integer(attribute(element, "min")), _integer(attribute(element, "max"))
                sheet.hidden_cols.update(range(max(first, 1), min(last, 16_384) + 1))
            case "mergeCell":
                first_ref, _, last_ref = (attribute(element, "ref") or "").partition(":")
                start, end = _place(first_ref), _place(last_ref)
                if start and end:
                    sheet.merges.append((*start, *end))
    if without_value:
        builder.warnings.append(f"工作表“{title}”有 {without_value} 个公式没有保存结果，请用办公软件打开并保存后重试")
    return sheet


def _elements(data: bytes, file: str, place: str) -> Iterator[etree._Element]:
    """Yield rows, columns and merged ranges as they are parsed, so that a large sheet is never all in memory."""
    parser = etree.iterparse(
        BytesIO(data),
        events=("end",),
        tag=("{*}row", "{*}col", "{*}mergeCell"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in parser:
            yield element
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise LimitExceededError("XML 嵌套层数超过上限", file=file, place=place) from error
        raise UnreadableFileError("工作表内容损坏", file=file, place=place) from error


def _cell_text(cell: etree._Element, book: _Workbook) -> tuple[str, bool]:
    """Return what the cell shows, and whether it is a formula whose result was not saved."""
    kind, stored, has_formula = cell.get("t") or "n", None, False
    for child in cell:
        match local_name(child):
            case "v":
                stored = child.text
            case "is":
                return _rich_text(child), False
            case "f":
                has_formula = True
    if stored is None or stored == "":
        return "", has_formula and kind != "str"
    match kind:
        case "s":
            index = _integer(stored, -1)
            return (book.strings[index] if 0 <= index < len(book.strings) else ""), False
        case "b":
            return ("TRUE" if stored == "1" else "FALSE"), False
        case "n":
            return _number_text(stored, cell, book), False
        case _:
            return stored, False


def _number_text(stored: str, cell: etree._Element, book: _Workbook) -> str:
    try:
        value = Decimal(stored.strip())
    except InvalidOperation:
        return stored
    if not value.is_finite() or abs(value.adjusted()) > 320:
        return stored
    style = _integer(cell.get("s"))
    number_format = book.formats[style] if 0 <= style < len(book.formats) else "General"
    return format_cell_number(value, number_format, is_1904=book.is_1904)


def _place(reference: str | None) -> tuple[int, int] | None:
    """Return row and column of a reference such as B7."""
    found = _REFERENCE.match(reference or "")
    if not found:
        return None
    col = 0
    for letter in found.group(1):
        col = col * 26 + ord(letter) - ord("A") + 1
    return int(found.group(2)), col


def _integer(text: str | None, otherwise: int = 0) -> int:
    try:
        return int(text) if text is not None else otherwise
    except ValueError:
        return otherwise
