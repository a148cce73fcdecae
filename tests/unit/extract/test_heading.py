"""What reports of several kinds say of themselves on their first lines."""

from __future__ import annotations

import pytest

from ingest.extract.heading import read_heading
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


@pytest.mark.parametrize(
    ("text", "entity", "year", "kind"),
    [
        ("某市财政局2024年度部门决算\n\n目录\n", "某市财政局", 2024, "final_account"),
        ("某县水利局\n2022年部门整体支出绩效评价报告（自评）\n", "某县水利局", 2022, "self_evaluation"),
        ("2023年度某市科学技术局部门整体支出绩效自评报告\n", "某市科学技术局", 2023, "self_evaluation"),
        ("某县2019年度“三公”经费决算汇总说明\n", "某县", 2019, "three_public"),
        ("某区2025年区级部门预算\n\n预算主管部门：某区财政局\n", "某区财政局", 2025, "budget"),
        (
            "整体绩效自评报告\n\n部门名称：某省监测中心（公章）\n\n填报日期：2024年5月8日\n\n2023年完成监测。\n",
            "某省监测中心",
            2023,
            "self_evaluation",
        ),
        ("某署2010年度“三公”经费决算和2011年预算\n", "某署", 2010, "three_public"),
    ],
)
def test_entity_year_and_kind_are_read_from_the_first_lines(text: str, entity: str, year: int, kind: str) -> None:
    heading = read_heading(read_bytes(text.encode(), "report.txt"), VOCABULARY)
    assert (heading.entity, heading.fiscal_year, heading.document_type) == (entity, year, kind)


def test_what_a_document_does_not_say_stays_empty() -> None:
    heading = read_heading(read_bytes("各项工作有序推进。\n".encode(), "report.txt"), VOCABULARY)
    assert (heading.entity, heading.fiscal_year, heading.fill_date, heading.unit_code) == ("", None, "", "")


@pytest.mark.parametrize(
    ("html", "entity", "year", "kind"),
    [
        (
            "<p>首页 &gt; 政务公开 &gt; 财政信息</p><h1>某区教育委员会2022年度部门决算公开</h1>"
            "<p>来源：某区教委 日期：2023-09-01</p><p>公开部门：某区教育委员会 单位：万元</p>",
            "某区教育委员会",
            2022,
            "final_account",
        ),
        (
            "<p>首页 &gt; 公开</p><h1>某区民政局2024年部门预算</h1><table>"
            "<tr><td colspan=2>部门收入总体情况表</td></tr>"
            "<tr><td>单位名称：某区民政局</td><td>单位：万元</td></tr><tr><td>项目</td><td>合计</td></tr></table>",
            "某区民政局",
            2024,
            "budget",
        ),
        (
            "<p>收入支出决算总表</p><p>部门：某区司法局　金额单位：万元</p>"
            "<table><tr><td>项目</td><td>金额</td></tr></table>"
            "<p>某区司法局2023年度部门决算情况说明</p>",
            "某区司法局",
            2023,
            "final_account",
        ),
        (
            "<p>项目支出绩效自评表</p><p>（2022年度）</p><table><tr><td>项目名称</td><td>补助资金</td></tr>"
            "<tr><td>主管部门</td><td>某县卫生健康委员会</td></tr></table>",
            "某县卫生健康委员会",
            2022,
            "self_evaluation",
        ),
    ],
)
def test_menus_are_passed_over_and_tables_name_the_entity(html: str, entity: str, year: int, kind: str) -> None:
    page = f"<html><meta charset=utf-8><body>{html}</body></html>"
    heading = read_heading(read_bytes(page.encode(), "report.html"), VOCABULARY)
    assert (heading.entity, heading.fiscal_year, heading.document_type) == (entity, year, kind)


def test_the_department_above_a_unit_does_not_take_the_place_of_the_unit() -> None:
    text = "某市档案馆2023年度单位决算\n\n主管部门：某市档案局\n\n单位：万元\n"
    heading = read_heading(read_bytes(text.encode(), "report.txt"), VOCABULARY)
    assert (heading.entity, heading.parent_entity) == ("某市档案馆", "某市档案局")


@pytest.mark.parametrize(
    ("text", "entity", "year", "kind"),
    [
        (
            "一、2021年“三公”经费支出预算表\n单位：万元\n预算数\n12.40\n二、2021年“三公”经费支出预算情况说明\n"
            "云川市人民政府办公室2021年度“三公”经费支出预算为12.40万元，相比2020年预算增加1.20万元。比2020年增加0.30万元。\n",
            "云川市人民政府办公室",
            2021,
            "budget",
        ),
        (
            "二、部门基本情况\n本部门2022年年末实有人数26人。\n第二部分 青川县溪口镇人民政府2023年部门预算情况说明\n"
            "2023年青川县溪口镇人民政府收入预算总额为783.26万元。\n",
            "青川县溪口镇人民政府",
            2023,
            "budget",
        ),
        (
            "第二部分 2022年度单位决算情况说明\n2022年度收、支总计各是125.49万元。与2021年相比，各减少67.86万元。\n",
            "",
            2022,
            "final_account",
        ),
        (
            "东陵文学艺术界联合会\n关于财政拨款“三公”经费2015年决算的\n情况说明\n"
            "东陵县文学艺术界联合会财政拨款“三公”经费2015年决算情况如下：\n",
            "东陵县文学艺术界联合会",
            2015,
            "final_account",
        ),
        (
            "经云山州财政局汇总，2022年云山州州本级部门“三公”经费支出总额为237.23万元，比年初预算增加17.14万元。\n",
            "云山州",
            2022,
            "final_account",
        ),
        ("2021年南柳市卫生监督所“三公”经费支出决算情况\n", "南柳市卫生监督所", 2021, "final_account"),
        (
            "标题： | 石桥镇2020年预算执行和2021年预算草案 | |\n索引号： | 1137/2021 | 文号： |\n"
            "发布机构： | 泉源县石桥镇人民政府 | |\n项目 | 2019年决算数 | 2020年执行数 |\n税收收入 | 401 | 431 |\n",
            "泉源县石桥镇人民政府",
            2020,
            "budget",
        ),
        (
            "根据财政局通知，现就云边县2021年度公共文化补助资金绩效自评情况报告如下：\n对我局2021年资金进行自评。\n",
            "云边县",
            2021,
            "self_evaluation",
        ),
    ],
)
def test_excerpts_without_a_title_name_themselves_in_headings_and_sentences(
    text: str, entity: str, year: int, kind: str
) -> None:
    heading = read_heading(read_bytes(text.encode(), "report.txt"), VOCABULARY)
    assert (heading.entity, heading.fiscal_year, heading.document_type) == (entity, year, kind)


def test_the_file_name_is_the_last_resort() -> None:
    told = "收入决算情况说明\n本年收入合计12.5万元。\n".encode()
    assert read_heading(read_bytes(told, "3 云川市商务局2022年度部门决算.txt"), VOCABULARY).entity == "云川市商务局"
    assert read_heading(read_bytes(told, "report_final.txt"), VOCABULARY).entity == ""


def test_a_project_belongs_to_the_unit_that_carries_it_out_where_that_has_a_full_name() -> None:
    form = "项目支出绩效自评表\n\n（2021年度）\n\n项目名称\n\n锅炉改造\n\n主管部门\n\n云川市教育局\n\n实施单位\n\n{}\n"
    for printed, entity in (("云川市食品工程学校", "云川市食品工程学校"), ("后勤中心", "云川市教育局")):
        heading = read_heading(read_bytes(form.format(printed).encode(), "report.txt"), VOCABULARY)
        assert heading.entity == entity


def test_marks_of_a_heading_are_no_part_of_the_name() -> None:
    heading = read_heading(read_bytes("# 云川市司法局2023年度部门决算\n正文。\n".encode(), "a.md"), VOCABULARY)
    assert (heading.title, heading.entity) == ("云川市司法局2023年度部门决算", "云川市司法局")


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        # 落款 names who reports where the title names a project alone
        ("2021年道路专项资金绩效自评报告\n\n资金已拨付。\n\n某市某区交通局\n\n2022年8月1日\n", "某市某区交通局"),
        ("某县2023年饮水安全项目绩效自评报告\n\n发布时间:2024-02-11 来源:某县农业农村局\n\n完成。\n", "某县农业农村局"),
        ("2021年林业局部门整体支出绩效自评表\n\n来源: 某区林业局 发布机构: 某区林业局\n", "某区林业局"),
        ("关于上报2023年护理费项目支出绩效自评的报告\n\n来源:某市退役军人事务局\n\n完成。\n", "某市退役军人事务局"),
        ("某区残联中央转移支付2023年度绩效自评报告\n\n资金已拨付。\n", "某区残联"),
        ("县局已按要求整改,并在系统内部公开。\n", ""),
        ("2021年道路专项绩效自评报告\n\n2021年完成。\n\n来源:县政协办\n", ""),
    ],
)
def test_who_reports_is_told_by_signature_source_and_publisher(text: str, entity: str) -> None:
    assert read_heading(read_bytes(text.encode(), "report.txt"), VOCABULARY).entity == entity


def test_fields_of_a_web_page_are_no_title_and_name_no_agency() -> None:
    text = (
        "公开方式 主动公开 公开范围 面向全社会\n发布机构 区交通运输局 发文日期 2022-08-05\n\n"
        "2021年道路走廊项目专项资金绩效自评报告\n\n资金已拨付。\n"
    )
    heading = read_heading(read_bytes(text.encode(), "report.txt"), VOCABULARY)
    assert heading.title == "2021年道路走廊项目专项资金绩效自评报告"
    assert "公开" not in heading.entity


def test_a_fund_in_a_broken_title_does_not_make_an_account_a_budget() -> None:
    text = "某市文化局2019年度一般公共预算财政\n拨款“三公”经费支出决算情况说明\n一、总体情况\n支出决算为6.28万元。"
    heading = read_heading(read_bytes(text.encode(), "a.txt"), load_vocabulary())
    assert heading.document_type == "final_account"
