"""Plants one error in a report, where the printed numbers prove that it is one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from bench.documents.model import Number, Relation, Report, Word, broken
from bench.planting.slips import DIGIT_SLIPS, OTHER_SLIPS, Change, Slip

FAMILIES = {
    "sum": "合计",
    "share": "占比",
    "rate": "执行率、完成率",
    "change": "增减额",
    "change_rate": "增减幅度",
    "change_pair": "增减幅度",
    "average": "人均",
    "equal": "文表、表表一致",
    "limit": "得分不超分值",
    "grade": "等级",
    "count": "个数",
}


@dataclass(frozen=True)
class Quantity:
    """A number as it was printed at planting time, to be recognised in a finding."""

    text: str
    value: Fraction
    step: Fraction


@dataclass(frozen=True)
class Planting:
    """An error put into a copy of a report: what was printed, what should stand there, what it breaks."""

    number: int
    report: Report
    slip: str
    family: str
    is_table: bool
    context: str
    reported: str
    expected: str
    change: Change
    planted: Quantity | None
    related: frozenset[Quantity]
    broken: tuple[str, ...]


@contextmanager
def applied(change: Change) -> Iterator[None]:
    """Hold the change in the report for as long as the block runs."""
    number = change.number
    before = (number.text, number.unit, number.means) if number else None
    if number:
        number.text, number.unit, number.means = change.text, change.unit, change.means
    for word in change.words:
        _turn(word)
    try:
        yield
    finally:
        if number and before:
            number.text, number.unit, number.means = before
        for word in change.words:
            _turn(word)


def _turn(word: Word) -> None:
    word.text, word.other = word.other, word.text
    word.sense, word.other_sense = word.other_sense, word.sense


def _quantity(number: Number) -> Quantity:
    return Quantity(number.text.replace(",", ""), number.value, number.step)


def _slips() -> list[tuple[str, Slip]]:
    """Digit slips take half of all turns."""
    digits = list(DIGIT_SLIPS.items())
    others = list(OTHER_SLIPS.items())
    return [pair for place, other in enumerate(others) for pair in (other, digits[place % len(digits)])]


def plant(reports: list[Report], count: int, seed: int) -> tuple[list[Planting], int]:
    """Return so many plantings, and how many tries were dropped because the printed numbers could not prove them."""
    random = Random(f"plant/{seed}")
    slips = _slips()
    made: list[Planting] = []
    unprovable = 0
    tries = 0
    while len(made) < count and tries < count * 200:
        tries += 1
        name, slip = slips[len(made) % len(slips)]
        report = random.choice(reports)
        relation = _relation(report, random)
        if relation is None:
            continue
        number = random.choice([one for one in relation.numbers if _is_printed(report, one)])
        change = slip(report, relation, number, random)
        if change is None:
            continue
        right = _printed(change)
        with applied(change):
            hit = broken(_touched(report, change))
            if relation in hit:
                made.append(_record(len(made), report, name, relation, change, right, hit))
            else:
                unprovable += 1
    return made, unprovable


def _relation(report: Report, random: Random) -> Relation | None:
    """Choose a family first, so that the many sums of tables do not crowd out the rest."""
    by_family: dict[tuple[str, bool], list[Relation]] = {}
    for relation in report.relations:
        by_family.setdefault((relation.family, relation.is_table), []).append(relation)
    return random.choice(by_family[random.choice(sorted(by_family))]) if by_family else None


def _is_printed(report: Report, number: Number) -> bool:
    return any(number is part for part in report.parts())


def _touched(report: Report, change: Change) -> list[Relation]:
    return [
        relation
        for relation in report.relations
        if any(change.number is number for number in relation.numbers) or set(change.words) & set(relation.words)
    ]


def _record(
    number: int, report: Report, slip: str, relation: Relation, change: Change, right: str, hit: list[Relation]
) -> Planting:
    return Planting(
        number=number,
        report=report,
        slip=slip,
        family=FAMILIES[relation.family],
        is_table=relation.is_table,
        context=report.context(change.number or change.words[0]),
        reported=_printed(change),
        expected=right,
        change=change,
        planted=_quantity(change.number) if change.number else None,
        related=frozenset(_quantity(one) for broken_one in hit for one in broken_one.numbers),
        broken=tuple(sorted({FAMILIES[one.family] for one in hit})),
    )


def _printed(change: Change) -> str:
    """What stands where the change is made."""
    return change.number.printed if change.number else "、".join(word.text for word in change.words)
