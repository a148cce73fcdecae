"""What a report prints: numbers and words, the blocks they stand in, and the relations that must hold between them.

A printed number stands for an interval of half a unit in its last place. A relation is broken only where no numbers
within the intervals could satisfy it. A claim (share, rate, average) may also have been cut off instead of rounded: one
unit in its last place against the rounded true value is no error, so it is given a unit and a half. That is what
*provably wrong* means in this bench.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

FACTORS = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
UP, DOWN = 1, -1


@dataclass(eq=False)
class Number:
    """One number in one place: ``text`` as printed, ``unit`` behind it ('' where it stands elsewhere).

    ``means`` is the unit the reader has to take it in (the caption's, where the cell prints none), ``key`` the
    quantity it prints. ``is_count`` numbers are exact.
    """

    text: str
    unit: str
    means: str
    key: str
    is_count: bool = False

    @property
    def value(self) -> Fraction:
        """The printed number in yuan, percent or pieces."""
        return Fraction(self.text.replace(",", "")) * FACTORS.get(self.means, 1)

    @property
    def step(self) -> Fraction:
        """One unit in the last printed place; zero for counts."""
        if self.is_count:
            return Fraction(0)
        decimals = len(self.text.partition(".")[2])
        return Fraction(FACTORS.get(self.means, 1), 10**decimals)

    @property
    def low(self) -> Fraction:
        """The least number that is printed so."""
        return self.value - self.step / 2

    @property
    def high(self) -> Fraction:
        """The greatest number that is printed so."""
        return self.value + self.step / 2

    @property
    def printed(self) -> str:
        """Number and unit as they stand in the text."""
        return self.text + self.unit


@dataclass(eq=False)
class Word:
    """A word that says something checkable: a direction (``sense`` up or down) or a grade (``sense`` its rank).

    ``other`` is the word that a slip would put there, with its sense.
    """

    text: str
    sense: int
    other: str
    other_sense: int

    @property
    def printed(self) -> str:
        """The word itself."""
        return self.text


Part = str | Number | Word


@dataclass(eq=False)
class Paragraph:
    """A paragraph or, with ``level``, a heading."""

    parts: list[Part]
    level: int = 0


@dataclass(eq=False)
class Grid:
    """A table: ``header`` rows above ``rows``; a cell is text, a number, a word or None where it is blank."""

    caption: str
    unit_note: str
    header: list[list[str]]
    rows: list[list[Part | None]]


Block = Paragraph | Grid


@dataclass(eq=False)
class Relation:
    """What must hold between printed numbers. ``result`` is the number that follows from ``operands``.

    ``family`` says how: sum (result = sum of operands), share (of operand 0 in operand 1), change (operand 0 less
    operand 1), change_rate (the same over operand 1), change_pair (operand 0 now, operand 1 the change), average,
    equal, limit (result at most operand 0), grade, count (result = operand 0). ``words`` are the directions of the
    result and, for a pair, of the change.
    """

    family: str
    result: Number
    operands: tuple[Number, ...]
    words: tuple[Word | None, ...] = ()
    is_table: bool = False

    @property
    def numbers(self) -> tuple[Number, ...]:
        """All its numbers."""
        return (self.result, *self.operands)


@dataclass(eq=False)
class Report:
    """A report to be written out as a file of ``form``."""

    name: str
    title: str
    entity: str
    form: str
    blocks: list[Block] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)

    def parts(self) -> Iterator[Part]:
        """Yield everything printed, in order."""
        for block in self.blocks:
            yield from self._parts_of(block)

    def context(self, wanted: Number | Word) -> str:
        """Return the sentence or the row that prints this number or word."""
        for block in self.blocks:
            lines = [block.parts] if isinstance(block, Paragraph) else block.rows
            for line in lines:
                if any(part is wanted for part in line):
                    glue = "" if isinstance(block, Paragraph) else "　"
                    return glue.join(_text_of(part) for part in line)
        return ""

    @staticmethod
    def _parts_of(block: Block) -> Iterator[Part]:
        if isinstance(block, Paragraph):
            yield from block.parts
        else:
            yield from (part for row in block.rows for part in row if part is not None)


def _text_of(part: Part | None) -> str:
    return "" if part is None else part if isinstance(part, str) else part.printed


def is_broken(relation: Relation) -> bool:
    """Say whether no numbers within the printed intervals satisfy the relation."""
    return _RULES[relation.family](relation)


def _apart(claim: Number, low: Fraction, high: Fraction) -> bool:
    margin = claim.step * 3 / 2
    return claim.value + margin < low or claim.value - margin > high


def _sum(relation: Relation) -> bool:
    """Each of n numbers is half a unit off at most; one unit in the total's last place is never an error."""
    total = relation.result
    parts = sum((part.value for part in relation.operands), Fraction(0))
    margin = sum((number.step / 2 for number in relation.numbers), Fraction(0))
    return abs(total.value - parts) > max(margin, total.step)


def _share(relation: Relation) -> bool:
    part, whole = relation.operands
    if whole.low <= 0:
        return False
    return _apart(relation.result, 100 * part.low / whole.high, 100 * part.high / whole.low)


def _average(relation: Relation) -> bool:
    amount, count = relation.operands
    if count.value <= 0:
        return False
    return _apart(relation.result, amount.low / count.value, amount.high / count.value)


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
    claim = relation.result
    low, high = now.low - before.high, now.high - before.low
    if relation.words and relation.words[0] and relation.words[0].sense == DOWN:
        low, high = -high, -low
    return claim.value + claim.step < low or claim.value - claim.step > high


def _change_rate(relation: Relation) -> bool:
    now, before = relation.operands
    if before.low <= 0:
        return False
    low, high = now.low / before.high - 1, now.high / before.low - 1
    return _signed_apart(relation.result, relation.words[0] if relation.words else None, 100 * low, 100 * high)


def _change_pair(relation: Relation) -> bool:
    """Amount now and change give the amount before, and so the rate."""
    now, change = relation.operands
    rate_word, change_word = relation.words
    if _sense(rate_word) != _sense(change_word):
        return relation.result.low > 0 and change.low > 0
    sign = _sense(change_word) or 1
    rates = []
    for current in (now.low, now.high):
        for moved in (change.low, change.high):
            before = current - sign * moved
            if before <= 0:
                return False
            rates.append(100 * moved / before)
    return _apart(relation.result, min(rates), max(rates))


def _equal(relation: Relation) -> bool:
    one, other = relation.result, relation.operands[0]
    return abs(one.value - other.value) > max(one.step, other.step)


def _limit(relation: Relation) -> bool:
    return relation.result.value > relation.operands[0].value


GRADES = (("优", 90, 100), ("良", 80, 90), ("中", 60, 80), ("差", 0, 60))


def _grade(relation: Relation) -> bool:
    word = relation.words[0]
    if word is None:
        return False
    _, low, high = GRADES[word.sense]
    score = relation.result.value
    return score < low or (score >= high and word.sense > 0)


def _count(relation: Relation) -> bool:
    return relation.result.value != relation.operands[0].value


_RULES = {
    "sum": _sum,
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
}


def broken(relations: Sequence[Relation]) -> list[Relation]:
    """Return the relations that provably do not hold."""
    return [relation for relation in relations if is_broken(relation)]
