"""Where a table does not say which of two columns a figure belongs to, nothing is guessed."""

from __future__ import annotations

from tests.unit.extract.tables.tabling import read, table_of


def test_columns_without_a_header_are_not_told_apart_and_stay_unmapped() -> None:
    table = table_of([["2010601", "行政运行", "30", "10", "20"]], caption="", unit_note="单位：万元")
    assert {f.numeral_class for f in read(table).figures} == {"unmapped"}


def test_columns_that_differ_in_an_unknown_word_keep_the_word() -> None:
    table = table_of(
        [["项目", "上半年", "下半年"], ["基本支出", "10", "20"]], caption="支出情况表", unit_note="单位：万元"
    )
    assert [f.item for f in read(table).figures] == ["基本支出/上半年", "基本支出/下半年"]


def test_a_header_printed_again_is_no_row_and_levels_run_on() -> None:
    table = table_of(
        [
            ["一级指标", "二级指标", "分值", "得分"],
            ["管理效能", "预算编制", "3", "3"],
            ["一级指标", "二级指标", "分值", "得分"],
            ["", "预算执行", "4", "4"],
        ],
        is_ruled=False,
    )
    assert [f.item for f in read(table).figures][2:] == ["管理效能/预算执行", "管理效能/预算执行"]
