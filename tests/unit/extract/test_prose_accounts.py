"""Final accounts and budgets told in the wordings of several provinces; names and figures are made up."""

from __future__ import annotations

import pytest

from ingest.extract import extract_document
from ingest.figure import Figure
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary

ACCOUNT = "某县某局2023年度部门决算\n"
BUDGET = "某县某局2024年部门预算\n"


def told(text: str, title: str = ACCOUNT) -> dict[str, Figure]:
    figures = extract_document(read_bytes((title + text).encode(), "a.txt"), load_vocabulary()).figures
    return {f.raw: f for f in figures if f.line > 1}


def named(text: str, title: str = ACCOUNT) -> dict[str, tuple[str, str]]:
    return {raw: (f.item, f.basis) for raw, f in told(text, title).items()}


# --- headings


@pytest.mark.parametrize("mark", ["1、", "（1）", "1."])
def test_a_class_of_the_budget_alone_in_its_line_is_what_the_next_paragraph_tells_of(mark: str) -> None:
    found = named(
        "（三）财政拨款支出决算具体情况\n2023年度财政拨款支出决算为900万元。\n"
        f"{mark}农林水支出（类）水利（款）水利工程建设（项）。\n年初预算为300万元，支出决算为310万元。"
    )
    path = "农林水支出/水利/水利工程建设"
    assert (found["300"], found["310"]) == ((path, "年初预算"), (path, "决算"))


def test_a_class_above_and_its_款项_below_make_one_path() -> None:
    found = named("（一）教育支出（类）\n1.普通教育（款）小学教育（项）。年初预算80万元，支出决算86万元。")
    assert found["86"] == ("教育支出/普通教育/小学教育", "决算")


def test_a_class_followed_by_a_comma_and_one_by_its_code_are_headings_too() -> None:
    found = named("2.卫生健康支出（类）公共卫生（款）基本公共卫生服务（项），预算数20万元，决算数18万元。")
    assert found["18"] == ("卫生健康支出/公共卫生/基本公共卫生服务", "决算")
    assert named("3.行政运行（2010301）\n年初预算60万元，支出决算61万元。")["61"] == ("行政运行", "决算")


def test_a_line_that_ends_in_情况_and_a_full_stop_is_a_heading() -> None:
    found = named(
        "七、“三公”经费支出决算情况说明\n（3）公务接待费支出情况。\n2023年公务接待24批次，210人次，支出2.05万元。"
    )
    assert found["2.05"] == ("公务接待费", "决算")


def test_the_review_of_a_project_is_of_the_project_and_not_of_all_projects() -> None:
    found = named("1.校舍维修项目绩效自评综述：项目全年预算数为60万元，执行数为57万元，完成预算的95%。")
    assert {item for item, _ in found.values()} == {"校舍维修项目"}


def test_the_outturn_of_an_earlier_year_in_a_budget_is_no_budget() -> None:
    found = told("二、2023年“三公”经费决算情况\n2023年度“三公”经费支出20万元，其中：公务接待费12万元。", BUDGET)
    assert {(f.item_code, f.year, f.basis) for f in found.values()} == {
        ("tp.total", 2023, "决算"),
        ("tp.reception", 2023, "决算"),
    }


# --- parts and wholes


def test_what_stands_beside_an_item_is_no_part_of_it() -> None:
    found = named(
        "2023年“三公”经费支出决算为12万元，其中：因公出国（境）费0万元，公务接待费2万元。具体情况如下：\n"
        "1.因公出国（境）费支出0万元。\n2.公务用车购置及运行维护费支出10万元。\n3.公务接待费支出2.0万元。"
    )
    assert found["2.0"][0] == "“三公”经费/公务接待费"
    assert found["10"][0] == "“三公”经费/公务用车购置及运行维护费"


def test_shares_after_支出决算中_are_of_what_the_sentence_opens_with() -> None:
    found = told("2023年“三公”经费财政拨款支出决算中，公务接待费支出决算3万元，占25%；因公出国（境）费1万元，占8%。")
    assert found["25"].versus == found["8"].versus == "“三公”经费|决算|2023"


def test_parts_after_a_semicolon_stay_parts_where_the_account_tree_says_so() -> None:
    found = told("2023年“三公”经费决算22万元。其中公务接待费20万元，占90.9%；公务用车运行维护费2万元，占9.1%。")
    assert found["9.1"].versus == "“三公”经费|决算|2023"


def test_a_part_told_by_fund_is_not_the_fund_itself() -> None:
    found = told("2023年度“三公”经费支出决算11万元（其中：一般公共预算支出11.0万元；政府性基金预算支出0万元）。")
    assert found["11.0"].item_code == "" and found["11.0"].item.startswith("“三公”经费/")
    spent = told("（一）政府采购预算情况\n2024年政府采购预算50万元。按资金类型划分，一般公共预算拨款48万元。", BUDGET)
    assert (spent["48"].item_code, spent["48"].statement) == ("", "procurement")


def test_cars_after_其中_are_parts_of_the_cars_counted() -> None:
    found = named("截至2023年12月31日，单位共有公务用车4辆，其中：轿车1辆、越野车3辆。")
    assert (found["1"][0], found["3"][0]) == ("公务用车保有量/轿车", "公务用车保有量/越野车")
    running = named(
        "公务用车运行维护费33.50万元，现有公务用车9辆，其中：轿车2辆、特种用车7辆。公务用车运行维护费8.20万元，用于12辆车辆的维修。"
    )
    assert [running[raw][0] for raw in ("9", "2", "7", "12")] == [
        "公务用车保有量", "公务用车保有量/轿车", "公务用车保有量/特种用车", "公务用车保有量",
    ]  # fmt: skip


def test_what_the_money_is_for_under_基本支出_is_told_of_基本支出() -> None:
    found = named("（一）基本支出情况\n2023年度用于保障机关、下属单位等机构正常运转的日常支出926万元。")
    assert found["926"][0] == "基本支出"


def test_the_sum_of_a_fund_is_not_all_expenditure() -> None:
    found = told("1.教育（类）支出80万元，占一般公共预算财政拨款总支出的40%。")
    assert found["40"].versus.startswith("一般公共预算财政拨款支出|")


# --- changes


def test_the_reason_of_a_difference_names_nothing() -> None:
    found = told(
        "公务接待费支出决算为1.83万元，决算数小于预算数的主要原因是厉行节约，与上年相比减少0.52万元，减少22.1%。"
    )
    assert {f.item for f in found.values()} == {"公务接待费"}


def test_a_clause_without_a_number_names_what_the_next_one_changes() -> None:
    found = told(
        "2023年“三公”经费支出5万元，比上年增加1万元。其中，公务用车运行维护费支出决算比预算无增减变化，"
        "比上年增加1.05万元；公务接待费支出决算与预算持平，比上年减少0.05万元。"
    )
    assert (found["1.05"].item_code, found["0.05"].item_code) == ("tp.vehicle.running", "tp.reception")


def test_其中_keeps_the_comparison_of_the_sentence_before() -> None:
    found = told("2023年收入合计50万元，与上年相比，增加5万元。其中：财政拨款收入增加4万元；其他收入增加1万元。")
    assert (found["4"].versus, found["1"].versus) == ("财政拨款收入|决算|2022|up", "其他收入|决算|2022|up")


def test_each_total_has_its_own_change() -> None:
    found = told("2023年度收入总计90万元，比上年增加3万元；2023年度支出总计90.0万元，比上年增加4万元。")
    assert (found["3"].item_code, found["4"].item_code) == ("rev.total_all", "exp.total_all")


def test_a_rise_larger_than_last_years_amount_is_still_of_the_part() -> None:
    found = told("2024年收入预算500万元。其中：上年结转78万元，比2023年32万元增加46万元。", BUDGET)
    assert (found["32"].basis, found["32"].year, found["46"].item) == ("年初预算", 2023, "年初结转和结余")


def test_a_number_without_a_unit_takes_that_of_the_number_it_is_told_with() -> None:
    found = told("2023年“三公”经费支出2.05万元，较上年2.08减少0.03万元。")
    assert (found["2.08"].unit, found["2.08"].basis, found["2.08"].year) == ("万元", "上年决算", 2022)
    assert found["0.03"].versus == "“三公”经费|决算|2022|down"


def test_预决算差异率_is_measured_against_the_budget_of_its_item() -> None:
    found = told("2023年度“三公”经费支出全年预算数7.5万元，决算数7.2万元，预决算差异率-4.00%。")
    assert (found["-4.00"].item, found["-4.00"].versus) == ("“三公”经费/预决算差异率", "“三公”经费|全年预算|2023")


# --- bases


def test_each_part_begins_with_the_basis_of_the_whole() -> None:
    found = named(
        "2023年“三公”经费支出3万元，年初预算为4万元。其中：公务接待费支出1.1万元，年初预算为1.2万元；"
        "公务用车运行维护费支出1.3万元，年初预算为1.4万元。"
    )
    assert [found[raw][1] for raw in ("1.1", "1.2", "1.3", "1.4")] == ["决算", "年初预算", "决算", "年初预算"]


def test_parts_after_budget_and_outturn_are_outturns() -> None:
    found = named("公务接待费支出预算6万元，支出决算3.4万元。其中：国内公务接待支出3.1万元，接待20批次。")
    assert found["3.1"] == ("公务接待费/国内公务接待支出", "决算")


def test_two_lists_after_one_row_of_names_tell_two_bases() -> None:
    found = told("公务接待费、会议费、培训费预算数分别为1万元、2万元、3万元，决算数分别为4万元、5万元、6万元。")
    assert [(f.item, f.basis) for f in found.values()] == [
        ("公务接待费", "年初预算"),
        ("会议费", "年初预算"),
        ("培训费", "年初预算"),
        ("公务接待费", "决算"),
        ("会议费", "决算"),
        ("培训费", "决算"),
    ]


def test_执行_right_after_a_budget_is_what_was_spent_of_it() -> None:
    found = named("教师培训专项经费预算120万元，执行115.2万元，执行率96%。")
    assert (found["120"], found["115.2"][0]) == (("教师培训专项经费", "全年预算"), "教师培训专项经费")


def test_assets_in_a_budget_are_held_and_not_budgeted() -> None:
    found = told(
        "（三）国有资产占用情况\n截至2023年12月31日，固定资产金额543万元。本年度拟购置固定资产50万元。", BUDGET
    )
    assert (found["543"].basis, found["543"].year, found["50"].basis) == ("期末", 2023, "年初预算")


def test_expenditure_of_a_fund_told_after_its_revenue_is_of_the_fund() -> None:
    found = told(
        "八、政府性基金预算收入支出决算情况\n2023年度政府性基金预算财政拨款收入56万元；年初结转和结余0万元；支出55万元。"
    )
    assert found["55"].item_code == "exp.fiscal.fund"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("本级各部门一般公共预算拨款安排的“三公”经费决算支出数", "tp.total"),
        ("因公出国（境）经费支出", "tp.abroad"),
        ("公务用车购置费及运行维护费支出决算", "tp.vehicle"),
        ("公务用车运行费支出", "tp.vehicle.running"),
        ("使用非财政拨款结余（含专用结余）", "rev.use_surplus"),
    ],
)
def test_longer_wordings_name_the_same_item(words: str, code: str) -> None:
    assert told(f"2023年度{words}为12.3万元。")["12.3"].item_code == code


def test_支出预算_in_the_paragraph_on_one_item_is_the_budget_of_that_item() -> None:
    found = told("（二）公务接待费。支出预算1.90万元，比2023年预算减少0.10万元，下降5%。", BUDGET)
    assert {f.item for f in found.values()} == {"公务接待费"}


def test_parts_of_last_years_amount_are_last_years() -> None:
    found = told("2022年的“三公”经费决算数为80万元，其中：公务接待费30万元、公务用车运行维护费50万元。")
    assert {(f.year, f.basis) for f in found.values()} == {(2022, "上年决算")}


def test_占_with_another_total_is_a_share_and_with_the_items_own_budget_a_rate() -> None:
    found = told("1.基本支出预算80万元。其中：工资福利支出预算60万元，占基本支出预算75%。", BUDGET)
    assert (found["75"].metric, found["75"].versus) == ("share", "基本支出|年初预算|2024")
    assert told("项目支出57万元，占年初预算的95%。")["95"].metric == "rate"


def test_a_class_named_alone_keeps_支出() -> None:
    assert told("2023年支出100万元，主要用于：农林水（类）支出80万元。")["80"].item == "农林水支出"


def test_a_change_told_after_the_parts_is_of_the_whole_where_its_rate_says_so() -> None:
    found = told(
        "事业运行经费预算安排400万元，其中：基本支出预算90万元，项目支出预算310万元，同比增加300万元，增长300.0%。",
        BUDGET,
    )
    assert (found["300"].item, found["300.0"].item) == ("事业运行经费", "事业运行经费")


def test_the_fund_without_a_side_is_on_the_side_of_the_section() -> None:
    found = told(
        "五、一般公共预算财政拨款支出决算情况说明\n2023年一般公共预算财政拨款支出126万元。"
        "与2022年相比，一般公共预算财政拨款增加27万元，增长27.3%。"
    )
    assert found["27"].item_code == found["27.3"].item_code == "exp.fiscal.general"


def test_receptions_of_foreign_guests_among_the_domestic_ones_are_counted_apart() -> None:
    found = told("2023年国内公务接待共15批次（其中外事接待2批次），105人次（其中外事接待9人次）。")
    assert (found["15"].item_code, found["105"].item_code) == ("tp.reception.batches", "tp.reception.persons")
    assert (found["2"].item, found["9"].item) == ("国内公务接待批次/外事接待批次", "国内公务接待人次/外事接待人次")


def test_receptions_in_a_line_on_foreign_visitors_are_not_domestic() -> None:
    found = told("外宾接待支出0万元。2023年共接待国（境）外来访团组3个，来访外宾8人次（不包括陪同人员）。")
    assert found["3"].item_code == "tp.reception.foreign_batches"


def test_cars_bought_anew_are_no_cars_kept() -> None:
    assert told("公务用车购置费支出0万元，本年度购置（更新）公务用车7辆。")["7"].item_code == "tp.vehicle.bought"


def test_a_wrapped_line_that_begins_with_an_amount_goes_on() -> None:
    found = told(
        "1. 基本支出预算 881300.39 元,占一般公共预算支出的\n96.74%,同比减少 166271.4 元,下降 15.87 %。其中:\n"
        "工资福利支出预算 716052.51 元,占基本支出预算\n81.25%,同比减少 148979.48 元,下降 17.22%。\n"
        "商品和服务支出预算 165247.88 元,占基本支出预算\n18.76%,同比减少 17291.92 元,下降 9.47%。\n",
        BUDGET,
    )
    assert (found["81.25"].metric, found["148979.48"].metric) == ("share", "change_amount")
    assert found["148979.48"].item == "基本支出/工资福利支出"


def test_an_amount_of_an_earlier_year_is_compared_with_the_year_before_it() -> None:
    found = told("2022年“三公”经费财政拨款支出决算为3.46万元，较上年增加2.40万元，增长226.42%。")
    assert (found["226.42"].year, found["226.42"].versus) == (2022, "“三公”经费|决算|2021|up")


def test_其中_at_the_end_opens_what_was_named_last_and_如下_the_whole() -> None:
    found = told(
        "1.基本支出预算90万元。其中：\n工资福利支出预算60万元。\n2.项目支出10万元，同比减少2万元。其中：\n商品和服务支出预算7万元。",
        BUDGET,
    )
    assert (found["60"].item, found["7"].item) == ("基本支出/工资福利支出", "项目支出/商品和服务支出")


def test_what_a_reason_tells_of_has_no_parts() -> None:
    found = told(
        "2024年收入预算800万元，比上年增加700万元，原因是：本年增加了其他资金预算650万元。其中：财政拨款收入751万元。",
        BUDGET,
    )
    assert found["751"].item == "财政拨款收入"
