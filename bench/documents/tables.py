"""Public tables of final accounts and of self-evaluation, in several layouts."""

from __future__ import annotations

from fractions import Fraction

from bench.documents.model import Grid, Number, Part
from bench.documents.quantities import ECONOMIC, FUNCTIONS
from bench.documents.writing import Writer, decimal_text

Row = list[Part | None]


def codes_of(writer: Writer) -> list[str]:
    """Return the function codes the unit spends on, each class before its parts."""
    return sorted(code for code in FUNCTIONS if f"exp.{code}" in writer.amounts)


def function_table(writer: Writer, caption: str = "支出决算表") -> None:
    """Spending by function: columns 合计, 基本支出, 项目支出; rows 类, 款, 项; the total first or last."""
    codes = codes_of(writer)
    columns = ("", ".basic", ".project")
    cells = {code: [writer.cell(f"exp.{code}{column}") for column in columns] for code in codes}
    total = [writer.cell(key) for key in ("exp", "basic", "project")]
    for place in range(len(columns)):
        for code in codes:
            children = [cells[other][place] for other in codes if len(other) == len(code) + 2 and other[:-2] == code]
            writer.sum_cells(cells[code][place], children)
        writer.sum_cells(total[place], [cells[code][place] for code in codes if len(code) == 3])
    for row in [total, *cells.values()]:
        writer.sum_cells(row[0], row[1:])
    split = writer.random.random() < 0.3
    rows: list[Row] = [[*_code(code, split), FUNCTIONS[code], *cells[code]] for code in codes]
    blanks: Row = ["", "", ""] if split else [""]
    total_row: Row = [*blanks, "合计", *total]
    rows = [total_row, *rows] if writer.random.random() < 0.5 else [*rows, total_row]
    code_header = ["类", "款", "项"] if split else ["科目编码"]
    header = [[*code_header, "科目名称", "合计", "基本支出", "项目支出"]]
    writer.grid(Grid(caption, f"单位：{writer.style.table_unit}", header, rows))


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
    header = [["收入", "决算数", "支出", "决算数"]]
    if writer.random.random() < 0.5:
        header = [["收入", "", "支出", ""], ["项目", "决算数", "项目", "决算数"]]
    writer.grid(Grid("收入支出决算总表", f"单位：{writer.style.table_unit}", header, rows))


def economic_table(writer: Writer) -> None:
    """一般公共预算财政拨款基本支出决算表 by economic class."""
    cells = {code: writer.cell(f"eco.{code}") for code in ECONOMIC}
    for code in cells:
        if len(code) == 3:
            writer.sum_cells(cells[code], [cells[other] for other in cells if len(other) == 5 and other[:3] == code])
    people, office = writer.cell("people"), writer.cell("office")
    writer.sum_cells(people, [cells["301"], cells["303"]])
    writer.sum_cells(office, [cells["302"], cells["310"]])
    unit = f"单位：{writer.style.table_unit}"
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
    writer.grid(Grid("一般公共预算财政拨款基本支出决算表", unit, header, rows))


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
    unit = f"单位：{writer.style.table_unit}"
    caption = "财政拨款“三公”经费支出决算表"
    rows: list[Row]
    if writer.random.random() < 0.5:
        rows = [[name, cells["b."][place], cells[""][place]] for place, name in enumerate(names)]
        writer.grid(Grid(caption, unit, [["项目", "预算数", "决算数"]], rows))
        return
    header = [
        [name for name in names for _ in range(2)],
        ["预算数", "决算数"] * len(names),
    ]
    rows = [[cell for pair in zip(cells["b."], cells[""], strict=True) for cell in pair]]
    writer.grid(Grid(caption, unit, header, rows))


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
    writer.grid(Grid("支出决算对比表", f"单位：{writer.style.table_unit}", header, rows))


JOBS = (
    "机关后勤保障", "信息系统运行维护", "专项业务培训", "政策宣传", "办公用房维修", "数据资源整合", "法律服务",
    "档案数字化",
)  # fmt: skip


def jobs_table(writer: Writer) -> None:
    """Projects with budget, execution and rate; the number of projects is stated above."""
    random = writer.random
    count = random.randint(4, 7)
    writer.amounts["jobs"] = Fraction(count)
    listed = Number(str(count), "", "", "jobs", is_count=True)
    wordings = ("{Y}本部门组织实施项目共{jobs}个，具体执行情况如下：", "特定目标类项目共{jobs}个：")
    writer.say(wordings)
    stated = writer.report.blocks[-1].parts  # type: ignore[union-attr]
    number = next(part for part in stated if isinstance(part, Number))
    writer.relate("count", number, (listed,))
    rows: list[Row] = []
    budgets: Row = []
    paid: Row = []
    spent = _split(writer, writer.amounts["project"], count)
    total = Fraction(0)
    for place, name in enumerate(random.sample(JOBS, count), start=1):
        budget = Fraction(round(spent[place - 1] * random.randint(1000, 1500) / 10), 100)
        total += budget
        writer.amounts[f"job.{place}b"], writer.amounts[f"job.{place}p"] = budget, spent[place - 1]
        budgets.append(writer.cell(f"job.{place}b"))
        paid.append(writer.cell(f"job.{place}p"))
        rate = _rate_cell(writer, paid[-1], budgets[-1], spent[place - 1] / budget)
        rows.append([str(place), f"{name}项目", budgets[-1], paid[-1], rate])
    writer.amounts["job.budget"] = total
    totals = [writer.cell("job.budget"), writer.cell("project")]
    rate = _rate_cell(writer, totals[1], totals[0], writer.amounts["project"] / total)
    rows.append(["", "合计", *totals, rate])
    writer.sum_cells(totals[0], budgets)
    writer.sum_cells(totals[1], paid)
    header = [["序号", "项目名称", "全年预算数", "执行数", "执行率"]]
    writer.grid(Grid("项目支出执行情况表", f"单位：{writer.style.table_unit}", header, rows))


def _split(writer: Writer, whole: Fraction, count: int) -> list[Fraction]:
    """Cut an amount into so many parts of whole fen."""
    weights = [writer.random.randint(10, 100) for _ in range(count)]
    parts = [Fraction(int(whole * 100 * weight / sum(weights)), 100) for weight in weights[1:]]
    return [whole - sum(parts, Fraction(0)), *parts]


def _rate_cell(writer: Writer, part: Part | None, whole: Part | None, value: Fraction) -> Number:
    rate = writer.claim_cell(100 * value, "rate")
    if isinstance(part, Number) and isinstance(whole, Number):
        writer.relate("rate", rate, (part, whole), is_table=True)
    return rate


TREE = {
    "履职效能": ("整体效能", "专项效能"),
    "管理效率": ("预算编制", "预算执行", "信息公开", "绩效管理", "采购管理", "资产管理", "运行成本"),
}
WEIGHTS = (25, 25, 5, 5, 5, 15, 10, 5, 5)


def score_table(writer: Writer) -> tuple[Number, dict[str, tuple[Number, Number]]]:
    """Indicators with weight and score; returns the total and the score and weight of each indicator."""
    random = writer.random
    digits = random.choice([1, 2])
    names = [name for group in TREE.values() for name in group]
    loss = random.choice([Fraction(1, 10), Fraction(1, 4), Fraction(1, 2)])
    scores: dict[str, Fraction] = {}
    weights = dict(zip(names, WEIGHTS, strict=True))
    for name, points in weights.items():
        lost = Fraction(random.randint(0, int(points * loss * 10)), 10) if random.random() < 0.7 else Fraction(0)
        scores[name] = points - lost
    made: dict[str, tuple[Number, Number]] = {}
    rows: list[Row] = []
    with_groups = random.random() < 0.5
    groups: list[tuple[Number, Number]] = []
    for group, members in TREE.items():
        if with_groups:
            group_cells = _score_cells(
                Fraction(sum(weights[name] for name in members)), sum((scores[n] for n in members), Fraction(0)), digits
            )
            groups.append(group_cells)
            rows.append([group, "小计", *group_cells])
            writer.relate("limit", group_cells[1], (group_cells[0],), is_table=True)
        for name in members:
            weight, score = _score_cells(Fraction(weights[name]), scores[name], digits)
            made[name] = (score, weight)
            writer.relate("limit", score, (weight,), is_table=True)
            rows.append(["" if with_groups or name != members[0] else group, name, weight, score])
        if with_groups:
            writer.relate("sum", groups[-1][0], tuple(made[name][1] for name in members), is_table=True)
            writer.relate("sum", groups[-1][1], tuple(made[name][0] for name in members), is_table=True)
    total = _score_cells(Fraction(100), sum(scores.values(), Fraction(0)), digits)
    writer.relate("sum", total[0], tuple(weight for _, weight in made.values()), is_table=True)
    writer.relate("sum", total[1], tuple(score for score, _ in made.values()), is_table=True)
    writer.relate("limit", total[1], (total[0],), is_table=True)
    rows.append([random.choice(["合计", "总分"]), "", *total])
    writer.grid(Grid("部门整体支出绩效自评得分表", "", [["一级指标", "二级指标", "分值", "得分"]], rows))
    return total[1], made


def _score_cells(weight: Fraction, score: Fraction, digits: int) -> tuple[Number, Number]:
    return (
        Number(decimal_text(weight, 0), "", "分", "weight", is_count=True),
        Number(decimal_text(score, digits), "", "分", "score"),
    )
