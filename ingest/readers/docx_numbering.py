"""Automatic numbering of Word paragraphs (一、 （二） 3. ①), restored as the text a person sees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from ingest.readers.packed import attribute, local_name

_DIGITS = "〇一二三四五六七八九"
_FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: first number, number format, text pattern (``（%2）``); legal ones print only 1, 2, 3."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    is_legal: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has been counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # by list id
    abstract_of: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)  # lists of one abstract definition count on

    def label(self, list_id: str, depth: int) -> str:
        """Count one paragraph of this list and return its printed number ('' for bullets and unknown lists)."""
        levels = self.levels.get(list_id, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(self.abstract_of[list_id], {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if level.number_format in ("bullet", "none", "picture"):
            return ""

        def printed(match: re.Match[str]) -> str:
            wanted = int(match.group(1)) - 1
            shown = levels.get(wanted, Level())
            number = counts.setdefault(wanted, shown.start)
            return format_number(number, "decimal" if level.is_legal else shown.number_format)

        return re.sub(r"%([1-9])", printed, level.text)


def read_numbering(root: etree._Element | None) -> Numbering:
    """Read ``numbering.xml`` (None where the document has none)."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstract: dict[str, dict[int, Level]] = {}
    for element in root:
        if local_name(element) == "abstractNum":
            abstract[attribute(element, "abstractNumId") or ""] = _levels(element)
    for element in root:
        if local_name(element) != "num":
            continue
        list_id, abstract_id, levels = attribute(element, "numId") or "", "", {}
        for child in element:
            if local_name(child) == "abstractNumId":
                abstract_id = attribute(child, "val") or ""
                levels = dict(abstract.get(abstract_id, {}))
            elif local_name(child) == "lvlOverride":
                depth = _integer(attribute(child, "ilvl"), 0)
                levels.update(_levels(child))
                start = next((attribute(e, "val") for e in child if local_name(e) == "startOverride"), None)
                if start is not None:
                    old = levels.get(depth, Level())
                    levels[depth] = Level(_integer(start, 1), old.number_format, old.text, old.is_legal)
                    abstract_id = f"{abstract_id}/{list_id}"  # an overridden start counts for itself
        numbering.levels[list_id] = levels
        numbering.abstract_of[list_id] = abstract_id
    return numbering


def _levels(parent: etree._Element) -> dict[int, Level]:
    levels = {}
    for element in parent:
        if local_name(element) != "lvl":
            continue
        values = {local_name(child): attribute(child, "val") for child in element}
        number_format = values.get("numFmt") or "decimal"
        is_legal = "isLgl" in values and values["isLgl"] not in ("0", "false")
        depth = _integer(attribute(element, "ilvl"), 0)
        levels[depth] = Level(_integer(values.get("start"), 1), number_format, values.get("lvlText") or "", is_legal)
    return levels


def _integer(text: str | None, otherwise: int) -> int:
    try:
        return int(text) if text is not None else otherwise
    except ValueError:
        return otherwise


def format_number(number: int, number_format: str) -> str:
    """Return a number in a Word number format; formats not listed here are printed as digits."""
    if not 0 <= number < 100_000:
        return str(number)
    match number_format:
        case "chineseCounting" | "chineseCountingThousand" | "japaneseCounting" | "taiwaneseCountingThousand":
            return chinese_number(number)
        case "chineseLegalSimplified" | "ideographLegalTraditional":
            formal = str.maketrans(_DIGITS[1:] + "十百千", _FORMAL_DIGITS[1:] + "拾佰仟")
            return chinese_number(number).translate(formal)
        case "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital":
            return "".join(_DIGITS[int(digit)] for digit in str(number))
        case "ideographTraditional" if 1 <= number <= len(_STEMS):
            return _STEMS[number - 1]
        case "ideographZodiac" if 1 <= number <= len(_BRANCHES):
            return _BRANCHES[number - 1]
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if 1 <= number <= 20:
            return chr(0x2460 + number - 1)
        case "decimalZero":
            return f"{number:02d}"
        case "decimalFullWidth" | "decimalFullWidth2":
            return "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in str(number))
        case "lowerLetter" | "upperLetter" if number >= 1:
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter if number_format == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman" if 1 <= number < 4000:
            roman = _roman(number)
            return roman.lower() if number_format == "lowerRoman" else roman
        case _:
            return str(number)


def chinese_number(number: int) -> str:
    """Return 12 as 十二, 105 as 一百零五."""
    if number == 0:
        return "零"
    parts: list[str] = []
    pending_zero = False
    for digit, place in zip(f"{number:05d}", "万千百十 ", strict=True):
        if digit == "0":
            pending_zero = bool(parts)
            continue
        if pending_zero:
            parts.append("零")
            pending_zero = False
        parts.append(_DIGITS[int(digit)] + place.strip())
    text = "".join(parts)
    return text[1:] if text.startswith("一十") else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text
