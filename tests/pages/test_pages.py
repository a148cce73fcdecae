"""Each page opens, says in Chinese what it is, and shows numbers that stand in the reports it was built from."""

from __future__ import annotations

import re
import textwrap
from base64 import b64decode
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboards import queries
from dashboards.components import formats
from dashboards.components.words import FAMILIES
from dashboards.queries import sources
from ingest.decisions import read_decisions
from tests.pages.conftest import OTHER_FORMATS, RECEPTION
from warehouse import access

DASHBOARDS = Path(__file__).resolve().parents[2] / "dashboards"
HEADINGS = {
    "overview": "总览",
    "compare": "单位对比",
    "unit": "单位画像",
    "findings": "问题清单",
    "review": "待复核",
    "ledger": "核查台账",
    "source": "溯源",
}
BUREAU = "广州市科学技术局"
PLANNING = "上海市普陀区规划和自然资源局"


def opened(page: str, **parameters: str) -> AppTest:
    """Run a page as its address would."""
    test = AppTest.from_file(str(DASHBOARDS / "app_pages" / f"{page}.py"), default_timeout=60)
    for name, value in parameters.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception, test.exception
    return test


def html_of(test: AppTest) -> str:
    """Return the HTML a page wrote."""
    return "".join(element.proto.body for element in test.get("html"))


def figure_id(raw: str, entity: str) -> str:
    """Return the figure that a report of this unit prints so."""
    found = [
        row["figure_id"]
        for document in queries.documents()
        if document["entity_name"] == entity
        for statement in queries.statements_of(document["document_id"])
        for row in queries.figures_of(document["document_id"], statement["statement"])
        if row["raw_text"] == raw
    ]
    assert found, raw
    return str(found[0])


@pytest.mark.parametrize(("page", "heading"), HEADINGS.items())
def test_page_opens_without_error_under_its_chinese_heading(home: Path, page: str, heading: str) -> None:
    assert [title.value for title in opened(page).title] == [heading]


@pytest.mark.parametrize(("page", "heading"), HEADINGS.items())
def test_page_says_what_to_run_where_nothing_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, heading: str
) -> None:
    monkeypatch.setenv("MINGZHANG_HOME", str(tmp_path))
    test = opened(page)
    assert [title.value for title in test.title] == [heading]
    assert "mingzhang refresh" in test.code[0].value


def test_page_says_in_one_line_that_the_published_version_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINGZHANG_HOME", str(tmp_path))
    (tmp_path / "current").symlink_to("versions/20260101T000000-000")
    test = opened("overview")
    assert "已发布的版本 20260101T000000-000 不在了" in test.error[0].value
    assert "mingzhang rollback" in test.error[0].value


def test_menu_opens_with_the_overview(home: Path) -> None:
    test = AppTest.from_file(str(DASHBOARDS / "app.py"), default_timeout=60).run()
    assert not test.exception
    assert test.title[0].value == "总览"


def test_overview_puts_the_provable_error_first_with_both_sides(home: Path) -> None:
    html = html_of(opened("overview", year="2023"))
    assert BUREAU in html
    assert "99.81%</a>，应为 <b>99.09%</b>" in html


def test_overview_names_files_that_could_not_be_read(home: Path) -> None:
    test = opened("overview")
    assert any("空文件.pdf" in element.value for element in test.markdown)


def test_compare_shows_exact_money_in_wan_yuan_and_leads_to_its_source(home: Path) -> None:
    html = html_of(opened("compare", year="2023"))
    assert '<a href="source?figure=' in html
    assert ">31,351.99</a>" in html


def test_what_was_not_read_is_not_shown_as_zero(home: Path) -> None:
    assert "未读到" in html_of(opened("compare", year="2023"))


def test_unit_page_shows_its_numbers_its_findings_and_its_file(home: Path) -> None:
    html = html_of(opened("unit", unit=BUREAU))
    assert "448,018.94" in html
    assert "99.09%" in html
    assert "广州市科学技术局_2023_部门整体支出绩效自评.txt" in html


def test_findings_show_reported_and_expected_and_can_be_filtered(home: Path) -> None:
    test = opened("findings", unit=BUREAU)
    html = html_of(test)
    assert "报告写 <b>99.81%</b>" in html
    assert "应为 <b>99.09%</b>" in html
    assert PLANNING not in html


def test_source_page_marks_the_number_in_its_sentence(home: Path) -> None:
    html = html_of(opened("source", figure=figure_id("99.81", BUREAU)))
    assert "<mark>99.81" in html
    assert "支出进度" in html


def test_source_page_marks_the_cell_in_its_table(home: Path) -> None:
    html = html_of(opened("source", figure=figure_id("5364.75", PLANNING)))
    assert '<td class="here"' in html
    assert html.split('<td class="here"')[1].split(">", 1)[1].startswith("5364.75")


@pytest.mark.parametrize("suffix", OTHER_FORMATS)
def test_a_number_of_a_report_in_any_format_is_marked_in_its_source(home: Path, suffix: str) -> None:
    (document,) = [row["document_id"] for row in queries.documents() if row["document_name"] == f"报告.{suffix}"]
    statements = [row["statement"] for row in queries.statements_of(document)]
    figures = [row for statement in statements for row in queries.figures_of(document, statement)]
    (found,) = [row["figure_id"] for row in figures if row["raw_text"] == RECEPTION]
    html = html_of(opened("source", figure=found))
    assert html.split('<td class="here"')[1].split(">", 1)[1].startswith(RECEPTION)


def test_source_page_lists_the_checks_on_a_number(home: Path) -> None:
    html = html_of(opened("source", figure=figure_id("99.81", BUREAU)))
    assert "不符" in html
    assert "527,470.55" in html


def test_source_page_of_an_unknown_figure_explains_itself(home: Path) -> None:
    assert "当前版本里没有这个数" in opened("source", figure="nothing:1").info[0].value


def test_source_page_lists_the_figures_of_a_document(home: Path) -> None:
    document_id = next(row["document_id"] for row in queries.documents() if row["entity_name"] == BUREAU)
    html = html_of(opened("source", document=document_id))
    shown = queries.figures_of(document_id, queries.statements_of(document_id)[0]["statement"])
    assert all(f"source?figure={row['figure_id'].replace(':', '%3A')}" in html for row in shown)


def test_ledger_counts_what_could_not_be_judged_apart_from_what_passed(home: Path) -> None:
    counted = queries.ledger()
    due = sum(row["due_count"] for row in counted)
    done = sum(row["done_count"] for row in counted)
    not_assessable = sum(row["not_assessable_count"] for row in counted)
    assert due == done + not_assessable
    assert not_assessable > 0
    html = html_of(opened("ledger"))
    assert f">{due:,}</div>" in html
    assert f">{not_assessable:,}</div>" in html


def test_page_of_the_how_to_works_as_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (DASHBOARDS.parent / "docs" / "how-to" / "add-a-page.md").read_text(encoding="utf-8")
    select, page = (textwrap.dedent(block) for block in re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL))
    module = vars(sources).copy()
    exec(compile(select, "add-a-page.md", "exec"), module)
    monkeypatch.setattr(queries, "carryovers", module["carryovers"], raising=False)
    test = AppTest.from_string(page, default_timeout=60)
    test.query_params["year"] = "2024"
    test.run()
    assert not test.exception, test.exception
    assert ">100.00</a>" in html_of(test)


def test_ledger_shows_what_a_check_lacked(home: Path) -> None:
    check = next(row for row in queries.ledger() if row["not_assessable_count"])
    html = html_of(opened("ledger", check=check["check_id"], status="not_assessable"))
    assert "未能核查" in html


def test_ledger_lists_what_the_gate_asks_in_one_respect_and_holds_its_data_docs(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"suite": "items", "suite_title": "各项目的取值范围", "severity": "warning", "element_count": 88}
    gate = [
        asked | {"message": "有金额超过十万亿元", "status": "passed", "unexpected_count": 0},
        asked | {"message": "有数量超过十亿", "status": "failed", "unexpected_count": 2},
    ]
    monkeypatch.setattr(queries, "quality_results", lambda: gate)
    monkeypatch.setattr(access, "data_docs_page", {"items": "<p>largest_amount</p>"}.get)
    assert "警告：有数量超过十亿（2 / 88）" in html_of(opened("ledger"))
    assert 'href="ledger?suite=items"' in html_of(opened("ledger"))
    page = opened("ledger", suite="items")
    assert "有金额超过十万亿元" in html_of(page)
    assert "2 / 88" in html_of(page)
    shown = next(element.proto.src for element in page.get("iframe"))
    assert b64decode(shown.rpartition(",")[2]).decode() == "<p>largest_amount</p>"


def test_ledger_says_of_each_family_what_was_due_and_what_could_not_be_judged(home: Path) -> None:
    html = html_of(opened("ledger"))
    families = dict.fromkeys(row["family"] for row in queries.ledger())
    assert all(f">{FAMILIES[family]}：应查 " in html for family in families)
    assert "追溯调整登记" in [heading.value for heading in opened("ledger").subheader]


def pressed(test: AppTest, *labels: str) -> AppTest:
    """Press the first button of each name: one in a dialog together with the one that opened it."""
    for label in labels:
        next(button for button in test.button if button.label == label).click()
    test.run()
    assert not test.exception, test.exception
    return test


def test_a_verdict_is_given_with_reason_and_name_and_waits_for_the_next_refresh(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINGZHANG_CORRECTIONS", str(tmp_path))
    test = pressed(opened("findings", unit=BUREAU), "下结论")
    test.radio[0].set_value("explain")
    test.text_area[0].set_value("年中机构合并")
    pressed(test, "下结论", "记下")
    assert [error.value for error in test.error] == ["请写姓名：每个决定都要有人负责。"]
    assert not list(tmp_path.iterdir())
    test.text_input[0].set_value("李某")
    pressed(test, "下结论", "记下")
    (row,) = read_decisions(tmp_path)["verdicts"].to_dicts()
    assert (row["verdict"], row["reason"], row["who"]) == ("explain", "年中机构合并", "李某")
    assert "已记下：已说明</span> 年中机构合并" in html_of(opened("findings", unit=BUREAU))


def test_a_verdict_that_cannot_be_written_is_told_in_the_form(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setenv("MINGZHANG_CORRECTIONS", str(tmp_path / "taken"))
    test = pressed(opened("findings", unit=BUREAU), "下结论")
    test.radio[0].set_value("explain")
    test.text_area[0].set_value("年中机构合并")
    test.text_input[0].set_value("李某")
    pressed(test, "下结论", "记下")
    assert [error.value.split("：")[0] for error in test.error] == ["记不下来"]


@pytest.mark.parametrize("page", ["findings", "source"])
def test_decisions_that_make_no_sense_are_told_and_the_page_stays(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    (tmp_path / "verdicts.csv").write_text("finding_id,verdict\nf1,perhaps\n", encoding="utf-8")
    monkeypatch.setenv("MINGZHANG_CORRECTIONS", str(tmp_path))
    asked = {"unit": BUREAU} if page == "findings" else {"figure": figure_id("99.81", BUREAU)}
    test = opened(page, **asked)
    assert "verdicts.csv" in test.warning[0].value
    assert test.title[0].value == HEADINGS[page]


def test_a_misread_number_is_corrected_where_its_source_is_shown(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINGZHANG_CORRECTIONS", str(tmp_path))
    wanted = figure_id("99.81", BUREAU)
    test = pressed(opened("source", figure=wanted), "这个数读错了")
    test.selectbox[0].set_value("tp.reception")
    test.text_area[0].set_value("表头写作招待费")
    test.text_input[0].set_value("李某")
    pressed(test, "这个数读错了", "记下")
    (row,) = read_decisions(tmp_path)["corrections"].to_dicts()
    assert (row["raw"], row["item_code"], row["who"]) == ("99.81", "tp.reception", "李某")
    assert [info.value for info in opened("source", figure=wanted).info] == [
        "已记下：更正（李某：表头写作招待费），下次更新数据后生效。"
    ]


def test_a_numeral_read_as_no_figure_is_named_where_its_source_is_shown(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINGZHANG_CORRECTIONS", str(tmp_path))
    document = next(row for row in queries.documents() if row["entity_name"] == BUREAU)
    numeral = queries.non_figures_of(document["document_id"])[0]
    listed = opened("source", document=document["document_id"])
    listed.button_group[0].set_value("non_figure").run()
    assert formats.address("source", figure=numeral["figure_id"]) in html_of(listed).replace("&amp;", "&")
    test = pressed(opened("source", figure=numeral["figure_id"]), "这是一个指标")
    test.selectbox[0].set_value("tp.reception.persons")
    test.text_area[0].set_value("漏认人次")
    test.text_input[-1].set_value("李某")
    pressed(test, "这是一个指标", "记下")
    (row,) = read_decisions(tmp_path)["corrections"].to_dicts()
    assert (row["raw"], row["item_code"], row["who"]) == (numeral["raw_text"], "tp.reception.persons", "李某")


def test_a_correction_can_be_withdrawn_where_it_was_made(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINGZHANG_CORRECTIONS", str(tmp_path))
    wanted = figure_id("99.81", BUREAU)
    for label, kind, reason in (("这个数读错了", "exclude", "是楼层号"), ("修改更正", "withdraw", "看错了行")):
        test = pressed(opened("source", figure=wanted), label)
        test.radio[0].set_value(kind)
        pressed(test, label)
        test.text_area[0].set_value(reason)
        test.text_input[0].set_value("李某")
        pressed(test, label, "记下")
    assert read_decisions(tmp_path)["corrections"]["action"].to_list() == ["exclude", "withdraw"]
    test = opened("source", figure=wanted)
    assert [info.value for info in test.info] == ["已记下：更正撤回（李某：看错了行），下次更新数据后生效。"]


def test_a_dashboard_for_reading_alone_shows_the_command_that_gives_a_verdict(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINGZHANG_DECIDE_ON_DASHBOARD", "0")
    found = queries.findings(("error",), entity=BUREAU)
    test = opened("findings", unit=BUREAU)
    html = html_of(test)
    assert found
    assert "下结论" not in [button.label for button in test.button]
    assert all(f"mingzhang verdict {row['finding_id']} " in html for row in found)


def test_findings_show_who_gave_which_verdict_when_and_why(reviewed: Path) -> None:
    html = html_of(opened("findings", verdict="已有结论", severity="错误"))
    assert "结论：认可</span> 理由1" in html
    assert "结论：异议" in html
    assert "结论：已说明" in html
    assert "李某 · 2025-03-01" in html
    assert "mingzhang verdict" not in html


def test_reopened_finding_is_open_again_and_keeps_its_former_verdict(reviewed: Path) -> None:
    html = html_of(opened("findings", verdict="待下结论"))
    assert "重新打开，原结论：认可" in html
    assert "结论：异议" not in html


def test_filter_by_verdict_parts_the_findings(reviewed: Path) -> None:
    facets = queries.finding_facets()
    for state in ("open", "settled"):
        count = sum(row["finding_count"] for row in facets if row["verdict_filter"] == state)
        assert len(queries.findings(verdict=state)) == count > 0


def test_review_page_lists_what_waits_and_leads_to_its_source(reviewed: Path) -> None:
    html = html_of(opened("review", reason="未识别"))
    assert re.search(r'<a href="source\?figure=[^"]+">99\.81</a>', html)
    assert "（项目未识别）" in html


def test_review_page_tells_corrections_in_force_from_stale_ones(reviewed: Path) -> None:
    html = html_of(opened("review"))
    assert ">已采用</td>" in html
    assert ">原文已变</td>" in html
    assert "年度：2023 → 2021" in html
    assert "指上年" in html


def test_source_page_shows_the_warnings_of_a_document(home: Path) -> None:
    document = next(row for row in queries.documents() if row["document_name"] == "有隐藏表.xlsx")
    shown = [element.value for element in opened("source", document=document["document_id"]).warning]
    assert shown == document["warnings_text"].splitlines()
    assert "底稿" in shown[0]


def test_unit_page_sets_recomputed_scores_beside_the_reported_ones(home: Path) -> None:
    test = opened("unit", unit="广州市科学技术协会")
    assert {"复算得分", "各月进度"} <= {heading.value for heading in test.subheader}
    assert "广州市市级部门整体支出绩效自评指标" in html_of(test)
