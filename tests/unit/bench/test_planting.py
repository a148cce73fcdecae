"""The bench of seeded errors must itself be right: what it calls consistent holds, what it plants is provably wrong."""

import ast
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from bench.documents.model import DOWN, UP, Number, Relation, Word
from bench.documents.relations import broken
from bench.documents.rendering import render
from bench.documents.reports import make_report
from bench.planting.judging import Quantity, answers, quantity_of, wilson
from bench.planting.plant import applied, plant
from bench.planting.slips import DIGIT_SLIPS

BENCH = Path(__file__).resolve().parents[3] / "bench"
REPORTS = [make_report(number, 7) for number in range(20)]
PLANTINGS, _ = plant(REPORTS, 100, 7)


def yuan(text, key=""):
    return Number(text, "万元", "万元", key)


def percent(text):
    return Number(text, "%", "%", "")


@pytest.mark.parametrize("number", range(30))
def test_a_report_without_planted_errors_is_consistent(number):
    assert broken(make_report(number, 11).relations) == []


def test_the_same_seed_gives_the_same_reports_and_errors():
    again, _ = plant([make_report(number, 7) for number in range(20)], 100, 7)
    assert [(p.slip, p.context, p.reported) for p in again] == [(p.slip, p.context, p.reported) for p in PLANTINGS]


def test_every_planted_error_breaks_a_relation_and_goes_again():
    for planting in PLANTINGS:
        relations = planting.report.relations
        with applied(planting.change):
            assert broken(relations)
        assert broken(relations) == []


def test_the_file_prints_the_planted_number_and_another_unit():
    planting = next(p for p in PLANTINGS if p.report.form == "txt" and p.planted)
    with applied(planting.change):
        text = render(planting.report, "新河县统计局").decode()
    assert any(one.text in text.replace(",", "") for one in planting.planted)
    assert "新河县统计局" in text
    assert planting.report.entity not in text


@pytest.mark.parametrize("form", ["txt", "html", "docx", "xlsx", "pdf"])
def test_a_report_can_be_written_in_every_form(form):
    assert len(render(replace(REPORTS[0], form=form), "新河县统计局")) > 1000


def test_parts_that_were_rounded_each_for_itself_may_miss_the_total_by_rounding_alone():
    parts = (yuan("1.00"), yuan("2.00"))
    assert broken([Relation("sum", yuan("3.01"), parts)]) == []
    assert len(broken([Relation("sum", yuan("3.03"), parts)])) == 1


def test_a_share_cut_off_instead_of_rounded_is_no_provable_error():
    operands = (Number("50", "人", "人", "", True), Number("54", "人", "人", "", True))
    assert broken([Relation("share", percent("92.5"), operands)]) == []
    assert len(broken([Relation("share", percent("92.1"), operands)])) == 1


def test_a_direction_that_contradicts_its_numbers_is_broken():
    rising, falling = Word("增加", UP, "减少", DOWN), Word("减少", DOWN, "增加", UP)
    numbers = (yuan("5.00"), yuan("3.00"))
    assert broken([Relation("change", yuan("2.00"), numbers, (rising,))]) == []
    assert len(broken([Relation("change", yuan("2.00"), numbers, (falling,))])) == 1


def test_numbers_with_a_slip_keep_their_commas_and_never_start_with_a_stray_zero():
    for planting in PLANTINGS:
        if planting.slip in DIGIT_SLIPS:
            [change] = planting.change.prints
            whole = change.text.lstrip("-").partition(".")[0]
            assert whole == "0" or not whole.startswith("0")
            assert ("," in whole) == ("," in planting.expected.partition(".")[0] and len(whole) > 3)


def test_a_finding_answers_when_it_blames_or_uses_the_planted_number():
    planting = next(p for p in PLANTINGS if p.planted and p.change.prints[0].number.unit.strip() == "万元")
    wrong = f"{min(one.text for one in planting.planted)}万元"
    said = {"subject": "", "message": ""}
    assert answers({"reported": wrong, "numbers": [], **said}, planting)
    assert answers({"reported": "987654.32万元", "numbers": [wrong], **said}, planting)
    assert not answers({"reported": "987654.32万元", "numbers": ["123456.78万元"], **said}, planting)


def test_a_table_left_out_is_answered_by_its_name_only():
    planting = next(p for p in PLANTINGS if p.slip == "缺表")
    named = {"reported": "", "numbers": [], "subject": planting.names[0], "message": ""}
    assert answers(named, planting)
    assert not answers(named | {"subject": "封面"}, planting)
    with applied(planting.change):
        assert planting.names[0] not in [getattr(b, "caption", "") for b in planting.report.blocks if not b.is_left_out]


def test_shares_of_one_whole_may_miss_a_hundred_by_rounding_only():
    def shares(*texts):
        first, *others = (percent(text) for text in texts)
        return Relation("whole", first, tuple(others))

    assert broken([shares("33.33", "33.33", "33.33")]) == []
    assert len(broken([shares("45.12", "30.05", "24.90")])) == 1


def test_numbers_of_findings_are_read_with_their_unit():
    assert quantity_of("-1,234.50万元") == Quantity("-1234.50", Fraction(-12_345_000), Fraction(100))
    assert quantity_of("75.00%").value == 75
    assert quantity_of("优秀") is None


def test_the_interval_of_a_proportion_is_wilsons():
    low, high = wilson(98, 100)
    assert (round(low, 3), round(high, 3)) == (0.930, 0.994)
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(
    "path", sorted([*BENCH.glob("documents/*.py"), *BENCH.glob("planting/*.py")]), ids=lambda p: p.name
)
def test_documents_and_planting_know_nothing_of_the_checks(path):
    ours = {"ingest", "warehouse", "quality", "dashboards", "seeds", "models"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert not ours & {name.partition(".")[0] for name in names}
