"""Numbers are shown exactly, and nothing a report prints can break a page."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.components import formats, source_view
from dashboards.components.markup import Cell, table
from dashboards.components.words import in_order
from dashboards.ranking import speaks_against
from warehouse.words import beijing_time


@pytest.mark.parametrize(
    ("yuan", "shown"),
    [
        (Decimal("5226886500.00"), "522,688.65"),
        (Decimal("4980.00"), "0.498"),
        (Decimal("0.00"), "0.00"),
        (Decimal("-35172.36"), "-3.517236"),
        (None, "未读到"),
    ],
)
def test_money_is_shown_in_wan_yuan_exactly(yuan: Decimal | None, shown: str) -> None:
    assert formats.wan(yuan) == shown


@pytest.mark.parametrize(
    ("row_no", "shown"), [(3, "第 18 页 表 7 第 3 行第 2 列"), (None, "第 18 页 表 7")], ids=["cell", "whole table"]
)
def test_the_place_of_a_whole_table_names_no_cell(row_no: int | None, shown: str) -> None:
    col_no = row_no and 2
    assert formats.place({"page": 18, "line": 19, "table_no": 7, "row_no": row_no, "col_no": col_no}) == shown


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_money_shown_can_be_read_back_without_loss(yuan: Decimal) -> None:
    assert Decimal(formats.wan(yuan).replace(",", "")) * 10_000 == yuan


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("241.70%", "341.70%", "-100 个百分点"),
        ("5,377.64万元", "5364.75万元", "12.89万元"),
        ("0.3万元", "2961.68", ""),
        ("优秀", "良好", ""),
    ],
)
def test_difference_is_taken_only_between_numbers_of_one_unit(one: str, other: str, shown: str) -> None:
    assert formats.difference(one, other) == shown


def test_share_of_nothing_is_not_a_hundred_percent() -> None:
    assert "%" not in formats.share(0, 0, "占应查")


def test_address_leaves_out_what_is_not_given_and_escapes_the_rest() -> None:
    assert formats.address("unit", unit='甲"<b>', year=None) == "unit?unit=%E7%94%B2%22%3Cb%3E"


def test_text_of_a_report_is_escaped_in_tables() -> None:
    assert "<script>" not in table([Cell("项目")], [[Cell("<script>alert(1)</script>")]])


def test_mark_covers_exactly_the_characters_of_the_number() -> None:
    lines = [{"line": 3, "char_start": 10, "char_end": 22, "text": "执行率为99.81%。"}]
    assert "执行率为<mark>99.81%</mark>。" in source_view.marked_lines(lines, 1, 14, 20, 3)


def test_cell_that_begins_above_the_shown_rows_keeps_the_columns_in_place() -> None:
    def cell(row: int, col: int, text: str, row_span: int = 1) -> dict[str, object]:
        place = {"row_no": row, "col_no": col, "row_span": row_span, "col_span": 1}
        return {**place, "text": text, "table_caption": "", "unit_note": ""}

    cells = [cell(1, 1, "指标"), cell(1, 2, "得分"), cell(2, 1, "管理效率", 8), cell(9, 2, "7.5")]
    shown = source_view.marked_table(cells, [1, 8, 9], 9, 2)
    assert shown.count("管理效率") == 1
    assert 'rowspan="2"' in shown
    assert '<td class="here" rowspan="1" colspan="1">7.5</td>' in shown


def test_names_are_ordered_by_pinyin_as_a_chinese_list_is() -> None:
    names = ["临江市水务局", "上海市财政局", "安溪县水利局", "临江市财政局", "重庆市财政局"]
    ordered = ["安溪县水利局", "临江市财政局", "临江市水务局", "上海市财政局", "重庆市财政局"]
    assert sorted(names, key=formats.reading_order) == ordered


def test_codes_come_in_the_order_of_their_words_and_unknown_ones_last() -> None:
    assert in_order({"sum": "加总", "ratio": "比率"}, ["new", "ratio", "sum", "ratio"]) == ["sum", "ratio", "new"]


def test_address_gives_a_list_as_a_parameter_for_each_of_its_values() -> None:
    assert formats.address("findings", severity=["a", "b"], unit=[]) == "findings?severity=a&amp;severity=b"


@pytest.mark.parametrize(
    ("recorded", "shown"),
    [
        ("2026-11-21T22:21:41+00:00", "2026-11-22 06:21"),
        ("2025-01-01T00:00:00", "2025-01-01 08:00"),
        ("去年", "去年"),
        ("", ""),
    ],
)
def test_recorded_times_are_shown_in_beijing_time(recorded: str, shown: str) -> None:
    assert beijing_time(recorded) == shown


@pytest.mark.parametrize(
    ("verdict", "state", "speaks"),
    [
        (None, None, True),
        ("accept", "in_force", True),
        ("dispute", "in_force", False),
        ("explain", "in_force", False),
        ("explain", "reopened", True),
    ],
)
def test_a_finding_disputed_or_explained_is_not_held_against_the_report(
    verdict: str | None, state: str | None, speaks: bool
) -> None:
    assert speaks_against({"verdict": verdict, "verdict_state": state}) is speaks
