"""What inspectors of published accounts look for item by item: wholes and parts, words of absence, bases, names."""

import polars as pl

from tests.integration.paper import cell, figure, judge, mark, statuses

BASIC = "一般公共预算财政拨款基本支出决算表"
FISCAL = {"fund": "财政拨款", "statement": "three_public"}
GENERAL = {"fund": "一般公共预算"}


def rows_of(results, check, status="fail"):
    return results.filter((pl.col("check_id") == check) & (pl.col("status") == status)).rows(named=True)


def test_basic_expenditure_on_receptions_is_no_more_than_all_of_it_and_may_be_less():
    whole = figure("0.80万元", "公务接待费", "tp.reception", table_no=2, row_no=5, col_no=12, **FISCAL)
    for spent, status in (("1.80万元", "fail"), ("0.80万元", "pass"), ("0.30万元", "pass")):
        part = figure(
            spent, "商品和服务支出/公务接待费", function_code="30217", table_no=1, row_no=9, col_no=8, **GENERAL
        )
        results = judge(whole, part)
        assert statuses(results, "sum_part_limit") == [status], spent
    assert statuses(judge(part), "sum_part_limit") == ["not_assessable"]


def test_each_batch_of_guests_has_someone_in_it_and_official_cars_are_a_hint():
    results = judge(
        figure("80批次", "国内公务接待批次", "tp.reception.batches", metric="count", basis="实际", **FISCAL),
        figure("8人次", "国内公务接待人次", "tp.reception.persons", metric="count", basis="实际", **FISCAL),
        figure("5辆", "公务用车保有量", "tp.vehicle.kept", metric="count", basis="期末", **FISCAL),
        figure("3辆", "车辆", "ast.vehicles", metric="count", basis="期末", statement="assets"),
    )
    assert {row["reported"]: row["severity"] for row in rows_of(results, "sum_part_limit")} == {
        "80批次": "error",
        "5辆": "hint",
    }


def test_an_amount_and_its_number_are_both_zero_or_both_not():
    spent = figure("0.80万元", "公务接待费", "tp.reception", **FISCAL)
    nothing = figure("0.00万元", "公务接待费", "tp.reception", **FISCAL)
    none = figure("0批次", "国内公务接待批次", "tp.reception.batches", metric="count", basis="实际", **FISCAL)
    eight = figure("8批次", "国内公务接待批次", "tp.reception.batches", metric="count", basis="实际", **FISCAL)
    for amount, count, status in ((spent, none, "fail"), (nothing, eight, "fail"), (spent, eight, "pass")):
        assert statuses(judge(amount, count), "contradiction_count") == [status]
    titles = [mark("table_title", f"表{n}", f"表{n}", line=n) for n in range(5)]
    assert rows_of(judge(spent, marks=titles[:4], document_type="final_account"), "completeness_details") == []
    untold = rows_of(judge(spent, marks=titles, document_type="final_account"), "completeness_details")
    assert {(row["expected"], row["severity"]) for row in untold} >= {
        ("国内公务接待批次", "warning"),
        ("国内公务接待人次", "warning"),
    }


def test_a_fund_said_to_be_absent_while_a_table_has_it_is_an_error():
    income = figure(
        "300.00万元", "政府性基金预算财政拨款收入", "rev.fiscal.fund", statement="revenue", fund="政府性基金",
        table_no=1, row_no=4, col_no=2,
    )  # fmt: skip
    said = mark("absence", "政府性基金预算财政拨款收入和支出", "政府性基金|both", line=30, char_start=300)
    spending = mark("absence", "政府性基金预算支出", "政府性基金|expenditure", line=31, char_start=400)
    results = judge(income, marks=[said, spending], document_type="final_account")
    assert [row["line"] for row in rows_of(results, "contradiction_absence")] == [30]
    assert [row["line"] for row in rows_of(results, "contradiction_absence", "pass")] == [31]


def test_an_expense_said_not_to_have_occurred_while_the_table_has_it_is_an_error():
    spent = figure("1.50万元", "公务接待费", "tp.reception", table_no=1, row_no=4, col_no=2, **FISCAL)
    nothing = figure("0.00万元", "因公出国（境）费", "tp.abroad", table_no=1, row_no=5, col_no=2, line=12, **FISCAL)
    marks = [
        mark("zero_statement", "未发生", "公务接待费", line=30, char_start=300),
        mark("zero_statement", "无", "因公出国（境）费", line=31, char_start=400),
        mark("zero_statement", "未安排", "公务用车购置费", line=32, char_start=500),
    ]
    results = judge(spent, nothing, marks=marks, document_type="final_account")
    (found,) = rows_of(results, "contradiction_absence")
    assert (found["line"], found["reported"], found["expected"]) == (30, "公务接待费未发生", "1.50万元")
    assert [row["line"] for row in rows_of(results, "contradiction_absence", "pass")] == [31]


def test_a_note_that_explains_another_empty_table_or_a_full_one_is_an_error():
    note = "无政府性基金预算财政拨款安排的预算，故本表为空表"
    filled = figure("3.00万元", "城乡社区支出", function_code="212", fund="政府性基金", table_no=6, row_no=4, col_no=5)
    marks = [
        mark("empty_note", note, "政府性基金预算支出功能分类预算表", table_no=5, line=20, char_start=200),
        mark("empty_note", note, "国有资本经营预算支出功能分类预算表", table_no=7, line=21, char_start=210),
        mark("empty_note", note, "政府性基金预算支出功能分类预算表", table_no=6, line=22, char_start=220),
    ]
    results = judge(filled, marks=marks, document_type="budget")
    assert [row["line"] for row in rows_of(results, "contradiction_absence")] == [21, 22]


def test_a_section_that_tells_of_another_fund_is_an_error_where_that_fund_has_a_section_of_its_own():
    copied = mark("absence", "国有资本经营预算支出", "国有资本经营|both|政府性基金", line=30, char_start=300)
    own = mark("absence", "国有资本经营预算支出", "国有资本经营|both|国有资本经营", line=34, char_start=400)
    right = mark("absence", "政府性基金预算支出", "政府性基金|both|政府性基金", line=31, char_start=350)
    for marks, lines in (([copied, own], [30]), ([copied], []), ([copied, right, own], []), ([right, own], [])):
        results = judge(marks=marks, document_type="final_account")
        assert [row["line"] for row in rows_of(results, "contradiction_absence")] == lines


def test_growth_from_nothing_and_completion_of_no_budget_have_no_percentage():
    now = figure("3.00万元", "因公出国（境）费", "tp.abroad", **FISCAL)
    versus = {"versus": "因公出国（境）费|决算|2022|up", **FISCAL}
    item = "因公出国（境）费/比上年"
    more = figure("3.00万元", item, "tp.abroad", metric="change_amount", **versus)
    growth = figure("100%", item, "tp.abroad", metric="change_rate", **versus)
    assert statuses(judge(now, more, growth), "difference_zero_base") == ["pass", "fail"]
    less = figure("1.00万元", item, "tp.abroad", metric="change_amount", **versus)
    half = figure("50%", item, "tp.abroad", metric="change_rate", **versus)
    assert rows_of(judge(now, less, half), "difference_zero_base") == []
    beyond = figure("5.00万元", item, "tp.abroad", metric="change_amount", **versus)
    (found,) = rows_of(judge(now, beyond), "difference_zero_base")
    assert "负数" in found["message"]
    budget = figure("0.00万元", "因公出国（境）费", "tp.abroad", basis="年初预算", **FISCAL)
    rate = figure(
        "100%",
        "因公出国（境）费/预算完成率",
        "tp.abroad",
        metric="rate",
        versus="因公出国（境）费|年初预算|2023",
        **FISCAL,
    )
    assert statuses(judge(now, budget, rate), "difference_zero_base") == ["fail"]
    said = rate | {"item": "“三公”经费/因公出国（境）费/预算完成率", "raw": "0", "value": 0, "value_norm": 0}
    (nothing,) = rows_of(judge(now, budget, said), "difference_zero_base")
    assert nothing["severity"] == "hint"


def test_columns_left_blank_in_the_table_of_three_public_are_nothing():
    caption, at = "财政拨款“三公”经费支出决算表", {"table_no": 1, "row_no": 4, "basis": "年初预算", **FISCAL}
    total = figure("0.95万元", "“三公”经费", "tp.total", col_no=1, **at)
    rate = figure(
        "0%", "“三公”经费/因公出国（境）费/预算完成率", "tp.abroad", metric="rate",
        versus="“三公”经费/因公出国（境）费|年初预算|2023", **FISCAL,
    )  # fmt: skip
    for guests, status in (("0.95", "pass"), ("0.59", "fail")):
        part = figure(f"{guests}万元", "公务接待费", "tp.reception", col_no=5, **at)
        cells = [cell(text, 4, col, caption) for col, text in enumerate(("0.95", "", "", "", guests, ""), start=1)]
        results = judge(total, part, rate, cells=cells)
        assert status in statuses(results, "sum_items"), guests
        (found,) = rows_of(results, "difference_zero_base")
        assert (found["severity"], found["reported"]) == ("hint", "0%")
        unread = [*cells[:-1], cell("0.30", 4, 6, caption)]
        assert rows_of(judge(total, part, rate, cells=unread), "difference_zero_base") == []


def test_a_reason_without_words_is_a_warning_and_a_difference_without_reason_a_hint():
    path = "农林水支出/水利/"
    figures = []
    for number, (name, budget, spent) in enumerate(
        (("行政运行", "51.00", "50.20"), ("水利工程建设", "450.00", "400.00"))
    ):
        at = 1000 * number
        figures += [
            figure(f"{budget}万元", path + name, basis="年初预算", char_start=at, line=number, **GENERAL),
            figure(f"{spent}万元", path + name, char_start=at + 20, line=number, **GENERAL),
        ]
    marks = [mark("reason", "主要原因", char_start=50), mark("empty_reason", "主要原因：", "支出决算", line=9)]
    found = rows_of(judge(*figures, marks=marks, document_type="final_account"), "completeness_reason")
    assert {(row["severity"], row["reported"]) for row in found} == {("warning", "主要原因："), ("hint", "400.00万元")}


def test_titles_that_differ_from_the_table_of_contents_are_hints():
    marks = [
        mark("listed_heading", "其他重要事项的情况说明", "其他重要事项说明", line=5),
        mark("listed_heading", "预算绩效管理情况", "预算绩效管理情况", line=6),
        mark("missing_heading", "三、支出决算情况说明", "支出决算情况说明", line=7),
    ]
    found = rows_of(judge(marks=marks), "completeness_contents")
    assert {(row["line"], row["severity"]) for row in found} == {(5, "hint"), (7, "hint")}


def test_a_short_form_of_the_name_is_right_and_the_name_of_the_city_office_is_not():
    names = (("市卫健委", "pass"), ("江海市水务局", "fail"), ("江海市临江区体育局", "fail"), ("临江区水务局", "pass"))
    for name, status in names:
        subject = "江海市卫生健康委员会" if "卫健" in name else "江海市临江区水务局"
        results = judge(marks=[mark("stated_agency", name, subject)])
        assert statuses(results, "completeness_agency") == [status], name


def test_a_wrong_name_is_told_once_with_all_its_places():
    marks = [
        mark("stated_agency", "江海市水利局", "江海市水务局", line=line, char_start=10 * line) for line in (3, 8, 8)
    ]
    (found,) = rows_of(judge(marks=marks), "completeness_agency")
    assert found["line"] == 3
    assert "（共2处：第1页第3行、第1页第8行）" in found["message"]


def test_an_average_score_fits_the_grades_of_the_projects_it_is_the_mean_of():
    count = {"metric": "count", "basis": "实际", "statement": "execution"}
    figures = [
        figure("4个", "绩效自评/项目数", char_start=1, **count),
        figure("3个", "绩效自评/评级为“优”的项目数", char_start=20, **count),
        figure("1个", "绩效自评/评级为“良”的项目数", char_start=30, **count),
        figure("0个", "绩效自评/评级为“不合格”的项目数", char_start=40, **count),
    ]
    for score, status in (("91.20分", "pass"), ("98.60分", "fail"), ("79.10分", "fail")):
        average = figure(score, "绩效自评/平均得分", metric="score", basis="得分", statement="score", char_start=10)
        assert statuses(judge(*figures, average), "grade_band") == [status], score
    more = [figures[0] | {"raw": "6", "value": 6, "value_norm": 6}, *figures[1:]]
    assert statuses(judge(*more, average), "grade_band") == ["not_applicable"]


def test_problems_found_are_mended_or_not_yet():
    count = {"metric": "count", "basis": "实际", "statement": "execution"}
    for found, status in (("5个", "pass"), ("7个", "fail")):
        results = judge(
            figure(found, "绩效自评/发现问题数", char_start=1, **count),
            figure("3个", "绩效自评/已完成整改问题数", char_start=10, **count),
            figure("2个", "绩效自评/正在整改问题数", char_start=20, **count),
        )
        assert statuses(results, "sum_lists") == [status], found


def test_what_small_firms_won_is_no_more_than_all_that_was_bought():
    bought = figure("20.00万元", "政府采购", "pro.total", basis="实际", statement="procurement")
    for won, status in (("18.00万元", "pass"), ("28.00万元", "fail")):
        part = figure(
            won, "政府采购/其他政府采购项目/中小企业中标成交", "pro.sme_won", basis="实际", statement="procurement"
        )
        assert statuses(judge(bought, part), "sum_part_limit") == [status], won


def test_a_reason_for_a_fall_after_a_rise_is_an_error():
    said = {"metric": "change_amount", "basis": "年初预算", "statement": "expenditure"}
    up, down = "财政拨款支出|年初预算|2022|up", "公用经费|年初预算|2022|down"
    rise = figure("8.00万元", "财政拨款支出", "exp.fiscal", versus=up, line=3, char_start=30, **said)
    fall = figure("5.00万元", "公用经费", "exp.basic.public", versus=down, line=4, char_start=60, **said)
    for words, changes, count in (
        ("财政拨款收入支出减少的主要原因", [rise], 1),
        ("财政拨款收入支出增加的主要原因", [rise], 0),
        ("减少的原因", [rise], 1),
        ("减少的原因", [rise, fall], 0),
        ("其中会议费减少的主要原因", [rise], 0),
    ):
        results = judge(*changes, marks=[mark("reason_direction", words, line=5, char_start=90)])
        assert len(rows_of(results, "contradiction_direction")) == count, words


def test_one_code_has_one_name_and_one_name_one_code():
    def row(table_no, code, name, amount="9.00"):
        place = {"table_no": table_no, "row_no": int(code[2:])}
        return (
            figure(f"{amount}万元", name, function_code=code, col_no=5, **place),
            cell(name, place["row_no"], 4, f"表{table_no}", table_no=table_no),
        )

    pairs = [
        *(row(table, "2130306", "水利工程运行与维护") for table in (1, 2)),
        row(3, "2130306", "水利工程运行维护"),
        *(row(table, "2130305", "水利工程建设") for table in (1, 2)),
        row(3, "2140305", "水利工程建设"),
        *(row(table, "2080505", "机关事业单位基本养老保险缴费支出"[:length]) for table, length in ((1, 16), (2, 12))),
    ]
    results = judge(*(one for one, _ in pairs), cells=[one for _, one in pairs])
    found = {row["reported"]: row["expected"] for row in rows_of(results, "contradiction_names")}
    assert found == {"水利工程运行维护": "水利工程运行与维护", "2140305": "2130305"}


def test_the_old_name_of_a_class_is_told_with_the_name_of_the_year():
    pairs = (
        figure("9.00万元", "行政事业单位离退休", function_code="20805", table_no=1, row_no=2, col_no=5),
        cell("行政事业单位离退休", 2, 4, "支出决算表"),
    )
    (found,) = rows_of(judge(pairs[0], cells=[pairs[1]]), "contradiction_names")
    assert (found["expected"], found["severity"]) == ("行政事业单位养老支出", "warning")


def test_the_budgets_of_all_accounts_add_up_where_their_outturns_do():
    def account(name, budget, spent, line):
        return [
            figure(f"{budget}万元", f"农林水支出/水利/{name}", basis="年初预算", line=line, page=2, **GENERAL),
            figure(f"{spent}万元", f"农林水支出/水利/{name}", line=line, page=2, **GENERAL),
        ]

    total = "一般公共预算财政拨款支出"
    parts = [
        *account("行政运行", "51.00", "50.00", 1),
        *account("水利工程建设", "450.00", "400.00", 2),
        *account("水资源节约管理与保护", "30.00", "30.00", 3),
    ]
    spent = figure("480.00万元", total, "exp.fiscal.general", **GENERAL)
    for budget, status in (("531.00", "pass"), ("513.00", "fail")):
        planned = figure(f"{budget}万元", total, "exp.fiscal.general", basis="年初预算", **GENERAL)
        results = judge(planned, spent, *parts)
        assert statuses(results, "sum_accounts") == [status, "pass"]
    partly = judge(planned, figure("999.00万元", total, "exp.fiscal.general", **GENERAL), *parts)
    assert statuses(partly, "sum_accounts") == ["not_assessable", "not_assessable"]


def test_a_row_printed_blank_is_a_part_of_nothing_and_completes_the_sum():
    place = {"table_no": 1, "col_no": 4}
    printed = [
        figure("2316.00万元", "支出总计", "exp.total_all", row_no=32, **place),
        figure("2293.80万元", "本年支出合计", "exp.total", row_no=29, **place),
        figure("20.20万元", "年末结转和结余", "car.closing", row_no=31, statement="carryover", **place),
    ]
    blank = [cell("结余分配", 30, 3, "收入支出决算总表"), cell("", 30, 4, "收入支出决算总表")]
    assert rows_of(judge(*printed), "sum_items") == []
    (found,) = rows_of(judge(*printed, cells=blank), "sum_items")
    assert found["expected"] == "2314.00万元"


def test_the_income_of_one_fund_is_not_made_of_all_sources():
    fund = figure("300.00万元", "本年收入", "rev.total", statement="revenue", fund="政府性基金", line=3)
    sources = [
        figure("2285.80万元", "财政拨款收入", "rev.fiscal", statement="revenue", fund="财政拨款", line=3),
        figure("10.20万元", "其他收入", "rev.other", statement="revenue", line=3),
    ]
    assert rows_of(judge(fund, *sources), "sum_items") == []


def test_a_rate_is_recomputed_from_the_table_where_another_of_the_sentence_is():
    def row(name, code, budget, spent, col):
        place = {"table_no": 7, "row_no": 5, **FISCAL}
        return [
            figure(f"{budget}万元", name, code, basis="年初预算", col_no=col, page=3, **place),
            figure(f"{spent}万元", name, code, col_no=col + 1, page=3, **place),
        ]

    def said(name, code, spent, rate, at):
        place = {"line": 9, "page": 5, **FISCAL}
        return [
            figure(f"{spent}万元", name, code, char_start=at, char_end=at + 4, **place),
            figure(
                f"{rate}%", f"{name}/预算完成率", code, metric="rate", versus=f"{name}|年初预算|2023",
                char_start=at + 20, char_end=at + 25, **place,
            ),
        ]  # fmt: skip

    table = [
        *row("因公出国（境）费", "tp.abroad", "5.00", "3.00", 1),
        *row("公务接待费", "tp.reception", "1.50", "0.80", 3),
    ]
    wrong = said("因公出国（境）费", "tp.abroad", "3.00", "66.00", 10)
    right = said("公务接待费", "tp.reception", "0.80", "53.33", 60)
    assert [row["expected"] for row in rows_of(judge(*table, *wrong, *right), "ratio_rate")] == ["60.00%"]
    assert rows_of(judge(*table, *wrong), "ratio_rate") == []


def test_counts_of_a_list_closed_by_others_add_up():
    vehicles = [
        figure(f"{count}辆", f"车辆/{name}", metric="count", basis="期末", statement="assets", line=2)
        for name, count in (("机要通信用车", 1), ("应急保障用车", 1), ("执法执勤用车", 0), ("其他用车", 1))
    ]
    for total, found in ((4, ["3辆"]), (3, [])):
        printed = figure(f"{total}辆", "车辆", "ast.vehicles", metric="count", basis="期末", statement="assets", line=2)
        assert [row["expected"] for row in rows_of(judge(printed, *vehicles), "sum_lists")] == found


def test_an_amount_without_a_unit_is_told_where_the_others_have_theirs():
    others = [figure(f"{n}.50万元", f"项目{n}支出", line=n) for n in range(1, 13)]
    bare = mark("missing_unit", "900.55", "支出决算", line=20)
    (found,) = rows_of(judge(*others, marks=[bare]), "unit_yuan")
    assert (found["reported"], found["line"]) == ("900.55", 20)
    assert rows_of(judge(others[0], marks=[bare]), "unit_yuan") == []


def test_a_list_that_goes_on_beyond_the_group_is_no_sum_of_the_group():
    def three_public(total, line):
        return [
            figure(total, "“三公”经费", "tp.total", line=line, char_start=0, **FISCAL),
            figure("0万元", "“三公”经费/因公出国（境）费", "tp.abroad", line=line, char_start=10, **FISCAL),
            figure("7.20万元", "“三公”经费/公务用车购置费", "tp.vehicle.purchase", line=line, char_start=20, **FISCAL),
            figure(
                "3.10万元", "“三公”经费/公务用车运行维护费", "tp.vehicle.running", line=line, char_start=30, **FISCAL
            ),
            figure("0.40万元", "“三公”经费/公务接待费", "tp.reception", line=line, char_start=40, **FISCAL),
        ]

    rest = [
        figure("1.50万元", "会议费", "exp.conference", line=2, char_start=50, fund="财政拨款"),
        figure("2.30万元", "培训费", "exp.training", line=2, char_start=60, fund="财政拨款"),
    ]
    assert [row["reported"] for row in rows_of(judge(*three_public("14.50万元", 2)), "sum_items")] == ["14.50万元"]
    assert rows_of(judge(*three_public("14.50万元", 2), *rest), "sum_items") == []
    narrower = figure("9.90万元", "“三公”经费", "tp.total", line=20, char_start=700, **FISCAL)
    assert rows_of(judge(*three_public("14.50万元", 2), *rest, narrower), "sum_items") == []


def test_a_class_of_one_fund_is_no_more_than_the_class_of_all_funds():
    def row(table_no, amount, fund):
        place = {"table_no": table_no, "row_no": 9, "col_no": 5, "fund": fund}
        return figure(f"{amount}元", "购房补贴/合计", function_code="2210203", **place)

    for general, status in (("1201000.00", "pass"), ("1210000.00", "fail")):
        results = judge(row(3, "1201000.00", "全口径"), row(5, general, "一般公共预算"))
        assert statuses(results, "sum_part_limit") == [status]


def test_classes_above_their_parent_in_every_column_are_wrong_and_below_it_may_be_left_out():
    def row(code, number, total, basic, project):
        place = {"table_no": 1, "row_no": number, "function_code": code}
        columns = (("合计", total), ("基本支出", basic), ("项目支出", project))
        return [
            figure(f"{amount}万元", f"科目{code}/{name}", col_no=col, **place)
            for col, (name, amount) in enumerate(columns, start=3)
        ]

    def table(last_total, last_basic):
        return [
            *row("221", 2, "90.00", "80.00", "10.00"),
            *row("22102", 3, "90.00", "80.00", "10.00"),
            *row("2210201", 4, "60.00", "55.00", "5.00"),
            *row("2210203", 5, last_total, last_basic, "5.00"),
        ]

    above = rows_of(judge(*table("31.00", "26.00")), "sum_table_columns")
    assert {row["reported"] for row in above} & {"90.00万元", "31.00万元"}
    assert rows_of(judge(*table("29.00", "24.00")), "sum_table_columns") == []


def test_projects_that_are_all_listed_add_up():
    def told(count, first):
        goal = {"statement": "execution", "line": 4, "basis": "年初预算"}
        return [
            figure(f"{count}个", "绩效目标/项目数", metric="count", line=4, statement="execution", basis="实际"),
            figure("650.25万元", "绩效目标/涉及项目预算资金", **goal),
            figure(f"{first}万元", "绩效目标/涉及项目预算资金/河道整治工程", **goal),
            figure("250.25万元", "绩效目标/涉及项目预算资金/泵闸运行维护", **goal),
        ]

    assert [row["expected"] for row in rows_of(judge(*told(2, "410.00")), "sum_lists")] == ["660.25万元"]
    assert rows_of(judge(*told(2, "400.00")), "sum_lists") == []
    assert rows_of(judge(*told(5, "410.00")), "sum_lists") == []
