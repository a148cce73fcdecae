"""Scores, weights, deductions and goals as the running text of self-evaluations prints them (all figures made up)."""

from __future__ import annotations

import pytest

from ingest.extract import extract_document
from ingest.figure import Figure
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


def read(text: str, title: str = "云中县水务局2023年度部门整体支出绩效自评报告") -> tuple[Figure, ...]:
    return extract_document(read_bytes(f"{title}\n\n{text}\n".encode(), "report.txt"), VOCABULARY).figures


def scores(text: str) -> list[tuple[str, str, str]]:
    """(number, item, weight or score) of every 分."""
    return [(f.raw, f.item, str(f.basis)) for f in read(text) if f.statement == "score"]


def test_each_indicator_of_a_list_keeps_its_own_weight_and_score() -> None:
    text = "综合得分93.5分，其中：投入12分，得11分；过程38分，得36.5分；产出30分，得28分；效果20分，得18分。"
    assert scores(text)[1:] == [
        ("12", "投入", "分值"), ("11", "投入", "得分"), ("38", "过程", "分值"), ("36.5", "过程", "得分"),
        ("30", "产出", "分值"), ("28", "产出", "得分"), ("20", "效果", "分值"), ("18", "效果", "得分"),
    ]  # fmt: skip


def test_a_weight_in_brackets_behind_an_indicator_is_no_score() -> None:
    text = "经自评，得分为92分，其中：项目决策（20分）得19分，项目管理（30分）得27分，项目绩效（50分）得46分。"
    assert scores(text) == [
        ("92", "自评总分", "得分"), ("20", "项目决策", "分值"), ("19", "项目决策", "得分"),
        ("30", "项目管理", "分值"), ("27", "项目管理", "得分"), ("50", "项目绩效", "分值"), ("46", "项目绩效", "得分"),
    ]  # fmt: skip


def test_a_title_with_its_weight_and_score_names_what_follows() -> None:
    text = (
        "（二）过程（满分40分，得36分）\n\n"
        "1.预算管理（12分）。管理制度健全，得4分；资金使用合规，得5分，个别凭证不规范，扣3分。"
    )
    assert scores(text) == [
        ("40", "过程", "分值"), ("36", "过程", "得分"), ("12", "预算管理", "分值"), ("4", "管理制度健全", "得分"),
        ("5", "资金使用合规", "得分"), ("3", "资金使用合规/扣分", "得分"),
    ]  # fmt: skip


def test_a_score_behind_a_rate_is_of_that_rate() -> None:
    text = (
        "2.预算执行（20分）。预算完成率（8分）：97.42%，得7.8分；结转结余率2.58%，得6分；"
        "在职人员控制率=45/48×100%=93.75%，得5分。"
    )
    found = scores(text)
    assert ("8", "预算完成率", "分值") in found
    assert ("7.8", "预算完成率", "得分") in found
    assert ("6", "结转结余率", "得分") in found
    assert ("5", "在职人员控制率", "得分") in found
    rates = {f.raw: f.item for f in read(text) if f.metric == "rate"}
    assert rates["97.42"] == "预算完成率"
    assert rates["93.75"] == "在职人员控制率"
    assert "100" not in rates


def test_the_only_score_of_a_titled_paragraph_is_that_of_its_title() -> None:
    assert scores("1.目标制定。目标与职责匹配，指标细化可量化，得9分（满分10分）。") == [
        ("9", "目标制定", "得分"), ("10", "目标制定", "分值"),
    ]  # fmt: skip


def test_本项指标_is_the_indicator_of_the_heading() -> None:
    text = (
        "（二）履职效能分析\n\n本指标满分45分，自评得分43.5分。\n\n1.整体效能。该项指标满分25分，自评得分24分，扣1分。"
    )
    assert scores(text) == [
        ("45", "履职效能", "分值"), ("43.5", "履职效能", "得分"),
        ("25", "整体效能", "分值"), ("24", "整体效能", "得分"), ("1", "整体效能/扣分", "得分"),
    ]  # fmt: skip


def test_the_total_has_a_weight_of_100() -> None:
    found = scores("项目绩效自评总分100分，自评得分96.2分，等级为优。其中产出指标50分，得48分。")
    assert found == [
        ("100", "自评总分", "分值"), ("96.2", "自评总分", "得分"),
        ("50", "产出指标", "分值"), ("48", "产出指标", "得分"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["预算执行率每低于1个百分点扣0.5分。", "预算执行率达到95%及以上的，得5分，否则不得分。"]
)
def test_a_rule_of_scoring_is_no_score(text: str) -> None:
    assert scores(text) == []


def goals(text: str) -> list[tuple[str, str, str, str, str]]:
    return [(f.raw, f.item.rpartition("/")[2], f.basis, str(f.metric), f.comparator) for f in read(text)]


def test_goal_achievement_weight_and_score_belong_to_the_indicator_before_them() -> None:
    text = "（1）数量指标：维修养护渠道处数，年度指标值26处，实际完成28处，分值15分，得分14分。"
    assert goals(text) == [
        ("26", "维修养护渠道处数", "目标值", "count", "="), ("28", "维修养护渠道处数", "完成值", "count", "="),
        ("15", "维修养护渠道处数", "分值", "weight", ""), ("14", "维修养护渠道处数", "得分", "score", ""),
    ]  # fmt: skip


def test_goals_keep_their_comparators_and_units() -> None:
    text = (
        "（2）质量指标：水质达标率，指标值≥92%，完成值95.3%，得10分；"
        "单处维修成本，目标值≤4.5万元，实际3.82万元，得5分。"
    )
    assert goals(text) == [
        ("92", "水质达标率", "目标值", "rate", ">="), ("95.3", "水质达标率", "完成值", "rate", "="),
        ("10", "水质达标率", "得分", "score", ""), ("4.5", "单处维修成本", "目标值", "amount", "<="),
        ("3.82", "单处维修成本", "完成值", "amount", "="), ("5", "单处维修成本", "得分", "score", ""),
    ]  # fmt: skip
