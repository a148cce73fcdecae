"""What is no figure on published pages, and which accounts name their comparisons."""

from __future__ import annotations

import pytest

from ingest.extract import extract_document
from ingest.extract.canonical import canonical
from ingest.extract.numerals import find_numerals
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary
from tests.drawing import Drawing

VOCABULARY = load_vocabulary()
_NOTE = "<p>一、收入支出决算总体情况</p><p>2023年度总收入110.00万元，与2022年度相比，增加10.00万元，增长10.00%。</p>"


def _account(tables: list[str]) -> str:
    body = "".join(
        f"<p>{title}</p><p>单位：万元</p><table><tr><td>项目</td><td>合计</td></tr>"
        "<tr><td>合计</td><td>110.00</td></tr></table>"
        for title in tables
    )
    return f"<html><meta charset=utf-8><body><h1>某市某局2023年度部门决算</h1>{body}{_NOTE}</body></html>"


@pytest.mark.parametrize(
    ("tables", "is_named"),
    [
        (["支出决算表", "“三公”经费支出决算表"], False),
        (["收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表", "“三公”经费支出决算表"], True),
    ],
)
def test_an_account_with_the_standard_tables_names_its_comparisons(tables: list[str], is_named: bool) -> None:
    extraction = extract_document(read_bytes(_account(tables).encode(), "a.html"), VOCABULARY)
    changes = [f.item for f in extraction.figures if f.metric.startswith("change")]
    assert len(changes) == 2
    assert all(item.endswith("/比上年") == is_named for item in changes)


@pytest.mark.parametrize(
    "text",
    [
        "公开01表",
        "公开01表编制单位：某市某局 单位：元",
        "预算06表",
        "主办单位：某区人民政府办公室 网站标识码：1101020026 京ICP备05083640号-1 京公网安备11010202000001号",
        "点击数：318",
        "表1 项目资金情况表",
    ],
)
def test_numbers_of_forms_and_web_pages_are_no_figures(text: str) -> None:
    numerals = find_numerals(canonical(text), VOCABULARY)
    assert numerals
    assert all(numeral.kind for numeral in numerals)


def test_numerals_of_running_heads_and_feet_are_accounted_for() -> None:
    page = Drawing()
    for number in range(1, 4):
        if number > 1:
            page.next_page()
        page.text(297, 40, "某市某局2023年度部门决算", 9, "centre")
        page.text(72, 120, "本年收入合计110.00万元。", 12)
        page.text(297, 815, f"- {number} -", 9, "centre")
    extraction = extract_document(read_bytes(page.bytes(), "a.pdf"), VOCABULARY)
    found = [(other.page, other.raw, other.kind) for other in extraction.non_figures]
    for number in range(1, 4):
        assert (number, str(number), "page_number") in found
        assert (number, "2023", "year") in found
