"""Read one table cell: a number with its comparator and unit, several numbers in words, a dash, or words alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.document import Cell
from ingest.extract.canonical import canonical
from ingest.extract.numerals import Numeral, find_numerals
from ingest.vocabulary import Unit, Vocabulary

_SPLIT = re.compile(r"[。；;，,、：:（）()\n]")
_PLAIN = re.compile(r"^\s*(?P<number>-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+))(?P<percent>%?)\s*$", re.ASCII)
"""Nearly all cells of money tables: no rule of seeds/vocabulary/non_figure_patterns.csv can apply to them."""
_BRACKETED = re.compile(r"^\s*([（(]\s*[\d０-９][\d０-９,，]*[.．][\d０-９]{1,4}\s*[)）])\s*$")
_LONGEST = 24
"""A longer number is left to the rules that tell damaged text."""


@dataclass(frozen=True, slots=True)
class CellNumber:
    """A number of a cell: offsets in the printed cell text, reading, and the words just before it."""

    start: int
    end: int
    raw: str
    value: Decimal
    decimals: int
    unit: Unit | None
    unit_text: str
    comparator: str
    kind: str
    before: str
    after: str


def is_blank(cell: Cell | None, vocabulary: Vocabulary) -> bool:
    """Say whether a cell prints nothing or a sign for nothing (—, 无); a printed 0 is not blank."""
    return cell is None or not (text := cell.text.strip()) or text in vocabulary.blank_signs


def read_numbers(text: str, vocabulary: Vocabulary) -> list[CellNumber]:
    """Return every numeral of a cell text in order."""
    plain = _PLAIN.match(text) if len(text) <= _LONGEST else None
    if plain is not None:
        return [_plain_number(plain, vocabulary)]
    canon = canonical(text)
    found: list[CellNumber] = []
    previous = 0
    numerals = find_numerals(canon, vocabulary)
    for at, numeral in enumerate(numerals):
        start, end = canon.printed_span(numeral.start, numeral.end)
        before = _SPLIT.split(canon.text[previous : numeral.start])[-1]
        stop = numerals[at + 1].start if at + 1 < len(numerals) else len(canon.text)
        after = canon.text[numeral.stop : stop]
        found.append(_number(numeral, start, end, text, before, after))
        previous = numeral.stop
    return found


def _plain_number(match: re.Match[str], vocabulary: Vocabulary) -> CellNumber:
    digits = match.group("number").replace(",", "")
    decimals = len(digits.partition(".")[2])
    unit = vocabulary.units.get("%") if match.group("percent") else None
    start, end = match.span("number")
    return CellNumber(
        start, end, match.group("number"), Decimal(digits), decimals, unit, match.group("percent"), "", "", "", ""
    )


def single_number(text: str, vocabulary: Vocabulary) -> CellNumber | None:
    """Return the number of a cell that holds just one, with a comparator and a unit at most; else None.

    An amount in brackets is negative, as accountants print it: its ``raw`` keeps the brackets. A lone number in a
    value column is a figure even where its form could be a date or a name (2023, 1-12).
    """
    bracketed = _BRACKETED.match(text) if len(text) <= _LONGEST else None
    if bracketed is not None:
        digits = re.sub(r"[^\d.]", "", canonical(bracketed.group(1)).text)
        start, end = bracketed.span(1)
        decimals = len(digits.partition(".")[2])
        return CellNumber(start, end, text[start:end], -Decimal(digits), decimals, None, "", "", "", "", "")
    numbers = [n for n in read_numbers(text, vocabulary) if n.kind != "list_marker"]
    if len(numbers) != 1:
        return None
    number = numbers[0]
    rest = number.after.strip()
    if not number.unit and rest in vocabulary.units:
        return None
    if number.kind == "garbled" or len(number.before) > 6 or len(rest) > 4 or (number.kind and (number.before or rest)):
        return None
    return number


def _number(numeral: Numeral, start: int, end: int, text: str, before: str, after: str) -> CellNumber:
    return CellNumber(
        start, end, text[start:end], numeral.value, numeral.decimals, numeral.unit, numeral.unit_text,
        numeral.comparator, numeral.kind, before.strip(), after,
    )  # fmt: skip
