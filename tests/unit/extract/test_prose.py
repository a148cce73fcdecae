"""Sentences as reports print them, and the facts and claims a person reads in them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.extract import extract_document
from ingest.figure import Extraction, Figure
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


def read(text: str, title: str = "某市某局2023年度部门整体支出绩效自评报告") -> Extraction:
    document = read_bytes(f"{title}\n\n{text}\n".encode(), "report.txt")
    return extract_document(document, VOCABULARY)


def facts(text: str) -> dict[str, tuple[str, str, str, int | None]]:
    return {f.raw: (f.item, f.basis, str(f.metric), f.year) for f in read(text).figures}


def figure(text: str, raw: str) -> Figure:
    return next(f for f in read(text).figures if f.raw == raw)


def test_parts_after_其中_belong_to_the_item_before_them() -> None:
    found = facts("2023年核定编制57名，其中行政编制32名、事业编制21名。")
    assert found["57"][0] == "核定编制"
    assert found["32"][0] == "核定编制/行政编制"
    assert found["21"][0] == "核定编制/事业编制"


def test_a_comparison_with_last_year_is_a_claim_and_last_years_amount_a_fact_of_last_year() -> None:
    found = facts("全年“三公”经费实际支出8.73万元，比2022年决算12.46万元压减3.73万元，下降29.94%。")
    assert found["8.73"] == ("“三公”经费", "实际", "amount", 2023)
    assert found["12.46"] == ("“三公”经费", "上年决算", "amount", 2022)
    assert found["3.73"][2] == "change_amount"
    assert found["29.94"][2] == "change_rate"


def test_the_direction_of_a_change_is_in_versus_and_the_magnitude_unsigned() -> None:
    change = figure("公务接待费2.10万元，较上年减少0.40万元。", "0.40")
    assert change.versus == "公务接待费|决算|2022|down"
    assert change.value > 0


def test_a_rate_of_the_budget_names_what_it_is_a_rate_of() -> None:
    text = "2023年基本支出年初预算200.00万元，支出决算190.00万元，完成年初预算的95.00%。"
    rate = figure(text, "95.00")
    assert (rate.item, rate.metric, rate.versus) == ("基本支出", "rate", "基本支出|年初预算|2023")
    assert figure(text, "200.00").basis == "年初预算"
    assert figure(text, "190.00").basis == "决算"


def test_a_growth_rate_and_a_ratio_are_told_apart() -> None:
    found = facts("2023年项目支出50.00万元，为年初预算的110%。基本支出60.00万元，同比增长10.5%。")
    assert found["110"][2] == "rate"
    assert found["10.5"][2] == "change_rate"


def test_a_share_names_the_whole_it_is_taken_of() -> None:
    share = figure("本年收入合计100.00万元，其中：事业收入20.00万元，占20.00%。", "20.00")
    assert share.metric == "amount"
    shares = [
        f for f in read("本年收入合计100.00万元，其中：事业收入21.00万元，占21%。").figures if f.metric == "share"
    ]
    assert [(f.item, f.versus.split("|")[0]) for f in shares] == [("事业收入", "本年收入合计")]


def test_lists_after_分别为_are_dealt_out_in_order() -> None:
    found = facts("公务接待费、会议费和培训费分别为1.10万元、2.20万元和3.30万元。")
    assert [found[r][0] for r in ("1.10", "2.20", "3.30")] == ["公务接待费", "会议费", "培训费"]


def test_a_score_and_its_full_marks_belong_to_the_indicator_of_the_heading() -> None:
    found = facts("1.目标制定。绩效目标与部门职责匹配，指标细化可量化，得9.5分（满分10分）。")
    assert found["9.5"][:3] == ("目标制定", "得分", "score")
    assert found["10"][:3] == ("目标制定", "分值", "weight")


def test_a_target_beside_the_achieved_value_is_a_target() -> None:
    text = "患者满意度94.1%，目标为93%以上。"
    assert facts(text)["94.1"][:2] == ("患者满意度", "完成值")
    target = figure(text, "93")
    assert (target.item, target.basis, target.comparator) == ("患者满意度", "目标值", ">=")


def test_receptions_count_batches_and_persons_and_averages_stay_apart() -> None:
    found = facts("公务接待费0.82万元，共接待11批次96人次，人均85.42元。")
    assert found["11"][0] == "国内公务接待批次"
    assert found["96"][0] == "国内公务接待人次"
    assert found["85.42"][0] == "公务接待费/人均"


def test_an_amount_printed_in_yuan_among_ten_thousands_keeps_its_unit() -> None:
    odd = figure("其中：教育支出33,522.80万元，城乡社区支出8,971.00元。", "8,971.00")
    assert odd.unit == "元"
    assert str(odd.value_norm.normalize()) == "0.8971"


def test_a_missing_percent_sign_is_kept_and_marked() -> None:
    extraction = read("2023年公务接待费支出2.00万元，比上年增长13.95。")
    claim = next(f for f in extraction.figures if f.raw == "13.95")
    assert (claim.metric, claim.unit) == ("change_rate", "")
    assert "missing_percent" in {m.kind for m in extraction.text_marks}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("自评等级优秀，自评得分95分。", "grade"),
        ("支出比上年下降（增长）2.78%。", "template_remnant"),
        ("因公出国（境）费未发生。", "zero_statement"),
        ("公务用车购置费无。", "zero_statement"),
        ("会议费无支出。", "zero_statement"),
        ("2022年度部门整体支出绩效自评得98.5分。", "year_mismatch"),
    ],
)
def test_passages_that_checks_judge_are_marked(text: str, kind: str) -> None:
    assert kind in {m.kind for m in read(text).text_marks}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("2023年公务接待费未发生。", "公务接待费"),
        ("未安排公务用车购置费支出。", "公务用车购置费"),
        ("公务接待费增加1.20万元，主要是上年公务接待费未发生。", ""),
        ("年初预算未安排因公出国（境）费，实际支出2.00万元。", ""),
        ("下属单位公务接待费未发生。", ""),
        ("2022年公务接待费未发生。", ""),
        ("未发生国（境）外公务接待费。", ""),
    ],
)
def test_what_did_not_occur_is_told_of_one_item_of_the_reports_own_year(text: str, subject: str) -> None:
    told = [m.subject for m in read(text).text_marks if m.kind == "zero_statement"]
    assert told == ([subject] if subject else [])


def test_a_heading_names_entity_year_and_type() -> None:
    heading = read("一、部门概况").heading
    assert (heading.entity, heading.fiscal_year, heading.document_type) == ("某市某局", 2023, "self_evaluation")


@pytest.mark.shared
def test_every_numeral_of_the_shared_reports_is_in_exactly_one_class_at_its_place(shared_reports: Path) -> None:
    for path in sorted(shared_reports.glob("*.txt")):
        document = read_bytes(path.read_bytes(), path.name)
        extraction = extract_document(document, VOCABULARY)
        taken: dict[tuple[int, int], int] = {}
        for number, part in enumerate((*extraction.figures, *extraction.non_figures)):
            for offset in range(part.char_start, part.char_end):
                owner = taken.setdefault((part.page, offset), number)
                assert owner == number or not document.pages[part.page - 1].text[offset].isdecimal(), (path.name, part)
        for page in document.pages:
            missing = [o for o, c in enumerate(page.text) if c.isdecimal() and (page.number, o) not in taken]
            assert not missing, (path.name, [page.text[max(o - 15, 0) : o + 10] for o in missing[:5]])


_WORDS = st.sampled_from(
    """2023年 上年 基本支出 “三公”经费 公务接待费 其中： 其中 ，占 ，完成年初预算的 ，比上年 增加 下降 分别为 12.30万元
    0元 3,400 45% 6.1分 ７，８００．００元 9批次 10人次 （ ） 。 ； ， 、 ： 和 为 共 得 满分 目标为 不低于 以上
    支出决算 年初预算 全年预算数 六个 第三批 〔2014〕1号 “1310” -3.51 无 未发生 单价50万元以上设备 1辆 （一）
    一、 平均每人次 同比 折合 亿 万""".split()  # noqa: SIM905 - easier to read than 50 quoted words
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, min_size=1, max_size=25).map("".join))
def test_any_run_of_report_words_is_read_without_losing_or_doubling_a_numeral(text: str) -> None:
    extraction = read(text)
    parts = [*extraction.figures, *extraction.non_figures]
    spans = sorted((p.page, p.char_start, p.char_end) for p in parts)
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(spans))
    digits = sum(c.isdecimal() for c in f"某市某局2023年度部门整体支出绩效自评报告{text}")
    assert sum(c.isdecimal() for p in parts for c in p.raw) == digits


def test_a_plan_and_what_came_of_it_are_target_and_achievement_of_one_item() -> None:
    found = facts("一、绩效目标完成情况\n\n1.产出指标。计划开展安全检查600次，实际完成652次，完成率108.67%。")
    assert found["600"][:3] == ("产出指标/安全检查", "目标值", "count")
    assert found["652"][:3] == ("产出指标/安全检查", "完成值", "count")
    assert found["108.67"][2] == "rate"


def test_deductions_listed_after_分别扣_follow_the_order_of_the_scores() -> None:
    found = read("其中：预算编制8分、预算执行9分，分别扣2.5分、1.5分。").figures
    assert [(f.raw, f.item) for f in found[2:]] == [("2.5", "预算编制/扣分"), ("1.5", "预算执行/扣分")]


def test_an_amount_in_brackets_leaves_the_list_around_it_as_it_was() -> None:
    text = (
        "“三公”经费预算数为86万元。其中：公务用车购置及运行费60万元（其中，公务用车购置费18万元），公务接待费16万元。"
    )
    found = facts(text)
    assert found["18"][0].endswith("公务用车购置及运行维护费/公务用车购置费")
    assert found["16"][0] == "“三公”经费/公务接待费"


def test_numbers_of_a_formula_are_no_facts_but_its_result_is_a_rate() -> None:
    extraction = read("预算完成率=843.11/856.32×100%=98.46%。")
    assert [f.raw for f in extraction.figures] == ["98.46"]
    assert {n.kind for n in extraction.non_figures if n.raw in ("843.11", "856.32", "100")} == {"formula"}


def test_a_list_without_any_full_stop_is_read_to_its_end() -> None:
    listed = "，".join(f"某某项目{number}期工程支出{number}.25万元" for number in range(10, 900))
    extraction = read(f"{listed}。")
    raws = [f.raw for f in extraction.figures]
    assert [raw for raw in raws if raw.endswith(".25")] == [f"{number}.25" for number in range(10, 900)]
