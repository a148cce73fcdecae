"""Scores, weights, deductions and goals as the running text of self-evaluations prints them (all figures made up)."""

from __future__ import annotations

import pytest

from ingest.extract import extract_document
from ingest.figure import Figure
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


def read(text: str, title: str = "云中县水务局2023年度部门整体支出绩效自评报告") -> tuple[Figure, ...]:
    return extract_document(read_bytes(f"{title}\n\n{text}\n".encode(), "report.txt"), VOCABULARY).figures


def scores(text: str) -> list[tuple[str, str, str]]:
    """(number, item, weight or score) of every 分."""
    return [(f.raw, f.item, str(f.basis)) for f in read(text) if f.statement == "score"]


def test_each_indicator_of_a_list_keeps_its_own_weight_and_score() -> None:
    text = "综合得分93.5分，其中：投入12分，得11分；过程38分，得36.5分；产出30分，得28分；效果20分，得18分。"
    assert scores(text)[1:] == [
        ("12", "投入", "分值"), ("11", "投入", "得分"), ("38", "过程", "分值"), ("36.5", "过程", "得分"),
        ("30", "产出", "分值"), ("28", "产出", "得分"), ("20", "效果", "分值"), ("18", "效果", "得分"),
    ]  # fmt: skip


def test_a_weight_in_brackets_behind_an_indicator_is_no_score() -> None:
    text = "经自评，得分为92分，其中：项目决策（20分）得19分，项目管理（30分）得27分，项目绩效（50分）得46分。"
    assert scores(text) == [
        ("92", "自评总分", "得分"), ("20", "项目决策", "分值"), ("19", "项目决策", "得分"),
        ("30", "项目管理", "分值"), ("27", "项目管理", "得分"), ("50", "项目绩效", "分值"), ("46", "项目绩效", "得分"),
    ]  # fmt: skip


def test_a_title_with_its_weight_and_score_names_what_follows() -> None:
    text = (
        "（二）过程（满分40分，得36分）\n\n"
        "1.预算管理（12分）。管理制度健全，得4分；资金使用合规，得5分，个别凭证不规范，扣3分。"
    )
    assert scores(text) == [
        ("40", "过程", "分值"), ("36", "过程", "得分"), ("12", "预算管理", "分值"), ("4", "管理制度健全", "得分"),
        ("5", "资金使用合规", "得分"), ("3", "资金使用合规/扣分", "得分"),
    ]  # fmt: skip


def test_a_score_behind_a_rate_is_of_that_rate() -> None:
    text = (
        "2.预算执行（20分）。预算完成率（8分）：97.42%，得7.8分；结转结余率2.58%，得6分；"
        "在职人员控制率=45/48×100%=93.75%，得5分。"
    )
    found = scores(text)
    assert ("8", "预算完成率", "分值") in found
    assert ("7.8", "预算完成率", "得分") in found
    assert ("6", "结转结余率", "得分") in found
    assert ("5", "在职人员控制率", "得分") in found
    rates = {f.raw: f.item for f in read(text) if f.metric == "rate"}
    assert rates["97.42"] == "预算完成率"
    assert rates["93.75"] == "在职人员控制率"
    assert "100" not in rates


def test_the_only_score_of_a_titled_paragraph_is_that_of_its_title() -> None:
    assert scores("1.目标制定。目标与职责匹配，指标细化可量化，得9分（满分10分）。") == [
        ("9", "目标制定", "得分"), ("10", "目标制定", "分值"),
    ]  # fmt: skip


def test_本项指标_is_the_indicator_of_the_heading() -> None:
    text = (
        "（二）履职效能分析\n\n本指标满分45分，自评得分43.5分。\n\n1.整体效能。该项指标满分25分，自评得分24分，扣1分。"
    )
    assert scores(text) == [
        ("45", "履职效能", "分值"), ("43.5", "履职效能", "得分"),
        ("25", "整体效能", "分值"), ("24", "整体效能", "得分"), ("1", "整体效能/扣分", "得分"),
    ]  # fmt: skip


def test_the_total_has_a_weight_of_100() -> None:
    found = scores("项目绩效自评总分100分，自评得分96.2分，等级为优。其中产出指标50分，得48分。")
    assert found == [
        ("100", "自评总分", "分值"), ("96.2", "自评总分", "得分"),
        ("50", "产出指标", "分值"), ("48", "产出指标", "得分"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["预算执行率每低于1个百分点扣0.5分。", "预算执行率达到95%及以上的，得5分，否则不得分。"]
)
def test_a_rule_of_scoring_is_no_score(text: str) -> None:
    assert scores(text) == []


def goals(text: str) -> list[tuple[str, str, str, str, str]]:
    return [(f.raw, f.item.rpartition("/")[2], f.basis, str(f.metric), f.comparator) for f in read(text)]


def test_goal_achievement_weight_and_score_belong_to_the_indicator_before_them() -> None:
    text = "（1）数量指标：维修养护渠道处数，年度指标值26处，实际完成28处，分值15分，得分14分。"
    assert goals(text) == [
        ("26", "维修养护渠道处数", "目标值", "count", "="), ("28", "维修养护渠道处数", "完成值", "count", "="),
        ("15", "维修养护渠道处数", "分值", "weight", ""), ("14", "维修养护渠道处数", "得分", "score", ""),
    ]  # fmt: skip


def test_goals_keep_their_comparators_and_units() -> None:
    text = (
        "（2）质量指标：水质达标率，指标值≥92%，完成值95.3%，得10分；"
        "单处维修成本，目标值≤4.5万元，实际3.82万元，得5分。"
    )
    assert goals(text) == [
        ("92", "水质达标率", "目标值", "rate", ">="), ("95.3", "水质达标率", "完成值", "rate", "="),
        ("10", "水质达标率", "得分", "score", ""), ("4.5", "单处维修成本", "目标值", "amount", "<="),
        ("3.82", "单处维修成本", "完成值", "amount", "="), ("5", "单处维修成本", "得分", "score", ""),
    ]  # fmt: skip


def test_a_goal_told_after_its_title_belongs_to_the_title() -> None:
    text = (
        "（2）技术合同成交额：目标值65亿元，实际完成71.3亿元，超额完成9.69%。\n\n"
        "（3）新增省级平台：目标值5家，实际完成6家。"
    )
    assert goals(text) == [
        ("65", "技术合同成交额", "目标值", "amount", "="), ("71.3", "技术合同成交额", "完成值", "amount", "="),
        ("9.69", "技术合同成交额", "完成值", "change_rate", "="),
        ("5", "新增省级平台", "目标值", "count", "="), ("6", "新增省级平台", "完成值", "count", "="),
    ]  # fmt: skip


def test_what_is_above_or_below_a_goal_is_a_change_against_it() -> None:
    figures = read("三、绩效目标实现情况\n\n岸线整治16.2公里，超目标0.6公里；造林成活率87%，低于目标3个百分点。")
    claims = {f.raw: (f.item, f.metric, f.versus.split("|")[1], f.versus.split("|")[-1]) for f in figures if f.versus}
    assert claims == {
        "0.6": ("岸线整治", "change_amount", "目标值", "up"), "3": ("造林成活率", "change_amount", "目标值", "down"),
    }  # fmt: skip


def test_a_bound_printed_with_a_number_makes_it_a_goal() -> None:
    found = {
        f.raw: (f.item, f.basis, f.comparator) for f in read("二、绩效情况\n\n群众满意度≥95%，供水保证率达到93%。")
    }
    assert found == {"95": ("群众满意度", "目标值", ">="), "93": ("供水保证率", "完成值", "=")}


def test_a_deduction_with_a_name_is_of_that_and_a_bare_reason_has_none() -> None:
    text = "自评综合得分为95.5分。扣分情况：预算编制扣1分，资产管理扣2分；个别凭证附件不全，扣1分。"
    assert scores(text)[1:] == [
        ("1", "预算编制/扣分", "得分"), ("2", "资产管理/扣分", "得分"),
    ]  # fmt: skip


def test_who_granted_money_to_whom_is_no_part_of_its_name() -> None:
    figures = read(
        "2022年中央下达我县公共文化服务体系建设专项资金189.28万元，收到省级下达困难群众救助补助资金90.5万元。"
    )
    assert [f.item for f in figures] == ["公共文化服务体系建设专项资金", "困难群众救助补助资金"]


def test_a_goal_told_behind_what_was_achieved_is_of_the_same_item() -> None:
    text = "全年用水总量2.86亿立方米，控制在3.2亿立方米以内；完成水利投资15.6亿元，为年度目标任务15亿元的104%。"
    found = [(f.raw, f.item.rpartition("/")[2], f.basis, str(f.metric)) for f in read(f"三、目标完成情况\n\n{text}")]
    assert found == [
        ("2.86", "用水总量", "完成值", "count"), ("3.2", "用水总量", "目标值", "count"),
        ("15.6", "水利投资", "完成值", "amount"), ("15", "水利投资", "目标值", "amount"),
        ("104", "水利投资", "完成值", "rate"),
    ]  # fmt: skip


def test_a_coefficient_needs_no_unit() -> None:
    found = [(f.raw, f.item, f.basis) for f in read("三、目标完成情况\n\n灌溉水有效利用系数0.512，达到目标值0.51。")]
    assert found == [("0.512", "灌溉水有效利用系数", "完成值"), ("0.51", "灌溉水有效利用系数", "目标值")]


def test_parts_after_what_is_left_are_parts_of_what_was_spent() -> None:
    text = (
        "二、资金使用情况\n\n实际支出410.26万元，结余41.74万元。其中：甲镇补助支出186.32万元，乙镇补助支出223.94万元。"
    )
    figures = {f.raw: f.item for f in read(text)}
    assert "结余" not in figures["186.32"]
    assert "结余" not in figures["223.94"]


def test_the_score_of_a_project_is_the_total_of_that_project() -> None:
    assert scores("经全面评价，我校设备购置经费项目自评得分98分，自评结果为“优秀”。") == [
        ("98", "设备购置经费项目/自评总分", "得分")
    ]
    (figure,) = (f for f in read("第三方机构最终绩效评价总得分为91.8分，评价等级为优秀。") if f.statement == "score")
    assert figure.item_code == "sco.total"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2022年计划改造老旧小区36个，实际改造34个，完成率94.44%。",
            [("36", "改造老旧小区", "目标值"), ("34", "改造老旧小区", "完成值"), ("94.44", "完成率", "完成值")],
        ),
        (
            "贫困学生因贫失学率为0，家长满意度92%。",
            [("0", "贫困学生因贫失学率", "完成值"), ("92", "家长满意度", "完成值")],
        ),
        (
            "预算收入942万元；全年总支出938万元，年末结转结余4万元，其中基本支出215万元。",
            [
                ("942", "收入合计", "年初预算"),
                ("938", "总支出", "决算"),
                ("4", "年末结转和结余", "决算"),
                ("215", "基本支出", "决算"),
            ],
        ),
        ("远程评标计划完成60个，实际完成48个。", [("60", "远程评标", "目标值"), ("48", "远程评标", "完成值")]),
        (
            "道路建设平均成本45万元/公里，低于目标值50万元/公里。",
            [("45", "道路建设平均成本", "完成值"), ("50", "道路建设平均成本", "目标值")],
        ),
        (
            "受益村126个，村集体经济平均增收5.3万元。",
            [("126", "受益村", "完成值"), ("5.3", "村集体经济平均增收", "完成值")],
        ),
        ("本年总投资2.35亿元，资金支出2.21亿元。", [("2.35", "总投资", "完成值"), ("2.21", "总投资", "执行数")]),
    ],
)
def test_plans_goals_and_money_spent_keep_their_own_basis(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = [(f.raw, f.item.rpartition("/")[2], f.basis) for f in read(f"（一）总体绩效目标完成情况\n\n{text}")]
    assert found == expected


def test_an_indicator_in_quotation_marks_is_named_without_them() -> None:
    text = "（一）项目决策情况\n\n项目决策指标权重15分，得分13.5分。其中，“立项依据充分性”指标分值3分，得3分。"
    assert [(raw, item.rpartition("/")[2]) for raw, item, _ in scores(text)] == [
        ("15", "项目决策"), ("13.5", "项目决策"), ("3", "立项依据充分性"), ("3", "立项依据充分性"),
    ]  # fmt: skip


def test_results_under_a_heading_of_conclusions_and_advice_were_achieved() -> None:
    text = "四、评价结论及建议\n\n（一）评价结论。全年开展安全检查1,286家次，整改率98.6%。"
    assert {f.basis for f in read(text)} == {"完成值"}


def test_amounts_under_a_heading_of_the_execution_rate_are_those_of_the_budget() -> None:
    text = "1.执行率情况：年初预算数812.6万元，调整后预算数946.38万元，实际支出928.41万元，执行率98.1%。"
    found = [(f.raw, f.item, f.basis) for f in read(text)]
    assert found[:3] == [
        ("812.6", "部门预算", "年初预算"), ("946.38", "部门预算", "全年预算"), ("928.41", "部门预算", "实际"),
    ]  # fmt: skip


def test_a_share_is_the_name_of_an_indicator_with_its_goal() -> None:
    text = "第一，残疾人得到康复服务比例年初指标值为不低于85%，全年实际完成值100%。"
    found = [(f.raw, f.item, f.basis) for f in read(text) if f.metric == "rate"]
    assert found == [("85", "残疾人得到康复服务比例", "目标值"), ("100", "残疾人得到康复服务比例", "完成值")]


def test_a_total_named_after_the_parts_is_no_score_of_the_last_part() -> None:
    text = "产出指标得48分（满分50分），满意度指标得10分（满分10分），总分97.12分，评价等级为优。"
    assert scores(text)[-1] == ("97.12", "总分", "得分")
    assert scores("预算执行率满分10分，自评得分9.5分。")[-1] == ("9.5", "预算执行率", "得分")


def test_a_deduction_and_a_score_are_of_the_goal_told_before_them() -> None:
    text = "时效指标：项目完成及时率不低于90%，实际完成85%，扣0.5分，得4.5分。"
    assert scores(text) == [("0.5", "项目完成及时率/扣分", "得分"), ("4.5", "项目完成及时率", "得分")]


def test_what_a_cost_is_to_be_kept_within_is_a_goal_and_the_actual_cost_what_was_reached() -> None:
    found = [(f.raw, f.basis, f.comparator) for f in read("成本指标：项目成本控制在100万元以内，实际98万元。")]
    assert found == [("100", "目标值", "<="), ("98", "完成值", "=")]


def test_a_score_with_its_full_marks_in_brackets_is_a_score() -> None:
    text = "一级指标得分分别为：产出指标46分（满分50分）、效益指标28分（满分30分）。"
    assert scores(text) == [
        ("46", "产出指标", "得分"), ("50", "产出指标", "分值"), ("28", "效益指标", "得分"), ("30", "效益指标", "分值")
    ]  # fmt: skip
