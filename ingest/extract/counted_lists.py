"""Numbers that close or open a list in one sentence: 甲处、乙处和丙处共3个处室, “甲”“乙”两大活动, 三个问题：一是…二是….

Each list is a ``counted_list`` mark whose subject is what is counted and how many are listed; nothing is judged here.
A list that ends in 等 may be incomplete: it says something only where it holds more than its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.document import Passage
from ingest.extract.canonical import CanonicalText
from ingest.extract.structure import mark_of
from ingest.figure import TextMark

_ORDINALS = "一二三四五六七八九十"
_COUNT = rf"(?P<count>(?<![{_ORDINALS}第])[{_ORDINALS}](?![{_ORDINALS}])|(?<![\d.])\d{{1,2}})"
_KINDS: dict[str, str] = {
    "处室": r"[处室部办委队心]",
    "科室": r"[科室部办所队心]",
    "股室": r"[股室办所队心]",
    "县市": r"[县市区旗]",
    "乡镇": r"[乡镇]|街道",
    "街道": r"街道|镇",
    "学校": r"[校学园院]",
    "机构": r"[处室所部科股办委队站局院馆厅心]",
    "部门": r"[处室所部科股办委队站局院馆厅心]",
    "单位": r"[处室所部科办委队站局院校馆厅心学园]",
}
"""What the names of things counted under a noun end in: 甲县、乙县30个乡镇 counts no counties."""
_BODIES = re.compile(
    r"(?P<list>[^，。；：、“”《》\d]{2,30}(?:、[^，。；：、“”《》\d]{2,24}){2,})"
    rf"{_COUNT}(?:个|家)(?P<noun>[^，。；：、\d]{{0,6}}?(?P<kind>{'|'.join(_KINDS)}))"
)
_CLOSES = re.compile(r"(?P<etc>等)?(?:共计?|合计|总计)?有?$")
_BRACKETS = re.compile(r"（[^（）]*）")
_JOINED = re.compile(
    r"(?<=[处室所部科股办委队站局院校馆会厅县市区镇乡心道园学])(?:以及|(?P<may>和|与|及))(?=[\u4e00-\u9fff]{2})"
)
"""甲处以及乙处 are two; 实验室和基地处 may be one."""
_TITLES = re.compile(
    r"(?P<list>(?:“[^“”]{2,30}”[、和与及]?){2,}|(?:《[^《》]{2,60}》(?:（[^（）]{1,20}）)?[、和与及]?){2,})(?P<etc>等)?(?:共)?"
    rf"{_COUNT}(?:个|项|大|部|份|类)(?P<noun>[\u4e00-\u9fff]{{2,8}})"
)
_PAPERS = re.compile(r"文件|制度|办法|方案|规定|通知|意见")
_TITLE = re.compile(r"“[^“”]{2,30}”|《[^《》]{2,60}》")
_POINTS = re.compile(
    rf"{_COUNT}(?:个|项|条|点|大|类)(?P<noun>[^，。；：、\d]{{0,10}})(?:[：。，；]|如下：?|，(?:分别|具体)[^，。；：]{{0,6}}：)一是"
)
_POINT = re.compile(rf"(?:^|(?<=[，。；：、]))(?P<ordinal>[{_ORDINALS}])是")
_FAR = 3
"""A number that is far from what is listed counts something else: 甲所、乙所、丙所共24个科室."""
_MORE = re.compile(r"此外|另外|最后|还有|同时，|再次")


def counted_lists(content: Passage, canon: CanonicalText, following: Sequence[str]) -> Iterator[TextMark]:
    """Return the marks of a paragraph; ``following`` are the texts of the paragraphs after it."""
    for match in _BODIES.finditer(canon.text):
        closes = _CLOSES.search(match.group("list"))
        is_open = closes is not None and bool(closes.group("etc"))
        members = _BRACKETS.sub("", _CLOSES.sub("", match.group("list"))).split("、")
        named = re.compile(rf"(?:{_KINDS[match.group('kind')]})$")
        if all(named.search(member) for member in members):
            joined = _JOINED.search(members[-1])
            certain = len(members) + (joined is not None and not joined.group("may"))
            possible = certain + (joined is not None and bool(joined.group("may")))
            told = possible if _value(match) >= possible else certain
            yield from _mark(content, canon, match, told, is_open)
    for match in _TITLES.finditer(canon.text):
        if match.group("count").isdigit() and not match.group("etc") and not _PAPERS.search(match.group("noun")):
            continue  # “启航”“续航”35项课题: projects of the two
        yield from _mark(content, canon, match, len(_TITLE.findall(match.group("list"))), bool(match.group("etc")))
    for match in _POINTS.finditer(canon.text):
        told, rest = _points(canon.text[match.end() - 2 :], following)
        is_cut = not re.search(r"[。；！]$", rest)  # an excerpt
        after = re.compile(rf"[^，。；]{{0,6}}{_ORDINALS[told]}是") if told < len(_ORDINALS) else None
        goes_on = after is not None and any(after.match(text) for text in following)
        if told > 1 and not is_cut and not goes_on and not _MORE.search(rest):
            yield from _mark(content, canon, match, told, False)


def _value(match: re.Match[str]) -> int:
    stated = match.group("count")
    return int(stated) if stated.isdigit() else _ORDINALS.index(stated) + 1


def _mark(content: Passage, canon: CanonicalText, match: re.Match[str], told: int, is_open: bool) -> Iterator[TextMark]:
    number = _value(match)
    if number > 1 and (told >= number or not is_open) and abs(told - number) <= _FAR:
        subject = f"{match.group('noun') or '要点'}|{told}"
        yield mark_of(content, canon, "counted_list", match.span("count"), subject)


def _points(text: str, following: Sequence[str]) -> tuple[int, str]:
    """How many points a list of 一是, 二是 has, here and in the paragraphs that go on with it, and its whole text."""
    told, read = 0, ""
    for paragraph in (text, *following):
        ordinals = [_ORDINALS.index(found.group("ordinal")) + 1 for found in _POINT.finditer(paragraph)]
        if not ordinals or ordinals[0] != told + 1 or not (paragraph is text or _POINT.match(paragraph)):
            break
        for ordinal in ordinals:
            if ordinal != told + 1:
                return 0, read  # lists within the list
            told = ordinal
        read += paragraph
    return told, read
