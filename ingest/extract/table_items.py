"""What a value of a table is called: the item path from title, row and column, and the code of a standard item."""

from __future__ import annotations

from ingest.extract.table_columns import Block, Column
from ingest.extract.table_rows import RowName
from ingest.extract.table_scene import Scene, is_fund_table


def read_item(scene: Scene, block: Block, column: Column, row: RowName, statement: str) -> tuple[str, str]:
    """Return (item path, item code); an empty path where nothing names the number."""
    if not (scene.table.is_ruled or column.headers) and any(c.headers for c in block.values):
        return "", ""  # its name stands elsewhere: without lines, which one it is would be a guess
    scope = "three_public" if scene.kind == "three_public" else statement
    columns = tuple(scene.words.item(i, scope)[0] for i in column.items)
    if len(columns) > 1 and statement == "three_public":
        columns = tuple(c for c in columns if c != "“三公”经费") or columns
    path: tuple[str, ...]
    if statement == "three_public" or (scene.kind == "three_public" and columns):
        path = _with_parent(scene, _three_public_path(block, row, columns))
    elif row.is_total or not row.path:
        path = _total_path(scene, block, column, row, columns, statement)
    elif (columns or column.is_total) and _is_whole(scene, row):
        path = (row.own,) if column.is_total else columns
    else:
        base = _base(scene, block, row, statement)
        path = (*base, *(c for c in columns if c not in base))
        if column.is_total and not column.is_part and statement == "expenditure" and _has_parts(block):
            path = (*base, "合计")
        elif column.is_total:
            path = base
    if not path:
        return "", ""
    twins = [
        c for c in block.values if c is not column and not c.is_continued and _signature(c) == _signature(column)
    ]  # a header merged over several columns is one
    if "预算" in column.leaf and not any("预算" in c.leaf for c in twins):
        twins = []  # the budget itself, beside 到位资金 and the like
    if twins and not column.metric and any(c is column for c in block.values):
        name = _apart(scene, column, twins)
        if not name:
            return "", ""
        return "/".join((*path, name)) if statement else "", ""
    known = code_of(scene, path[-1], statement, row)
    if not (statement or known or _is_by_year(block)):
        return "", ""
    crossed = bool(row.path) and not row.is_total and path[-1] != row.own and not _is_whole(scene, row)
    of_units = any(h.note == "单位" for c in block.names for h in c.headers)
    part = of_units and (not row.is_total or (path[0] == "“三公”经费" and len(path) > 1))
    left_of_projects = statement == "carryover" and path[0] == "项目支出"  # not what is left of the year
    unknown = part or left_of_projects or (crossed and statement != "three_public")
    return "/".join(path), "" if unknown else known


def _apart(scene: Scene, column: Column, twins: list[Column]) -> str:
    """The lowest header that stands over a column and over none of its twins, '' where there is none."""
    others = {scene.words.plain(h.text) for c in twins for h in c.headers}
    names = (scene.words.plain(h.text) for h in reversed(column.headers))
    return next((name for name in names if name and name not in others), "")


def _is_whole(scene: Scene, row: RowName) -> bool:
    """A row 本年支出合计 is the whole, as a row 合计 is."""
    found = scene.words.item(row.own, "")[1] if row.own else None
    return found is not None and found.code.split(".")[-1] in ("total", "total_all") and len(row.path) == 1


def _signature(column: Column) -> tuple[object, ...]:
    """What a column says of its figures; two columns of a block that say the same would claim one figure twice."""
    return (
        column.basis, column.fund, column.metric, column.statement, column.items, column.note, column.year,
        column.is_total, column.unit,
    )  # fmt: skip


def _whole_of(block: Block, statement: str) -> tuple[str, ...]:
    """What the rows of a table of projects are parts of."""
    if not any(h.note == "项目" for c in block.names for h in c.headers):
        return ()
    return (
        ("政府采购",)
        if statement == "procurement"
        else ("项目支出",)
        if statement in ("expenditure", "carryover", "")
        else ()
    )


def _base(scene: Scene, block: Block, row: RowName, statement: str) -> tuple[str, ...]:
    whole = _whole_of(block, statement)
    if whole and not row.code:
        return (*whole, *row.path)
    if _is_by_year(block):
        return ("本年支出", *row.path)
    if "整体" in scene.title.text and is_fund_table(block) and row.own.endswith(("总额", "资金")):
        return ("部门整体支出",) if row.own.endswith("总额") else ("部门整体支出", row.own)
    if row.own.endswith("总额") and is_fund_table(block) and "项目" in scene.title.text and not scene.subject:
        return ("项目支出",)
    if scene.subject and is_fund_table(block):
        if row.own.endswith("总额") or row.own in ("项目资金", "资金", "金额"):
            return ("项目支出", scene.subject)
        printed = row.labels[-1].text if row.labels else ""
        return ("项目支出", scene.subject, printed if printed.startswith("上年结转") else row.own)
    return row.path


def _is_by_year(block: Block) -> bool:
    """年度 | 安排资金 | 完成数量: each row is a year or a month, and the columns say of what."""
    return any(h.note == "时间" for c in block.names for h in c.headers)


def _has_parts(block: Block) -> bool:
    """The total column stands beside columns that split it (基本支出 | 项目支出), not under 其中."""
    parts = [c for c in block.values if c.items and not c.is_total]
    return bool(parts) and not any(c.is_part for c in parts)


def _three_public_path(block: Block, row: RowName, columns: tuple[str, ...]) -> tuple[str, ...]:
    units = [h.text for c in block.names for h in c.headers if h.note == "单位"]
    if units:
        group = (units[-1],) if not units[-1].startswith(("单位", "部门", "预算")) else ()
        if row.is_total and not group:
            return columns or ("“三公”经费",)
        own = () if row.is_total else row.path
        inner = tuple(c for c in columns if c not in ("合计",))
        return ("“三公”经费", *group, *own, *inner)
    own = () if row.is_total else row.path
    path = (*own, *(c for c in columns if c not in own))
    return path or ("“三公”经费",)


def _with_parent(scene: Scene, path: tuple[str, ...]) -> tuple[str, ...]:
    """A part of a 三公 item printed on a row of its own stands under that item (购置费 under 购置及运行维护费)."""
    found = scene.words.item(path[0], "three_public")[1] if len(path) == 1 else None
    parent = scene.words.vocabulary.items.get(found.parent_code) if found is not None else None
    is_part = parent is not None and parent.statement == "three_public" and parent.parent_code
    return (parent.name, *path) if parent is not None and is_part else path


def _total_path(
    scene: Scene, block: Block, column: Column, row: RowName, columns: tuple[str, ...], statement: str
) -> tuple[str, ...]:
    this_year = any(c.items[:1] in (("本年收入",), ("本年支出",)) for c in block.values)
    is_grand = column.is_total and len(column.headers) == 1 and this_year
    label = scene.words.label("总计" if is_grand else row.own or "合计", statement)
    if columns and not column.is_total:
        inner = scene.kind == "economic" and "基本支出" in scene.title.text and "基本支出" not in columns
        whole = _whole_of(block, statement)
        return ("基本支出", *columns) if inner else (*whole, *(c for c in columns if c not in whole))
    of_project = statement == "expenditure" and row.own in ("合计", "总计")
    if scene.subject and (not row.path or of_project) and statement not in ("score", "target"):
        return ("项目支出", scene.subject)
    if _whole_of(block, statement) and statement == "expenditure":
        return ("项目支出",)
    if scene.kind == "economic" and "基本支出" in scene.title.text and label.item:
        return ("基本支出",)
    if label.item:
        return (label.item,)
    return (row.own,) if row.path and statement else ()


def code_of(scene: Scene, name: str, statement: str, row: RowName | None = None) -> str:
    """Return the code of a standard item where statement and classification agree, else ''."""
    found = scene.words.item(name, statement)[1]
    if found is None or (statement and found.statement != statement and statement not in ("execution", "")):
        return ""
    if row is not None and row.code and not (row.code[0] == "3" and found.code.startswith("eco.")):
        return ""
    if found.name != name and scene.words.is_class(name):
        return ""  # the class 223 is printed as the total of a fund is
    if found.code.startswith("eco.") and scene.kind == "overview":
        return ""
    return found.code
