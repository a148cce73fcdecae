"""Scores recomputed, years held against each other, outliers and the pace of spending."""

import polars as pl
import pytest

from tests.integration.paper import figure, judge, judge_reports, statuses

SCORE = {"statement": "score", "metric": "score", "basis": "得分"}
WEIGHT = {"statement": "score", "metric": "weight", "basis": "分值"}


def row_of(results, check):
    return results.filter((pl.col("check_id") == check) & (pl.col("status") != "not_applicable")).row(0, named=True)


def score(text, item, **more):
    return figure(text, item, "", **(SCORE | more))


def weight(text, item, **more):
    return figure(text, item, "", **(WEIGHT | more))


@pytest.mark.parametrize(("deducted", "status"), [("0.58分", "pass"), ("0.85分", "fail")])
def test_a_deduction_is_what_is_missing_between_full_marks_and_score(deducted, status):
    results = judge(weight("4分", "预算执行"), score("3.42分", "预算执行"), score(deducted, "预算执行/扣分"))
    assert statuses(results, "score_deductions") == [status]


def test_deductions_of_one_indicator_are_added_up():
    taken = [score("1分", "绩效管理/扣分"), score("0.5分", "绩效管理/扣分", line=9)]
    results = judge(weight("15分", "绩效管理"), score("13.5分", "绩效管理"), *taken)
    assert statuses(results, "score_deductions") == ["pass"]


def rate(text, item="预算执行率", **more):
    return figure(text, item, "exe.rate", metric="rate", statement="execution", basis="执行数", **more)


@pytest.mark.parametrize(
    ("printed", "percent", "status"),
    [("9.73分", "97.31%", "pass"), ("9.37分", "97.31%", "fail"), ("10分", "104.20%", "pass")],
)
def test_points_for_the_execution_rate_follow_from_the_rate_up_to_the_full_marks(printed, percent, status):
    cells = {"table_no": 1, "row_no": 4}
    results = judge(
        weight("10分", "预算执行率", **cells, col_no=2),
        rate(percent, **cells, col_no=3),
        score(printed, "预算执行率", **cells, col_no=4),
    )
    row = row_of(results, "rescore_rate")
    assert (row["status"], row["severity"]) == (status, "hint" if status == "fail" else "")


def test_a_rate_elsewhere_can_explain_points_but_not_dispute_them():
    far = rate("97.31%", line=300)
    assert statuses(judge(weight("10分", "预算执行率"), score("9.73分", "预算执行率"), far), "rescore_rate") == ["pass"]
    assert statuses(judge(weight("10分", "预算执行率"), score("9分", "预算执行率"), far), "rescore_rate") == [
        "not_assessable"
    ]


@pytest.mark.parametrize(
    ("sign", "aim", "done", "points", "status"),
    [
        (">=", "95%", "94.6%", "10分", "fail"),
        (">=", "95%", "94.6%", "9.6分", "not_assessable"),
        (">=", "70%", "64.8%", "9.26分", "pass"),
        (">=", "95%", "95%", "10分", "pass"),
        ("<=", "84元", "84元", "10分", "pass"),
        ("<=", "84元", "90元", "10分", "fail"),
        ("=", "100%", "100%", "8分", "fail"),
    ],
)
def test_a_target_not_reached_earns_no_full_marks_and_one_reached_does(sign, aim, done, points, status):
    cells, item = {"table_no": 1, "row_no": 4, "statement": "target"}, "产出指标/某率"
    kind = {"metric": "rate"} if "%" in aim else {"metric": "count"}
    aims = figure(aim, item, "", **(cells | kind), col_no=1, basis="目标值", comparator=sign)
    ends = figure(done, item, "", **(cells | kind), col_no=2, basis="完成值", comparator="=")
    place = {"table_no": 1, "row_no": 4}
    results = judge(aims, ends, weight("10分", item, **place, col_no=3), score(points, item, **place, col_no=4))
    assert row_of(results, "rescore_target")["status"] == status


GUANGZHOU = [("预算编制", 3), ("预算执行", 4), ("信息公开", 4), ("采购管理", 10), ("资产管理", 10), ("运行成本", 4)]


def test_full_marks_are_held_against_the_scheme_that_their_indicators_are_of():
    known = [weight(f"{points}分", f"管理效率/{name}") for name, points in GUANGZHOU]
    results = judge(*known, weight("12分", "管理效率/绩效管理"))
    failed = results.filter((pl.col("check_id") == "rescore_weights") & (pl.col("status") == "fail"))
    assert failed["subject"].to_list() == ["管理效率/绩效管理的分值"]
    assert set(statuses(judge(weight("12分", "绩效管理")), "rescore_weights")) == {"not_assessable"}


def month(text, name):
    return figure(text, name, "", metric="rate", statement="execution", basis="执行数")


def test_the_month_that_is_furthest_behind_the_calendar_gives_the_colour():
    results = judge(month("20.00%", "本年支出/1-3月/支出进度"), month("46.11%", "本年支出/1-8月/支出进度"))
    row = row_of(results, "pace_schedule")
    assert (row["status"], row["severity"], row["reported"]) == ("fail", "hint", "46.11%")
    assert "红色预警" in row["message"]
    assert statuses(judge(month("47.5%", "6月")), "pace_schedule") == ["pass"]


def test_targets_of_months_hold_where_exactly_those_months_are_printed():
    printed = [month("38.0%", "6月"), month("74.2%", "9月"), month("93.1%", "11月")]
    assert sorted(statuses(judge(*printed), "pace_targets")) == ["fail", "pass", "pass"]
    assert statuses(judge(*printed[:2]), "pace_targets") == ["not_applicable"]


def test_a_rush_at_the_end_of_the_year_is_told_from_cumulative_amounts():
    spent = [figure(f"{amount}万元", f"本年支出/1-{name}月", "") for name, amount in ((10, 800), (11, 850), (12, 1200))]
    row = row_of(judge(*spent), "pace_year_end")
    assert (row["status"], row["reported"]) == ("fail", "29.17%")
    even = [figure(f"{amount}万元", f"本年支出/1-{name}月", "") for name, amount in ((11, 1100), (12, 1200))]
    assert row_of(judge(*even), "pace_year_end")["status"] == "pass"


def opening(text, **more):
    return figure(text, "年初结转和结余", "car.opening", statement="carryover", **more)


def test_an_opening_balance_is_last_years_closing_balance():
    closing = figure("50.23万元", "年末结转和结余", "car.closing", statement="carryover", year=2022)
    assert statuses(judge(opening("50.23万元"), closing), "continuity_balance") == ["pass"]
    row = row_of(judge(opening("52.30万元"), closing), "continuity_balance")
    assert (row["status"], row["severity"], row["expected"]) == ("fail", "warning", "50.23万元")
    assert statuses(judge(opening("52.30万元")), "continuity_balance") == ["not_assessable"]


def spending(year, text):
    return figure(text, "“三公”经费", "tp.total", statement="three_public", year=year)


def test_own_history_needs_three_earlier_years():
    few = [spending(2021, "20万元"), spending(2022, "21万元"), spending(2023, "61万元")]
    row = row_of(judge(*few).filter(pl.col("subject") == "“三公”经费支出"), "outlier_history")
    assert (row["status"], row["missing"]) == ("not_assessable", "只有2个以前年度的数，至少要三个")


@pytest.mark.parametrize(("now", "status"), [("61万元", "fail"), ("24万元", "pass")])
def test_a_year_far_from_the_units_own_history_is_a_hint(now, status):
    before = [spending(year, f"{20 + year % 3}万元") for year in range(2018, 2023)]
    row = row_of(judge(*before, spending(2023, now)).filter(pl.col("subject") == "“三公”经费支出"), "outlier_history")
    assert (row["status"], row["severity"]) == (status, "hint" if status == "fail" else "")


def reception(year, text):
    return figure(text, "公务接待费", "tp.reception", statement="three_public", year=year)


@pytest.mark.parametrize(("later", "status"), [("3.80万元", "pass"), ("3.8万元", "pass"), ("3.20万元", "fail")])
def test_last_years_figure_is_held_against_last_years_report(later, status):
    results = judge_reports(
        ("某局", 2023, [reception(2023, "3.80万元")]),
        ("某局", 2024, [reception(2024, "3.10万元"), reception(2023, later)]),
        ("另局", 2023, [reception(2023, "9.99万元")]),
    )
    row = row_of(results, "continuity_restatement")
    assert (row["doc"], row["status"], row["severity"]) == (
        "某局2024年度决算.txt", status, "hint" if status == "fail" else ""
    )  # fmt: skip
    if status == "fail":
        assert "某局2023年度决算.txt" in row["message"]
        assert (row["reported"], row["expected"]) == ("3.20万元", "3.80万元")


def test_an_opening_balance_is_found_in_the_report_of_the_year_before():
    closing = figure("50.23万元", "年末结转和结余", "car.closing", statement="carryover")
    results = judge_reports(("某局", 2023, [closing]), ("某局", 2024, [opening("52.30万元", year=2024)]))
    assert row_of(results, "continuity_balance")["status"] == "fail"


def structure(public):
    basic = figure("100.00万元", "基本支出", "exp.basic")
    return [basic, figure(f"{public}万元", "公用经费", "exp.basic.public")]


def test_a_unit_unlike_at_least_five_peers_is_a_hint_and_fewer_peers_tell_nothing():
    names = ["广州市财政局", "广州市民政局", "广州市水务局", "广州市教育局", "广州市商务局", "广州市体育局"]
    reports = [(name, 2023, structure(f"{10 + number}.00")) for number, name in enumerate(names)]
    odd = ("广州市城市管理局", 2023, structure("38.00"))

    def verdict(results):
        mine = results.filter(
            (pl.col("doc") == "广州市城市管理局2023年度决算.txt") & (pl.col("check_id") == "outlier_peers")
        )
        return mine.filter(pl.col("subject") == "公用经费占基本支出的比例").row(0, named=True)

    assert verdict(judge_reports(*reports, odd))["status"] == "fail"
    few = verdict(judge_reports(*reports[:4], odd))
    assert (few["status"], few["missing"]) == ("not_assessable", "同级同类单位只有4个，至少要五个")


def share(text, item, **more):
    return figure(text, item, "", metric="share", versus="本年支出|决算|2023", **more)


WHOLE = figure("200.00万元", "本年支出", "exp.total")
PARTS = [figure("150.00万元", "基本支出", "exp.basic"), figure("50.00万元", "项目支出", "exp.project")]


def cause(results, check, item):
    failed = results.filter((pl.col("check_id") == check) & pl.col("subject").str.contains(item))
    return failed.row(0, named=True)["cause"]


def test_shares_that_still_add_up_to_100_were_not_revised_with_their_amounts():
    shares = [share("81.36%", "基本支出", item_code="exp.basic"), share("18.64%", "项目支出", item_code="exp.project")]
    assert cause(judge(WHOLE, *PARTS, *shares), "ratio_share", "基本支出") == "shares_not_revised"


def test_a_rate_copied_from_the_line_above_or_from_last_year_is_named():
    cells = [{"table_no": 1, "row_no": number} for number in (2, 3)]
    rows = []
    for place, item, budget, spent in zip(
        cells, ("甲项目", "乙项目"), ("80.00", "60.00"), ("78.40", "57.00"), strict=True
    ):
        rows += [
            figure(f"{budget}万元", item, "", **place, col_no=2, basis="全年预算"),
            figure(f"{spent}万元", item, "", **place, col_no=3, basis="执行数"),
            figure(
                "98.00%", item, "", **place, col_no=4, basis="执行数", metric="rate", versus=f"{item}|全年预算|2023"
            ),
        ]
    assert cause(judge(*rows), "ratio_rate", "乙项目") == "line_above"
    last = share("63.19%", "基本支出", item_code="exp.basic", year=2022, line=30)
    now = share("63.19%", "基本支出", item_code="exp.basic")
    assert cause(judge(WHOLE, *PARTS, now, last), "ratio_share", "基本支出") == "last_year"
