"""Puts whole reports together: final accounts and notes on 三公 budgets; evaluations and years have their own files."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from bench.documents import wordings as say
from bench.documents.evaluations import project_evaluation, self_evaluation
from bench.documents.model import Grid, Number, Paragraph, Report
from bench.documents.passages import add_reason, three_public
from bench.documents.quantities import FUNCTIONS, make_quantities
from bench.documents.tables import (
    balance_table,
    codes_of,
    comparison_table,
    economic_table,
    empty_table,
    fiscal_balance_table,
    function_table,
    income_table,
    three_public_table,
)
from bench.documents.writing import Style, Writer
from bench.documents.years import years_of_a_unit

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
    kind = _KINDS_OF_REPORT[number % len(_KINDS_OF_REPORT)]
    form = FORMS[(number * 3 + number // 7) % len(FORMS)]
    report = Report(f"{number:03}", "", make_entity(random), form)
    writer = Writer(report, make_quantities(random), style, random)
    kind(writer)
    return writer.finish()


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
        writer.heading(f"第{ordinal}部分　{entity}{{!year:Y|P}}度{title}")
        part(writer)


def _account_tables(writer: Writer) -> None:
    if writer.random.random() < 0.5:
        _all_public_tables(writer)
        return
    others: list[Callable[[Writer], None]] = [economic_table, three_public_table, comparison_table]
    if writer.random.random() < 0.7:
        balance_table(writer)
    function_table(writer)
    for table in others:
        if writer.random.random() < 0.7:
            table(writer)


def _all_public_tables(writer: Writer) -> None:
    """The whole set: none of them may be missing, nor what has to be explained beside them."""
    for text in say.OWED_EXPLANATIONS:
        writer.heading(text, 2)
    first = len(writer.report.blocks)
    balance_table(writer)
    income_table(writer)
    function_table(writer)
    fiscal_balance_table(writer)
    function_table(writer, "一般公共预算财政拨款支出决算表", "gp")
    economic_table(writer)
    three_public_table(writer)
    empty_table(
        writer,
        "政府性基金预算财政拨款收入支出决算表",
        "说明：本部门{Y}度没有政府性基金预算财政拨款收入，也没有使用政府性基金预算财政拨款安排的支出，故本表为空表。",
    )
    empty_table(
        writer,
        "国有资本经营预算财政拨款支出决算表",
        "说明：本部门{Y}度没有使用国有资本经营预算财政拨款安排的支出，故本表为空表。",
    )
    blocks = writer.report.blocks[first:]
    for place, block in enumerate(blocks):
        if isinstance(block, Grid):
            note = [other for other in blocks[place + 1 : place + 2] if isinstance(other, Paragraph)]
            writer.present("table", (block, *note), (block.caption, block.caption.replace("财政拨款“三公”", "“三公”")))


def _account_prose(writer: Writer) -> None:
    random = writer.random
    writer.heading("一、收入支出决算总体情况说明", 2)
    add_reason(writer, say.TOTALS)
    writer.heading("二、收入决算情况说明", 2)
    writer.say(say.INCOME)
    writer.heading("三、支出决算情况说明", 2)
    add_reason(writer, say.SPENDING)
    classes = [code for code in codes_of(writer) if len(code) == 3]
    if random.random() < 0.6:
        named = [f"{FUNCTIONS[code]}（类）{{exp.{code}}}，占{{exp.{code}%exp}}" for code in classes]
        writer.sums["exp"] = (*writer.sums["exp"], tuple(f"exp.{code}" for code in classes))
        writer.say(["本年支出合计{exp}，主要用于以下方面：" + "；".join(named) + "。"])
    if random.random() < 0.3:
        writer.say(say.SHARES_ONLY)
    writer.heading("四、一般公共预算财政拨款支出决算具体情况", 2)
    writer.say(say.GENERAL)
    leaves = [code for code in codes_of(writer) if len(code) == 7]
    wording = random.choice(say.FUNCTION_ROW)
    for place, code in enumerate(random.sample(leaves, min(4, len(leaves))), start=1):
        name = f"{FUNCTIONS[code[:3]]}（类）{FUNCTIONS[code[:5]]}（款）{FUNCTIONS[code]}（项）"
        add_reason(writer, (f"{place}．" + wording.replace("exp.code", f"gp.{code}").replace("{name}", name),))
    if random.random() < 0.4:
        writer.say(say.NOTHING_BEFORE)
    writer.heading("五、一般公共预算财政拨款基本支出决算情况说明", 2)
    writer.say(say.BASIC)
    writer.heading("六、财政拨款“三公”经费支出决算情况说明", 2)
    three_public(writer, "财预〔2016〕143号")
    writer.heading("七、其他重要事项的情况说明", 2)
    add_reason(writer, say.OFFICE)
    writer.say(say.PROCUREMENT)


def _units(writer: Writer) -> None:
    """State the number of units and list them: in a sentence, line by line, in a table; those below the department, or
    all with the department itself."""
    random = writer.random
    place = writer.report.entity[:4]
    count = int(writer.amounts["units"])
    names = [place + name for name in random.sample(_STATIONS, count)]
    head = random.choice(["{}（本级）", "{}本级", "{}机关", "{}"]).format(writer.report.entity)
    is_whole = random.random() < 0.65
    listed = [head, *names[1:]] if is_whole else names
    writer.say(say.UNITS_STATED if is_whole else say.UNITS_BELOW_STATED)
    paragraph = writer.report.blocks[-1]
    assert isinstance(paragraph, Paragraph)
    stated = next(part for part in paragraph.parts if isinstance(part, Number))
    writer.relate("count", stated, (Number(str(count), "", "", "units", is_count=True),))
    layout = random.choice(["sentence", "lines", "table", "table"])
    if layout == "sentence":
        paragraph.parts.append("、".join(listed) + "。")
    elif layout == "lines":
        for place_no, name in enumerate(listed, start=1):
            writer.say([f"{place_no}．{name}"])
    else:
        header = random.choice([["序号", "单位名称", "备注"], ["序号", "单位名称", "单位性质"]])
        kinds = ["行政单位" if name == head else "事业单位" for name in listed]
        last = kinds if header[2] == "单位性质" else [""] * count
        rows = [[str(at), name, kind] for at, (name, kind) in enumerate(zip(listed, last, strict=True), start=1)]
        writer.grid(Grid("", "", [header], [list(row) for row in rows]))


_STATIONS = ("机关服务中心", "信息中心", "技术推广站", "综合执法大队", "培训中心", "数据中心", "监测站")


def _budget_note(writer: Writer) -> None:
    year, entity = writer.style.year, writer.report.entity
    writer.report.title = f"{entity}{year}年“三公”经费预算情况说明"
    add_reason(writer, say.BUDGET)
    for wording in (say.BUDGET_ABROAD, say.BUDGET_CARS, say.BUDGET_HOSTING):
        add_reason(writer, wording)


_KINDS_OF_REPORT: tuple[Callable[[Writer], None], ...] = (
    _final_accounts,
    self_evaluation,
    _final_accounts,
    project_evaluation,
    self_evaluation,
    _budget_note,
    _final_accounts,
    years_of_a_unit,
)
