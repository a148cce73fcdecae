"""What a value of a table is: its statement, item, basis, fund, metric, year and unit, from title, column and row."""

from __future__ import annotations

import re

from ingest.extract.table_cells import CellNumber
from ingest.extract.table_columns import Block, Column
from ingest.extract.table_indicators import read_indicator
from ingest.extract.table_items import read_item
from ingest.extract.table_reading import Facets
from ingest.extract.table_rows import RowName
from ingest.extract.table_scene import Scene, is_fund_table, is_indicator
from ingest.vocabulary import Unit

_PRIOR = re.compile(r"上年|去年|同比|增长|上期")
_MONEY = ("revenue", "expenditure", "three_public", "procurement", "carryover", "execution")
_SHEETS = ("overview", "revenue", "expenditure", "economic", "balance")
_CHANGES = ("change_amount", "change_rate")


def read_facets(
    scene: Scene, block: Block, column: Column, row: RowName, number: CellNumber, row_unit: Unit | None
) -> Facets:
    """Return the reading of a number at a column and row."""
    if is_indicator(block) or column.metric in ("score", "weight"):
        return read_indicator(scene, block, column, row, number, row_unit)
    statement = _statement(scene, block, column, row)
    unit = number.unit or column.unit or row_unit or row.unit
    metric = _metric(scene, column, row, unit, statement)
    if metric in ("amount", "change_amount") and unit is None:
        unit = _section_unit(block) or scene.unit
    elif metric == "count" and unit is None and scene.unit is not None and scene.unit.kind == "count":
        unit = scene.unit
    basis, year = _basis_and_year(scene, block, column, statement, metric, row)
    item, code = read_item(scene, block, column, row, statement)
    if metric == "rate" and not item and column.leaf.strip() == "控制率" and _counts_staff(scene, block):
        return Facets("staffing", "在职人员控制率", "", "期末", "", "rate", year, unit, "", "", "table.generic")
    fund = _fund(scene, block, column, row, statement, code)
    versus = _versus(scene, block, row, item, basis, year, metric, column, number)
    if metric == "rate" and statement in ("expenditure", ""):
        statement = "execution"
        name = scene.words.plain(column.leaf)
        if item and sum(c.metric == "rate" for c in block.values) > 1 and item.rpartition("/")[2] != name:
            item = f"{item}/{name}"
    if row.metric == "rate" and row.basis == "得分" and item:
        item, versus = f"{item}/得分率", f"{item}|分值|{year or ''}"
    rule = _rule(scene, block, row, statement, item)
    return Facets(statement, item, code, basis, fund, metric, year, unit, versus, row.code, rule)


def _counts_staff(scene: Scene, block: Block) -> bool:
    """编制数 | 实际在职人数 | 控制率: the rate is that of the staff to the posts."""
    return any(_item_statement(scene, item) == "staffing" for c in block.values for item in c.items)


def _statement(scene: Scene, block: Block, column: Column, row: RowName) -> str:
    if row.is_carryover or row.statement == "carryover":
        return "carryover"
    if column.statement == "carryover":
        return "carryover"
    own = next((s for s in (_item_statement(scene, i) for i in reversed(column.items)) if s), "")
    if scene.kind == "three_public":
        return own if own == "expenditure" else _beside_three_public(scene, row)
    if is_fund_table(block) and (scene.statement in ("score", "target") or scene.subject):
        return "expenditure"
    return (
        row.statement
        or column.statement
        or _block_side(block)
        or scene.statement
        or own
        or _by_shape(scene, block, row)
    )


def _beside_three_public(scene: Scene, row: RowName) -> str:
    """Sheets of 三公 also list what is disclosed with it: 机关运行经费, 政府采购, 国有资产."""
    named = (_item_statement(scene, name) for name in reversed(row.path))
    section = scene.words.vocabulary.words("section_words").find(row.path[0]) if row.path else None
    own = next((s for s in named if s), "") or (section[0][2]["statement"] if section else "")
    return own if own in ("expenditure", "procurement", "assets") else "three_public"


def _by_shape(scene: Scene, block: Block, row: RowName) -> str:
    """Tables of projects or of budget against execution speak of expenditure though no title says so."""
    if row.code[:1] in ("2", "3") or is_fund_table(block):
        return "expenditure"
    own = {_item_statement(scene, p) for p in row.path} - {""}
    return own.pop() if len(own) == 1 else ""


def _block_side(block: Block) -> str:
    sides = {h.statement for c in block.columns for h in c.headers if h.role in ("group", "label") and h.statement}
    return sides.pop() if len(sides) == 1 else ""


def _item_statement(scene: Scene, name: str) -> str:
    found = scene.words.item(name, "three_public" if scene.kind == "three_public" else "")[1]
    return found.statement if found is not None else ""


_MONEY_NAMES = ("金额", "资金", "资金额", "金额合计", "资金合计", "安排金额", "安排资金", "下达资金", "下达金额")


def _metric(scene: Scene, column: Column, row: RowName, unit: Unit | None, statement: str) -> str:
    kind = unit.kind if unit is not None else ""
    if column.note in ("prior_year", "budget") and not column.metric:
        return "change_rate" if kind in ("percent", "permille", "point") else "change_amount"
    if column.metric == "change_amount" and kind in ("percent", "permille"):
        return "change_rate"
    if column.metric and column.metric != "count":
        return column.metric
    if row.metric:
        return "change_rate" if row.metric == "change_amount" and kind in ("percent", "permille") else row.metric
    if kind in ("percent", "permille"):
        return "rate" if column.basis in ("执行数", "决算") else "share"
    if kind in ("money", "scale"):
        return "amount"
    if kind == "score":
        return "score"
    if kind in ("count", "measure") or column.metric == "count":
        return "count"
    named = scene.words.item(row.own, statement)[1] if row.own else None
    if named is not None and named.metric == "count":
        return "count"
    of_money = scene.unit is not None and scene.unit.kind == "money" and scene.words.plain(column.leaf) in _MONEY_NAMES
    return "amount" if statement in _MONEY or statement == "assets" or of_money else "count"


def _section_unit(block: Block) -> Unit | None:
    beside = [c for c in block.columns if c.role != "value"]
    return next((h.unit for c in beside for h in c.headers if h.unit is not None and h.unit.kind == "money"), None)


def _basis_and_year(
    scene: Scene, block: Block, column: Column, statement: str, metric: str, row: RowName
) -> tuple[str, int | None]:
    own = column.headers[-1] if column.headers else None
    is_rate = own is not None and own.metric == "rate" and not own.basis  # 执行率 under a group 年度预算数
    basis, year = (row.basis if is_rate else column.basis or row.basis), column.year or row.year or scene.year
    bases = {c.basis for c in block.values}
    if basis == "年初预算" and column.leaf in _plain_budgets(scene, block):
        basis = "全年预算"
    if not basis:
        basis = scene.basis
        if metric == "rate":
            basis = next((b for b in ("执行数", "决算") if b in bases), basis)
        elif metric in _CHANGES and {"年初预算", "全年预算"} <= bases and "调整" in column.leaf:
            basis = "全年预算"
        elif metric in (*_CHANGES, "share"):
            now = {c.basis for c in block.values if c.year is None or c.year == scene.year}
            if any(not c.basis and not c.metric and not c.items for c in block.values):
                now.add(scene.basis)  # 预算 | 支出 | 占总支出比重: the column 支出 is of the table's basis
            basis = next((b for b in ("决算", "执行数", "年初预算") if b in now), basis)
        if metric == "count":
            planned = scene.basis == "年初预算" and statement == "procurement"
            basis = "期末" if row.is_stock or statement in ("assets", "staffing") else "年初预算" if planned else "实际"
    if column.note == "last_year":
        return basis, scene.year - 1 if scene.year and not column.year else year
    printed = column.year or row.year
    if basis == "上年决算" and printed is None and scene.year is not None:
        year = scene.year - 1
    fiscal = scene.context.fiscal_year or scene.year
    if printed is not None and fiscal is not None and printed < fiscal and basis in ("决算", "执行数"):
        basis = "上年决算" if printed == fiscal - 1 else basis
    return basis, year


def _plain_budgets(scene: Scene, block: Block) -> set[str]:
    """Headers 预算数 that stand beside 执行数 alone: what is executed is the budget of the year as it is then."""
    bases = {c.basis for c in block.values}
    runs = "执行数" in bases or any(c.metric == "rate" for c in block.values)
    if not runs or "全年预算" in bases or "决算" in bases or scene.title.basis:
        return set()
    return {c.leaf for c in block.values if c.basis == "年初预算" and "年初" not in c.leaf and "批复" not in c.leaf}


def _fund(scene: Scene, block: Block, column: Column, row: RowName, statement: str, code: str) -> str:
    if column.fund:
        return column.fund
    if "财政拨款收入" in column.items:
        return "财政拨款"
    if row.fund:
        return row.fund
    if code.startswith("rev.fiscal."):
        named = scene.words.vocabulary.words("funds").find(scene.words.vocabulary.items[code].name)
        return named[0][2]["fund"] if named else ""
    if scene.fund:
        return scene.fund
    whole = scene.kind in ("overview", "revenue", "expenditure") and statement != "three_public"
    whole = whole and not scene.subject and not is_fund_table(block)
    return "全口径" if whole else ""


def _versus(
    scene: Scene,
    block: Block,
    row: RowName,
    item: str,
    basis: str,
    year: int | None,
    metric: str,
    column: Column,
    number: CellNumber,
) -> str:
    bases = {c.basis for c in block.values}
    if any(label.role == "average" for label in row.labels):
        return ""
    if metric == "rate":
        known = "年初预算" in bases and not _plain_budgets(scene, block)
        budget = "全年预算" if "全年预算" in bases or (basis == "执行数" and not known) else "年初预算"
        if "年初" in column.leaf:
            budget = "年初预算"
        if basis == "全年预算":
            budget = "计划" if "计划" in bases else "年初预算"
        return f"{item}|{budget}|{year or ''}"
    if metric == "share":
        whole = (
            "本年支出合计"
            if scene.statement == "expenditure"
            else "本年收入合计"
            if scene.statement == "revenue"
            else ""
        )
        return f"{whole}|{basis}|{year or ''}" if whole else ""
    if metric in _CHANGES:
        earlier = {c.basis for c in block.values if c.year and scene.year and c.year < scene.year}
        falls = any(word in column.leaf for word in ("节约", "减少", "压减", "下降", "降幅"))
        direction = "flat" if number.value == 0 else "down" if (number.value < 0) != falls else "up"
        budgeted = {"年初预算", "全年预算"} & bases and not (earlier | bases) & {"上年决算"}
        against_budget = budgeted and not earlier and not column.note and not _PRIOR.search(column.leaf)
        if column.note == "budget" or "预算" in column.leaf or basis == "全年预算" or against_budget:
            return f"{item}|年初预算|{year or ''}|{direction}"
        planned = basis == "年初预算" and not (earlier | bases) & {"上年决算", "决算", "执行数"}
        before = "年初预算" if planned else "上年决算"
        return f"{item}|{before}|{year - 1 if year else ''}|{direction}"
    return ""


def _rule(scene: Scene, block: Block, row: RowName, statement: str, item: str) -> str:
    """The rule's id; how often each is right is in seeds/rules/rule_confidence.csv."""
    if not item:
        return "table.unmapped"
    if any(c.metric == "count" for c in block.values):
        return "table.quantity"
    if row.code or scene.kind == "three_public" or (not is_fund_table(block) and scene.kind in _SHEETS):
        return "table.fiscal_sheet"
    if any(h.note == "项目" for c in block.names for h in c.headers) or scene.subject or statement == "execution":
        return "table.execution"
    return "table.generic"
