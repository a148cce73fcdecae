"""Find every numeral of a passage, with its unit, its comparator, and what it is when it is no figure.

A numeral is a run of digits (with thousands separators and decimals), a circled number, or a Chinese numeral before
a counting word. Patterns that tell dates, document numbers, names and the like are rows of
seeds/vocabulary/non_figure_patterns.csv; the first pattern that covers a numeral names its kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ingest.extract.canonical import CanonicalText, canonical
from ingest.vocabulary import Unit, Vocabulary, WordList

_NUMBER = re.compile(
    r"(?P<sign>(?<![\dA-Za-z年月日）])[-+](?=\d))?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.(?!(?:19|20)\d{2}年)\d+)?)"
)
_MOST_DIGITS, _MOST_DECIMALS = 20, 10
"""No amount of a public report is longer; a longer run of digits is a damaged text and no figure."""
_CIRCLED = re.compile(r"[①-⑳⑴-⒇]")
_CHINESE = re.compile(r"[〇零一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]+(?![、）])")
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
"""As amounts are written where nobody shall change them; 陆 and 伍 are names, too, so they count before money only."""
_CHINESE_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_CHINESE_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_NO_AMOUNT_BEFORE = re.compile(r"[亿点多数上近百千万第]$")
_NO_AMOUNT_AFTER = re.compile(r"(?:以[上下内]|及以[上下]|级|大关|户|化|次)")
_LEAST_YUAN = 100
"""一元化, 二元结构: words, as amounts of a few 元 are printed in digits."""
_BIG = re.compile(r"大(?=[\u4e00-\u9fff]{2})")
_OWN = re.compile(r"本(?:[年级部单区市县局院校着]|期)")
"""A page number before 本年支出 counts no books."""
_AFTER_UNIT = re.compile(r"（含）|[余多]")


@dataclass(frozen=True, slots=True)
class Numeral:
    """One numeral: canonical offsets, printed form and reading.

    ``start``/``end`` cover the number with its sign in canonical text, ``stop`` is where its unit (and a word such as
    以上 that belongs to it) ends; ``kind`` is '' for a number that may be a figure, else a code of
    seeds/vocabulary/non_figure_kinds.csv. ``unit`` is the reading, ``unit_text`` the printed unit.
    """

    start: int
    end: int
    stop: int
    raw: str
    value: Decimal
    decimals: int
    unit: Unit | None = None
    unit_text: str = ""
    comparator: str = ""
    kind: str = ""
    is_chinese: bool = False


def find_numerals(text: CanonicalText | str, vocabulary: Vocabulary) -> list[Numeral]:
    """Return every numeral of a text in order; each digit of the text is in exactly one of them."""
    canon = canonical(text) if isinstance(text, str) else text
    source = canon.text
    if not (_NUMBER.search(source) or _CIRCLED.search(source) or _CHINESE.search(source)):
        return []
    kinds = _kinds_by_place(source, vocabulary)
    found: list[Numeral] = []
    for match in _NUMBER.finditer(source):
        start, end = match.start("digits"), match.end("digits")
        kind = kinds.get(start, "")
        if match.group("sign") and not kind:
            start = match.start("sign")
        found.append(_numeral(canon, start, end, kind, vocabulary))
    for match in _CIRCLED.finditer(source):
        found.append(_plain(canon, match.start(), match.end(), Decimal(_circled(match.group())), "list_marker"))
    for match in _CHINESE.finditer(source):
        numeral = _chinese(canon, match, kinds, vocabulary)
        if numeral is not None:
            found.append(numeral)
    return sorted(found, key=lambda n: n.start)


def chinese_value(text: str) -> int | None:
    """Return the value of a Chinese numeral below 亿 (十二, 两百, 三千五百), or None where it is none."""
    total, section, digit, scaled = 0, 0, None, False
    for char in text:
        if char in _CHINESE_DIGITS:
            if digit not in (None, 0):
                return None
            digit = _CHINESE_DIGITS[char]
        elif char == "万":
            total, section, digit, scaled = (total + section + (digit or 0)) * 10000, 0, None, True
        else:
            section += (1 if digit is None else digit) * _CHINESE_SCALES[char]
            digit, scaled = None, True
    if not text or (len(text) > 1 and not scaled and text[0] not in "〇零"):
        return None
    return total + section + (digit or 0)


def _kinds_by_place(source: str, vocabulary: Vocabulary) -> dict[int, str]:
    """The kind of each character that belongs to no figure; of several patterns that cover it the first counts."""
    kinds: dict[int, str] = {}
    for kind, pattern in vocabulary.non_figure_patterns:
        for match in pattern.finditer(source):
            for place in range(*match.span()):
                kinds.setdefault(place, kind)
    return kinds


def _numeral(canon: CanonicalText, start: int, end: int, kind: str, vocabulary: Vocabulary) -> Numeral:
    source = canon.text
    digits = source[start:end].replace(",", "").replace("+", "")
    decimals = len(digits.partition(".")[2])
    printed = canon.printed[slice(*canon.printed_span(start, end))]
    value = Decimal(digits)
    if len(digits) - decimals > _MOST_DIGITS or decimals > _MOST_DECIMALS:
        kind = "garbled"
    if kind:
        return Numeral(start, end, end, printed, value, decimals, kind=kind)
    position, comparator = end, ""
    inside = _AFTER_UNIT.match(source, position)
    if inside and inside.group() in "余多" and vocabulary.unit_at(source, inside.end()):
        position, comparator = inside.end(), ">="
    if position < len(source) and source[position] == " ":
        position += 1
    unit = vocabulary.unit_at(source, position)
    if unit is not None and unit.name == "本" and _OWN.match(source, position):
        unit = None
    stop = position + len(unit.name) if unit else end
    unit_text = canon.printed[slice(*canon.printed_span(position, stop))] if unit else ""
    words = vocabulary.words("comparators")
    if unit:
        trailing = _AFTER_UNIT.match(source, stop)
        if trailing and trailing.group() != "（含）":
            stop, comparator = trailing.end(), ">="
    for size in (6, 5, 4, 3, 2):
        row = words.get(source[stop : stop + size])
        if row is not None and row["position"] == "after" and stop + size <= len(source):
            stop, comparator = stop + size, row["comparator"]
            break
    if not comparator or comparator == "=":
        comparator = _comparator_before(source, start, words) or comparator
    return Numeral(start, end, stop, printed, value, decimals, unit, unit_text, comparator)


def _comparator_before(source: str, start: int, words: WordList) -> str:
    for size in (5, 4, 3, 2, 1):
        row = words.get(source[max(start - size, 0) : start])
        if row is not None and row["position"] == "before":
            return row["comparator"]
    return ""


def _plain(canon: CanonicalText, start: int, end: int, value: Decimal, kind: str) -> Numeral:
    return Numeral(start, end, end, canon.printed[slice(*canon.printed_span(start, end))], value, 0, kind=kind)


def _chinese(
    canon: CanonicalText, match: re.Match[str], kinds: Mapping[int, str], vocabulary: Vocabulary
) -> Numeral | None:
    """A Chinese numeral counts only before a counting word; 第三批, 一是, 十四五 do not."""
    source, (start, end) = canon.text, match.span()
    if source.startswith("元", end):
        return _chinese_amount(canon, match, kinds, vocabulary)
    if match.group() != match.group().translate(_FORMAL):
        return None
    unit = vocabulary.unit_at(source, end) or (Unit("大", "count", Decimal(1)) if _BIG.match(source, end) else None)
    value = chinese_value(match.group())
    if unit is None or unit.kind not in ("count", "money") or unit.name in ("级", "步", "节", "段") or value is None:
        return None
    if start and source[start - 1] in "0123456789.第同每逐某任另首各近几前后上下这那有万统唯专单":
        return None
    if start and source[start - 1] == "数" and source[start] in "十百千万":  # 编制数五十人 counts, 数十人 does not
        return None
    if start in kinds:
        return None
    stop = end + len(unit.name)
    raw = canon.printed[slice(*canon.printed_span(start, end))]
    unit_text = canon.printed[slice(*canon.printed_span(end, stop))]
    return Numeral(start, end, stop, raw, Decimal(value), 0, unit, unit_text, is_chinese=True)


def _chinese_amount(
    canon: CanonicalText, match: re.Match[str], kinds: Mapping[int, str], vocabulary: Vocabulary
) -> Numeral | None:
    """Read 一百二十万元, 贰佰万元整; 百万元 and 亿元 that no digit stands before are words."""
    source, (start, end) = canon.text, match.span()
    end -= len(match.group()) - len(match.group().rstrip("万"))
    unit = vocabulary.unit_at(source, end)
    value = chinese_value(source[start:end].translate(_FORMAL))
    if unit is None or unit.kind != "money" or not value or source[start] in "百千万佰仟" or start in kinds:
        return None
    stop = end + len(unit.name)
    if _NO_AMOUNT_BEFORE.search(source, max(start - 1, 0), start) or _NO_AMOUNT_AFTER.match(source, stop):
        return None
    if unit.name == "元" and value < _LEAST_YUAN:
        return None
    raw = canon.printed[slice(*canon.printed_span(start, end))]
    unit_text = canon.printed[slice(*canon.printed_span(end, stop))]
    return Numeral(start, end, stop, raw, Decimal(value), 0, unit, unit_text, is_chinese=True)


def _circled(char: str) -> int:
    return ord(char) - (0x245F if char <= "⑳" else 0x2473)
