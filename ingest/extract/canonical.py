"""Canonical text: one spelling for digits, punctuation and spacing, with the way back to the printed characters.

Full-width digits, letters and signs become ASCII; brackets, commas, colons and semicolons between Chinese words
become full-width; spaces go, except between two ASCII letters or digits. Every canonical character knows the
printed character it came from, so that patterns are written once and places stay exact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_SPACES = " \t\r\n\f\u00a0\u3000\u2002\u2003\u2009\u200a\u200b\ufeff"
_NARROW = {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)} | {
    "\u2212": "-",
    "\ufe63": "-",
    "\u2236": ":",
    "\ufe6a": "%",
}
_WIDE = {narrow: wide for wide, narrow in _NARROW.items() if narrow in "():;!?" and wide != "\u2236"}
_TABLE = str.maketrans({**{k: v for k, v in _NARROW.items() if v not in _WIDE}, **_WIDE, "\u2236": "：", "\u301c": "~"})
_LONG = 1000  # characters
_COMMA, _SPACE = re.compile(","), re.compile(f"[{_SPACES}]")
_DECIMALS = re.compile(r"\d{1,4}(?!\d|年)")
_FULL_GROUPS = re.compile(r"(?<![0-9０-９])[0-9０-９]{1,3}(?:，[０-９]{3})+(?![0-9０-９])")
_BLANK, _WORD = f"[{_SPACES}]", r"(?![第附注表图项条款])[\u4e00-\u9fff]"
_AMOUNT_FOLLOWS = rf"(?={_BLANK}?(?:[百千]?万|亿)?{_BLANK}?元(?!及?以[上下内]))"
_WIDE_GROUPS = re.compile(rf"(?<={_WORD})\d{{1,3}}(?:[，,]{_BLANK}?\d{{3}})+(?:\.\d{{1,2}})?{_AMOUNT_FOLLOWS}")
"""支出1，234.50万元: one amount whose thousands are parted by the comma of a sentence, or by one with a blank."""
_DEALT = re.compile(r"分别|依次|各[^自级类项]")
_SPREAD = re.compile(
    rf"(?:(?<={_WORD})(?:\d{{1,3}}(?:{_BLANK}\d{{3}})+(?:\.\d{{1,2}})?|\d+\.{_BLANK}\d{{2}}|\d+\.\d{_BLANK}\d)"
    rf"|(?<={_WORD}{_BLANK})\d(?:{_BLANK}[\d.]){{2,}}){_AMOUNT_FOLLOWS}"
)
"""支出80. 00万元, 支出1 234.50万元 (as GB/T 15835 groups digits): blanks inside one amount."""


@dataclass(frozen=True, slots=True)
class CanonicalText:
    """``text`` is canonical; ``origin[i]`` is the offset in the printed passage of canonical character ``i``."""

    text: str
    printed: str
    origin: Sequence[int]

    def printed_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the printed offsets of canonical ``text[start:end]`` (an empty span stays empty)."""
        if start >= end:
            at = self.origin[start] if start < len(self.origin) else len(self.printed)
            return at, at
        return self.origin[start], self.origin[end - 1] + 1


def canonical(printed: str) -> CanonicalText:
    """Return the canonical text of a printed passage."""
    return _canonical(printed) if len(printed) > _LONG else _remembered(printed)


@lru_cache(maxsize=2048)
def _remembered(printed: str) -> CanonicalText:
    """Cells and paragraphs are looked at several times; long passages would only fill the memory."""
    return _canonical(printed)


def _canonical(printed: str) -> CanonicalText:
    folded = printed.translate(_TABLE)
    chars = list(folded)
    for match in _COMMA.finditer(folded):
        index = match.start()
        before, after = folded[index - 1 : index], folded[index + 1 : index + 2]
        if not (before.isdigit() and after.isdigit()) or printed[index] == "，":
            chars[index] = "，"
    for match in _FULL_GROUPS.finditer(printed):
        for index in range(match.start(), match.end()):
            if chars[index] == "，":
                chars[index] = ","
    for match in _WIDE_GROUPS.finditer(folded):
        clause = re.split(r"[。；：]", folded[max(match.start() - 60, 0) : match.start()])[-1]
        if not _DEALT.search(clause):  # 分别为120，350万元 are two amounts
            for index in range(*match.span()):
                chars[index] = "," if chars[index] == "，" else chars[index]
    if not _SPACE.search(folded):
        return CanonicalText("".join(chars), printed, range(len(chars)))
    inside = {i for m in (*_SPREAD.finditer(folded), *_WIDE_GROUPS.finditer("".join(chars))) for i in range(*m.span())}
    keep: list[int] = []
    start = 0
    for match in _SPACE.finditer(folded):
        index = match.start()
        keep.extend(range(start, index))
        start = index + 1
        if keep and start < len(chars) and index not in inside:
            rest = folded[start : start + 13].lstrip(_SPACES)
            signed = rest[:1] in ("-", "+") and rest[1:2].isdigit()
            before = chars[keep[-1]]
            numbered = before == "." and len(keep) > 1 and chars[keep[-2]].isdigit() and rest[:1].isdigit()
            if numbered and chars[keep[-1] - 1] in _SPACES and _DECIMALS.match(rest):
                continue  # 1077 . 00亿元: a web page set its point apart
            if numbered or (_is_word(before) and (signed or _is_word(rest[:1]))):
                chars[index] = " "
                keep.append(index)
    keep.extend(range(start, len(chars)))
    return CanonicalText("".join([chars[i] for i in keep]), printed, tuple(keep))


def _is_word(char: str) -> bool:
    return char.isascii() and char.isalnum()
