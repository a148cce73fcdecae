"""Tables to figures: every numeral of every cell ends as a figure, a non-figure, or is handed to the prose rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.document import Cell, Table
from ingest.extract.canonical import canonical
from ingest.extract.context import Context
from ingest.extract.table_cells import is_blank, read_numbers, single_number
from ingest.extract.table_columns import Block, Column, read_columns, split_blocks
from ingest.extract.table_facets import read_facets
from ingest.extract.table_forms import named_beside, read_field, told_in_cell
from ingest.extract.table_grid import Section, is_bare_year, is_numbering_row, is_value, own_cells, split_sections
from ingest.extract.table_indicators import in_total_row, unit_beside
from ingest.extract.table_phrases import (
    read_footnotes,
    read_parts,
    read_points,
    read_target_words,
    states_amount,
    states_count,
)
from ingest.extract.table_reading import Facets
from ingest.extract.table_records import Found, ProseCell, figure_of, non_figure_of
from ingest.extract.table_rows import RowName, read_rows
from ingest.extract.table_scene import Scene, is_indicator, read_scene
from ingest.extract.table_words import table_words
from ingest.figure import Figure, ListedUnit, NonFigure, TextMark
from ingest.vocabulary import Unit, Vocabulary

_FIELDS = 4  # cells of a row of fields, at most: 项目名称 | … | 主管部门 | …
_FIRST_ROWS = 6  # in which a form says what it is about
_SENTENCE = 30
"""A naming cell longer than this with a counted number in it is read as prose."""
_NOTE = re.compile(r"^\s*(?:注|备注|说明|附注)\s*[:：]")
_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{2,})$")
_KIND_WORDS = re.compile(r"性质|类别|类型|级次|预算管理")
_ACHIEVED_HEAD = re.compile(r"完成情况|实际完成|取得成效|工作成效|完成综述")
_GOAL_HEAD = re.compile(r"(?:预期|年初|年度|绩效|总体|期望\S{0,4}|设定)目标")
_PROJECT_CODE = re.compile(r"^[0-9A-Za-z]{6,}[-—_]+(?=[\u4e00-\u9fff]|(?:19|20)\d{2}年)")
_WEIGHTED = re.compile(
    r"^[^，。；：\d]{0,6}(?:执行|绩效|指标|目标|产出|效益|满意|投入|过程|决策)[^，。；：\d]{0,12}（\d{1,3}(?:\.\d+)?分）$"
)
_QUOTED = re.compile(r"“([^“”]{2,30})”[^“”]{0,8}(?:项目|专项|政策)")


@dataclass(frozen=True, slots=True)
class TableResult:
    """What one table gave; ``unit`` is the one its note or title declares."""

    figures: tuple[Figure, ...] = ()
    non_figures: tuple[NonFigure, ...] = ()
    text_marks: tuple[TextMark, ...] = ()
    listed_units: tuple[ListedUnit, ...] = ()
    prose_cells: tuple[ProseCell, ...] = ()
    unit: Unit | None = None


def extract_table(table: Table, context: Context, vocabulary: Vocabulary) -> TableResult:
    """Read a table; prose cells are left to the caller, all other numerals are in figures or non_figures."""
    words = table_words(vocabulary)
    sections = split_sections(table, words)
    preamble = "；".join(c.text for s in sections for c in s.preamble)
    subjects = _subjects(table, vocabulary)
    scene = read_scene(table, context, words, preamble, _subject_at(0, subjects, table, context.project))
    found = Found()
    for cell in table.cells:
        _read_told(scene, cell, vocabulary, found)
    for section in (part for whole in sections for part in _by_subject(whole, subjects)):
        about = _subject_at(section.body_rows[0] if section.body_rows else 0, subjects, table, context.project)
        _read_section(replace(scene, subject=about), section, vocabulary, found)
    for cell in table.cells:
        if id(cell) not in found.done:
            _leave(scene, cell, vocabulary, found)
    return TableResult(
        tuple(sorted(found.figures, key=lambda f: (f.page, f.char_start))),
        tuple(sorted(found.non_figures, key=lambda n: (n.page, n.char_start))),
        tuple(found.text_marks),
        tuple(found.listed_units),
        tuple(found.prose_cells),
        scene.unit,
    )


def _read_section(scene: Scene, section: Section, vocabulary: Vocabulary, found: Found) -> None:
    grid = scene.table.grid
    columns = read_columns(grid, section, scene.words, scene.table.is_ruled)
    blocks = split_blocks(columns)
    if _is_unit_list(columns):
        _list_units(scene, section, columns, found)
    scene = _with_shown_statement(scene, section, blocks)
    before: tuple[Block, dict[int, RowName]] | None = None
    for block in blocks:
        statement = next((c.statement for c in block.columns if c.statement), "") or scene.statement
        shifts = {row: _shift(scene, block, row) for row in section.body_rows}
        shifted = frozenset(row for row, shift in shifts.items() if shift)
        rows = read_rows(grid, section, block, scene.words, statement, shifted)
        if before is not None and not scene.table.is_ruled:
            rows = _named_before(scene, before, rows)
        before = block, rows
        for row in section.body_rows:
            shift = shifts[row]
            for column in block.columns:
                at = column.index - shift if column.role == "value" else column.index
                cell = grid[row][at] if at >= 0 else None
                if cell is None or id(cell) in found.done or cell.row - 1 in section.header_rows:
                    continue
                if cell.row != row + 1 or (cell.col != at + 1 and not shift and cell.col - 1 in _indexes(block)):
                    continue
                if not section.header_rows and read_field(scene, section, row, cell, vocabulary, found):
                    continue
                _read_cell(scene, block, column, rows[row], cell, vocabulary, found, grid[row])


def _named_before(
    scene: Scene, before: tuple[Block, dict[int, RowName]], rows: dict[int, RowName]
) -> dict[int, RowName]:
    """Without lines, a total's name may stand in one block and its figure in the next."""
    block, names = before
    grid, words = scene.table.grid, scene.words.vocabulary
    return {
        at: names[at] if not row.path and all(is_blank(grid[at][c.index], words) for c in block.values) else row
        for at, row in rows.items()
    }


def _with_shown_statement(scene: Scene, section: Section, blocks: list[Block]) -> Scene:
    """A table without a telling title whose rows or columns are all 三公 items is a 三公 table."""
    if scene.statement or scene.kind:
        return scene
    names = [i for block in blocks for c in block.values for i in c.items]
    for block in blocks:
        for row in read_rows(scene.table.grid, section, block, scene.words, "").values():
            names += [] if row.is_total or not row.own else [row.own]
    found = [scene.words.item(name, "three_public")[1] for name in names]
    if len(found) > 1 and all(item is not None and item.statement == "three_public" for item in found):
        return replace(scene, statement="three_public", kind="three_public")
    return scene


def _indexes(block: Block) -> set[int]:
    return {c.index for c in block.columns}


def _read_cell(
    scene: Scene, block: Block, column: Column, row: RowName, cell: Cell, vocabulary: Vocabulary, found: Found,
    cells: tuple[Cell | None, ...],
) -> None:  # fmt: skip
    text = cell.text
    if is_blank(cell, vocabulary):
        found.done.add(id(cell))
        return
    if _NOTE.match(text) or (cell.col_span == len(cells) and len(cells) > 2 and len(text) > _SENTENCE):
        return
    if column.role in ("code", "index") and _AMOUNT.match(canonical(text).text.strip()):
        return  # no code is printed like an amount: unmapped, unless another column claims it
    if column.role in ("code", "index", "label", "level"):
        kind = {"code": "unit_code", "index": "row_number"}.get(column.role, "name")
        if column.role in ("label", "level") and is_value(text) and not re.search(r"[\u4e00-\u9fff]", text):
            return  # a stray number in a naming column: read as a shifted value or left unmapped
        if (
            column.role in ("label", "level")
            and is_indicator(block)
            and read_points(scene, row, cell, vocabulary, found)
        ):
            return
        if column.role in ("label", "level") and (
            ((len(text) > _SENTENCE or (column.index and not column.headers)) and states_count(text, vocabulary))
            or states_amount(text, vocabulary)
        ):
            found.done.add(id(cell))
            outer = [name for name in row.path if not cell.text.strip().startswith(name)]
            subject = outer[-1] if outer else ""  # a sentence is not about itself
            found.prose_cells.append(ProseCell(cell.content, cell.row, cell.col, subject))
            return
        _name(scene, cell, kind, vocabulary, found)
        return
    if column.role == "remark" and column.note == "definition":
        _name(scene, cell, "definition", vocabulary, found)
        return
    if column.role == "remark" and row.path and text.strip().startswith("其中"):
        read_parts(scene, block, row, cell, vocabulary, found)
    if column.role != "value":
        return
    row_unit = _row_unit(block, column, cells, vocabulary)
    number = single_number(text, vocabulary)
    is_amount = (column.basis or column.year) and is_bare_year(text)
    if number is not None and (is_value(text) or (row.path and (is_amount or is_indicator(block)))):
        found.done.add(id(cell))
        row, column = in_total_row(row, block, column, cells)
        facets = read_facets(scene, block, column, row, number, row_unit)
        read_footnotes(scene, cell, vocabulary, found)
        if column.basis == "目标值" and not number.comparator:
            number = replace(number, comparator=_row_comparator(block, cells, vocabulary))
        found.figures.append(figure_of(scene, cell, number, facets, row.own))
        return
    if is_indicator(block) and row.path and column.basis in ("目标值", "完成值"):
        read_target_words(scene, block, column, row, cell, vocabulary, found)


def _read_told(scene: Scene, cell: Cell, vocabulary: Vocabulary, found: Found) -> None:
    told = told_in_cell(scene, cell, vocabulary)
    if told is not None:
        found.done.add(id(cell))
        found.figures.append(figure_of(scene, cell, *told, ""))


def _shift(scene: Scene, block: Block, row: int) -> int:
    """How many columns a row printed too far left must move: numbers in naming columns, blanks at the right end."""
    if scene.table.is_ruled or not block.names or not block.values:
        return 0
    first = block.values[0].index
    grid = scene.table.grid[row]
    stray = [c for c in block.names if (x := grid[c.index]) is not None and is_value(x.text) and c.index < first]
    stray = [c for c in stray if not re.search(r"[\u4e00-\u9fff]", grid[c.index].text)]  # type: ignore[union-attr]
    if not stray:
        return 0
    shift = first - stray[0].index
    tail = [grid[c.index] for c in block.values[-shift:]]
    return shift if all(is_blank(c, scene.words.vocabulary) for c in tail) else 0


def _row_unit(block: Block, of: Column, cells: tuple[Cell | None, ...], vocabulary: Vocabulary) -> Unit | None:
    """The unit a cell of the row names; beside a column 数量 it is that column's, and not that of the amounts."""
    if of.metric != "count" and any(c.metric == "count" for c in block.values):
        return None
    for column in block.columns:
        cell = cells[column.index]
        if column.role == "unit" and cell is not None:
            return vocabulary.parse_unit(canonical(cell.text).text)
    return unit_beside(block, of, cells, vocabulary)


def _row_comparator(block: Block, cells: tuple[Cell | None, ...], vocabulary: Vocabulary) -> str:
    """The comparator that a column 指标性质 prints beside the target."""
    for column in block.columns:
        cell = cells[column.index]
        if column.role == "comparator" and cell is not None:
            row = vocabulary.words("comparators").get(canonical(cell.text).text.strip())
            return row["comparator"] if row is not None else ""
    return ""


def _is_unit_list(columns: list[Column]) -> bool:
    named = [c for c in columns if any(h.note == "单位" for h in c.headers)]
    return bool(named) and not any(c.role == "value" for c in columns)


def _list_units(scene: Scene, section: Section, columns: list[Column], found: Found) -> None:
    grid = scene.table.grid
    name = next(c for c in columns if any(h.note == "单位" for h in c.headers))
    code = next((c for c in columns if c.role == "code"), None)
    kind = next((c for c in columns if c is not name and _KIND_WORDS.search(c.leaf)), None)
    for row in section.body_rows:
        cell = grid[row][name.index]
        if cell is None or is_blank(cell, scene.words.vocabulary) or scene.words.label(cell.text, "").role == "total":
            continue
        place = cell.content.locate(0, len(cell.text))
        texts = [grid[row][c.index] if c is not None else None for c in (code, kind)]
        code_text, kind_text = ("".join(c.text.split()) if c is not None else "" for c in texts)
        found.listed_units.append(ListedUnit("".join(cell.text.split()), place.page, place.line, code_text, kind_text))


def _subjects(table: Table, vocabulary: Vocabulary) -> list[tuple[int, str]]:
    """The projects that the forms of a sheet are about, each with its row: the cell after 项目名称."""
    words = table_words(vocabulary)
    found: list[tuple[int, str]] = []
    for row in range(table.row_count):
        cells = own_cells(table.grid, row)
        for left, right in pairwise(cells if len(cells) <= _FIELDS else []):
            if words.header(left.text).note == "项目" and not words.header(right.text).role and right.text.strip():
                is_headed = any(c.row > left.row and c.col == left.col for c in table.cells)
                if is_headed and not is_value(right.text):
                    found.append((row, _PROJECT_CODE.sub("", "".join(right.text.split()))))
    return found


def _by_subject(section: Section, subjects: list[tuple[int, str]]) -> Iterator[Section]:
    """Part the rows under one header where another form begins: its header, printed again, is no new one."""
    starts = [at for at, _ in subjects if at in section.body_rows[1:]]
    rows = section.body_rows
    bounds: list[int | None] = [rows[0] if rows else 0, *starts, None]
    for first, after in pairwise(bounds):
        part = tuple(row for row in rows if first is not None and first <= row and (after is None or row < after))
        yield replace(section, body_rows=part)


def _subject_at(row: int, subjects: list[tuple[int, str]], table: Table, default: str) -> str:
    """The project that rows from this one on are about; forms may follow one another in one sheet."""
    above = [name for at, name in subjects if at <= row] or [name for at, name in subjects[:1] if at < _FIRST_ROWS]
    if above:
        return above[-1]
    match = _QUOTED.search(table.caption)
    return match.group(1) if match else default


def _name(scene: Scene, cell: Cell, kind: str, vocabulary: Vocabulary, found: Found) -> None:
    found.done.add(id(cell))
    for number in read_numbers(cell.text, vocabulary):
        found.non_figures.append(
            non_figure_of(scene, cell, number, number.kind if kind == "name" and number.kind else kind)
        )


def _leave(scene: Scene, cell: Cell, vocabulary: Vocabulary, found: Found) -> None:
    """What no column claimed: headers are names, sentences are prose, a lone number is unmapped."""
    numbers = list(read_numbers(cell.text, vocabulary))
    if not numbers:
        return
    row = cell.row - 1
    if _WEIGHTED.search(canonical(cell.text).text) and read_points(scene, RowName(), cell, vocabulary, found):
        return  # 预算执行情况（万元）（20分） heads a part of the form
    if cell.row in scene.table.repeated_header_rows or scene.words.header(cell.text).role:
        kind = "row_number" if is_numbering_row(scene.table.grid, row) else ""
        for number in numbers:
            found.non_figures.append(non_figure_of(scene, cell, number, kind or number.kind or "name"))
    elif is_numbering_row(scene.table.grid, row):
        found.non_figures.extend(non_figure_of(scene, cell, number, "row_number") for number in numbers)
    elif all(n.kind for n in numbers) or (len(cell.text) <= _SENTENCE and not any(c.isdigit() for c in cell.text)):
        found.non_figures.extend(non_figure_of(scene, cell, number, number.kind or "word") for number in numbers)
    elif is_value(cell.text) and (single := single_number(cell.text, vocabulary)) is not None:
        read_footnotes(scene, cell, vocabulary, found)
        unmapped = Facets("", "", "", "", "", "", None, single.unit, rule="table.unmapped")
        facets = named_beside(scene, cell, single) or unmapped
        found.figures.append(figure_of(scene, cell, single, facets, ""))
    else:
        found.prose_cells.append(ProseCell(cell.content, cell.row, cell.col, _told_under(scene.table, cell)))


def _told_under(table: Table, cell: Cell) -> str:
    """What the head of a cell of running text says of it: goals set (预期目标) or what was achieved (实际完成情况)."""
    for row in range(cell.row - 2, -1, -1):
        above = table.grid[row][cell.col - 1]
        if above is None or above is cell or len(above.text) > _SENTENCE:
            continue
        if _ACHIEVED_HEAD.search(above.text):
            return "实际完成情况"
        if _GOAL_HEAD.search(above.text):
            return "预期目标"
    return ""
