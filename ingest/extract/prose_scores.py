"""Scores, weights and deductions in running text: which of them a number followed by 分 is."""

from __future__ import annotations

import re

from ingest.extract.prose_indicators import BRACKET_OPEN, indicator_of
from ingest.extract.prose_reading import Sentence, Subject, tail_of
from ingest.extract.record import Reading

_WEIGHT = re.compile(r"(?:满分|分值|权重|标准分|应得分?|占)(?:共|各)?(?:为|是|：)?$")
_DEDUCTED = re.compile(r"(?:扣减?|扣除|扣了|失|扣分|减)(?:分)?(?:为|：)?$")
_SCORED = re.compile(
    r"(?:(?:单位|部门)?自评|综合|评价|最终|平均|实际)?(?:得分|评分|自评|得|总分|分数)(?:情况)?(?:为|是|：|了|共)?$"
)
_SCORE_FOLLOWS = re.compile(
    r"[）]?[，、：；（]?(?:我?[局委厅院校区县市单位部门中心办]{0,3})?(?:自评|实际|实|共|评价|本项|该项|此项|最终|综合)*"
    r"(?:[得扣](?:分)?(?:为|：)?\d|得满分|满分(?![为：]?\d)|自评\d)"
)
_RULE = re.compile(
    r"每(?:[^，；。]|\d[,.]\d)*[扣得加]分?$|[的则可]，?(?:自评|实际|直接)?[得扣]分?$|最[多高低](?:[得扣]|扣减)分?$"
)
"""每超1%扣1分, 达到95%的，得4分: the rule by which is scored, not a score."""


def read_score(s: Sentence, index: int, link: str) -> Reading:
    """Read 分: a weight (满分, 分值, 指标（10分）), a deduction (扣) or a score, of the indicator it belongs to."""
    tail = tail_of(link)
    role = _role(s, index, link, tail)
    if role == "rule":
        return Reading(kind="definition")
    if role == "weight":
        subject = indicator_of(s, index, link, _WEIGHT.sub("", tail), "weight")
        return _score(subject, "weight", "分值", s, "prose.weight")
    if re.search(r"分别扣(?:减|除|分)?$", tail):
        s.listed_scores = list(s.scored)
    elif not re.fullmatch(r"[、和及，]+", link):
        s.listed_scores = []
    if s.listed_scores:
        lost = s.listed_scores.pop(0)
        return _score(Subject((*lost.path, "扣分"), None, "score"), "score", "得分", s, "prose.deduction")
    if role == "deduction":
        owner = indicator_of(s, index, link, _DEDUCTED.sub("", tail), "deduction")
        if owner is None:
            return Reading(metric="score", rule="prose.deduction")
        return _score(Subject((*owner.path, "扣分"), None, "score"), "score", "得分", s, "prose.deduction")
    scored = _SCORED.search(tail)
    head = tail[: scored.start()] if scored else tail
    return _score(indicator_of(s, index, link, head, "score", tail), "score", "得分", s, "prose.score")


def _role(s: Sentence, index: int, link: str, tail: str) -> str:
    numeral = s.numerals[index]
    after = s.text[numeral.stop : numeral.stop + 1]
    if _RULE.search(s.text[s.start : numeral.start]):
        return "rule"
    if _DEDUCTED.search(tail):
        return "deduction"
    if _WEIGHT.search(tail):
        return "weight"
    if BRACKET_OPEN.search(link) and after == "）":
        named = BRACKET_OPEN.sub("", link)
        return "score" if _SCORED.search(tail_of(named)) else "weight"  # 预算完成率（5分）
    if _SCORE_FOLLOWS.match(s.text, numeral.stop) and not re.search(r"得(?:分)?(?:为|：)?$|自评$|评分$", tail):
        return "weight"  # 投入指标15分，得14分; 总分100分，自评得分97分
    return "score"


def _score(subject: Subject | None, metric: str, basis: str, s: Sentence, rule: str) -> Reading:
    if subject is None:
        return Reading(metric=metric, rule=rule)
    code = subject.code or ("sco.total" if subject.text == "自评总分" else "")
    return Reading(subject.text, code, metric, basis, s.fiscal_year, "score", rule=rule)
