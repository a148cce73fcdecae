"""Whose figures a document prints: the name in its fields, its title, its headings, its sentences, its tables.

The words that names end in, and those that a name is followed by where its accounts are told, are rows of
seeds/vocabulary/agency_words.csv.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from ingest.document import Document, Paragraph, Table
from ingest.extract.canonical import canonical
from ingest.vocabulary import Vocabulary

_FIELD = re.compile(
    r"(?<![下所直各]属)(?<!采购)(?<!牵头)(?<!责任)(?<!依托)(?<!主管)(?<!发布)(?:部门|单位)(?:（单位）)?(名称?)?(?:（公章）|（盖章）)?：(?:（公章）|（盖章）)?\s*"
    r"([^，。；：\s（）]{3,40}?(?:（(?!公章|盖章)[^）]*）)?)(?=[，。；：\s（）]|$|(?:金额|计量|货币|数据)?单位[：:]|[\u4e00-\u9fff]{2}(?:日期|时间|人)：|(?:19|20)\d{2}年)"
)
_PUBLISHER = re.compile(
    r"(?:发布|公开|来文|制发|信息)(?:机构|单位|部门|机关)：?(?P<name>[\u4e00-\u9fff（）]{4,30}?)(?=[，。；：\s\d]|$|[\u4e00-\u9fff]{2}(?:日期|时间|分类|方式)：)"
)
_LABELS = (
    re.compile(r"(?:部门|单位|预算|填报|编制|自评)*(?:（单位）)?(?:部门|单位)(?:（单位）)?名?称?：?"),
    re.compile(r"(?:项目|具体|资金|预算)*(?:实施|承担|使用|执行)+(?:（主管）)?单位(?:名称)?：?"),
    re.compile(r"(?:预算|项目|地方)?主管(?:部门|单位)(?:（单位）)?名?称?(?:及代码)?：?"),
    re.compile(r"(?:发布|公开|制发)(?:机构|单位|部门|机关)：?"),
)
"""Labels of a form, the surest first: a project belongs to the unit that carries it out where that has a full name."""
_NEXT_FIELD = re.compile(r"(?:单位|项目)?(?:联系(?:人|电话)|负责人|填报人|填表人).*$")
_SOURCE = re.compile(r"(?:来源|作者|发布者)[：:]\s*(?P<name>[\u4e00-\u9fff（）()]{4,30})")
_SIGNED_WITHIN = 8  # blocks at the end of a report
_DATED = re.compile(r"(?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日)?$")
_RELATIVE = re.compile(r"[省市县区州旗镇乡厅局委本我]")
"""县政协办, 厅办公室: whose county or department it is the name does not say."""
_EVALUATOR = re.compile(r"事务所|公司|集团")
_SEAL = re.compile(r"（(?:公章|盖章|签章|印章|章)）")
_FULL_NAME = re.compile(r"[\u4e00-\u9fff]{1,8}?[省市县区州盟旗镇乡]|^中国|^国家")
_IN_LINE = re.compile(
    r"(?:预算|项目)?主管(?:部门|单位)(?:名称)?(?:及代码)?：?(?P<name>[\u4e00-\u9fff（）]{4,30}?)(?=实施单位|项目)"
)
_NUMBERING = re.compile(
    r"^(?:第[一二三四五六七八九十]+(?:部分|章)[、：]?|[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[、.．](?!\d)|[•●·]|\[?\d{3,6}[-—\]])+"
)
_PRONOUN = re.compile(
    r"并(?!州)|在|已|仍|还|须|使|[对为由经以]?(?:我|本(?!溪)|该|各|全(?!州|南|椒)|其|此|每)|自治[区州县旗]$"
)
_IN_BRACKET = re.compile(r"（(?P<name>[^（）]{4,30})）$")
_LED_TO = re.compile(r"对(?![外台口])|关于|安排|使用|现将|现就|委托|组织的")
_YEAR = r"(?:19|20)\d{2}(?:年度?|\s*[-—]|部|度|(?=[\u4e00-\u9fff“]))"
_OPENS = r"[，。；：、“》（]|(?:19|20)\d{2}年度?"
_NAME = r"[\u4e00-\u9fff（）·]"
_HEADING, _SENTENCE_START, _ELSEWHERE = 4, 2, 1
_SHORTEST = 3
_LONGEST_HEADING = 60


class AgencyWords:
    """The patterns made of seeds/vocabulary/agency_words.csv."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Compile the words of each role."""
        roles: dict[str, list[str]] = defaultdict(list)
        for row in vocabulary.rows("vocabulary/agency_words.csv"):
            roles[row["role"]].append(row["word"])
        ending, region = _any(roles["ending"]), _any(roles["region"])
        follow = rf"(?=的?(?:{_any(roles['follow'])}|(?:19|20)\d\d))"
        self.follow = _any(roles["follow"])
        self.ends = re.compile(rf"(?:{ending})(?:（[^（）]{{1,10}}）)?$")
        self.ends_region = re.compile(rf"{_NAME}(?:{region})(?:（[^（）]{{1,10}}）)?$")
        self.named = re.compile(rf"(?P<name>{_NAME}{{2,30}}?(?:{ending}))(?:本级|（[^（）]{{1,6}}）)?{follow}")
        self.named_region = re.compile(rf"(?P<name>{_NAME}{{1,12}}?(?:{region})|{_any(roles['generic'])}){follow}")
        self.whole = re.compile(rf"(?P<name>{_NAME}{{2,30}}(?:{ending}|{region}))$")
        self.lead = re.compile(rf"^(?:{_any(roles['lead'])})[：:]?")
        self.opens = re.compile(rf"{_OPENS}|{_any(roles['lead'])}")
        self.no_name = re.compile(_any(roles["not_name"]))
        self.generic = frozenset(roles["generic"])

    def is_agency(self, text: str) -> bool:
        """Tell whether the text is the name of an organisation as far as its wording goes."""
        return bool(self.ends.search(text)) and len(text) >= _SHORTEST and not self._speaks_of_money(text)

    def is_region(self, text: str) -> bool:
        """Tell whether the text is the name of a region, or of its government's own level (区本级)."""
        region = bool(self.ends_region.search(text)) or text in self.generic
        return region and not self._speaks_of_money(text)

    def is_pronoun(self, text: str) -> bool:
        """Tell whether the words only point at an organisation: 我局, 对我县, 各部门, 全市."""
        return bool(_PRONOUN.match(text) or self.lead.match(text) or _LED_TO.search(text))

    def _speaks_of_money(self, text: str) -> bool:
        found = list(self.no_name.finditer(text))
        return bool(found) and not (
            self.ends.search(text) and all(m.start() > 0 and m.end() < len(text) for m in found)
        )


@lru_cache(maxsize=4)
def agency_words(vocabulary: Vocabulary) -> AgencyWords:
    """Return the compiled words of a vocabulary (compiled once)."""
    return AgencyWords(vocabulary)


def name_in_title(title: str, vocabulary: Vocabulary) -> str:
    """Return the organisation, else the region, that a title prints before or after its year ('' if none)."""
    words = agency_words(vocabulary)
    text = words.lead.sub("", _NUMBERING.sub("", title))
    before, *rest = re.split(_YEAR, text, maxsplit=1)
    parts = [part for part in (before if rest else "", *rest) if part]
    for part in parts or [text]:
        own = words.lead.sub("", part).rstrip("关于的 ") if part is before else part
        if part is before and (words.is_agency(own) or words.is_region(own)):
            return own
        for pattern in (words.named, words.named_region):
            found = pattern.match(own)
            if found and not words.no_name.search(found.group("name")):
                return _with_bracket(own, found)
    if rest and len(before) >= 2 and not words.no_name.search(before) and not re.search(r"[\d|]", before):
        return words.lead.sub("", before).rstrip("关于的 ")
    bracket = _IN_BRACKET.search(text)
    return bracket.group("name") if bracket and words.is_agency(bracket.group("name")) else ""


def _with_bracket(text: str, found: re.Match[str]) -> str:
    """（本级）, （机关） behind a name belong to it."""
    bracket = re.match(r"（(?:本级|机关|本部|汇总)）", text[found.end("name") :])
    return found.group("name") + (bracket.group() if bracket else "")


def names_in_fields(text: str, vocabulary: Vocabulary) -> list[str]:
    """Organisations that fields such as 部门：… and 编制单位：… name; 金额单位：… names a unit of measure."""
    found = ((match.group(1), match.group(2)) for match in _FIELD.finditer(text))
    words = agency_words(vocabulary)
    return [
        name
        for is_name, name in found
        if not re.search(r"\d|元$", name)
        and vocabulary.parse_unit(name) is None
        and (is_name or words.ends.search(name) or re.search(r"[县区市镇乡]$", name))
    ]


def name_told(lines: Iterable[str], vocabulary: Vocabulary) -> str:
    """Return the organisation that headings and sentences name most as the one whose accounts they tell, else a region.

    A name counts where it opens a line, a clause, or what follows a year, and where a word of its accounts follows it.
    """
    words = agency_words(vocabulary)
    for pattern in (words.named, words.named_region):
        counts: Counter[str] = Counter()
        for line in lines:
            for name, weight in _told_in(line, pattern, words):
                counts[name] += weight
        named = Counter({name: count for name, count in counts.items() if name not in words.generic}) or counts
        if named:
            return _fullest(named)
    return ""


def _told_in(line: str, pattern: re.Pattern[str], words: AgencyWords) -> Iterator[tuple[str, int]]:
    number = _NUMBERING.match(line)
    start = number.end() if number else 0
    is_heading = len(line) <= _LONGEST_HEADING and not re.search(r"[，。；]", line)
    for place in (start, *(m.end() for m in words.opens.finditer(line) if m.end() > start)):
        found = pattern.match(line, place)
        if found is None or words.no_name.search(found.group("name")) or words.is_pronoun(found.group("name")):
            continue
        near = place <= start + len("2000年度")
        yield found.group("name"), _HEADING if is_heading else (_SENTENCE_START if near else _ELSEWHERE)


def _fullest(counts: Counter[str]) -> str:
    """The name told most, in its fullest form: 寺下镇人民政府 is 上犹县寺下镇人民政府 where that is printed too."""
    total = {name: sum(count for other, count in counts.items() if name.endswith(other)) for name in counts}
    best = max(total, key=lambda name: (total[name], len(name)))
    return next((name for name in sorted(counts, key=len, reverse=True) if is_fuller(name, best)), best)


def is_fuller(name: str, short: str) -> bool:
    """Tell whether a name is another one with a few characters put in: 大英县文联 beside 大英文联."""
    if not 0 < len(name) - len(short) <= 2 or name[:2] != short[:2] or name[-3:] != short[-3:]:
        return False
    rest = iter(name)
    return all(char in rest for char in short)


def governs(name: str, place: str) -> bool:
    """Tell whether a name is the authority of a township that a title names alone: 某县某镇人民政府 of 某镇."""
    return bool(re.search(rf"{re.escape(place)}(?:人民政府|政府|办事处)$", name)) and place.endswith(
        ("镇", "乡", "街道")
    )


def is_label(text: str) -> bool:
    """Tell whether a line of a form is the label of an organisation that is filled in behind or below it."""
    return any(label.fullmatch(text) for label in _LABELS)


def name_beside_label(document: Document, vocabulary: Vocabulary) -> str:
    """The organisation most often named beside a label (单位名称, 实施单位, 主管部门), or below it."""
    words = agency_words(vocabulary)
    pairs = list(_pairs(document))
    for whole_names in (True, False):
        for label in _LABELS:
            named = [_NUMBERING.sub("", right) for left, right in pairs if label.fullmatch(left)]
            names = [n for n in named if words.ends.search(n) and (_FULL_NAME.match(n) or not whole_names)]
            if names:
                return Counter(names).most_common(1)[0][0]
    lines = (canonical(block.content.text).text for block in document.blocks if not isinstance(block, Table))
    inside = (found.group("name") for line in lines for found in _IN_LINE.finditer(line))
    return next((name for name in inside if words.is_agency(name)), "")


def _pairs(document: Document) -> Iterator[tuple[str, str]]:
    """Cells side by side, and short lines one below the other, as a form prints a label and what is filled in."""
    above = ""
    for block in document.blocks:
        if isinstance(block, Table):
            filled = [cell for cell in block.cells if cell.text.strip()]
            for left, right in pairwise(filled):
                if left.row == right.row:
                    filled_in = _NEXT_FIELD.sub("", "".join(right.text.split()))
                    yield _SEAL.sub("", canonical(left.text).text), filled_in
            above = ""
            continue
        text = canonical(block.content.text).text if len(block.content.text) <= _LONGEST_HEADING else ""
        if above and text:
            yield _SEAL.sub("", above), text
        above = text


def publisher_in(text: str, vocabulary: Vocabulary) -> str:
    """Return the organisation that a web page names as its publisher ('' if none)."""
    words = agency_words(vocabulary)
    return next((m.group("name") for m in _PUBLISHER.finditer(text) if words.is_agency(m.group("name"))), "")


def source_in(document: Document, vocabulary: Vocabulary) -> str:
    """Return the organisation that the lines at the top of a web page name as the source of the text ('' if none)."""
    words = agency_words(vocabulary)
    head = (block.content.text for block in document.blocks[:_SIGNED_WITHIN] if isinstance(block, Paragraph))
    names = (canonical(m.group("name")).text for text in head for m in _SOURCE.finditer(text))
    full = (name for name in names if words.is_agency(name) and not _RELATIVE.match(name))
    return next(full, "")


def name_signed(document: Document, vocabulary: Vocabulary) -> str:
    """Return the organisation that signs a report at its end, above the date ('' if none)."""
    words = agency_words(vocabulary)
    tail = [block for block in document.blocks[-_SIGNED_WITHIN:] if isinstance(block, Paragraph)]
    lines = [canonical(block.content.text).text.strip() for block in tail]
    for line, below in pairwise(lines):
        if _DATED.match(below) and len(line) <= 30 and words.is_agency(line) and not _EVALUATOR.search(line):
            return line
    return ""


def extends(name: str, short: str) -> bool:
    """Tell whether a name is another one with its region before it: 甲县乙镇人民政府 of 乙镇人民政府."""
    region = name[: -len(short)] if short and name.endswith(short) else ""
    return 2 <= len(region) <= 12 and region[-1] in "省市县区州盟旗乡镇"


def name_in_file_name(file_name: str, vocabulary: Vocabulary) -> str:
    """Return the organisation that the name of the file prints, the last resort ('' if none)."""
    stem = re.sub(r"\.\w{1,5}$", "", file_name.replace("\\", "/").rpartition("/")[2])
    text = re.sub(r"^[\d\s._\-—（）()]+|[_\s]+", "", canonical(stem).text)
    words = agency_words(vocabulary)
    name = name_in_title(text, vocabulary)
    return name if words.is_agency(name) or words.is_region(name) else ""


def _any(parts: list[str]) -> str:
    return "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))
