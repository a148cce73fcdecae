"""Headers that no seed knows, and titles within the table: forms of provinces that name their groups their own way."""

from __future__ import annotations

import pytest

from tests.unit.extract.tables.tabling import Typed, read, table_of

_TITLE: list[list[Typed]] = [
    [("一般公共预算基本支出情况表（部门预算经济分类）", 1, 5)],
    [("预算06表", 1, 5)],
    [("单位名称：某区某局", 1, 2), ("单位：万元", 1, 3)],
]


@pytest.mark.parametrize("above", [[], _TITLE])
@pytest.mark.parametrize("group", ["本年一般公共预算基本支出", "当年安排情况"])
def test_a_group_that_nobody_knows_leaves_the_columns_below_it_as_they_are(
    above: list[list[Typed]], group: str
) -> None:
    table = table_of(
        [
            *above,
            [("部门预算支出经济分类科目", 1, 2), (group, 1, 3)],
            ["科目编码", "科目名称", "合计", "人员经费", "公用经费"],
            ["301", "工资福利支出", "30.00", "30.00", "0.00"],
            ["30101", "基本工资", "20.00", "20.00", "0.00"],
        ],
        caption="" if above else "一般公共预算基本支出预算表",
        unit_note="" if above else "单位：万元",
    )
    found = [(f.raw, f.item, f.function_code, f.unit) for f in read(table, document_type="budget").figures]
    assert found == [
        ("30.00", "工资福利支出/合计", "301", "万元"),
        ("30.00", "工资福利支出/人员经费", "301", "万元"),
        ("0.00", "工资福利支出/公用经费", "301", "万元"),
        ("20.00", "工资福利支出/基本工资/合计", "30101", "万元"),
        ("20.00", "工资福利支出/基本工资/人员经费", "30101", "万元"),
        ("0.00", "工资福利支出/基本工资/公用经费", "30101", "万元"),
    ]


def test_groups_side_by_side_that_nobody_knows_still_set_their_columns_apart() -> None:
    table = table_of(
        [
            [("项目", 2, 1), ("甲类安排", 1, 2), ("乙类安排", 1, 2)],
            ["合计", "人员经费", "合计", "人员经费"],
            ["教育支出", "5.00", "4.00", "3.00", "2.00"],
        ],
        caption="支出预算表",
        unit_note="单位：万元",
    )
    items = [f.item for f in read(table).figures]
    assert len(set(items) - {""}) == len([item for item in items if item])


def test_the_class_223_in_a_list_of_classes_is_no_fund_total() -> None:
    table = table_of(
        [
            ["项目", "决算数"],
            ["一、一般公共服务支出", "1.00"],
            ["二、教育支出", "2.00"],
            ["三、卫生健康支出", "3.00"],
            ["四、国有资本经营预算支出", "4.00"],
        ],
        caption="支出决算总表",
        unit_note="单位：万元",
    )
    last = read(table).figures[-1]
    assert (last.item, last.item_code) == ("国有资本经营预算支出", "")


def test_three_public_with_meetings_and_training_is_read_with_its_title_inside() -> None:
    table = table_of(
        [
            [("一般公共预算“三公”经费支出情况表", 1, 8)],
            [("预算07表", 1, 8)],
            [("单位名称：某区某局", 1, 4), ("单位：万元", 1, 4)],
            [
                ("“三公”经费合计", 2, 1),
                ("因公出国（境）费", 2, 1),
                ("公务用车购置及运行维护费", 1, 3),
                ("公务接待费", 2, 1),
                ("会议费", 2, 1),
                ("培训费", 2, 1),
            ],
            ["小计", "公务用车购置费", "公务用车运行维护费"],
            ["12.55", "0.00", "5.83", "0.00", "5.83", "6.72", "28.06", "22.86"],
        ]
    )
    figures = read(table, document_type="budget").figures
    assert [f.item.rsplit("/", 1)[-1] for f in figures] == [
        "“三公”经费",
        "因公出国（境）费",
        "公务用车购置及运行维护费",
        "公务用车购置费",
        "公务用车运行维护费",
        "公务接待费",
        "会议费",
        "培训费",
    ]
    assert {(f.unit, f.basis) for f in figures} == {("万元", "年初预算")}


def test_sides_that_one_header_row_names_are_read_under_their_own_names() -> None:
    table = table_of(
        [
            ["收入", "决算数", "支出", "决算数"],
            ["一、财政拨款收入", "210.11", "一、一般公共服务支出", "183.78"],
            ["二、事业收入", "12.10", "二、卫生健康支出", "30.55"],
            ["本年收入合计", "222.21", "本年支出合计", "214.33"],
        ],
        caption="收入支出决算总表",
        unit_note="单位：万元",
    )
    assert {f.raw: (f.statement, f.item) for f in read(table).figures if "合计" in f.item or "卫生" in f.item} == {
        "30.55": ("expenditure", "卫生健康支出"),
        "222.21": ("revenue", "本年收入合计"),
        "214.33": ("expenditure", "本年支出合计"),
    }
