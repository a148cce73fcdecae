"""Indicator tables as provinces print them (all names and figures made up)."""

from __future__ import annotations

from tests.unit.extract.tables.tabling import read, table_of

Rows = list[list[str | tuple[str, int, int]]]


def found(rows: Rows, caption: str = "项目支出绩效自评表") -> list[tuple[str, str, str, str, str, str]]:
    figures = read(table_of(rows, caption=caption)).figures
    return [(f.raw, f.unit, f.item, f.basis, str(f.metric), f.comparator) for f in figures]


HEADER: list[str | tuple[str, int, int]] = [
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
]


def test_a_value_achieved_takes_the_unit_its_target_prints() -> None:
    rows = [HEADER, ["产出指标", "数量指标", "指标1：复核工程数量", "≥50个", "52", "10", "10"],
            ["", "成本指标", "复核费用", "≤90万元", "88.5", "10", "9"]]  # fmt: skip
    assert found(rows)[:2] == [
        ("50", "个", "产出指标/数量指标/复核工程数量", "目标值", "count", ">="),
        ("52", "个", "产出指标/数量指标/复核工程数量", "完成值", "count", "="),
    ]
    assert found(rows)[4:6] == [
        ("90", "万元", "产出指标/成本指标/复核费用", "目标值", "amount", "<="),
        ("88.5", "万元", "产出指标/成本指标/复核费用", "完成值", "amount", "="),
    ]


def test_a_rate_without_percent_sign_is_a_rate_by_its_name_and_a_price_an_amount() -> None:
    rows = [HEADER, ["产出指标", "质量指标", "指标1工程完工率", "100", "99", "10", "10"],
            ["", "成本指标", "养护单价", "≤35元/亩", "33.5元/亩", "10", "10"]]  # fmt: skip
    assert [(f[0], f[1], f[2].rpartition("/")[2], f[4]) for f in found(rows)] == [
        ("100", "", "工程完工率", "rate"), ("99", "", "工程完工率", "rate"),
        ("10", "分", "工程完工率", "weight"), ("10", "分", "工程完工率", "score"),
        ("35", "元/亩", "养护单价", "amount"), ("33.5", "元/亩", "养护单价", "amount"),
        ("10", "分", "养护单价", "weight"), ("10", "分", "养护单价", "score"),
    ]  # fmt: skip


def test_sign_number_and_unit_of_a_target_in_columns_of_their_own() -> None:
    rows = [["三级指标", "分值权重", "预期指标值（符号）", "预期指标值（数值）", "预期指标值（单位）",
         "实际完成指标值（数值）", "自评得分"],
            ["评审项目数量", "20", "≥", "150", "个", "162", "20"]]  # fmt: skip
    assert found(rows) == [
        ("20", "分", "评审项目数量", "分值", "weight", ""), ("150", "个", "评审项目数量", "目标值", "count", ">="),
        ("162", "个", "评审项目数量", "完成值", "count", "="), ("20", "分", "评审项目数量", "得分", "score", ""),
    ]  # fmt: skip


def test_a_rate_of_completion_is_measured_against_the_target() -> None:
    rows = [["三级指标", "权重", "预期指标值", "实际完成指标值", "指标完成率", "得分"],
            ["建设面积", "20", "≥4万亩", "4.2万亩", "105%", "20"]]  # fmt: skip
    figures = read(table_of(rows, caption="绩效自评表")).figures
    claim = next(f for f in figures if f.raw == "105")
    assert (claim.item, claim.basis, claim.metric) == ("建设面积/完成率", "完成值", "rate")
    assert claim.versus.startswith("建设面积|目标值|")


def test_a_header_merged_over_several_columns_is_one_column() -> None:
    rows = [[("资金来源", 1, 1), ("年初预算数（万元）", 1, 2), ("全年预算数（万元）", 1, 2),
         "全年执行数（万元）", "分值", "执行率", "得分"],
            ["年度资金总额", ("12.50", 1, 2), ("13.60", 1, 2), "13.10", "10", "96.32%", "9.63"]]  # fmt: skip
    assert [f[3] for f in found(rows)] == ["年初预算", "全年预算", "执行数", "分值", "执行数", "得分"]
    assert all(f[2] for f in found(rows))


def test_numbers_of_a_total_row_that_a_merged_label_shifted_are_told_by_their_order() -> None:
    rows = [
        HEADER,
        ["产出指标", "数量指标", "清扫面积", "≥26公顷", "27公顷", "100", "96"],
        [("总分", 1, 4), "100", "96", ""],
    ]
    assert [(f[0], f[3], f[4]) for f in found(rows)[-2:]] == [("100", "分值", "weight"), ("96", "得分", "score")]


def test_the_total_of_one_part_of_the_scheme_is_not_the_total_of_the_report() -> None:
    rows = [
        ["指标名称", "分值", "自评得分"],
        ["预决算公开", "20", "18"],
        ["采购管理", "30", "21.56"],
        ["合计", "50", "39.56"],
    ]
    assert [f[2] for f in found(rows, "表7 管理效率自评得分表")[-2:]] == ["管理效率", "管理效率"]
    whole = [
        ["指标名称", "分值", "自评得分"],
        ["履职效能", "50", "48"],
        ["管理效率", "50", "47"],
        ["合计", "100", "95"],
    ]
    assert [f[2] for f in found(whole, "表5 部门整体支出绩效自评指标得分表")[-2:]] == ["自评总分", "自评总分"]


def test_a_number_with_a_unit_of_its_own_is_no_score() -> None:
    rows = [["评价内容", "自评得分"], ["改造村庄数量", "12个"], ["群众满意度", "9.5"]]
    assert [(f[0], f[2]) for f in found(rows) if f[2]] == [("9.5", "群众满意度")]


def test_weights_in_brackets_need_no_分() -> None:
    rows = [["一级指标", "二级指标", "参考分值", "自评得分"], ["部门决策（25）", "预算编制（25）", "25", "24"]]
    assert [(f[0], f[2], f[4]) for f in found(rows, "绩效评价指标评分表")] == [
        ("25", "部门决策", "weight"), ("25", "部门决策/预算编制", "weight"),
        ("25", "部门决策/预算编制", "weight"), ("24", "部门决策/预算编制", "score"),
    ]  # fmt: skip


def test_the_blanks_and_marks_of_a_form_are_no_part_of_an_indicator() -> None:
    rows: Rows = [HEADER, ["产出指标", "数量指标", "★★农村低保发放人数（≥**人）", "≥219人", "221人", "5", "5"]]
    assert {f[2] for f in found(rows)} == {"产出指标/数量指标/农村低保发放人数"}


def test_an_amount_without_unit_is_an_amount_by_its_name() -> None:
    rows: Rows = [HEADER, ["产出指标", "成本指标", "工程资金金额", "43.2", "37.24", "10", "9"]]
    assert [f[4] for f in found(rows)] == ["amount", "amount", "weight", "score"]


def test_values_beside_their_names_in_a_form_are_read() -> None:
    rows: Rows = [
        [("单位名称", 1, 1), ("云中县妇联", 1, 5)],
        ["人员编制", ("15", 1, 2), "实有人数", ("14", 1, 2)],
        ["基本支出总额（万元）", ("286.35", 1, 2), "项目支出总额（万元）", ("143.20", 1, 2)],
        [
            ("预算执行情况（万元）（20分）", 2, 1),
            "",
            "预算数（A）",
            "执行数（B）",
            "执行率（B/A）",
            "得分（20分×执行率）",
        ],
        ["年度资金总额", "436.00", "429.55", "98.52%", "19.70"],
    ]
    figures = found(rows, "部门整体支出绩效自评表")
    assert [(f[0], f[1], f[2].rpartition("/")[2], f[4]) for f in figures[:5]] == [
        ("15", "", "核定编制", "count"), ("14", "", "在职人员", "count"),
        ("286.35", "万元", "基本支出", "amount"), ("143.20", "万元", "项目支出", "amount"),
        ("20", "分", "预算执行情况", "weight"),
    ]  # fmt: skip


def test_sentences_under_the_head_of_goals_are_told_as_goals() -> None:
    rows: Rows = [
        ["名称", "主要实施内容", "期望达到的目标（概述）"],
        ["一、服务", "1.人才托举项目", "通过培养青年科技人才105人，加强联系，推动科技进步和经济社会协调发展。"],
    ]
    cells = read(table_of(rows, caption="2023年重点工作任务绩效目标表")).prose_cells
    assert [c.subject for c in cells] == ["预期目标"]
    rows = [
        [("年度总体目标", 2, 1), ("预期目标", 1, 4), ("实际完成情况", 1, 4)],
        [
            ("清理疫木3000株以上，飞防面积不低于5万亩次，无新增疫点。", 1, 4),
            ("清理疫木3256株，完成飞防5.2万亩次。", 1, 4),
        ],
    ]
    cells = read(table_of(rows, caption="项目支出绩效自评表")).prose_cells
    assert [c.subject for c in cells] == ["预期目标", "实际完成情况"]


def test_an_indicator_keeps_its_printed_name_where_the_account_tree_knows_another() -> None:
    rows: Rows = [HEADER[:4], ["产出指标", "数量指标", "在校生人数", "3,200人以上"], ["", "", "新建实验室", "2个"]]
    assert [(f[0], f[2]) for f in found(rows, "部门整体绩效目标表")] == [
        ("3,200", "产出指标/数量指标/在校生人数"),
        ("2", "产出指标/数量指标/新建实验室"),
    ]
