"""Slips of the pen: what can go wrong with one printed number, word or unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from random import Random

from bench.documents.model import Number, Relation, Report, Word


@dataclass(frozen=True)
class Change:
    """What a slip puts in the place of a number's text and unit, or of words."""

    number: Number | None = None
    text: str = ""
    unit: str = ""
    means: str = ""
    words: tuple[Word, ...] = ()


Slip = Callable[[Report, Relation, Number, Random], Change | None]


def _retyped(number: Number, digits: str) -> Change | None:
    """The number with other digits, commas set anew; None where nobody would type that."""
    whole, point, rest = digits.partition(".")
    sign = "-" if whole.startswith("-") else ""
    whole = whole.lstrip("-")
    if not whole or (whole[0] == "0" and whole != "0") or (point and not rest):
        return None
    if "," in number.text:
        whole = f"{int(whole):,}"
    text = sign + whole + point + rest
    return None if text == number.text else Change(number, text, number.unit, number.means)


def _digit_places(text: str) -> list[int]:
    return [place for place, char in enumerate(text) if char.isdigit()]


def transposed(report: Report, relation: Relation, number: Number, random: Random) -> Change | None:
    """Two neighbouring digits change places."""
    plain = number.text.replace(",", "")
    places = _digit_places(plain)
    pairs = [(one, other) for one, other in pairwise(places) if plain[one] != plain[other]]
    if not pairs:
        return None
    one, other = random.choice(pairs)
    digits = list(plain)
    digits[one], digits[other] = digits[other], digits[one]
    return _retyped(number, "".join(digits))


def digit_lost(report: Report, relation: Relation, number: Number, random: Random) -> Change | None:
    """A digit is left out."""
    plain = number.text.replace(",", "")
    place = random.choice(_digit_places(plain))
    return _retyped(number, plain[:place] + plain[place + 1 :])


def digit_added(report: Report, relation: Relation, number: Number, random: Random) -> Change | None:
    """A digit is typed twice, or one too many before the point."""
    plain = number.text.replace(",", "")
    places = [place for place in _digit_places(plain) if place < len(plain.partition(".")[0])]
    place = random.choice(places)
    digit = random.choice([plain[place], str(random.randint(1, 9))])
    return _retyped(number, plain[:place] + digit + plain[place:])


def digit_changed(report: Report, relation: Relation, number: Number, random: Random) -> Change | None:
    """One digit is another."""
    plain = number.text.replace(",", "")
    place = random.choice(_digit_places(plain))
    digit = random.choice([digit for digit in "0123456789" if digit != plain[place]])
    return _retyped(number, plain[:place] + digit + plain[place + 1 :])


def unit_slip(report: Report, relation: Relation, number: Number, random: Random) -> Change | None:
    """元 is printed for 万元, or 万元 for 元."""
    other = {"万元": "元", "元": "万元"}.get(number.means)
    if not other or not number.unit:
        return None
    return Change(number, number.text, number.unit.replace(number.means, other), other)


def growth_as_rate(report: Report, relation: Relation, number: Number, random: Random) -> Change | None:
    """The rate of change stands where the rate of completion should: 完成预算的 4.70 % for 95.30 %."""
    if relation.family != "rate" or number is not relation.result:
        return None
    return _recomputed(number, abs(number.value - 100))


def rate_as_growth(report: Report, relation: Relation, number: Number, random: Random) -> Change | None:
    """The whole ratio stands where the growth should: 增长 104.70 % for 4.70 %."""
    if relation.family not in ("change_rate", "change_pair") or number is not relation.result or "-" in number.text:
        return None
    sense = relation.words[0].sense if relation.words and relation.words[0] else 1
    return _recomputed(number, 100 + sense * number.value)


def _recomputed(number: Number, value: Fraction) -> Change | None:
    digits = len(number.text.partition(".")[2])
    return _retyped(number, f"{float(value):.{digits}f}")


def last_year(report: Report, relation: Relation, number: Number, random: Random) -> Change | None:
    """The figure of the year before stands where this year's should."""
    stale = _same_print(report, number, f"p.{number.key}")
    return Change(number, stale.text, number.unit, number.means) if stale else None


def _same_print(report: Report, number: Number, key: str) -> Number | None:
    """Another quantity printed in the same unit and form somewhere in the report."""
    numbers = {one for relation in report.relations for one in relation.numbers}
    found = [one for one in numbers if one.key == key and one.means == number.means and one.unit == number.unit]
    return min(found, key=lambda one: one.text) if found else None


def line_above(report: Report, relation: Relation, number: Number, random: Random) -> Change | None:
    """A rate is copied from the one before it."""
    if number.unit != "%":
        return None
    rates = [
        one.result for one in report.relations if (one.family, one.is_table) == (relation.family, relation.is_table)
    ]
    place = rates.index(number) if number in rates else 0
    before = rates[place - 1] if place else None
    if not before or before.text == number.text or before.unit != "%":
        return None
    return Change(number, before.text, number.unit, number.means)


def over_weight(report: Report, relation: Relation, number: Number, random: Random) -> Change | None:
    """A score above the points there are."""
    if relation.family != "limit" or number is not relation.result:
        return None
    weight = relation.operands[0].value
    more = weight + Fraction(random.randint(1, 30), 10)
    return _recomputed(number, more)


def wrong_direction(report: Report, relation: Relation, number: Number, random: Random) -> Change | None:
    """增加 for 减少, in all places that speak of this change or in one of them."""
    words = tuple(dict.fromkeys(word for word in relation.words if word))
    if not words or relation.family == "grade":
        return None
    related = [one for one in report.relations if one.family.startswith("change") and set(one.words) & set(words)]
    together = tuple(dict.fromkeys(word for one in related for word in one.words if word))
    return Change(words=together if random.random() < 0.5 else (random.choice(words),))


def wrong_grade(report: Report, relation: Relation, number: Number, random: Random) -> Change | None:
    """The next grade up or down."""
    words = tuple(word for word in relation.words if word)
    return Change(words=words) if relation.family == "grade" and words else None


def wrong_count(report: Report, relation: Relation, number: Number, random: Random) -> Change | None:
    """One more or less than are listed."""
    if relation.family != "count" or number is not relation.result:
        return None
    return _retyped(number, str(int(number.value) + random.choice([-2, -1, 1, 2])))


DIGIT_SLIPS: dict[str, Slip] = {
    "数字对调": transposed,
    "漏写一位": digit_lost,
    "多写一位": digit_added,
    "错写一位": digit_changed,
}
OTHER_SLIPS: dict[str, Slip] = {
    "元与万元": unit_slip,
    "增幅写成完成率": growth_as_rate,
    "完成率写成增幅": rate_as_growth,
    "沿用上年数": last_year,
    "抄了上一行的率": line_above,
    "得分超过分值": over_weight,
    "增减写反": wrong_direction,
    "等级不符": wrong_grade,
    "个数不符": wrong_count,
}
