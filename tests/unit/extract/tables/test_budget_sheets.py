"""Sheets of budgets and accounts in the national form: units, projects, procurement, transfers, targets, 三公 lists."""

from __future__ import annotations

import pytest

from ingest.readers import read_bytes
from tests.reading import tables
from tests.unit.extract.tables.tabling import Typed, read, table_of

YUAN = "单位：元"


def _brief(
    table_rows: list[list[Typed]], caption: str, unit_note: str = YUAN, **context: object
) -> list[tuple[object, ...]]:
    result = read(table_of(table_rows, caption=caption, unit_note=unit_note), **context)  # type: ignore[arg-type]
    return [(f.raw, f.unit, f.statement, f.item, f.fund, f.basis) for f in result.figures]


def test_a_budget_by_units_tells_this_year_from_what_is_carried_over_and_codes_are_no_amounts() -> None:
    found = _brief(
        [
            [
                ("部门（单位）代码", 2, 1),
                ("部门（单位）名称", 2, 1),
                ("合计", 2, 1),
                ("本年收入", 1, 3),
                ("上年结转结余", 2, 1),
            ],
            ["小计", "一般公共预算", "其他收入"],
            [("合计", 1, 2), "90.00", "80.00", "75.00", "5.00", "10.00"],
            ["107001", "某站", "90.00", "80.00", "75.00", "5.00", "10.00"],
        ],
        "部门收入总表",
        document_type="budget",
    )
    assert [(raw, item, fund) for raw, _, _, item, fund, _ in found] == [
        ("90.00", "收入总计", "全口径"),
        ("80.00", "本年收入", "全口径"),
        ("75.00", "本年收入合计", "一般公共预算"),
        ("5.00", "其他收入", "全口径"),
        ("10.00", "年初结转和结余", "全口径"),
        ("90.00", "某站", "全口径"),
        ("80.00", "某站/本年收入", "全口径"),
        ("75.00", "某站", "一般公共预算"),
        ("5.00", "某站/其他收入", "全口径"),
        ("10.00", "某站/年初结转和结余", "全口径"),
    ]


def test_columns_of_one_name_are_told_apart_by_the_group_over_them() -> None:
    found = _brief(
        [
            [
                ("类型", 2, 1),
                ("项目名称", 2, 1),
                ("合计", 2, 1),
                ("本年拨款", 1, 2),
                ("财政拨款结转结余", 1, 2),
                ("单位资金", 2, 1),
            ],
            ["一般公共预算", "政府性基金预算", "一般公共预算", "政府性基金预算"],
            [("合计", 1, 2), "18.00", "10.00", "3.00", "4.00", "", "1.00"],
            ["特定目标类", "助老服务", "18.00", "10.00", "3.00", "4.00", "", "1.00"],
        ],
        "项目支出表",
        document_type="budget",
    )
    assert [(item, fund) for _, _, _, item, fund, _ in found] == [
        ("项目支出", ""),
        ("项目支出/本年拨款", "一般公共预算"),
        ("项目支出/本年拨款", "政府性基金"),
        ("项目支出/财政拨款结转结余", "一般公共预算"),
        ("项目支出/单位资金", ""),
        ("项目支出/特定目标类/助老服务/合计", ""),
        ("项目支出/特定目标类/助老服务/本年拨款", "一般公共预算"),
        ("项目支出/特定目标类/助老服务/本年拨款", "政府性基金"),
        ("项目支出/特定目标类/助老服务/财政拨款结转结余", "一般公共预算"),
        ("项目支出/特定目标类/助老服务/单位资金", ""),
    ]


def test_the_unit_of_what_is_bought_is_not_that_of_its_price() -> None:
    found = _brief(
        [
            [("项目名称", 2, 1), ("采购品目", 2, 1), ("计量单位", 2, 1), ("数量", 2, 1), ("资金来源", 1, 2)],
            ["合计", "一般公共预算"],
            ["办公设备购置", "台式计算机", "台", "17", "85,000.00", "85,000.00"],
        ],
        "政府采购预算表",
        document_type="budget",
    )
    assert found == [
        ("17", "台", "procurement", "政府采购/办公设备购置/台式计算机", "", "年初预算"),
        ("85,000.00", "元", "procurement", "政府采购/办公设备购置/台式计算机", "", "年初预算"),
        ("85,000.00", "元", "procurement", "政府采购/办公设备购置/台式计算机", "一般公共预算", "年初预算"),
    ]


def test_transfers_to_districts_are_projects_by_district() -> None:
    found = _brief(
        [
            ["序号", "项目名称", "合计", "东关区", "南山县"],
            ["", "合计", "20.00", "9.00", "11.00"],
            ["1", "救助补助资金", "20.00", "9.00", "11.00"],
        ],
        "对下转移支付预算表",
        document_type="budget",
    )
    assert [(statement, item) for _, _, statement, item, _, _ in found] == [
        ("expenditure", "项目支出"),
        ("expenditure", "项目支出/东关区"),
        ("expenditure", "项目支出/南山县"),
        ("expenditure", "项目支出/救助补助资金/合计"),
        ("expenditure", "项目支出/救助补助资金/东关区"),
        ("expenditure", "项目支出/救助补助资金/南山县"),
    ]


def test_the_money_of_a_form_of_targets_is_read_beside_its_names() -> None:
    found = _brief(
        [
            ["部门名称", ("某市某局", 1, 5)],
            [("年度预算申请（元）", 2, 1), ("资金总额", 1, 2), ("9,250.00", 1, 3)],
            [("按资金性质分：一般公共预算", 1, 2), ("8,600.00", 1, 3)],
            ["一级指标", "二级指标", "三级指标", ("指标值", 1, 3)],
            ["产出指标", "数量指标", "救助人次", ("≥1200人次", 1, 3)],
        ],
        "部门整体支出绩效目标表",
        unit_note="",
        document_type="budget",
    )
    assert found == [
        ("9,250.00", "元", "expenditure", "部门整体支出", "", "年初预算"),
        ("8,600.00", "元", "expenditure", "部门整体支出", "一般公共预算", "年初预算"),
        ("1200", "人次", "target", "产出指标/数量指标/救助人次", "", "目标值"),
    ]


def test_a_list_of_三公_also_tells_of_operation_purchases_and_assets() -> None:
    table = table_of(
        [
            ["项目", "行次", "年初预算数", "决算数"],
            ["栏次", "", "1", "2"],
            ["一、“三公”经费支出", "1", "30.00", "21.36"],
            ["（一）支出合计", "2", "30.00", "21.36"],
            ["1．公务接待费", "3", "5.00", "3.20"],
            ["（1）国内接待费", "4", "—", "3.20"],
            ["其中：外事接待费", "5", "—", "0.20"],
            ["（2）国（境）外接待费", "6", "—", "0.00"],
            ["二、机关运行经费", "7", "—", "117.95"],
            ["三、政府采购支出信息", "8", "—", "—"],
            ["（一）政府采购支出合计", "9", "—", "88.50"],
            ["四、国有资产占用情况", "10", "—", "—"],
            ["（一）车辆数合计（辆）", "11", "—", "4"],
            ["（二）单价100万元（含）以上设备（不含车辆）（台，套）", "12", "—", "0"],
        ],
        caption="“三公”经费及相关信息统计表",
        unit_note="金额单位：万元",
    )
    found = {(f.item.rpartition("/")[2], f.raw): (f.statement, f.item_code, f.unit) for f in read(table).figures}
    assert found == {
        ("“三公”经费", "30.00"): ("three_public", "tp.total", "万元"),
        ("“三公”经费", "21.36"): ("three_public", "tp.total", "万元"),
        ("公务接待费", "5.00"): ("three_public", "tp.reception", "万元"),
        ("公务接待费", "3.20"): ("three_public", "tp.reception", "万元"),
        ("国内接待费", "3.20"): ("three_public", "tp.reception.domestic", "万元"),
        ("外事接待费", "0.20"): ("three_public", "tp.reception.foreign_guests", "万元"),
        ("国（境）外接待费", "0.00"): ("three_public", "tp.reception.foreign", "万元"),
        ("机关运行经费", "117.95"): ("expenditure", "exp.operation", "万元"),
        ("政府采购", "88.50"): ("procurement", "pro.total", "万元"),
        ("车辆", "4"): ("assets", "ast.vehicles", "辆"),
        ("单价100万元以上设备", "0"): ("assets", "ast.equipment.large", "台，套"),
    }


@pytest.mark.parametrize("number", ["预算01表", "公开01表", "表1", "附件2", "部门预算02-1表"])
def test_the_number_of_a_form_is_not_its_title(number: str) -> None:
    page = (
        f"<p>部门支出总表</p><p>{number}</p><p>单位：元</p>"
        "<table><tr><td>科目</td><td>合计</td></tr><tr><td>教育支出</td><td>1.00</td></tr></table>"
    )
    (table,) = tables(read_bytes(f"<html><body>{page}</body></html>".encode(), "a.html"))
    assert (table.caption, table.unit_note) == ("部门支出总表", "单位：元")


def test_codes_of_units_are_no_codes_of_accounts() -> None:
    table = table_of(
        [
            [
                ("单位代码", 2, 1),
                ("单位名称（科目）", 2, 1),
                ("科目编码", 1, 3),
                ("总计", 2, 1),
                ("一般公共预算拨款", 2, 1),
            ],
            ["类", "款", "项"],
            ["301", "某市水利局", "", "", "", "86.00", "80.00"],
            ["301001", "行政运行", "213", "03", "01", "56.00", "56.00"],
        ],
        caption="支出预算分类汇总表",
        unit_note="单位：万元",
    )
    figures = read(table, document_type="budget").figures
    assert [(f.item, f.function_code) for f in figures[::2]] == [("某市水利局", ""), ("行政运行", "2130301")]


def test_of_two_classifications_of_one_row_the_first_names_it() -> None:
    table = table_of(
        [
            [("部门预算经济分类", 1, 2), ("政府预算经济分类", 1, 2), ("一般公共预算基本支出", 1, 2)],
            ["科目编码", "科目名称", "科目编码", "科目名称", "人员经费", "公用经费"],
            ["30101", "基本工资", "50101", "工资奖金津补贴", "30.00", ""],
            ["30201", "办公费", "50201", "办公经费", "", "6.00"],
        ],
        caption="一般公共预算基本支出经济分类表",
        unit_note="单位：万元",
    )
    result = read(table, document_type="budget")
    assert [(f.item, f.function_code) for f in result.figures] == [
        ("基本工资/人员经费", "30101"),
        ("办公费/公用经费", "30201"),
    ]
    assert {n.raw for n in result.non_figures} == {"30101", "50101", "30201", "50201"}


def test_vehicles_are_counted_in_what_their_header_says() -> None:
    found = _brief(
        [
            [("单位名称", 2, 1), ("车辆（台、辆）", 1, 2), ("单价100万元以上设备（台，套）", 2, 1)],
            ["小计", "执法执勤用车"],
            ["合计", "6", "3", "0"],
        ],
        "国有资产占有使用情况表",
        "单位：万元",
    )
    assert [(raw, unit, item) for raw, unit, _, item, _, _ in found] == [
        ("6", "台、辆", "车辆"),
        ("3", "台、辆", "车辆/执法执勤用车"),
        ("0", "台，套", "单价100万元以上设备"),
    ]


def test_numbers_of_columns_are_known_without_the_first() -> None:
    result = read(
        table_of(
            [
                ["合计", "因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费", "会议费"],
                ["", "2", "3", "4", "5", "6"],
                ["9.00", "1.00", "2.00", "3.00", "3.00", "4.00"],
            ],
            caption="“三公”经费支出表",
            unit_note="单位：万元",
        )
    )
    assert [f.raw for f in result.figures] == ["9.00", "1.00", "2.00", "3.00", "3.00", "4.00"]
    assert {n.kind for n in result.non_figures} == {"row_number"}
