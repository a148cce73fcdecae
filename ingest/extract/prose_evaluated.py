"""How many projects had goals set, were monitored, evaluated or graded, and what that found."""

from __future__ import annotations

import re

from ingest.extract.prose_reading import Sentence, Subject
from ingest.extract.record import Reading


def _rest(s: Sentence, after: str) -> str:
    """The sentence from the words after a number on."""
    return s.text[s.text.find(after, s.numerals[0].start) : s.end]


_EVALUATED = re.compile(
    r"^(?:编报|开展|实施|实行|其中)?，?(?P<what>绩效目标(?=管理)|绩效目标|绩效跟踪(?:评价)?|绩效运行监控|绩效自评|绩效评价|重点评价|绩效监控)(?:管理)?的?(?:(?:19|20)\d{2}年?度?)?(?:的)?项目(?:支出)?(?:共|数量?|合计|有)*$"
)
_INDICATORS = re.compile(r"(?:年度)?(?:产出|效益|绩效|数量|质量|时效|成本|满意度|社会效益|经济效益|可持续影响)?指标")
_GRADED = re.compile(r"评[级价定](?:等级)?为“?[^“”]{1,4}”?的?项目$")
_OF_EVALUATION = re.compile(r"绩效|自评|评价|监控|跟踪|预算")
_MENDED = re.compile(r"(?P<state>(?:已经?)?完成整改|正在(?:进行)?整改|(?:尚)?未(?:完成)?整改)的?(?:问题)?(?:共|合计)?$")
_OF_PROBLEMS = re.compile(r"(?:发现|整改)问题数$")
_STATES = {"完": "已完成", "正": "正在", "未": "未"}
_FOUND = re.compile(r"发现(?:的)?(?:问题|异常)(?:共|合计)?$")


def read_evaluated(s: Sentence, tail: str, after: str) -> Reading | None:
    """How many projects had goals set, were monitored, evaluated, graded; how many problems that found."""
    phrase = s.phrases.strip_head(tail, s.context.entity)
    spoken = re.search(r"绩效自评|绩效评价|绩效监控|经自评", s.text[s.start : s.end])
    if spoken and re.fullmatch(r"(?:共)?(?:涉及)?项目(?:支出)?(?:共|共计)?", phrase):
        phrase = f"{spoken.group().replace('经自评', '绩效自评')}项目"
    what = _EVALUATED.match(tail.lstrip("、，")) or _EVALUATED.match(phrase)
    graded, found = (
        _GRADED.search(phrase),
        _FOUND.search(phrase) if _OF_EVALUATION.search(s.text[s.start : s.end] + s.scope.subject) else None,
    )
    path: tuple[str, ...] = ()
    if what:
        path = (what.group("what"), "项目数")
    elif graded:
        path = (s.subject.path[0] if s.subject else "绩效自评", f"{graded.group()}数")
    elif (mended := _MENDED.search(phrase)) and s.last is not None and _OF_PROBLEMS.search(s.last.item):
        state = _STATES[mended.group("state").lstrip("已经尚")[0]]
        path = (s.last.item.split("/")[0], f"{state}整改问题数")
    elif found:
        path = (s.subject.path[0] if s.subject else "绩效自评", "发现问题数")
    elif tracked := re.match(r"项目(?:支出)?(?:开展|进行|实施)(?:了)?((?:重点|绩效)*(?:监控|评价|跟踪))", after):
        path = (s.scope.subject or "绩效管理", f"{tracked.group(1)}项目数")
    elif (
        re.match(r"项目(?:支出)?(?:开展|进行|实施)?[^，]*?自评", after)
        or (re.match(r"项目", after) and "自评" in after)
        or (spoken and re.match(r"项目(?:自评)?平均得?分", after))
    ):
        path = ("绩效自评项目",)
    elif judged := re.match(r"项目(?:支出)?的[^。；]*?(?:开展|进行|实施)了?(绩效自评|绩效评价)", _rest(s, after)):
        path = (f"{judged.group(1)}项目",)
    indicator = _INDICATORS.match(after)
    if not path and indicator and s.scope.statement in ("target", "execution", "score", ""):
        rest = s.text[s.text.find(after, s.numerals[0].start) :]
        rest = rest[: rest.find("。") + 1 or None]
        status = "未完成" if "未完成" in rest and "已完成" not in rest else ("已完成" if "完成" in rest else "")
        path = (s.scope.subject or "绩效指标", f"{status}{indicator.group()}数")
        if not status:
            return None
        return Reading("/".join(path), "", "count", "完成值", s.fiscal_year, "target", rule="prose.indicator_count")
    if not path:
        return None
    if what or len(path) == 1:
        s.subject = Subject(path, None, "execution", "实际", None, "count")
    return Reading("/".join(path), "", "count", "实际", s.fiscal_year, "execution", rule="prose.evaluated_projects")
