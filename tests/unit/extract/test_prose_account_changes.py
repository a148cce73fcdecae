"""Final accounts and budgets of several provinces: changes, lists and wholes; names and figures are made up."""

from __future__ import annotations

from ingest.extract import extract_document
from ingest.figure import Figure
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary

ACCOUNT = "某县某局2023年度部门决算\n"
BUDGET = "某县某局2024年部门预算\n"


def told(text: str, title: str = ACCOUNT) -> dict[str, Figure]:
    figures = extract_document(read_bytes((title + text).encode(), "a.txt"), load_vocabulary()).figures
    return {f.raw: f for f in figures if f.line > 1}


def test_a_year_in_the_reason_of_another_item_is_not_the_items_own() -> None:
    found = told("2023年公车运行维护费46万元，较上年下降21%，主要是2022年开展公车改革；公务接待费43万元。")
    assert (found["43"].year, found["43"].basis) == (2023, "决算")


def test_averages_name_their_own_cost() -> None:
    found = told("三、“三公”经费情况说明\n2023年人均接待费131.49元，车均购置费0.10万元，车均维护费2.83万元。")
    assert [f.item for f in found.values()] == ["公务接待费/人均", "公务用车购置费/车均", "公务用车运行维护费/车均"]


def test_shares_of_named_parts_need_no_word_for_the_whole() -> None:
    found = told("2023年“三公”经费支出决算中，公务接待费占11.05%，公务用车购置及运行费占88.95%。")
    assert {f.versus for f in found.values()} == {"“三公”经费|决算|2023"}


def test_a_sentence_on_费用支出_goes_on_with_the_item_before_it() -> None:
    found = told(
        "（二）“三公”经费分项支出情况\n公务车运行维护费8.5万元，用于执法。费用支出较年初预算数减少1.5万元，下降15%。"
    )
    assert (found["1.5"].item_code, found["1.5"].versus) == (
        "tp.vehicle.running",
        "公务用车运行维护费|年初预算|2023|down",
    )


def test_减少率_is_the_change_of_the_item_told_of() -> None:
    found = told("2024年公务接待费预算8万元，2023年预算12万元，对比减少4万元；减少率33.33%。", BUDGET)
    assert (found["33.33"].item, found["33.33"].metric) == ("公务接待费", "change_rate")


def test_an_amount_right_after_a_year_is_no_date() -> None:
    found = told("2023年“三公”经费支出10.5万元，同比2022年11.0万元减少0.5万元，比2022年年初预算12.60万元减少2.1万元。")
    assert (found["11.0"].basis, found["11.0"].year) == ("上年决算", 2022)
    assert found["12.60"].basis == "年初预算"


def test_two_numbers_after_各_are_of_revenue_and_of_expenditure() -> None:
    found = told("与2022年相比，收、支总计各减少1.86万元、2.97万元，分别下降3.51%、8.28%。")
    assert [(f.item, f.metric) for f in found.values()] == [
        ("收入总计", "change_amount"),
        ("支出总计", "change_amount"),
        ("收入总计", "change_rate"),
        ("支出总计", "change_rate"),
    ]


def test_one_name_after_two_years_is_told_for_both() -> None:
    found = told("2022年度、2023年度“三公”经费支出分别为12.3万元、10.1万元。")
    assert (found["12.3"].year, found["10.1"].year) == (2022, 2023)


def test_a_rate_of_execution_is_of_what_was_budgeted_and_not_of_what_was_left() -> None:
    found = told("校园安保经费：预算安排50万元，实际支出48万元，结余2万元，预算执行率96%。")
    assert found["96"].versus == "校园安保经费|全年预算|2023"


def test_the_code_of_a_class_is_no_figure_and_names_what_stands_before_it() -> None:
    found = told("行政运行（2010301）支出580万元，较上年增加20万元。")
    assert (found["580"].item, found["580"].basis, found["580"].year) == ("行政运行", "决算", 2023)
    assert "2010301" not in found


def test_shares_told_after_a_full_stop_are_of_the_fund_before_it() -> None:
    found = told("2023年度财政拨款支出100万元。基本支出占60%，项目支出占40%。")
    assert {f.versus.partition("|")[0] for f in found.values() if f.metric == "share"} == {"财政拨款支出"}


def test_收入决算数_at_the_head_is_revenue() -> None:
    assert told("2023年收入决算数为120万元，比年初预算数110万元增加10万元。")["120"].item_code == "rev.total"


def test_a_rate_without_its_sign_is_read_and_marked_once() -> None:
    text = ACCOUNT + "执法装备购置项目全年预算173.65万元，实际支出163.23万元，预算执行率94.00。"
    extraction = extract_document(read_bytes(text.encode(), "a.txt"), load_vocabulary())
    assert [f.versus for f in extraction.figures if f.raw == "94.00"] == ["执法装备购置项目|全年预算|2023"]
    assert [m.text for m in extraction.text_marks if m.kind == "missing_percent"] == ["94.00"]


def test_该项支出_of_last_year_is_of_the_item_told_of() -> None:
    found = told("2023年课题专项经费187.88万元，上年该项支出为150.00万元，增长25.25%。")
    assert (found["150.00"].item, found["150.00"].year) == ("课题专项经费", 2022)
    assert found["25.25"].versus == "课题专项经费|决算|2022|up"


def test_a_reason_ends_at_its_semicolon() -> None:
    found = told(
        "一般公共服务支出（201）250万元，较上年增加15万元，原因是增资；社会保障和就业支出（208）30万元，较上年减少1.2万元。"
    )
    assert found["1.2"].item == "社会保障和就业支出"


def test_a_change_against_last_year_after_outturn_and_budget_is_of_the_outturn() -> None:
    found = told("2023年“三公”经费支出3.60万元，年初预算数4.00万元，完成年初预算的90%，较上年减少0.40万元。")
    assert (found["0.40"].basis, found["0.40"].versus) == ("决算", "“三公”经费|决算|2022|down")


def test_运行维护费_in_the_paragraph_on_cars_is_that_of_the_cars() -> None:
    found = told("2.公务用车购置及运行维护费支出情况。公务用车保有量1辆，运行维护费预算2.50万元，支出决算2.30万元。")
    assert found["2.30"].item_code == found["2.50"].item_code == "tp.vehicle.running"


def test_a_fund_among_the_parts_of_revenue_is_revenue_of_the_fund() -> None:
    found = told("2024年收入合计90万元，其中：一般公共预算80万元；政府性基金收入10万元。", BUDGET)
    assert (found["80"].item_code, found["10"].item_code) == ("rev.fiscal.general", "rev.fiscal.fund")


def test_a_change_after_a_list_of_parts_is_of_the_whole() -> None:
    found = told(
        "2024年“三公”经费预算安排10.80万元，其中：公务接待费3.80万元、公务用车运行维护费7.00万元，"
        "与2023年预算相比减少1.25万元，主要是公务接待费减少1.35万元。",
        BUDGET,
    )
    assert (found["1.25"].item_code, found["1.35"].item_code) == ("tp.total", "tp.reception")


def test_较年初_compares_what_is_held_with_the_end_of_the_year_before() -> None:
    found = told("截至2023年12月31日，本单位资产总计3,456.78万元，较年初增加120.00万元，增长3.60%。")
    assert (found["3,456.78"].item_code, found["3,456.78"].basis) == ("ast.total", "期末")
    assert found["120.00"].versus == found["3.60"].versus == "资产总额|期末|2022|up"


def test_parts_of_what_is_left_at_the_end_are_not_those_of_the_beginning() -> None:
    found = told("年末结转和结余123.45万元，其中：基本支出结转23.45万元，项目支出结转和结余100.00万元。")
    assert (found["23.45"].item, found["23.45"].item_code) == ("年末结转和结余/基本支出结转", "")


def test_a_change_against_last_year_after_a_bare_决算数_is_of_the_outturn() -> None:
    found = told(
        "（一）教育支出（类）普通教育（款）学前教育（项）\n"
        "2023年决算数100.00万元，年初预算数90.00万元，较上年增加10.00万元，增长11.11%。"
    )
    assert (found["10.00"].basis, found["11.11"].versus.split("|")[1]) == ("决算", "决算")


def test_a_class_code_before_a_dash_is_no_figure_and_no_part_of_the_name() -> None:
    found = told(
        "（一）201-一般公共服务支出23,653万元，较2022年决算数增加2,954万元，其中：\n"
        "1、20103-政府办公厅（室）及相关机构事务9,185万元，较2022年决算数减支186万元。"
    )
    assert set(found) == {"23,653", "2,954", "9,185", "186"}
    assert found["23,653"].item == "一般公共服务支出"
    assert found["9,185"].item.endswith("政府办公厅（室）及相关机构事务")
    assert found["186"].versus.endswith("|决算|2022|down")


def test_增支_is_a_rise_of_what_was_spent() -> None:
    found = told("1.人大事务1,087万元，较上年增支204万元，增长23.1%；")
    assert (found["204"].metric, found["204"].versus) == ("change_amount", "人大事务|决算|2022|up")


def test_the_list_after_what_is_left_is_not_of_what_is_left() -> None:
    found = told(
        "一、一般公共预算收支情况\n"
        "2023年一般公共预算支出96.56亿元，加上上解上级支出0.21亿元，总支出为96.77亿元。收支相抵，结转结余为0.90亿元。"
        "支出主要情况如下：\n1.公共安全支出1.09亿元，完成调整预算数的95.6%。"
    )
    assert (found["0.21"].item, found["1.09"].item) == ("上解上级支出", "公共安全支出")


def test_预算稳定调节基金_is_no_budget() -> None:
    found = told("2023年收入4.98亿元，加上上年结转、动用预算稳定调节基金等92.69亿元，总收入为97.67亿元。")
    assert (found["92.69"].basis, found["97.67"].basis) == ("决算", "决算")
