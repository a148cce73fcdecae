"""Tables whose cells each end in a bar, as text extractors print web pages: rows come back whole, prose stays prose."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Document
from ingest.readers import read_bytes
from ingest.readers.bar_merged import places_of_values
from tests.reading import check_traceable, paragraphs, rows, tables

_NAMES = st.text("甲乙丙丁戊己庚辛林场修路补助站点", min_size=2, max_size=8)
_FIGURES = st.decimals(0, 99999, places=2).map(str) | st.just("")


def _read(text: str) -> Document:
    document = read_bytes(text.encode(), "a.txt")
    check_traceable(document)
    return document


def _one_line_per_cell(table: list[list[str]]) -> str:
    return "\n".join(f"{cell} |" if cell else "|" for row in table for cell in row)


def _bar_in_a_line_of_its_own(table: list[list[str]]) -> str:
    return "\n".join(f"{cell}\n|" if cell else "|" for row in table for cell in row)


def _one_line_per_row(table: list[list[str]]) -> str:
    return "\n".join("".join(f"{cell} | " if cell else "|" for cell in row).rstrip() for row in table)


@st.composite
def _tables(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(2, 6))
    names = draw(st.lists(_NAMES, min_size=3, max_size=8, unique=True))
    body = [[name, *draw(st.lists(_FIGURES, min_size=width - 1, max_size=width - 1))] for name in names]
    body[0] = [body[0][0], *(f"{10 + col}.50" for col in range(width - 1))]  # some figure in every column
    return [["项目", *(f"第{'一二三四五'[col]}项预算数" for col in range(width - 1))], *body]


@pytest.mark.parametrize("flatten", [_one_line_per_cell, _bar_in_a_line_of_its_own, _one_line_per_row])
@settings(deadline=None)
@given(table=_tables())
def test_a_table_flattened_with_bars_comes_back_cell_by_cell(
    flatten: Callable[[list[list[str]]], str], table: list[list[str]]
) -> None:
    document = _read(f"某县支出情况表\n单位：万元\n{flatten(table)}\n以上为支出情况，均已公开。")
    (found,) = tables(document)
    assert rows(found) == table
    assert (found.caption, found.unit_note) == ("某县支出情况表", "单位：万元")
    assert paragraphs(document)[-1] == "以上为支出情况，均已公开。"


def test_bars_that_pad_merged_cells_show_where_rows_end() -> None:
    form = (
        "某某资金绩效自评表 |\n||||\n(2031年度) |\n||||\n主管部门 |\n某县林草局 |\n|||\n"
        "一级指标 |\n三级指标 |\n指标值 |\n完成值 |\n得分 |\n"
        "产出指标(50分) |\n造林面积 |\n≥20亩 |\n21亩 |\n10 |\n|\n管护人数 |\n5人 |\n5人 |\n10 |\n"
    )
    (table,) = tables(_read(form))
    assert rows(table)[2:] == [
        ["主管部门", "某县林草局", "", "", ""],
        ["一级指标", "三级指标", "指标值", "完成值", "得分"],
        ["产出指标(50分)", "造林面积", "≥20亩", "21亩", "10"],
        ["", "管护人数", "5人", "5人", "10"],
    ]
    assert table.cells[0].col_span == 5


def test_a_header_short_by_its_merged_cells_names_the_columns_below_it() -> None:
    text = (
        "表1 | |||||\n2031年某镇收入表 | |||||\n单位:万元 | |||||\n"
        "项 目 | 2030年决算数 | 2031年预算数 | 2031年执行数 | ||\n"
        "金额 | 占预算% | 比上年增长% | |||\n税收收入 | 40 | 43 | 43 | 100 | 7.50 |\n契税 | |||||\n"
    )
    (table,) = tables(_read(text))
    spans = {cell.text: (cell.row_span, cell.col_span) for cell in table.cells}
    assert (spans["2030年决算数"], spans["2031年执行数"]) == ((2, 1), (1, 3))
    assert rows(table)[4][3:] == ["金额", "占预算%", "比上年增长%"]
    assert (table.caption, table.unit_note) == ("2031年某镇收入表", "单位:万元")


def test_a_cell_of_several_lines_is_one_cell() -> None:
    text = (
        "名称 | 造林补助 | ||\n资金情况\n(万元) |\n预算数 | 执行数 | 执行率 |\n"
        "总额 | 8.1 | 6.9 | 85% |\n其他资金 | |||\n"
    )
    (table,) = tables(_read(text))
    assert rows(table)[1] == ["资金情况(万元)", "预算数", "执行数", "执行率"]
    assert rows(table)[3] == ["其他资金", "", "", ""]


def test_tables_of_two_widths_are_two_tables() -> None:
    text = (
        "索引号 | 1137 | 文号 | 无 |\n日期 | 2031-02-03 | 机构 | 某镇 |\n"
        "项目 | 预算数 |\n合计 | 3.00 |\n修路 | 3.00 |\n"
    )
    assert [table.col_count for table in tables(_read(text))] == [4, 2]


def test_text_with_bars_is_no_table() -> None:
    document = _read("首页 | 正文\n本年支出10万元，其中 | 修路5万元。\n上一篇 |\n下一篇 |\n")
    assert not tables(document)


_HEAD = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分", "未完成原因"]


@pytest.mark.parametrize("parted", ["bars", "tabs"])
def test_rows_beside_a_merged_cell_stand_under_their_own_names(parted: str) -> None:
    body = [
        ["产出指标", "数量指标", "造林面积", "≥20亩", "21亩", "10", "10", ""],
        ["管护人数", "5人", "5人", "10", "10"],
        ["质量指标", "成活率", "≥90%", "80%", "10", "8", "天旱。"],
        ["制度健全", "健全", "健全", "10", "10"],
        ["合计", "100", "98"],
    ]
    if parted == "tabs":
        text = "\n".join("\t".join(row) for row in [_HEAD, *body])
    else:
        text = "\n".join("".join(f"{c} | " for c in row) + "|" * (8 - len(row)) for row in [_HEAD, *body])
    (table,) = tables(_read(f"绩效自评表\n{text}\n"))
    assert rows(table)[2:] == [
        ["", "", "管护人数", "5人", "5人", "10", "10", ""],
        ["", "质量指标", "成活率", "≥90%", "80%", "10", "8", "天旱。"],
        ["", "", "制度健全", "健全", "健全", "10", "10", ""],
        ["合计", "", "", "", "", "100", "98", ""],
    ]


def test_rows_whose_last_cells_are_empty_stay_where_they_are() -> None:
    text = "项目\t预算数\t决算数\t增减率\n造林\t5.00\t6.00\t20%\n修路\t7.00\n合计\t12.00\t6.00\t20%\n"
    assert rows(tables(_read(text))[0])[2] == ["修路", "7.00", "", ""]


def test_a_merged_name_stands_over_the_parts_that_repeat_its_words() -> None:
    names, parts = (
        ["“三公”经费合计", "因公出国费", "公务用车费", "公务接待费"],
        ["小计", "公务用车购置费", "公务用车运行费"],
    )
    row = ["79", "0", "75", "50", "25", "4"]
    lines = [*(f"{text} |" for text in names), "||", *(f"{text} |" for text in parts), "|||", *(f"{n} |" for n in row)]
    (found,) = tables(_read("\n".join(lines)))
    assert rows(found)[1] == ["^", "^", "小计", "公务用车购置费", "公务用车运行费", "^"]
    assert rows(found)[2] == row


def test_bars_that_pad_all_rows_make_no_columns() -> None:
    lines = [
        "合计 | 出国费 | 用车费 | 接待费 |||||",
        "小计 | 用车费运行 | 用车费购置 ||||||",
        "1.7 | 0 | 0 | 0 | 0 | 1.7 | ||",
    ]
    (found,) = tables(_read("\n".join(lines)))
    assert {len(row) for row in rows(found)} == {6}


def test_the_numbers_of_the_rows_place_cells_whose_blanks_are_lost() -> None:
    lines = ["收入 | 支出 | ||||", "项目 | 行次 | 决算数 | 项目 | 行次 | 决算数 |"]
    lines += [
        "一、财政拨款收入 | 1 | 4,267.38 | 一、一般公共服务支出 | 35 | |",
        "二、事业收入 | 2 | 二、外交支出 | 36 | ||",
    ]
    lines += ["3 | 三、社会保障和就业支出 | 37 | 8,695.00 | ||", "4 | 四、卫生健康支出 | 38 | |||"]
    (found,) = tables(_read("\n".join(lines)))
    assert rows(found)[-3:] == [
        ["二、事业收入", "2", "", "二、外交支出", "36", ""],
        ["", "3", "", "三、社会保障和就业支出", "37", "8,695.00"],
        ["", "4", "", "四、卫生健康支出", "38", ""],
    ]


def test_two_sides_with_the_same_columns_stand_side_by_side() -> None:
    cells = ["收入", "执行数", "决算数", "支出", "执行数", "决算数", "总计", "96", "97", "总计", "98", "99"]
    (found,) = tables(_read("\n".join(f"{cell} |" for cell in cells)))
    assert rows(found) == [cells[:6], cells[6:]]


def test_rows_begin_at_the_header_where_merged_cells_stand_above_it() -> None:
    above = ["收入支出决算总表", "", "", "公开01表", "", "2023年度", "", "金额单位：元", "收入", "支出"]
    header = ["项目", "行次", "决算数", "项目（按功能分类）", "行次", "决算数"]
    body = ["一、财政拨款收入", "1", "12.00", "一、教育支出", "28", "11.00"]
    more = ["二、其他收入", "2", "3.00", "二、住房保障支出", "29", "4.00"]
    lines = [f"{cell} |" if cell else "|" for cell in [*above, *header, *body, *more]]
    (found,) = tables(_read("\n".join(lines)))
    assert rows(found)[-3:] == [header, body, more]


def _padded(*table: str) -> str:
    width = max(row.count("|") + 1 for row in table)
    return "\n".join(row.strip() + " |" + "|" * (width - row.count("|") - 1) for row in table)


def test_two_halves_of_the_same_columns_each_with_a_merged_name() -> None:
    names = "合计 | 因公出国费 | 公务用车购置及运行费 | 公务接待费"
    parts = "小计 | 公务用车购置费 | 公务用车运行费"
    found = rows(
        tables(
            _read(
                "某局三公经费表\n"
                + _padded(
                    "预算数 | 决算数",
                    f"{names} | {names}",
                    f"{parts} | {parts}",
                    "20.00 | 0.00 | 15.00 | 0.00 | 15.00 | 5.00 | 15.50 | 0.00 | 12.00 | 0.00 | 12.00 | 3.50",
                )
            )
        )[0]
    )
    assert found[0] == ["预算数", *"<<<<<", "决算数", *"<<<<<"]
    assert found[1] == ["合计", "因公出国费", "公务用车购置及运行费", "<", "<", "公务接待费"] * 2
    assert [found[2][at] for at in (2, 3, 4, 8, 9, 10)] == parts.split(" | ") * 2


def test_values_stand_below_the_numbers_of_their_columns() -> None:
    found = rows(
        tables(
            _read(
                "某局支出决算表\n"
                + _padded(
                    "项目 | 本年支出合计 | 基本支出 | 项目支出",
                    "功能分类科目编码 | 科目名称",
                    "类 | 款 | 项 | 栏次 | 1 | 2 | 3",
                    "合计 | 300.00 | 200.00 | 100.00",
                    "201 | 一般公共服务支出 | 250.00 | 160.00 | 90.00",
                    "2010301 | 行政运行 | 250.00 | 160.00 | 90.00",
                )
            )
        )[0]
    )
    assert [row[4:] for row in found] == [
        ["本年支出合计", "基本支出", "项目支出"],
        ["", "", ""],
        ["1", "2", "3"],
        ["300.00", "200.00", "100.00"],
        ["250.00", "160.00", "90.00"],
        ["250.00", "160.00", "90.00"],
    ]
    assert [row[3] for row in found[1:]] == ["科目名称", "栏次", "", "一般公共服务支出", "行政运行"]


def _numbered(*table: str) -> list[list[str]]:
    return rows(tables(_read("某局收支决算表\n" + _padded(*table)))[0])


def test_a_code_and_its_name_stand_below_one_merged_name() -> None:
    found = _numbered(
        "项目 | 本年支出",
        "功能分类科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出",
        "栏次 | 1 | 2 | 3",
        "合计 | 300.00 | 200.00 | 100.00",
        "201 | 一般公共服务支出 | 300.00 | 200.00 | 100.00",
    )
    assert found[0] == ["项目", "<", "本年支出", "<", "<"]
    assert [row[2:] for row in found[2:4]] == [["1", "2", "3"], ["300.00", "200.00", "100.00"]]


def test_the_name_that_its_parts_repeat_spans_them() -> None:
    found = _numbered(
        "项目 | 年初结转和结余 | 本年收入 | 本年支出 | 年末结转和结余",
        "功能分类科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出",
        "栏次 | 1 | 2 | 3 | 4 | 5 | 6",
        "合计 | 5.00 | 30.00 | 31.00 | 0.00 | 31.00 | 4.00",
        "212 | 城乡社区支出 | 5.00 | 30.00 | 31.00 | 0.00 | 31.00 | 4.00",
    )
    assert found[0] == ["项目", "<", "年初结转和结余", "本年收入", "本年支出", "<", "<", "年末结转和结余"]
    assert found[1][4:7] == ["小计", "基本支出", "项目支出"]


_INCOME = (
    "项目 | 本年收入合计 | 财政拨款收入 | 事业收入 | 经营收入 | 其他收入",
    "功能分类科目编码 | 科目名称 | 小计 | 其中：教育收费",
    "栏次 | 1 | 2 | 3 | 4 | 5 | 6",
)


def test_the_sum_of_a_row_tells_which_name_spans_its_parts() -> None:
    found = _numbered(
        *_INCOME,
        "合计 | 310.00 | 280.00 | 10.00 | 4.00 | 0.00 | 20.00",
        "205 | 教育支出 | 310.00 | 280.00 | 10.00 | 4.00 | 0.00 | 20.00",
    )
    assert found[0] == ["项目", "<", "本年收入合计", "财政拨款收入", "事业收入", "<", "经营收入", "其他收入"]
    assert found[1][4:6] == ["小计", "其中：教育收费"]


def test_columns_have_no_names_where_nothing_tells_which_name_spans() -> None:
    found = _numbered(
        *_INCOME,
        "合计 | 280.00 | 280.00 | 0.00 | 0.00 | 0.00 | 0.00",
        "205 | 教育支出 | 280.00 | 280.00 | 0.00 | 0.00 | 0.00 | 0.00",
    )
    assert [set(row[1:]) for row in found[:2]] == [{"<"}, {"<"}]
    assert found[3][2:] == ["280.00", "280.00", "0.00", "0.00", "0.00", "0.00"]


def test_a_column_without_a_number_of_its_own_leaves_the_rows_as_they_are() -> None:
    found = _numbered(
        "科目 | 预算数 | 决算数 | 备注",
        "栏次 | 1 | 2",
        "办公费 | 3.00 | 2.00 | 节约",
        "差旅费 | 5.00 | 4.00",
    )
    assert [row[1:3] for row in found] == [["预算数", "决算数"], ["1", "2"], ["3.00", "2.00"], ["5.00", "4.00"]]


def test_a_total_short_of_the_cell_of_its_code_stands_where_its_values_are() -> None:
    found = _numbered(
        "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 | 上缴上级支出 | 经营支出",
        "合计 | 550.00 | 400.00 | 150.00",
        "201 | 一般公共服务支出 | 500.00 | 400.00 | 100.00",
        "221 | 住房保障支出 | 50.00 | | 50.00",
    )
    assert found[1][2:5] == ["550.00", "400.00", "150.00"]
    assert found[3][2:5] == ["50.00", "", "50.00"]


def test_a_merged_name_of_changes_stands_over_them() -> None:
    found = _numbered(
        "功能分类科目 | 2022年预算数 | 2023年预算数 | 2023年预算数比2022年预算数",
        "科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出 | 增减额 | 增减%",
        "合计 | 480.00 | 500.00 | 400.00 | 100.00 | 20.00 | 4.17",
        "201 | 一般公共服务支出 | 480.00 | 500.00 | 400.00 | 100.00 | 20.00 | 4.17",
    )
    assert found[0] == [
        "功能分类科目",
        "<",
        "2022年预算数",
        "2023年预算数",
        "<",
        "<",
        "2023年预算数比2022年预算数",
        "<",
    ]
    assert found[1][3:] == ["小计", "基本支出", "项目支出", "增减额", "增减%"]


@given(
    table=st.lists(
        st.lists(
            st.sampled_from(
                ["项目", "科目编码", "科目名称", "合计", "小计", "增减额", "201", "1", "2", "3", "5.0", ""]
            ),
            min_size=5,
            max_size=5,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_cells_of_any_table_of_codes_are_all_kept(table: list[list[str]]) -> None:
    places = places_of_values(table, 5)
    for at, row in enumerate(table):
        columns = [col for col, span in places.get(at, []) for col in range(col, col + span)]
        assert columns == sorted(set(columns))
        assert all(0 <= col < 5 for col in columns)
        count = max((col for col, text in enumerate(row, start=1) if text), default=0)
        assert at not in places or len(places[at]) >= count or places[at] == [(0, 5)]
