"""Years and bases of running text: the report's own, the year before, a closing day; all names are made up."""

from __future__ import annotations

import pytest

from ingest.extract import extract_document
from ingest.figure import Figure
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary

ACCOUNT = "某县某局2022年度部门决算\n"
BUDGET = "某县某局2022年部门预算\n"


def told(title: str, text: str) -> dict[str, Figure]:
    figures = extract_document(read_bytes((title + text).encode(), "a.txt"), load_vocabulary()).figures
    return {f.raw: f for f in figures if f.line > 1}


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            BUDGET,
            "本部门核定编制56人；截至2021年末实有在职人员48人，离退休人员15人。",
            {"56": (2022, "期末"), "48": (2021, "期末"), "15": (2021, "期末")},
        ),
        (
            BUDGET,
            "2021年“三公”经费预算数为22万元，其中：公务接待费9万元，公务用车运行维护费13万元。",
            {"22": (2021, "年初预算"), "9": (2021, "年初预算"), "13": (2021, "年初预算")},
        ),
        (
            BUDGET,
            "一、2021年决算情况\n2021年总支出1,100万元，其中基本支出700万元，项目支出400万元。",
            {"1,100": (2021, "决算"), "700": (2021, "决算"), "400": (2021, "决算")},
        ),
        (
            BUDGET,
            "本年收入预算1,150万元。上年预算为1,100万元。",
            {"1,150": (2022, "年初预算"), "1,100": (2021, "年初预算")},
        ),
        (ACCOUNT, "2022年度支出总额为1,320万元，比年初预算增加120万元。", {"1,320": (2022, "决算")}),
        (
            ACCOUNT,
            "2022年度预算财政拨款“三公”经费支出决算为18万元，完成预算20万元的90%。",
            {"18": (2022, "决算"), "20": (2022, "年初预算")},
        ),
        (
            ACCOUNT,
            "2022年度收入合计1,300万元，上年为1,250万元。2020年度为1,200万元。",
            {"1,300": (2022, "决算"), "1,250": (2021, "上年决算"), "1,200": (2020, "上年决算")},
        ),
    ],
)
def test_year_and_basis_are_those_the_sentence_tells(
    title: str, text: str, expected: dict[str, tuple[int, str]]
) -> None:
    found = told(title, text)
    assert {raw: (found[raw].year, found[raw].basis) for raw in expected} == expected


def test_a_closing_day_of_last_year_and_last_years_budget_in_a_budget() -> None:
    found = told(BUDGET, "截至上年底，共有车辆4辆。公务接待费8万元，上年9万元，减少1万元。")
    assert (found["4"].year, found["4"].basis) == (2021, "期末")
    assert (found["9"].year, found["9"].basis) == (2021, "年初预算")


def test_this_year_told_after_last_year_is_no_account_of_last_year() -> None:
    found = told(ACCOUNT, "上年度“三公”经费决算19万元，本年度18万元。")
    assert [(found[raw].year, found[raw].basis) for raw in ("19", "18")] == [(2021, "上年决算"), (2022, "决算")]


def test_a_spending_of_a_grant_is_no_revenue() -> None:
    found = told(ACCOUNT, "一般公共预算财政拨款支出决算1,000万元，较2021年增加100万元。")
    assert found["1,000"].item == "一般公共预算财政拨款支出"
