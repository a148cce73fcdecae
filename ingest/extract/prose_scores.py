"""Scores, weights and deductions in running text, and the indicator each belongs to."""

from __future__ import annotations

import re

from ingest.extract.phrases import Name
from ingest.extract.prose_reading import Sentence, Subject, tail_of
from ingest.extract.record import Reading

_WEIGHT = re.compile(r"(?:满分|分值|权重)(?:为|是|：)?$")
_DEDUCTED = re.compile(r"(?:扣减?|扣除|扣了|失|扣分|减)(?:分)?(?:为)?$")
_SCORE_FOLLOWS = re.compile(r"，?(?:自评|实际|实|共|评价)?得(?:分)?\d")
_PART_OF_SCORE = re.compile(r"(?:情况|指标|管理|决策|产出|效益|效能|过程|投入|效果|成效|影响|实现)$")
_WHOLE_SCORE = re.compile(r"(?:整体|总体|综合)(?:支出)?(?:绩效)?(?:目标)?(?:指标|情况)?$")
"""整体指标自评得分 is the score of all indicators; 整体效能 is one of them."""
_SCORED = re.compile(r"(?:自评|综合|评价|最终|平均)?(?:得分|评分|自评|得|总分|分数)(?:情况)?(?:为|是|：|了)?$")
_OF_INDICATOR = re.compile(r"(?:该|本|此)(?:项|二级|一级|三级|部分)?(?:指标|部分|项(?!目))")


def read_score(s: Sentence, index: int, link: str) -> Reading:
    """Read 分: a weight (满分, 分值), a deduction (扣) or a score, of the indicator named before or in the heading."""
    tail = tail_of(link)
    if _WEIGHT.search(tail):
        head = _WEIGHT.sub("", tail)
        named = re.search(r"(?P<head>[^，；：。、（）\d]{2,20})（(?:满分|分值|权重)(?:为|是|：)?$", link)
        head = named.group("head") if named and not head else head
        subject = _indicator(s, head, link)
        return _score(subject, "weight", "分值", s, "prose.weight")
    if re.search(r"分别扣(?:减|除|分)?$", tail):
        s.listed_scores = list(s.scored)
    elif not re.fullmatch(r"[、和及，]+", link):
        s.listed_scores = []
    if s.listed_scores:
        lost = s.listed_scores.pop(0)
        return _score(Subject((*lost.path, "扣分"), None, "score"), "score", "得分", s, "prose.deduction")
    if _DEDUCTED.search(tail):
        subject = _indicator(s, _DEDUCTED.sub("", tail), link)
        if subject is None:
            return Reading(metric="score", rule="prose.deduction")
        lost = Subject((*subject.path, "扣分"), None, "score")
        return _score(lost, "score", "得分", s, "prose.deduction")
    if not _SCORED.search(tail) and _SCORE_FOLLOWS.match(s.text, s.numerals[index].stop):
        return _score(_indicator(s, tail, link), "weight", "分值", s, "prose.weight")  # 投入指标15分，得14分
    scored = _SCORED.search(tail)
    if scored:
        subject = _indicator(s, tail[: scored.start()], link, tail)
        return _score(subject, "score", "得分", s, "prose.score")
    subject = _indicator(s, tail, link, tail)
    return _score(subject, "score", "得分", s, "prose.score")


def _indicator(s: Sentence, head: str, link: str, tail: str = "") -> Subject | None:
    """The indicator a score belongs to: named here, else the one of this sentence, else the heading's."""
    if (
        re.search(r"平均得?分?$", head + tail[len(head) :][:2])
        and s.subject is not None
        and s.subject.statement == "execution"
    ):
        word = "项目自评平均得分" if s.subject.path[0].endswith("项目") else "平均得分"
        return Subject((s.subject.path[0], word), None, "score")
    standard = (
        s.phrases.standard(s.phrases.strip_head(re.sub(r"(?:为|是|：|达)+$", "", tail), s.context.entity))
        if tail
        else None
    )
    speaks_of_indicator = bool(_OF_INDICATOR.search(s.text[s.start : s.numerals[0].start] + link))
    if speaks_of_indicator and s.scope.subject:
        return _remember(s, Subject((s.scope.subject,), None, "score"))
    if s.indicator and len(head) <= 2:
        return Subject((s.indicator,), None, "score")
    is_own_lead = bool(s.scope.subject) and s.scope.subject in s.text[:45]
    if len(head) <= 2 and is_own_lead and not re.search(r"结论|总|得分|评价|综述", s.scope.subject):
        return _remember(s, Subject((s.scope.subject,), None, "score"))
    if standard is not None and standard.item is not None and standard.item.statement == "score":
        return _remember(s, Subject((standard.path,), standard.item, "score"))
    phrase = s.phrases.strip_head(head, s.context.entity)
    phrase = re.sub(r"^.{4,}得出(?=.{4,})", "", phrase)
    phrase = re.sub(r"(?:自评|得分|评分|的|为|，)+$|(?<=[率度数])指标$", "", phrase)
    if len(phrase) >= 2 and not _OF_INDICATOR.search(phrase):
        matches = [m for m in s.vocabulary.find_items(phrase + tail[len(head) :]) if m.item.statement == "score"]
        is_whole = re.search(r"绩效|总|整体|部门|综合(?:评价)?$|项目$", phrase) and not _PART_OF_SCORE.search(phrase)
        if is_whole or _WHOLE_SCORE.search(phrase):
            item = s.vocabulary.items["sco.total"]
            printed = f"{phrase}自评得分" if re.search(r"自评(?:为|约)?$", tail) else "自评总分"
            return _remember(s, Subject((matches[-1].name if matches else printed,), item, "score"))
        name = s.phrases.standard(phrase) or Name(phrase[-30:])
        return _remember(s, Subject((name.path,), name.item, "score"))
    if s.indicator:
        return Subject((s.indicator,), None, "score")
    if s.subject is not None and s.subject.metric == "rate" and s.subject.item and s.scope.subject not in s.text[:45]:
        return _remember(s, Subject(s.subject.path, s.subject.item, "score"))  # 预算执行率98.86%，得9.89分
    if s.scope.subject and s.scope.statement != "score" and not s.scope.subject.endswith("结论"):
        is_conclusion = re.search(r"(?:自评|评价)$", s.scope.subject) and re.search(r"自评|评价|综合|总", tail)
        if is_conclusion or re.search(r"项目自评", s.text[s.start : s.end]):
            return _remember(s, Subject(("自评总分",), s.vocabulary.items["sco.total"], "score"))
        return _remember(s, Subject((s.scope.subject,), None, "score"))
    return _remember(s, Subject(("自评总分",), s.vocabulary.items["sco.total"], "score"))


def _remember(s: Sentence, subject: Subject) -> Subject:
    s.indicator = subject.text
    s.scored.append(subject)
    s.subject = subject
    return subject


def _score(subject: Subject | None, metric: str, basis: str, s: Sentence, rule: str) -> Reading:
    if subject is None:
        return Reading(metric=metric, rule=rule)
    code = subject.code or ("sco.total" if subject.text == "自评总分" else "")
    return Reading(subject.text, code, metric, basis, s.fiscal_year, "score", rule=rule)
