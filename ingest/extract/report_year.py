"""The year a document reports on: as its title prints it, else as its headings and sentences tell it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_IN_WORDS = re.compile(r"(?:二[〇○零Oo]|一九)[〇○零Oo一二三四五六七八九]{2}(?=年)")
_DIGITS = {**{char: str(digit) for digit, char in enumerate("〇一二三四五六七八九")}, **dict.fromkeys("○零Oo", "0")}
_IN_TITLE = re.compile(r"((?:19|20)\d{2})年?度?")
_PRINTED = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年|部门|单位|年度)")
_COMPARED_BEFORE = re.compile(r"(?:比|较|与|同|和|相比|对比|从|由|至|于|超过?|低于|高于|占|完成|上年（)$")
_DATED_AFTER = re.compile(
    r"年(?:度?[无没未]|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月|底|末|初|年底|年末|以来|至|到|起|之前|以前|前|后)"
)
_TOLD_AFTER = re.compile(
    r"年?度?的?(?:[\u4e00-\u9fff（）]{0,20}?)(?:部门|单位|本级|“?三公|一般公共|财政拨款|政府性基金|收入|支出|预算|决算|收支|绩效|自评)"
)
_OF_OTHER_YEAR = re.compile(r"《[^《》]*》|〔[^〔〕]*〕|\[[^\[\]]*\]|（[^（）]*号）|[-—\d]*号")
_YEAR_BEFORE = re.compile(r"(?:比|较|与|同|和|相比|对比)(?:19|20)\d{2}年|(?:19|20)\d{2}年度?[无没未]")
"""A report is compared with the year before it, or had nothing to compare with: 较2020年减少, 2020年无此项预算."""
_HEADING, _TOLD, _MENTIONED = 6, 3, 1
_LONGEST_HEADING = 60


def with_digits(text: str) -> str:
    """Return text with years in words as digits: 二〇二三年 is 2023年."""
    return _IN_WORDS.sub(lambda found: "".join(_DIGITS[char] for char in found.group()), text)


def year_in_title(title: str) -> int | None:
    """Return the year a title reports on; of 2010年决算和2011年预算 it is the year of the account."""
    years = _IN_TITLE.findall(title)
    if not years:
        return None
    before_account = _IN_TITLE.findall(title.partition("决算")[0])
    return int((before_account or years)[-1] if "决算" in title else years[0])


def year_told(lines: Iterable[str], document_type: str, dated: str = "") -> int | None:
    """Return the year that headings and sentences tell of most; years that are only compared with do not count.

    ``dated`` is when the report was filled in: an evaluation tells of the year before. Where a budget and the account
    of another year stand together, the document's own kind decides. Where only one year is told of, and only as what
    the report is compared with, the report is that of the next.
    """
    weights: Counter[int] = Counter()
    before: set[int] = set()
    own, other = ("预算", "决算") if document_type == "budget" else ("决算", "预算")
    for line in lines:
        text = _OF_OTHER_YEAR.sub("", line)
        is_heading = len(text) <= _LONGEST_HEADING and not re.search(r"[，。；]", text)
        before.update(int(re.sub(r"\D", "", found.group())) for found in _YEAR_BEFORE.finditer(text))
        for found in _PRINTED.finditer(text):
            after = text[found.end() : found.end() + 40]
            if _COMPARED_BEFORE.search(text[: found.start()]) or _DATED_AFTER.match(after):
                continue
            told = _TOLD_AFTER.match(after)
            weight = (_HEADING if is_heading else _TOLD) if told else _MENTIONED
            clause = re.split(r"[，。；：\d]", after)[0]
            if other in clause and own not in clause and document_type in ("budget", "final_account", "three_public"):
                weight = _MENTIONED
            weights[int(found.group(1))] += weight
    if not weights:
        return before.pop() + 1 if len(before) == 1 and document_type in ("budget", "final_account") else None
    prior = int(dated[:4]) - 1 if dated else 0
    if weights.get(prior):
        return prior
    return max(weights, key=lambda year: (weights[year], year))
