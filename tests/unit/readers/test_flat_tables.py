"""Tables that lost their columns: cells below each other, rows parted by single blanks; the unsure is left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Document
from ingest.readers import read_bytes
from tests.reading import check_traceable, paragraphs, rows, tables

_NAMES = st.text("甲乙丙丁戊己庚辛林场修路补助站点", min_size=3, max_size=8)
_AMOUNTS = st.decimals(0, 99999, places=2).map(str)


def _read(text: str, name: str = "a.txt") -> Document:
    document = read_bytes(text.encode(), name)
    check_traceable(document)
    return document


def _line_per_cell(table: list[list[str]]) -> str:
    return "\n".join(cell for row in table for cell in row)


def _spaced_lines(table: list[list[str]]) -> str:
    return "\n\n".join(cell for row in table for cell in row)


def _rows_by_single_blanks(table: list[list[str]]) -> str:
    return "\n".join(" ".join(row) for row in table)


FORM = [
    ["项目名称", "林场道路修缮"],
    ["主管部门", "某县林草局"],
    ["项目资金(万元)", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["", "年度资金总额", "80.50", "80.50", "60.25", "10", "74.84%", "7.48"],
    ["", "其中：当年财政拨款", "80.50", "80.50", "60.25", "—", "—", "—"],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
    ["产出指标", "数量指标", "修缮里程", "≥12公里", "12.5公里", "40", "40", ""],
    ["", "质量指标", "验收合格率", "100%", "100%", "20", "20", ""],
    ["效益指标", "社会效益指标", "受益林工", "≥300人", "280人", "20", "18", "部分林工外出，今后加强统计。"],
]


@st.composite
def _accounts(draw: st.DrawFn) -> list[list[str]]:
    heads = draw(st.sampled_from([["预算数"], ["预算数", "决算数"], ["年初预算数", "决算数", "完成预算%"]]))
    names = draw(st.lists(_NAMES, min_size=3, max_size=8, unique=True))
    return [["项目", *heads], *([name, *draw(st.tuples(*[_AMOUNTS] * len(heads)))] for name in names)]


@pytest.mark.parametrize("flatten", [_line_per_cell, _spaced_lines, _rows_by_single_blanks])
@settings(deadline=None)
@given(table=_accounts())
def test_a_flattened_table_comes_back_cell_by_cell(
    flatten: Callable[[list[list[str]]], str], table: list[list[str]]
) -> None:
    document = _read(f"某县支出情况表\n单位：万元\n{flatten(table)}\n以上为支出情况，均已公开。")
    (found,) = tables(document)
    assert rows(found) == table
    assert (found.caption, found.unit_note) == ("某县支出情况表", "单位：万元")
    assert paragraphs(document)[-1] == "以上为支出情况，均已公开。"


@pytest.mark.parametrize("flatten", [_line_per_cell, _spaced_lines, _rows_by_single_blanks])
def test_a_flattened_form_comes_back_with_its_fields_money_and_indicators(
    flatten: Callable[[list[list[str]]], str],
) -> None:
    printed = [[cell for cell in row if cell] for row in FORM]
    (table,) = tables(_read(f"项目支出绩效自评表\n（2031年度）\n{flatten(printed)}\n"))
    assert table.caption == "项目支出绩效自评表"
    found = [[cell for cell in row if cell not in ("", "^", "<")] for row in rows(table)]
    assert found == printed
    row = next(r for r in rows(table) if "受益林工" in r)
    header = next(r for r in rows(table) if "三级指标" in r)
    assert {name: row[header.index(name)] for name in ("年度指标值", "实际完成值", "分值", "得分")} == {
        "年度指标值": "≥300人", "实际完成值": "280人", "分值": "20", "得分": "18",
    }  # fmt: skip


def test_a_printed_blank_cell_keeps_its_column() -> None:
    cells = ["项目", "年初预算数", "决算数", "修路", "\u00a0", "7.00", "造林", "5.00", "6.00"]
    (table,) = tables(_read("\n\n".join(cells)))
    assert rows(table) == [["项目", "年初预算数", "决算数"], ["修路", "", "7.00"], ["造林", "5.00", "6.00"]]


def test_a_figure_that_fits_two_columns_is_in_no_table() -> None:
    document = _read("项目\n预算数\n决算数\n造林\n5.00\n6.00\n护林\n5.00\n6.00\n修路\n7.00\n")
    assert "7.00" not in [cell for table in tables(document) for row in rows(table) for cell in row]
    assert "修路" in "".join(paragraphs(document))


def test_a_name_cut_at_the_width_of_its_cell_is_one_name() -> None:
    cells = ["项目", "年初\n\n预算数", "全年\n\n执行数", "造林", "5.00", "6.00", "护林", "1.00", "2.00"]
    (table,) = tables(_read("\n\n".join(cells)))
    assert rows(table)[0] == ["项目", "年初预算数", "全年执行数"]


def test_a_name_over_several_columns_spans_them() -> None:
    cells = ["项目", "预算金额", "合计", "一般公共预算", "公务接待费", "1.90", "1.90", "会议费", "2.40", "2.40"]
    (table,) = tables(_read("\n\n".join(cells)))
    assert [(c.text, c.row_span, c.col_span) for c in table.cells if c.row == 1] == [("项目", 2, 1), ("预算金额", 1, 2)]


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "本年预算数为35.20万元，比上年减少1.10万元。",
                "一、项目概况",
                "（二）绩效目标",
                "年度资金总额35.20万元，执行率为98.5%。",
                "指标值设置合理，得分为9分。",
                "2031年2月3日",
                "项目",
                "合计",
                "填报人：某某",
                "3.资金使用情况",
                "得分情况如下：",
                "100",
            ]
        ),
        max_size=25,
    )
)
def test_prose_is_never_a_table(lines: list[str]) -> None:
    document = _read("某县林场绩效自评报告\n" + "\n".join(lines))
    assert not tables(document)


def test_many_lines_of_column_names_are_looked_at_once() -> None:
    """Bounded work on hostile input: headers without rows, rows without headers, prose after a header."""
    text = "项目\n预算数\n" * 500 + "造林\n5.00\n" * 500 + "护林站修路，已完成。\n" * 2000
    assert _read(text).pages


@pytest.mark.parametrize("parted", ["</p><p>", "<br>"])
def test_a_form_pasted_into_the_paragraphs_of_a_page_is_the_same_table(parted: str) -> None:
    printed = [[cell for cell in row if cell] for row in FORM]
    cells = parted.join(cell for row in printed for cell in row)
    page = f"<html><body><p>项目支出绩效自评表</p><p>（2031年度）</p><p>{cells}</p><p>以上均已公开。</p></body></html>"
    document = _read(page, "a.html")
    (found,) = tables(document)
    (table,) = tables(_read(f"项目支出绩效自评表\n（2031年度）\n{_line_per_cell(printed)}\n"))
    assert rows(found) == rows(table)
    assert (found.caption, paragraphs(document)[-1]) == ("项目支出绩效自评表", "以上均已公开。")


def test_of_a_row_only_the_figures_that_are_sure_of_their_columns_stand_in_them() -> None:
    text = (
        "项目\n预算数\n调整预算数\n决算数\n执行率\n造林\n5.00\n5.00\n6.00\n98%\n"
        "修路\n7.00\n8.00\n90%\n护林\n1.00\n1.00\n2.00\n50%"
    )
    (table,) = tables(_read(text))
    road = next(at for at, row in enumerate(rows(table)) if row[0] == "修路")
    assert rows(table)[road] == ["修路", "", "", "", "90%"]
    assert [row[0] for row in rows(table)[road + 1 : road + 3]] == ["7.00", "8.00"]


def test_a_header_in_lines_of_its_own_stands_over_rows_of_one_line() -> None:
    text = (
        "支出情况表\n科目名称\n合计\n基本支出\n项目支出\n"
        "林业 9.00 4.00 5.00\n水利 7.00 6.00 1.00\n农业 3.00 1.00 2.00\n"
    )
    (table,) = tables(_read(text))
    assert rows(table)[0] == ["科目名称", "合计", "基本支出", "项目支出"]
    assert rows(table)[2] == ["水利", "7.00", "6.00", "1.00"]


def test_two_sides_under_their_names_come_back_beside_each_other() -> None:
    cells = ["收入", "支出", *["项目", "决算数"] * 2, "财政拨款收入", "9.00", "林业支出", "7.00"]
    cells += ["其他收入", "\u00a0", "水利支出", "2.00", "本年收入合计", "9.00", "本年支出合计", "9.00"]
    (table,) = tables(_read("\n\n".join(cells)))
    assert [(c.text, c.col, c.col_span) for c in table.cells if c.row == 1] == [("收入", 1, 2), ("支出", 3, 2)]
    assert rows(table)[3] == ["其他收入", "", "水利支出", "2.00"]


def test_a_class_code_is_no_amount_where_a_blank_cell_was_dropped() -> None:
    text = "科目编码\n科目名称\n合计\n基本支出\n项目支出\n201\n一般公共服务支出\n9.00\n4.00\n5.00\n"
    text += "213\n农林水支出\n7.00\n7.00\n221\n住房保障支出\n3.00\n1.00\n2.00\n"
    (table,) = tables(_read(text))
    assert [row[:2] for row in rows(table) if row[1] not in ("", "<")][1:] == [
        ["201", "一般公共服务支出"],
        ["213", "农林水支出"],
        ["221", "住房保障支出"],
    ]


def test_numbers_of_columns_find_them_where_blank_cells_are_lost() -> None:
    cells = ["收入", "支出", "项目", "行次", "金额", "项目", "行次", "金额", "栏次", "1", "栏次", "2"]
    cells += ["一、财政拨款收入", "1", "5,604.83", "一、教育支出", "30", "3,300.88"]
    cells += ["二、其他收入", "2", "84.40", "二、住房保障支出", "31", "180.00"]
    (found,) = tables(_read("收入支出决算总表\n\n单位：元\n\n" + "\n\n".join(cells)))
    assert rows(found)[2] == ["栏次", "", "1", "栏次", "", "2"]
    assert rows(found)[3] == cells[12:18]


def test_two_figures_behind_a_name_and_a_header_of_two_lines_make_a_table() -> None:
    lines = ["项目 2016年预算数", "小计 其中：一般公共预算安排数", "一、“三公”经费合计 21.63 20.03"]
    lines += [
        "（一）因公出国（境）费 不需填列 不需填列",
        "（二）公务接待费 14.83 13.83",
        "1.公务用车购置费",
        "二、培训费 6.8 6.2",
    ]
    (found,) = tables(_read("2016年某局“三公”经费预算表\n单位：万元\n" + "\n".join(lines)))
    assert rows(found)[0] == ["项目", "2016年预算数", "<"]
    assert rows(found)[1] == ["^", "小计", "其中：一般公共预算安排数"]
    assert [row[1:] for row in rows(found)[2:]] == [
        ["21.63", "20.03"],
        ["", ""],
        ["14.83", "13.83"],
        ["", ""],
        ["6.8", "6.2"],
    ]
