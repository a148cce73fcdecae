"""Totals against their parts where the parts are told by change, by unit, or equal the total."""

import polars as pl
import pytest

from tests.integration.paper import cell, figure, judge, mark, statuses


def spent(text, item, code="", **more):
    return figure(text, item, code, statement="three_public", **more)


def change(text, item, code, direction, **more):
    return figure(text, item, code, metric="change_amount", versus=f"{item}|决算|2022|{direction}", **more)


TOTAL = figure("1000.00万元", "本年支出", "exp.total")
BASIC = figure("600.00万元", "基本支出", "exp.basic")
PROJECT = figure("400.00万元", "项目支出", "exp.project")


@pytest.mark.parametrize(
    ("basic", "levels", "status"),
    [
        ("150.00万元", True, "pass"),
        ("120.00万元", True, "fail"),  # what is left over would have been less than nothing last year
        ("170.00万元", True, "not_assessable"),  # what is left over may have ended
        ("120.00万元", False, "not_assessable"),
    ],
)
def test_changes_of_parts_add_up_to_the_change_of_the_total_where_no_other_part_is_left(basic, levels, status):
    changes = [
        change("100.00万元", "本年支出", "exp.total", "up"),
        change(basic, "基本支出", "exp.basic", "up"),
        change("50.00万元", "项目支出", "exp.project", "down"),
    ]
    results = judge(*([TOTAL, BASIC, PROJECT] if levels else []), *changes)
    assert [s for s in statuses(results, "difference_parts") if s != "not_applicable"] == [status]


def test_a_part_said_to_be_unchanged_counts_as_told():
    changes = [
        change("5.00万元", "“三公”经费", "tp.total", "down", statement="three_public"),
        change("4.00万元", "公务用车购置及运行维护费", "tp.vehicle", "down", statement="three_public"),
        change("2.00万元", "公务接待费", "tp.reception", "down", statement="three_public"),
    ]
    abroad = spent("0.00万元", "因公出国（境）费", "tp.abroad", char_start=10, char_end=14)
    assert statuses(judge(abroad, *changes), "difference_parts") == ["not_assessable"]
    same = mark("unchanged", "与上年持平", char_start=18, char_end=23)
    row = judge(abroad, *changes, marks=[same]).filter(pl.col("check_id") == "difference_parts").row(0, named=True)
    assert (row["status"], row["expected"]) == ("fail", "减少6.00万元")


@pytest.mark.parametrize(("total", "status"), [("30.00万元", "pass"), ("20.00万元", "fail")])
def test_a_total_that_repeats_one_of_the_parts_beside_it_is_wrong(total, status):
    parts = [
        spent("0.00万元", "“三公”经费/因公出国（境）费", "tp.abroad"),
        spent("20.00万元", "“三公”经费/公务用车购置及运行维护费", "tp.vehicle"),
        spent("10.00万元", "“三公”经费/公务接待费", "tp.reception"),
    ]
    results = judge(spent(total, "“三公”经费", "tp.total"), *parts)
    assert status in statuses(results, "sum_items")


def test_a_total_that_repeats_a_part_printed_elsewhere_may_mean_that_part():
    results = judge(
        figure("600.00万元", "本年支出", "exp.total"), BASIC | {"line": 5}, PROJECT | {"line": 5, "char_start": 900}
    )
    assert statuses(results, "sum_items") == ["not_assessable"]


@pytest.mark.parametrize(("total", "status"), [("31.23万元", "fail"), ("51.23万元", "not_assessable")])
def test_what_is_left_over_is_no_vehicle_where_it_is_too_little_for_one(total, status):
    parts = [
        spent("0万元", "因公出国（境）费", "tp.abroad"),
        spent("28.91万元", "公务用车运行维护费", "tp.vehicle.running"),
        spent("1.58万元", "公务接待费", "tp.reception"),
    ]
    assert status in statuses(judge(spent(total, "“三公”经费", "tp.total"), *parts), "sum_items")


@pytest.mark.parametrize(("other", "status"), [("28.91万元", "fail"), ("29万元", "rounding")])
def test_a_zero_beside_decimals_is_none_and_among_whole_numbers_a_rounded_one(other, status):
    results = judge(
        spent("29.41万元" if "." in other else "30万元", "公务用车购置及运行维护费", "tp.vehicle"),
        spent("0万元", "公务用车购置费", "tp.vehicle.purchase"),
        spent(other, "公务用车运行维护费", "tp.vehicle.running"),
    )
    assert statuses(results, "sum_items") == [status]


SUMMARY = "2023年度“三公”经费支出汇总表"
COLUMNS = ("", "因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费")
TOWNS = {
    "合计": ("63.00", "0.00", "18.00", "30.00", "15.00"),
    "东河镇": ("20.00", "0.00", "0.00", "15.00", "5.00"),
    "西山乡": ("31.00", "0.00", "18.00", "7.00", "6.00"),
    "南湖街道": ("12.00", "0.00", "0.00", "8.00", "4.00"),
}


def towns(**changed):
    """The ledger of a table of 三公 with a row per town; 合计 is also the name of a column."""
    cells = [cell(text, 1, col, SUMMARY) for col, text in enumerate(("单位", "合计", *COLUMNS[1:]), start=1)]
    figures = []
    for row, (name, numbers) in enumerate((TOWNS | changed).items(), start=2):
        cells.append(cell(name, row, 1, SUMMARY))
        for col, (column, number) in enumerate(zip(COLUMNS, numbers, strict=True), start=2):
            cells.append(cell(number, row, col, SUMMARY))
            path = "/".join(part for part in ("“三公”经费", "" if name == "合计" else name, column) if part)
            code = {"": "tp.total", "因公出国（境）费": "tp.abroad"}.get(column, "") if name == "合计" else ""
            figures.append(spent(f"{number}万元", path, code, table_no=1, row_no=row, col_no=col))
    return judge(*figures, cells=cells)


def test_each_town_of_a_summary_of_三公_adds_up_by_row_and_by_column():
    results = towns()
    assert statuses(results, "sum_table_rows").count("pass") == 3
    assert statuses(results, "sum_table_total") == ["pass"] * 5


def test_a_wrong_number_of_one_town_is_told_once():
    failing = towns(西山乡=("33.00", "0.00", "18.00", "7.00", "6.00")).filter(pl.col("status") == "fail")
    assert failing.select("reported", "expected").rows() == [("33.00万元", "31.00万元")]


def test_towns_whose_table_has_other_columns_are_left_open():
    extra = [
        spent("33.00万元", "“三公”经费/西山乡", table_no=1, row_no=4, col_no=2),
        spent("18.00万元", "“三公”经费/西山乡/公务用车购置费", table_no=1, row_no=4, col_no=3),
        spent("13.00万元", "“三公”经费/西山乡/公务接待费", table_no=1, row_no=4, col_no=4),
        spent("2.00万元", "“三公”经费/西山乡/会议费", table_no=1, row_no=4, col_no=5),
    ]
    assert statuses(judge(*extra), "sum_table_rows") == ["not_assessable"]


def whole_list(*, told="", unread=False):
    """2263 and parts of 2253, told by words or by their number to be all."""
    names = ("项目支出", "河道整治工程", "灌区节水改造", "防汛物资储备")
    amounts = ("2263.00万元", "1200.00万元", "800.00万元", "253.00万元")
    figures = [
        figure(text, "" if unread and n == 2 else name, char_start=20 + 20 * n, char_end=27 + 20 * n)
        for n, (name, text) in enumerate(zip(names, amounts, strict=True))
    ]
    said = mark("whole_list", "具体为：…", told, char_start=30, char_end=90)
    return statuses(judge(*figures, marks=[said]), "sum_lists")


def test_amounts_of_a_list_that_its_words_or_its_number_make_whole_add_up():
    assert whole_list() == ["fail"]
    assert whole_list(told="3") == ["fail"]
    assert whole_list(told="五") == ["not_applicable"]  # others are not told
    assert whole_list(unread=True) == ["not_applicable"]


@pytest.mark.parametrize(("total", "statuses_found"), [("", ["fail"]), ("30.00", [])])
def test_a_blank_total_beside_its_parts_is_told(total, statuses_found):
    caption = "一般公共预算财政拨款“三公”经费支出决算表"
    cells = [
        cell(text, 1, col, caption)
        for col, text in enumerate(("合计", "公务用车购置及运行维护费", "公务接待费"), start=1)
    ]
    cells += [cell(text, 2, col, caption) for col, text in enumerate((total, "20.00", "10.00"), start=1)]
    parts = [
        spent("20.00万元", "公务用车购置及运行维护费", "tp.vehicle", table_no=1, row_no=2, col_no=2),
        spent("10.00万元", "公务接待费", "tp.reception", table_no=1, row_no=2, col_no=3),
    ]
    whole = [spent("30.00万元", "“三公”经费", "tp.total", table_no=1, row_no=2, col_no=1)] if total else []
    found = judge(*whole, *parts, cells=cells).filter(pl.col("check_id") == "contradiction_empty")
    assert [status for status in found["status"].to_list() if status != "not_applicable"] == statuses_found


def test_a_blank_row_of_a_total_is_told_where_its_parts_have_amounts():
    cells = [cell(text, row, 1, "支出决算表") for row, text in enumerate(("基本支出", "项目支出", "支出合计"), start=2)]
    cells += [cell(text, row, 2, "支出决算表") for row, text in enumerate(("600.00", "400.00", ""), start=2)]
    parts = [BASIC | {"table_no": 1, "row_no": 2, "col_no": 2}, PROJECT | {"table_no": 1, "row_no": 3, "col_no": 2}]
    row = judge(*parts, cells=cells).filter(pl.col("check_id") == "contradiction_empty").row(0, named=True)
    assert (row["status"], row["severity"]) == ("fail", "warning")


@pytest.mark.parametrize(("told", "status"), [(4, "pass"), (3, "fail"), (2, "not_applicable")])
def test_the_account_of_the_table_that_the_text_leaves_out_is_named(told, status):
    accounts = [
        ("教育支出/进修及培训/培训支出", "2050803", "10.00"), ("农林水支出/水利/行政运行", "2130301", "490.00"),
        ("住房保障支出/住房改革支出/住房公积金", "2210201", "100.00"),
        ("农林水支出/水利/水利工程建设", "2130305", "400.00"),
    ]  # fmt: skip
    fund = {"fund": "一般公共预算"}
    total = figure("1000.00万元", "一般公共预算财政拨款支出", "exp.fiscal.general", **fund)
    text = [figure(f"{n}万元", item, line=2 + k, **fund) for k, (item, _, n) in enumerate(accounts[:told])]
    table = [
        figure(f"{n}万元", item.split("/")[2], function_code=code, table_no=1, row_no=k, col_no=3, line=20 + k, **fund)
        for k, (item, code, n) in enumerate(accounts, start=2)
    ]
    row = judge(total, *text, *table).filter(pl.col("check_id") == "sum_accounts").row(0, named=True)
    assert row["status"] == status
    assert (row["severity"] == "warning" and "水利工程建设400.00万元" in row["message"]) is (status == "fail")


@pytest.mark.parametrize(("total", "status"), [("720.21万元", "pass"), ("702.21万元", "fail")])
def test_a_row_of_revenue_adds_up_over_its_sources_whatever_their_fund(total, status):
    columns = [
        ("", total, "全口径"),
        ("财政拨款收入", "676.32万元", "财政拨款"),
        ("事业收入", "37.61万元", "全口径"),
        ("其他收入", "6.28万元", "全口径"),
    ]
    row = [
        figure(
            text, "/".join(part for part in ("一般公共服务支出", column) if part), statement="revenue", fund=fund,
            function_code="201", table_no=1, row_no=3, col_no=col,
        )
        for col, (column, text, fund) in enumerate(columns, start=3)
    ]  # fmt: skip
    assert statuses(judge(*row), "sum_table_rows") == [status]


@pytest.mark.parametrize(("beside", "status"), [("98.26万元", "not_assessable"), ("97.26万元", "fail")])
def test_what_is_left_over_may_be_an_account_told_beside_the_parts(beside, status):
    told = {"line": 30, "table_no": None}
    results = judge(
        figure("2658.64万元", "基本支出", "exp.basic", line=33),
        figure("2346.18万元", "人员经费", "exp.basic.personnel", char_start=20, **told),
        figure(beside, "对个人和家庭的补助", "eco.303", char_start=40, **told),
        figure("214.20万元", "公用经费", "exp.basic.public", char_start=60, **told),
    )
    assert statuses(results, "sum_items") == [status]
