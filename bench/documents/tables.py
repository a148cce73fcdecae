"""Public tables of final accounts and of self-evaluation, in several layouts."""

from __future__ import annotations

from bench.documents.model import Number, Part
from bench.documents.quantities import ECONOMIC, FUNCTIONS
from bench.documents.writing import Writer

Row = list[Part | None]


def codes_of(writer: Writer) -> list[str]:
    """Return the function codes the unit spends on, each class before its parts."""
    return sorted(code for code in FUNCTIONS if f"exp.{code}" in writer.amounts)


def function_table(writer: Writer, caption: str = "支出决算表", root: str = "exp") -> None:
    """Spending by function: columns 合计, 基本支出, 项目支出 and, in the full form, those the unit has nothing in; rows
    类, 款, 项; the total first or last."""
    codes = codes_of(writer)
    columns = ("", ".basic", ".project")
    cells = {code: [writer.cell(f"{root}.{code}{column}") for column in columns] for code in codes}
    total = [
        writer.cell(key) for key in (("exp", "basic", "project") if root == "exp" else ("gp", "basic", "gp.project"))
    ]
    for place in range(len(columns)):
        for code in codes:
            children = [cells[other][place] for other in codes if len(other) == len(code) + 2 and other[:-2] == code]
            writer.sum_cells(cells[code][place], children)
        writer.sum_cells(total[place], [cells[code][place] for code in codes if len(code) == 3])
    for row in [total, *cells.values()]:
        writer.sum_cells(row[0], row[1:])
    split = writer.random.random() < 0.3
    is_full = root == "exp" and writer.random.random() < 0.4
    blank = [writer.cell("zero") if writer.style.zero_cell else None for _ in range(3)] if is_full else []
    rows: list[Row] = [[*_code(code, split), FUNCTIONS[code], *cells[code], *blank] for code in codes]
    blanks: Row = ["", "", ""] if split else [""]
    total_row: Row = [*blanks, "合计", *total, *blank]
    rows = [total_row, *rows] if writer.random.random() < 0.5 else [*rows, total_row]
    code_header = ["类", "款", "项"] if split else [writer.random.choice(["科目编码", "支出功能分类科目编码"])]
    if is_full:
        last = ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]
    else:
        last = [writer.random.choice(["合计", "小计"]), "基本支出", "项目支出"]
    writer.table(caption, [[*code_header, "科目名称", *last]], rows)


def _code(code: str, split: bool) -> Row:
    return [code[:3], code[3:5], code[5:7]] if split else [code]


def balance_table(writer: Writer) -> None:
    """收入支出决算总表: income on the left, spending on the right."""
    classes = [code for code in codes_of(writer) if len(code) == 3]
    left: list[tuple[str, str]] = [
        ("一、财政拨款收入", "inc.fiscal"),
        ("二、事业收入", "inc.biz"),
        ("三、其他收入", "inc.other"),
    ]
    ordinals = "一二三四五六七八九"
    right = [(f"{ordinals[place]}、{FUNCTIONS[code]}", f"exp.{code}") for place, code in enumerate(classes)]
    rows: list[Row] = []
    values: dict[str, Part | None] = {}
    for place in range(max(len(left), len(right))):
        row: Row = []
        for side in (left, right):
            name, key = side[place] if place < len(side) else ("", "")
            values[key] = writer.cell(key) if key else None
            row += [name, values[key]]
        rows.append(row)
    ends = [
        ("本年收入合计", "inc", "本年支出合计", "exp"),
        ("年初结转和结余", "carry_in", "年末结转和结余", "carry_out"),
    ]
    for one, one_key, other, other_key in ends:
        values[one_key], values[other_key] = writer.cell(one_key), writer.cell(other_key)
        rows.append([one, values[one_key], other, values[other_key]])
    totals = [writer.cell("total"), writer.cell("total")]
    rows.append(["总计", totals[0], "总计", totals[1]])
    writer.sum_cells(values["inc"], [values[key] for _, key in left])
    writer.sum_cells(values["exp"], [values[key] for _, key in right])
    writer.sum_cells(totals[0], [values["inc"], values["carry_in"]])
    writer.sum_cells(totals[1], [values["exp"], values["carry_out"]])
    column = writer.random.choice(["决算数", "金额"])
    header = [["收入", column, "支出", column]]
    if writer.random.random() < 0.6:
        header = [["收入", "", "支出", ""], ["项目", column, "项目", column]]
    writer.table("收入支出决算总表", header, rows)


def economic_table(writer: Writer) -> None:
    """一般公共预算财政拨款基本支出决算表 by economic class."""
    cells = {code: writer.cell(f"eco.{code}") for code in ECONOMIC}
    for code in cells:
        if len(code) == 3:
            writer.sum_cells(cells[code], [cells[other] for other in cells if len(other) == 5 and other[:3] == code])
    people, office = writer.cell("people"), writer.cell("office")
    writer.sum_cells(people, [cells["301"], cells["303"]])
    writer.sum_cells(office, [cells["302"], cells["310"]])
    sides = [[code for code in cells if code[:3] in pair] for pair in (("301", "303"), ("302", "310"))]
    if writer.random.random() < 0.5:
        rows: list[Row] = []
        for place in range(max(map(len, sides))):
            row: Row = []
            for side in sides:
                code = side[place] if place < len(side) else ""
                row += [code, ECONOMIC[code], cells[code]] if code else ["", "", None]
            rows.append(row)
        rows.append(["人员经费合计", "", people, "公用经费合计", "", office])
        header = [["科目编码", "科目名称", "决算数"] * 2]
    else:
        total = writer.cell("basic")
        writer.sum_cells(total, [people, office])
        rows = [[code, ECONOMIC[code], cells[code]] for code in sides[0]]
        rows += [["", "人员经费合计", people], *([code, ECONOMIC[code], cells[code]] for code in sides[1])]
        rows += [["", "公用经费合计", office], ["", "合计", total]]
        header = [["科目编码", "科目名称", "决算数"]]
    writer.table("一般公共预算财政拨款基本支出决算表", header, rows)


def three_public_table(writer: Writer) -> None:
    """财政拨款“三公”经费支出决算表: one row with pairs of columns, or a row per item."""
    names = (
        "合计",
        "因公出国（境）费",
        "公务用车购置及运行维护费",
        "公务用车购置费",
        "公务用车运行维护费",
        "公务接待费",
    )
    keys = ("tp", "tp.abroad", "tp.car", "tp.buy", "tp.run", "tp.host")
    cells = {side: [writer.cell(side + key) for key in keys] for side in ("b.", "")}
    for row in cells.values():
        writer.sum_cells(row[0], [row[1], row[2], row[5]])
        writer.sum_cells(row[2], row[3:5])
    caption = "财政拨款“三公”经费支出决算表"
    rows: list[Row]
    if writer.random.random() < 0.5:
        rows = [[name, cells["b."][place], cells[""][place]] for place, name in enumerate(names)]
        writer.table(caption, [["项目", "预算数", "决算数"]], rows)
        return
    header = [
        [name for name in names for _ in range(2)],
        ["预算数", "决算数"] * len(names),
    ]
    rows = [[cell for pair in zip(cells["b."], cells[""], strict=True) for cell in pair]]
    writer.table(caption, header, rows)


def comparison_table(writer: Writer) -> None:
    """This year against the last, with signed changes and their rates."""
    year = writer.style.year
    names = {"exp": "本年支出合计", "basic": "基本支出", "project": "项目支出"}
    rows: list[Row] = []
    now_cells, before_cells = {}, {}
    for key, name in names.items():
        now, before = writer.cell(key), writer.cell(f"p.{key}")
        writer.amounts[f"diff.{key}"] = writer.amounts[key] - writer.amounts[f"p.{key}"]
        change = writer.cell(f"diff.{key}")
        rate = writer.claim_cell(100 * (writer.amounts[key] / writer.amounts[f"p.{key}"] - 1), f"{key}~p.{key}")
        if isinstance(now, Number) and isinstance(before, Number) and isinstance(change, Number):
            writer.relate("change", change, (now, before), is_table=True)
            writer.relate("change_rate", rate, (now, before), is_table=True)
        now_cells[key], before_cells[key] = now, before
        rows.append([name, now, before, change, rate])
    for cells in (now_cells, before_cells):
        writer.sum_cells(cells["exp"], [cells["basic"], cells["project"]])
    header = [["项目", f"{year}年决算数", f"{year - 1}年决算数", "增减额", "增减率"]]
    writer.table("支出决算对比表", header, rows)


def income_table(writer: Writer) -> None:
    """收入决算表: a row per class, a column per source."""
    classes = [code for code in codes_of(writer) if len(code) == 3]
    sources = ("", ".fiscal", ".biz", ".other")
    cells = {code: [writer.cell(f"inc{source}.{code}") for source in sources] for code in classes}
    total = [writer.cell(key) for key in ("inc", "inc.fiscal", "inc.biz", "inc.other")]
    for place in range(len(sources)):
        writer.sum_cells(total[place], [cells[code][place] for code in classes])
    for row in [total, *cells.values()]:
        writer.sum_cells(row[0], row[1:])
    rows: list[Row] = [["", "合计", *total], *([code, FUNCTIONS[code], *cells[code]] for code in classes)]
    header = ["科目编码", "科目名称", "本年收入合计", "财政拨款收入", "事业收入", "其他收入"]
    writer.table("收入决算表", [header], rows)


def fiscal_balance_table(writer: Writer) -> None:
    """财政拨款收入支出决算总表: income on the left, spending from the general public budget on the right."""
    classes = [code for code in codes_of(writer) if len(code) == 3]
    income, opening, closing = writer.cell("inc.fiscal"), writer.cell("carry_in"), writer.cell("carry_out")
    spent = {code: writer.cell(f"gp.{code}") for code in classes}
    total = writer.cell("gp")
    ends = [writer.cell("fiscal.total"), writer.cell("fiscal.total")]
    writer.sum_cells(total, spent.values())
    writer.sum_cells(ends[0], [income, opening])
    writer.sum_cells(ends[1], [total, closing])
    left: list[tuple[str, Part | None]] = [
        ("一、一般公共预算财政拨款", income),
        ("二、政府性基金预算财政拨款", None),
        ("三、国有资本经营预算财政拨款", None),
    ]
    ordinals = "一二三四五六七八九"
    right = [(f"{ordinals[place]}、{FUNCTIONS[code]}", spent[code]) for place, code in enumerate(classes)]
    rows: list[Row] = []
    for place in range(max(len(left), len(right))):
        sides = [side[place] if place < len(side) else ("", None) for side in (left, right)]
        rows.append([part for side in sides for part in side])
    rows += [
        ["本年收入合计", writer.cell("inc.fiscal"), "本年支出合计", total],
        ["年初财政拨款结转和结余", opening, "年末财政拨款结转和结余", closing],
        ["总计", ends[0], "总计", ends[1]],
    ]
    header = [["收入", "", "支出", ""], ["项目", "决算数", "项目", "决算数"]]
    writer.table("财政拨款收入支出决算总表", header, rows)


def empty_table(writer: Writer, caption: str, note: str) -> None:
    """A table of money that the unit does not have, and the note that says so."""
    header = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"]]
    writer.table(caption, header, [["", "合计", None, None, None], ["", "", None, None, None]])
    writer.say([note])
