"""Layouts of the public tables of final accounts and budgets, typed from the standard forms of several provinces."""

from __future__ import annotations

from decimal import Decimal

from tests.unit.extract.tables.tabling import brief, read, table_of

MONEY = "金额单位：万元"


def test_two_sided_overview_with_line_numbers_keeps_each_side_apart() -> None:
    table = table_of(
        [
            [("收入", 1, 3), ("支出", 1, 3)],
            ["项目", "行次", "金额", "项目", "行次", "金额"],
            ["栏次", "", "1", "栏次", "", "2"],
            ["一、一般公共预算财政拨款收入", "1", "9,746.50", "一、一般公共服务支出", "32", "1,000.00"],
            ["二、政府性基金预算财政拨款收入", "2", "", "二、外交支出", "33", ""],
            ["本年收入合计", "27", "9,746.50", "本年支出合计", "58", "9,700.00"],
            ["年初结转和结余", "29", "10.00", "年末结转和结余", "60", "56.50"],
            ["总计", "31", "9,756.50", "总计", "62", "9,756.50"],
        ],
        caption="收入支出决算总表",
        unit_note=MONEY,
    )
    result = read(table)
    assert [brief(f) for f in result.figures] == [
        ("9,746.50", "revenue", "一般公共预算财政拨款收入", "决算"),
        ("1,000.00", "expenditure", "一般公共服务支出", "决算"),
        ("9,746.50", "revenue", "本年收入合计", "决算"),
        ("9,700.00", "expenditure", "本年支出合计", "决算"),
        ("10.00", "carryover", "年初结转和结余", "决算"),
        ("56.50", "carryover", "年末结转和结余", "决算"),
        ("9,756.50", "revenue", "收入总计", "决算"),
        ("9,756.50", "expenditure", "支出总计", "决算"),
    ]
    assert {n.kind for n in result.non_figures} == {"row_number"}
    assert {f.unit for f in result.figures} == {"万元"}


def test_codes_in_three_columns_are_joined_and_inherited() -> None:
    table = table_of(
        [
            [("项目", 1, 4), ("本年收入合计", 2, 1), ("财政拨款收入", 2, 1), ("事业收入", 2, 1)],
            [("功能分类科目编码", 1, 3), "科目名称"],
            ["类", "款", "项", "栏次", "1", "2", "3"],
            [("合计", 1, 4), "100.00", "90.00", "10.00"],
            ["205", "", "", "教育支出", "100.00", "90.00", "10.00"],
            ["", "02", "", "普通教育", "100.00", "90.00", "10.00"],
            ["", "", "04", "高中教育", "100.00", "90.00", "—"],
        ],
        caption="收入决算表",
        unit_note=MONEY,
    )
    result = read(table)
    assert [(f.item, f.function_code, f.fund) for f in result.figures] == [
        ("本年收入合计", "", "全口径"),
        ("财政拨款收入", "", "财政拨款"),
        ("事业收入", "", "全口径"),
        ("教育支出", "205", "全口径"),
        ("教育支出/财政拨款收入", "205", "财政拨款"),
        ("教育支出/事业收入", "205", "全口径"),
        ("普通教育", "20502", "全口径"),
        ("普通教育/财政拨款收入", "20502", "财政拨款"),
        ("普通教育/事业收入", "20502", "全口径"),
        ("高中教育", "2050204", "全口径"),
        ("高中教育/财政拨款收入", "2050204", "财政拨款"),
    ]
    assert [n.raw for n in result.non_figures if n.kind == "unit_code"] == ["205", "02", "04"]


def test_a_total_row_printed_beside_the_code_letters_is_read() -> None:
    table = table_of(
        [
            [("项目", 1, 4), ("本年支出合计", 3, 1), ("基本支出", 3, 1), ("项目支出", 3, 1)],
            [("支出功能分类", 1, 3), ("科目名称", 2, 1)],
            [("科目编码", 1, 3)],
            ["类", "款", "项", "合计", "30", "10", "20"],
            ["201", "06", "01", "行政运行", "30", "10", "20"],
        ],
        caption="支出决算表",
        unit_note=MONEY,
    )
    assert [(f.item, f.item_code) for f in read(table).figures] == [
        ("本年支出合计", "exp.total"),
        ("基本支出", "exp.basic"),
        ("项目支出", "exp.project"),
        ("行政运行/合计", ""),
        ("行政运行/基本支出", ""),
        ("行政运行/项目支出", ""),
    ]


def test_fund_columns_give_the_fund_and_carryover_parts_are_no_revenue() -> None:
    table = table_of(
        [
            [("收     入", 1, 2), ("支     出", 1, 4)],
            ["项 目", "金额", "项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款"],
            ["一、一般公共预算财政拨款", "100", "一、一般公共服务支出", "80", "80", ""],
            ["二、政府性基金预算财政拨款", "20", "二、城乡社区支出", "40", "20", "20"],
            ["年初财政拨款结转和结余", "5", "年末财政拨款结转和结余", "5", "5", ""],
            ["一、一般公共预算财政拨款", "5", "", "", "", ""],
            ["总计", "125", "总计", "125", "105", "20"],
        ],
        caption="财政拨款收入支出决算总表",
        unit_note=MONEY,
    )
    found = [(f.raw, f.statement, f.item, f.fund) for f in read(table).figures]
    assert ("100", "revenue", "一般公共预算财政拨款", "一般公共预算") in found
    assert ("40", "expenditure", "城乡社区支出", "财政拨款") in found
    assert ("20", "expenditure", "城乡社区支出", "政府性基金") in found
    assert ("5", "carryover", "年初财政拨款结转和结余/一般公共预算财政拨款", "一般公共预算") in found
    assert ("125", "revenue", "收入总计", "财政拨款") in found


def test_economic_classes_stand_three_times_side_by_side() -> None:
    table = table_of(
        [
            [("人员经费", 1, 3), ("公用经费", 1, 6)],
            ["科目编码", "科目名称", "决算数"] * 3,
            ["301", "工资福利支出", "500.00", "302", "商品和服务支出", "90.00", "310", "资本性支出", "10.00"],
            ["30101", "  基本工资", "500.00", "30216", "  培训费", "90.00", "31002", "  办公设备购置", "10.00"],
            [("人员经费合计", 1, 2), "500.00", ("公用经费合计", 1, 5), "100.00"],
        ],
        caption="一般公共预算财政拨款基本支出决算明细表",
        unit_note=MONEY,
    )
    assert [(f.item, f.item_code, f.function_code) for f in read(table).figures] == [
        ("工资福利支出", "eco.301", "301"),
        ("商品和服务支出", "eco.302", "302"),
        ("资本性支出", "eco.310", "310"),
        ("工资福利支出/基本工资", "", "30101"),
        ("商品和服务支出/培训费", "", "30216"),
        ("资本性支出/办公设备购置", "", "31002"),
        ("基本支出/人员经费", "exp.basic.personnel", ""),
        ("基本支出/公用经费", "exp.basic.public", ""),
    ]


def test_three_public_by_budget_and_final_columns() -> None:
    row = [("合计", 2, 1), ("因公出国（境）费", 2, 1), ("公务用车购置及运行维护费", 1, 3), ("公务接待费", 2, 1)]
    table = table_of(
        [
            [("预算数", 1, 6), ("决算数", 1, 6)],
            [*row, *row],
            ["小计", "公务用车购置费", "公务用车运行维护费"] * 2,
            [str(i) for i in range(1, 13)],
            ["10.00", "0.00", "8.00", "", "8.00", "2.00", "9.50", "0.00", "8.00", "—", "8.00", "1.50"],
        ],
        caption="一般公共预算财政拨款“三公”经费支出决算表",
        unit_note=MONEY,
    )
    result = read(table)
    assert [(f.raw, f.item_code, f.basis) for f in result.figures] == [
        ("10.00", "tp.total", "年初预算"),
        ("0.00", "tp.abroad", "年初预算"),
        ("8.00", "tp.vehicle", "年初预算"),
        ("8.00", "tp.vehicle.running", "年初预算"),
        ("2.00", "tp.reception", "年初预算"),
        ("9.50", "tp.total", "决算"),
        ("0.00", "tp.abroad", "决算"),
        ("8.00", "tp.vehicle", "决算"),
        ("8.00", "tp.vehicle.running", "决算"),
        ("1.50", "tp.reception", "决算"),
    ]
    assert len(result.non_figures) == 12


def test_three_public_down_the_page_with_two_years_and_changes() -> None:
    table = table_of(
        [
            ["项目", "2023年预算数", "2024年预算数", "增减额", "增减率（%）"],
            ["“三公”经费合计", "10.00", "8.00", "-2.00", "-20.00"],
            ["1.因公出国（境）费用", "0", "0", "0", ""],
            ["2.公务用车购置及运行费", "8.00", "7.00", "-1.00", "-12.50"],
            ["其中：公务用车运行维护费", "8.00", "7.00", "-1.00", "-12.50"],
            ["公务用车购置", "0", "0", "0", ""],
        ],
        caption="2024年“三公”经费预算表",
        unit_note=MONEY,
    )
    figures = read(table, year=2024).figures
    assert [(f.year, f.basis, f.metric, f.versus) for f in figures[:4]] == [
        (2023, "年初预算", "amount", ""),
        (2024, "年初预算", "amount", ""),
        (2024, "年初预算", "change_amount", "“三公”经费|年初预算|2023|down"),
        (2024, "年初预算", "change_rate", "“三公”经费|年初预算|2023|down"),
    ]
    assert figures[3].unit == "%"
    assert figures[-1].item == "公务用车购置及运行维护费/公务用车购置费"


def test_a_fund_table_without_figures_gives_none() -> None:
    table = table_of(
        [
            [
                ("项目", 1, 2),
                ("年初结转和结余", 3, 1),
                ("本年收入", 3, 1),
                ("本年支出", 1, 3),
                ("年末结转和结余", 3, 1),
            ],
            [("功能分类科目编码", 2, 1), ("科目名称", 2, 1), ("小计", 2, 1), ("基本支出", 2, 1), ("项目支出", 2, 1)],
            [],
            [("栏次", 1, 2), "1", "2", "3", "4", "5", "6"],
            [("合计", 1, 2), "", "", "", "", "", ""],
        ],
        caption="政府性基金预算财政拨款收入支出决算表",
        unit_note=MONEY,
    )
    result = read(table)
    assert result.figures == ()
    assert {n.kind for n in result.non_figures} == {"row_number"}


def test_fund_table_rows_cross_statement_columns() -> None:
    table = table_of(
        [
            [
                ("项目", 1, 2),
                ("年初结转和结余", 2, 1),
                ("本年收入", 2, 1),
                ("本年支出", 1, 3),
                ("年末结转和结余", 2, 1),
            ],
            ["科目编码", "科目名称", "小计", "基本支出", "项目支出"],
            [("合计", 1, 2), "1", "20", "21", "", "21", "0"],
            ["212", "城乡社区支出", "1", "20", "21", "", "21", "0"],
        ],
        caption="政府性基金预算财政拨款收入支出决算表",
        unit_note=MONEY,
    )
    figures = read(table).figures
    assert [(f.statement, f.item) for f in figures] == [
        ("carryover", "年初结转和结余"),
        ("revenue", "本年收入"),
        ("expenditure", "本年支出合计"),
        ("expenditure", "项目支出"),
        ("carryover", "年末结转和结余"),
        ("carryover", "城乡社区支出/年初结转和结余"),
        ("revenue", "城乡社区支出/本年收入"),
        ("expenditure", "城乡社区支出/合计"),
        ("expenditure", "城乡社区支出/项目支出"),
        ("carryover", "城乡社区支出/年末结转和结余"),
    ]
    assert {f.fund for f in figures} == {"政府性基金"}


def test_budget_with_three_blocks_and_a_split_of_basic_expenditure() -> None:
    overview = table_of(
        [
            [("收 入", 1, 2), ("支 出", 1, 4)],
            ["项目", "预算数", "项目（按功能分类）", "预算数", "项目（按支出性质）", "预算数"],
            ["一、一般公共预算拨款", "1,000", "一、一般公共服务支出", "1,000", "一、基本支出", "700"],
            ["", "", "", "", "    人员经费", "600"],
            ["收入总计", "1,000", "支出总计", "1,000", "支出总计", "1,000"],
        ],
        caption="2024年部门收支总体情况表",
        unit_note="单位：元",
    )
    assert [(f.item, f.statement) for f in read(overview, year=2024).figures] == [
        ("一般公共预算拨款", "revenue"),
        ("一般公共服务支出", "expenditure"),
        ("基本支出", "expenditure"),
        ("人员经费", "expenditure"),
        ("收入总计", "revenue"),
        ("支出总计", "expenditure"),
        ("支出总计", "expenditure"),
    ]
    detail = table_of(
        [
            ["科目编码", "科目名称", "总计", ("基本支出", 1, 3), ("项目支出", 1, 1)],
            ["", "", "", "小计", "人员经费", "公用经费", ""],
            ["201", "一般公共服务支出", "1,000.00", "600.00", "500.00", "100.00", "400.00"],
        ],
        caption="部门支出预算总表",
        unit_note="单位：元",
    )
    figures = read(detail, year=2024).figures
    assert [f.item for f in figures] == [
        "一般公共服务支出/合计",
        "一般公共服务支出/基本支出",
        "一般公共服务支出/基本支出/人员经费",
        "一般公共服务支出/基本支出/公用经费",
        "一般公共服务支出/项目支出",
    ]
    assert figures[0].value_norm == Decimal("0.1")
    assert figures[0].decimals == 6


def test_last_years_execution_beside_this_years_budget() -> None:
    table = table_of(
        [
            ["功能分类科目", "2022年执行数", ("2023年预算数", 1, 3), ("2023年预算比2022年执行数", 1, 2)],
            ["", "", "小计", "基本支出", "项目支出", "增减额", "增减%"],
            ["[201]一般公共服务支出", "100.00", "120.00", "80.00", "40.00", "20.00", "20.00"],
        ],
        caption="一般公共预算支出情况表",
        unit_note="单位：万元",
    )
    figures = read(table, document_type="budget").figures
    assert [(f.item, f.function_code, f.basis, f.year, f.metric) for f in figures] == [
        ("一般公共服务支出", "201", "上年决算", 2022, "amount"),
        ("一般公共服务支出/合计", "201", "年初预算", 2023, "amount"),
        ("一般公共服务支出/基本支出", "201", "年初预算", 2023, "amount"),
        ("一般公共服务支出/项目支出", "201", "年初预算", 2023, "amount"),
        ("一般公共服务支出", "201", "年初预算", 2023, "change_amount"),
        ("一般公共服务支出", "201", "年初预算", 2023, "change_rate"),
    ]


def test_title_and_unit_inside_the_sheet_are_no_rows() -> None:
    table = table_of(
        [
            [("部门收入总表", 1, 4)],
            ["部门：某局", "", "", "单位：万元"],
            ["项目", "合计", "财政拨款收入", "其他收入"],
            ["合计", "12.5", "10", "2.5"],
            [("注：本表反映部门本年度取得的各项收入情况，另有3张附表供查。", 1, 4)],
        ]
    )
    result = read(table)
    assert [(f.item, f.unit) for f in result.figures] == [
        ("本年收入合计", "万元"),
        ("财政拨款收入", "万元"),
        ("其他收入", "万元"),
    ]
    assert [c.content.text[:2] for c in result.prose_cells] == ["注："]


def test_blank_dash_and_none_make_no_figure_but_zero_does() -> None:
    table = table_of(
        [
            ["项目", "决算数"],
            ["基本支出", "0"],
            ["项目支出", ""],
            ["经营支出", "—"],
            ["上缴上级支出", "无"],
            ["其他支出", "0.00"],
        ],
        caption="支出决算表",
        unit_note=MONEY,
    )
    assert [(f.item, f.raw) for f in read(table).figures] == [("基本支出", "0"), ("其他支出", "0.00")]


def test_a_name_that_the_cell_cuts_or_leaves_out_is_the_classifications() -> None:
    table = table_of(
        [
            ["科目编码", "科目名称", "决算数"],
            ["2080505", "机关事业单位基本养老保险缴", "10"],
            ["2080506", "", "5"],
            ["2010601", "行政运行（本级）", "1"],
        ],
        caption="一般公共预算财政拨款支出决算表",
        unit_note=MONEY,
    )
    assert [f.item for f in read(table).figures] == [
        "机关事业单位基本养老保险缴费支出",
        "机关事业单位职业年金缴费支出",
        "行政运行（本级）",
    ]


def test_the_difference_of_an_account_from_its_budget_is_a_change_against_the_budget() -> None:
    table = table_of(
        [
            ["科目编码", "科目名称", "年初预算数", "决算数", "决算与预算差额", "预决算差异率"],
            ["205", "教育支出", "200.00", "190.00", "-10.00", "-5.00%"],
            ["合计", "", "200.00", "190.00", "-10.00", "-5.00%"],
        ],
        caption="一般公共预算财政拨款支出情况表",
        unit_note=MONEY,
    )
    amount, rate = (next(f for f in read(table).figures if f.raw == raw) for raw in ("-10.00", "-5.00"))
    assert (amount.item, amount.basis, amount.metric) == ("教育支出", "决算", "change_amount")
    assert (rate.item, rate.basis, rate.metric) == ("教育支出", "决算", "change_rate")
    assert amount.versus.split("|")[1] == rate.versus.split("|")[1] == "年初预算"
