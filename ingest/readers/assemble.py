"""Make paragraphs and tables of what was found on the pages: titles found, pieces and lines joined."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Block, Cell, Page, Paragraph, Table, passage
from ingest.readers import wording
from ingest.readers.continuation import shift_between, try_join
from ingest.readers.paragraphs import join_lines
from ingest.readers.printed import Printed, PrintedLine, TablePiece

_LINES_ABOVE = 4
_LONGEST_CAPTION = 60
_TITLE_ROWS = 3


def assemble_blocks(printed: Sequence[Printed], pages: Sequence[Page], *, has_geometry: bool) -> tuple[Block, ...]:
    """Return the document's blocks in reading order; every line and every cell of ``printed`` is in one of them."""
    runs = _runs(printed, has_geometry)
    blocks: list[Block] = []
    tables = 0
    for run in runs:
        if isinstance(run, TablePiece):
            tables += 1
            blocks.append(_table(run, len(blocks) + 1, tables, pages))
            continue
        for lines in join_lines(run, has_geometry=has_geometry):
            content = passage(pages, [line.fragment for line in lines])
            blocks.append(Paragraph(len(blocks) + 1, content, wording.heading_level(content.text)))
    return tuple(blocks)


def _runs(printed: Sequence[Printed], has_geometry: bool) -> list[list[PrintedLine] | TablePiece]:
    """Part the stream into runs of lines and whole tables; a piece joins the table it continues."""
    runs: list[list[PrintedLine] | TablePiece] = []
    for item in printed:
        if isinstance(item, PrintedLine):
            if runs and isinstance(runs[-1], list):
                runs[-1].append(item)
            else:
                runs.append([item])
            continue
        above = runs[-1] if runs and isinstance(runs[-1], list) else []
        item.caption, item.unit_note = find_caption(above, item, has_geometry=has_geometry)
        _take_inner_title(item)
        if not _joined_to_table(runs, item):
            runs.append(item)
    return runs


def _joined_to_table(runs: list[list[PrintedLine] | TablePiece], piece: TablePiece) -> bool:
    """Join the piece to the table it continues: only a repeated title stands between, and the columns agree.

    Where tables stand side by side, the one straight above is tried first.
    """
    between = runs[-1] if runs and isinstance(runs[-1], list) else []
    position = len(runs) - 1 - bool(between)
    above: list[tuple[float, int]] = []
    while position >= 0:
        table = runs[position]
        if not isinstance(table, TablePiece) or table.last_page < piece.page - 1:
            break
        is_break = table.last_page < piece.page or not piece.edges or _is_head_of(table, piece)
        if is_break and all(_repeats_title(line, table) or _is_above_rows(line, piece) for line in between):
            above.append((shift_between(table, piece), position))
        position -= 1
    for _, index in sorted(above):
        table = runs[index]
        joined = try_join(table, piece) if isinstance(table, TablePiece) else None
        if joined is not None:
            runs[index] = joined
            return True
    return False


def _is_head_of(table: TablePiece, piece: TablePiece) -> bool:
    """Tell whether a table straight above only names the columns of this one, which begins with figures."""
    opens = [cell.text for cell in piece.row(0)]
    numbered = any(wording.is_number(text) and any(map(str.isdigit, text)) for text in opens)
    return numbered and wording.is_table_head([cell.text for cell in table.cells], table.row_count)


def _repeats_title(line: PrintedLine, table: TablePiece) -> bool:
    """Tell whether a line above a piece prints the table's title or unit note again."""
    text = "".join(line.text.split())
    caption = "".join(table.caption.split())
    if caption and text.replace("续", "").strip("（）()").startswith(caption[:_LONGEST_CAPTION]):
        return True
    return text in ("续表", "（续表）", "(续表)", "续上表") or bool(table.unit_note and wording.unit_note(line.text))


def _is_above_rows(line: PrintedLine, piece: TablePiece) -> bool:
    """Tell whether a line above a piece that opens with figures is a form's number or field, printed on each page."""
    if not any(wording.is_amount(cell.text.strip()) for cell in piece.row(0)):
        return False
    text = line.text.strip()
    return wording.is_form_number(text) or wording.is_form_field(text) or bool(wording.unit_note(text))


def find_caption(above: Sequence[PrintedLine], piece: TablePiece, *, has_geometry: bool) -> tuple[str, str]:
    """Return the title and the unit note printed in the few lines above a table on the same page.

    A title with its unit may have been left at the foot of the page before, where the table opens a page.
    """
    near = [line for line in above[-2 * _LINES_ABOVE :] if line.page == piece.page or not has_geometry]
    if not near and above and above[-1].page == piece.page - 1 and wording.unit_note(above[-1].text):
        near = [above[-1]]
    caption = unit_note = ""
    for lines in join_lines(near, has_geometry=has_geometry)[: -_LINES_ABOVE - 1 : -1]:
        text = "".join(line.text for line in lines).strip()
        unit_note = unit_note or wording.unit_note(text)
        bare = text.replace(unit_note, "").strip("（）() \t\u3000") if unit_note else text
        if not bare or wording.is_form_field(bare) or wording.is_form_number(bare) or wording.is_year_line(bare):
            continue
        if len(bare) <= _LONGEST_CAPTION and not text.endswith(("。", "；", "：", ":", "，", "、")):
            caption = bare if bare != text.strip("（）() \t\u3000") else text
        break
    return caption, unit_note


def _take_inner_title(piece: TablePiece) -> None:
    """Find title and unit note in the table's own top rows, where a form prints them over its full width."""
    for row in range(min(_TITLE_ROWS, piece.row_count)):
        filled = [cell for cell in piece.row(row) if cell.text.strip()]
        texts = [cell.text for cell in filled]
        if not wording.is_unit_line(texts) and not (len(filled) == 1 and filled[0].col_span >= piece.col_count > 1):
            return
        for text in texts:
            piece.unit_note = piece.unit_note or wording.unit_note(text)
        if len(filled) == 1 and not piece.caption and _may_be_title(texts[0]):
            piece.caption = texts[0].strip()


def _may_be_title(text: str) -> bool:
    text = text.strip()
    return len(text) <= _LONGEST_CAPTION and text.rstrip("）)").endswith("表") and not wording.unit_note(text)


def _table(piece: TablePiece, block: int, number: int, pages: Sequence[Page]) -> Table:
    cells = sorted(piece.cells, key=lambda cell: (cell.row, cell.col))
    return Table(
        block=block,
        number=number,
        cells=tuple(
            Cell(c.row + 1, c.col + 1, passage(pages, c.fragments), c.row_span, c.col_span, c.box) for c in cells
        ),
        caption=piece.caption,
        unit_note=piece.unit_note,
        first_page=piece.page,
        last_page=piece.last_page,
        repeated_header_rows=frozenset(row + 1 for row in piece.repeated_header_rows),
        is_ruled=piece.is_ruled,
    )
