"""Classes of the official classification, directions of changes, empty tables and units, as inspectors see them."""

import polars as pl
import pytest

from tests.integration.paper import cell, figure, judge, mark, statuses

CLASSES = (
    ("201", "一般公共服务支出"), ("20106", "财政事务"), ("2010607", "信息化建设"),
    ("208", "社会保障和就业支出"), ("20805", "行政事业单位养老支出"), ("2080506", "机关事业单位职业年金缴费支出"),
    ("221", "住房保障支出"), ("22102", "住房改革支出"), ("2210201", "住房公积金"),
)  # fmt: skip
FUND = "政府性基金预算财政拨款收入支出决算表"


def rows_of(results, check, status="fail"):
    return results.filter((pl.col("check_id") == check) & (pl.col("status") == status)).rows(named=True)


def chain(*names):
    """The marks of 甲（类）乙（款）丙（项）, one beside the other."""
    return [
        mark("account_name", name, level, line=9, char_start=start, char_end=start + 20)
        for name, level, start in zip(names, "类款项", (0, 23, 46), strict=True)
    ]


def table():
    cells = []
    for row, (code, name) in enumerate(CLASSES, start=3):
        cells += [cell(code, row, 1, "支出决算表"), cell(name, row, 2, "支出决算表")]
    return cells


@pytest.mark.parametrize(
    ("names", "wrong", "expected"),
    [
        (("住房保障支出", "住房改革支出", "住房公积金"), None, None),
        (("一般公共服务支出", "住房改革支出", "住房公积金"), "一般公共服务支出", "住房保障支出"),
        (("住房保障支出", "财政事务", "住房公积金"), "财政事务", "住房改革支出"),
        (("一般公共服务支出", "财政事务", "机关事业单位职业年金缴费支出"), "机关事业单位职业年金缴费支出", ""),
        (("一般公共服务支出", "财政事务", "住房改革支出"), "住房改革支出", ""),
    ],
)
def test_the_three_names_of_a_class_in_the_text_belong_together_in_the_table(names, wrong, expected):
    found = {
        row["reported"]: row["expected"]
        for row in rows_of(judge(marks=chain(*names), cells=table()), "contradiction_account")
    }
    assert found == ({wrong: expected} if wrong else {})


def test_a_shortened_name_of_a_group_is_no_other_name():
    said = chain("社会保障和就业", "行政事业单位养老支出", "机关事业单位职业年金缴费支出")
    assert rows_of(judge(marks=said, cells=table()), "contradiction_account") == []


def economic(code, name, col=1):
    """A row of a table of two sides, with the code in two columns."""
    return [cell(text, 4, col + n, "基本支出决算表") for n, text in enumerate((code[:3], code[3:], name)) if text]


@pytest.mark.parametrize(
    ("code", "name", "reported", "expected"),
    [
        ("30239", "其他交通费用", None, None),
        ("30239", "其他交通", None, None),
        ("30239", "税金及附加费用", "税金及附加费用", "其他交通费用"),
        ("301", "无形资产购置", "无形资产购置", "工资福利支出"),
        ("30234", "其他交通费用", "30234", "30239"),
        ("902", "商品和服务支出", "902", "302"),
        ("30239", "车辆租用", None, None),
    ],
)
def test_an_economic_class_bears_its_official_name_or_one_of_its_own(code, name, reported, expected):
    left = economic("30101", "基本工资")
    results = judge(cells=[*left, cell("12.00", 4, 4, "基本支出决算表"), *economic(code, name, 5)])
    found = {row["reported"]: row["expected"] for row in rows_of(results, "contradiction_names")}
    assert found == ({reported: expected} if reported else {})


def change(text, item, direction, line, **more):
    told = {"metric": "change_amount", "versus": f"{item}|年初预算|2022|{direction}", "basis": "年初预算", "line": line}
    return figure(text, item, **(told | more))


def test_one_change_told_up_and_down_is_wrong_where_most_say_otherwise():
    income = figure("3121.42万元", "财政拨款收入", basis="年初预算", line=2, char_start=1)
    spending = figure("3121.42万元", "财政拨款支出", basis="年初预算", line=3, char_start=101)
    general = figure("3121.42万元", "一般公共预算拨款支出", basis="年初预算", line=4, char_start=201)
    told = [
        change("107.62万元", "财政拨款收入", "up", 2, char_start=20),
        change("107.62万元", "财政拨款支出", "down", 3, char_start=120),
        change("107.62万元", "一般公共预算拨款支出", "up", 4, char_start=220),
    ]
    (found,) = rows_of(judge(income, spending, general, *told), "contradiction_direction")
    assert (found["line"], found["reported"], found["expected"]) == (3, "减少107.62万元", "增加")


def test_an_amount_that_grows_at_a_falling_rate_and_a_fall_of_more_than_all_are_errors():
    amount = change("83.75万元", "公务接待费", "up", 5, char_start=10)
    rate = change("36.73%", "公务接待费", "down", 5, char_start=30, metric="change_rate")
    assert [row["reported"] for row in rows_of(judge(amount, rate), "contradiction_direction")] == ["增加83.75万元"]
    fall = change("367.30%", "公务接待费", "down", 5, char_start=30, metric="change_rate")
    assert [row["reported"] for row in rows_of(judge(fall), "contradiction_direction")] == ["减少367.30%"]


def line_of_text(text):
    return {"document_id": "d" * 64, "page": 1, "line": 20, "text": text}


@pytest.mark.parametrize(
    ("text", "status", "severity"),
    [
        ("注：本部门没有政府性基金预算拨款，故本表为空表。", "pass", ""),
        ("单位：万元", "fail", "warning"),
    ],
)
def test_an_empty_table_of_a_fund_says_that_there_is_nothing_of_the_kind(text, status, severity):
    cells = [cell("合计", 4, 1, FUND), cell("", 4, 2, FUND)]
    results = judge(cells=cells, lines=[line_of_text(text)], document_type="final_account")
    assert statuses(results, "completeness_empty_table") == [status]
    assert [row["severity"] or "" for row in rows_of(results, "completeness_empty_table", status)] == [severity]


def test_a_table_that_has_amounts_needs_no_note_and_one_told_of_elsewhere_is_a_hint():
    cells = [cell("合计", 4, 1, FUND), cell("3.00", 4, 2, FUND)]
    filled = figure("3.00万元", "本年支出合计", "exp.total", table_no=1, row_no=4, col_no=2, fund="政府性基金")
    results = judge(filled, cells=cells, document_type="final_account")
    assert statuses(results, "completeness_empty_table") == ["not_applicable"]
    far = line_of_text("本部门无政府性基金预算财政拨款收入和支出。") | {"page": 7}
    (found,) = rows_of(judge(cells=cells[:1], lines=[far], document_type="final_account"), "completeness_empty_table")
    assert found["severity"] == "hint"


def test_the_same_change_told_with_two_numbers_is_a_hint():
    first = change("1133.95万元", "项目支出", "up", 2, char_start=20)
    again = change("1133.59万元", "项目支出", "up", 9, char_start=220)
    assert [row["reported"] for row in rows_of(judge(first, again), "contradiction_printings")] == ["1133.59万元"]


def test_a_class_of_a_whole_in_the_text_is_held_against_the_table_of_that_fund():
    place = {"fund": "一般公共预算", "function_code": "212", "table_no": 1, "row_no": 3, "col_no": 3}
    table_row = figure("3832.36万元", "城乡社区支出/合计", **place)
    whole = figure("9746.50万元", "一般公共预算财政拨款支出", "exp.fiscal.general", fund="一般公共预算", line=8)
    for text, status in (("3833.26万元", "fail"), ("3832.36万元", "pass")):
        said = figure(text, "一般公共预算财政拨款支出/城乡社区支出", fund="一般公共预算", line=9)
        assert statuses(judge(table_row, whole, said), "contradiction_table") == [status], text


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("3823.36万元", "fail"),
        ("3832.36万元", "pass"),
        ("3932.36万元", "not_assessable"),
        ("51.00万元", "not_assessable"),
    ],
)
def test_a_class_told_alone_may_be_of_another_fund_but_swapped_digits_are_a_slip(text, status):
    place = {"fund": "全口径", "function_code": "212", "table_no": 1, "row_no": 3, "col_no": 3}
    table_row = figure("3832.36万元", "城乡社区支出/合计", **place)
    said = figure(text, "城乡社区支出", line=9)
    assert statuses(judge(table_row, said), "contradiction_table") == [status]


def test_the_wrong_unit_of_a_table_is_told_once_and_not_of_each_of_its_numbers():
    place = {"fund": "一般公共预算", "row_no": 3, "col_no": 3}
    codes = (
        ("208", "社会保障和就业支出", "326.72"),
        ("210", "卫生健康支出", "60.99"),
        ("221", "住房保障支出", "445.69"),
    )

    def rows(table_no, unit):
        return [
            figure(f"{amount}{unit}", f"{name}/合计", function_code=code, table_no=table_no, line=table_no)
            | place
            | {"row_no": row}
            for row, (code, name, amount) in enumerate(codes, start=3)
        ]

    cells = [
        cell("合计", 3, 1, f"表{n}", table_no=n, unit_note=unit)
        for n, unit in ((1, "单位：万元"), (2, "单位：元"), (3, "单位：万元"))
    ]
    results = judge(*rows(1, "万元"), *rows(2, "元"), *rows(3, "万元"), cells=cells)
    (found,) = rows_of(results, "unit_table")
    assert (found["table_no"], found["expected"], found["severity"]) == (2, "万元", "error")
    assert rows_of(results, "contradiction_table") == []


@pytest.mark.parametrize(("left_out", "missed"), [((), []), (("名词解释",), ["名词解释"])])
def test_a_whole_disclosure_explains_all_that_it_owes_and_tables_alone_owe_nothing(left_out, missed):
    names = (
        "收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表", "一般公共预算财政拨款支出决算表",
    )  # fmt: skip
    titles = [mark("table_title", name, name, line=n) for n, name in enumerate(names)]
    told = ("主要职责", "机构设置", "“三公”经费", "机关运行经费", "政府采购", "国有资产", "绩效", "名词解释")
    lines = [line_of_text(word) for word in told if word not in left_out]
    results = judge(marks=titles, lines=lines, document_type="final_account")
    assert [row["expected"] for row in rows_of(results, "completeness_sections")] == missed
    alone = judge(marks=titles, document_type="final_account")
    assert statuses(alone, "completeness_sections") == ["not_applicable"]
