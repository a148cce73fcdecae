"""Score, target, project, quantity and unit tables in the layouts that departments print."""

from __future__ import annotations

from decimal import Decimal

from tests.unit.extract.tables.tabling import brief, read, table_of


def test_project_self_evaluation_form_gives_funds_targets_and_scores() -> None:
    table = table_of(
        [
            [("项目名称", 1, 2), ("道路养护专项", 1, 7)],
            [("主管部门", 1, 2), ("某市交通局", 1, 3), ("实施单位", 1, 2), ("某市公路中心", 1, 2)],
            [
                ("项目资金（万元）", 3, 1),
                "",
                "年初预算数",
                "全年预算数",
                "全年执行数",
                "分值",
                "执行率",
                ("得分", 1, 2),
            ],
            ["年度资金总额", "100.00", "120.00", "118.80", "10", "99%", ("9.9", 1, 2)],
            ["其中：当年财政拨款", "100.00", "120.00", "118.80", "—", "99%", ("—", 1, 2)],
            [("年度总体目标", 2, 1), ("预期目标", 1, 4), ("实际完成情况", 1, 4)],
            [("完成120公里道路养护，受益群众5万人。", 1, 4), ("已完成118公里养护。", 1, 4)],
            [
                ("绩效指标", 3, 1),
                "一级指标",
                "二级指标",
                "三级指标",
                "年度指标值",
                "实际完成值",
                "分值",
                "得分",
                "偏差原因分析及改进措施",
            ],
            ["产出指标", "数量指标", "养护里程", "≥120公里", "118公里", "20", "19.5", "雨季影响，扣0.5分"],
            ["效益指标", "社会效益指标", "通行条件", "明显改善", "明显改善", "30", "30", ""],
            [("总分", 1, 6), "60", "59.4", ""],
        ],
        caption="项目支出绩效自评表",
    )
    result = read(table)
    found = [brief(f) for f in result.figures]
    assert ("118.80", "expenditure", "项目支出/道路养护专项", "执行数") in found
    assert ("100.00", "expenditure", "项目支出/道路养护专项/当年财政拨款", "年初预算") in found
    assert ("99", "execution", "项目支出/道路养护专项", "执行数") in found
    assert ("10", "score", "预算执行率", "分值") in found
    assert ("120", "target", "产出指标/数量指标/养护里程", "目标值") in found
    assert ("118", "target", "产出指标/数量指标/养护里程", "完成值") in found
    assert ("19.5", "score", "产出指标/数量指标/养护里程", "得分") in found
    assert ("59.4", "score", "自评总分", "得分") in found
    target = next(f for f in result.figures if f.basis == "目标值")
    assert (target.comparator, target.unit, target.metric) == (">=", "公里", "count")
    assert {m.text for m in result.text_marks} == {"明显改善"}
    assert [c.content.text[:2] for c in result.prose_cells] == ["完成", "已完", "雨季"]


def test_weights_that_alternate_with_levels_belong_to_their_level() -> None:
    table = table_of(
        [
            ["一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "得分", "扣分原因"],
            [("投入", 2, 1), ("20", 2, 1), ("目标设定", 2, 1), ("20", 2, 1), "目标合理性", "10", "10", ""],
            ["指标明确性", "10", "8", "指标不够量化"],
            [("合计", 1, 5), "20", "18", ""],
        ],
        caption="部门整体支出绩效评价评分表",
    )
    assert [(f.raw, f.item, f.metric) for f in read(table).figures] == [
        ("20", "投入", "weight"),
        ("20", "投入/目标设定", "weight"),
        ("10", "投入/目标设定/目标合理性", "weight"),
        ("10", "投入/目标设定/目标合理性", "score"),
        ("10", "投入/目标设定/指标明确性", "weight"),
        ("8", "投入/目标设定/指标明确性", "score"),
        ("20", "总分", "weight"),
        ("18", "总分", "score"),
    ]


def test_levels_left_blank_in_text_tables_are_inherited_and_shifted_rows_put_right() -> None:
    table = table_of(
        [
            ["一级指标", "二级指标", "得分", "得分率"],
            ["履职效能", "整体效能", "24.98", "99.92%"],
            ["", "专项效能", "24.97", "99.88%"],
            ["总分", "49.95", "", ""],
        ],
        is_ruled=False,
    )
    figures = read(table).figures
    assert [(f.raw, f.item, f.unit) for f in figures] == [
        ("24.98", "履职效能/整体效能", "分"),
        ("99.92", "履职效能/整体效能/得分率", "%"),
        ("24.97", "履职效能/专项效能", "分"),
        ("99.88", "履职效能/专项效能/得分率", "%"),
        ("49.95", "总分", "分"),
    ]


def test_a_weight_in_an_indicators_name_is_read() -> None:
    table = table_of(
        [["一级指标", "二级指标", "得分"], ["产出指标（50分）", "数量指标（30分）", "28"]], caption="绩效评价评分表"
    )
    assert [(f.raw, f.item, f.metric) for f in read(table).figures] == [
        ("50", "产出指标", "weight"),
        ("30", "产出指标/数量指标", "weight"),
        ("28", "产出指标/数量指标", "score"),
    ]


def test_targets_in_words_keep_their_numbers_and_comparators() -> None:
    table = table_of(
        [
            ["一级指标", "二级指标", "三级指标", "年度目标值"],
            ["产出指标", "数量指标", "在校生人数", "9000人以上"],
            ["", "", "成果交易金额", "不少于100亿"],
            ["", "", "课程建设", "新建示范课6门；精品课25门以上"],
            ["", "质量指标", "验收", "达到国家标准"],
        ],
        caption="部门整体绩效目标表",
        is_ruled=False,
    )
    result = read(table)
    assert [(f.raw, f.unit, f.comparator, f.metric) for f in result.figures] == [
        ("9000", "人", ">=", "count"),
        ("100", "亿", ">=", "amount"),
        ("6", "门", "=", "count"),
        ("25", "门", ">=", "count"),
    ]
    assert [m.subject for m in result.text_marks] == ["产出指标/质量指标/验收"]


def test_projects_with_budget_execution_and_rate() -> None:
    table = table_of(
        [
            ["序号", "项目名称", "预算数（元）", "执行数（元）", "执行率"],
            ["1", "12345热线运行", "1,234,567.00", "1,200,000.00", "97.20%"],
            ["", "合计", "1,234,567.00", "1,200,000.00", "97.20%"],
        ]
    )
    result = read(table)
    assert [(f.item, f.basis, f.metric) for f in result.figures] == [
        ("项目支出/12345热线运行", "全年预算", "amount"),
        ("项目支出/12345热线运行", "执行数", "amount"),
        ("项目支出/12345热线运行", "执行数", "rate"),
        ("项目支出", "全年预算", "amount"),
        ("项目支出", "执行数", "amount"),
        ("项目支出", "执行数", "rate"),
    ]
    assert result.figures[0].value_norm == Decimal("123.4567")
    assert result.figures[2].versus == "项目支出/12345热线运行|全年预算|2023"
    assert [(n.raw, n.kind) for n in result.non_figures] == [("1", "row_number"), ("12345", "name")]


def test_quantities_take_their_unit_from_a_column_and_parts_from_the_remark() -> None:
    table = table_of(
        [
            ["指标", "数量", "计量单位", "备注"],
            ["公务用车购置数", "100", "辆", "其中新能源86辆、燃油14辆"],
            ["公务用车保有量", "345", "辆", "年末数"],
            ["国（境）外公务接待", "无", "批次", ""],
        ],
        caption="“三公”经费实物量情况表",
    )
    assert [(f.raw, f.unit, f.item, f.basis) for f in read(table).figures] == [
        ("100", "辆", "公务用车购置数", "实际"),
        ("86", "辆", "公务用车购置数/新能源车", "实际"),
        ("14", "辆", "公务用车购置数/燃油车", "实际"),
        ("345", "辆", "公务用车保有量", "期末"),
    ]


def test_subunits_are_named_in_the_item_and_never_take_the_departments_item_code() -> None:
    table = table_of(
        [
            ["序号", "乡镇", "公务用车", "公务接待", "合计"],
            ["1", "甲镇", "38.20", "16.45", "54.65"],
            [("合计", 1, 2), "38.20", "16.45", "54.65"],
        ],
        caption="2019年各乡镇“三公”经费决算表",
        unit_note="单位：万元",
    )
    figures = read(table, year=2019).figures
    assert [f.item for f in figures] == [
        "“三公”经费/乡镇/甲镇/公务用车购置及运行维护费",
        "“三公”经费/乡镇/甲镇/公务接待费",
        "“三公”经费/乡镇/甲镇",
        "“三公”经费/乡镇/公务用车购置及运行维护费",
        "“三公”经费/乡镇/公务接待费",
        "“三公”经费/乡镇",
    ]
    assert {f.item_code for f in figures} == {""}


def test_a_list_of_units_is_listed() -> None:
    table = table_of(
        [
            ["序号", "预算编码", "单位名称", "单位性质"],
            ["1", "163001", "某厅（本级）", "行政机关"],
            ["2", "163002", "某中心", "公益二类"],
        ]
    )
    result = read(table)
    assert [(u.name, u.code, u.kind) for u in result.listed_units] == [
        ("某厅（本级）", "163001", "行政机关"),
        ("某中心", "163002", "公益二类"),
    ]
    assert result.figures == ()


def test_monthly_progress_keeps_two_rates_apart() -> None:
    table = table_of(
        [
            ["时期", "年度预算", "累计实际支出", "支出进度(%)", "支出执行率(%)"],
            ["1-3月", "54,689", "5,922", "10.83", "43.51"],
            ["平均值", "", "", "", "43.51"],
        ],
        caption="部门预算支出每月执行进度情况一览表",
        unit_note="单位：万元",
    )
    figures = read(table).figures
    assert [f.item for f in figures[:4]] == [
        "本年支出/1-3月",
        "本年支出/1-3月",
        "本年支出/1-3月/支出进度",
        "本年支出/1-3月/支出执行率",
    ]
    assert figures[4].versus == ""


def test_years_in_headers_make_last_year_a_final_account_of_that_year() -> None:
    table = table_of(
        [
            [("项目", 2, 2), ("决算数", 1, 2), ("比上年增减", 1, 2)],
            ["2018年", "2019年", "金额", "幅度（%）"],
            [("公务用车购置及运行维护费", 2, 1), "小计", "890.41", "869.38", "-21.03", "-2.36"],
            ["1.购置费", "188.26", "204.78", "16.52", "8.78"],
            [("合计", 1, 2), "890.41", "869.38", "-21.03", "-2.36"],
        ],
        caption="2018—2019年“三公”经费决算对比表",
        unit_note="单位：万元",
    )
    figures = read(table, year=2019).figures
    assert [(f.item, f.year, f.basis, f.metric) for f in figures[:4]] == [
        ("公务用车购置及运行维护费", 2018, "上年决算", "amount"),
        ("公务用车购置及运行维护费", 2019, "决算", "amount"),
        ("公务用车购置及运行维护费", 2019, "决算", "change_amount"),
        ("公务用车购置及运行维护费", 2019, "决算", "change_rate"),
    ]
    assert figures[4].item_code == "tp.vehicle.purchase"
    assert figures[-1].item == "“三公”经费"
    assert figures[3].versus == "公务用车购置及运行维护费|上年决算|2018|down"


def test_numbers_of_a_table_nobody_knows_stay_unmapped() -> None:
    table = table_of([["未知", "甲", "乙"], ["苹果", "1.5", "2.5"]])
    figures = read(table).figures
    assert [f.numeral_class for f in figures] == ["unmapped", "unmapped"]
    assert {f.rule for f in figures} == {"table.unmapped"}


def test_forms_that_follow_one_another_in_one_table_are_each_about_their_own_project() -> None:
    funds = ["", "年初预算数", "全年预算数", "全年执行数", "执行率"]
    table = table_of(
        [
            ["项目名称", ("甲类设备购置", 1, 4)],
            ["主管部门", ("某县司法局", 1, 4)],
            funds,
            ["年度资金总额", "3.00", "3.00", "3.00", "100%"],
            ["项目名称", ("500000T000123-2023年乙类设备补助", 1, 4)],
            ["主管部门", ("某县司法局", 1, 4)],
            funds,
            ["年度资金总额", "0.00", "4.00", "4.00", "100%"],
        ]
    )
    items = [figure.item for figure in read(table).figures if figure.basis == "全年预算"]
    assert items == ["项目支出/甲类设备购置", "项目支出/2023年乙类设备补助"]


def test_a_rate_under_a_group_named_by_a_budget_is_of_what_was_spent() -> None:
    table = table_of(
        [
            [("项目名称", 1, 2), ("甲类设备购置", 1, 4)],
            [("预算执行情况（10分）", 3, 1), "", ("年度预算数（万元）", 1, 4)],
            ["", "年初预算", "调整后预算数", "预算执行数", "预算执行率"],
            ["总额", "3.00", "4.00", "3.80", "95%"],
        ]
    )
    assert [brief(f)[2:] for f in read(table).figures if f.metric == "rate"] == [("项目支出/甲类设备购置", "执行数")]


def test_the_form_of_basic_data_goes_on_with_other_columns_and_numbered_lists() -> None:
    table = table_of(
        [
            [("财政供养人员情况（人）", 2, 1), "编制数", "2023年实际在职人数", "控制率"],
            ["46", "50", "108.70%"],
            ["经费控制情况（万元）", "2022年决算数", "2023年预算数", "2023年决算数"],
            ["三公经费：", "12.5", "13", "11.2"],
            ["1、公务用车购置和维护经费", "6", "6", "5.2"],
            ["其中：公车购置", "0", "0", "0"],
            ["2、公务接待", "6.5", "7", "6"],
            ["项目支出：", "874.2", "308.17", "1025.2"],
            ["1、业务工作经费", "100", "108.17", "125.2"],
            [("楼堂馆所控制情况", 2, 1), "批复规模（㎡）", "实际规模（㎡）", "规模控制率"],
            ["0", "0", "0"],
        ],
        caption="部门整体支出绩效评价基础数据表",
    )
    found = [brief(f) for f in read(table).figures]
    assert ("50", "staffing", "在职人员", "期末") in found
    assert ("108.70", "staffing", "在职人员控制率", "期末") in found
    assert ("5.2", "three_public", "公务用车购置及运行维护费", "决算") in found
    assert ("11.2", "three_public", "“三公”经费", "决算") in found
    assert ("6.5", "three_public", "公务接待费", "上年决算") in found
    assert ("125.2", "expenditure", "项目支出/业务工作经费", "决算") in found
    assert not [item for number, statement, item, _ in found[-3:] if statement == "expenditure" and item]


def test_cells_that_deal_the_money_out_by_its_nature_name_their_own_amounts() -> None:
    table = table_of(
        [
            [("年度预算申请（万元）", 5, 1), "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
            ["年度资金总额", "861.1", "2030.12", "2030.12", "10", "100%", "10"],
            [("按收入性质分：2030.12", 1, 4), ("按支出性质分：1925.67", 1, 3)],
            [("其中：一般公共预算：1325.68", 1, 4), ("其中：基本支出：900.47", 1, 3)],
            [("其他资金：", 1, 4), ("项目支出：1025.20", 1, 3)],
        ],
        caption="部门整体支出绩效自评表",
    )
    found = [brief(f) for f in read(table).figures]
    assert ("2030.12", "revenue", "本年收入", "全年预算") in found
    assert ("1325.68", "revenue", "本年收入/一般公共预算", "全年预算") in found
    assert ("1925.67", "expenditure", "本年支出", "全年预算") in found
    assert ("1025.20", "expenditure", "项目支出", "全年预算") in found


def test_funds_planned_granted_and_spent_are_three_bases_and_each_rate_has_its_own() -> None:
    table = table_of(
        [
            ["资金来源", "计划数", "到位数", "支出数", "到位率（%）", "支出率（%）"],
            ["省级补助资金", "100.00", "90.00", "81.00", "90.00", "90.00"],
            ["合计", "100.00", "90.00", "81.00", "90.00", "90.00"],
        ],
        caption="资金到位和支出情况表",
        unit_note="单位：万元",
    )
    found = read(table).figures[:5]
    assert [f.basis for f in found] == ["计划", "全年预算", "决算", "全年预算", "决算"]
    assert found[3].item == "省级补助资金/到位率"
    assert found[3].versus.split("|")[1] == "计划"
    assert {f.metric for f in found[3:]} == {"rate"}


def test_rows_of_years_name_their_figures_by_the_columns() -> None:
    table = table_of(
        [
            ["年度", "改造企业数（家）", "带动投入（亿元）"],
            ["2022年", "40", "0.30"],
            ["2023年", "60", "0.50"],
            ["合计", "100", "0.80"],
        ],
        caption="分年度完成情况",
    )
    found = [(f.raw, f.item, f.year) for f in read(table).figures]
    assert ("40", "改造企业数", 2022) in found
    assert ("0.50", "带动投入", 2023) in found


def test_letters_that_number_every_row_are_no_part_of_the_indicators() -> None:
    table = table_of(
        [
            ["一级指标", "二级指标", "权重", "得分"],
            ["A决策", "", "20", "19"],
            ["", "A1项目立项", "20", "19"],
            ["B过程", "", "80", "70"],
            ["", "B1资金管理", "80", "70"],
            ["合计", "", "100", "89"],
        ],
        caption="绩效评价得分表",
    )
    found = [brief(f) for f in read(table).figures]
    assert ("20", "score", "决策", "分值") in found
    assert ("70", "score", "过程/资金管理", "得分") in found


def test_a_letter_before_one_name_belongs_to_it() -> None:
    table = table_of(
        [
            ["一级指标", "二级指标", "权重", "得分"],
            ["产出", "A级景区数量", "20", "19"],
            ["", "游客人次", "30", "30"],
            ["效益", "旅游收入", "50", "50"],
        ],
        caption="绩效评价得分表",
    )
    assert ("19", "score", "产出/A级景区数量", "得分") in [brief(f) for f in read(table).figures]


def test_what_is_left_of_all_projects_is_not_what_is_left_of_the_year() -> None:
    table = table_of(
        [
            ["序号", "项目名称", "全年预算数", "全年执行数", "结余资金"],
            ["1", "道路养护", "100.00", "90.00", "10.00"],
            ["2", "危桥改造", "50.00", "45.00", "5.00"],
            ["", "合计", "150.00", "135.00", "15.00"],
        ],
        caption="主要项目预算执行情况表",
    )
    found = {f.raw: f.item for f in read(table).figures}
    assert found["15.00"].startswith("项目支出/")
    assert found["10.00"].startswith("项目支出/道路养护/")


def test_estimates_and_payments_of_a_project_with_their_shares() -> None:
    table = table_of(
        [
            [("费用类别", 2, 1), ("概算投资", 1, 2), ("完成支付", 1, 2), ("支付率", 2, 1)],
            ["金额", "占比", "金额", "占比"],
            ["土建工程费", "80.00", "80.00%", "60.00", "75.00%", "75.00%"],
            ["监理费", "20.00", "20.00%", "20.00", "25.00%", "100.00%"],
        ],
        caption="分类支出情况（单位：万元）",
    )
    found = {(f.raw, f.metric): (f.item, f.basis) for f in read(table).figures if f.row_no == 3}
    assert found["80.00", "amount"] == ("土建工程费", "全年预算")
    assert found["60.00", "amount"] == ("土建工程费", "执行数")
    assert found["80.00", "share"] == ("土建工程费", "全年预算")


def test_ends_of_two_years_are_of_their_years_and_points_of_weight_are_weights() -> None:
    stock = table_of([["指标", "单位", "上年末数", "本年末数"], ["退休人员", "人", "31", "34"]], caption="人员情况表")
    assert [(f.item, f.basis, f.year) for f in read(stock).figures] == [
        ("退休人员", "期末", 2022), ("退休人员", "期末", 2023)
    ]  # fmt: skip
    scored = table_of([["评价维度", "权重分", "评价得分"], ["项目决策", "20", "18.5"]], caption="评分汇总表")
    assert [(f.raw, f.metric) for f in read(scored).figures] == [("20", "weight"), ("18.5", "score")]
