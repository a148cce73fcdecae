"""The units a sentence lists by name after their number: 下属单位3个，分别为甲研究所、乙中心、丙学院。"""

from __future__ import annotations

import re

from ingest.document import Passage
from ingest.extract.canonical import CanonicalText
from ingest.figure import Figure, ListedUnit

_UNIT_CODES = ("str.units", "str.budget_units")
_COUNTED = re.compile(r"(?:预算|下属|所属)单位")
_LIST = re.compile(
    r"^[个家户](?:[^，。；：、\d]{0,8}单位[^，。；：、\d]{0,12})?[，：]?(?:包括|具体包括|包含|具体为|具体是|分别为|分别是|依次为|名单如下|具体如下|如下|即|为|是)：?"
    r"(?P<names>[^。；：]+)(?=[。；]|$)"
)
_MARK = re.compile(r"^(?:（?\d{1,2}[）.]|[①-⑳])")
_LINE_MARK = re.compile(r"^(?:（?\d{1,2}[）.．、]|（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、|[①-⑳])")
_ORGANISATION = re.compile(
    r"^[^，：\d]{1,40}(?:[局厅委部院会校所站馆办社队处署库台场园室团]|中心|大学|学校|幼儿园|本级|机关|公司)(?:（[^（）]{1,12}）)?$"
)

_LAST = re.compile(r"(?<=[局厅委部院会校所站馆办社队处署库台场园室团心学关司级）])[和及](?=[^、，]+$)")
"""The 和 before the last name, not that of 和平区 or 呼和浩特市."""


def listed_in_prose(content: Passage, canon: CanonicalText, figures: list[Figure]) -> list[ListedUnit]:
    """Return the units that a paragraph lists after a number of subordinate or budget units.

    An open list (甲、乙等) and one with a member that is no organisation give none: a part is no list of units.
    """
    for figure in figures:
        leaf = figure.item.rpartition("/")[2]
        if figure.metric != "count" or figure.item_code not in _UNIT_CODES or not _COUNTED.search(leaf):
            continue
        for number in re.finditer(re.escape(figure.raw), canon.text):
            found = _LIST.match(canon.text[number.end() :])
            units = _units(content, canon, number.end() + found.start("names"), found) if found else []
            if units:
                return units
    return []


_ANNOUNCED = re.compile(r"(?:包括|包含|具体为|具体是|分别为|分别是|依次为|名单如下|如下|即|为|是)：$")
_ITEM_END = re.compile(r"[；。，、]$")


def announces_units(canon: CanonicalText, figures: list[Figure]) -> bool:
    """Say whether a paragraph counts units and ends where their names, one to a line, must follow."""
    counted = any(f.metric == "count" and f.item_code in _UNIT_CODES and _COUNTED.search(f.item) for f in figures)
    return counted and bool(_ANNOUNCED.search(canon.text))


def unit_of_line(content: Passage, canon: CanonicalText) -> ListedUnit | None:
    """Return the unit that a line of a list is: 2．某市信息中心."""
    start = match.end() if (match := _LINE_MARK.match(canon.text)) else 0
    end = match.start() if (match := _ITEM_END.search(canon.text)) else len(canon.text)
    name = canon.text[start:end]
    if not _ORGANISATION.match(name):
        return None
    place = content.locate(*canon.printed_span(start, end))
    return ListedUnit(name, place.page, place.line)


def _units(content: Passage, canon: CanonicalText, start: int, found: re.Match[str]) -> list[ListedUnit]:
    units: list[ListedUnit] = []
    for part in re.finditer(r"[^、，]+", _LAST.sub("、", found.group("names"))):
        name = _MARK.sub("", part.group())
        if not _ORGANISATION.match(name):
            return []
        begin = start + part.end() - len(name)
        place = content.locate(*canon.printed_span(begin, begin + len(name)))
        units.append(ListedUnit(name, place.page, place.line))
    return units if len(units) > 1 else []
