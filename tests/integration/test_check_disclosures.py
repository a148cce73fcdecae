"""What an inspector of published budgets and final accounts finds beside the arithmetic."""

import polars as pl

from tests.integration.paper import cell, figure, judge, mark, statuses

BASIC = "一般公共预算财政拨款基本支出决算表"
TITLES = (
    "收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表", "一般公共预算财政拨款支出决算表", BASIC,
    "财政拨款三公经费支出决算表", "政府性基金预算财政拨款收入支出决算表", "国有资本经营预算财政拨款收入支出决算表",
)  # fmt: skip


def rows_of(results, check, status="fail"):
    return results.filter((pl.col("check_id") == check) & (pl.col("status") == status)).rows(named=True)


def test_words_about_the_budget_are_held_against_the_numbers_before_them():
    budget = figure("80.81万元", "职业年金", basis="年初预算", line=2, char_start=10)
    spent = figure("80.38万元", "职业年金", line=2, char_start=30)
    for said, status in (
        ("大于预算数", "fail"),
        ("等于预算数", "fail"),
        ("小于预算数", "pass"),
        ("与预算数基本持平", "pass"),
        ("同预算数一致", "fail"),
        ("较年初预算数减少", "pass"),
        ("比预算数增加", "fail"),
    ):
        results = judge(
            budget, spent, marks=[mark("against_budget", said, "职业年金", line=2, char_start=50, char_end=55)]
        )
        assert statuses(results, "contradiction_wording") == [status], said
    unread = judge(spent, marks=[mark("against_budget", "大于预算数", "职业年金", line=2, char_start=50, char_end=55)])
    assert statuses(unread, "contradiction_wording") == ["not_assessable"]


def test_a_rate_of_completion_stands_in_for_a_budget_that_is_not_printed():
    spent = figure("1809.57万元", "行政运行", line=2, char_start=10)
    rate = figure("99.80%", "行政运行", metric="rate", line=2, char_start=30)
    results = judge(
        spent, rate, marks=[mark("against_budget", "大于预算数", "行政运行", line=2, char_start=50, char_end=55)]
    )
    assert statuses(results, "contradiction_wording") == ["fail"]


def test_a_table_that_a_final_account_must_print_and_does_not_is_named():
    printed = [mark("table_title", name, name, line=n) for n, name in enumerate(TITLES) if name != "支出决算表"]
    listed = mark("listed_table", "三、支出决算表", "支出决算表", page=1, line=9)
    results = judge(marks=[*printed, listed], document_type="final_account")
    (missing,) = rows_of(results, "completeness_tables")
    assert (missing["expected"], missing["line"], missing["severity"]) == ("支出决算表", 9, "warning")
    note = judge(marks=printed[:3], document_type="final_account")
    assert statuses(note, "completeness_tables") == ["not_applicable"]


def test_a_table_required_since_2020_is_not_missed_in_an_older_account():
    printed = [mark("table_title", name, name, line=n) for n, name in enumerate(TITLES) if "国有资本" not in name]
    for year, count in ((2018, 0), (2022, 1)):
        results = judge(marks=printed, document_type="final_account", fiscal_year=year)
        assert len(rows_of(results, "completeness_tables")) == count


def test_an_empty_three_public_table_contradicts_the_amount_in_the_text():
    caption = "财政拨款“三公”经费支出决算表"
    cells = [cell("合计", 1, 1, caption), cell("", 2, 1, caption)]
    said = figure("0.95万元", "“三公”经费", "tp.total", basis="年初预算", statement="three_public", line=9)
    (found,) = rows_of(judge(said, cells=cells), "contradiction_empty")
    assert (found["reported"], found["severity"]) == ("0.95万元", "error")
    filled = figure("0.95万元", "“三公”经费", "tp.total", basis="年初预算", table_no=1, row_no=2, col_no=1)
    assert rows_of(judge(said, filled, cells=cells), "contradiction_empty") == []


def test_a_listed_part_without_an_amount_in_the_table_is_a_warning():
    cells = [cell("奖金", 2, 3, BASIC), cell("", 2, 4, BASIC), cell("办公费", 3, 3, BASIC), cell("1.20", 3, 4, BASIC)]
    named = [
        mark("listed_part", name, "人员经费", char_start=n, char_end=n + 1)
        for n, name in enumerate(("奖金", "办公费", "差旅费"))
    ]
    results = judge(marks=named, cells=cells)
    assert [row["reported"] for row in rows_of(results, "contradiction_parts")] == ["奖金"]
    assert [row["reported"] for row in rows_of(results, "contradiction_parts", "not_assessable")] == ["差旅费"]
    (unpaid,) = rows_of(results, "contradiction_parts")
    assert "没有列举" not in unpaid["message"]
    spent = figure("0.30万元", "奖励金", function_code="30309", table_no=1, row_no=4, col_no=4)
    (unpaid,) = rows_of(judge(spent, marks=named, cells=cells), "contradiction_parts")
    assert "表中有金额而文字没有列举的是“奖励金”" in unpaid["message"]


def test_an_account_name_is_compared_with_the_row_of_the_same_amount():
    row = {"table_no": 2, "row_no": 5, "function_code": "2080599"}
    table = figure("0.88万元", "其他行政事业单位养老支出/合计", col_no=3, **row)
    name = cell("其他行政事业单位养老支出", 5, 2, "支出决算表", table_no=2)
    code = cell("2080599", 5, 1, "支出决算表", table_no=2)
    old = "机关事业单位退休人员活动费支出"
    said = figure("0.88万元", f"社会保障和就业支出/行政事业单位养老支出/{old}", line=9, char_start=60)
    wrong = mark("account_name", old, "项", line=9, char_start=40, char_end=55)
    (found,) = rows_of(judge(table, said, marks=[wrong], cells=[code, name]), "contradiction_account")
    assert found["expected"] == "其他行政事业单位养老支出"
    right = mark("account_name", "其他行政事业单位养老支出", "项", line=9, char_start=40, char_end=52)
    assert rows_of(judge(table, said, marks=[right], cells=[code, name]), "contradiction_account", "pass")


def test_numbers_titles_and_years_of_a_disclosure_are_checked():
    marks = [
        mark("ordinal", "九、", "十、", line=1),
        mark("ordinal", "二、", "二、", line=2),
        mark("ordinal_skipped", "八、", "四、", line=3),
        mark("heading_agency", "上海市规划局", "上海市普陀区规划局", line=4),
        mark("heading_agency", "普陀区规划局", "上海市普陀区规划局", line=5),
        mark("report_year", "截至2022年12月31日", "2023", line=6),
        mark("compared_year", "与2022年相比", "2022", line=7),
    ]
    results = judge(marks=marks, document_type="final_account")
    numbered = {row["reported"]: row["severity"] for row in rows_of(results, "completeness_numbering")}
    assert numbered == {"九、": "warning", "八、": "hint"}
    assert [row["reported"] for row in rows_of(results, "completeness_agency")] == ["上海市规划局"]
    assert [row["line"] for row in rows_of(results, "completeness_year")] == [6]


def test_counts_conclusions_and_full_marks_are_held_against_what_follows():
    place = {"table_no": 3, "row_no": 4, "statement": "score", "item": "预算编制", "text": "1分"}
    score = figure(place.pop("text"), place.pop("item"), metric="score", basis="得分", col_no=5, **place)
    weight = score | {"metric": "weight", "basis": "分值", "raw": "5", "value": 5, "value_norm": 5, "col_no": 4}
    marks = [
        mark("counted_list", "6", "数量指标|5"),
        mark("counted_list", "三", "社会效益指标|3", line=2),
        mark("goals_met", "完成了预期绩效目标", line=3),
        mark("goal_missed", "未完成原因", line=9),
        mark("full_marks", "得满分", "信息公开、预算编制", line=4, char_start=0),
    ]
    results = judge(score, weight, marks=marks)
    assert [row["expected"] for row in rows_of(results, "count_list")] == ["5个"]
    assert len(rows_of(results, "contradiction_conclusion")) == 1
    assert len(rows_of(results, "score_full_marks")) == 1


def test_one_wrong_cell_of_a_table_is_one_finding_and_the_other_sums_refer_to_it():
    def row(code, number, total, basic, project):
        place = {"table_no": 1, "row_no": number, "function_code": code}
        return [
            figure(f"{amount}万元", f"科目{code}/{column}", col_no=col, **place)
            for col, (column, amount) in enumerate(
                (("合计", total), ("基本支出", basic), ("项目支出", project)), start=3
            )
        ]

    table = [
        *row("204", 2, "90.00", "50.00", "40.00"),
        *row("20406", 3, "90.00", "50.00", "40.00"),
        *row("2040601", 4, "60.00", "37.70", "30.00"),
        *row("2040602", 5, "30.00", "20.00", "10.00"),
    ]
    results = judge(*table)
    failed = results.filter(pl.col("status") == "fail").rows(named=True)
    assert [(one["reported"], one["expected"], one["row_no"], one["col_no"]) for one in failed] == [
        ("37.70万元", "30.00万元", 4, 4)
    ]
    linked = results.filter(pl.col("missing").str.contains("另行指出"))
    assert linked.height == 1


def test_what_follows_from_a_number_that_the_table_contradicts_is_not_reported_again():
    place = {"table_no": 1, "row_no": 9, "col_no": 2}
    table = figure("200.00万元", "本年支出", "exp.total", **place)
    said = figure("210.00万元", "本年支出", "exp.total", line=30)
    part = figure("150.00万元", "基本支出", "exp.basic", line=30)
    share = figure("75.00%", "基本支出", "exp.basic", metric="share", versus="本年支出|决算|2023", line=30)
    results = judge(table, said, part, share)
    assert statuses(results, "contradiction_table") == ["fail"]
    assert rows_of(results, "ratio_share") == []


def test_the_total_of_a_table_of_one_fund_and_the_row_of_a_class_are_found_by_the_text():
    fund = {"fund": "一般公共预算", "table_no": 1}
    table = [
        figure("500.00万元", "本年支出合计", "exp.total", row_no=2, col_no=3, **fund),
        *(
            figure("87.36万元", f"{name}/合计", row_no=row, col_no=3, function_code=code, **fund)
            for row, (code, name) in enumerate(
                (("208", "社会保障支出"), ("20805", "养老支出"), ("2080506", "职业年金")), 3
            )
        ),
    ]
    said = [
        figure("510.00万元", "一般公共预算财政拨款支出", "exp.fiscal.general", line=30, fund="一般公共预算"),
        figure("887.36万元", "社会保障支出/养老支出/职业年金", line=31, fund="一般公共预算"),
    ]
    found = rows_of(judge(*table, *said), "contradiction_table")
    assert {row["reported"]: row["expected"] for row in found} == {
        "510.00万元": "500.00万元",
        "887.36万元": "87.36万元",
    }


def reception(*more):
    spent = figure("2.57万元", "公务接待费", "tp.reception", statement="three_public", line=5)
    next_section = figure("30.00万元", "机关运行经费", "exp.operation", line=8)
    lines = [{"document_id": "d" * 64, "page": 1, "line": n, "text": text} for n, text in enumerate(more, start=6)]
    return [spent, next_section], lines


def test_receptions_are_told_with_batches_and_persons_in_a_final_account():
    figures, _ = reception()
    results = judge(*figures, document_type="final_account")
    missing = {row["expected"]: row["severity"] for row in rows_of(results, "completeness_details")}
    assert missing == {"国内公务接待批次": "warning", "国内公务接待人次": "warning"}
    assert statuses(judge(*figures, document_type="self_evaluation"), "completeness_details") == ["not_applicable"]
    told = [
        figure("12批次", "国内公务接待批次", "tp.reception.batches", metric="count", statement="three_public", line=5),
        figure("80人", "国内公务接待人次", "tp.reception.persons", metric="count", statement="three_public", line=5),
    ]
    results = judge(*figures, *told, document_type="final_account")
    assert set(statuses(results, "completeness_details")) == {"pass"}


def test_what_may_stand_beyond_an_excerpt_or_was_not_read_is_not_called_missing():
    figures, lines = reception("国内公务接待若干批次、若干人次。")
    excerpt = judge(figures[0], document_type="final_account")
    assert set(statuses(excerpt, "completeness_details")) == {"not_assessable"}
    mentioned = judge(*figures, lines=lines, document_type="final_account")
    assert set(statuses(mentioned, "completeness_details")) == {"not_assessable"}
