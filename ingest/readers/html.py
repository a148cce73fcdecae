"""Web pages (.html, .htm): what a browser shows, in order; tables with row and column spans."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.document import Document
from ingest.errors import LimitExceededError, UnreadableFileError
from ingest.readers.encoding import decode_plain, is_gb
from ingest.readers.flow import FlowBuilder, GridCell
from ingest.readers.limits import check_limit, current_limits

MEDIA_TYPE = "text/html"

_UNSEEN = frozenset({
    "script", "style", "nav", "noscript", "template", "head", "title", "select", "option", "button", "iframe", "object",
    "svg", "canvas", "audio", "video", "textarea", "datalist", "colgroup", "map",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr", "ruby", "rb", "o:p", "st1:chsdate", "st1:chmetcnv",
})  # fmt: skip
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_SOURCE_BREAK = re.compile(
    r"(?<=[^\x00-\x7f])\s*[\r\n]\s*(?=[^\x00-\x7f])"
)  # a browser joins Chinese over source lines
_BROKEN = "网页中有字节不合编码，这些字符未能读出"
_WIDEST_SPAN = 1000  # what browsers allow


def read_html(data: bytes, name: str) -> Document:
    """Read a web page; raise EmptyFileError where it shows no text."""
    builder = FlowBuilder(name)
    text, warnings = decode_html(data)
    builder.warnings += warnings
    add_html(builder, text)
    return builder.build(data, MEDIA_TYPE)


def decode_html(data: bytes, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the page's text by byte order mark, stated charset, the page's own meta, or what decodes; and warnings."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return text, (_BROKEN,) if "\ufffd" in text else ()
    head = data[:4096]
    meta = _META_CHARSET.search(head) or _XML_ENCODING.search(head)
    stated = [charset] if charset else []
    if meta:
        stated.append(meta.group(1).decode("ascii"))
    for encoding in (name for name in stated if not is_gb(name)):
        try:
            return data.decode(encoding), ()
        except (UnicodeDecodeError, LookupError):
            continue
    text, warnings, bad = decode_plain(data)
    return text, (*warnings, _BROKEN) if bad else warnings


def add_html(builder: FlowBuilder, html: str) -> None:
    """Add what a page shows to a document being built."""
    tree = LexborHTMLParser(html)
    body = tree.body
    if body is None:
        raise UnreadableFileError("网页没有正文", file=builder.name)
    walker = _Walker(builder)
    walker.block(body, None)
    walker.end_paragraph(None)


class _Walker:
    """Walks the tree; text gathers until a block boundary ends the paragraph."""

    def __init__(self, builder: FlowBuilder) -> None:
        self.builder = builder
        self.pending: list[str] = []
        self.depth = 0

    def end_paragraph(self, heading_level: int | None) -> None:
        text = "".join(self.pending)
        self.pending.clear()
        if text.strip():
            self.builder.add_paragraph(text, heading_level)

    def block(self, node: LexborNode, heading_level: int | None) -> None:
        """Walk the children of a block element."""
        self.depth += 1
        if self.depth > current_limits().xml_depth:
            raise LimitExceededError("网页嵌套层数超过上限", file=self.builder.name)
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                self.pending.append(_source_text(child))
            elif tag == "br":
                self.pending.append("\n")
            elif _is_unseen(child, tag):
                continue
            elif tag == "table":
                self.end_paragraph(heading_level)
                self.table(child)
            elif tag in _INLINE:
                self.block(child, heading_level)
            else:
                self.end_paragraph(heading_level)
                level = int(tag[1]) - 1 if re.fullmatch(r"h[1-6]", tag) else heading_level
                self.block(child, level)
                self.end_paragraph(level)
        self.depth -= 1

    def table(self, node: LexborNode) -> None:
        rows, captions, has_nested = _table_rows(node)
        for caption in captions:
            self.builder.add_paragraph(_cell_text(caption))
        if _is_layout(node, rows, has_nested):
            for row in rows:
                for cell in row:
                    self.block(cell, None)
                    self.end_paragraph(None)
            return
        cells, nested = _grid(rows, has_nested)
        self.builder.add_table(cells)
        for inner in nested:
            self.table(inner)


def _source_text(node: LexborNode) -> str:
    text = node.text_content or ""
    return re.sub(r"[ \t\r\n\f]+", " ", _SOURCE_BREAK.sub("", text))


def _is_unseen(node: LexborNode, tag: str) -> bool:
    if tag in _UNSEEN or tag.startswith(("-", "!")):
        return True
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN_STYLE.search(attributes.get("style") or ""))


def _table_rows(table: LexborNode) -> tuple[list[list[LexborNode]], list[LexborNode], bool]:
    """Return the cells of each row, the captions, and whether any cell holds a table."""
    rows: list[list[LexborNode]] = []
    captions: list[LexborNode] = []

    def collect(parent: LexborNode) -> None:
        for child in parent.iter():
            tag = child.tag or ""
            if tag == "caption":
                captions.append(child)
            elif tag in ("thead", "tbody", "tfoot") and not _is_unseen(child, tag):
                collect(child)
            elif tag == "tr" and not _is_unseen(child, tag):
                rows.append([cell for cell in child.iter() if cell.tag in ("td", "th") and not _is_unseen(cell, "td")])

    collect(table)
    has_nested = any(cell.css_first("table") is not None for row in rows for cell in row)
    return rows, captions, has_nested


def _is_layout(table: LexborNode, rows: list[list[LexborNode]], has_nested: bool) -> bool:
    """Tell whether a table only arranges the page: it frames other tables, or is one column of text."""
    if (table.attributes.get("role") or "") in ("presentation", "none"):
        return True
    widest = max((len(row) for row in rows), default=0)
    if widest <= 1 and not has_nested:
        return len(rows) <= 1 or any(_has_blocks(row[0]) for row in rows if row)
    if not has_nested:
        return False
    filled = [cell for row in rows for cell in row if cell.css_first("table") is None and _cell_text(cell).strip()]
    return len(filled) <= max(3, len(rows)) or widest <= 2


def _has_blocks(cell: LexborNode) -> bool:
    return len(cell.css("p, div, h1, h2, h3, h4")) > 2


def _grid(rows: list[list[LexborNode]], has_nested: bool) -> tuple[list[GridCell], list[LexborNode]]:
    """Place cells as a browser does: each takes the next free column, a row span keeps it taken further down."""
    cells: list[GridCell] = []
    nested: list[LexborNode] = []
    taken: dict[int, int] = {}  # column -> last row it is taken in
    for row_number, row in enumerate(rows, start=1):
        col = 1
        for cell in row:
            while taken.get(col, 0) >= row_number:
                col += 1
            width = _span(cell, "colspan")
            height = min(_span(cell, "rowspan") or len(rows), len(rows) - row_number + 1)
            width = max(width, 1)
            for covered in range(col, col + width):
                if taken.get(covered, 0) >= row_number and covered > col:
                    width = covered - col  # spans that overlap in a broken page
                    break
                taken[covered] = row_number + height - 1
            cells.append(GridCell(row_number, col, _cell_text(cell), max(height, 1), width))
            col += width
            if has_nested:
                nested += [inner for inner in cell.css("table") if _owner(inner) == cell]
    return cells, nested


def _owner(table: LexborNode) -> LexborNode | None:
    parent = table.parent
    while parent is not None and parent.tag not in ("td", "th"):
        parent = parent.parent
    return parent


def _span(cell: LexborNode, name: str) -> int:
    stated = cell.attributes.get(name)
    if not stated:
        return 1
    found = re.match(r"\s*\+?(\d{1,6})", stated)
    return min(int(found.group(1)), _WIDEST_SPAN if name == "colspan" else 65_534) if found else 1


def _cell_text(cell: LexborNode) -> str:
    """Return the lines of a cell, without those of tables inside it."""
    lines: list[str] = [""]

    def collect(node: LexborNode, depth: int) -> None:
        check_limit(depth, current_limits().xml_depth, "网页嵌套层数", "层", file="")
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                lines[-1] += _source_text(child)
            elif tag == "br":
                lines.append("")
            elif tag == "table" or _is_unseen(child, tag):
                continue
            elif tag in _INLINE:
                collect(child, depth + 1)
            else:
                lines.append("")
                collect(child, depth + 1)
                lines.append("")

    collect(cell, 0)
    return "\n".join(line for line in lines if line.strip())
