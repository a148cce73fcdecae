"""Puts whole reports together: final accounts, self-evaluations and notes on 三公 budgets."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from bench.documents import wordings as say
from bench.documents.model import GRADES, Grid, Number, Paragraph, Report, Word
from bench.documents.quantities import FUNCTIONS, make_quantities
from bench.documents.tables import (
    balance_table,
    codes_of,
    comparison_table,
    economic_table,
    function_table,
    jobs_table,
    score_table,
    three_public_table,
)
from bench.documents.writing import Style, Writer

FORMS = ("txt", "txt", "html", "html", "docx", "xlsx", "pdf")
_SYLLABLES = "云岭清河永安平江青山泰和东临金沙海宁石泉双溪瑞昌"
_KINDS = ("财政局", "科学技术局", "农业农村局", "统计局", "审计局", "机关事务管理局", "档案馆", "交通运输局")
_LEVELS = ("市", "县", "区")


def make_entity(random: Random) -> str:
    """Return the name of a unit that does not exist."""
    place = "".join(random.choice(_SYLLABLES) for _ in range(3))
    return f"{place}{random.choice(_LEVELS)}{random.choice(_KINDS)}"


def make_report(number: int, seed: int) -> Report:
    """Return the consistent report of this number; the same for the same seed."""
    random = Random(f"{seed}/{number}")
    style = Style.draw(random)
    kind = (_final_accounts, _self_evaluation, _final_accounts, _self_evaluation, _budget_note)[number % 5]
    form = FORMS[(number * 3 + number // 7) % len(FORMS)] if kind is not _budget_note else "txt"
    report = Report(f"{number:03}", "", make_entity(random), form)
    writer = Writer(report, make_quantities(random), style, random)
    kind(writer)
    return writer.finish()


def _reason(writer: Writer, wording: tuple[str, ...]) -> None:
    reason = writer.random.choice(say.REASONS)
    writer.say([text + reason for text in wording])


def _final_accounts(writer: Writer) -> None:
    random, year = writer.random, writer.style.year
    entity = writer.report.entity
    writer.report.title = random.choice([f"{entity}{year}年度部门决算", f"{entity}{year}年度部门决算公开说明"])
    tables_first = random.random() < 0.6
    writer.heading(f"第一部分　{entity}概况")
    _units(writer)
    if random.random() < 0.5:
        writer.say(say.STAFF)
    parts: list[tuple[str, Callable[[Writer], None]]] = [
        ("部门决算表", _account_tables),
        ("部门决算情况说明", _account_prose),
    ]
    if not tables_first:
        parts.reverse()
    for ordinal, (title, part) in zip("二三", parts, strict=True):
        writer.heading(f"第{ordinal}部分　{entity}{year}年度{title}")
        part(writer)


def _account_tables(writer: Writer) -> None:
    others: list[Callable[[Writer], None]] = [economic_table, three_public_table, comparison_table]
    if writer.random.random() < 0.7:
        balance_table(writer)
    function_table(writer)
    for table in others:
        if writer.random.random() < 0.7:
            table(writer)


def _account_prose(writer: Writer) -> None:
    random = writer.random
    writer.heading("一、收入支出决算总体情况说明", 2)
    _reason(writer, say.TOTALS)
    writer.heading("二、收入决算情况说明", 2)
    writer.say(say.INCOME)
    writer.heading("三、支出决算情况说明", 2)
    _reason(writer, say.SPENDING)
    classes = [code for code in codes_of(writer) if len(code) == 3]
    if random.random() < 0.6:
        named = [f"{FUNCTIONS[code]}（类）{{exp.{code}}}，占{{exp.{code}%exp}}" for code in classes]
        writer.sums["exp"] = (*writer.sums["exp"], tuple(f"exp.{code}" for code in classes))
        writer.say(["本年支出合计{exp}，主要用于以下方面：" + "；".join(named) + "。"])
    writer.heading("四、一般公共预算财政拨款支出决算具体情况", 2)
    writer.say(say.EXECUTION[3:])
    leaves = [code for code in codes_of(writer) if len(code) == 7]
    wording = random.choice(say.FUNCTION_ROW)
    for place, code in enumerate(random.sample(leaves, min(4, len(leaves))), start=1):
        name = f"{FUNCTIONS[code[:3]]}（类）{FUNCTIONS[code[:5]]}（款）{FUNCTIONS[code]}（项）"
        _reason(writer, (f"{place}．" + wording.replace(".code", f".{code}").replace("{name}", name),))
    writer.heading("五、一般公共预算财政拨款基本支出决算情况说明", 2)
    writer.say(say.BASIC)
    writer.heading("六、财政拨款“三公”经费支出决算情况说明", 2)
    _three_public(writer)
    writer.heading("七、其他重要事项的情况说明", 2)
    _reason(writer, say.OFFICE)
    writer.say(say.PROCUREMENT)


def _three_public(writer: Writer) -> None:
    _reason(writer, say.THREE_PUBLIC_TOTAL)
    if writer.random.random() < 0.5:
        writer.say(say.ABROAD)
    _reason(writer, say.CARS)
    _reason(writer, say.HOSTING)


def _units(writer: Writer) -> None:
    """State the number of units and list them, in a sentence or in a table."""
    random = writer.random
    place = writer.report.entity[:4]
    names = ["机关服务中心", "信息中心", "技术推广站", "综合执法大队", "培训中心", "数据中心", "监测站"]
    count = int(writer.amounts["units"])
    listed = [f"{writer.report.entity}（本级）", *(place + name for name in random.sample(names, count - 1))]
    writer.say(say.UNITS_STATED)
    paragraph = writer.report.blocks[-1]
    assert isinstance(paragraph, Paragraph)
    stated = next(part for part in paragraph.parts if isinstance(part, Number))
    writer.relate("count", stated, (Number(str(count), "", "", "units", is_count=True),))
    if random.random() < 0.5:
        paragraph.parts.append("、".join(listed) + "。")
    else:
        rows = [[str(place), name, ""] for place, name in enumerate(listed, start=1)]
        writer.grid(Grid("", "", [["序号", "单位名称", "备注"]], [list(row) for row in rows]))


def _self_evaluation(writer: Writer) -> None:
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
    if random.random() < 0.4:
        comparison_table(writer)
    if random.random() < 0.7:
        jobs_table(writer)
    writer.heading("三、“三公”经费和政府采购情况")
    _three_public(writer)
    writer.say(say.PROCUREMENT)
    writer.heading("四、绩效自评情况")
    _scores(writer)


def _scores(writer: Writer) -> None:
    random = writer.random
    lines: list[tuple[str, Number, Number]] = []
    noted = len(writer.report.relations)
    total, scores = score_table(writer)
    if random.random() < 0.3:
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
    _place(writer, {"SCORE": stated, "GRADE": grade})
    writer.relate("grade", stated, (), grade)
    if not lines:
        writer.relate("equal", stated, (total,))
        return
    wording = random.choice(say.SCORE_LINE)
    for place, (name, score, weight) in enumerate(lines, start=1):
        writer.say([f"{place}．" + wording.replace("{name}", name) + "。"])
        _place(writer, {"SCORE": score, "WEIGHT": weight})
        writer.relate("limit", score, (weight,))
    writer.relate("sum", stated, tuple(score for _, score, _ in lines))


def _place(writer: Writer, named: dict[str, Number | Word]) -> None:
    """Put numbers made elsewhere into the slots of the last paragraph."""
    paragraph = writer.report.blocks[-1]
    assert isinstance(paragraph, Paragraph)
    paragraph.parts = [named[part] if isinstance(part, str) and part in named else part for part in paragraph.parts]


def _budget_note(writer: Writer) -> None:
    year, entity = writer.style.year, writer.report.entity
    writer.report.title = f"{entity}{year}年“三公”经费预算情况说明"
    _reason(writer, say.BUDGET)
    for wording in (say.BUDGET_ABROAD, say.BUDGET_CARS, say.BUDGET_HOSTING):
        _reason(writer, wording)
