"""Percentages dealt out over a list of names: 分别占60.00%和40.00%, 各占, 依次占, 分别增长."""

from __future__ import annotations

import re

from ingest.extract.prose_claims import claim_of, direction_of
from ingest.extract.prose_lists import enumerated
from ingest.extract.prose_naming import default_basis, result_basis
from ingest.extract.prose_reading import Sentence, Subject
from ingest.extract.record import Reading

_DEALT = re.compile(
    r"(?:分别|依次)(?:(?:较上年|比上年|同比|较去年)?(?P<word>增长|下降|提高|增加|减少)|占[^，；。]{0,12}|完成[^，；。]{0,12}的)$"
    r"|(?:占比|比重|比例)(?:分别|依次)(?:为|是|达)?$"
)
_SHARED_OUT = re.compile(
    r"^(?P<names>[^占]+?)(?:(?:各自?|分别|依次)占[^，；。占]{0,12}|(?:占[^，；。占]{2,14}?)?的?(?:占比|比重|比例|比)(?:分别|依次|各)(?:为|是|达)?)$"
)
"""基本支出和项目支出各占, 甲、乙占总收入的比重分别为: shares of what is named here, not of what was told before."""


def deal_out(s: Sentence, index: int, link: str, tail: str) -> Reading | None:
    """Deal 分别同比增长15.2%和18.6% out over the last items named, or return None where nothing is dealt."""
    opened, shared = _DEALT.search(tail), _SHARED_OUT.match(tail)
    if opened or shared:
        run = index + 1
        while run < len(s.numerals) and re.fullmatch(
            r"[、和及与，]", s.text[s.numerals[run - 1].stop : s.numerals[run].start]
        ):
            run += 1
        told_before = s.recent
        s.dealt = _named_here(s, shared.group("names"), run - index) if shared else []
        if opened and not s.dealt:
            s.dealt, told_before = s.recent[index - run :], s.recent[: index - run]
        s.whole = s.parent or next((own for own in told_before[-1:] if own.metric == "amount"), None)
        if opened and opened.group("word"):
            s.compare = ("", (s.year or s.fiscal_year or 0) - 1)
    elif not re.fullmatch(r"[、和及与，]", link):
        s.dealt = []
    if not s.dealt:
        return None
    subject = s.dealt.pop(0)
    before, _, told = re.sub(r"各(?=占)|依次", "分别", s.text[s.start : s.numerals[index].start]).rpartition("分别")
    if told.startswith("占") or before.endswith(("占比", "比重", "比例")):
        whole = s.whole or (s.main if s.main is not None and s.main.path != subject.path else s.previous)
        base = re.match(r"占([^，；。\d]{2,12}?)的", told) or re.search(
            r"占([^，；。\d占]{2,12}?)的?(?:比重|比例|比)$", before
        )
        name = s.phrases.standard(s.phrases.strip_head(base.group(1), s.context.entity)) if base else None
        beside = whole is not None and whole is not s.parent and whole.item is None and subject.item is None
        whole = Subject((name.path,), name.item) if name is not None else None if beside else whole
        basis = subject.basis or s.basis or default_basis(s, subject)
        return claim_of(
            s,
            subject,
            "share",
            "",
            "prose.list",
            f"{whole.text if whole else ''}|{basis}|{s.year or s.fiscal_year}",
        )
    if told.startswith("完成"):
        basis = result_basis(s, subject.statement)
        return Reading(subject.text, subject.code, "rate", basis, None, subject.statement, rule="prose.list")
    return claim_of(s, subject, "change_rate", direction_of(s, opened.group("word")) if opened else "", "prose.list")


def _named_here(s: Sentence, text: str, count: int) -> list[Subject]:
    """Return the items that a list of so many names tells, none where it is another list."""
    names = [s.phrases.name(part, s.context.entity) for part in enumerated(s, text)]
    found = [name for name in names if name is not None]
    if count < 2 or len(found) != count or len(names) != count:
        return []
    s.list_names = found
    return [s.subject_for(name) for name in found]
