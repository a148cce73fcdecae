"""Self-evaluations: of all a unit's spending, and of one project."""

from __future__ import annotations

from fractions import Fraction

from bench.documents import wordings as say
from bench.documents.model import Number, Word
from bench.documents.passages import fill, three_public
from bench.documents.relations import GRADES
from bench.documents.score_tables import jobs_table, score_table, target_table
from bench.documents.tables import comparison_table
from bench.documents.writing import Writer, decimal_text


def self_evaluation(writer: Writer) -> None:
    """A unit's report on all its spending: accounts in short, projects, 三公, progress, scores."""
    random, year, entity = writer.random, writer.style.year, writer.report.entity
    writer.report.title = random.choice(
        [f"{entity}{year}年度部门整体支出绩效自评报告", f"{entity}{year}年部门整体支出绩效评价报告（自评）"]
    )
    writer.heading("一、部门基本情况")
    writer.say(say.STAFF)
    writer.heading("二、部门资金收支情况")
    if random.random() < 0.5:
        writer.say(say.INCOME)
    writer.say(say.SELF_SPENDING)
    writer.say(say.EXECUTION)
    if random.random() < 0.6:
        progress(writer)
    if random.random() < 0.4:
        comparison_table(writer)
    if random.random() < 0.7:
        jobs_table(writer)
    writer.heading("三、“三公”经费和政府采购情况")
    three_public(writer)
    writer.say(say.PROCUREMENT)
    writer.heading("四、绩效自评情况")
    _scores(writer)


def _scores(writer: Writer) -> None:
    random = writer.random
    lines: list[tuple[str, Number, Number]] = []
    noted = len(writer.report.relations)
    total, scores = score_table(writer)
    if random.random() < 0.4:
        # the same indicators in sentences: the table and what was noted of it go
        writer.report.blocks.pop()
        del writer.report.relations[noted:]
        lines = [(name, score, weight) for name, (score, weight) in scores.items()]
    stated = Number(total.text, "", "分", "score")
    rank = next(place for place, (_, low, _high) in enumerate(GRADES) if total.value >= low)
    names = random.choice([("优", "良", "中", "差"), ("优秀", "良好", "中", "差")])
    other = rank - 1 if rank == len(GRADES) - 1 else rank + 1
    grade = Word(names[rank], rank, names[other], other)
    writer.say(random.sample(say.SCORE_TOTAL, 1))
    fill(writer, {"SCORE": stated, "GRADE": grade})
    writer.relate("grade", stated, (), grade)
    if not lines:
        writer.relate("equal", stated, (total,))
        return
    wording = random.choice(say.SCORE_LINE)
    for place, (name, score, weight) in enumerate(lines, start=1):
        lost = Number(decimal_text(weight.value - score.value, 1), "", "分", "lost")
        is_told = lost.value > 0 and lost.value == weight.value - score.value
        told = random.choice(say.DEDUCTION_LINE) if is_told else wording
        writer.say([f"{place}．" + told.replace("{name}", name) + "。"])
        fill(writer, {"SCORE": score, "WEIGHT": weight, "LOST": lost})
        writer.relate("limit", score, (weight,))
        if is_told:
            writer.relate("deduction", score, (weight, lost))
    writer.relate("sum", stated, tuple(score for _, score, _ in lines))


def progress(writer: Writer) -> None:
    """Rates of spending by month, and what was spent by then; nearly even over the year."""
    random = writer.random
    named: dict[str, Number | Word] = {}
    months = (3, 6, 9, 11)
    for month in months:
        rate = Fraction(100 * month, 12) + Fraction(random.randint(-350, 350), 100)
        named[f"RATE{month}"] = Number(decimal_text(rate, writer.style.rate_digits), "%", "%", f"rate{month}")
    for month in (6, 9, 12):
        share = Fraction(month, 12) + (Fraction(random.randint(-30, 30), 1000) if month < 12 else 0)
        writer.amounts[f"spent{month}"] = writer.amounts["exp"] * share
        named[f"SPENT{month}"] = writer.amount(f"spent{month}")
    writer.say(say.PROGRESS)
    printed = _fill_printed(writer, named)
    for month in months:
        if f"RATE{month}" in printed:
            due = Number(str(month), "", "", "month", is_count=True)
            rate_number = named[f"RATE{month}"]
            assert isinstance(rate_number, Number)
            writer.relate("pace", rate_number, (due,))
    if random.random() < 0.6:
        writer.say(say.CUMULATED)
        _fill_printed(writer, named)
        spent, year = named["SPENT9"], named["SPENT12"]
        assert isinstance(spent, Number) and isinstance(year, Number)
        writer.relate("rush", year, (spent, Number("9", "", "", "month", is_count=True)))


def _fill_printed(writer: Writer, named: dict[str, Number | Word]) -> set[str]:
    parts = writer.report.blocks[-1].parts  # type: ignore[union-attr]
    printed = {part for part in parts if isinstance(part, str) and part in named}
    fill(writer, named)
    return printed


PROJECTS = ("智慧平台运行维护项目", "农村道路养护专项", "公共服务能力提升项目", "专项业务工作经费", "执法装备购置项目")


def project_evaluation(writer: Writer) -> None:
    """项目支出绩效自评表: money, rate and its points; targets with what was achieved; the total."""
    random, year, entity = writer.random, writer.style.year, writer.report.entity
    project = random.choice(PROJECTS)
    writer.report.title = random.choice(
        [f"{entity}{year}年度项目支出绩效自评报告", f"{entity}{year}年度“{project}”项目支出绩效自评表"]
    )
    budget = Fraction(random.randint(80_000, 9_000_000))
    writer.amounts["b.job"] = budget
    writer.amounts["f.job"] = budget + Fraction(random.randint(1_000, 200_000))
    writer.amounts["job"] = Fraction(round(writer.amounts["f.job"] * random.randint(700, 990) / 10), 100)
    if random.random() < 0.7:
        writer.heading("一、项目基本情况")
        writer.say(
            (
                f"{project}年初预算{{b.job}}，全年预算{{f.job}}，实际支出{{job}}，预算执行率{{job/f.job}}。",
                f"{{Y}}度{project}全年预算数{{f.job}}，执行数{{job}}，执行率{{job/f.job}}。",
            )
        )
        writer.heading("二、绩效自评情况")
    target_table(writer, project)
