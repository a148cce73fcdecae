"""Goals and achievements told beside an indicator: 维修工程数，年度指标值32处，实际完成34处，分值15分，得15分."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.extract.prose_indicators import indicator_rate
from ingest.extract.prose_reading import Sentence, Subject, tail_of
from ingest.extract.record import Reading

_GOAL = re.compile(
    r"^(?P<name>.*?)(?:(?:年度|全年|年初|预期|计划|设定|绩效|本年|本年度)*(?:目标值|指标值|计划值|预期值|目标任务数?|目标|标准值))"
    r"(?:设定)?(?:为|是|：|达到?)*(?:[≥≤<>=]+|不低于|不高于|不少于|不超过|不大于|不小于|大于|小于|高于|低于|等于|控制在)*$"
)
_DONE = re.compile(
    r"^(?:全年|年末|年度|本年|当年)*(?:实际(?:完成|达到|实现|改造|建设|新建|发放|培训|举办|开展|救助|实施|检查|治理|整治|资助|补贴)?(?:值|数|情况)?|(?:实际)?完成(?:值|数|情况)|实现值)(?:为|是|：|达到?)*"
    r"(?P<again>[^，；。]{0,20}?)(?:为|达到?|约)?$"
)
_NO_NAME = re.compile(r"完成|占|超|比(?![例重率值])|较|高于|低于|达到|实现|年初|任务|情况|其中|根据|围绕|对照|按照")
_COEFFICIENT = re.compile(r"(?P<name>[^，。；：\d]{3,24}(?:系数|指数))(?:为|达到?|是|提高到|控制在)*$")
_NOT_REACHED = re.compile(r"未(?:能)?(?:达到?|完成|实现|超过|到)?(?:目标值?)?$|不足$")
_BEYOND_GOAL = re.compile(
    r"(?:高于|超过?|超出|低于|少于)(?:年度|全年|预期|既定|年初|设计)?(?:目标值?|要求|计划数?|任务数?)$"
)
_OF_GOAL = re.compile(r"^(?:完成|占|为|达到?|实现)?(?:年度|全年|预期|绩效|年初)*(?:目标任务|目标值?|任务数?)数?的$")
_EXCEEDED = re.compile(r"^超(?:额)?(?:完成)?(?:目标|任务|计划)?$")
_CATEGORY = re.compile(r"(?:指标|效益|影响)$")


def read_goal(s: Sentence, index: int, link: str) -> Reading | None:
    """Read the goal set for an indicator that the text has just named, or what was achieved of it; else None."""
    unit = s.numerals[index].unit
    kind = unit.kind if unit is not None else ""
    if "；" in link:
        s.goal = None
    tail = tail_of(link)
    if kind == "score" or re.search(r"（[^）]*$", link):
        return None
    beyond = _against_goal(s, index, tail, kind)
    if beyond is not None or kind == "point":
        return beyond
    after = s.after(index)
    if kind == "percent" and _NOT_REACHED.search(tail) and not re.match(r"(?:以上|以下)?的[^，。；]{0,6}目标", after):
        return Reading(metric="rate", rule="prose.named_rate")  # 执行率未达100%: the bound, not what was reached
    if kind == "percent" and re.fullmatch(r"[）：，]{1,2}(?:为|达到?|是)?", link):
        named = indicator_rate(s)
        if named is not None:
            return named
    bound = s.subject is not None and s.subject.statement == "target" and s.subject.metric in ("count", "amount")
    if bound and re.fullmatch(r"(?:严格)?(?:控制|限制)在", tail) and s.subject is not None:
        s.goal = s.subject
        return _reading(s.subject, "目标值", s.subject.metric, "prose.target")  # 用水2.8亿方，控制在3.2亿方以内
    if (
        kind == "percent"
        and tail == "的"
        and s.last is not None
        and s.last.rule == "prose.target"
        and s.goal is not None
    ):
        versus = f"{s.goal.text}|目标值|{s.fiscal_year or ''}"
        return Reading(s.goal.text, s.goal.code, "rate", "完成值", None, "target", versus=versus, rule="prose.rate")
    figure = _COEFFICIENT.search(tail) if unit is None else None
    if figure:
        s.subject = Subject(
            (s.phrases.strip_head(figure.group("name"), s.context.entity),), None, "target", "", None, "amount"
        )
        return _reading(s.subject, "完成值", "amount", "prose.measure")
    goal = _GOAL.match(tail)
    if goal is not None:
        subject = _named_for(s, goal.group("name"), link)
        if subject is None:
            return None
        s.goal = s.subject = replace(subject, metric=_metric(kind))
        return _reading(s.goal, "目标值", _metric(kind), "prose.target")
    done = _DONE.match(tail)
    if done is None or s.goal is None or _is_other(done.group("again"), s.goal):
        return None
    s.subject = s.goal
    return _reading(s.goal, "完成值", _metric(kind), "prose.achieved")


def _named_for(s: Sentence, own: str, link: str) -> Subject | None:
    """The indicator a goal is set for: named in the clause itself, the one before it, or the paragraph's title."""
    own = re.sub(r"(?:大于|高于|超过|不低于|达到)$", "", s.phrases.strip_head(own, s.context.entity)).strip("“”")
    own = re.sub(r"^(?:达到?|超过|为|占|完成|实现|高于|低于)$", "", own)
    if s.phrases.verb_at_end.fullmatch(own) and s.subject is None:
        return None  # 设置绩效目标40个 counts goals
    if (
        not own
        and re.fullmatch(r"，?[^，。；：]{0,12}", link)
        and s.subject is not None
        and s.subject.statement == "target"
    ):
        return (
            s.subject if s.subject.metric in ("count", "amount") else None
        )  # 投资15.6亿元，为年度目标任务15亿元的104%
    if own:
        is_name = 2 <= len(own) <= 30 and not _NO_NAME.search(own) and not re.search(r"\d{2,}|[的在]$", own)
        return Subject((own,), None, "target") if is_name else None
    clauses = [c for c in re.split(r"[，；：。]", link) if c]
    for clause in reversed(clauses[:-1]):
        name = s.phrases.strip_head(clause, s.context.entity).rstrip("“”")
        if not 3 <= len(name) <= 30 or _NO_NAME.search(name) or re.search(r"\d", name):
            return None
        lead = s.scope.subject
        under = (lead,) if lead and _CATEGORY.search(lead) and lead in s.text[:45] and lead != name else ()
        return Subject((*under, name), None, "target")
    lead = s.context.lead
    is_led = bool(lead) and lead == s.context.heading and lead in s.text[: s.start] and not _CATEGORY.search(lead)
    return Subject((lead,), None, "target") if is_led else None


def _against_goal(s: Sentence, index: int, tail: str, kind: str) -> Reading | None:
    """高于目标3.5个百分点, 超目标0.6公里, 完成年度目标的102.8%, 超额完成9.69%: measured against the item's goal."""
    own = s.goal or s.subject
    if own is None or own.statement not in ("target", ""):
        return None
    year, down = s.fiscal_year or "", re.search(r"低于|少于", tail)
    if kind == "percent" and (_OF_GOAL.match(tail) or _EXCEEDED.match(tail)):
        if own.metric in ("rate", "share"):
            return None
        metric = "rate" if _OF_GOAL.match(tail) else "change_rate"
        versus = f"{own.text}|目标值|{year}" + ("" if metric == "rate" else "|up")
        return Reading(own.text, own.code, metric, "完成值", None, "target", versus=versus, rule="prose.rate")
    if kind in ("count", "measure", "money") and _EXCEEDED.match(tail) and own.metric in ("count", "amount"):
        versus = f"{own.text}|目标值|{year}|up"
        return Reading(
            own.text, own.code, "change_amount", "完成值", None, "target", versus=versus, rule="prose.change_amount"
        )
    if kind in ("count", "measure") and tail.endswith(("目标值", "目标")) and _is_goal_itself(s, index):
        return _reading(own, "目标值", own.metric, "prose.target")  # 平均成本45万元/公里，低于目标值50万元/公里
    if kind in ("point", "count", "measure") and _BEYOND_GOAL.search(tail):
        versus = f"{own.text}|目标值|{year}|{'down' if down else 'up'}"
        return Reading(
            own.text, own.code, "change_amount", "完成值", None, "target", versus=versus, rule="prose.change_amount"
        )
    return None


def _is_goal_itself(s: Sentence, index: int) -> bool:
    """True where a number is as large as the one it is set against: a goal, no difference from one."""
    if not index or s.numerals[index - 1].unit_text != s.numerals[index].unit_text:
        return False
    done, goal = s.numerals[index - 1].value, s.numerals[index].value
    return goal <= 2 * done <= 4 * goal


def _is_other(again: str, goal: Subject) -> bool:
    """True where the words after 实际 name something else than what the goal was set for."""
    return bool(again) and again not in goal.path[-1] and goal.path[-1] not in again


def _metric(kind: str) -> str:
    if kind in ("percent", "permille"):
        return "rate"
    return "amount" if kind in ("money", "scale", "measure") else "count"


def _reading(subject: Subject, basis: str, metric: str, rule: str) -> Reading:
    return Reading(subject.text, "", metric, basis, None, "target", rule=rule)
