"""Whose money a sentence of a self-evaluation tells: funds granted, noticed, listed (all names and figures made up)."""

from __future__ import annotations

import pytest

from ingest.extract import extract_document
from ingest.extract.prose_projects import project_in
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
TITLE = "云中县水务局2023年度项目支出绩效自评报告"


def figures(text: str) -> list[tuple[str, str, str, int | None]]:
    found = extract_document(read_bytes(f"{TITLE}\n\n{text}\n".encode(), "report.txt"), VOCABULARY).figures
    return [(f.raw, f.item, f.basis, f.year) for f in found]


def items(text: str) -> list[tuple[str, str]]:
    return [figure[:2] for figure in figures(text)]


@pytest.mark.parametrize(
    ("text", "fund"),
    [
        ("2023年，我校收到上级下拨农村学生营养改善专项资金合计31.5万元。", "农村学生营养改善专项资金"),
        ("我校农村学生营养改善专项资金项目全年发放资金31.5万元。", "农村学生营养改善专项资金"),
        ("2023年残疾儿童康复救助补助资金下达我区31.5万元。", "残疾儿童康复救助补助资金"),
        ("资金来源为中央资金31.5万元。", "中央资金"),
        ("20xx年我镇获得财政衔接资金共31.5万元。", "财政衔接资金"),
        ("河西区、平南县等4个区总计应上缴资金额为31.5万元。", "上缴资金额"),
    ],
)
def test_who_grants_and_who_receives_is_no_part_of_a_fund(text: str, fund: str) -> None:
    assert ("31.5", fund) in items(text)


def test_money_of_a_notice_is_of_the_fund_the_notice_names() -> None:
    text = (
        "县财政局3号文件《关于下达2023年中央林业改革资金预算的通知》，下达我县2023年中央林业改革资金62万元。"
        "县财政局9号文件《关于下达2023年省级湿地保护资金（第二批）的通知》，下达我县2023年资金7万元。"
    )
    assert [(raw, item) for raw, item in items(text) if raw == "7"] == [("7", "省级湿地保护资金")]


def test_money_in_brackets_is_of_the_project_quoted_before_it() -> None:
    text = (
        "省财政下达我市湿地保护资金18万元。我市下拨至各县，用于实施“东湖清淤项目”（11万元）和“西河护岸项目”（7万元）。"
    )
    assert items(text)[1:] == [("11", "湿地保护资金/东湖清淤项目"), ("7", "湿地保护资金/西河护岸项目")]


def test_money_behind_a_number_of_projects_is_project_expenditure() -> None:
    text = "年初批复预算6个项目352.4万元，调整预算后项目预算341.7万元。"
    assert [f[:3] for f in figures(text) if "." in f[0]] == [
        ("352.4", "项目支出", "年初预算"), ("341.7", "项目支出", "全年预算"),
    ]  # fmt: skip


def test_the_number_of_a_document_tells_no_year() -> None:
    text = "残疾儿童康复救助补助资金下达我区18万元（云财〔2021〕6号），其中康复训练资金11.5万元，全年实际下达17万元。"
    assert [(item.rpartition("/")[2], year) for raw, item, _, year in figures(text) if raw in ("11.5", "17")] == [
        ("康复训练资金", 2023), ("残疾儿童康复救助补助资金", 2023),
    ]  # fmt: skip


def test_staff_at_the_end_of_the_year_are_those_of_the_posts_named_before() -> None:
    text = "我局行政编制41名，年末实有38人；雇员编制15名，年末实有12人。下设基层预算单位3个，分别为甲所、乙所、丙所。"
    named = dict(items(text))
    assert (named["38"], named["12"], named["3"]) == ("在职人员/行政", "在职人员/雇员", "预算单位数量")
    assert items("我院入编2023年部门预算共5个单位：院本级、甲分院、乙分院、丙分院、丁分院。") == [("5", "预算单位数量")]


def test_what_is_listed_under_the_total_score_is_a_part_of_it() -> None:
    text = "综合自评得91.2分，自评等级为“优”，其中部门决策21分、部门管理18.4分、部门绩效51.8分，具体见下表。"
    assert items(text)[-1] == ("51.8", "部门绩效")


def test_a_purpose_is_no_project() -> None:
    assert project_in("云中县为进一步规范财政专项衔接资金使用绩效自评报告", "云中县") == ""


def test_the_whole_told_in_the_section_on_one_part_is_the_whole() -> None:
    text = "二、支出情况\n\n（一）基本支出情况\n\n2023年支出81.5万元，其中基本支出72.5万元，项目支出9万元。"
    assert items(text)[:3] == [("81.5", "本年支出"), ("72.5", "基本支出"), ("9", "项目支出")]


def test_a_budget_that_contains_the_one_of_the_beginning_is_that_of_the_whole_year() -> None:
    text = "2023年预算收入69.4万元，其中年初预算57.1万元，调整追加12.3万元。"
    assert [f[2] for f in figures(text)[:2]] == ["全年预算", "年初预算"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "一是用于其他教育管理事务支出，即“三区”人才计划教师补助经费合计75万元，已于本年度支出70万元；"
            "二是学前教育支出，即公用经费、培训资金等合计24万元。",
            [("75", "其他教育管理事务支出"), ("70", "其他教育管理事务支出"), ("24", "学前教育支出")],
        ),
        (
            "县领导小组共安排我镇扶贫项目资金164万元，其中：饮水项目9个，资金规模64万元；道路项目7个，资金规模100万元。",
            [("164", "扶贫项目资金"), ("64", "扶贫项目资金/饮水项目"), ("100", "扶贫项目资金/道路项目")],
        ),
        ("考核后及时将剩余的清算资金120万元分配到位。", [("120", "清算资金")]),
        ("财政局下发文件，到位资金0.26万元。", [("0.26", "到位资金")]),
        ("主要建设内容为建设道路补助资金31万元。", [("31", "建设道路补助资金")]),
    ],
)
def test_money_is_named_by_what_it_is_for(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(raw, item) for raw, item in items(text) if raw not in ("9", "7")] == expected
