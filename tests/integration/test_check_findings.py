"""What the checks say of figures as reports print them."""

import csv

import polars as pl
import pytest

from tests.integration.paper import ROOT, figure, judge, statuses

TOTAL = figure("200.00万元", "本年支出", "exp.total")
BASIC = figure("150.00万元", "基本支出", "exp.basic")
PROJECT = figure("50.00万元", "项目支出", "exp.project")


def claim(text, item, code, metric, versus="", **more):
    return figure(text, item, code, metric=metric, versus=versus, **more)


@pytest.mark.parametrize(
    ("printed", "status"), [("75.00%", "pass"), ("75%", "pass"), ("75.01%", "rounding"), ("57.00%", "fail")]
)
def test_a_share_is_recomputed_from_the_amounts_beside_it(printed, status):
    results = judge(TOTAL, BASIC, claim(printed, "基本支出", "exp.basic", "share"))
    assert statuses(results, "ratio_share") == [status]


def test_a_share_whose_whole_is_not_printed_is_not_assessable_and_says_what_is_missing():
    results = judge(BASIC, claim("57.00%", "基本支出", "exp.basic", "share"))
    row = results.filter(pl.col("check_id") == "ratio_share").row(0, named=True)
    assert (row["status"], row["severity"]) == ("not_assessable", "")
    assert row["missing"]


@pytest.mark.parametrize(("printed", "status"), [("75.00%", "pass"), ("60.00%", "pass"), ("57.00%", "fail")])
def test_总支出_may_mean_that_of_the_year_or_the_total_with_what_is_left(printed, status):
    total = figure("250.00万元", "支出总计", "exp.total_all", line=9)
    results = judge(TOTAL, total, BASIC, claim(printed, "基本支出", "exp.basic", "share", "总支出|决算|2023"))
    assert statuses(results, "ratio_share") == [status]


@pytest.mark.parametrize(
    ("works", "status"), [("30.05%", "fail"), ("29.98%", "pass"), ("29.96%", "rounding"), ("29.10%", "fail")]
)
def test_shares_without_amounts_must_add_up_to_a_hundred(works, status):
    parts = {"货物": "45.12%", "工程": works, "服务": "24.90%"}
    shares = [claim(text, f"政府采购/{name}", "", "share", "政府采购|决算|2023") for name, text in parts.items()]
    assert statuses(judge(*shares), "ratio_whole") == [status]


@pytest.mark.parametrize(("codes", "status"), [(("pro.goods", "pro.services"), "fail"), (("", ""), "not_applicable")])
def test_shares_far_above_a_hundred_are_wrong_where_their_accounts_exclude_each_other(codes, status):
    shares = [
        claim(text, f"政府采购/{name}", code, "share", "政府采购|决算|2023")
        for name, text, code in zip(("货物", "服务"), ("73.40%", "86.60%"), codes, strict=True)
    ]
    assert statuses(judge(*shares), "ratio_whole") == [status]


def test_two_rows_in_each_others_place_are_found_where_the_text_prints_both():
    def cell(text, item, code, row):
        return figure(text, item, code, table_no=1, row_no=row, col_no=2)

    swapped = judge(
        TOTAL,
        BASIC,
        PROJECT,
        cell("50.00万元", "基本支出", "exp.basic", 2),
        cell("150.00万元", "项目支出", "exp.project", 3),
    )
    assert statuses(swapped, "contradiction_swapped") == ["fail"]
    one_wrong = judge(
        TOTAL,
        BASIC,
        PROJECT,
        cell("50.00万元", "基本支出", "exp.basic", 2),
        cell("55.00万元", "项目支出", "exp.project", 3),
    )
    assert statuses(one_wrong, "contradiction_swapped") == ["not_applicable"]


def test_a_rate_holds_if_either_budget_explains_it():
    budgets = [
        figure("100.00万元", "本年支出", "exp.total", basis="年初预算"),
        figure("250.00万元", "本年支出", "exp.total", basis="全年预算"),
    ]
    rate = claim("80.00%", "本年支出", "exp.total", "rate")
    assert statuses(judge(TOTAL, *budgets, rate), "ratio_rate") == ["pass"]


def test_a_rate_that_another_budget_than_the_one_named_explains_is_left_to_the_reader():
    budgets = [
        figure("100.00万元", "本年支出", "exp.total", basis="年初预算"),
        figure("250.00万元", "本年支出", "exp.total", basis="全年预算"),
    ]
    named = claim("80.00%", "本年支出", "exp.total", "rate", "|年初预算|2023")
    row = judge(TOTAL, *budgets, named).filter(pl.col("check_id") == "ratio_rate").row(0, named=True)
    assert row["status"] == "not_assessable"
    assert "250.00万元" in row["missing"]


def test_a_growth_rate_printed_as_a_ratio_is_named_as_the_cause():
    last = figure("160.00万元", "本年支出", "exp.total", year=2022, basis="上年决算")
    results = judge(TOTAL, last, claim("125.00%", "本年支出", "exp.total", "change_rate", "|上年决算|2022|up"))
    row = results.filter(pl.col("check_id") == "difference_change_rate").row(0, named=True)
    assert (row["status"], row["cause"], row["expected"]) == ("fail", "rate_as_growth", "25.00%")


def test_last_year_is_never_replaced_by_a_budget():
    budget = figure("160.00万元", "本年支出", "exp.total", basis="年初预算")
    results = judge(TOTAL, budget, claim("9.99%", "本年支出", "exp.total", "change_rate", "|上年决算|2022|up"))
    assert statuses(results, "difference_change_rate") == ["not_assessable"]


def test_a_growth_rate_is_checked_against_the_amount_of_growth_where_last_year_is_not_printed():
    change = claim("40.00万元", "本年支出", "exp.total", "change_amount", "|上年决算|2022|up")
    for printed, status in (("25.00%", "pass"), ("52.00%", "fail")):
        results = judge(TOTAL, change, claim(printed, "本年支出", "exp.total", "change_rate", "|上年决算|2022|up"))
        assert statuses(results, "difference_change_rate") == [status]


def test_operands_that_disagree_are_not_guessed_between():
    other = figure("180.00万元", "本年支出", "exp.total")
    results = judge(TOTAL, other, BASIC, claim("57.00%", "基本支出", "exp.basic", "share"))
    assert statuses(results, "ratio_share") == ["not_assessable"]


def test_a_zero_base_gives_no_rate():
    budget = figure("0.00万元", "公务接待费", "tp.reception", basis="年初预算", statement="three_public")
    spent = figure("0.00万元", "公务接待费", "tp.reception", statement="three_public")
    rate = claim("0.00%", "公务接待费", "tp.reception", "rate", "|年初预算|2023", statement="three_public")
    assert statuses(judge(budget, spent, rate), "ratio_rate") == ["not_assessable"]


@pytest.mark.parametrize(("before", "status"), [("0.00万元", "fail"), ("1.50万元", "pass")])
def test_a_growth_over_nothing_is_told_where_last_year_is_printed_as_zero(before, status):
    last = figure(before, "公务接待费", "tp.reception", year=2022, statement="three_public")
    now = figure("3.00万元", "公务接待费", "tp.reception", statement="three_public")
    rate = claim(
        "100.00%", "公务接待费", "tp.reception", "change_rate", "公务接待费|决算|2022|up", statement="three_public"
    )
    assert statuses(judge(last, now, rate), "difference_zero_base") == [status]


def test_a_total_is_compared_with_its_parts_and_the_slip_is_named():
    assert statuses(judge(TOTAL, BASIC, PROJECT), "sum_items") == ["pass"]
    row = (
        judge(TOTAL | {"raw": "210.00", "value": 210, "value_norm": 210}, BASIC, PROJECT)
        .filter(pl.col("check_id") == "sum_items")
        .row(0, named=True)
    )
    assert row["status"] == "not_assessable"  # 经营支出 and others may be among the rest
    row = (
        judge(TOTAL | {"raw": "190.00", "value": 190, "value_norm": 190}, BASIC, PROJECT)
        .filter(pl.col("check_id") == "sum_items")
        .row(0, named=True)
    )
    assert (row["status"], row["severity"], row["expected"]) == ("fail", "error", "200.00万元")
    assert len(row["figure_ids"]) == 3


def test_a_row_within_another_row_of_a_table_is_not_added_to_the_total_again():
    rows = [("“三公”经费", "tp.total", "18", "6.28"), ("公务接待费", "tp.reception", "12", "6.28"),
            ("公务用车购置及运行维护费", "tp.vehicle", "6", "0"),
            ("公务用车购置及运行维护费/公务用车运行维护费", "tp.vehicle.running", "6", "0")]  # fmt: skip
    cells = [
        figure(text, item, code, statement="three_public", basis=basis, table_no=1, row_no=row, col_no=col)
        for row, (item, code, *texts) in enumerate(rows, start=2)
        for col, (text, basis) in enumerate(zip(texts, ("年初预算", "决算"), strict=True), start=2)
    ]
    assert "fail" not in statuses(judge(*cells), "sum_lists")


def test_parts_of_a_part_told_in_the_same_sentence_are_no_other_way_to_make_the_total():
    told = [("19043万元", "“三公”经费", "tp.total"), ("7494万元", "“三公”经费/公务接待费", "tp.reception"),
            ("382万元", "“三公”经费/因公出国（境）费", "tp.abroad"),
            ("11167万元", "“三公”经费/公务用车购置及运行维护费", "tp.vehicle"),
            ("255万元", "“三公”经费/公务用车购置及运行维护费/公务用车购置费", "tp.vehicle.purchase"),
            ("7922万元", "“三公”经费/公务用车购置及运行维护费/公务用车运行维护费", "tp.vehicle.running")]  # fmt: skip
    results = judge(*(figure(*one, statement="three_public") for one in told))
    failed = results.filter((pl.col("check_id") == "sum_items") & (pl.col("status") == "fail"))
    assert not [subject for subject in failed["subject"] if "公务用车" not in subject]


def test_a_unit_misprinted_by_ten_thousand_is_one_finding_of_the_unit_check():
    assets = [
        figure("8,236.57元", "固定资产原值", "ast.fixed.original", statement="assets", basis="期末"),
        figure("28,154,230.11元", "累计折旧", "ast.fixed.depreciation", statement="assets", basis="期末"),
        figure("54,211,469.89元", "固定资产净值", "ast.fixed.net", statement="assets", basis="期末"),
    ]
    results = judge(*assets)
    failed = results.filter(pl.col("status") == "fail")
    assert failed["check_id"].to_list() == ["unit_magnitude"]
    assert failed["cause"].to_list() == ["unit_yuan"]


def test_text_and_table_are_compared_within_one_fund_only():
    cell = {"table_no": 5, "row_no": 3, "col_no": 2, "fund": "一般公共预算"}
    table = figure("5,364.75万元", "基本支出", "exp.basic", **cell)
    whole = figure("5,377.64万元", "基本支出", "exp.basic", **(cell | {"table_no": 3, "fund": "全口径"}))
    said = figure("5,377.64万元", "基本支出", "exp.basic", line=90, fund="一般公共预算")
    row = judge(table, whole, said).filter(pl.col("check_id") == "contradiction_table").row(0, named=True)
    assert (row["status"], row["cause"]) == ("fail", "other_scope")
    assert statuses(judge(table, whole, said | {"fund": ""}), "contradiction_table") == ["pass"]


def test_table_columns_add_up_one_level_at_a_time():
    def cell(text, code, row):
        return figure(text, f"科目{code}/合计", table_no=1, row_no=row, col_no=3, function_code=code)

    rows = [cell("90.00万元", "205", 2), cell("60.00万元", "20501", 3), cell("30.00万元", "20502", 4)]
    leaves = [cell("60.00万元", "2050101", 5), cell("30.00万元", "2050201", 6)]
    assert statuses(judge(*rows, *leaves), "sum_table_columns") == ["pass", "pass", "pass"]
    wrong = [rows[0] | {"raw": "80.00", "value": 80, "value_norm": 80}, *rows[1:], *leaves]
    assert statuses(judge(*wrong), "sum_table_columns") == ["fail", "pass", "pass"]


def test_a_table_row_adds_up_over_its_columns():
    def cell(text, column, col):
        return figure(text, f"教育支出/{column}", table_no=1, row_no=2, col_no=col, function_code="205")

    row = [cell("90.00万元", "合计", 3), cell("60.00万元", "基本支出", 4), cell("30.01万元", "项目支出", 5)]
    assert statuses(judge(*row), "sum_table_rows") == ["rounding"]
    row[2] = cell("20.00万元", "项目支出", 5)
    assert statuses(judge(*row), "sum_table_rows") == ["fail"]


@pytest.mark.parametrize(("own", "status"), [("7.00万元", "pass"), ("9.00万元", "fail")])
def test_the_sources_of_a_class_of_revenue_add_up_whatever_fund_they_are_of(own, status):
    def cell(text, item, col, fund="全口径"):
        place = {"table_no": 1, "row_no": 2, "col_no": col, "function_code": "205", "fund": fund}
        return figure(text, item, statement="revenue", **place)

    row = [
        cell("90.00万元", "教育支出", 3),
        cell("80.00万元", "教育支出/财政拨款收入", 4, "财政拨款"),
        cell(own, "教育支出/事业收入", 5),
        cell("3.00万元", "教育支出/其他收入", 6),
    ]
    assert statuses(judge(*row), "sum_table_rows") == [status]


def test_scores_above_their_full_marks_and_totals_that_do_not_add_up_are_found():
    scores = [figure(f"{n}分", f"指标{n}", metric="score", statement="score", basis="得分", line=n) for n in (9, 10)]
    weights = [
        figure(f"{m}分", f"指标{n}", metric="weight", statement="score", basis="分值", line=n)
        for n, m in ((9, 8), (10, 92))
    ]
    total = figure("20分", "自评总分", "sco.total", metric="score", statement="score", basis="得分", line=20)
    results = judge(*scores, *weights, total)
    assert statuses(results, "score_limit") == ["fail", "pass"]
    assert statuses(results, "score_parts") == ["fail"]


def test_a_grade_that_does_not_fit_the_score_is_a_warning():
    total = figure("89.56分", "自评总分", "sco.total", metric="score", statement="score", basis="得分")
    mark = {"document_id": "d" * 64, "kind": "grade", "text": "优秀", "subject": "", "page": 1, "line": 2}
    row = judge(total, marks=[mark]).filter(pl.col("check_id") == "grade_band").row(0, named=True)
    assert (row["status"], row["severity"], row["expected"]) == ("fail", "warning", "良")


def test_no_check_of_the_catalogue_is_silently_absent():
    with (ROOT / "seeds" / "rules" / "checks.csv").open(encoding="utf-8", newline="") as file:
        catalogue = {row["check_id"] for row in csv.DictReader(file)}
    for figures in ([], [TOTAL], [TOTAL, BASIC, PROJECT, claim("57%", "基本支出", "exp.basic", "share")]):
        results = judge(*figures)
        assert set(results["check_id"]) == catalogue
        assert set(results["status"]) <= {"pass", "rounding", "fail", "not_assessable", "not_applicable"}
        unexplained = results.filter(
            pl.col("status").is_in(["not_assessable", "not_applicable"]) & (pl.col("missing") == "")
        )
        assert unexplained.is_empty()
        assert results["result_id"].is_unique().all()


@pytest.mark.parametrize(("goal", "status"), [("参保率|目标值|2023|down", "fail"), ("|||down", "not_assessable")])
def test_points_are_counted_from_a_goal_where_the_words_say_so(goal, status):
    def rate(text, basis):
        return figure(text, "参保率", metric="rate", basis=basis, statement="target")

    points = {"metric": "change_amount", "basis": "完成值", "statement": "target", "unit": "个百分点"}
    told = figure("9.5", "参保率", versus=goal, **points)
    assert statuses(judge(rate("85%", "目标值"), rate("76.5%", "完成值"), told), "difference_change_amount") == [status]
    right = figure("8.5", "参保率", versus="参保率|目标值|2023|down", **points)
    held = judge(rate("85%", "目标值"), rate("76.5%", "完成值"), right)
    assert statuses(held, "difference_change_amount") == ["pass"]


def test_results_keep_their_ids_when_built_again():
    first, second = (judge(TOTAL, BASIC, PROJECT)["result_id"].sort() for _ in range(2))
    assert first.equals(second)
