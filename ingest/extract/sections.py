"""Which section a paragraph stands in, and what that section says of the figures in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.extract.context import Context
from ingest.extract.phrases import Name, function_path
from ingest.vocabulary import Vocabulary

_LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(r"^第[一二三四五六七八九十]+(?:部分|章)[、：]?")),
    (2, re.compile(r"^[一二三四五六七八九十]{1,3}[、.．]")),
    (3, re.compile(r"^（[一二三四五六七八九十]{1,3}）[、.]?")),
    (4, re.compile(r"^\d{1,2}(?:\.\d{1,2})*[、.．](?!\d)|^\d{1,2}(?:\.\d{1,2})+(?=[\u4e00-\u9fff])")),
    (5, re.compile(r"^（\d{1,2}）[、.]?")),
    (6, re.compile(r"^\d{1,2}）|^[①-⑳⑴-⒇]")),
)
_LEAD = re.compile(
    r"^([^，。；：]{2,24}(?=[。：])|[^，。；：]{4,90}（[类款项]）(?=[。：，])|[^，。；：\d]{2,40}（\d{3,7}）(?=[。：，]))[。：，](?=.{4})"
)
_CLASS = re.compile(r"^[^，。；：]{2,90}（(?:[类款项]|\d{3,7})）[。：，]?$")
"""A line that is a class of the budget: 农林水支出（类）水利（款）行政运行（项）。"""
_TITLE_END = re.compile(r"(?:情况|说明|经费|费用?|支出|收入|预算|决算)$")
_REVIEW = re.compile(
    r"^(?P<project>[^，。；：]{2,40}?(?:项目|专项|经费|资金|工程|补助))(?:支出)?(?:绩效)?(?:目标)?(?:完成)?(?:情况)?"
    r"(?:绩效)?(?:自评|评价)?(?:结果|情况)?综述$"
)
"""What a review is of: 公路养护项目绩效自评综述 tells of one project."""
_SCORED_TITLE = re.compile(
    r"^(?P<title>[^，。；：（）\d]{2,30})（(?:[^（）\d]{0,8}\d{1,3}(?:\.\d+)?分?，?){1,3}）(?P<end>$|[。：](?=.{4}))"
)
"""预算执行（满分20分，得18分）: the weight and score behind a title are read, the title is what they belong to."""
_PART_TITLE = re.compile(r"(?:编制说明|情况说明|决算说明|预算说明|概况|名词解释|主要职能|机构设置)$")
_CODED = re.compile(r"（[23]\d{2,6}）$")
_ENDING = re.compile(r"[。；！？，]$")
_FIGURE = re.compile(r"(?<!\d)(?!(?:19|20)\d{2}(?:年|[-—–]|部|度))(?<![年月-])\d")
_GENERAL_ACCOUNT = re.compile(r"总体工作|重点工作任务|工作总体情况")
_ACHIEVED = re.compile(r"完成|实现|成效|绩效|产出|效益")
_ADVICE = ("建议", "措施")
_TOLD_TOO = re.compile(r"结论|问题|成效|情况|做法|经验|分析")
_ACHIEVED_GOALS = re.compile(r"完成|实现")
_NOT_LEAD = re.compile(
    r"^(?:其中|主要|具体|根据|按照|原因|注|说明|单位|因此|同时|如下|目标为|包括)|如下$|为$|包括$|主要职责$|\d(?:%|万|元)"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What the open headings say: statement, default item, basis of counts and rates, subject of scores, fund."""

    statement: str = ""
    name: Name | None = None
    basis: str = ""
    subject: str = ""
    fund: str = ""
    is_prior: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """The heading or lead a paragraph begins with: its level, its words, and where the running text starts."""

    level: int
    title: str
    body_start: int
    is_heading: bool


def opening_of(text: str, heading_level: int | None = None) -> Opening | None:
    """Return the heading or lead at the start of canonical text, or None where it starts with running text.

    A heading is a short numbered line without a figure; a lead is the short title before the first 。 or ： of a
    numbered paragraph, or before ： of any paragraph.
    """
    for level, pattern in _LEVELS:
        mark = pattern.match(text)
        if not mark:
            continue
        rest = text[mark.end() :]
        if _CLASS.match(rest):
            return Opening(level, _clean(rest.rstrip("，")), len(text), True)
        if len(rest) <= 30 and "，" not in rest and rest.endswith("。") and "。" not in rest[:-1]:
            rest = rest[:-1] if level <= 3 or _TITLE_END.search(rest[:-1]) else rest
        scored = _SCORED_TITLE.match(rest)
        if scored and "分" in scored.group():
            return Opening(level, _clean(scored.group("title")), mark.end() + scored.end(), not scored.group("end"))
        if len(rest) <= 60 and not _ENDING.search(rest) and not _FIGURE.search(rest) and "，" not in rest[12:]:
            return Opening(level, _clean(rest), len(text), True)
        lead = _LEAD.match(rest)
        if lead and not _FIGURE.search(lead.group(1)) and not _NOT_LEAD.search(lead.group(1)):
            return Opening(level, _clean(lead.group(1)), mark.end() + lead.end(), False)
        return Opening(level, "", mark.end(), False)
    if _PART_TITLE.search(text) and len(text) <= 40 and not re.search(r"[，。；：]", text):
        return Opening(1, _clean(text), len(text), True)
    if heading_level is not None and len(text) <= 60:
        return Opening(min(heading_level + 1, 6), _clean(text), len(text), True)
    lead = re.match(r"^([^，。；：\d]{2,14})：(?=.{12})", text)
    if lead and not _NOT_LEAD.search(lead.group(1)) and "，" in text:
        return Opening(7, _clean(lead.group(1)), lead.end(), False)
    return None


def enter(context: Context, levels: tuple[int, ...], opening: Opening) -> tuple[Context, tuple[int, ...]]:
    """Return context and levels after a heading or lead: deeper and equal ones close."""
    keep = [i for i, level in enumerate(levels) if level < opening.level]
    section = tuple(context.section[i] for i in keep)
    kept = tuple(levels[i] for i in keep)
    if opening.title:
        section, kept = (*section, opening.title), (*kept, opening.level)
    return replace(context, section=section, lead="" if opening.is_heading else opening.title), kept


def scope_of(context: Context, vocabulary: Vocabulary) -> Scope:
    """Return what the open headings say, the innermost first."""
    words = vocabulary.words("section_words")
    statement = basis = subject = fund = classes = ""
    name: Name | None = None
    review = _REVIEW.match(context.heading)
    for depth, heading in enumerate(reversed(context.section)):
        plain = heading.replace("“", "").replace("”", "")
        if re.search(r"（[类款项]）", heading) and (classes or not statement):
            classes = heading + classes if "（类）" not in classes else classes
            name, statement = function_path(classes), "expenditure"
        elif name is None and not statement and _CODED.search(heading):
            name, statement = Name(_CODED.sub("", heading), None, "function"), "expenditure"
        if name is None and not statement and not review:
            matches = [
                m
                for m in vocabulary.find_items(heading)
                if (m.item.code != "exe.budget" and m.end - m.start >= 3) or m.end - m.start == len(heading)
            ]
            if matches:
                best = max(matches, key=lambda m: (m.end - m.start, m.start))
                name, statement = Name(best.name, best.item, "section"), best.item.statement
        for _, _, row in words.find(plain):
            is_told = row["word"] in _ADVICE and _TOLD_TOO.search(plain)  # 评价结论及建议 tells results first
            if not basis and row["basis"] and not is_told:
                is_achieved = row["basis"] == "目标值" and _ACHIEVED_GOALS.search(plain)
                basis = "完成值" if is_achieved else row["basis"]
            if not statement:
                statement = row["statement"]
                if row["item_code"] and name is None and not review:
                    item = vocabulary.items[row["item_code"]]
                    name = Name(_default_name(item.name), item, "section")
        for _, _, row in vocabulary.words("funds").find(heading):
            fund = fund or row["fund"]
        if depth == 0:
            subject = re.sub(r"(?:工作|完成)?情况(?:说明|分析)?$|分析$", "", heading) or heading
            subject = review.group("project") if review else subject
    return Scope(statement, name, basis, subject, fund)


def is_general_account(context: Context) -> bool:
    """True in a section that tells of the year's work at large (总体工作和重点工作任务), not of what was achieved."""
    return any(_GENERAL_ACCOUNT.search(heading) and not _ACHIEVED.search(heading) for heading in context.section)


def _default_name(name: str) -> str:
    return name.removesuffix("合计")


def _clean(text: str) -> str:
    return re.sub(r"^[、：\s]+|[：。\s*]+$|\*", "", text)
