"""Marks of what a publication says of itself: year, name, empty tables, reasons, contents."""

from pathlib import Path

from ingest.extract import extract_document
from ingest.readers import read_document
from ingest.vocabulary import load_vocabulary

OWN = "江海市临江区水务局"
TITLE = f"<p>{OWN}2024年度部门决算</p>"


def marks_of(tmp_path: Path, body: str, *kinds: str) -> list[tuple[str, str, str]]:
    page = tmp_path / "page.html"
    page.write_text(f"<html><body>{TITLE}{body}</body></html>", encoding="utf-8")
    found = extract_document(read_document(page), load_vocabulary()).text_marks
    return [(mark.kind, mark.text, mark.subject) for mark in found if mark.kind in kinds]


def test_a_year_that_the_report_does_not_speak_of_otherwise_is_marked_as_its_own(tmp_path: Path):
    body = (
        f"<p>{OWN}2023年度收入支出总计2316.00万元。与2022年度相比，增加100.00万元。</p>"
        "<p>2023年度“三公”经费支出决算数小于预算数。</p>"
        "<p>2024年度“三公”经费比2023年度减少。2023年度“三公”经费无出国。</p>"
    )
    years = [text for _, text, subject in marks_of(tmp_path, body, "report_year") if "2023" in text]
    assert years == [f"{OWN}2023年度收入支出总计", "2023年度“三公”"]


def test_a_self_evaluation_may_name_the_units_of_the_next_budget(tmp_path: Path):
    scope = "<p>本年预算执行情况良好。纳入2025年部门预算编制范围的单位有1个。</p>"
    assert [text for _, text, _ in marks_of(tmp_path, scope, "report_year")][1:] == ["纳入2025年部门预算编制范围"]
    page = tmp_path / "report.html"
    page.write_text(f"<p>{OWN}2024年度部门整体支出绩效自评报告</p>{scope}", encoding="utf-8")
    assert not [
        m for m in extract_document(read_document(page), load_vocabulary()).text_marks if m.kind == "report_year"
    ]


def test_the_name_before_an_account_of_the_year_is_the_reports_own(tmp_path: Path):
    body = (
        "<p>江海市临江区体育局2024年度政府采购金额为500.00万元。</p>"
        "<p>截至2024年12月31日，江海市临江区民政局共有车辆3辆。</p>"
    )
    assert marks_of(tmp_path, body, "stated_agency") == [
        ("stated_agency", "江海市临江区体育局", OWN),
        ("stated_agency", "江海市临江区民政局", OWN),
    ]


def test_the_name_in_front_of_duties_scope_and_an_empty_table_is_the_reports_own(tmp_path: Path):
    body = (
        "<p>第二条 江海市临江区体育局是主管全区水务工作的区政府工作部门。</p>"
        "<p>第三条 江海市临江区民政局的主要职责是：</p>"
        "<p>注：江海市临江区教育局无政府性基金预算财政拨款支出，故本表无数据。</p>"
        f"<p>纳入{OWN}2024年度部门决算编制范围的单位包括：</p>"
    )
    assert [text for _, text, _ in marks_of(tmp_path, body, "stated_agency")] == [
        "江海市临江区体育局", "江海市临江区民政局", "江海市临江区教育局", OWN,
    ]  # fmt: skip


def test_a_label_that_names_another_is_marked_only_beside_those_that_name_the_own(tmp_path: Path):
    one, other = "<p>编制部门：江海市临江区体育局 单位：元</p>", f"<p>编制部门：{OWN} 单位：元</p>"
    named = [text for _, text, _ in marks_of(tmp_path, other + one, "stated_agency")]
    assert named == [OWN, "江海市临江区体育局"]
    assert all(text == own for _, text, own in marks_of(tmp_path, one, "stated_agency"))
    parts = f"<p>第一部分 {OWN}概况</p><p>江海市临江区体育局机构设置</p>"
    assert [text for _, text, _ in marks_of(tmp_path, parts, "stated_agency")] == [OWN, "江海市临江区体育局"]


def test_the_year_of_the_scope_and_of_appraised_projects_is_the_reports_own(tmp_path: Path):
    body = (
        f"<p>{OWN}部门决算包括本级决算，纳入{OWN}2025年度部门决算编制范围的单位有：</p>"
        "<p>2024年度开展如下：编报绩效目标的2023年度项目4个，绩效自评的2024年度项目4个。</p>"
        "<p>2023年度总收入300.00万元。</p>"
    )
    years = [text for _, text, subject in marks_of(tmp_path, body, "report_year") if subject not in text]
    assert years == [f"纳入{OWN}2025年度部门决算编制范围", "编报绩效目标的2023年度项目", "2023年度总收入"]


def test_a_note_below_a_table_names_the_table_it_stands_under(tmp_path: Path):
    table = "<p>国有资本经营预算支出表</p><table><tr><td>项目</td><td>合计</td></tr><tr><td></td><td></td></tr></table>"
    note = "<p>注：本部门无政府性基金预算财政拨款安排的预算，故本表为空表。</p>"
    assert [subject for _, _, subject in marks_of(tmp_path, table + note, "empty_note")] == ["国有资本经营预算支出表"]
    assert marks_of(tmp_path, note, "empty_note", "absence") == []
    as_text = "<p>政府性基金预算支出表</p><p>合计</p>"  # a table without data that did not come as a table
    assert marks_of(tmp_path, table + as_text + note, "empty_note") == []


def test_a_reason_is_empty_only_where_no_other_paragraph_gives_it(tmp_path: Path):
    for after, count in (
        ("<p>二、收入决算情况说明</p>", 1),
        ("<p>基本支出中人员变化。</p>", 0),
        ("<p>1、人员变化。</p>", 0),
    ):
        body = f"<p>收入支出总计减少56.95万元。主要原因：</p>{after}"
        assert len(marks_of(tmp_path, body, "empty_reason")) == count, after
    for said, count in (
        ("主要原因是。", 1),
        ("主要原因：。", 1),
        ("这是下降的主要原因。", 0),
        ("主要原因是，人员变化。", 0),
    ):
        assert len(marks_of(tmp_path, f"<p>{said}</p>", "empty_reason")) == count, said


def test_what_is_said_to_be_absent_is_this_years_amount_and_nothing_else(tmp_path: Path):
    told = {
        f"{OWN}2024年度无政府性基金预算财政拨款收入和支出。": ["政府性基金|both"],
        "本部门没有使用国有资本经营预算安排的支出。": ["国有资本经营|expenditure"],
        "2023年度无政府性基金预算财政拨款支出。": [],
        "本年度无政府性基金预算结转和结余。": [],
        "下属单位无“三公”经费支出。": [],
        "无“三公”经费增减变化。": [],
    }
    for sentence, subjects in told.items():
        assert [s for _, _, s in marks_of(tmp_path, f"<p>{sentence}</p>", "absence")] == subjects, sentence


def test_an_absence_says_which_fund_its_section_is_about(tmp_path: Path):
    heads = ("<h2>八、政府性基金预算收支情况说明</h2>", "<h2>九、国有资本经营预算收支情况说明</h2>")
    none_of = "<p>本部门2024年度无{}预算财政拨款收入和支出。</p>"
    for said, told in (
        (("政府性基金", "国有资本经营"), ["政府性基金|both|政府性基金", "国有资本经营|both|国有资本经营"]),
        (("国有资本经营", "国有资本经营"), ["国有资本经营|both|政府性基金", "国有资本经营|both|国有资本经营"]),
        (("国有资本经营预算支出，也无政府性基金",), ["国有资本经营|expenditure", "政府性基金|both|政府性基金"]),
    ):
        body = "".join(head + none_of.format(fund) for head, fund in zip(heads, said, strict=False))
        assert [s for _, _, s in marks_of(tmp_path, body, "absence")] == told, said


def test_remnants_of_a_template_are_marked_and_years_and_codes_are_not(tmp_path: Path):
    told = {
        "主要用于××项目。": ["××"], "XX局负责。": ["XX"], "某某单位负责。": ["某某"], "采购金额为X万元。": ["X万元"],
        "决算数大于、小于预算数。": ["大于、小于"], "列明公务接待2批次。": ["列明"],
        "二〇〇〇年成立。": [], "型号XX100。": [], "尺寸25×25。": [], "支出没有增加或减少。": [],
    }  # fmt: skip
    for sentence, texts in told.items():
        assert [t for _, t, _ in marks_of(tmp_path, f"<p>{sentence}</p>", "template_remnant")] == texts, sentence


def test_sections_are_held_against_the_table_of_contents_by_part_and_number(tmp_path: Path):
    listed = ["收入决算情况说明", "支出决算情况说明", "预算绩效管理情况", "其他重要事项说明", "国有资产占用情况"]
    printed = [*listed[:3], "其他重要事项的情况说明"]
    numbers = "一二三四五"
    body = "<p>目 录</p><p>第三部分 决算情况说明</p>"
    body += "".join(f"<p>{numbers[n]}、{title}……{n + 20}</p>" for n, title in enumerate(listed))
    body += "<p>第三部分 决算情况说明</p>"
    body += "".join(f"<p>{numbers[n]}、{title}</p><p>情况如下文。</p>" for n, title in enumerate(printed))
    found = marks_of(tmp_path, body, "listed_heading", "missing_heading")
    assert [mark for mark in found if mark[1] != mark[2]] == [
        ("listed_heading", "其他重要事项的情况说明", "其他重要事项说明"),
        ("missing_heading", "五、国有资产占用情况……24", "国有资产占用情况"),
    ]


def contents(
    listed, printed, parts=("部门决算表", "决算情况说明", "名词解释"), kept=("部门决算表", "决算情况说明", "名词解释")
):
    numbers = "一二三四五六"
    body = "<p>目 录</p>"
    for n, part in enumerate(parts):
        body += f"<p>第{numbers[n]}部分 {part}</p>"
        body += "".join(f"<p>{numbers[k]}、{title}</p>" for k, title in enumerate(listed)) if n == 1 else ""
    for n, part in enumerate(parts):
        body += f"<p>第{numbers[n]}部分 {part}</p>" if part in kept else ""
        body += (
            "".join(f"<p>{numbers[k]}、{title}</p><p>如下文。</p>" for k, title in enumerate(printed)) if n == 1 else ""
        )
    return body


def test_headings_after_the_last_one_listed_and_parts_without_a_heading_are_marked(tmp_path: Path):
    titles = ["收入情况", "支出情况", "三公经费情况", "政府采购情况"]
    kinds = ("missing_heading", "unlisted_heading")
    assert marks_of(tmp_path, contents(titles, titles), *kinds) == []
    assert marks_of(tmp_path, contents(titles[:3], titles), *kinds) == [("unlisted_heading", "政府采购情况", "")]
    gone = contents(titles, titles, kept=("部门决算表", "决算情况说明"))
    assert marks_of(tmp_path, gone, *kinds) == [("missing_heading", "第三部分名词解释", "第三部分名词解释")]


def test_amounts_without_unit_are_marked_and_shares_are_not(tmp_path: Path):
    for sentence, texts in (
        ("支出决算为900.55，完成预算。", ["900.55"]),
        ("支出决算为900.55万元。", []),
        ("占97.89。", []),
    ):
        assert [t for _, t, _ in marks_of(tmp_path, f"<p>{sentence}</p>", "missing_unit")] == texts
