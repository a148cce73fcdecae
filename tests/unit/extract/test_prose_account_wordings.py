"""Accounts and budgets of several provinces: kind, year and names as they are worded; names and figures are made up."""

from __future__ import annotations

from ingest.extract import extract_document
from ingest.figure import Extraction, Figure
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary

ACCOUNT = "某县某局2023年度部门决算\n"
BUDGET = "某县某局2024年部门预算\n"


def read(text: str) -> Extraction:
    return extract_document(read_bytes(text.encode(), "a.txt"), load_vocabulary())


def told(text: str, title: str = ACCOUNT) -> dict[str, Figure]:
    return {f.raw: f for f in read(title + text).figures if f.line > 1}


def test_a_text_without_title_that_is_compared_with_accounts_is_an_account() -> None:
    text = (
        "（一）本单位2022年度总收入51.4万元，较2021年度决算数减少5.2万元，下降9.19%。\n"
        "3.上年结转和结余9.8万元，为以前年度支出预算因客观条件变化未执行完毕、结转到本年度继续使用的资金。\n"
    )
    extraction = read(text)
    assert extraction.heading.document_type == "final_account"
    assert {f.basis for f in extraction.figures} == {"决算"}


def test_a_text_that_tells_only_the_year_before_is_the_next_years() -> None:
    text = "1.基本支出预算31.2万元，占支出总预算的80%，同比增加1.4万元，2021年无此项预算。\n"
    assert read(text).heading.fiscal_year == 2022


def test_a_plain_预算_after_全年预算_is_the_budget_of_the_whole_year() -> None:
    found = told(
        "“三公”经费支出决算为9万元，完成全年预算12万元的75%。其中：公务接待费支出决算为3万元，完成预算4万元的75%。"
    )
    assert found["4"].basis == "全年预算"


def test_words_of_change_cut_short_are_changes() -> None:
    found = told("安排公务接待费6400元，比上年预算减1560元，其中：国内接待费增（减）0元。", BUDGET)
    assert {raw: f.metric for raw, f in found.items()} == {
        "6400": "amount",
        "1560": "change_amount",
        "0": "change_amount",
    }
    assert found["1560"].versus == "公务接待费|年初预算|2023|down"


def test_a_rate_in_brackets_behind_a_change_is_the_rate_of_the_change() -> None:
    found = told("公务接待费2.4万元，较上年减少1.6万元（40%），减少的主要原因是厉行节约。", BUDGET)
    assert (found["40"].item_code, found["40"].metric) == ("tp.reception", "change_rate")
    assert found["40"].versus == found["1.6"].versus


def test_收入_after_both_totals_is_the_total_of_revenue() -> None:
    found = told(
        "收入总计69.5万元，支出总计68.4万元。与2022年决算数相比，收入增加9.1万元，增长15.07%。支出增加8.2万元。"
    )
    assert [found[raw].item_code for raw in ("9.1", "15.07", "8.2")] == [
        "rev.total_all",
        "rev.total_all",
        "exp.total_all",
    ]


def test_财政拨款预算支出_is_on_the_side_of_expenditure() -> None:
    assert told("本部门2024年财政拨款预算支出87.2万元。", BUDGET)["87.2"].item_code == "exp.fiscal"


def test_words_around_a_name_do_not_stick_to_it() -> None:
    found = told(
        "执行公务，开展业务活动的公务用车购置及运行费决算支出78万元。\n"
        "财政拨款开支的“三公经费”实际发生额为95万元。\n"
        "全局“三公”经费决算数据比上年减少16.5万元。\n"
        "因公出国（境）经费、公务接待费、公车购置费，公车运行费（“三公”经费）决算总额277万元。\n"
        "“教育支出”科目31万元。\n"
        "安排公车购置及运行维护费34万元，其中：购置经费无、运行维护费33万元。\n"
        "公务用车运行维护及购置费32万元。"
    )
    assert {raw: f.item_code for raw, f in found.items() if raw != "31"} == {
        "78": "tp.vehicle",
        "95": "tp.total",
        "16.5": "tp.total",
        "277": "tp.total",
        "34": "tp.vehicle",
        "33": "tp.vehicle.running",
        "32": "tp.vehicle",
    }
    assert found["31"].item == "教育支出"


def test_a_title_that_runs_into_its_text_is_no_part_of_the_name() -> None:
    found = told("一、2023年“三公”经费决算情况 2023年我局部门决算汇总“三公”经费公共预算财政拨款支出74.6万元。")
    assert (found["74.6"].item_code, found["74.6"].basis) == ("tp.total", "决算")


def test_a_comparison_that_begins_a_paragraph_is_of_the_one_before() -> None:
    found = told("5.其他收入8.2万元，主要是利息。\n\n较2022年度决算数增加1.1万元，增长15.49%。")
    assert {f.item for f in found.values()} == {"其他收入"}


def test_what_was_spent_the_year_before_is_no_budget() -> None:
    found = told("主要是2023年厉行节约公务接待费支出4.9万元，因此2024年预算比上年预算减少1.5万元。", BUDGET)
    assert (found["4.9"].item_code, found["4.9"].basis, found["4.9"].year) == ("tp.reception", "上年决算", 2023)
    assert (found["1.5"].item_code, found["1.5"].metric, found["1.5"].year) == ("tp.reception", "change_amount", 2024)


def test_a_part_compared_after_the_budget_of_another_year_is_of_that_year() -> None:
    found = told(
        "2024年度“三公”经费预算较2023年度增加1.6万元，其中公务接待较上年同期减少0.5万元。"
        "公务用车运行费用较上年同期增加2.1万元。"
    )
    assert (found["2.1"].basis, found["2.1"].year) == ("年初预算", 2024)


def test_a_budget_told_under_the_year_before_is_this_years_and_its_year_is_marked() -> None:
    extraction = read(BUDGET + "2023年本部门机关运行经费预算支出38.6万元，与上年相比增加2.1万元，增长5.75%。\n")
    assert {(f.year, f.basis) for f in extraction.figures if f.line > 1} == {(2024, "年初预算")}
    assert [m.subject for m in extraction.text_marks if m.kind == "report_year" and m.text == "2023"] == ["2024"]


def test_the_name_of_a_fund_is_not_cut_at_预算收入() -> None:
    found = told("全县一般公共预算收入5,120万元，其中地方一般公共预算收入3,010万元。")
    assert found["5,120"].item_code == "rev.fiscal.general"
    assert found["3,010"].item.endswith("地方一般公共预算收入")


def test_what_a_sum_adds_keeps_its_whole_name() -> None:
    found = told("一般公共预算收入610万元，加上级补助收入320万元，上年结余收入45万元，收入合计975万元。")
    assert found["320"].item_code == "rev.superior"
    assert found["45"].item_code == "car.opening"


def test_a_decimal_point_set_apart_by_blanks_is_one() -> None:
    found = told("2023年全区一般公共预算收入 107 . 05 亿元，为调整预算的 101 . 7 % 。")
    assert str(found["107 . 05"].value) == "107.05"
    assert (str(found["101 . 7"].value), found["101 . 7"].metric) == ("101.7", "rate")


def test_a_total_with_为_behind_it_is_that_total() -> None:
    assert told("2023年度，收入总计为457.8161万元，其中：")["457.8161"].item == "收入总计"


def test_支出_after_收入_is_the_other_side_of_the_same_sum() -> None:
    found = told("2023年收入7376154元，支出7434529元。财政拨款收入总计88.1万元，支出总计88.3万元。")
    assert found["7434529"].item_code == "exp.total"
    assert found["88.3"].item == "财政拨款支出总计"


def test_a_page_number_before_本年支出_counts_no_books() -> None:
    found = told("三、支出决算情况说明 2 本年支出合计 519.07 万元。")
    assert found["519.07"].item == "本年支出合计"


def test_a_zero_without_a_unit_behind_an_amount_is_money() -> None:
    found = told("本单位属于事业单位，所以机关运行经费为0。")
    assert (found["0"].item_code, found["0"].metric) == ("exp.operation", "amount")


def test_journeys_are_counted_before_and_after_the_number() -> None:
    found = told("1.因公出国（境）费30万元。主要用于2个因公出国（境）团组12人次的费用。")
    assert (found["2"].item_code, found["12"].item_code) == ("tp.abroad.groups", "tp.abroad.persons")
    found = told("因公出国（境）支出18万元。2023年累计16个批次、出国累计36人次。")
    assert found["16"].item_code == "tp.abroad.groups"


def test_what_journeys_cost_stands_behind_their_number() -> None:
    text = "“三公”经费预算20万元。拟安排出访2批次，计划出国（境）3人，预算费用3.5万元/人，共计7万元。"
    found = told(text, BUDGET)
    assert (found["3.5"].item, found["7"].item_code) == ("因公出国（境）费/人均", "tp.abroad")


def test_batches_are_counted_by_their_name() -> None:
    found = told("国内公务接待批次累计168次，国内公务接待人次1284人。")
    assert (found["168"].item_code, found["1284"].item_code) == ("tp.reception.batches", "tp.reception.persons")


def test_kinds_of_cars_may_be_told_without_a_unit() -> None:
    found = told("公务用车总数43辆（其中：主要领导干部用车3机要通信用车0其他用车40辆）。")
    assert [f.item for f in found.values()][:2] == ["公务用车保有量", "公务用车保有量/主要领导干部用车"]
    assert {f.metric for f in found.values()} == {"count"}


def test_so_many_cars_fewer_than_last_year_are_a_change() -> None:
    found = told("公务用车购置费25万元，本年度预计购置执法执勤用车2辆，比上年度少3辆。", BUDGET)
    assert (found["3"].item_code, found["3"].metric) == ("tp.vehicle.bought", "change_amount")
    assert found["3"].versus.endswith("|down")


def test_money_after_counted_cars_is_that_of_the_section() -> None:
    found = told("（1）公务用车购置\n2023年末，市级公务用车保有量379辆，较上年增加4辆，支出61万元。")
    assert found["61"].item_code == "tp.vehicle.purchase"


def test_预算单位_in_a_heading_makes_no_budget() -> None:
    text = "某区2019年度“三公”经费公开说明\n一、某区预算单位及人员\n2019年度，某区三公经费支出合计585.53万元。\n"
    assert {f.basis for f in read(text).figures if f.item} == {"决算"}


def test_revenue_arranged_is_a_budget() -> None:
    text = "按我县实际支出规模，安排了2023年部门预算。"
    text += "税收收入安排431万元，比上年实际完成减少39万元，下降8.3%；非税收入安排264万元。"
    assert {f.basis for f in read(text).figures if f.metric == "amount"} == {"年初预算"}


def test_the_year_and_the_basis_may_stand_behind_the_item() -> None:
    found = told("公务接待费2023年财政拨款支出决算数为401.8万元，比2022年度决算数455.2万元减少53.4万元。")
    assert {raw: f.item_code for raw, f in found.items()} == dict.fromkeys(("401.8", "455.2", "53.4"), "tp.reception")


def test_a_change_without_some_factor_is_one_of_the_item_spoken_of() -> None:
    found = told("一般公共预算收入2,710万元，下降4.7%，剔除减税降费因素，同口径下降0.5%；扣除调入资金后增长1.2%。")
    assert {found[raw].item_code for raw in ("4.7", "0.5", "1.2")} == {"rev.fiscal.general"}


def test_what_was_saved_against_the_budget_is_a_change() -> None:
    found = told("“三公”经费实际支出83.2万元，其中公务用车运行费比预算节支6.1万元。")
    assert (found["6.1"].item_code, found["6.1"].metric) == ("tp.vehicle.running", "change_amount")


def test_posts_of_an_undertaking_and_those_who_hold_them() -> None:
    found = told("本馆事业单位编制19人，实有18人，离退休6人，临时聘用5人。")
    assert {raw: f.item_code for raw, f in found.items()} == {
        "19": "stf.quota.undertaking",
        "18": "stf.active",
        "6": "stf.retired_all",
        "5": "stf.contract",
    }


def test_how_a_budget_was_carried_out_is_an_account() -> None:
    assert (
        read("某区2023年预算执行情况\n全区税收收入5,120万元，为预算的101.5%。\n").heading.document_type
        == "final_account"
    )
    assert read("某区2024年预算安排\n全区税收收入5,120万元，增长2%。\n").heading.document_type == "budget"


def test_a_paragraph_that_begins_with_其中_tells_the_parts_of_the_one_before() -> None:
    found = told("“三公”经费支出决算为15.5万元，较上年减少2.5万元。\n其中：公务接待费支出3.5万元，占22.58%。")
    assert found["3.5"].item == "“三公”经费/公务接待费"
    assert found["22.58"].versus == "“三公”经费|决算|2023"


def test_meetings_and_those_who_came_to_them() -> None:
    found = told("2023年度会议费支出2.3万元，召开会议6个，参加会议320人次，人均71.88元。")
    assert [f.item for f in found.values()] == ["会议费", "召开会议次数", "参加会议人次", "会议费/人均"]


def test_total_of_the_account_by_its_longer_name() -> None:
    found = told("2023年度收入决算总额1,320.5万元，支出决算总额1,320.5万元。\n决算收入合计不列。")
    assert {f.item_code for f in found.values()} <= {"rev.total_all", "exp.total_all"}


def test_points_after_a_rate_are_of_that_rate() -> None:
    found = told("税收收入6,120万元，占比71.3%，较上年提高2.4个百分点。")
    assert (found["2.4"].metric, found["2.4"].unit) == ("change_amount", "个百分点")
    assert found["2.4"].item_code == found["71.3"].item_code
