"""Amounts printed in brackets behind or before what they are of (all names and figures made up)."""

from __future__ import annotations

import pytest

from ingest.extract import extract_document
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


def named(text: str) -> list[tuple[str, str, str]]:
    """Number, last name of its item and metric, in the order of the text."""
    document = read_bytes(f"某县水利局2023年度部门决算\n\n{text}\n".encode(), "a.txt")
    found = extract_document(document, VOCABULARY).figures
    return [(f.raw, f.item.rpartition("/")[2], str(f.metric)) for f in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公务用车运行维护费6.50万元，公务接待费（1.50万元）。", ["公务用车运行维护费", "公务接待费"]),
        ("年初结转和结余（100万元），年末结转和结余（80万元）。", ["年初结转和结余", "年末结转和结余"]),
        ("办公费（12.5万元）、印刷费（3.2万元）、差旅费（4.8万元）。", ["办公费", "印刷费", "差旅费"]),
        ("2023年支出（含上年结转100万元）1200万元。", ["年初结转和结余", "本年支出"]),
        ("基本支出（其中人员经费600万元）700万元，项目支出300万元。", ["人员经费", "基本支出", "项目支出"]),
    ],
)
def test_the_words_before_a_bracket_name_the_amount_in_it_and_the_one_behind_it(text: str, expected: list[str]) -> None:
    assert [item for _, item, _ in named(text)] == expected


def test_what_an_amount_in_brackets_is_of_is_spoken_of_on() -> None:
    found = named("公务用车运行维护费6.50万元，公务接待费（1.50万元），比上年增加（0.20万元），增长（15.38%）。")
    assert found[1:] == [
        ("1.50", "公务接待费", "amount"),
        ("0.20", "公务接待费", "change_amount"),
        ("15.38", "公务接待费", "change_rate"),
    ]


def test_a_remark_in_brackets_leaves_what_the_sentence_is_of() -> None:
    found = named("2023年度收入总计1300万元（含年初结转和结余100万元），比上年增加50万元。")
    assert [item for _, item, _ in found] == ["收入总计", "年初结转和结余", "收入总计"]


def test_the_budget_of_a_year_is_not_of_what_was_carried_over_into_it() -> None:
    document = read_bytes(
        "某县水利局2023年度部门决算\n\n上年结转50万元，本年预算950万元，全年执行900万元。\n".encode(), "a.txt"
    )
    found = extract_document(document, VOCABULARY).figures
    assert [(f.raw, f.item_code, f.basis) for f in found] == [
        ("50", "car.opening", "决算"), ("950", "exe.budget", "全年预算"), ("900", "exe.budget", "实际"),
    ]  # fmt: skip
