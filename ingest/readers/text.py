"""Plain text: decoded, parted into pages at form feeds, its tables and paragraphs found.

``Line.number`` is the line of the file, 1-based, and goes on over form feeds; page text is the decoded text itself.
"""

from __future__ import annotations

import re
from hashlib import sha256

from ingest.document import Document, Fragment, Line, Page
from ingest.errors import EmptyFileError, UnreadableFileError
from ingest.readers.assemble import assemble_blocks
from ingest.readers.encoding import decode_plain
from ingest.readers.limits import check_limit, current_limits
from ingest.readers.printed import Printed, PrintedLine, TextLine
from ingest.readers.text_tables import TableFinder, display_width

MEDIA_TYPE = "text/plain"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_BLANKS = " \t\r\n\u3000\u00a0\ufeff"


def read_text(data: bytes, name: str) -> Document:
    """Read a text file; raises EmptyFileError and UnreadableFileError (no encoding fits)."""
    text, warnings = decode(data, name)
    check_limit(len(text), current_limits().characters, "文字量", "字", file=name)
    check_limit(sum(text.count(mark) for mark in "\t|"), current_limits().table_cells, "表格单元格数", "个", file=name)
    pages = _pages(text)
    check_limit(len(pages), current_limits().pages, "页数", "页", file=name)
    printed = _printed(pages)
    if not printed:
        raise EmptyFileError("文件里没有文字", file=name)
    blocks = assemble_blocks(printed, pages, has_geometry=False)
    return Document(sha256(data).hexdigest(), name, MEDIA_TYPE, pages, blocks, warnings)


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the text and warnings: UTF-8, UTF-16 with its mark, or GB18030; a mixture is decoded line by line."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), ()
        except UnicodeDecodeError as error:
            raise UnreadableFileError("UTF-16 文本损坏", file=name, place=f"第 {error.start} 字节") from error
    data = data.removeprefix(b"\xef\xbb\xbf")
    text, warnings, bad = decode_plain(data)
    if bad:
        raise UnreadableFileError("文字编码认不出（不是 UTF-8、GB18030 或 UTF-16）", file=name, place=f"第 {bad} 行")
    return text, warnings


def _pages(text: str) -> tuple[Page, ...]:
    pages: list[Page] = []
    number = 1
    for page_number, page_text in enumerate(text.split("\f"), start=1):
        lines: list[Line] = []
        for found in _LINE.finditer(page_text):
            if found.start() == found.end() == len(page_text) and lines:
                break
            raw = found.group()
            body = raw.rstrip("\r\n")
            lines.append(Line(number, found.start(), found.start() + len(body)))
            if raw != body:
                number += 1
        pages.append(Page(page_number, page_text, tuple(lines)))
    return tuple(pages)


def _printed(pages: tuple[Page, ...]) -> list[Printed]:
    lines = [
        TextLine(page.number, line.start, page.text[line.start : line.end]) for page in pages for line in page.lines
    ]
    finder = TableFinder(lines)
    printed: list[Printed] = []
    index, gap = 0, False
    while index < len(lines):
        line = lines[index]
        if line.is_blank:
            gap = True
            index += 1
            continue
        table = finder.table_at(index)
        if table is not None:
            printed.append(table[0])
            index, gap = table[1], False
            continue
        printed.append(_prose_line(line, gap))
        index, gap = index + 1, False
    return printed


def _prose_line(line: TextLine, gap: bool) -> PrintedLine:
    inner = line.text.strip(_BLANKS)
    offset = line.text.index(inner)
    left = display_width(line.text[:offset])
    fragment = Fragment(line.page, line.start + offset, line.start + offset + len(inner))
    return PrintedLine(fragment, inner, left, left + display_width(inner), em=2.0, has_gap=gap)
