"""Plants one error in a report, where the printed numbers prove that it is one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from bench.documents.model import Number, Relation, Report, Word
from bench.documents.relations import broken
from bench.planting.slips import DIGIT_SLIPS, OTHER_SLIPS, Change, Slip

FAMILIES = {
    "sum": "合计",
    "parts": "人员、编制之和",
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
    "carry": "年初结转与上年年末",
    "restated": "上年数与上年报告",
    "whole": "占比之和",
    "order": "大于、小于",
    "deduction": "扣分",
    "rescore": "按比例计分",
    "reached": "目标与得分",
    "percent": "百分号",
    "template": "模板择一",
    "year": "年度",
    "zero": "零基数",
    "table": "应公开的表",
    "disclosed": "应公开的事项",
    "steady": "历年平稳",
    "pace": "序时进度",
    "rush": "年末支出",
}
ARITHMETIC = ("sum", "share", "rate", "change", "change_rate", "change_pair", "average", "equal", "limit", "whole")
"""Families whose numbers prove the error by themselves."""
NUMERIC = (*ARITHMETIC, "parts", "carry", "restated", "deduction", "count")
"""Families that a slip of a digit can break."""
HINTED = ("restated", "rescore", "reached", "steady", "pace", "rush")
"""Families in which a person has to judge: a hint is all that can be asked for."""


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
    kind: str
    is_table: bool
    context: str
    reported: str
    expected: str
    change: Change
    planted: frozenset[Quantity]
    related: frozenset[Quantity]
    names: tuple[str, ...]
    broken: tuple[str, ...]

    @property
    def family(self) -> str:
        """What should have held, in Chinese."""
        return FAMILIES[self.kind]


@contextmanager
def applied(change: Change) -> Iterator[None]:
    """Hold the change in the report for as long as the block runs."""
    before = [(one.number, one.number.text, one.number.unit, one.number.means) for one in change.prints]
    for one in change.prints:
        one.number.text, one.number.unit, one.number.means = one.text, one.unit, one.means
    for word in change.words:
        _turn(word)
    for block in change.blocks:
        block.is_left_out = True
    try:
        yield
    finally:
        for number, text, unit, means in before:
            number.text, number.unit, number.means = text, unit, means
        for word in change.words:
            _turn(word)
        for block in change.blocks:
            block.is_left_out = False


def _turn(word: Word) -> None:
    word.text, word.other = word.other, word.text
    word.sense, word.other_sense = word.other_sense, word.sense


def _quantity(number: Number) -> Quantity:
    return Quantity(number.text.replace(",", ""), number.value, number.step)


def _slips() -> list[tuple[str, Slip, tuple[str, ...]]]:
    """Digit slips take half of all turns."""
    digits = list(DIGIT_SLIPS.items())
    turns: list[tuple[str, Slip, tuple[str, ...]]] = []
    for place, (name, (slip, families)) in enumerate(OTHER_SLIPS.items()):
        turns += [(name, slip, families), (*digits[place % len(digits)], ())]
    return turns


def plant(reports: list[Report], count: int, seed: int) -> tuple[list[Planting], int]:
    """Return so many plantings, and how many tries were dropped because the printed numbers could not prove them."""
    random = Random(f"plant/{seed}")
    slips = _slips()
    made: list[Planting] = []
    unprovable = tries = turn = 0
    while len(made) < count and turn < count * 2:
        name, slip, families = slips[turn % len(slips)]
        tries += 1
        if tries > 400:
            turn, tries = turn + 1, 0  # no report has what this slip needs
            continue
        report = random.choice(reports)
        relation = _relation(report, random, families)
        if relation is None:
            continue
        numbers = [one for one in relation.numbers if _is_printed(report, one)]
        change = slip(report, relation, random.choice(numbers) if numbers else None, random)
        if change is None:
            continue
        right = _printed(change)
        with applied(change):
            hit = broken(_touched(report, change))
            if relation in hit:
                made.append(_record(len(made), report, name, relation, change, right, hit))
                turn, tries = turn + 1, 0
            else:
                unprovable += 1
    return made, unprovable


def _relation(report: Report, random: Random, families: tuple[str, ...]) -> Relation | None:
    """Choose a family first, so that the many sums of tables do not crowd out the rest."""
    by_family: dict[tuple[str, bool], list[Relation]] = {}
    for relation in report.relations:
        if relation.family in families or (not families and relation.family in NUMERIC):
            by_family.setdefault((relation.family, relation.is_table), []).append(relation)
    return random.choice(by_family[random.choice(sorted(by_family))]) if by_family else None


def _is_printed(report: Report, number: Number) -> bool:
    return any(number is part for part in report.parts())


def _touched(report: Report, change: Change) -> list[Relation]:
    numbers = {one.number for one in change.prints}
    return [
        relation
        for relation in report.relations
        if numbers & set(relation.numbers)
        or set(change.words) & set(relation.words)
        or any(block in change.blocks for block in relation.blocks)
    ]


def _record(
    number: int, report: Report, slip: str, relation: Relation, change: Change, right: str, hit: list[Relation]
) -> Planting:
    places = [*(one.number for one in change.prints), *change.words]
    return Planting(
        number=number,
        report=report,
        slip=slip,
        kind=relation.family,
        is_table=relation.is_table,
        context=report.context(places[0]) if places else "",
        reported=_printed(change),
        expected=right,
        change=change,
        planted=frozenset(_quantity(one.number) for one in change.prints),
        related=frozenset(_quantity(one) for broken_one in hit for one in broken_one.numbers),
        names=tuple(name for one in hit for name in one.names),
        broken=tuple(sorted({FAMILIES[one.family] for one in hit})),
    )


def _printed(change: Change) -> str:
    """What stands where the change is made."""
    return "、".join([one.number.printed for one in change.prints] + [word.text for word in change.words])
