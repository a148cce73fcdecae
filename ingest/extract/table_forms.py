"""Amounts in forms, where no header stands over the figures: each follows its name in the same row."""

from __future__ import annotations

import re

from ingest.document import Cell
from ingest.extract.canonical import canonical
from ingest.extract.table_cells import CellNumber, single_number
from ingest.extract.table_columns import Block, Column
from ingest.extract.table_facets import read_facets
from ingest.extract.table_grid import Section, is_value, own_cells
from ingest.extract.table_phrases import read_footnotes
from ingest.extract.table_reading import Facets
from ingest.extract.table_records import Found, figure_of
from ingest.extract.table_rows import RowName
from ingest.extract.table_scene import Scene
from ingest.extract.table_words import Header
from ingest.vocabulary import Unit, Vocabulary

_WHOLE = re.compile(r"(?:资金|预算|经费|金额)总额$|预算(?:金额|资金)$")
_SUM_WORD = re.compile(r"(?<=[出入费产])(?:总额|金额|合计)$")
_BY_NATURE = re.compile(r"按(收入|支出)[^：\d]{0,4}分")
_TOLD = re.compile(r"(?:其中：)?(?P<name>[\u4e00-\u9fff（）“”]{2,20})：-?\d[\d,]*(?:\.\d+)?(?:万?元)?$")
_FIELD_NOISE = re.compile(r"^按[^：:]{2,8}分[：:]?|[：:]$")


def read_field(
    scene: Scene, section: Section, row: int, cell: Cell, vocabulary: Vocabulary, found: Found
) -> bool:  # fmt: skip
    """Read a value that a name precedes in a row without header: 年初预算 | 420.00, 资金总额 | 420.00."""
    if not is_value(cell.text):
        return False
    cells = own_cells(scene.table.grid, row)
    at = next((i for i, c in enumerate(cells) if c is cell), 0)
    number = single_number(cell.text, vocabulary)
    if not at or is_value(cells[at - 1].text) or number is None:
        return False
    header = scene.words.header(cells[at - 1].text)
    if header.role == "value" and (header.basis or header.metric):
        facets: Facets | None = _of_header(scene, section, header, cell, number)
        name = header.text
    else:
        name = _FIELD_NOISE.sub("", "".join(cells[at - 1].text.split()))
        facets = _of_funds(scene, name, row, number)
    if facets is None or not facets.item:
        facets = named_beside(scene, cell, number) or facets
    if facets is None:
        return False
    found.done.add(id(cell))
    read_footnotes(scene, cell, vocabulary, found)
    found.figures.append(figure_of(scene, cell, number, facets, name))
    return True


def named_beside(scene: Scene, cell: Cell, number: CellNumber) -> Facets | None:
    """Read a value no column claims by the standard item in the cell before it: 人员编制 | 21."""
    before = [c for c in own_cells(scene.table.grid, cell.row - 1) if c.col < cell.col]
    if not before or is_value(before[-1].text):
        return None
    label = scene.words.label(before[-1].text, "")
    item = scene.words.item(_SUM_WORD.sub("", label.text), "")[1]
    if item is None or item.metric not in ("amount", "count", "score"):
        return None
    if item.code == "sco.total":
        points = scene.words.vocabulary.units.get("分")
        return Facets("score", "自评总分", item.code, "得分", "", "score", scene.year, points, rule="table.score")
    held = item.statement in ("assets", "staffing")
    counted = "实际" if item.statement == "structure" else "决算"
    unit = number.unit or label.unit or (scene.unit if item.metric == "amount" else None)
    basis = "期末" if held else counted
    return Facets(item.statement, item.name, item.code, basis, "", item.metric, scene.year, unit, rule="table.generic")


def told_in_cell(scene: Scene, cell: Cell, vocabulary: Vocabulary) -> tuple[CellNumber, Facets] | None:
    """Read a cell that names its own amount, in the part of a form that deals the year's money out by its nature.

    按收入性质分：2030.12 and, below it, 其中：一般公共预算：1325.68 | 政府性基金拨款：118.82.
    """
    told = _TOLD.match(canonical(cell.text).text)
    kind = _nature_above(scene, cell) if told else ""
    number = single_number(cell.text, vocabulary) if kind else None
    unit = number.unit or _unit_beside(scene, cell.row - 1) or scene.unit if number is not None else None
    if told is None or number is None or unit is None or unit.kind != "money":
        return None
    statement = "revenue" if kind == "收入" else "expenditure"
    whole = f"本年{kind}"
    path: tuple[str, ...]
    name = told.group("name")
    item = scene.words.item(name, statement)[1]
    if name.startswith("按"):
        path, item = (whole,), scene.words.item(whole, statement)[1]
    else:
        path = (item.name,) if item is not None and kind == "支出" else (whole, name)
    is_budget = any("预算" in c.text for c in scene.table.grid[cell.row - 1] if c is not None and c is not cell)
    facets = Facets(
        statement, "/".join(path), item.code if item is not None and len(path) == 1 else "",
        "全年预算" if is_budget else scene.basis, "", "amount", scene.year, unit, rule="table.generic",
    )  # fmt: skip
    return number, facets


def _nature_above(scene: Scene, cell: Cell) -> str:
    """收入 or 支出: what the nearest cell of the column that says 按…性质分 deals out, itself included."""
    for row in range(cell.row - 1, -1, -1):
        above = scene.table.grid[row][cell.col - 1]
        told = _BY_NATURE.match(canonical(above.text).text) if above is not None else None
        if told:
            return told.group(1)
    return ""


def _of_header(scene: Scene, section: Section, header: Header, cell: Cell, number: CellNumber) -> Facets:
    """The name is one that heads columns elsewhere (年初预算, 执行率)."""
    column = Column(cell.col - 1, "value", (header,), header.basis, header.fund, header.metric, header.statement,
                    (header.item,) if header.item else (), header.note, header.unit, header.year)  # fmt: skip
    peers = [scene.words.header(c.text) for r in section.body_rows for c in own_cells(scene.table.grid, r)]
    values = [Column(0, "value", (h,), h.basis, metric=h.metric) for h in peers if h.role == "value"]
    unit = next((h.unit for h in peers if h.unit is not None and h.unit.kind == "money"), None)
    return read_facets(scene, Block(tuple(values)), column, RowName((), ()), number, None if header.metric else unit)


def _of_funds(scene: Scene, name: str, row: int, number: CellNumber) -> Facets | None:
    """The name is the whole or a source of the money that a form of targets is about."""
    label = scene.words.label(name, "")
    header = scene.words.header(name)
    fund = label.fund or header.fund
    is_whole = label.role == "total" or bool(_WHOLE.search(label.text))
    if not (is_whole or fund or header.item.endswith("资金")):
        return None
    unit = number.unit or label.unit or _unit_beside(scene, row) or scene.unit
    if unit is None or unit.kind != "money":
        return None
    base = ("项目支出", scene.subject) if scene.subject else ("部门整体支出",)
    if not scene.subject and "整体" not in scene.title.text:
        base = ("项目支出",)
    is_source = bool(fund and scene.subject) and not is_whole  # beside the whole of the one project of the form
    path = base if is_whole or (fund and not is_source) else (*base, header.item or label.text)
    basis = scene.basis if scene.basis != "目标值" else ""
    return Facets(
        "expenditure", "/".join(path), "", basis or "年初预算", fund, "amount", scene.year, unit, rule="table.generic"
    )


def _unit_beside(scene: Scene, row: int) -> Unit | None:
    """The unit of the cell that stands over the rows of the form's part: 年度预算申请（万元）."""
    for cell in dict.fromkeys(c for c in scene.table.grid[row] if c is not None):
        unit = scene.words.header(cell.text).unit or scene.words.label(cell.text, "").unit
        if unit is not None and unit.kind == "money":
            return unit
    return None
