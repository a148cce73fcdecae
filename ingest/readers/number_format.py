"""What a spreadsheet cell shows: a stored number printed in its number format (ECMA-376, 18.8.31)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

# Formats known by number only (18.8.30, with the Chinese ones of the built-in table).
BUILT_IN: dict[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"',
    30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', 42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: 'yyyy"年"m"月"', 56: 'm"月"d"日"',
    57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<exponent>[Ee][+-])|(?P<half>AM/PM|A/P|上午/下午)"
    r"|(?P<date>y+|m+|d+|h+|s+|e+|aaaa?)|(?P<digit>[0#?])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$")
_WEEKDAYS = "一二三四五六日"
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_LONGEST_FORMAT = 255  # what spreadsheet programs allow
_EXACT = Context(prec=700)  # digits: what a cell may hold (1E+308) with every place a format may ask for

Token = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Section:
    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None

    @property
    def is_date(self) -> bool:
        return any(kind in ("date", "elapsed") for kind, _ in self.tokens)


def format_cell_number(value: Decimal, number_format: str, *, is_1904: bool = False) -> str:
    """Return what the cell shows; ``is_1904`` is the workbook's date system. A format not understood shows General."""
    sections = _sections(number_format[:_LONGEST_FORMAT])
    section, is_unsigned = _choose(sections, value)
    if section is None:
        return general(value)
    if section.is_date:
        return _format_date(value, section.tokens, is_1904)
    if any(kind == "text" for kind, _ in section.tokens) and not any(kind == "digit" for kind, _ in section.tokens):
        return general(value)
    return _format_number(abs(value) if is_unsigned else value, section.tokens)


def general(value: Decimal) -> str:
    """Return a number as the General format shows it: at most eleven digits, no trailing zeros."""
    if value == 0:
        return "0"
    digits = abs(value).adjusted() + 1
    if digits > 11:
        return f"{value:.5E}" if digits > 20 else format(value.quantize(Decimal(1)), "f")
    places = 10 - max(digits, 1) + (1 if digits < 1 else 0)
    shown = value.quantize(Decimal(1).scaleb(-max(places, 0)), rounding=ROUND_HALF_UP)
    text = format(shown, "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


@lru_cache(maxsize=1024)
def _sections(number_format: str) -> tuple[_Section, ...]:
    parts: list[list[Token]] = [[]]
    conditions: list[tuple[str, Decimal] | None] = [None]
    for match in _TOKEN.finditer(number_format):
        kind, text = match.lastgroup or "other", match.group(match.lastgroup or 0) or ""
        if kind == "other" and text == ";":
            parts.append([])
            conditions.append(None)
        elif kind == "bracket":
            if condition := _CONDITION.match(text.strip()):
                conditions[-1] = (condition.group(1), Decimal(condition.group(2)))
            elif re.fullmatch(r"h+|m+|s+", text, re.IGNORECASE):
                parts[-1].append(("elapsed", text.lower()))
            elif text.startswith("$"):
                parts[-1].append(("literal", text[1:].partition("-")[0]))
        elif kind in ("quoted", "escaped"):
            parts[-1].append(("literal", text))
        elif kind == "space":
            parts[-1].append(("literal", " "))
        elif kind == "fill":
            continue
        elif kind == "other" and text == "@":
            parts[-1].append(("text", text))
        elif kind == "other" and text in ".,%/":
            parts[-1].append((text, text))
        elif kind == "other":
            parts[-1].append(("literal", text))
        else:
            parts[-1].append((kind, text))
    return tuple(_Section(tuple(tokens), condition) for tokens, condition in zip(parts, conditions, strict=True))


def _choose(sections: tuple[_Section, ...], value: Decimal) -> tuple[_Section | None, bool]:
    """Return the section that prints this value, and whether it prints it without its sign."""
    if any(section.condition for section in sections):
        for section in sections[:2]:
            if section.condition is None or _holds(section.condition, value):
                return section, False
        return (sections[2], False) if len(sections) > 2 else (sections[-1], False)
    if len(sections) == 1:
        return sections[0], False
    if value < 0:
        return sections[1], True
    if value == 0 and len(sections) > 2:
        return sections[2], True
    return sections[0], False


def _holds(condition: tuple[str, Decimal], value: Decimal) -> bool:
    operator, bound = condition
    match operator:
        case "<":
            return value < bound
        case "<=":
            return value <= bound
        case ">":
            return value > bound
        case ">=":
            return value >= bound
        case "<>":
            return value != bound
        case _:
            return value == bound


def _format_number(value: Decimal, tokens: tuple[Token, ...]) -> str:
    kinds = [kind for kind, _ in tokens]
    if "general" in kinds:
        body = general(abs(value))
        text = "".join(
            body if kind == "general" else text for kind, text in tokens if kind in ("general", "literal", "%")
        )
        return ("-" if value < 0 else "") + text.strip()
    if "/" in kinds and "digit" in kinds:
        return general(value)  # fractions: no report prints them
    if "digit" not in kinds:
        return "".join(text for kind, text in tokens if kind in ("literal", "%")).strip()
    if "exponent" in kinds:
        at = kinds.index("exponent")
        digits, _, power = f"{value:.{_places(tokens[:at])}E}".partition("E")
        power = "0" if value == 0 else power
        return f"{digits}E{'-' if power.startswith('-') else '+'}{power.lstrip('+-').zfill(kinds[at:].count('digit'))}"
    value = value.scaleb(2 * kinds.count("%") - 3 * _trailing_commas(tokens))
    places = _places(tokens)
    rounded = abs(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)
    whole, _, fraction = format(rounded, "f").partition(".")
    sign = "-" if value < 0 and rounded != 0 else ""
    return (sign + _lay_out(tokens, whole, fraction)).strip()


def _places(tokens: tuple[Token, ...]) -> int:
    kinds = [kind for kind, _ in tokens]
    return kinds[kinds.index(".") :].count("digit") if "." in kinds else 0


def _trailing_commas(tokens: tuple[Token, ...]) -> int:
    """Count commas after the last digit place: each divides by a thousand."""
    count, last = 0, max(i for i, (kind, _) in enumerate(tokens) if kind == "digit")
    while last + 1 + count < len(tokens) and tokens[last + 1 + count][0] == ",":
        count += 1
    return count


def _lay_out(tokens: tuple[Token, ...], whole: str, fraction: str) -> str:
    """Put the digits into the pattern's places, literals between them kept."""
    kinds = [kind for kind, _ in tokens]
    point = kinds.index(".") if "." in kinds else len(tokens)
    before = [i for i, kind in enumerate(kinds[:point]) if kind == "digit"]
    after = [i for i, kind in enumerate(kinds) if kind == "digit" and i > point]
    is_grouped = bool(before) and "," in kinds[before[0] : before[-1] + 1]
    least = sum(1 for i in before if tokens[i][1] == "0")
    whole = "" if whole == "0" and least == 0 else whole.rjust(least, "0")
    wanted = max((k for k, i in enumerate(after, 1) if tokens[i][1] == "0"), default=0)
    while len(fraction) > wanted and fraction.endswith("0"):
        fraction = fraction[:-1]
    if is_grouped:
        head = len(whole) % 3 or 3
        whole = ",".join([whole[:head], *(whole[i : i + 3] for i in range(head, len(whole), 3))]) if whole else ""
        before = before[:1]  # grouped digits are printed in one run
    pieces: list[str] = []
    left, fraction_at = len(before), 0
    for index, (kind, text) in enumerate(tokens):
        if kind == "digit" and index < point:
            if index not in before:
                continue
            left -= 1
            cut = max(len(whole) - left, 0)
            pieces.append(whole[:cut])
            whole = whole[cut:]
        elif kind == "digit":
            pieces.append(fraction[fraction_at : fraction_at + 1])
            fraction_at += 1
        elif kind == ".":
            pieces.append("." if fraction or wanted else "")
        elif kind in ("literal", "%"):
            pieces.append(text)
    return "".join(pieces)


def _format_date(value: Decimal, tokens: tuple[Token, ...], is_1904: bool) -> str:
    """Return a serial day number as date or time; numbers no calendar has are shown as numbers."""
    if not 0 <= value < 2_958_466:
        return general(value)
    base = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)
    if not is_1904 and value < 60:
        base += timedelta(days=1)  # the 1900 system counts a 29 February 1900 that never was
    seconds = int((value * 86_400).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    moment = base + timedelta(seconds=seconds)
    has_half = any(kind == "half" for kind, _ in tokens)
    pieces: list[str] = []
    for index, (kind, text) in enumerate(tokens):
        if kind == "date":
            pieces.append(_date_part(moment, text.lower(), _is_minute(tokens, index), has_half))
        elif kind == "elapsed":
            total = {"h": seconds // 3600, "m": seconds // 60, "s": seconds}[text[0]]
            pieces.append(str(total).rjust(len(text), "0"))
        elif kind == "half":
            first, _, second = text.partition("/")
            pieces.append(first if moment.hour < 12 else second)
        elif kind in ("literal", "/", ".", ","):
            pieces.append(text)
    return "".join(pieces).strip()


def _is_minute(tokens: tuple[Token, ...], index: int) -> bool:
    """``m`` is minutes after hours or before seconds, else months."""
    before = [text.lower() for kind, text in tokens[:index] if kind in ("date", "elapsed")]
    after = [text.lower() for kind, text in tokens[index + 1 :] if kind in ("date", "elapsed")]
    return bool((before and before[-1].startswith("h")) or (after and after[0].startswith("s")))


def _date_part(moment: datetime, code: str, is_minute: bool, has_half: bool) -> str:
    width = len(code)
    match code[0]:
        case "y" | "e":
            return f"{moment.year % 100:02d}" if code[0] == "y" and width <= 2 else f"{moment.year:04d}"
        case "m" if is_minute:
            return str(moment.minute).rjust(min(width, 2), "0")
        case "m":
            return _MONTHS[moment.month - 1] if width >= 3 else str(moment.month).rjust(width, "0")
        case "d" if width >= 3:
            return moment.strftime("%a" if width == 3 else "%A")
        case "d":
            return str(moment.day).rjust(width, "0")
        case "h":
            hour = (moment.hour % 12 or 12) if has_half else moment.hour
            return str(hour).rjust(min(width, 2), "0")
        case "s":
            return str(moment.second).rjust(min(width, 2), "0")
        case _:
            return ("星期" if width == 4 else "") + _WEEKDAYS[moment.weekday()]
