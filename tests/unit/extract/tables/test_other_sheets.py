"""Other sheets of final accounts and budgets: operation data, execution, projects, assets, budget targets."""

from __future__ import annotations

from decimal import Decimal

from tests.unit.extract.tables.tabling import by_item, read, table_of

MONEY = "金额单位：万元"


def test_operation_sheet_keeps_its_sections_and_their_units_apart() -> None:
    table = table_of(
        [
            ["项    目", "行次", "统计数", "项    目", "行次", "统计数"],
            ["栏    次", "", "1", "栏    次", "", "2"],
            ["一、“三公”经费支出", "1", "—", "四、机关运行经费", "22", "50.00"],
            ["（一）支出合计", "2", "10.00", "（一）行政单位", "23", "50.00"],
            ["  2．公务用车购置及运行维护费", "4", "8.00", "五、国有资产占用情况", "25", "—"],
            ["（1）公务用车购置费", "5", "0.00", "（一）车辆数合计（辆）", "26", "3"],
            ["  3．公务接待费", "7", "2.00", "  2．机要通信用车", "28", "1"],
            ["（二）相关统计数", "13", "—", "六、政府采购支出信息", "38", "—"],
            ["  4．公务用车保有量（辆）", "17", "3", "（一）政府采购支出合计", "39", "100.00"],
            ["  5．国内公务接待批次（个）", "18", "12", "  1．政府采购货物支出", "40", "60.00"],
        ],
        caption="机构运行信息表",
        unit_note=MONEY,
    )
    found = {(f.raw, f.unit, f.statement, f.item_code, f.basis) for f in read(table).figures}
    assert found == {
        ("50.00", "万元", "expenditure", "exp.operation", "决算"),
        ("10.00", "万元", "three_public", "tp.total", "决算"),
        ("50.00", "万元", "expenditure", "", "决算"),
        ("8.00", "万元", "three_public", "tp.vehicle", "决算"),
        ("0.00", "万元", "three_public", "tp.vehicle.purchase", "决算"),
        ("3", "辆", "assets", "ast.vehicles", "期末"),
        ("2.00", "万元", "three_public", "tp.reception", "决算"),
        ("1", "辆", "assets", "", "期末"),
        ("3", "辆", "three_public", "tp.vehicle.kept", "期末"),
        ("100.00", "万元", "procurement", "pro.total", "决算"),
        ("12", "个", "three_public", "tp.reception.batches", "实际"),
        ("60.00", "万元", "procurement", "pro.goods", "决算"),
    }


def test_two_rates_name_the_budget_they_are_of() -> None:
    table = table_of(
        [
            ["项目", "年初预算数", "调整预算数", "决算数", "完成年初预算%", "完成调整预算%"],
            ["一、基本支出", "100", "110", "105", "105.00", "95.45"],
        ],
        caption="支出预算执行情况表",
        unit_note=MONEY,
    )
    figures = read(table).figures
    assert [(f.metric, f.unit, f.versus) for f in figures[3:]] == [
        ("rate", "%", "基本支出|年初预算|2023"),
        ("rate", "%", "基本支出|全年预算|2023"),
    ]
    assert len({f.item for f in figures[3:]}) == 2


def test_a_part_column_under_其中_stands_under_its_column() -> None:
    table = table_of(
        [
            [("项目", 1, 2), ("本年收入合计", 2, 1), ("事业收入", 1, 2)],
            ["功能分类科目编码", "科目名称", "小计", "其中：教育收费"],
            [("合计", 1, 2), "15", "15", "10"],
            ["205", "教育支出", "15", "15", "10"],
        ],
        caption="收入决算表",
        unit_note=MONEY,
    )
    assert [f.item for f in read(table).figures] == [
        "本年收入合计",
        "事业收入",
        "事业收入/教育收费",
        "教育支出",
        "教育支出/事业收入",
        "教育支出/事业收入/教育收费",
    ]


def test_funds_over_basic_and_project_columns_give_the_fund() -> None:
    table = table_of(
        [
            ["科目编码", "科目名称", "总计", ("一般公共预算拨款", 1, 3)],
            ["", "", "", "小计", "基本支出", "项目支出"],
            ["205", "教育支出", "110", "100", "60", "40"],
        ],
        caption="部门支出预算表",
        unit_note=MONEY,
    )
    assert [(f.item, f.fund) for f in read(table).figures] == [
        ("教育支出/合计", "全口径"),
        ("教育支出/合计", "一般公共预算"),
        ("教育支出/基本支出", "一般公共预算"),
        ("教育支出/项目支出", "一般公共预算"),
    ]


def test_comparators_of_budget_targets_may_have_a_column_of_their_own() -> None:
    table = table_of(
        [
            ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"],
            ["产出指标", "数量指标", "培训人次", "≥", "500", "人次"],
            ["产出指标", "时效指标", "完成及时率", "=", "100", "%"],
            ["效益指标", "社会效益", "影响", "定性", "良好", ""],
        ],
        caption="项目绩效目标表",
    )
    result = read(table)
    assert [(f.raw, f.unit, f.comparator, f.metric) for f in result.figures] == [
        ("500", "人次", ">=", "count"),
        ("100", "%", "=", "rate"),
    ]
    assert [m.text for m in result.text_marks] == ["良好"]


def test_pairs_side_by_side_without_a_header_are_read() -> None:
    table = table_of(
        [["资产总额", "123.4", "负债总额", "45.6"], ["固定资产", "100.0", "净资产", "77.8"]],
        caption="资产负债情况",
        unit_note=MONEY,
    )
    assert [(f.item_code, f.raw) for f in read(table).figures] == [
        ("ast.total", "123.4"),
        ("ast.liabilities", "45.6"),
        ("ast.fixed", "100.0"),
        ("ast.net", "77.8"),
    ]


def test_an_amount_in_brackets_is_negative_and_keeps_its_brackets() -> None:
    table = table_of([["项目", "决算数"], ["年末结转和结余", "（1,200.50）"]], caption="支出决算表", unit_note=MONEY)
    figure = read(table).figures[0]
    assert (figure.raw, figure.value) == ("（1,200.50）", Decimal("-1200.50"))


def test_numbers_in_scoring_rules_are_definitions() -> None:
    table = table_of(
        [["指标", "分值", "评分标准", "得分"], ["明确性", "10", "明确得10分，每缺1项扣2分", "8"]], caption="绩效评分表"
    )
    result = read(table)
    assert [f.raw for f in result.figures] == ["10", "8"]
    assert {n.kind for n in result.non_figures} == {"definition"}


def test_budgets_and_years_may_stand_down_the_side() -> None:
    table = table_of(
        [
            ["项目", "因公出国（境）费", "公务接待费", "合计"],
            ["2022年决算数", "0", "2.5", "2.5"],
            ["2023年决算数", "0", "2.0", "2.0"],
        ],
        caption="“三公”经费情况表",
        unit_note=MONEY,
    )
    found = by_item(read(table))
    assert found["公务接待费", "上年决算"].year == 2022
    assert found["“三公”经费", "决算"].raw == "2.0"


def test_items_of_a_row_crossed_with_a_column_take_no_item_code() -> None:
    table = table_of(
        [
            ["经济分类科目编码", "科目名称", "合计", "人员经费", "公用经费"],
            ["301", "工资福利支出", "10", "10", "0"],
            [("合计", 1, 2), "10", "10", "0"],
        ],
        caption="一般公共预算基本支出经济分类预算表",
        unit_note="单位：元",
    )
    assert [(f.item, f.item_code) for f in read(table).figures] == [
        ("工资福利支出/合计", ""),
        ("工资福利支出/人员经费", ""),
        ("工资福利支出/公用经费", ""),
        ("基本支出", "exp.basic"),
        ("基本支出/人员经费", "exp.basic.personnel"),
        ("基本支出/公用经费", "exp.basic.public"),
    ]


def test_a_difference_beside_budget_and_final_account_is_against_the_budget() -> None:
    table = table_of(
        [["项目", "2023年预算", "2023年决算", "差异额", "差异率"], ["公务接待费", "10", "8", "-2", "-20%"]],
        caption="重点经费预决算对比表",
        unit_note=MONEY,
    )
    figures = read(table).figures
    assert [(f.raw, f.metric, f.versus) for f in figures[2:]] == [
        ("-2", "change_amount", "公务接待费|年初预算|2023|down"),
        ("-20", "change_rate", "公务接待费|年初预算|2023|down"),
    ]


def test_a_row_本年支出合计_is_the_whole_as_a_row_合计_is() -> None:
    table = table_of(
        [
            ["支出功能分类", "合计", "基本支出", "项目支出"],
            ["一、一般公共服务支出", "100", "60", "40"],
            ["本年支出合计", "100", "60", "40"],
        ],
        caption="部门支出总表",
        unit_note=MONEY,
    )
    assert [(f.item, f.item_code) for f in read(table).figures][3:] == [
        ("本年支出合计", "exp.total"),
        ("基本支出", "exp.basic"),
        ("项目支出", "exp.project"),
    ]


def test_a_header_typed_over_the_first_of_its_columns_stands_over_all() -> None:
    table = table_of(
        [
            ["项目", "2023年度", "", "2022年度", ""],
            ["", "金额", "占比", "金额", "占比"],
            ["基本支出", "60", "60%", "50", "55.56%"],
        ],
        caption="支出构成表",
        unit_note=MONEY,
        is_ruled=False,
    )
    assert [(f.year, f.metric) for f in read(table).figures] == [
        (2023, "amount"),
        (2023, "share"),
        (2022, "amount"),
        (2022, "share"),
    ]


def test_months_across_the_top_are_columns_and_no_figures() -> None:
    table = table_of(
        [["科目", "1月", "2月", "合计"], ["公务接待费", "1", "2", "3"]],
        caption="“三公”经费分月支出表",
        unit_note="单位：元",
    )
    assert [(f.item, f.item_code) for f in read(table).figures] == [
        ("公务接待费/1月", ""),
        ("公务接待费/2月", ""),
        ("公务接待费", "tp.reception"),
    ]


def test_a_row_of_rates_under_columns_of_items_holds_rates() -> None:
    table = table_of(
        [
            ["项目", "因公出国（境）费", "公务接待费", "合计"],
            ["年初预算数", "0", "4.0", "4.0"],
            ["决算数", "0", "2.0", "2.0"],
            ["完成率", "—", "50%", "50%"],
        ],
        caption="“三公”经费情况表",
        unit_note=MONEY,
    )
    figures = read(table).figures
    assert [(f.item, f.metric, f.unit) for f in figures[-2:]] == [
        ("公务接待费", "rate", "%"),
        ("“三公”经费", "rate", "%"),
    ]


def test_units_with_budget_execution_and_score_are_scored_by_name() -> None:
    table = table_of(
        [
            ["单位名称", "预算数", "执行数", "执行率", "得分"],
            ["某局本级", "100", "98", "98%", "95"],
            ["合计", "100", "98", "98%", ""],
        ],
        caption="所属单位预算执行情况",
        unit_note=MONEY,
    )
    assert [(f.item, f.basis, f.unit) for f in read(table).figures] == [
        ("某局本级", "全年预算", "万元"),
        ("某局本级", "执行数", "万元"),
        ("某局本级", "执行数", "%"),
        ("某局本级", "得分", "分"),
        ("本年支出合计", "全年预算", "万元"),
        ("本年支出合计", "执行数", "万元"),
        ("本年支出合计", "执行数", "%"),
    ]


def test_columns_of_percent_signs_are_changes_and_shares_of_their_row() -> None:
    found = read(
        table_of(
            [
                [("功能科目", 2, 1), ("支出数", 1, 2), ("比上年", 1, 2), ("占总支出%", 2, 1)],
                ["2022年", "2023年", "金额", "%"],
                ["教育支出", "1985", "2134", "149", "7.5", "60.0"],
                ["卫生健康支出", "1000", "1422", "422", "42.2", "40.0"],
            ],
            caption="支出功能分类对比表",
            unit_note="单位：万元",
        )
    ).figures
    first = {figure.raw: figure for figure in found if figure.item == "教育支出"}
    assert {raw: figure.metric for raw, figure in first.items()} == {
        "1985": "amount",
        "2134": "amount",
        "149": "change_amount",
        "7.5": "change_rate",
        "60.0": "share",
    }
    assert (first["1985"].year, first["2134"].year) == (2022, 2023)


def test_a_column_of_years_in_a_table_of_amounts_is_no_amount() -> None:
    result = read(
        table_of(
            [["项目名称", "立项年度", "决算数"], ["道路养护", "1998", "120.50"], ["桥梁检修", "2003", "80.00"]],
            caption="项目支出决算表",
            unit_note="单位：万元",
        )
    )
    assert sorted(figure.raw for figure in result.figures if figure.item) == ["120.50", "80.00"]
