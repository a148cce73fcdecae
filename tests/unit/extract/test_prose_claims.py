"""Claims of running text: what a score, a share, a change or a list of amounts is of."""

from __future__ import annotations

import pytest

from ingest.extract import extract_document
from ingest.figure import Figure
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary
from tests.unit.extract.test_prose import figure, read


def claims(text: str) -> dict[str, Figure]:
    return {f.raw: f for f in read(text).figures}


def test_the_score_of_all_indicators_is_the_total_and_that_of_整体效能_is_an_indicators() -> None:
    assert figure("省某厅整体指标自评得分为89.56分。", "89.56").item_code == "sco.total"
    assert figure("我单位部门整体支出绩效自评得69.20分（满分100分）。", "69.20").item_code == "sco.total"
    part = figure("1．整体效能得16.4分，满分20分。", "16.4")
    assert (part.item, part.item_code) == ("整体效能", "")


def test_a_change_after_上年为_is_measured_against_last_year() -> None:
    text = "2023年“三公”经费支出1,810.20万元，上年为1,742.08万元，增长3.91%。"
    assert figure(text, "3.91").versus == "“三公”经费|决算|2022|up"


def test_a_name_with_及_in_a_list_stays_whole() -> None:
    found = claims(
        "因公出国（境）费、公务用车购置及运行维护费和公务接待费分别为1.50万元、20.30万元和3.20万元。",
    )
    assert [f.item_code for f in found.values()] == ["tp.abroad", "tp.vehicle", "tp.reception"]


def test_averages_of_receptions_are_of_the_cost_of_receptions() -> None:
    found = claims("2023年“三公”经费支出30万元，全年接待20批次，160人次，人均200元，批均1600元。")
    assert (found["200"].item, found["1600"].item) == ("公务接待费/人均", "公务接待费/批均")


@pytest.mark.parametrize("words", ["年中追加", "年中调整增加", "年中追加预算"])
def test_what_is_added_in_the_year_is_a_change_of_the_budget_as_adjusted(words: str) -> None:
    added = figure(f"2023年部门年初预算1,000.00万元，{words}300.00万元。", "300.00")
    assert (added.basis, added.metric, added.versus) == ("全年预算", "change_amount", "部门预算|年初预算|2023|up")


def test_shares_after_分别占_are_of_the_total_of_the_sentence() -> None:
    found = claims("2023年支出合计1,000万元，由基本支出600万元和项目支出400万元构成，分别占60.00%和40.00%。")
    assert (found["60.00"].item, found["40.00"].item) == ("基本支出", "项目支出")
    assert found["60.00"].versus == found["40.00"].versus == "支出合计|决算|2023"


def test_score_bands_of_grades_are_definitions_and_no_scores() -> None:
    found = read("自评得分为93.5分（90分及以上为优，80至90分（含）为良，60-80分为中，60分以下为差），等级为优。")
    assert [f.raw for f in found.figures if f.line > 1] == ["93.5"]
    assert {n.kind for n in found.non_figures if n.line > 1} == {"definition"}


def test_units_named_after_their_number_are_the_list_of_units() -> None:
    found = read("纳入编制范围的单位共4个，具体为：某局本级、甲研究所、乙中心和丙学院。")
    assert [f.item_code for f in found.figures if f.raw == "4"] == ["str.budget_units"]
    assert [u.name for u in found.listed_units] == ["某局本级", "甲研究所", "乙中心", "丙学院"]
    found = read("下属单位2个，分别为：和平区数据中心、和平区信息中心。")
    assert [u.name for u in found.listed_units] == ["和平区数据中心", "和平区信息中心"]


@pytest.mark.parametrize("names", ["甲研究所、乙中心等", "服务企业、宣传政策"])
def test_an_open_list_or_one_of_other_things_is_no_list_of_units(names: str) -> None:
    assert not read(f"下属单位4个，包括：{names}。").listed_units


def test_workers_under_contract_are_told_apart_from_the_staff_they_are_part_of() -> None:
    found = claims("单位现有在岗人员120人，其中：合同制聘用人员20人，劳务派遣10人。")
    assert [found[raw].item_code for raw in ("120", "20", "10")] == ["stf.active", "stf.contract", "stf.contract"]


@pytest.mark.parametrize(
    "text",
    [
        "2023年支出合计1,000万元，由基本支出600万元和项目支出400万元组成，占比分别为60.00%和40.00%。",
        "基本支出600万元、项目支出400万元，分别占支出合计的60.00%、40.00%。",
    ],
)
def test_shares_dealt_out_in_other_words_are_of_the_same_total(text: str) -> None:
    found = claims(text)
    assert (found["60.00"].item, found["40.00"].item) == ("基本支出", "项目支出")
    assert {found[raw].versus.split("|")[0].removeprefix("本年") for raw in ("60.00", "40.00")} == {"支出合计"}


def test_the_score_of_a_section_on_the_self_evaluation_is_the_total() -> None:
    assert figure("四、绩效自评情况\n\n2023年度自评得95.4分（满分100分），等级为优。", "95.4").item_code == "sco.total"


def test_budget_and_account_of_one_sentence_are_of_one_item() -> None:
    heading = "（一）财政拨款支出决算总体情况"
    text = f"{heading}\n\n2023年度支出年初预算为304.10万元，支出决算为388.26万元，完成年初预算的127.68%。"
    found = claims(text)
    assert {found[raw].item_code for raw in ("304.10", "388.26", "127.68")} == {"exp.fiscal"}
    assert found["127.68"].versus == "财政拨款支出|年初预算|2023"


def test_parts_told_after_staff_on_hand_are_parts_of_the_staff_and_not_of_the_posts() -> None:
    text = "核定事业编制23名，现有人员54人，其中硕士28人，占51.9%。"
    assert figure(text, "51.9").versus == "在职人员|期末|2023"


@pytest.mark.parametrize("words", ["6月执行进度", "上半年支出进度为", "截至6月30日，预算执行率为"])
def test_a_rate_of_spending_by_a_month_is_of_that_month_and_not_of_the_year(words: str) -> None:
    rate = figure(f"2023年本年支出740.74万元。{words}49.30%。", "49.30")
    assert (rate.item, rate.versus) == ("本年支出/6月", "")


def test_a_share_that_names_no_whole_is_of_the_one_its_list_named_before() -> None:
    found = claims(
        "二、收入支出总体情况\n本年收入400.00万元，按来源分：\n1.一般公共预算拨款收入300.00万元，占本年收入75.00%；\n"
        "2.政府性基金预算拨款收入60.00万元，占15.00%；\n3.其他收入40.00万元，占10.00%。"
    )
    assert {found[raw].versus for raw in ("75.00", "15.00", "10.00")} == {"本年收入|决算|2023"}


@pytest.mark.parametrize(("printed", "whole"), [("50.00", "政府采购"), ("66.67", "授予中小企业合同金额")])
def test_a_share_within_a_share_is_of_the_whole_that_its_number_tells(printed: str, whole: str) -> None:
    found = claims(
        "政府采购支出120.00万元。授予中小企业合同金额90.00万元，占政府采购支出总额的75.00%，"
        f"其中授予小微企业合同金额60.00万元，占{printed}%。"
    )
    assert found[printed].versus.split("|")[0] == whole


def test_a_share_of_spending_is_not_taken_of_the_income_told_before_it() -> None:
    text = (
        "二、收支情况\n收入构成：拨款收入、其他收入分别占本年收入的90.0%和10.0%。\n"
        "支出10.00万元，按性质分：基本支出6.00万元，占60.0%。"
    )
    assert "收入" not in figure(text, "60.0").versus


def test_shares_dealt_out_over_names_told_with_them_are_of_these_and_not_of_what_stood_before() -> None:
    found = claims(
        "2023年本年支出100万元，从支出性质看，基本支出和项目支出各占70.60%、29.40%，金额分别为70.6万元、29.4万元。"
    )
    assert (found["70.60"].item, found["70.60"].metric, found["70.60"].versus) == (
        "基本支出", "share", "本年支出|决算|2023",
    )  # fmt: skip
    assert (found["29.4"].item, found["29.4"].metric) == ("项目支出", "amount")
    found = claims(
        "2023年本年收入100万元。从来源看，财政拨款收入、事业收入、其他收入占本年收入合计的比重分别为96.54%、2.83%、0.63%。"
    )
    assert [(f.item, f.metric) for f in found.values() if f.unit == "%"] == [
        ("财政拨款收入", "share"), ("事业收入", "share"), ("其他收入", "share"),
    ]  # fmt: skip


@pytest.mark.parametrize("printed", ["59.3和40.7%", "59.3%和40.7"])
def test_a_percentage_without_its_sign_in_a_list_of_shares_is_read_and_keeps_the_lack(printed: str) -> None:
    text = f"2023年总支出100万元，由基本支出59.3万元和项目支出40.7万元构成，分别占{printed}。"
    assert sorted(f.unit for f in read(text).figures if f.metric == "share") == ["", "%"]


def test_a_budget_adjusted_in_the_year_is_told_from_what_was_spent_of_it() -> None:
    found = claims("2023年全年预算数303万元，执行数280万元，其中年初预算290万元，年中调整增加13万元。")
    assert (found["13"].basis, found["13"].versus) == ("全年预算", "部门预算|年初预算|2023|up")
    found = claims("年初批复预算153万元，年中调整11万元，调整后全年预算164万元；实际执行155万元。")
    assert (found["11"].metric, found["11"].basis) == ("change_amount", "全年预算")
    assert (found["164"].item, found["164"].basis) == ("部门预算", "全年预算")


def test_what_is_spent_after_a_budget_is_no_budget() -> None:
    text = (
        "云中县交通局2024年度部门整体绩效自评报告\n\n（一）“三公”经费。2024年预算48.00万元，支出41.26万元，完成预算的85.96%。"
        "其中公务用车运行维护费38.54万元；公务接待费2.72万元。\n"
        "（二）政府采购。全年政府采购预算620.00万元，采购金额587.55万元，其中货物类312.40万元、服务类275.15万元。\n"
    )
    figures = extract_document(read_bytes(text.encode(), "report.txt"), load_vocabulary()).figures
    bases = {f.raw: f.basis for f in figures}
    assert (bases["48.00"], bases["620.00"]) == ("年初预算", "年初预算")
    assert {bases[raw] for raw in ("41.26", "38.54", "2.72", "587.55", "312.40", "275.15")} == {"实际"}


@pytest.mark.parametrize(
    ("told", "against"),
    [
        ("直接结算率76.5%，未达到85%的年度目标，相差8.5个百分点。", "目标值"),
        ("群众满意度88%，低于目标2个百分点。", "目标值"),
        ("森林覆盖率63.42%，比上年提高0.21个百分点。", ""),
    ],
)
def test_points_below_a_goal_are_measured_against_it(told: str, against: str) -> None:
    text = f"云中县医保局2023年度部门整体绩效自评报告\n\n二、绩效目标完成情况\n{told}\n"
    figures = extract_document(read_bytes(text.encode(), "report.txt"), load_vocabulary()).figures
    (points,) = [f for f in figures if f.unit.endswith("百分点")]
    assert ("目标值" in points.versus) == bool(against)


def test_money_arranged_and_paid_out_is_budget_and_outturn_of_one_item() -> None:
    text = (
        "云中县“数字化改造奖补政策”绩效评价报告\n\n（一）资金情况。2020—2022年累计安排奖补资金960万元，累计兑付881万元，"
        "资金使用率91.77%。其中2022年安排400万元，兑付389万元，比2021年增加87万元。\n"
    )
    figures = extract_document(read_bytes(text.encode(), "report.txt"), load_vocabulary()).figures
    found = {f.raw: (f.item, f.basis) for f in figures}
    assert found["960"] == found["400"] == ("奖补资金", "全年预算")
    assert found["881"] == found["389"] == ("奖补资金", "实际")
    rate = next(f for f in figures if f.raw == "91.77")
    assert (rate.basis, rate.versus.split("|")[:2]) == ("实际", ["奖补资金", "全年预算"])


def test_a_sentence_that_opens_with_a_later_year_tells_of_its_goals() -> None:
    text = "云中县交通局2024年度部门整体绩效自评报告\n\n三、下一步措施\n2025年将满意度提高到93%以上，危桥改造12座。\n"
    figures = extract_document(read_bytes(text.encode(), "report.txt"), load_vocabulary()).figures
    rate = next(f for f in figures if f.raw == "93")
    assert (rate.year, rate.basis) == (2025, "目标值")


@pytest.mark.parametrize(
    ("title", "bases"), [("一、学校概况", ["期末", "实际"]), ("三、产出情况", ["完成值", "完成值"])]
)
def test_what_a_unit_has_is_told_from_what_it_did_by_the_heading(title: str, bases: list[str]) -> None:
    figures = read(f"{title}\n本校占地面积18650平方米，教学班36个。").figures
    assert [f.basis for f in figures] == bases


def test_依次_deals_amounts_and_shares_out_as_分别_does() -> None:
    found = claims(
        "2023年甲局收入合计100.00万元。其中财政拨款收入、事业收入和其他收入依次为80.00万元、15.00万元、5.00万元，"
        "占比依次为80.1%、15.1%和4.8%。"
    )
    assert [(found[raw].item_code, found[raw].metric) for raw in ("80.1", "15.1", "4.8")] == [
        ("rev.fiscal", "share"), ("rev.undertaking", "share"), ("rev.other", "share"),
    ]  # fmt: skip


def test_a_share_behind_a_mark_of_enumeration_is_that_of_the_amount_before_it() -> None:
    found = claims("2023年支出合计90.00万元。按支出性质，基本支出60.00万元、占66.7%，项目支出30.00万元、占33.3%。")
    assert [(found[raw].item_code, found[raw].metric) for raw in ("66.7", "33.3")] == [
        ("exp.basic", "share"), ("exp.project", "share"),
    ]  # fmt: skip


def test_a_list_of_groups_each_spending_an_amount_deals_the_amounts_out() -> None:
    found = claims("2023年“三公”经费支出9.00万元。县直单位、乡镇分别支出6.00万元、3.00万元。")
    assert found["6.00"].item.endswith("县直单位") and found["3.00"].item.endswith("乡镇")


def test_the_name_of_an_account_of_expenditure_is_no_number_of_persons() -> None:
    assert figure("2080501行政单位离退休12.50万元。", "12.50").item == "行政单位离退休"


def test_the_persons_of_a_journey_follow_its_groups_and_the_average_is_of_the_journeys_cost() -> None:
    found = claims("因公出国（境）费12.00万元，组团1个、4人，人均3.00万元。")
    assert (found["1"].item_code, found["4"].item_code) == ("tp.abroad.groups", "tp.abroad.persons")
    assert found["3.00"].item == "因公出国（境）费/人均"


def test_a_total_of_both_is_of_what_the_heading_lists() -> None:
    text = "四、会议费和培训费情况\n会议费支出8.00万元。培训费支出3.00万元。两项合计11.00万元，减幅10.39%。"
    assert figure(text, "11.00").item == "会议费和培训费"


def test_the_sum_of_the_parts_told_of_one_item_is_that_item() -> None:
    text = "2023年支出合计90.00万元。教育支出中，普通教育40.00万元、职业教育10.00万元，合计50.00万元。"
    assert figure(text, "50.00").item == "教育支出"


def test_a_rate_told_from_then_to_now_is_one_rate_of_two_years() -> None:
    text = "返贫率由年初的9.40%下降到6.10%，下降3.30个百分点。合格率88.2%，较2022年的86.0%提高2.2个百分点。"
    found = claims(text)
    assert [(found[raw].item, found[raw].year) for raw in ("9.40", "6.10", "3.30")] == [
        ("返贫率", 2022), ("返贫率", 2023), ("返贫率", 2023)
    ]  # fmt: skip
    assert (found["86.0"].item, found["86.0"].basis, found["86.0"].year) == ("合格率", "上年决算", 2022)
    assert found["2.2"].versus.startswith("合格率|") and found["2.2"].versus.endswith("|2022|up")


def test_the_rate_of_execution_meant_for_next_year_is_a_goal() -> None:
    goal = figure("2024年将项目经费执行率提高到97%以上。", "97")
    assert (goal.basis, goal.year, goal.versus) == ("目标值", 2024, "")


def test_a_school_speaks_of_its_accounts_as_those_of_the_school() -> None:
    title = "云中县第二中学2023年度部门整体支出绩效自评报告"
    text = f"{title}\n\n一、预算情况\n2023年学校年初部门预算820.50万元，执行中调增30.20万元。\n"
    figures = extract_document(read_bytes(text.encode(), "report.txt"), load_vocabulary()).figures
    assert [(f.raw, f.item, f.basis) for f in figures if f.line > 2] == [
        ("820.50", "部门预算", "年初预算"), ("30.20", "部门预算", "全年预算")
    ]  # fmt: skip


def test_shares_listed_under_a_paragraph_that_names_their_whole_are_of_that_whole() -> None:
    text = (
        "二、预算单位支出情况\n2023年财政拨款支出200.00万元。\n财政拨款支出按功能科目分类情况如下：\n"
        "①2040501行政运行130.00万元，占65.00%；\n②2040504案件审判70.00万元，占35.00%。"
    )
    assert [figure(text, raw).versus.partition("|")[0] for raw in ("65.00", "35.00")] == ["财政拨款支出"] * 2


def test_a_budget_of_expenditure_that_is_arranged_is_no_total_of_both_sides() -> None:
    text = "二、预算收支总体情况\n2023年收入预算90.00万元。\n相应安排支出预算90.50万元，比上年增长4.44%。"
    assert figure(text, "90.50").item == "支出预算"
