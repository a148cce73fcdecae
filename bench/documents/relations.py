"""Which relations provably do not hold.

A printed number stands for an interval of half a unit in its last place. A relation is broken only where no numbers
within the intervals could satisfy it. A claim (share, rate, average) may also have been cut off instead of rounded: one
unit in its last place against the rounded true value is no error, so it is given a unit and a half. That is what
*provably wrong* means in this bench.

Families: sum (result = sum of operands), parts (the operands, heads by kind, of which some may not be told, add up to
the result at most), share and rate (of operand 0 in operand 1), whole (result and operands add up to 100), change
(operand 0 less operand 1), change_rate (the same over operand 1), change_pair (operand 0 now, operand 1 the change),
order (word: operand 0 above or below operand 1), average, equal, carry and restated (result = operand 0, which another
report prints), limit (result at most operand 0), deduction (result = operand 0 less the others), rescore (result =
operand 0 times operand 1 per cent), reached (result is operand 0 in full where operand 1, the target, is met by operand
2, and only there), grade, count (result = operand 0), percent (the result has its sign), template, year and zero (the
word is right), table (all blocks are printed), disclosed (the same, where a regulation asks for them), steady (result
is of the order of the operands), pace (result, a rate, does not trail operand 0, the month, by far), rush (operand 0 up
to month operand 1, result for the whole year).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from bench.documents.model import DOWN, Number, Relation, Word

TRAILS = 15
"""Percentage points behind the calendar, or more than the calendar's share at the end of the year, that nobody would
call even spending."""
LEAPS = 3
"""A number so many times above or below all of five earlier years."""


def is_broken(relation: Relation) -> bool:
    """Say whether no numbers within the printed intervals satisfy the relation."""
    return _RULES[relation.family](relation)


def _apart(claim: Number, low: Fraction, high: Fraction) -> bool:
    margin = claim.step * 3 / 2
    return claim.value + margin < low or claim.value - margin > high


def _result(relation: Relation) -> Number:
    assert relation.result is not None
    return relation.result


def _sum(relation: Relation) -> bool:
    """Each of n numbers is half a unit off at most; one unit in the total's last place is never an error."""
    total = _result(relation)
    parts = sum((part.value for part in relation.operands), Fraction(0))
    margin = sum((number.step / 2 for number in relation.numbers), Fraction(0))
    return abs(total.value - parts) > max(margin, total.step)


def _parts(relation: Relation) -> bool:
    return sum((part.low for part in relation.operands), Fraction(0)) > _result(relation).high


def _share(relation: Relation) -> bool:
    part, whole = relation.operands
    if whole.low <= 0:
        return False
    return _apart(_result(relation), 100 * part.low / whole.high, 100 * part.high / whole.low)


def _average(relation: Relation) -> bool:
    amount, count = relation.operands
    if count.value <= 0:
        return False
    return _apart(_result(relation), amount.low / count.value, amount.high / count.value)


def _sense(word: Word | None) -> int:
    return word.sense if word else 0


def _signed_apart(claim: Number, word: Word | None, low: Fraction, high: Fraction) -> bool:
    """The claim is printed without a sign where a word gives the direction."""
    if not word:
        return _apart(claim, low, high)
    if word.sense == DOWN:
        low, high = -high, -low
    return _apart(claim, low, high)


def _change(relation: Relation) -> bool:
    now, before = relation.operands
    claim = _result(relation)
    low, high = now.low - before.high, now.high - before.low
    if relation.words and relation.words[0] and relation.words[0].sense == DOWN:
        low, high = -high, -low
    return claim.value + claim.step < low or claim.value - claim.step > high


def _change_rate(relation: Relation) -> bool:
    now, before = relation.operands
    if before.low <= 0:
        return False
    low, high = now.low / before.high - 1, now.high / before.low - 1
    return _signed_apart(_result(relation), relation.words[0] if relation.words else None, 100 * low, 100 * high)


def _change_pair(relation: Relation) -> bool:
    """Amount now and change give the amount before, and so the rate."""
    now, change = relation.operands
    rate_word, change_word = relation.words
    if _sense(rate_word) != _sense(change_word):
        return _result(relation).low > 0 and change.low > 0
    sign = _sense(change_word) or 1
    rates = []
    for current in (now.low, now.high):
        for moved in (change.low, change.high):
            before = current - sign * moved
            if before <= 0:
                return False
            rates.append(100 * moved / before)
    return _apart(_result(relation), min(rates), max(rates))


def _equal(relation: Relation) -> bool:
    one, other = _result(relation), relation.operands[0]
    return abs(one.value - other.value) > max(one.step, other.step)


def _limit(relation: Relation) -> bool:
    return _result(relation).value > relation.operands[0].value


GRADES = (("优", 90, 100), ("良", 80, 90), ("中", 60, 80), ("差", 0, 60))


def _grade(relation: Relation) -> bool:
    word = relation.words[0]
    if word is None:
        return False
    _, low, high = GRADES[word.sense]
    score = _result(relation).value
    return score < low or (score >= high and word.sense > 0)


def _count(relation: Relation) -> bool:
    return _result(relation).value != relation.operands[0].value


def _whole(relation: Relation) -> bool:
    """Each of n shares is half a unit off, or a whole one where it was cut off."""
    gap = sum((share.value for share in relation.numbers), Fraction(0)) - 100
    units = sum((share.step for share in relation.numbers), Fraction(0))
    return gap > units / 2 or gap < -units


def _order(relation: Relation) -> bool:
    word = relation.words[0]
    one, other = relation.operands
    return one.high < other.low if _sense(word) > 0 else one.low > other.high


def _deduction(relation: Relation) -> bool:
    weight, *deducted = relation.operands
    return _result(relation).value != weight.value - sum(one.value for one in deducted)


def _rescore(relation: Relation) -> bool:
    weight, rate = relation.operands
    low, high = (weight.value * min(end, Fraction(100)) / 100 for end in (rate.low, rate.high))
    return _apart(_result(relation), low, high)


def _reached(relation: Relation) -> bool:
    weight, target, achieved = relation.operands
    return (achieved.value >= target.value) != (_result(relation).value == weight.value)


def _percent(relation: Relation) -> bool:
    return not _result(relation).unit.endswith("%")


def _worded(relation: Relation) -> bool:
    return any(_sense(word) != 1 for word in relation.words)


def _present(relation: Relation) -> bool:
    return any(block.is_left_out for block in relation.blocks)


def _disclosed(relation: Relation) -> bool:
    """财预〔2016〕143号 asks for batches and persons in final accounts; no rule asks for them in a self-evaluation."""
    return bool(relation.required_by) and _present(relation)


def _steady(relation: Relation) -> bool:
    value = _result(relation).value
    earlier = [one.value for one in relation.operands]
    return value > LEAPS * max(earlier) or value * LEAPS < min(earlier)


def _pace(relation: Relation) -> bool:
    return _result(relation).value + TRAILS < relation.operands[0].value * 100 / 12


def _rush(relation: Relation) -> bool:
    spent, month = relation.operands
    year = _result(relation).value
    return 100 * (year - spent.value) / year > TRAILS + 100 - month.value * 100 / 12


_RULES = {
    "sum": _sum,
    "parts": _parts,
    "share": _share,
    "rate": _share,
    "average": _average,
    "change": _change,
    "change_rate": _change_rate,
    "change_pair": _change_pair,
    "equal": _equal,
    "limit": _limit,
    "grade": _grade,
    "count": _count,
    "carry": _equal,
    "restated": _equal,
    "whole": _whole,
    "order": _order,
    "deduction": _deduction,
    "rescore": _rescore,
    "reached": _reached,
    "percent": _percent,
    "template": _worded,
    "year": _worded,
    "zero": _worded,
    "table": _present,
    "disclosed": _disclosed,
    "steady": _steady,
    "pace": _pace,
    "rush": _rush,
}


def broken(relations: Sequence[Relation]) -> list[Relation]:
    """Return the relations that provably do not hold."""
    return [relation for relation in relations if is_broken(relation)]
