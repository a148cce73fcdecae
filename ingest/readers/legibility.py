"""Tell text from garbage: what a PDF gives when its fonts do not say which characters they draw."""

from __future__ import annotations

from collections.abc import Iterable

_FEWEST = 20
_LEVEL_ONE_END = 0xD7  # GB 2312: rows 16 to 55 hold the 3,755 common characters


def is_garbage(characters: Iterable[str], unmapped: int = 0) -> bool:
    """Tell whether characters are no readable Chinese or Latin text.

    Signs are characters without a Unicode value (``unmapped`` counts them), private or replacement characters, and
    Chinese characters nearly all of which are rare: of ordinary text more than nine in ten are in level one of
    GB 2312, of characters drawn at random fewer than one in five.
    """
    text = "".join(characters)
    total = len(text)
    if total + unmapped < _FEWEST:
        return total == 0 and unmapped > 0
    odd = sum(1 for character in text if _is_odd(character))
    if odd + unmapped > 0.3 * total:
        return True
    han = [character for character in text if "\u4e00" <= character <= "\u9fff"]
    if len(han) < _FEWEST:
        return False
    common = sum(1 for character in han if _is_common(character))
    return common < 0.5 * len(han)


def _is_odd(character: str) -> bool:
    code = ord(character)
    return 0xE000 <= code <= 0xF8FF or code == 0xFFFD or code >= 0xF0000 or 0x80 <= code < 0xA0


def _is_common(character: str) -> bool:
    try:
        return character.encode("gb2312")[0] <= _LEVEL_ONE_END
    except UnicodeEncodeError:
        return False
