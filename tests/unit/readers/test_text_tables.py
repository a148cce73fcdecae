"""Tables in plain text: tabs, bars, aligned blanks, rows cut by page breaks."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.readers import read_bytes, wording
from ingest.readers.flat_rows import columns_of_short_rows
from ingest.vocabulary import load_vocabulary
from tests.reading import check_traceable, paragraphs, rows, tables


def _read(text: str) -> Document:
    document = read_bytes(text.encode(), "a.txt")
    check_traceable(document)
    return document


def test_tab_separated_rows_are_a_table_with_caption_and_unit() -> None:
    body = "项目\t预算数\t决算数\n基本支出\t10.00\t9.50\n合计\t10.00\t9.50"
    document = _read(f"表3 预算执行情况\n\n单位：万元\n\n{body}\n\n以上为执行情况。")
    (table,) = tables(document)
    assert rows(table) == [["项目", "预算数", "决算数"], ["基本支出", "10.00", "9.50"], ["合计", "10.00", "9.50"]]
    assert (table.caption, table.unit_note) == ("表3 预算执行情况", "单位：万元")
    assert paragraphs(document)[-1] == "以上为执行情况。"


def test_cells_stand_at_their_line_of_the_file() -> None:
    (table,) = tables(_read("一、概况\n\n项目\t金额\n甲\t1.00\n乙\t2.00\n"))
    cell = table.grid[2][1]
    assert cell is not None
    assert cell.content.locate(0, 4).line == 5


def test_a_unit_in_the_caption_is_found_and_left_out_of_it() -> None:
    (table,) = tables(_read("附表一　收入支出对比表（单位：元）\n项目\t2020年\n收入\t61625022.26\n支出\t1.00"))
    assert (table.caption, table.unit_note) == ("附表一　收入支出对比表", "单位：元")


def test_a_line_with_the_maker_and_the_unit_is_no_row() -> None:
    document = _read("支出表\n编制单位：某某局\t单位：元\n项目\t金额\t比率\n甲\t1.00\t2%\n乙\t2.00\t3%")
    (table,) = tables(document)
    assert rows(table)[0] == ["项目", "金额", "比率"]
    assert (table.caption, table.unit_note) == ("支出表", "单位：元")


@pytest.mark.parametrize(
    "text",
    [
        "| 项目 | 金额 |\n|---|---:|\n| 甲 | 1.00 |\n| 乙 |  |",
        "项目|金额\n甲|1.00\n乙|",
        "┌──┬──┐\n│项目│金额│\n├──┼──┤\n│甲│1.00│\n├──┼──┤\n│乙││\n└──┴──┘",
    ],
)
def test_bars_part_columns(text: str) -> None:
    (table,) = tables(_read(text))
    assert rows(table) == [["项目", "金额"], ["甲", "1.00"], ["乙", ""]]


def test_columns_lined_up_by_blanks_are_a_table_even_where_cells_are_empty() -> None:
    text = """如下（单位：万元）：
序号  项目名称        预算数  执行数
1     机关后勤服务    186.00  182.45
2     政务值守                 58.40
合 计                 186.00  240.85
完。"""
    (table,) = tables(_read(text))
    assert rows(table) == [
        ["序号", "项目名称", "预算数", "执行数"],
        ["1", "机关后勤服务", "186.00", "182.45"],
        ["2", "政务值守", "", "58.40"],
        ["合 计", "", "186.00", "240.85"],
    ]
    assert table.unit_note == "单位：万元"


def test_a_blank_line_of_a_page_break_does_not_part_a_table() -> None:
    (table,) = tables(_read("序号\t单位\t性质\n1\t甲中心\t公益一类\n\n2\t乙中心\t公益二类\n3\t丙中心\t公益一类\n"))
    assert len(rows(table)) == 4


def test_a_form_feed_does_not_part_a_table() -> None:
    (table,) = tables(_read("指标\t分值\t得分\n甲\t10\t9\n\f乙\t10\t8\n丙\t10\t7\n"))
    assert rows(table) == [["指标", "分值", "得分"], ["甲", "10", "9"], ["乙", "10", "8"], ["丙", "10", "7"]]
    assert (table.first_page, table.last_page) == (1, 2)


def test_a_header_repeated_after_a_break_is_marked() -> None:
    (table,) = tables(_read("指标\t分值\t得分\n甲\t10\t9\n\n指标\t分值\t得分\n乙\t10\t8\n"))
    assert table.repeated_header_rows == {3}


def test_a_label_cut_by_a_break_is_made_whole() -> None:
    above = "处室\t任务\t对接部门\n政策法规与\t开展科技安全监测工作。\t传播研究部"
    text = f"{above}\n\n创新体系建设处\t\t\n资源处\t项目管理。\t信息部"
    (table,) = tables(_read(text))
    assert rows(table)[1] == ["政策法规与创新体系建设处", "开展科技安全监测工作。", "传播研究部"]
    assert len(rows(table)) == 3


def test_a_cell_cut_in_mid_sentence_is_made_whole_after_a_repeated_header() -> None:
    text = (
        "序号\t计划\t成效\n1\t深化改革\t出台办法，推动科技金融深度融合助力科\n\n"
        "序号\t计划\t成效\n\t\t技强国建设。\n2\t引进人才\t成效显著。"
    )
    (table,) = tables(_read(text))
    assert rows(table)[1][2] == "出台办法，推动科技金融深度融合助力科技强国建设。"
    assert table.repeated_header_rows == {3}


def test_a_new_item_after_a_break_is_a_row_of_its_own() -> None:
    text = "序号\t计划\t成效\n1\t1.打造实验室体系\t运行良好。\n\n\t2.建设创新中心\t进展顺利。\n2\t3.攻关\t完成。"
    (table,) = tables(_read(text))
    assert len(rows(table)) == 4


def test_another_header_after_a_blank_line_begins_another_table() -> None:
    text = "项目\t金额\n甲\t1.00\n乙\t2.00\n\n科目\t人数\n丙\t3\n丁\t4"
    assert len(tables(_read(text))) == 2


def test_a_table_of_contents_is_no_table() -> None:
    assert not tables(_read("一、部门基本情况.....\t1\n（一）机构设置.....\t1\n二、自评情况.....\t23"))
    assert not tables(_read("一、部门基本情况\t1\n（一）机构设置\t1\n二、自评情况\t23"))


def test_prose_with_wide_blanks_is_no_table() -> None:
    document = _read("填报人：张三      联系电话：123\n本年支出10万元。  其中项目支出5万元。\n完成率    较高。")
    assert not tables(document)


def test_lines_that_make_no_table_are_looked_at_once_however_many() -> None:
    """Bounded work on hostile input: rules without rows, entries of contents, ragged blanks."""
    document = _read(
        "|" * 40 + "\n" + ("|" * 40 + "\n") * 3000 + "一、概况\t1\n" * 3000 + "甲  乙\n乙乙乙乙 丙  丁\n" * 2000
    )
    assert not document.warnings


def test_a_table_with_every_cell_in_a_line_of_its_own_is_a_table() -> None:
    (table,) = tables(
        _read(
            "某县某局2024年“三公”经费预算\n单位:万元\n项 目\n预 算 数\n合 计\n40.20\n因公出国(境)费\n0\n"
            "其中:公务用车运行维护费\n40.20\n公务用车购置费\n二、情况说明\n2024年“三公”经费预算为40.20万元,与上年持平。\n"
        )
    )
    assert rows(table)[1:] == [
        ["合 计", "40.20"],
        ["因公出国(境)费", "0"],
        ["其中:公务用车运行维护费", "40.20"],
        ["公务用车购置费", ""],
    ]


def test_a_head_over_all_columns_of_such_a_table_spans_them() -> None:
    body = "公务接待费\n\n1.90\n\n1.90\n\n会议费\n\n2.40\n\n2.40\n"
    (table,) = tables(_read(f"项目\n\n预算金额\n\n合计\n\n一般公共预算\n\n{body}"))
    assert [(c.text, c.col_span) for c in table.cells if c.row == 1] == [("项目", 1), ("预算金额", 2)]


def test_rows_with_unequal_numbers_of_cells_in_lines_of_their_own_are_no_table() -> None:
    assert not tables(_read("项目\n预算数\n决算数\n公务接待费\n1.90\n会议费\n2.40\n2.30\n"))


def test_names_above_one_row_of_figures_are_a_table() -> None:
    head = "项目资金      年初预算数  全年预算数  全年执行数  分值  执行率  得分"
    (table,) = tables(
        _read(f"单位：元\n{head}\n年度资金总额  5654786.00  5676801.00  4632269.62  10    81.6%   8.16\n")
    )
    assert [len(row) for row in rows(table)] == [7, 7]
    assert rows(table)[1][0] == "年度资金总额"


def test_two_lines_of_words_lined_up_are_no_table() -> None:
    assert not tables(_read("局长      王某  副局长  李某\n办公室    张某  财务科  赵某\n"))


_FORM = (
    "预算执行情况(10分) | 年度预算数(万元) | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分 | 原因 |",
    "总额 | 4.00 | 5.00 | 5.00 | 100.00% | 10 | 10 | |",
    "其中:财政资金 | 4.00 | 5.00 | 5.00 | 100.00% | / | / | |",
    "其他资金 | / | / | / | / | / | / | |",
)


def test_a_bar_that_opens_some_lines_ends_the_empty_cell_of_a_merged_one() -> None:
    (table,) = tables(_read("\n".join([_FORM[0], *(f"| {line}" for line in _FORM[1:])]) + "\n"))
    assert [row[:6] for row in rows(table)[1:]] == [
        ["", "总额", "4.00", "5.00", "5.00", "100.00%"],
        ["", "其中:财政资金", "4.00", "5.00", "5.00", "100.00%"],
        ["", "其他资金", "/", "/", "/", "/"],
    ]


def test_rows_short_of_a_merged_cell_move_under_the_caption_of_their_names() -> None:
    cells = [[cell.strip() for cell in line.rstrip("|").split("|")] for line in _FORM]
    moved = columns_of_short_rows(cells)
    assert {at: columns[0] for at, columns in moved.items()} == {1: 1, 2: 1, 3: 1}


def test_a_word_set_apart_by_blanks_is_one_cell_and_a_numbered_title_is_no_row() -> None:
    lines = [
        "表1  资金到位情况表（单位：万元）",
        "资金来源      计划数  到位数",
        "省级补助资金  100.00  90.00",
        "县级配套资金  60.00   60.00",
        "合  计        160.00  150.00",
    ]
    (table,) = tables(_read("\n".join(lines)))
    assert rows(table)[0] == ["资金来源", "计划数", "到位数"]
    assert "".join(rows(table)[-1][0].split()) == "合计"
    assert (table.caption, table.unit_note) == ("表1  资金到位情况表", "单位：万元")


def test_columns_of_one_character_each_stay_apart() -> None:
    lines = ["类   款   项   科目名称  金额", "201  03   01   行政运行  12.00", "201  03   02   一般事务  3.50"]
    (table,) = tables(_read("\n".join(lines)))
    assert rows(table)[0] == ["类", "款", "项", "科目名称", "金额"]


def test_every_sign_of_a_blank_cell_is_no_figure_for_readers() -> None:
    signs = load_vocabulary().blank_signs
    assert {"-", "—", "/", "无"} <= signs
    assert not any(wording.is_figure(sign) for sign in signs)
    assert {sign for sign in signs if not wording.is_nothing(sign)} == {"…", "*"}  # leaders and footnote marks
