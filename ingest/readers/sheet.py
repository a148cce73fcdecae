"""A sheet of a workbook as blocks: titles and notes around a table become paragraphs, the rest is the table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.readers import wording
from ingest.readers.flow import FlowBuilder, GridCell, clean_text
from ingest.readers.limits import check_limit, current_limits

_DEFAULT_NAME = re.compile(r"(?:sheet|工作表|表格?)\s*\d*", re.IGNORECASE)
_NOTE = re.compile(r"^\s*(?:备?注|说明|附注)\s*\d*\s*[：:.．、\d]|^\s*(?:备?注|说明)$")
_FRAME_LINE = re.compile(
    r"^(?:编制|填报|填制|公开|预算|部门|单位|申报)?(?:单位|部门|日期|时间|名称)\s*[：:]|公开\s*\S{1,4}\s*表$|^附[表件]"
)
_LONG_TEXT = 30


@dataclass(slots=True)
class Sheet:
    """What a sheet shows: texts by row and column (1-based), merged ranges (inclusive), hidden rows and columns."""

    name: str
    texts: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: set[int] = field(default_factory=set)

    def put(self, row: int, col: int, text: str) -> None:
        """Keep a cell's text; blank ones are not kept."""
        if text.strip():
            self.texts.setdefault(row, {})[col] = text


def add_sheet(builder: FlowBuilder, sheet: Sheet) -> None:
    """Add a sheet to a document being built; line numbers of its page are the sheet's row numbers."""
    _leave_hidden_out(builder, sheet)
    rows = sorted(sheet.texts)
    if not rows:
        return
    lows = [min(cells) for cells in sheet.texts.values()]
    highs = [max(cells) for cells in sheet.texts.values()]
    bounds = range(min(lows), max(highs) + 1)
    cols = [col for col in bounds if col not in sheet.hidden_cols]
    check_limit(len(rows) * len(cols), current_limits().table_cells, "表格单元格数", "个", file=builder.name)
    for segment in _segments(sheet, rows):
        _add_segment(builder, sheet, segment, cols)


def _leave_hidden_out(builder: FlowBuilder, sheet: Sheet) -> None:
    hidden = sum(
        1 for row, cells in sheet.texts.items() for col in cells if row in sheet.hidden_rows or col in sheet.hidden_cols
    )
    if not hidden:
        return
    builder.warnings.append(f"工作表“{sheet.name}”有 {hidden} 个单元格在隐藏的行列中，未读取")
    for row in list(sheet.texts):
        kept = {col: text for col, text in sheet.texts[row].items() if col not in sheet.hidden_cols}
        if row in sheet.hidden_rows or not kept:
            del sheet.texts[row]
        else:
            sheet.texts[row] = kept


def _segments(sheet: Sheet, rows: list[int]) -> list[list[int]]:
    """Split rows into tables: a blank row followed by a title row starts another one."""
    segments: list[list[int]] = [[]]
    for row in rows:
        if segments[-1]:
            gap = range(segments[-1][-1] + 1, row)
            is_parted = any(r not in sheet.hidden_rows for r in gap)
            has_table = any(len(sheet.texts[r]) > 1 for r in segments[-1])
            if is_parted and has_table and _is_title_row(sheet, row):
                segments.append([])
        segments[-1].append(row)
    return segments


def _is_title_row(sheet: Sheet, row: int) -> bool:
    texts = list(sheet.texts[row].values())
    if len(texts) == 1:
        return not _NOTE.search(texts[0]) and not _is_number(texts[0])
    return _is_frame_row(texts)


def _is_frame_row(texts: list[str]) -> bool:
    """A row of 编制单位：… and 单位：万元, as it stands between a table's title and its header."""
    if len(texts) > 4 or any(_is_number(text) for text in texts):
        return False
    bare = [clean_text(text).strip("（）()") for text in texts]
    return any(wording.unit_note(text) == text or _FRAME_LINE.search(text) for text in bare) or all(
        wording.is_key_value(text) for text in bare
    )


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[-+¥￥(（]?[\d,.，]+[%％)）]?", text.strip()))


def _is_merged_down(sheet: Sheet, row: int) -> bool:
    """A lone cell that goes on in the next row is the corner of a header, not a title."""
    return any(top <= row < bottom and left == right for top, left, bottom, right in sheet.merges)


def _add_segment(builder: FlowBuilder, sheet: Sheet, rows: list[int], cols: list[int]) -> None:
    first, last = 0, len(rows)
    if not any(len(sheet.texts[row]) > 1 and not _is_frame_row(list(sheet.texts[row].values())) for row in rows):
        first = last  # no table at all: a sheet of sentences
    while first < last and _is_title_row(sheet, rows[first]) and not _is_merged_down(sheet, rows[first]):
        first += 1
    while last > first:
        texts = list(sheet.texts[rows[last - 1]].values())
        if len(texts) != 1 or not (_NOTE.search(texts[0]) or len(texts[0]) > _LONG_TEXT):
            break
        last -= 1
    for row in rows[:first]:
        _add_text_row(builder, sheet, row)
    if first < last:
        caption = "" if _DEFAULT_NAME.fullmatch(sheet.name.strip()) else sheet.name.strip()
        table_rows = rows[first:last]
        builder.add_table(_cells(sheet, table_rows, cols), caption=caption, line_numbers=table_rows)
    for row in rows[last:] if first < len(rows) else []:
        _add_text_row(builder, sheet, row)


def _add_text_row(builder: FlowBuilder, sheet: Sheet, row: int) -> None:
    cells = sheet.texts[row]
    builder.add_paragraph("　".join(cells[col].strip() for col in sorted(cells)), line_number=row)


def _cells(sheet: Sheet, rows: list[int], cols: list[int]) -> list[GridCell]:
    """Return the cells of these rows; merged ranges are cut to the rows and columns that are shown."""
    row_of = {row: index for index, row in enumerate(rows, start=1)}
    col_of = {col: index for index, col in enumerate(cols, start=1)}
    covered: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    for top, left, bottom, right in sheet.merges:
        shown_rows = [row_of[row] for row in rows if top <= row <= bottom]
        shown_cols = [col_of[col] for col in cols if left <= col <= right]
        if not shown_rows or not shown_cols or len(shown_rows) * len(shown_cols) == 1:
            continue
        area = {(row, col) for row in shown_rows for col in shown_cols}
        if area & covered:
            continue  # overlapping ranges of a broken file
        covered |= area
        text = sheet.texts.get(top, {}).get(left, "")
        cells.append(GridCell(shown_rows[0], shown_cols[0], text, len(shown_rows), len(shown_cols)))
    for row in rows:
        texts = sheet.texts[row]
        for col in cols:
            if (row_of[row], col_of[col]) not in covered:
                cells.append(GridCell(row_of[row], col_of[col], texts.get(col, "")))
    return cells
