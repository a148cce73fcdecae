"""Values of indicator tables: targets, what was achieved, weights, scores, and the total row under them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from ingest.document import Cell
from ingest.extract.table_cells import CellNumber, single_number
from ingest.extract.table_columns import Block, Column
from ingest.extract.table_grid import is_value
from ingest.extract.table_items import code_of
from ingest.extract.table_reading import Facets
from ingest.extract.table_rows import RowName
from ingest.extract.table_scene import Scene, is_fund_table, is_indicator
from ingest.vocabulary import Unit, Vocabulary

_RATE_NAME = re.compile(r"(?:率|比例|比重|占比|满意度|知晓度|饱和度|利用度|覆盖面)(?:（[^（）]*）)?$")
_MONEY_NAME = re.compile(r"(?:金额|资金|经费|投资额?|成本|费用|产值|税收|收入|支出|营业额|销售额)(?:（[^（）]*）)?$")
_TITLE_OF_PART = re.compile(
    r"(?P<part>[\u4e00-\u9fff“”]{2,12}?)(?:指标)?(?:自评|评价)?(?:得分|评分)(?:情况)?(?:一览|汇总|明细)?表?$"
)
_WHOLE = re.compile(r"整体|总体|部门|单位|项目支出|绩效|自评|评价|综合|各项|年度")
_FULL = 100


def read_indicator(
    scene: Scene, block: Block, column: Column, row: RowName, number: CellNumber, row_unit: Unit | None
) -> Facets:
    """Return the reading of a number of a table that scores indicators or sets targets for them."""
    unit = number.unit or column.unit or row_unit or row.unit
    statement = "target" if column.basis in ("目标值", "完成值") else "score"
    basis = column.basis or ("得分" if statement == "score" else "完成值")
    metric = column.metric
    if statement == "target" and number.unit is not None and number.unit.kind == "score":
        statement, basis, metric = "score", "得分", "score"
    completion = metric == "rate" and "完成率" in column.leaf
    if completion:
        statement, basis = "target", "完成值"
    elif statement == "target":
        metric = _target_metric(unit, row)
    elif metric == "" or (metric == "rate" and not column.items):
        metric = metric or "score"
    if metric in ("score", "weight") and _is_other_unit(number.unit, metric):
        return Facets("", "", "", "", "", "", scene.year, number.unit, rule="table.unmapped")
    if metric in ("score", "weight"):
        unit = number.unit or column.unit or scene.words.vocabulary.units.get("分")
    path = row.left_of(column.index)
    if is_fund_table(block) and not any(h.note in ("项目", "单位") for c in block.names for h in c.headers):
        path = ("预算执行率",)
    elif row.is_total or not path or (len(path) == 1 and statement == "score" and _is_total_name(scene, path[0])):
        path = (_total_name(scene, path, row),)
    path = (*path, *(i for i in column.items if i not in path))
    item = "" if statement == "target" and not row.path else "/".join(path)
    year = column.year or scene.year
    versus = ""
    if completion and item:
        item, versus = f"{item}/完成率", f"{item}|目标值|{year or ''}"
    elif metric == "rate" and statement == "score":
        versus = f"{'/'.join(path[:-1]) if column.items else item}|分值|{scene.year or ''}"
    code = code_of(scene, path[-1], statement)
    rule = "table.target" if statement == "target" else "table.score"
    return Facets(statement, item, code, basis, "", metric, year, unit, versus, "", rule if item else "table.unmapped")


def _is_other_unit(unit: Unit | None, metric: str) -> bool:
    """A number with a unit of its own (12个, 98%) is no score, whatever column it was shifted into."""
    return unit is not None and unit.kind != "score" and not (unit.kind == "percent" and metric == "weight")


def _target_metric(unit: Unit | None, row: RowName) -> str:
    if unit is None:
        return "rate" if _RATE_NAME.search(row.own) else "amount" if _MONEY_NAME.search(row.own) else "count"
    if unit.kind == "score":
        return "score"
    if unit.kind in ("percent", "permille", "point"):
        return "rate"
    is_price = unit.kind == "measure" and unit.name.startswith(("元/", "万元/", "亿元/"))
    return "amount" if is_price or unit.kind in ("money", "scale") else "count"


def _is_total_name(scene: Scene, name: str) -> bool:
    found = scene.words.item(name, "score")[1]
    return found is not None and found.code == "sco.total"


def _total_name(scene: Scene, path: tuple[str, ...], row: RowName) -> str:
    """The whole, or what a table of one part of the scheme is about: the total of 管理效率 is no 自评总分."""
    title = re.sub(r"^附?表\s*\d+[-.\d]*|\s", "", scene.title.text)
    part = _TITLE_OF_PART.search(title.rpartition("年")[2].rpartition("度")[2] or title)
    named = part.group("part") if part and not _WHOLE.search(part.group("part")) else ""
    is_sum = bool(path) and path[0] in ("合计", "小计", "总计") and (row.full_marks is None or row.full_marks < _FULL)
    if is_sum and (named or (row.full_marks is not None and not _WHOLE.search(title))):
        return named or path[0]
    name = scene.words.label(path[0] if path else "总分", "score").item or "总分"
    name = name if name != "总分" or not path or not _is_total_name(scene, path[0]) else path[0]
    is_form = bool(scene.subject) or "自评" in scene.title.text or "自评表" in scene.context.heading
    return "自评总分" if name == "总分" and is_form else name


def in_total_row(row: RowName, block: Block, column: Column, cells: tuple[Cell | None, ...]) -> tuple[RowName, Column]:
    """Return the total row with its full marks, and the column a number of it belongs to.

    A total row prints full marks and score only; where a merged label has shifted them they are told by their order.
    """
    if not (row.is_total and is_indicator(block)):
        return row, column
    scored = [c for c in block.values if c.metric in ("weight", "score") and not c.items and c.note != "扣分"]
    printed = [c for c in block.values if _own_value(cells, c)]
    if any(c not in scored for c in printed):
        if len(printed) == len(scored) and column in printed:
            column = scored[printed.index(column)]
        elif len(printed) == 1 and scored:
            column = scored[-1]
        printed = scored[: len(printed)]
    else:
        weights = [c for c in printed if c.metric == "weight"]
        marks = cells[weights[-1].index] if weights else None
        if marks is not None:
            number = _number(marks.text)
            return replace(row, full_marks=number), column
    return row, column


def _own_value(cells: tuple[Cell | None, ...], column: Column) -> bool:
    cell = cells[column.index]
    return cell is not None and cell.col == column.index + 1 and is_value(cell.text)


def _number(text: str) -> Decimal | None:
    digits = re.search(r"\d+(?:\.\d+)?", text)
    return Decimal(digits.group()) if digits else None


def unit_beside(
    block: Block, column: Column, cells: tuple[Cell | None, ...], vocabulary: Vocabulary
) -> Unit | None:  # fmt: skip
    """The unit that the target of the row prints, for a value achieved that prints none (≥50个 | 52), and back."""
    if column.basis not in ("目标值", "完成值"):
        return None
    for other in block.values:
        cell = cells[other.index]
        if other is column or other.basis not in ("目标值", "完成值") or cell is None or not is_value(cell.text):
            continue
        number = single_number(cell.text, vocabulary)
        if number is not None and number.unit is not None:
            return number.unit
    return None
