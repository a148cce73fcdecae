"""Tables of self-evaluation: projects, indicators with full marks and scores, targets with what was achieved."""

from __future__ import annotations

from fractions import Fraction

from bench.documents.model import Grid, Number, Part
from bench.documents.quantities import split
from bench.documents.tables import Row
from bench.documents.writing import Writer, decimal_text

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
    spent = split(random, writer.amounts["project"], count)
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
    writer.table("项目支出执行情况表", header, rows)


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


TARGETS = (
    ("数量指标", "开展培训期数", "期", 4, 30), ("数量指标", "印制宣传资料数量", "份", 500, 5000),
    ("数量指标", "维修改造房屋数量", "处", 3, 20), ("质量指标", "验收合格率", "%", 90, 100),
    ("质量指标", "系统正常运行率", "%", 95, 100), ("时效指标", "任务按时完成率", "%", 90, 100),
    ("社会效益指标", "服务群众人次", "人次", 800, 9000), ("满意度指标", "服务对象满意度", "%", 85, 96),
)  # fmt: skip
RATE_WEIGHT = 10


def target_table(writer: Writer, project: str) -> None:
    """Targets with what was achieved, full marks and scores; the rate of spending is scored in proportion."""
    random = writer.random
    rate = Fraction(100) * writer.amounts["job"] / writer.amounts["f.job"]
    rate_cell = writer.claim_cell(rate, "job/f.job")
    weight, score = _score_cells(Fraction(RATE_WEIGHT), RATE_WEIGHT * rate / 100, 2)
    money = [writer.cell(key) for key in ("b.job", "f.job", "job")]
    if isinstance(money[1], Number) and isinstance(money[2], Number):
        writer.relate("rate", rate_cell, (money[2], money[1]), is_table=True)
    writer.relate("rescore", score, (weight, rate_cell), is_table=True)
    writer.relate("limit", score, (weight,), is_table=True)
    chosen = random.sample(TARGETS, random.randint(5, 7))
    points = [Fraction(part) for part in _points(writer, 100 - RATE_WEIGHT, len(chosen))]
    scores, weights = [score], [weight]
    rows: list[Row] = []
    for (kind, name, unit, low, high), worth in zip(sorted(chosen), points, strict=True):
        target = random.randint(low, high)
        is_met = random.random() < 0.8 or (unit == "%" and target <= low)
        done = min(target + random.randint(0, max(1, target // 12)), 100 if unit == "%" else 10**9)
        if not is_met:
            done = target - max(1, target // random.randint(8, 20))
        lost = Fraction(0) if is_met else Fraction(random.randint(5, 20), 10)
        worth_cell, got = _score_cells(worth, worth - lost, 1)
        goal = Number(str(target), unit, unit, "goal", is_count=True, prefix=random.choice(["≥", "≥", ""]))
        cells = [goal, Number(str(done), unit, unit, "done", is_count=True)]
        writer.relate("reached", got, (worth_cell, *cells), is_table=True)
        writer.relate("limit", got, (worth_cell,), is_table=True)
        scores.append(got)
        weights.append(worth_cell)
        reason = "" if is_met else "受工期影响未完成，下年加快实施"
        rows.append([kind, name, *cells, worth_cell, got, reason])
    total = _score_cells(Fraction(100), sum((Fraction(one.text) for one in scores), Fraction(0)), 2)
    writer.relate("sum", total[1], tuple(scores), is_table=True)
    writer.relate("sum", total[0], tuple(weights), is_table=True)
    money_header = ["项目资金", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    writer.table("项目支出绩效自评表", [money_header], [["年度资金总额", *money, weight, rate_cell, score]])
    header = ["二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
    last: Row = ["总分", "", "", "", *total, ""]
    writer.grid(Grid(f"{project}绩效指标完成情况", "", [header], [*rows, last]))


def _points(writer: Writer, whole: int, count: int) -> list[int]:
    """Full marks in fives that add up to the whole."""
    parts = [10] * count
    while sum(parts) < whole:
        parts[writer.random.randrange(count)] += 5
    return parts
