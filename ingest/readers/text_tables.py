"""Tables in plain text: columns parted by tabs, by vertical bars (Markdown too) or lined up by blanks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from unicodedata import east_asian_width

from ingest.document import Fragment
from ingest.readers import wording
from ingest.readers.aligned import Segment, column_bands, columns_of_row
from ingest.readers.bar_cells import bar_stream, bar_tables, end_of_stretch
from ingest.readers.flat_layout import FlatTable
from ingest.readers.flat_rows import columns_of_short_rows
from ingest.readers.flat_tables import cells_of_bars, find_tables, tables_of_lines
from ingest.readers.printed import PieceCell, TablePiece, TextLine

_BARS = re.compile(r"[|｜│┃║]")
_RULE = re.compile(r"[\s|｜│┃║:：\-—─━=+┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝═]+")
_WIDE_BLANK = re.compile(r"(?:[ \u00a0\u2002]{2,}|[\u3000]+[ \u3000]*| +\u3000+)")
_MOST_TRIES = 4  # a stretch of lines may open with a few that are no rows: a title, a note
_SENTENCE = re.compile(r"[。；]")
_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"[-－]?\d[\d,，.．]*[%％]?")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEVELS = frozenset("类款项目")  # 类  款  项 are columns of their own


Splitter = Callable[[TextLine], "list[Fragment] | None"]


def display_width(text: str) -> int:
    """Return the columns that text takes in a fixed-width font: two for a Chinese character."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


class TableFinder:
    """Finds the tables among the lines of a text; a stretch of lines is looked at a few times only, however long."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        """Take the lines of the whole text, blank ones too."""
        self._lines = lines
        self._stretch_end = self._undelimited_end = 0
        self._tries = 0
        self._flat: dict[int, tuple[TablePiece, int]] = {}
        self._streams_end = 0

    def table_at(self, start: int) -> tuple[TablePiece, int] | None:
        """Return the table that begins at this line and the index of the line after it, or None."""
        if start >= self._streams_end:
            self._find_flat(start)
        if start in self._flat:
            return self._flat[start]
        for splitter in (_split_tabs, _split_bars) if start >= self._undelimited_end else ():
            table, end = _delimited_table(self._lines, start, splitter)
            if table is not None:
                return table, end
            self._undelimited_end = max(self._undelimited_end, end)
        if start >= self._stretch_end:
            self._stretch_end, self._tries = _end_of_aligned(self._lines, start), 0
        self._tries += 1
        if self._tries > _MOST_TRIES:
            return None
        return _aligned_table(self._lines, start, self._stretch_end)

    def _find_flat(self, start: int) -> None:
        """Find the tables that lost their columns in the stretch that begins here; each line is looked at once."""
        end = end_of_stretch(self._lines, start)
        if end > start:
            stream = bar_stream(self._lines, start, end)
            if stream is not None:
                self._flat |= {first: (piece, after) for piece, first, after in bar_tables(stream)}
                if not any(start <= first < end for first in self._flat):
                    self._keep(find_tables(cells_of_bars(stream.cells)))
        else:
            end = self._end_of_plain(start)
            self._keep(tables_of_lines(self._lines, start, end))
        self._streams_end = end

    def _keep(self, tables: Sequence[FlatTable]) -> None:
        self._flat |= {table.start: (table.piece, table.end) for table in tables}

    def _end_of_plain(self, start: int) -> int:
        """Return the index after the last of the lines without tabs, bars and wide blanks from ``start`` on."""
        index = start
        while index < len(self._lines) and self._lines[index].page == self._lines[start].page:
            text = self._lines[index].text
            is_parted = "\t" in text or _BARS.search(text) or _WIDE_BLANK.search(text.strip())
            if is_parted or (index > start and end_of_stretch(self._lines, index) > index):
                break
            index += 1
        return max(index, start + 1)


def _cut(line: TextLine, parts: Sequence[tuple[int, int]]) -> list[Fragment]:
    """Return the parts (start, end in the line's text) without outer blanks as fragments."""
    fragments = []
    for start, end in parts:
        text = line.text[start:end]
        inner = text.strip()
        offset = start + text.index(inner) if inner else start
        fragments.append(Fragment(line.page, line.start + offset, line.start + offset + len(inner)))
    return fragments


def _split_tabs(line: TextLine) -> list[Fragment] | None:
    if "\t" not in line.text.rstrip("\r\n ") or wording.has_leader_dots(line.text) or not line.text.strip():
        return None
    return _cut(line, _parts(line.text, [i for i, character in enumerate(line.text) if character == "\t"]))


def _split_bars(line: TextLine) -> list[Fragment] | None:
    text = line.text
    bars = [found.start() for found in _BARS.finditer(text)]
    edged = bool(text.strip()) and bool(_BARS.match(text.strip()))
    if len(bars) < (2 if edged else 1) or (not edged and _SENTENCE.search(text)):
        return None
    parts = _parts(text, bars)
    if not text[parts[-1][0] :].strip() and _BARS.search(text.rstrip()[-1:]):
        parts = parts[:-1]
    return _cut(line, parts)


def _parts(text: str, cuts: Sequence[int]) -> list[tuple[int, int]]:
    starts = [0, *(cut + 1 for cut in cuts)]
    return list(zip(starts, [*cuts, len(text)], strict=True))


def _is_rule(line: TextLine) -> bool:
    """Tell whether the line only draws the table's lines."""
    return not line.is_blank and bool(_RULE.fullmatch(line.text)) and len(line.text.strip()) > 2


def _delimited_table(lines: Sequence[TextLine], start: int, splitter: Splitter) -> tuple[TablePiece | None, int]:
    """Return the table of the delimited rows from ``start`` on (None if they make none) and the index after them."""
    rows: list[list[Fragment]] = []
    texts: list[list[str]] = []
    index = start
    bars = splitter is _split_bars
    while index < len(lines):
        line = lines[index]
        cells = None if bars and _is_rule(line) else splitter(line)
        if cells is None:
            is_empty_row = bool(rows) and line.is_blank and "\t" in line.text
            if not (is_empty_row or (bars and _is_rule(line))) or (rows and lines[index].page != lines[start].page):
                break
            index += 1
            continue
        row = [line.text[f.start - line.start : f.end - line.start] for f in cells]
        if line.page != lines[start].page or (not rows and wording.is_unit_line([text for text in row if text])):
            break
        rows.append(cells)
        texts.append(row)
        index += 1
    if bars:
        _drop_edges(lines[start:index], rows, texts)
    width = max((len(row) for row in rows), default=0)
    if width < 2 or wording.is_contents(texts) or (len(rows) < 2 and not _may_be_piece(lines, start, index, texts)):
        return None, index
    moved = columns_of_short_rows(texts)
    cells_out: list[PieceCell] = []
    for r, fragments in enumerate(rows):
        columns = moved.get(r, list(range(len(fragments))))
        taken = dict(zip(columns, zip(fragments, texts[r], strict=True), strict=False))
        for c in range(width):
            fragment, text = taken.get(c, (None, ""))
            cells_out.append(PieceCell(r, c, 1, 1, [fragment] if fragment is not None and text else [], text))
    return TablePiece(lines[start].page, len(rows), width, cells_out, is_ruled=bars), index


def _drop_edges(lines: Sequence[TextLine], rows: list[list[Fragment]], texts: list[list[str]]) -> None:
    """Take the empty cell before a line's first bar from its row, where the bar is but the table's edge.

    Where other lines of as many cells begin without a bar, it ends an empty cell: one merged with those above it.
    """
    edged = [bool(_BARS.match(line.text.strip())) for line in lines if not _is_rule(line)]
    open_widths = {len(row) for row, is_edged in zip(rows, edged, strict=True) if not is_edged}
    for at, is_edged in enumerate(edged):
        if is_edged and len(rows[at]) not in open_widths:
            rows[at], texts[at] = rows[at][1:], texts[at][1:]


def _may_be_piece(lines: Sequence[TextLine], start: int, after: int, texts: Sequence[Sequence[str]]) -> bool:
    """A single row counts as a piece of a table when a page break (a blank line) parts it from other rows."""
    if not texts:
        return False
    for index in (_next_filled(lines, start - 1, -1), _next_filled(lines, after, 1)):
        if index is not None and "\t" in lines[index].text and not wording.has_leader_dots(lines[index].text):
            return True
    return len([text for text in texts[0] if text]) > 2


def _next_filled(lines: Sequence[TextLine], index: int, step: int) -> int | None:
    while 0 <= index < len(lines):
        if not lines[index].is_blank:
            return index
        index += step
    return None


def _segments(line: TextLine) -> list[Segment]:
    segments: list[Segment] = []
    at = 0
    pieces = [*((f.start(), f.end()) for f in _WIDE_BLANK.finditer(line.text)), (len(line.text), len(line.text))]
    for blank_start, blank_end in pieces:
        text = line.text[at:blank_start]
        inner = text.strip()
        if inner:
            offset = at + text.index(inner)
            left = display_width(line.text[:offset])
            fragment = Fragment(line.page, line.start + offset, line.start + offset + len(inner))
            segments.append(Segment(left, left + display_width(inner), inner, fragment))
        at = blank_end
    return _unspaced(segments)


def _unspaced(segments: Sequence[Segment]) -> list[Segment]:
    """Join characters of one word set apart: 合  计, 项  目."""
    joined: list[Segment] = []
    for is_one, group in groupby(segments, lambda s: _HAN.fullmatch(s.text) is not None):
        run = list(group)
        word = "".join(s.text for s in run)
        if is_one and len(run) > 1 and (word == "项目" or not set(word) <= _LEVELS):
            first, last = run[0].fragment, run[-1].fragment
            run = [Segment(run[0].left, run[-1].right, word, replace(first, end=last.end))]
        joined += run
    return joined


def _end_of_aligned(lines: Sequence[TextLine], start: int) -> int:
    """Return the index after the last of the lines from ``start`` on that could be rows of one aligned table."""
    index = start
    while index < len(lines) and lines[index].page == lines[start].page:
        text = lines[index].text
        if not _WIDE_BLANK.search(text.strip()) or _SENTENCE.search(text) or wording.has_leader_dots(text):
            break
        index += 1
    return max(index, start + 1)


def _is_named_row(rows: Sequence[Sequence[Segment]]) -> bool:
    """Tell whether two lines are a table by themselves: names of columns above one row, most of it figures."""
    if len(rows) != 2 or len(rows[0]) < 3 or len(rows[0]) != len(rows[1]):
        return False
    figures = [_FIGURE.fullmatch(segment.text) is not None for segment in rows[1]]
    return not any(_DIGIT.search(segment.text) for segment in rows[0]) and 2 * sum(figures) > len(figures)


def _aligned_table(lines: Sequence[TextLine], start: int, end: int) -> tuple[TablePiece, int] | None:
    """Find three rows or more of two segments or more, each below the one before, or names above one row of figures."""
    rows: list[list[Segment]] = []
    for line in lines[start:end]:
        segments = _segments(line)
        texts = [segment.text for segment in segments]
        if len(segments) < 2 or wording.is_unit_line(texts) or (not rows and wording.is_caption(texts)):
            break
        rows.append(segments)
    if len(rows) < 3 and not _is_named_row(rows):
        return None
    bands = column_bands(rows)
    if len(bands) < 2:
        return None
    cells: list[PieceCell] = []
    for r, row in enumerate(rows):
        placed = columns_of_row(row, bands)
        if placed is None:
            return None
        free = set(range(len(bands)))
        for segment, (col, span) in zip(row, placed, strict=True):
            cells.append(PieceCell(r, col, 1, span, [segment.fragment], segment.text))
            free -= set(range(col, col + span))
        cells += [PieceCell(r, col, 1, 1, [], "") for col in free]
    return TablePiece(lines[start].page, len(rows), len(bands), cells, is_ruled=False), start + len(rows)
