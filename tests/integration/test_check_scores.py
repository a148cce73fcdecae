"""Totals of scores, grades and recomputed points where tables and sentences print them apart."""

import pytest

from tests.integration.paper import cell, figure, judge, mark, statuses


def points(text, item, metric, table, row, col, code=""):
    return figure(text, item, code, metric=metric, table_no=table, row_no=row, col_no=col, line=10 * table + row)


def evaluation(rate_score, total):
    """预算执行率 beside the money, the indicators and the total in a table below."""
    return [
        figure("93.20%", "预算执行率", "exe.rate", metric="rate", table_no=1, row_no=2, col_no=5, line=12),
        points("10分", "预算执行率", "weight", 1, 2, 4),
        points(rate_score, "预算执行率", "score", 1, 2, 6),
        points("50分", "产出指标/培训期数", "weight", 2, 2, 4),
        points("50分", "产出指标/培训期数", "score", 2, 2, 5),
        points("40分", "效益指标/群众满意度", "weight", 2, 3, 4),
        points("38.5分", "效益指标/群众满意度", "score", 2, 3, 5),
        figure(
            "100.00%", "效益指标/群众满意率", metric="rate", basis="完成值", table_no=2, row_no=3, col_no=3, line=23
        ),
        points("100分", "总分", "weight", 2, 4, 4, "sco.total"),
        points(total, "总分", "score", 2, 4, 5, "sco.total"),
    ]


@pytest.mark.parametrize(("total", "status"), [("97.82分", "pass"), ("97.28分", "fail")])
def test_points_for_execution_in_a_table_of_their_own_belong_to_the_total(total, status):
    results = judge(*evaluation("9.32分", total))
    assert statuses(results, "score_parts") == [status]
    assert statuses(results, "score_weights") == ["pass"]


def test_the_rate_beside_a_score_decides_and_no_other_rate_excuses_it():
    assert statuses(judge(*evaluation("10.00分", "98.50分")), "rescore_rate") == ["fail"]
    assert statuses(judge(*evaluation("9.32分", "97.82分")), "rescore_rate") == ["pass"]


@pytest.mark.parametrize(("grade", "status"), [("中", "pass"), ("良", "fail"), ("合格", "pass"), ("不合格", "fail")])
def test_a_grade_is_held_against_the_score_of_its_own_sentence(grade, status):
    total = figure("93.5分", "自评总分", "sco.total", metric="score", line=3)
    project = figure("74.7分", "防火项目", metric="score", line=30, char_start=100)
    said = mark("grade", grade, line=30, char_start=120)
    assert statuses(judge(total, project, marks=[said]), "grade_band") == [status]


def test_the_total_of_one_section_is_no_full_mark_of_the_whole_report():
    whole = figure("89.56分", "自评总分", "sco.total", metric="score", line=3, char_start=10)
    section = [
        points("50分", "合计", "weight", 1, 5, 3, "sco.total"),
        points("39.56分", "合计", "score", 1, 5, 4, "sco.total"),
    ]
    said = mark("grade", "良", line=3, char_start=30)
    assert statuses(judge(whole, *section, marks=[said]), "grade_band") == ["pass"]


def test_points_for_execution_that_nobody_read_make_no_error_of_the_total():
    unread = [one for one in evaluation("9.32分", "97.82分") if one["item"] != "预算执行率"]
    results = judge(*unread)
    assert statuses(results, "score_parts") == ["not_assessable"]
    assert statuses(results, "score_weights") == ["not_assessable"]


@pytest.mark.parametrize(
    ("rate", "score", "status"),
    [("98.50%", "1.0分", "pass"), ("103.00%", "0.7分", "pass"), ("103.00%", "1.0分", "fail")],
)
def test_points_by_band_are_full_up_to_a_limit_and_less_beyond_it(rate, score, status):
    printed = [
        figure(rate, "在职人员控制率", metric="rate", basis="完成值", table_no=1, row_no=2, col_no=3),
        points("1分", "在职人员控制率", "weight", 1, 2, 4),
        points(score, "在职人员控制率", "score", 1, 2, 5),
    ]
    assert statuses(judge(*printed), "rescore_rate") == [status]


@pytest.mark.parametrize(
    ("bound", "done", "rate", "status"),
    [
        (">=", "25期", "100%", ["pass"]),
        (">=", "25期", "125%", ["pass"]),
        (">=", "25期", "80%", ["fail"]),
        (">=", "15期", "100%", ["fail"]),
        ("<=", "15期", "100%", ["pass"]),
        ("=", "25期", "100%", ["not_applicable"]),
    ],
)
def test_a_rate_of_completion_is_capped_or_not_and_looks_at_the_bound_of_the_target(bound, done, rate, status):
    def printed(text, item, basis, col, metric="count", **more):
        number, unit = text.rstrip("期%"), text[-1]
        return figure(number, item, metric=metric, basis=basis, table_no=1, row_no=2, col_no=col, **more) | {
            "unit": unit
        }

    results = judge(
        printed("20期", "培训期数", "目标值", 2, comparator=bound),
        printed(done, "培训期数", "完成值", 3),
        printed(rate, "培训期数/完成率", "完成值", 4, metric="rate"),
    )
    assert statuses(results, "ratio_completion") == status
    if bound == "=":
        assert statuses(results, "ratio_rate") == ["pass"]


@pytest.mark.parametrize(("rate", "status"), [("90.00", "pass"), ("95.00", "fail")])
def test_the_rate_of_completion_is_that_of_the_target_as_adjusted_in_the_year(rate, status):
    def printed(number, item, basis, col, metric="count", unit="期", **more):
        return figure(number, item, metric=metric, basis=basis, table_no=1, row_no=2, col_no=col, **more) | {
            "unit": unit
        }

    results = judge(
        printed("25", "培训期数", "目标值", 2, comparator=">="),
        printed("20", "培训期数", "目标值", 3, comparator=">="),
        printed("18", "培训期数", "完成值", 4),
        printed(rate, "培训期数/完成率", "完成值", 5, metric="rate", unit="%"),
    )
    assert statuses(results, "ratio_completion") == [status]


@pytest.mark.parametrize(("total", "status"), [("70.00万元", "pass"), ("77.00万元", "fail")])
def test_a_column_must_add_up_where_another_column_of_its_table_does(total, status):
    rows = [
        ("库房改造", "20.00万元", "20.00万元", "18.00万元"),
        ("档案抢救", "60.00万元", "50.00万元", "50.00万元"),
        ("合计", "80.00万元", total, "68.00万元"),
    ]
    cells = [cell(name, row, 1, "项目资金情况表") for row, (name, *_) in enumerate(rows, start=2)]
    numbers = [
        figure(text, f"项目支出/{name}/{column}", table_no=1, row_no=row, col_no=col, line=row)
        for row, (name, *texts) in enumerate(rows, start=2)
        for col, (column, text) in enumerate(zip(("年初预算", "到位资金", "支出"), texts, strict=True), start=2)
    ]
    assert sorted(statuses(judge(*numbers, cells=cells), "sum_table_total")) == sorted(["pass", "pass", status])
