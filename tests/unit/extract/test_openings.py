"""Openings of reports of many kinds: whose figures they print, of which year, and what kind of report they are."""

from __future__ import annotations

import pytest

from ingest.extract.heading import read_heading
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
OPENINGS = [
    ("2023年度\n某县人民医院\n单位决算\n\n目  录\n第一部分  概况\n", "某县人民医院", 2023, "final_account"),
    ("附件2\n\n2024年部门预算公开\n\n单位名称：青河县白石镇人民政府\n\n目录\n", "青河县白石镇人民政府", 2024, "budget"),
    ("青河市教育局\n二〇二三年部门预算\n目录\n", "青河市教育局", 2023, "budget"),
    ("青河区2022年度部门决算\n（青河区民政局）\n目录\n", "青河区民政局", 2022, "final_account"),
    ("青河市生态环境局白石分局2022年度部门决算\n", "青河市生态环境局白石分局", 2022, "final_account"),
    ("中共青河县委组织部2023年部门预算\n", "中共青河县委组织部", 2023, "budget"),
    ("青河县第一中学2024年单位预算公开\n", "青河县第一中学", 2024, "budget"),
    ("青河县公安局交通警察大队2021年单位决算公开说明\n", "青河县公安局交通警察大队", 2021, "final_account"),
    ("关于青河县司法局2023年部门决算公开的说明\n", "青河县司法局", 2023, "final_account"),
    ("2023年部门预算公开说明（青河县妇联）\n", "青河县妇联", 2023, "budget"),
    ("青河县工商业联合会（总商会）2022年度部门决算\n", "青河县工商业联合会（总商会）", 2022, "final_account"),
    ("青河经济技术开发区管委会2022年部门预算及“三公”经费预算公开说明\n", "青河经济技术开发区管委会", 2022, "budget"),
    ("中国共产主义青年团青河市委员会2022年度部门决算\n", "中国共产主义青年团青河市委员会", 2022, "final_account"),
    ("民革青河市委2022年度部门决算\n", "民革青河市委", 2022, "final_account"),
    ("青河省白石监狱2023年度部门决算\n", "青河省白石监狱", 2023, "final_account"),
    ("青河市白石区临江街道2023年部门预算\n", "青河市白石区临江街道", 2023, "budget"),
    ("部门决算公开\n2022年度\n青河县农业农村局\n2023年9月\n", "青河县农业农村局", 2022, "final_account"),
    ("青河县农业农村局部门2022年度决算公开\n", "青河县农业农村局", 2022, "final_account"),
    ("2022年度青河县农业农村局部门决算\n", "青河县农业农村局", 2022, "final_account"),
    ("青河县农业农村局\n2022年度\n部门决算\n\n\n二〇二三年九月\n\n目 录\n", "青河县农业农村局", 2022, "final_account"),
    (
        "青河县农业农村局\n2022年度部门决算公开目录\n\n第一部分 部门概况\n一、主要职能\n",
        "青河县农业农村局",
        2022,
        "final_account",
    ),
    (
        "首页 > 政务公开 > 财政预决算\n青河县水利局2023年部门预算公开\n发布时间：2023-02-10 来源：县水利局\n目录\n",
        "青河县水利局",
        2023,
        "budget",
    ),
    (
        "索引号：123\n发布机构：青河县水利局\n生成日期：2023-02-10\n2023年部门预算公开情况说明\n一、部门主要职责\n",
        "青河县水利局",
        2023,
        "budget",
    ),
    ("青河县白石中心小学2022年度决算公开\n", "青河县白石中心小学", 2022, "final_account"),
    ("青河县文化馆（本级）2022年度单位决算\n", "青河县文化馆（本级）", 2022, "final_account"),
    ("上海市青河区卫生健康委员会2024年度部门决算\n目录\n", "上海市青河区卫生健康委员会", 2024, "final_account"),
    (
        "上海市青河区2025年区级单位预算\n\n\n预算单位：上海市青河区卫生健康委员会监督所\n\n目 录\n",
        "上海市青河区卫生健康委员会监督所",
        2025,
        "budget",
    ),
    (
        "上海市青河区2025年区级部门预算\n\n预算主管部门：上海市青河区卫生健康委员会\n",
        "上海市青河区卫生健康委员会",
        2025,
        "budget",
    ),
    ("上海市青河区临江镇2024年度部门决算\n", "上海市青河区临江镇", 2024, "final_account"),
    (
        "上海市青河区人民政府临江路街道办事处2024年度单位决算\n",
        "上海市青河区人民政府临江路街道办事处",
        2024,
        "final_account",
    ),
    (
        "上海市青河区国有资产监督管理委员会（本部）2024年度单位决算\n",
        "上海市青河区国有资产监督管理委员会（本部）",
        2024,
        "final_account",
    ),
    ("上海市青河区临江路小学2025年单位预算\n", "上海市青河区临江路小学", 2025, "budget"),
    ("2024年度上海市青河区体育局部门决算公开\n", "上海市青河区体育局", 2024, "final_account"),
    (
        "一、单位基本情况\n青河县疾病预防控制中心是县卫健局所属单位。2022年末实有人员35人。\n二、2022年度决算情况说明\n2022年度收入总计120.5万元。\n",
        "青河县疾病预防控制中心",
        2022,
        "final_account",
    ),
    ("一、2022年部门预算收支情况\n我局2022年收入预算1,204.5万元，比2021年增加20万元。\n", "", 2022, "budget"),
    ("青河县财政局关于2022年预算执行情况和2023年预算草案的报告\n", "青河县财政局", 2022, "budget"),
    ("青河县2022年财政决算公开\n", "青河县", 2022, "final_account"),
    ("2022年青河县本级“三公”经费决算公开说明\n", "青河县", 2022, "three_public"),
    ("青河县审计局 2019年部门决算\n审计局2019年收入100万元。\n", "青河县审计局", 2019, "final_account"),
    (
        "青河县残疾人联合会2022年度部门决算公开情况说明\n青河县残疾人联合会2022年度\n部门决算公开\n",
        "青河县残疾人联合会",
        2022,
        "final_account",
    ),
    (
        "目录\n第一部分 概况\n第二部分 青河县应急管理局2021年度部门决算表\n",
        "青河县应急管理局",
        2021,
        "final_account",
    ),
    (
        "青河县商务局2023年度部门整体支出绩效自评报告\n根据《青河县财政局关于开展2024年绩效自评的通知》\n",
        "青河县商务局",
        2023,
        "self_evaluation",
    ),
]


@pytest.mark.parametrize(("text", "entity", "year", "kind"), OPENINGS)
def test_an_opening_tells_agency_year_and_kind(text: str, entity: str, year: int, kind: str) -> None:
    heading = read_heading(read_bytes(text.encode(), "report.txt"), VOCABULARY)
    assert (heading.entity, heading.fiscal_year, heading.document_type) == (entity, year, kind)


def test_a_project_of_a_region_is_that_of_the_agency_that_carries_it_out() -> None:
    text = (
        "青河市2021年度农村污水治理项目绩效评价报告\n受青河市财政局委托，评价组对青河市生态环境局组织实施的"
        "2021年度农村污水治理项目开展了绩效评价。\n"
    )
    assert read_heading(read_bytes(text.encode(), "report.txt"), VOCABULARY).entity == "青河市生态环境局"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2023年一般公共预算当年拨款1,200万元，比2022年执行数增加100万元。", "budget"),
        ("行政运行（项）2023年预算数为100万元，比2022年执行数增加5万元。", "budget"),
        ("2022年公务接待费8万元，较2021年预算减少1万元。", "budget"),
        ("2022年公务接待费8万元，较2021年决算减少1万元。", "final_account"),
        ("2022年支出总额1,320万元，比年初预算增加120万元。", "final_account"),
        ("2022年度收入总计120万元，与2021年度相比增加10万元。", ""),
    ],
)
def test_a_sentence_alone_tells_a_budget_from_an_account(text: str, kind: str) -> None:
    assert read_heading(read_bytes(text.encode(), "report.txt"), VOCABULARY).document_type == kind
