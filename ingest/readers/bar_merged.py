"""Merged cells of a table whose bars tell its rows: printed once, they leave what stands beside them too far left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from difflib import SequenceMatcher

from ingest.readers import wording
from ingest.readers.flat_words import flat_words

_LONGEST_NAME = 24
_TELLING_WORDS = 4  # characters that a name and one of its parts share
_YEAR = re.compile(r"(?:19|20)\d{2}年?")
_DIGIT = re.compile(r"\d")
_CODE = re.compile(r"\d{3,7}")
_PLAIN_NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?")
_CODED = 2  # names of a row: its code and what the code means
_PLAIN = 1
_SHARED_END = 2  # 本年支出 over 基本支出
_CHANGE = re.compile(r"[增减]")
_COMPARED = re.compile(r"[比较增减]")


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


def places_of_values(texts: Sequence[Sequence[str]], width: int) -> dict[int, list[tuple[int, int]]]:
    """Return the columns of the cells of rows beside the row that numbers the columns (栏次), and how many each spans.

    So do the rows below one that names codes and what they mean (科目编码 | 科目名称 | 合计): 合计 | 5 is short of one.
    类 | 款 | 项 | 栏次 | 1 | 2 numbers the columns of values: 201, its name and two values are the cells of a row, as
    项目 and two names are those of the header above it. What the header names stays untold where nothing tells which
    of its names spans the ones below it: one cell then spans the row.
    """
    at, written, lead = _row_of_numbers(texts, width)
    if lead:
        return _places_around(texts, width, at, [at], written, lead)
    rows = [at for at, row in enumerate(texts) if _names_codes(row)]
    return _places_around(texts, width, rows[0], [], _CODED, _CODED) if len(rows) == 1 and width > _CODED + 1 else {}


def _names_codes(row: Sequence[str]) -> bool:
    """Tell whether a row names the columns of codes and of what they mean, and then those of values."""
    if _filled(row) <= _CODED or not all(row[: _CODED + 1]) or any(map(_is_body, row)):
        return False
    words = flat_words()
    naming = [words.column(text) in ("code", "label") for text in row[: _CODED + 1]]
    return words.column(row[0]) == "code" and naming == [True, True, False]


def _places_around(
    texts: Sequence[Sequence[str]], width: int, at: int, numbered: Sequence[int], written: int, lead: int
) -> dict[int, list[tuple[int, int]]]:
    """Return the places of the rows below the row ``at``, which numbers or names the columns, and of its header."""
    values = width - lead
    placed: dict[int, list[tuple[int, int]]] = {}
    coded = False
    for index, row in enumerate(texts[at + 1 :], start=at + 1):
        first, count = _names_of_row(row), _filled(row)
        coded = coded or first == _CODED
        if not first or count <= first:
            continue
        if count > first + values:
            return {}
        if first < lead and not row[first]:
            continue  # the merged cell is printed with its blanks
        placed[index] = [*_names_at(first, lead), *((lead + col, 1) for col in range(count - first))]
    if not coded:
        return {}
    for index in numbered:
        placed[index] = [*_names_at(written, lead), *((lead + col, 1) for col in range(values))]
    lower = at - 1 if numbered else at
    if lower < 0 or not _is_packed(texts[lower]) or _filled(texts[lower]) < _CODED:
        return placed if numbered else {}
    upper = lower - 1 if lower and texts[lower - 1][0] and _opens_lower(texts[lower], texts[lower - 1]) else None
    if upper is not None and not _is_packed(texts[upper]):
        return placed if numbered else {}
    return placed | _header_places(texts, lower, upper, lead, width, texts[at + 1 :])


def _is_packed(row: Sequence[str]) -> bool:
    return all(row[: _filled(row)])


def _opens_lower(lower: Sequence[str], upper: Sequence[str]) -> bool:
    """Tell whether a row names the codes and what they mean below a header that names both as one (项目)."""
    words = (*lower, *upper)
    return min(_filled(lower), _filled(upper)) >= _CODED and not any(map(_is_body, words)) and not _tells_unit(upper)


def _tells_unit(row: Sequence[str]) -> bool:
    return any(wording.unit_note(text) for text in row if text)


def _header_places(
    texts: Sequence[Sequence[str]],
    lower: int,
    upper: int | None,
    lead: int,
    width: int,
    body: Sequence[Sequence[str]],
) -> dict[int, list[tuple[int, int]]]:
    """Return where the cells of one or two header rows stand above the row that numbers the columns."""
    values = width - lead
    count = _filled(texts[lower])
    if upper is None:
        first = count - values
        if first not in (_PLAIN, _CODED) or first > lead:
            return {}
        names = [(0, lead)] if first == _PLAIN else _names_at(_CODED, lead)
        return {lower: [*names, *((lead + col, 1) for col in range(values))]}
    names_above, parts = list(texts[upper][1 : _filled(texts[upper])]), list(texts[lower][_CODED:count])
    spans = _spans_of_values(names_above, parts, body, values)
    if spans is None:
        return {upper: [(0, width)], lower: [(0, width)]}
    columns, inner, col = [(0, lead)], [], lead
    for span in spans:
        columns.append((col, span))
        inner += [(at, 1) for at in range(col, col + span)] if span > 1 or len(parts) == values else []
        col += span
    return {upper: columns, lower: [*_names_at(_CODED, lead), *inner]}


def _spans_of_values(
    names: Sequence[str], parts: Sequence[str], body: Sequence[Sequence[str]], values: int
) -> list[int] | None:
    """Return how many of the columns of values each name spans (None where nothing tells).

    The last, where it tells a change, spans the changes (增减额, 增减%). Of the others one spans the rest of the parts.
    """
    if not parts:
        return [1] * values if len(names) == values else None
    if len(names) == 1:
        return [values] if len(parts) == values else None
    changes = next((at for at, text in enumerate(reversed(parts)) if not _CHANGE.search(text)), len(parts))
    if changes > 1 and _COMPARED.search(names[-1]):
        before = _spans_of_values(names[:-1], parts[:-changes], body, values - changes)
        return [*before, changes] if before is not None else None
    held = len(parts)
    if held < 2 or len(names) - 1 + held != values:
        return None
    shared = [max(_shared_words(name, part) for part in parts) for name in names]
    best = max(shared)
    for summed in ([at for at in range(len(names)) if tells(body, at, held, values)] for tells in (_sums_up, _parted)):
        if len(summed) == 1:
            return [held if index == summed[0] else 1 for index in range(len(names))]
    if best >= _SHARED_END and shared.count(best) == 1:
        return [held if words == best else 1 for words in shared]
    return None


def _sums_up(body: Sequence[Sequence[str]], at: int, held: int, values: int) -> bool:
    """Tell whether the first value of each row is the sum of the others but those that are parts of the ``at``-th."""
    rows = _amounts(body, values)
    return at > 0 and bool(rows) and all(row[0] == sum(row[1 : at + 1]) + sum(row[at + held :]) for row in rows)


def _parted(body: Sequence[Sequence[str]], at: int, held: int, values: int) -> bool:
    """Tell whether the first of the parts of the ``at``-th name is the sum of the others in each row."""
    rows = _amounts(body, values)
    return bool(rows) and all(row[at] == sum(row[at + 1 : at + held]) for row in rows)


def _amounts(body: Sequence[Sequence[str]], values: int) -> list[list[Decimal]]:
    """Return the values of the rows that hold any, blanks as zero."""
    found = []
    for row in body:
        first = _names_of_row(row)
        amounts = [_amount(text) for text in row[first : first + values]]
        if first and any(amounts) and not _is_numbering(row[first:]):
            found.append([*amounts, *(Decimal(0) for _ in range(values - len(amounts)))])
    return found


def _is_numbering(row: Sequence[str]) -> bool:
    return list(row[:2]) == ["1", "2"]


def _amount(text: str) -> Decimal:
    return Decimal(text.replace(",", "")) if wording.is_number(text) and _PLAIN_NUMBER.fullmatch(text) else Decimal(0)


def _filled(row: Sequence[str]) -> int:
    """Return how many cells a row has up to its last filled one."""
    return max((col for col, text in enumerate(row, start=1) if text), default=0)


def _names_at(count: int, lead: int) -> list[tuple[int, int]]:
    """Return where the names of a row stand: the last of several next to the values."""
    return [(0, 1)] if count == 1 else [*((col, 1) for col in range(count - 1)), (lead - 1, 1)]


def _row_of_numbers(texts: Sequence[Sequence[str]], width: int) -> tuple[int, int, int]:
    """Return which row numbers the columns of values, how many names stand before these, and the columns of names.

    Two or more columns of names: that many in the row itself, or one merged cell for a code and its name.
    """
    for at, row in enumerate(texts):
        written, count = (row.index("1") if "1" in row else 0), _filled(row)
        values = count - written
        if written and values > 1 and list(row[written:count]) == [str(number) for number in range(1, values + 1)]:
            lead = width - values
            named = all(row[:written]) and not any(map(wording.is_number, row[:written]))
            if named and lead > 1 and (lead == written or (written == 1 and lead == _CODED)):
                return at, written, lead
    return 0, 0, 0


def _names_of_row(row: Sequence[str]) -> int:
    """Return how many cells name a row: one, or a code and the name after it (0 where neither)."""
    if not row or not row[0]:
        return 0
    if _CODE.fullmatch(row[0]):
        return _CODED if len(row) > 1 and row[1] and not wording.is_number(row[1]) else 0
    return 0 if wording.is_number(row[0]) else 1


def _shared_words(name: str, part: str) -> int:
    """Return the length of the longest run of characters that stands in both texts."""
    one, other = "".join(name.split()), "".join(part.split())
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return match.size


def _is_body(text: str) -> bool:
    return wording.is_number(text) or len(text) > _LONGEST_NAME or bool(_DIGIT.search(_YEAR.sub("", text)))
