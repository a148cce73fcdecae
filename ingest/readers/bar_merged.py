"""Merged cells of a table whose bars tell its rows: printed once, they leave what stands beside them too far left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from ingest.readers import wording

_LONGEST_NAME = 24
_TELLING_WORDS = 4  # characters that a name and one of its parts share
_YEAR = re.compile(r"(?:19|20)\d{2}年?")
_DIGIT = re.compile(r"\d")
_CODE = re.compile(r"\d{3,7}")


def spans_of_header(row: Sequence[str], below: Sequence[str], width: int) -> list[int] | None:
    """Return how many columns each cell of a header row spans where the row below names the columns of some of them.

    Short of ``width`` by its merged cells, a row of k names over one of m leaves k - (width - m) of them to span the m.
    It is the one whose words its parts repeat (公务用车费 over 小计, 公务用车购置费), else the last ones: what names
    the rows comes first. Names that come again (预算数 and 决算数 over the same ones) are those of equal halves.
    """
    names, parts = [text for text in row if text], [text for text in below if text]
    count, held = len(names), len(parts)
    if not (all(row[:count]) and all(below[:held])) or not 1 < count < width or held < 2:
        return None
    if any(_is_body(text) for text in (*names, *parts)):
        return None
    times = repetitions(names)
    if times > 1:
        if held % times or repetitions(parts) % times or width % times:
            return None
        once = spans_of_header(names[: count // times], parts[: held // times], width // times)
        return once * times if once is not None else None
    spanning = count - (width - held)
    if not 0 < spanning <= count or held % spanning or held // spanning < 2:
        return None
    shared = [max(_shared_words(name, part) for part in parts) for name in names]
    if spanning == 1 and max(shared) >= _TELLING_WORDS and shared.count(max(shared)) == 1:
        return [held if words == max(shared) else 1 for words in shared]
    return [1] * (count - spanning) + [held // spanning] * spanning


def spans_of_halves(row: Sequence[str], below: Sequence[str], width: int) -> int:
    """Return how many columns each name spans that stands over a row of names repeated as often as there are such."""
    names, parts = [text for text in row if text], [text for text in below if text]
    count = len(names)
    packed = all(row[:count]) and all(below[: len(parts)])
    if not packed or count < 2 or count == len(parts) or width % count or any(map(_is_body, (*names, *parts))):
        return 0
    return width // count if repetitions(names) == 1 and repetitions(parts) == count else 0


def repetitions(names: Sequence[str]) -> int:
    """Return how many times a row of names says the same names."""
    for size in range(2, len(names) // 2 + 1):
        if len(names) % size == 0 and list(names[:size]) * (len(names) // size) == list(names):
            return len(names) // size
    return 1


def columns_by_numbers(texts: Sequence[Sequence[str]], width: int) -> dict[int, list[int]]:
    """Return the columns of the cells of rows that stand too far left of the row that numbers the columns (栏次).

    类 | 款 | 项 | 栏次 | 1 | 2 numbers the columns of values: 201, its name and two values are the cells of a row, as
    项目 and two names are those of the header above it.
    """
    at, lead = _row_of_numbers(texts, width)
    if not lead:
        return {}
    moved: dict[int, list[int]] = {}
    values = width - lead
    for index, row in enumerate(texts):
        count = max((col for col, text in enumerate(row, start=1) if text), default=0)
        first = _names_of_row(row) if index > at else 2 if count == 2 else 1
        if index == at or not 0 < first < lead or not row[first - 1] or not first < count <= first + values:
            if index < at and first == count == 2:
                moved[index] = [0, lead - 1]
            continue
        if not row[first] or (index < at and (count != 1 + values or not all(row[:count]))):
            continue
        columns = [*range(first), *range(lead, lead + count - first)]
        if first == 2:
            columns[1] = lead - 1
        moved[index] = columns
    return moved


def _row_of_numbers(texts: Sequence[Sequence[str]], width: int) -> tuple[int, int]:
    """Return which row numbers the columns of values after two or more names, and the first of these (0 where none)."""
    for at, row in enumerate(texts):
        lead = row.index("1") if "1" in row else 0
        if lead > 1 and list(row[lead:]) == [str(number) for number in range(1, width - lead + 1)] and all(row):
            return at, lead
    return 0, 0


def _names_of_row(row: Sequence[str]) -> int:
    """Return how many cells name a row: one, or a code and the name after it (0 where neither)."""
    if not row[0]:
        return 0
    if _CODE.fullmatch(row[0]):
        return 2 if len(row) > 1 and row[1] and not wording.is_number(row[1]) else 0
    return 0 if wording.is_number(row[0]) else 1


def _shared_words(name: str, part: str) -> int:
    """Return the length of the longest run of characters that stands in both texts."""
    one, other = "".join(name.split()), "".join(part.split())
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return match.size


def _is_body(text: str) -> bool:
    return wording.is_number(text) or len(text) > _LONGEST_NAME or bool(_DIGIT.search(_YEAR.sub("", text)))
