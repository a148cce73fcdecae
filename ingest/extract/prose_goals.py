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
    r"^(?:全年|年末|年度|本年|当年)*(?:实际(?:完成|达到|实现)?(?:值|数|情况)?|(?:实际)?完成(?:值|数|情况)|实现值)(?:为|是|：|达到?)*"
    r"(?P<again>[^，；。]{0,20}?)(?:为|达到?|约)?$"
)
_NO_NAME = re.compile(r"完成|占|超|比|较|高于|低于|达到|实现|年初|任务|情况|其中|根据|围绕|对照|按照")
_CATEGORY = re.compile(r"(?:指标|效益|影响)$")


def read_goal(s: Sentence, index: int, link: str) -> Reading | None:
    """Read the goal set for an indicator that the text has just named, or what was achieved of it; else None."""
    unit = s.numerals[index].unit
    kind = unit.kind if unit is not None else ""
    if "；" in link:
        s.goal = None
    if kind in ("score", "point") or re.search(r"（[^）]*$", link):
        return None
    tail = tail_of(link)
    if kind == "percent" and re.fullmatch(r"[）：，]{1,2}(?:为|达到?|是)?", link):
        named = indicator_rate(s)
        if named is not None:
            return named
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
    """The indicator a goal is set for: only where nothing but its name stands before the word 目标值."""
    if own:
        return None  # 群众满意度目标值为90%: the words before the number name it
    clauses = [c for c in re.split(r"[，；：。]", link) if c]
    for clause in reversed(clauses[:-1]):
        name = s.phrases.strip_head(clause, s.context.entity).rstrip("“”")
        if not 3 <= len(name) <= 30 or _NO_NAME.search(name) or re.search(r"\d", name):
            return None
        lead = s.scope.subject
        under = (lead,) if lead and _CATEGORY.search(lead) and lead in s.text[:45] and lead != name else ()
        return Subject((*under, name), None, "target")
    return None


def _is_other(again: str, goal: Subject) -> bool:
    """True where the words after 实际 name something else than what the goal was set for."""
    return bool(again) and again not in goal.path[-1] and goal.path[-1] not in again


def _metric(kind: str) -> str:
    if kind in ("percent", "permille"):
        return "rate"
    return "amount" if kind in ("money", "scale", "measure") else "count"


def _reading(subject: Subject, basis: str, metric: str, rule: str) -> Reading:
    return Reading(subject.text, "", metric, basis, None, "target", rule=rule)
