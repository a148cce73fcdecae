"""What running text says in words beside its numbers: comparisons with the budget, names of accounts, listed parts.

Each is a mark whose ``subject`` names what a check compares it with; nothing is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.document import Document, Paragraph, Passage
from ingest.extract.canonical import CanonicalText, canonical
from ingest.extract.counted_lists import counted_lists
from ingest.extract.structure import mark_of
from ingest.figure import Figure, TextMark
from ingest.vocabulary import Vocabulary

_BUDGET_NAME = r"(?:年初|全年|调整)?预算数?"
_AGAINST_BUDGET = re.compile(
    rf"决算数?(?:支出)?(?P<text>(?:基本)?(?:大于|小于|等于|高于|低于|超过|多于|少于){_BUDGET_NAME}"
    rf"|[与同和]{_BUDGET_NAME}(?:基本)?(?:持平|一致|相等|相同)"
    rf"|[较比]{_BUDGET_NAME}(?:有所)?(?:增加|减少|增长|下降)(?=[，。；的]|主要))"
)
_ACCOUNT = re.compile(r"[“”\"]*(?P<name>[\u4e00-\u9fff（）、]{2,40}?)[“”\"]*（(?P<level>类|款|项)）(?!支出)")
_ACCOUNT_START = re.compile(r"^(?:.*[，。；：、](?=[^、]*$)|[类款项]）|“|”|.*用于|其中|主要|包括|按|^用于)+")
_PARTS = re.compile(
    r"(?P<owner>人员经费|公用经费)(?:支出)?[\d,.]*(?:万元|元|亿元)?[^。；\d]{0,8}?(?:包括|用于)[：]?(?P<items>[^。；]{8,})"
)
_PART_SEPARATOR = re.compile(r"[、，]|和(?=[\u4e00-\u9fff]{2,12}$)")
_TAIL = re.compile(r"(?:等(?:支出|费用|方面)?|[，、])+$")
_NUMBER = r"(?P<count>[一二三四五六七八九十]|\d{1,2})"
_COUNTED = re.compile(rf"(?<![\d.]){_NUMBER}(?:个|项|条)(?P<noun>[\u4e00-\u9fff]{{2,8}}?(?:指标|目标|任务))")
_FOLLOWING = re.compile(
    rf"(?<![\d.第]){_NUMBER}(?:个|项|大|类)(?P<noun>[^，。；：、\d]{{0,10}}(?P<last>计划|工程|行动|任务|专项|项目))(?=[^。；]{{0,20}}如下[：。]?$)"
)
_ENUMERATED = re.compile(
    r"(?<![\d.第])(?P<count>[一二两三四五六七八九十]|\d{1,2})(?:个|条|点|项|类|方面|个方面)的?(?:主要|突出|具体|共性)?(?P<noun>问题|不足|短板|建议|措施)"
    r"(?:，?(?:主要|具体|分别)?(?:是|为|如下|有))?[：。]?$"
)
# the ordinals of a list that an announcement may open, those of a sentence before those of paragraphs
_ORDINALS = (
    re.compile(r"(?:^|(?<=[。；：，]))(?P<number>[一二三四五六七八九十])是"),
    re.compile(r"(?:^|(?<=[。；：，]))第(?P<number>[一二三四五六七八九十])[，、：]"),
    re.compile(r"(?:^|(?<=[。；：]))（(?P<number>[一二三四五六七八九十])）"),
    re.compile(r"(?:^|(?<=[。；：]))（(?P<number>\d{1,2})）"),
    re.compile(r"(?:^|(?<=[。；：]))(?P<number>\d{1,2})[.．、](?!\d)"),
)
_CHINESE_NUMBERS = "一二三四五六七八九十"
_CHAPTER = re.compile(r"^(?:第?[一二三四五六七八九十]{1,3}[、部]|（[一二三四五六七八九十]{1,3}）)")
_QUOTED = re.compile(r"“([^”]{2,60})”")
_OUTTURN = ("决算", "执行数", "实际")
_BUDGET = ("年初预算", "全年预算")


def wording_marks(document: Document, figures: Sequence[Figure], vocabulary: Vocabulary) -> list[TextMark]:
    """Return the marks of all paragraphs."""
    by_page: dict[int, list[Figure]] = {}
    for figure in figures:
        if figure.table_no is None:
            by_page.setdefault(figure.page, []).append(figure)
    marks: list[TextMark] = []
    paragraphs = [(b.content, canonical(b.content.text)) for b in document.blocks if isinstance(b, Paragraph)]
    for index, (content, canon) in enumerate(paragraphs):
        if canon.text:
            marks += _comparisons(content, canon, by_page, vocabulary)
            marks += _accounts(content, canon)
            marks += _parts(content, canon)
            marks += _counted(content, canon)
            following = [text.text for _, text in paragraphs[index + 1 : index + 60]]
            marks += _announced(content, canon, following)
            marks += counted_lists(content, canon, following)
            marks += _enumerated(content, canon, following)
    return marks


def _comparisons(
    content: Passage, canon: CanonicalText, by_page: dict[int, list[Figure]], vocabulary: Vocabulary
) -> Iterator[TextMark]:
    """``subject`` is the item whose outturn and budget the sentence compares, '' where none is printed before it."""
    for match in _AGAINST_BUDGET.finditer(canon.text):
        before = _figures_within(content, canon, match.start(), by_page)
        clause = re.split(r"[。；]", canon.text[: match.start()])[-1]
        named = {item.item.code for item in vocabulary.find_items(clause)}
        outturns = [f for f in reversed(before) if f.basis in _OUTTURN and f.metric == "amount"]
        budgets = {f.item for f in before if f.basis in _BUDGET and f.metric == "amount"}
        chosen = next((f.item for f in outturns if f.item_code in named and f.item in budgets), "")
        chosen = chosen or next((f.item for f in outturns if f.item in budgets), "")
        chosen = chosen or (outturns[0].item if outturns else "")
        yield mark_of(content, canon, "against_budget", match.span("text"), chosen)


def _figures_within(content: Passage, canon: CanonicalText, end: int, by_page: dict[int, list[Figure]]) -> list[Figure]:
    """The figures of the passage that are printed before a canonical offset, in reading order."""
    limit = canon.printed_span(end, end)[0]
    found, passed = [], 0
    for fragment in content.fragments:
        last = fragment.start + max(min(fragment.end - fragment.start, limit - passed), 0)
        found += [f for f in by_page.get(fragment.page, ()) if fragment.start <= f.char_start < last]
        passed += fragment.end - fragment.start
    return found


def _accounts(content: Passage, canon: CanonicalText) -> Iterator[TextMark]:
    for match in _ACCOUNT.finditer(canon.text):
        printed = match.group("name")
        name = _ACCOUNT_START.sub("", printed)
        if len(name) >= 2:
            start = match.end("name") - len(name)
            yield mark_of(content, canon, "account_name", (start, match.end("name")), match.group("level"))


def _parts(content: Passage, canon: CanonicalText) -> Iterator[TextMark]:
    for match in _PARTS.finditer(canon.text):
        position = match.start("items")
        names = _PART_SEPARATOR.split(match.group("items"))
        for name in names if len(names) > 2 else ():
            start = canon.text.index(name, position)
            position = start + len(name)
            bare = _TAIL.sub("", name)
            if 2 <= len(bare) <= 24:
                yield mark_of(content, canon, "listed_part", (start, start + len(bare)), match.group("owner"))


def _counted(content: Passage, canon: CanonicalText) -> Iterator[TextMark]:
    """6个数量指标 … 数量指标“甲” “乙” …: ``subject`` is what is counted and how many different names are quoted."""
    for match in _COUNTED.finditer(canon.text):
        again = canon.text.find(match.group("noun") + "“", match.end())
        if again < 0:
            continue
        quoted = re.match(r"(?:[、，和及]?“[^”]{2,80}”)+", canon.text[again + len(match.group("noun")) :])
        names = _QUOTED.findall(quoted.group()) if quoted else []
        if len(names) > 1:
            subject = f"{match.group('noun')}|{len(set(names))}"
            yield mark_of(content, canon, "counted_list", match.span("count"), subject)


def _announced(content: Passage, canon: CanonicalText, following: list[str]) -> Iterator[TextMark]:
    """五大专项计划……如下: ``subject`` is what is announced and how many paragraphs that begin with one follow."""
    for match in _FOLLOWING.finditer(canon.text):
        head = re.compile(rf"^[^，。；：]{{2,20}}{match.group('last')}：")
        told = 0
        for text in following:
            if _CHAPTER.match(text):
                break
            told += bool(head.match(text))
        if told > 1:
            yield mark_of(content, canon, "counted_list", match.span("count"), f"{match.group('noun')}|{told}")


def _enumerated(content: Passage, canon: CanonicalText, following: list[str]) -> Iterator[TextMark]:
    """存在三方面问题： above paragraphs that begin with ordinals: ``subject`` is what is announced and their number."""
    for match in _ENUMERATED.finditer(canon.text):
        told = _last_ordinal(following)
        if told > 1:
            yield mark_of(content, canon, "counted_list", match.span("count"), f"{match.group('noun')}|{told}")


def _last_ordinal(following: list[str]) -> int:
    """The last ordinal of the list that the next paragraph begins; 0 where none is sure.

    The list ends where another paragraph follows that no ordinal of its form begins, and is left out where the text
    ends first; one whose numbers leave some out has another fault.
    """
    opened = [form for form in _ORDINALS if following and (match := form.match(following[0])) and _number(match) == 1]
    if not opened:
        return 0
    form, last = opened[0], 0
    for text in following:
        if not form.match(text) and (_CHAPTER.match(text) or form in _ORDINALS[:2]):
            return last
        for match in form.finditer(text):
            if _number(match) != last + 1:
                return last if _number(match) == 1 else 0
            last += 1
    return 0


def _number(match: re.Match[str]) -> int:
    printed = match.group("number")
    return int(printed) if printed.isdigit() else _CHINESE_NUMBERS.index(printed) + 1
