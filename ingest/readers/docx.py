"""Word documents (.docx): paragraphs and tables in body order, merged cells kept, as the page shows them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.document import Document
from ingest.errors import UnreadableFileError
from ingest.readers.docx_numbering import Numbering, read_numbering
from ingest.readers.flow import FlowBuilder, GridCell
from ingest.readers.packed import Package, attribute, local_name

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

# In the file but not on the page: deletions, moved-away text, field codes, comments, the older copy of a drawing.
_UNSEEN = frozenset(
    {"del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "comment", "rPr", "pPr", "rt"}
)
_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|目录)\s*[1-9]", re.IGNORECASE)
_LEADER = "……"  # the dots between an entry of a table of contents and its page number
_OFF = ("0", "false", "off", "none")


@dataclass(slots=True)
class _Styles:
    """Paragraph styles: heading level and list (id, depth) of each, inherited from the style they are based on."""

    heading: dict[str, int] = field(default_factory=dict)
    numbering: dict[str, tuple[str, int]] = field(default_factory=dict)
    contents: set[str] = field(default_factory=set)  # styles of entries in a table of contents
    default: str = ""


def read_docx(data: bytes, name: str) -> Document:
    """Read a .docx; raise UnreadableFileError where it has no document body."""
    package = Package(data, name)
    main = package.main_part("word/document.xml")
    root = package.xml(main)
    body = next((child for child in root if local_name(child) == "body"), None)
    if body is None:
        raise UnreadableFileError("Word 文档没有正文", file=name)
    folder = posixpath.dirname(main)
    walker = _Walker(
        FlowBuilder(name),
        read_numbering(_optional(package, f"{folder}/numbering.xml")),
        _read_styles(_optional(package, f"{folder}/styles.xml")),
    )
    walker.blocks(body)
    for notes in ("footnotes", "endnotes"):
        part = _optional(package, f"{folder}/{notes}.xml")
        if part is not None:
            walker.notes(part)
    return walker.builder.build(data, MEDIA_TYPE)


def _optional(package: Package, part: str) -> etree._Element | None:
    return package.xml(part) if part in package else None


def _read_styles(root: etree._Element | None) -> _Styles:
    styles = _Styles()
    if root is None:
        return styles
    based_on: dict[str, str] = {}
    for element in root:
        if local_name(element) != "style" or attribute(element, "type") not in (None, "paragraph"):
            continue
        style = attribute(element, "styleId") or ""
        if attribute(element, "default") in ("1", "true"):
            styles.default = style
        for child in element:
            match local_name(child):
                case "basedOn":
                    based_on[style] = attribute(child, "val") or ""
                case "name" if found := _HEADING_NAME.fullmatch((attribute(child, "val") or "").strip()):
                    styles.heading[style] = int(found.group(1)) - 1
                case "name" if _CONTENTS_NAME.fullmatch((attribute(child, "val") or "").strip()):
                    styles.contents.add(style)
                case "pPr":
                    _style_properties(child, style, styles)
    for style in list(based_on):
        _inherit(style, based_on, styles)
    return styles


def _style_properties(properties: etree._Element, style: str, styles: _Styles) -> None:
    for child in properties:
        if local_name(child) == "outlineLvl":
            level = _number(attribute(child, "val"), 9)
            if level < 9:
                styles.heading.setdefault(style, level)
        elif local_name(child) == "numPr":
            list_id, depth = _list_of(child)
            if list_id is not None:
                styles.numbering[style] = (list_id, depth or 0)


def _inherit(style: str, based_on: dict[str, str], styles: _Styles) -> None:
    seen, ancestor = {style}, based_on.get(style, "")
    while ancestor and ancestor not in seen:  # a style may be based on itself in a broken file
        seen.add(ancestor)
        if ancestor in styles.heading:
            styles.heading.setdefault(style, styles.heading[ancestor])
        if ancestor in styles.numbering:
            styles.numbering.setdefault(style, styles.numbering[ancestor])
        ancestor = based_on.get(ancestor, "")


def _list_of(properties: etree._Element) -> tuple[str | None, int | None]:
    """Return list id and depth of a ``numPr``, each None where it is not stated there."""
    list_id: str | None = None
    depth: int | None = None
    for child in properties:
        if local_name(child) == "numId":
            list_id = attribute(child, "val")
        elif local_name(child) == "ilvl":
            depth = _number(attribute(child, "val"), 0)
    return list_id, depth


def _number(text: str | None, otherwise: int) -> int:
    try:
        return int(text) if text is not None else otherwise
    except ValueError:
        return otherwise


@dataclass(slots=True)
class _Walker:
    builder: FlowBuilder
    numbering: Numbering
    styles: _Styles

    def blocks(self, parent: etree._Element) -> None:
        """Add the paragraphs and tables below ``parent`` in order, through wrappers such as content controls."""
        for element in parent:
            match local_name(element):
                case "p":
                    self.paragraph(element)
                case "tbl":
                    self.table(element)
                case "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" | "AlternateContent" | "Choice":
                    self.blocks(element)

    def paragraph(self, element: etree._Element) -> None:
        text, level = self.paragraph_text(element)
        self.builder.add_paragraph(text, level)
        for box in _text_boxes(element):
            self.blocks(box)

    def paragraph_text(self, element: etree._Element) -> tuple[str, int | None]:
        """Return the text with its automatic number, and the heading level."""
        text = "".join(_runs(element))
        style, list_id, depth, level = self.styles.default, None, None, None
        properties = next((child for child in element if local_name(child) == "pPr"), None)
        if properties is not None:
            for child in properties:
                match local_name(child):
                    case "pStyle":
                        style = attribute(child, "val") or style
                    case "numPr":
                        list_id, depth = _list_of(child)
                    case "outlineLvl":
                        stated = _number(attribute(child, "val"), 9)
                        level = stated if stated < 9 else None
        if style in self.styles.contents or _refers_to_page(element):
            text = text.replace("\t", _LEADER)
        inherited = self.styles.numbering.get(style)
        if inherited and list_id is None:
            list_id, depth = inherited[0], inherited[1] if depth is None else depth
        if list_id not in (None, "0") and text.strip():
            text = _numbered(self.numbering.label(str(list_id), depth or 0), text)
        return text, self.styles.heading.get(style) if level is None else level

    def table(self, element: etree._Element) -> None:
        cells: list[GridCell] = []
        nested: list[etree._Element] = []
        open_merges: dict[int, int] = {}  # column of a vertically merged cell -> its index in cells
        for row, row_element in enumerate(_rows(element), start=1):
            col = 1 + _row_offset(row_element)
            still_open: dict[int, int] = {}
            for cell in _cells(row_element):
                span, merge, goes_on_left = _cell_properties(cell)
                text, inner = self.cell_text(cell)
                nested += inner
                start = open_merges.get(col)
                if goes_on_left and cells and cells[-1].row == row:
                    left = cells[-1]
                    cells[-1] = GridCell(left.row, left.col, left.text + text, left.row_span, left.col_span + span)
                elif merge == "continue" and start is not None and cells[start].col_span == span:
                    top = cells[start]
                    joined = "\n".join(part for part in (top.text, text) if part)
                    cells[start] = GridCell(top.row, top.col, joined, row - top.row + 1, top.col_span)
                    still_open[col] = start
                else:
                    cells.append(GridCell(row, col, text, 1, span))
                    if merge is not None:
                        still_open[col] = len(cells) - 1
                col += span
            open_merges = still_open
        is_frame = nested and sum(1 for cell in cells if cell.text.strip()) <= 1
        if is_frame:
            for cell in cells:
                self.builder.add_paragraph(cell.text)
        else:
            self.builder.add_table(cells)
        for inner_table in nested:
            self.table(inner_table)

    def cell_text(self, cell: etree._Element) -> tuple[str, list[etree._Element]]:
        """Return the cell's lines, and the tables nested in it (they become tables of their own)."""
        lines: list[str] = []
        tables: list[etree._Element] = []

        def collect(parent: etree._Element) -> None:
            for element in parent:
                match local_name(element):
                    case "p":
                        lines.append(self.paragraph_text(element)[0])
                        for box in _text_boxes(element):
                            collect(box)
                    case "tbl":
                        tables.append(element)
                    case "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "AlternateContent" | "Choice":
                        collect(element)

        collect(cell)
        return "\n".join(lines).strip("\n"), tables

    def notes(self, root: etree._Element) -> None:
        """Add footnotes or endnotes as paragraphs; separators have a type and are left out."""
        for note in root:
            if attribute(note, "type") is None:
                self.blocks(note)


def _runs(element: etree._Element) -> Iterator[str]:
    """Yield what the runs below an element print."""
    for child in element:
        match local_name(child):
            case name if name in _UNSEEN or name in ("txbxContent", "textbox"):
                continue
            case "t":
                yield child.text or ""
            case "tab" | "ptab":
                yield "\t"
            case "br" | "cr":
                yield "\n"
            case "noBreakHyphen":
                yield "-"
            case "sym":
                yield _symbol(child)
            case "r" if _is_hidden(child):
                continue
            case _:
                yield from _runs(child)


def _numbered(label: str, text: str) -> str:
    """Put a paragraph's number before its text; 1. before 2023年 must not become 1.2023."""
    text = text.lstrip()
    is_apart = bool(label) and label[-1] not in "、．）)】：:" and text[:1].isascii()
    return f"{label} {text}" if is_apart else label + text


def _refers_to_page(paragraph: etree._Element) -> bool:
    """Tell whether a field prints the page number of another place, as entries of a table of contents do."""
    return any(local_name(code) == "instrText" and "PAGEREF" in (code.text or "") for code in paragraph.iter())


def _is_hidden(run: etree._Element) -> bool:
    for properties in run:
        if local_name(properties) == "rPr":
            for child in properties:
                if local_name(child) == "vanish" and (attribute(child, "val") or "1") not in _OFF:
                    return True
    return False


def _symbol(element: etree._Element) -> str:
    """Return a symbol given by code; symbol fonts keep theirs in a private area that says nothing."""
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= code <= 0xF8FF or code > 0x10FFFF or code < 0x20 else chr(code)


def _text_boxes(paragraph: etree._Element) -> list[etree._Element]:
    """Return the contents of text boxes anchored in a paragraph, each once (a drawing may be stored twice)."""
    found: list[etree._Element] = []

    def search(element: etree._Element) -> None:
        for child in element:
            match local_name(child):
                case "txbxContent":
                    found.append(child)
                case name if name in _UNSEEN:
                    continue
                case _:
                    search(child)

    search(paragraph)
    return found


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        match local_name(child):
            case "tr" if not _is_deleted_row(child):
                yield child
            case "sdt" | "sdtContent" | "ins" | "customXml":
                yield from _rows(child)


def _is_deleted_row(row: etree._Element) -> bool:
    return any(local_name(mark) == "del" for part in row if local_name(part) == "trPr" for mark in part)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        match local_name(child):
            case "tc":
                yield child
            case "sdt" | "sdtContent" | "customXml":
                yield from _cells(child)


def _row_offset(row: etree._Element) -> int:
    for part in row:
        if local_name(part) == "trPr":
            for child in part:
                if local_name(child) == "gridBefore":
                    return min(max(_number(attribute(child, "val"), 0), 0), 1000)
    return 0


def _cell_properties(cell: etree._Element) -> tuple[int, str | None, bool]:
    """Return column span, vertical merge (None, 'restart', 'continue'), and whether it continues the cell before it."""
    span, merge, goes_on_left = 1, None, False
    for part in cell:
        if local_name(part) != "tcPr":
            continue
        for child in part:
            match local_name(child):
                case "gridSpan":
                    span = min(max(_number(attribute(child, "val"), 1), 1), 1000)
                case "vMerge":
                    merge = "restart" if attribute(child, "val") == "restart" else "continue"
                case "hMerge":
                    goes_on_left = attribute(child, "val") != "restart"
    return span, merge, goes_on_left
