"""Slips of the pen: what can go wrong with printed numbers, words and units, and what can be left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from random import Random

from bench.documents.model import Block, Grid, Number, Relation, Report, Word


@dataclass(frozen=True)
class Reprint:
    """What stands in the place of a number's text and unit."""

    number: Number
    text: str
    unit: str
    means: str


@dataclass(frozen=True)
class Change:
    """What a slip does to a report: numbers printed otherwise, words exchanged, blocks left out."""

    prints: tuple[Reprint, ...] = ()
    words: tuple[Word, ...] = ()
    blocks: tuple[Block, ...] = ()


Slip = Callable[[Report, Relation, Number | None, Random], Change | None]


def retyped(number: Number, digits: str) -> Reprint | None:
    """The number with other digits, commas set anew; None where nobody would type that."""
    whole, point, rest = digits.partition(".")
    sign = "-" if whole.startswith("-") else ""
    whole = whole.lstrip("-")
    if not whole or (whole[0] == "0" and whole != "0") or (point and not rest):
        return None
    if "," in number.text:
        whole = f"{int(whole):,}"
    text = sign + whole + point + rest
    return None if text == number.text else Reprint(number, text, number.unit, number.means)


def recomputed(number: Number, value: Fraction) -> Reprint | None:
    """The number with another value, as many digits behind the point."""
    digits = len(number.text.partition(".")[2])
    return retyped(number, f"{float(value):.{digits}f}")


def _one(reprint: Reprint | None) -> Change | None:
    return Change((reprint,)) if reprint else None


def _digit_places(text: str) -> list[int]:
    return [place for place, char in enumerate(text) if char.isdigit()]


def transposed(report: Report, relation: Relation, number: Number | None, random: Random) -> Change | None:
    """Two neighbouring digits change places."""
    if not number:
        return None
    plain = number.text.replace(",", "")
    pairs = [(one, other) for one, other in pairwise(_digit_places(plain)) if plain[one] != plain[other]]
    if not pairs:
        return None
    one, other = random.choice(pairs)
    digits = list(plain)
    digits[one], digits[other] = digits[other], digits[one]
    return _one(retyped(number, "".join(digits)))


def digit_lost(report: Report, relation: Relation, number: Number | None, random: Random) -> Change | None:
    """A digit is left out."""
    if not number:
        return None
    plain = number.text.replace(",", "")
    place = random.choice(_digit_places(plain))
    return _one(retyped(number, plain[:place] + plain[place + 1 :]))


def digit_added(report: Report, relation: Relation, number: Number | None, random: Random) -> Change | None:
    """A digit is typed twice, or one too many before the point."""
    if not number:
        return None
    plain = number.text.replace(",", "")
    places = [place for place in _digit_places(plain) if place < len(plain.partition(".")[0])]
    place = random.choice(places)
    digit = random.choice([plain[place], str(random.randint(1, 9))])
    return _one(retyped(number, plain[:place] + digit + plain[place:]))


def digit_changed(report: Report, relation: Relation, number: Number | None, random: Random) -> Change | None:
    """One digit is another."""
    if not number:
        return None
    plain = number.text.replace(",", "")
    place = random.choice(_digit_places(plain))
    digit = random.choice([digit for digit in "0123456789" if digit != plain[place]])
    return _one(retyped(number, plain[:place] + digit + plain[place + 1 :]))


def unit_slip(report: Report, relation: Relation, number: Number | None, random: Random) -> Change | None:
    """元 is printed for 万元, or 万元 for 元."""
    other = {"万元": "元", "元": "万元"}.get(number.means) if number else None
    if not number or not other or not number.unit:
        return None
    return Change((Reprint(number, number.text, number.unit.replace(number.means, other), other),))


def growth_as_rate(report: Report, relation: Relation, number: Number | None, random: Random) -> Change | None:
    """The rate of change stands where the rate of completion should: 完成预算的 4.70 % for 95.30 %."""
    result = relation.result
    return _one(recomputed(result, abs(result.value - 100))) if result else None


def rate_as_growth(report: Report, relation: Relation, number: Number | None, random: Random) -> Change | None:
    """The whole ratio stands where the growth should: 增长 104.70 % for 4.70 %."""
    result = relation.result
    if not result or "-" in result.text:
        return None
    sense = relation.words[0].sense if relation.words and relation.words[0] else 1
    return _one(recomputed(result, 100 + sense * result.value))


def last_year(report: Report, relation: Relation, number: Number | None, random: Random) -> Change | None:
    """The figure of the year before stands where this year's should."""
    stale = _same_print(report, number, f"p.{number.key}") if number else None
    return Change((Reprint(number, stale.text, number.unit, number.means),)) if number and stale else None


def _same_print(report: Report, number: Number, key: str) -> Number | None:
    """Another quantity printed in the same unit and form somewhere in the report."""
    numbers = {one for relation in report.relations for one in relation.numbers}
    found = [one for one in numbers if one.key == key and one.means == number.means and one.unit == number.unit]
    return min(found, key=lambda one: one.text) if found else None


def line_above(report: Report, relation: Relation, number: Number | None, random: Random) -> Change | None:
    """A rate is copied from the one before it."""
    if not number or number.unit != "%":
        return None
    rates = [
        one.result for one in report.relations if (one.family, one.is_table) == (relation.family, relation.is_table)
    ]
    place = rates.index(number) if number in rates else 0
    before = rates[place - 1] if place else None
    if not before or before.text == number.text or before.unit != "%":
        return None
    return Change((Reprint(number, before.text, number.unit, number.means),))


def rows_swapped(report: Report, relation: Relation, number: Number | None, random: Random) -> Change | None:
    """The numbers of two parts of one total stand in each other's rows: all sums still hold."""
    cell = relation.operands[0]
    sums = [one for one in report.relations if one.family == "sum" and one.is_table and cell in one.operands]
    others = sorted({other for one in sums for other in one.operands if other is not cell}, key=lambda n: n.key)
    if not others:
        return None
    grids = [block for block in report.blocks if isinstance(block, Grid)]
    rows = [row for grid in grids for row in grid.rows if any(part is cell for part in row)]
    others = [other for other in others if not rows or not any(part is other for part in rows[0])]
    if not others or not rows:
        return None
    other = random.choice(others)
    theirs = [row for grid in grids for row in grid.rows if any(part is other for part in row)]
    pairs = [
        (one, two)
        for one, two in zip(rows[0], theirs[0], strict=True)
        if isinstance(one, Number) and isinstance(two, Number)
    ]
    prints = [Reprint(one, two.text, one.unit, one.means) for one, two in pairs]
    prints += [Reprint(two, one.text, two.unit, two.means) for one, two in pairs]
    return Change(tuple(prints))


def shares_left(report: Report, relation: Relation, number: Number | None, random: Random) -> Change | None:
    """A part and its total are revised wherever they are printed; the shares are not."""
    part, whole = relation.operands
    more = part.value * random.randint(15, 60) / 100
    printed = [one for one in report.parts() if isinstance(one, Number) and one.key in (part.key, whole.key)]
    prints = []
    for one in printed:
        factor = one.step * 10 ** len(one.text.partition(".")[2])
        reprint = recomputed(one, (one.value + more) / factor)
        if reprint is None:
            return None
        prints.append(reprint)
    return Change(tuple(prints))


def share_nudged(report: Report, relation: Relation, number: Number | None, random: Random) -> Change | None:
    """A share is a little off, as after a revision of one of them."""
    if not number:
        return None
    return _one(recomputed(number, number.value + random.choice([-1, 1]) * Fraction(random.randint(7, 95), 100)))


def over_weight(report: Report, relation: Relation, number: Number | None, random: Random) -> Change | None:
    """A score above the points there are."""
    result = relation.result
    more = relation.operands[0].value + Fraction(random.randint(1, 30), 10)
    return _one(recomputed(result, more)) if result else None


def rounder_score(report: Report, relation: Relation, number: Number | None, random: Random) -> Change | None:
    """A score other than its rule gives, no higher than its full marks."""
    result, weight = relation.result, relation.operands[0].value
    if not result:
        return None
    new = random.choice([weight, result.value - Fraction(random.randint(5, 20), 10)])
    return _one(recomputed(result, new)) if new >= 0 and new != result.value else None


def wrong_direction(report: Report, relation: Relation, number: Number | None, random: Random) -> Change | None:
    """增加 for 减少, in all places that speak of this change or in one of them; 大于 for 小于."""
    words = tuple(dict.fromkeys(word for word in relation.words if word))
    if not words:
        return None
    related = [one for one in report.relations if one.family.startswith("change") and set(one.words) & set(words)]
    together = tuple(dict.fromkeys(word for one in related for word in one.words if word))
    return Change(words=together if together and random.random() < 0.5 else (random.choice(words),))


def word_exchanged(report: Report, relation: Relation, number: Number | None, random: Random) -> Change | None:
    """The next grade up or down; a wording of the template that nobody chose from; the year of the last report."""
    words = tuple(word for word in relation.words if word)
    return Change(words=(random.choice(words),)) if words else None


def wrong_count(report: Report, relation: Relation, number: Number | None, random: Random) -> Change | None:
    """One or two more or less than are listed."""
    result = relation.result
    return _one(retyped(result, str(int(result.value) + random.choice([-2, -1, 1, 2])))) if result else None


def sign_lost(report: Report, relation: Relation, number: Number | None, random: Random) -> Change | None:
    """A percentage without its sign."""
    result = relation.result
    return Change((Reprint(result, result.text, "", ""),)) if result else None


def left_out(report: Report, relation: Relation, number: Number | None, random: Random) -> Change | None:
    """A table or an item that has to be disclosed is missing."""
    return Change(blocks=relation.blocks)


def leap(report: Report, relation: Relation, number: Number | None, random: Random) -> Change | None:
    """A number far above or below all earlier years."""
    result = relation.result
    if not result:
        return None
    factor = result.step * 10 ** len(result.text.partition(".")[2])
    by = random.choice([Fraction(random.randint(45, 80), 10), Fraction(1, random.randint(5, 9))])
    return _one(recomputed(result, result.value * by / factor))


def far_behind(report: Report, relation: Relation, number: Number | None, random: Random) -> Change | None:
    """A rate of spending far behind the calendar."""
    result = relation.result
    due = relation.operands[0].value * 100 / 12
    return _one(recomputed(result, due - random.randint(17, 32))) if result and due > 40 else None


def year_end_rush(report: Report, relation: Relation, number: Number | None, random: Random) -> Change | None:
    """Little is spent before the last months of the year."""
    spent = relation.operands[0]
    factor = spent.step * 10 ** len(spent.text.partition(".")[2])
    return _one(recomputed(spent, spent.value * random.randint(35, 60) / 100 / factor))


DIGIT_SLIPS: dict[str, Slip] = {
    "数字对调": transposed,
    "漏写一位": digit_lost,
    "多写一位": digit_added,
    "错写一位": digit_changed,
}
OTHER_SLIPS: dict[str, tuple[Slip, tuple[str, ...]]] = {
    "元与万元": (unit_slip, ("sum", "share", "rate", "change", "change_rate", "change_pair", "average", "equal")),
    "增幅写成完成率": (growth_as_rate, ("rate",)),
    "完成率写成增幅": (rate_as_growth, ("change_rate", "change_pair")),
    "沿用上年数": (last_year, ()),
    "抄了上一行的率": (line_above, ()),
    "两行对换": (rows_swapped, ("equal",)),
    "改了金额没改占比": (shares_left, ("share",)),
    "占比合计不足或超过100%": (share_nudged, ("whole",)),
    "得分超过分值": (over_weight, ("limit",)),
    "得分未按比例": (rounder_score, ("rescore",)),
    "得分与完成情况相反": (rounder_score, ("reached",)),
    "扣分不符": (rounder_score, ("deduction",)),
    "增减写反": (wrong_direction, ("change", "change_rate", "change_pair")),
    "大于小于写反": (wrong_direction, ("order",)),
    "等级不符": (word_exchanged, ("grade",)),
    "个数不符": (wrong_count, ("count",)),
    "模板未择一": (word_exchanged, ("template",)),
    "年度未改": (word_exchanged, ("year",)),
    "零基数写增幅": (word_exchanged, ("zero",)),
    "缺百分号": (sign_lost, ("percent",)),
    "缺表": (left_out, ("table",)),
    "缺公开事项": (left_out, ("disclosed",)),
    "数额突变": (leap, ("steady",)),
    "进度落后": (far_behind, ("pace",)),
    "年末突击": (year_end_rush, ("rush",)),
}
"""What goes wrong, and in relations of which families it can; () means any with numbers."""
