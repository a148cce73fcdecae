"""Every numeral of a text is found once, read exactly, and told from dates, names and document numbers."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.canonical import canonical
from ingest.extract.numerals import chinese_value, find_numerals
from ingest.vocabulary import load_vocabulary, normalise_money

VOCABULARY = load_vocabulary()


def figures(text: str) -> list[tuple[str, str, str]]:
    return [(n.raw, n.unit_text, n.comparator) for n in find_numerals(text, VOCABULARY) if not n.kind]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(n.raw, n.kind) for n in find_numerals(text, VOCABULARY) if n.kind]


def test_full_width_digits_and_commas_are_one_number_as_printed() -> None:
    (numeral,) = find_numerals("总收入６１，６２５，０２２．２６元", VOCABULARY)
    assert (numeral.raw, numeral.value, numeral.unit_text) == (
        "６１，６２５，０２２．２６",
        Decimal("61625022.26"),
        "元",
    )


def test_an_inner_space_stays_in_the_printed_form_and_not_in_the_value() -> None:
    (numeral,) = find_numerals("公用经费预决算差异率 - 3.51。", VOCABULARY)
    assert (numeral.raw, numeral.value) == ("- 3.51", Decimal("-3.51"))


@pytest.mark.parametrize(
    ("text", "raw", "value"),
    [
        ("支出80. 00万元", "80. 00", "80.00"),
        ("支出80.0 5万元", "80.0 5", "80.05"),
        ("支 出 8 0 . 0 0 万 元", "8 0 . 0 0", "80.00"),
        ("支出1 234 567.50元", "1 234 567.50", "1234567.50"),
        ("支出1，234.50万元", "1，234.50", "1234.50"),
        ("支出1, 234.50万元", "1, 234.50", "1234.50"),
        ("支出1,234， 567.50元", "1,234， 567.50", "1234567.50"),
    ],
)
def test_blanks_and_commas_of_running_text_inside_an_amount_do_not_part_it(text: str, raw: str, value: str) -> None:
    (numeral,) = find_numerals(text, VOCABULARY)
    assert (numeral.raw, numeral.value) == (raw, Decimal(value))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("分别为120，350万元", ["120", "350"]),
        ("附表1，234.50万元", ["1", "234.50"]),
        ("共12，投入345万元", ["12", "345"]),
        ("表中1. 20万元以上设备", ["1", "20"]),
    ],
)
def test_two_numbers_never_become_one(text: str, values: list[str]) -> None:
    assert [str(n.value) for n in find_numerals(text, VOCABULARY)] == values


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("支出一百二十万元", "120", "万元"),
        ("支出贰佰万元整", "200", "万元"),
        ("补助三千五百元", "3500", "元"),
        ("投资三亿元", "3", "亿元"),
    ],
)
def test_amounts_in_chinese_numerals_are_read_with_their_unit(text: str, value: str, unit: str) -> None:
    (numeral,) = find_numerals(text, VOCABULARY)
    assert (str(numeral.value), numeral.unit_text, numeral.kind) == (value, unit, "")


@pytest.mark.parametrize(
    "text",
    ["单位：万元", "百万元项目", "上亿元", "一元化管理", "五十万元以上设备", "一亿二千万元", "三点五万元", "数百万元"],
)
def test_words_about_money_are_no_amounts(text: str) -> None:
    assert not figures(text)


@pytest.mark.parametrize("text", ["比上年节约1.50万元", "签约12家", "附近12个社区"])
def test_a_word_that_ends_like_an_approximation_is_none(text: str) -> None:
    assert [comparator for _, _, comparator in figures(text)] == [""]


def test_how_many_words_a_form_asks_for_is_no_figure() -> None:
    assert kinds("完成情况及原因(100字以内)") == [("100", "threshold")]


def test_a_full_width_comma_between_short_numbers_separates_them() -> None:
    assert [f[0] for f in figures("分别为12，345项，67项")] == ["12", "345", "67"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("另聘人员 30 余名", ("30", "名", ">=")),
        ("带动农户50多家", ("50", "家", ">=")),
        ("满意度达95%以上", ("95", "%", ">=")),
        ("不高于6.2天", ("6.2", "天", "<=")),
        ("登记近5万项", ("5", "万项", "=")),
        ("下设六个机构", ("六", "个", "")),
        ("规模突破 200 万", ("200", "万", ">=")),
    ],
)
def test_units_and_comparators_belong_to_the_number(text: str, expected: tuple[str, str, str]) -> None:
    assert figures(text) == [expected]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("粤机编发〔2014〕1号", "document_number"),
        ("截至2023年12月31日", "date"),
        ("2023年度", "year"),
        ("2020-2021年度", "year"),
        ("3.人员情况", "heading_number"),
        ("1. 2025年部门预算", "heading_number"),
        ("12345热线", "name"),
        ("落实“1310”部署", "name"),
        ("6G技术", "name"),
        ("联系电话：020-83163212", "phone"),
        ("第3批", "ordinal"),
        ("单价100万元（含）以上设备", "threshold"),
        ("详见表2", "reference"),
        ("《规划（2022-2025年）》", "name"),
    ],
)
def test_numerals_that_are_no_figures_are_told_apart(text: str, kind: str) -> None:
    assert kinds(text)[0][1] == kind


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_a_printed_amount_is_read_exactly(value: Decimal) -> None:
    (numeral,) = [n for n in find_numerals(f"支出{value:,}万元", VOCABULARY) if not n.kind]
    assert numeral.value == value
    assert numeral.decimals == 2


@given(st.text(alphabet="0123456789，,.．０１２年月日%％万元（）() -一二十第、：“”", max_size=40))
def test_every_digit_is_in_exactly_one_numeral(text: str) -> None:
    spans = [(n.start, n.end) for n in find_numerals(text, VOCABULARY)]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    covered = {i for start, end in spans for i in range(start, end)}
    source = canonical(text).text
    assert {i for i, c in enumerate(source) if re.match(r"[0-9]", c)} <= covered


@given(st.text(max_size=60))
def test_canonical_text_knows_where_each_character_was_printed(text: str) -> None:
    canon = canonical(text)
    assert len(canon.text) == len(canon.origin)
    assert list(canon.origin) == sorted(set(canon.origin))


@pytest.mark.parametrize(("text", "value"), [("十二", 12), ("两", 2), ("二十", 20), ("三百五十", 350), ("一二", None)])
def test_chinese_numerals_have_their_value(text: str, value: int | None) -> None:
    assert chinese_value(text) == value


def test_money_is_converted_to_ten_thousand_yuan_with_its_printed_precision() -> None:
    assert normalise_money(Decimal("123"), 0, VOCABULARY.units["元"]) == (Decimal("0.0123"), 4)
    assert normalise_money(Decimal("1.52"), 2, VOCABULARY.units["亿元"]) == (Decimal("15200"), -2)


@pytest.mark.parametrize("piece", ["1", "1.", "1/", "A", "a1", "一", "…", "2023", "第", "（"])
def test_no_pattern_of_the_seeds_takes_long_over_a_long_run_of_anything(piece: str) -> None:
    text = (piece * 6000)[:6000]
    patterns = [pattern for _, pattern in VOCABULARY.non_figure_patterns]
    patterns += [re.compile(row["pattern"]) for row in VOCABULARY.rows("vocabulary/text_mark_patterns.csv")]
    started = process_time()
    for pattern in patterns:
        for _ in pattern.finditer(text):
            pass
    assert process_time() - started < 2  # seconds; it takes a fifth of one, a pattern that looks back takes ten
