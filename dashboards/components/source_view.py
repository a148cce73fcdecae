"""A figure in its source: the printed lines with the number marked, or its table with the cell marked."""

from __future__ import annotations

from html import escape

from dashboards.queries import Rows


def marked_lines(lines: Rows, page: int, start: int | None, end: int | None, line_no: int | None) -> str:
    """Return printed lines; the characters ``start``..``end`` of the page are marked, else the whole ``line_no``."""
    shown = []
    for line in lines:
        text = line["text"]
        if start is not None and end is not None and line["char_start"] <= start < line["char_end"]:
            left, right = start - line["char_start"], min(end, line["char_end"]) - line["char_start"]
            body = f"{escape(text[:left])}<mark>{escape(text[left:right])}</mark>{escape(text[right:])}"
        elif start is None and line["line"] == line_no:
            body = f"<mark>{escape(text)}</mark>"
        else:
            body = escape(text)
        if text.strip():
            shown.append(f'<p><span class="line-no">{line["line"]}</span>{body}</p>')
    return f'<div class="mz-paper"><div class="caption">第 {page} 页</div>{"".join(shown)}</div>'


def marked_table(cells: Rows, shown_rows: list[int], row_no: int, col_no: int) -> str:
    """Return these rows of a table, the given cell marked and its row and column tinted; gaps show as dots."""
    caption, unit_note = (cells[0]["table_caption"], cells[0]["unit_note"]) if cells else ("", "")
    title = "　".join(part for part in (caption, unit_note) if part)
    width = max((cell["col_no"] + cell["col_span"] - 1 for cell in cells), default=1)
    body, previous = [], 0
    for number in shown_rows:
        if previous and number > previous + 1:
            body.append(f'<tr><td class="gap" colspan="{width}">⋮</td></tr>')
        body.append(f"<tr>{''.join(_cells_of_row(cells, shown_rows, number, row_no, col_no))}</tr>")
        previous = number
    return f'<div class="mz-paper"><div class="caption">{escape(title)}</div><table>{"".join(body)}</table></div>'


def _cells_of_row(cells: Rows, shown_rows: list[int], number: int, row_no: int, col_no: int) -> list[str]:
    """Return the cells to write in a row: those that begin there, or above it in a part that is not shown.

    A cell that spans a gap is written again below it, since the dots take a row of their own.
    """
    block = _block_of(shown_rows, number)
    written = []
    for cell in sorted(cells, key=lambda cell: cell["col_no"]):
        rows = [row for row in block if cell["row_no"] <= row < cell["row_no"] + cell["row_span"]]
        if not rows or rows[0] != number:
            continue
        is_row = cell["row_no"] <= row_no < cell["row_no"] + cell["row_span"]
        is_col = cell["col_no"] <= col_no < cell["col_no"] + cell["col_span"]
        tone = "here" if is_row and is_col else "axis" if is_row or is_col else ""
        spans = f' rowspan="{len(rows)}" colspan="{cell["col_span"]}"'
        written.append(f'<td class="{tone}"{spans}>{escape(cell["text"])}</td>')
    return written


def _block_of(shown_rows: list[int], number: int) -> list[int]:
    """Return the run of neighbouring shown rows that ``number`` is in."""
    run: list[int] = []
    for row in shown_rows:
        if run and row > run[-1] + 1:
            if number in run:
                return run
            run = []
        run.append(row)
    return run
