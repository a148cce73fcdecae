"""The money of the one project that a self-evaluation is about (all names and figures made up)."""

from __future__ import annotations

import pytest

from ingest.extract import extract_document
from ingest.extract.prose_projects import project_in
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
TITLE = "云中县水务局2023年度农村饮水工程维修养护项目绩效自评报告"


def amounts(text: str) -> list[tuple[str, str, str]]:
    figures = extract_document(read_bytes(f"{TITLE}\n\n{text}\n".encode(), "report.txt"), VOCABULARY).figures
    return [(f.raw, f.item, f.basis) for f in figures]


@pytest.mark.parametrize(
    ("title", "project"),
    [
        (TITLE, "农村饮水工程维修养护项目"),
        ("云中县民政局关于2022年度困难群众救助补助资金项目支出绩效自评报告", "困难群众救助补助资金"),
        ("云中县财政局2023年度部门整体支出绩效自评报告", ""),
        ("云中县财政局2023年度项目支出绩效自评报告", ""),
        ("云中县教育局2023年度部门预算项目绩效自评报告", ""),
    ],
)
def test_the_title_names_the_project_or_the_whole(title: str, project: str) -> None:
    assert project_in(title, title.partition("2")[0].removesuffix("关于")) == project


def test_budget_funds_granted_and_paid_are_of_the_project() -> None:
    text = "项目年初预算安排150万元，调整后预算130万元。实际到位资金130万元，累计支付116万元，预算执行率89.23%。"
    project = "项目支出/农村饮水工程维修养护项目"
    found = amounts(text)
    assert found[:4] == [
        ("150", project, "年初预算"), ("130", project, "全年预算"), ("130", f"{project}/到位资金", "全年预算"),
        ("116", project, "实际"),
    ]  # fmt: skip
    assert found[4][1].startswith(project)


def test_money_carried_out_is_spent_and_money_put_in_place_is_no_outcome() -> None:
    project = "项目支出/农村饮水工程维修养护项目"
    assert ("116", project, "实际") in amounts("全年预算为130万元，执行资金为116万元，执行率为89.23%。")
    found = amounts("云中县实施饮水安全巩固提升工程12处，实际到位资金280万元。")
    assert found[1] == ("280", f"{project}/到位资金", "全年预算")


@pytest.mark.parametrize(
    "text", ["时效指标按期开工率10≥90%≥90%10成本指标", "群众生产条件改善状况10显著提升显著提升10满意度指标（10分）"]
)
def test_a_weight_or_score_pasted_without_its_columns_is_no_rate(text: str) -> None:
    assert [item for raw, item, _ in amounts(text) if raw == "10" and item != "满意度"] == ["", ""]


def test_money_with_a_name_of_its_own_keeps_it() -> None:
    assert amounts("其中：管网改造工程支出86万元。")[0][1] == "管网改造工程支出"


def test_what_is_spent_of_a_total_investment_is_no_part_of_the_funds_granted() -> None:
    text = (
        "项目预算总投资200万元，其中省级补助资金120万元、县级配套80万元。"
        "截至12月31日，资金到位180万元，到位率90.00%；实际支出150万元，预算执行率75.00%。"
    )
    title = "云中县2023年度财政支出绩效评价报告"
    figures = extract_document(read_bytes(f"{title}\n\n{text}\n".encode(), "report.txt"), VOCABULARY).figures
    found = {f.raw: f for f in figures}
    assert (found["180"].item, found["180"].basis) == ("到位资金", "全年预算")
    assert (found["90.00"].item, found["90.00"].basis) == ("到位资金/到位率", "全年预算")
    assert found["150"].item == "项目预算总投资"
    assert found["75.00"].versus.startswith("项目预算总投资|")


def test_problems_found_and_mended_are_counts_of_the_evaluation() -> None:
    text = (
        "绩效自评的2023年度项目6个，涉及预算金额20.50万元。绩效自评中共发现问题5个，已经完成整改的3个，正在整改的2个。"
    )
    items = {raw: item for raw, item, _ in amounts(text)}
    assert items["5"] == "绩效自评/发现问题数"
    assert items["3"] == "绩效自评/已完成整改问题数"
    assert items["2"] == "绩效自评/正在整改问题数"
