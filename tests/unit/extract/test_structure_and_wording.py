"""Headings, years, tables and words that checks judge, as disclosures print them."""

import pytest

from ingest.extract import extract_document
from ingest.extract.structure import table_name
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary

TITLE = "上海市某区民政局2024年度部门决算\n"


def marks(text, *kinds):
    document = read_bytes((TITLE + text).encode(), "报告.txt")
    found = extract_document(document, load_vocabulary()).text_marks
    return [(m.text, m.subject) for m in found if m.kind in kinds]


def misnumbered(text):
    return [pair for pair in marks(text, "ordinal", "ordinal_skipped") if pair[0] != pair[1]]


def test_a_repeated_number_is_expected_to_be_the_next_and_the_list_goes_on():
    assert misnumbered("一、收入\n二、支出\n二、结余\n四、资产\n") == [("二、", "三、")]
    assert misnumbered("一、收入\n二、支出\n四、结余\n五、资产\n") == [("四、", "三、")]


def test_lists_within_lists_and_lists_that_begin_anew_are_in_order():
    assert (
        misnumbered("一、概况\n（一）职责\n（二）机构\n二、说明\n（一）收入\n1、财政拨款\n2、其他\n（二）支出\n") == []
    )
    assert misnumbered("一、概况\n二、情况说明\n一、收入\n二、支出\n三、结余\n三、公开表\n") == []


def test_numbers_that_run_on_within_a_paragraph_are_seen():
    assert misnumbered("（一）负责会计管理。（二）负责票据管理。\n（三）负责国库管理。\n") == []


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("第三部分上海市某区民政局2023年度部门决算情况说明", "2023年度部门决算"),
        ("截至2023年12月31日，共有车辆2辆。", "截至2023年12月31日"),
    ],
)
def test_a_year_that_a_final_account_states_of_itself_is_marked(line, year):
    assert (year, "2024") in marks(line + "\n", "report_year")


def test_the_year_compared_with_is_the_year_before():
    assert marks("支出增加5万元，与2022年度相比增长2%。\n", "compared_year") == [("与2022年度相比", "2023")]


def test_a_title_that_names_another_agency_is_marked_with_both_names():
    named = marks("第二部分上海市民政局2024年度部门决算表\n", "heading_agency")
    assert ("上海市民政局", "上海市某区民政局") in named


def test_tables_of_the_contents_and_printed_tables_are_told_apart():
    text = "目录\n第二部分决算表\n一、收入决算表\n二、支出决算表\n第二部分决算表\n收入决算表\n"
    assert marks(text, "listed_table") == [("一、收入决算表", "收入决算表"), ("二、支出决算表", "支出决算表")]
    assert marks(text, "table_title") == [("收入决算表", "收入决算表")]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("2025年部门“三公”经费预算表", "三公经费预算表"),
        ("三、支出决算表", "支出决算表"),
        ("附表3.收入总表", "收入总表"),
    ],
)
def test_a_table_name_is_free_of_number_year_and_quotes(printed, name):
    assert table_name(printed) == name


def test_words_about_the_budget_carry_the_item_that_has_both_numbers():
    text = (
        "1、卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。"
        "年初预算为62.29万元，支出决算为60.99万元。决算数等于预算数的主要原因：调整。\n"
    )
    assert marks(text, "against_budget") == [("等于预算数", "卫生健康支出/行政事业单位医疗/行政单位医疗")]
    assert marks(text, "account_name") == [("卫生健康支出", "类"), ("行政事业单位医疗", "款"), ("行政单位医疗", "项")]


def test_listed_parts_are_marked_one_by_one():
    text = "其中：人员经费2152.26万元，主要包括：基本工资、津贴补贴、个人农业生产补贴；公用经费184.65万元。\n"
    assert marks(text, "listed_part") == [(n, "人员经费") for n in ("基本工资", "津贴补贴", "个人农业生产补贴")]


def test_equal_names_in_quotes_are_counted_once():
    text = "含3个数量指标。其中数量指标“甲项工作”“乙项工作”“甲项工作”。\n"
    assert marks(text, "counted_list") == [("3", "数量指标|2")]


def test_announced_things_are_counted_among_the_paragraphs_that_follow():
    text = "围绕三大专项计划，完成情况如下：\n基础计划：一是完成攻关任务。\n重点计划：一是支持重点领域。\n二、下一步\n"
    assert marks(text, "counted_list") == [("三", "专项计划|2")]


def test_a_title_of_two_years_says_nothing_against_the_headings_of_either() -> None:
    text = "某镇2020年预算执行和2021年预算草案\n一、2021年部门预算说明\n2021年收入预算10万元。\n"
    marks = extract_document(read_bytes(text.encode(), "a.txt"), load_vocabulary()).text_marks
    assert not [mark for mark in marks if mark.kind in ("report_year", "compared_year")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("支出决算为289.59万元，年初预算为289.59万元。决算数同预算数持平。", "同预算数持平"),
        ("支出决算为9.00万元，年初预算为8.00万元，决算数较年初预算数增加的主要原因是调资。", "较年初预算数增加"),
    ],
)
def test_other_words_that_compare_with_the_budget_are_marked(text, told):
    assert [word for word, _ in marks(text, "against_budget")] == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("公务接待费年初预算为**万元，决算为3.00万元。", ["**万元"]),
        (
            "年初预算为万元，支出决算为3.00万元，完成预算的%，工程采购金额万元、服务采购金额3.00万元。",
            ["万元", "%", "万元"],
        ),
        ("支出决算为.50万元。", [".50万元"]),
        ("本表金额单位为万元，增长3%。指标为≥**元/人。", []),
    ],
)
def test_a_number_that_was_never_filled_in_is_a_remnant(text, told):
    assert sorted(word for word, _ in marks(text, "template_remnant")) == sorted(told)


def test_ordinals_are_counted_against_the_number_that_announces_them():
    after = "五、下一步\n加强管理。\n"
    three = "本部门存在三方面问题：\n一是预算不细。\n二是进度偏慢。\n"
    assert marks(three + after, "counted_list") == [("三", "问题|2")]
    assert marks(three + "三是指标不量化。\n" + after, "counted_list") == [("三", "问题|3")]
    four = "评价发现以下4个问题：\n1.预算不细。\n2.进度偏慢。\n3.档案不全。\n"
    assert marks(four + "六、建议\n", "counted_list") == [("4", "问题|3")]


def test_ordinals_that_the_text_breaks_off_or_that_leave_some_out_are_not_counted():
    assert marks("本部门存在三方面问题：\n一是预算不细。\n二是进度偏慢。\n", "counted_list") == []
    gap = "存在四个方面的问题：\n一是预算不细。\n二是进度偏慢。\n四是指标不量化。\n五、下一步\n"
    assert marks(gap, "counted_list") == []
    assert marks("检查发现3个问题，均已整改。一是预算不细；二是进度偏慢。\n", "counted_list") == []


def test_a_list_of_amounts_is_whole_where_its_words_or_its_number_say_so():
    parts = "河道整治工程120.00万元、灌区节水改造80.00万元。\n"
    for head, told in (
        ("项目支出226.00万元，具体为：", [""]), ("项目支出226.00万元，全部用于", [""]),
        ("实施项目2个，预算资金226.00万元，其中：", ["2"]), ("项目支出226.00万元，其中：", []),
        ("项目支出226.00万元，主要用于", []), ("收入300.00万元，支出226.00万元，分别为", []),
    ):  # fmt: skip
        assert [subject for _, subject in marks(head + parts, "whole_list")] == told, head


def test_words_that_nothing_changed_since_last_year_are_marked():
    assert marks("公务接待费支出1.00万元，与上年持平。\n", "unchanged") == [("与上年持平", "")]
    assert marks("公务接待费支出1.00万元，与年初预算持平。\n", "unchanged") == []
