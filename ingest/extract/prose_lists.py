"""Lists of names in running text, and the words that sum what they list: 甲费和乙费, 两项合计."""

from __future__ import annotations

import re

from ingest.extract.prose_reading import Sentence, Subject

_ALL_LISTED = re.compile(r"(?:以上|上述)?(?P<number>[两三四五六])(?:项|者)(?:费用|支出|经费)?(?:合计|共计)")
_WITHIN = re.compile(r"(?P<whole>[^，。；：其]{2,20}(?:支出|收入|经费|资金|费))中，")
"""教育支出中，普通教育5亿元、职业教育1亿元，合计6亿元."""
_NUMBERS = "两三四五六"


def enumerated(s: Sentence, text: str) -> list[str]:
    """Split a list of names at 、 first: 公务用车购置及运行维护费 is one name, 基本支出和项目支出 are two."""
    parts: list[str] = []
    for part in text.split("、"):
        whole = s.phrases.standard(s.phrases.strip_head(part, s.context.entity))
        if whole is None and (last := re.fullmatch(r"(.+?[费出入算])[和与及](.+)", part)):
            named = [s.phrases.standard(s.phrases.strip_head(p, s.context.entity)) for p in last.groups()]
            if all(named):
                parts += last.groups()
                continue
        parts += [part] if whole is not None else [p for p in re.split(r"[和与及]", part) if p]
    return [p for p in parts if p]


def summed_up(s: Sentence, tail: str) -> Subject | None:
    """Return what 合计 sums: the items listed with their amounts, their whole, or all that the heading lists."""
    if s.joined is not None and re.fullmatch(r"(?:三项|三者|以上)?(?:合计|共计|共)", tail):
        return s.joined
    within = _WITHIN.match(s.text, s.start) if tail == "合计" else None
    name = s.phrases.name(within.group("whole"), s.context.entity) if within else None
    if name is not None:
        return s.subject_for(name)
    told = _ALL_LISTED.fullmatch(tail)
    if told is None:
        return None
    heading = re.sub(r"(?:支出)?(?:情况)?(?:说明|分析)?$", "", s.scope.subject)
    is_all = len(enumerated(s, heading)) == _NUMBERS.index(told.group("number")) + 2
    return Subject((heading,), None, "expenditure") if is_all else None  # 会议费和培训费情况: 两项合计9万元
