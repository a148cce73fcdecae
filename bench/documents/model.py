"""What a report prints: numbers and words, the blocks they stand in, and the relations that must hold between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

FACTORS = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
UP, DOWN = 1, -1


@dataclass(eq=False)
class Number:
    """One number in one place: ``text`` as printed, ``unit`` behind it ('' where it stands elsewhere).

    ``means`` is the unit the reader has to take it in (the caption's, where the cell prints none), ``key`` the
    quantity it prints, ``prefix`` a sign such as ≥ before it. ``is_count`` numbers are exact.
    """

    text: str
    unit: str
    means: str
    key: str
    is_count: bool = False
    prefix: str = ""

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
        return self.prefix + self.text + self.unit


@dataclass(eq=False)
class Word:
    """A word that says something checkable: a direction (``sense`` up or down), a grade (``sense`` its rank), or a
    wording that is right (``sense`` 1) or wrong (0).

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
    is_left_out: bool = False


@dataclass(eq=False)
class Grid:
    """A table: ``header`` rows above ``rows``; a cell is text, a number, a word or None where it is blank."""

    caption: str
    unit_note: str
    header: list[list[str]]
    rows: list[list[Part | None]]
    is_left_out: bool = False


Block = Paragraph | Grid


@dataclass(eq=False)
class Relation:
    """What must hold between printed numbers, words and blocks: ``family`` is a rule of
    :mod:`bench.documents.relations`.

    ``result`` is the number that follows from ``operands``. ``words`` are the directions of the result and, for a
    pair, of the change; or the word that must be right. ``blocks`` must all be printed; a reader would tell the lack
    of one by ``names``. ``required_by`` is the regulation that asks for a passage; without one its lack proves nothing.
    """

    family: str
    result: Number | None
    operands: tuple[Number, ...] = ()
    words: tuple[Word | None, ...] = ()
    is_table: bool = False
    blocks: tuple[Block, ...] = ()
    names: tuple[str, ...] = ()
    required_by: str = ""

    @property
    def numbers(self) -> tuple[Number, ...]:
        """All its numbers."""
        return (self.result, *self.operands) if self.result else self.operands


@dataclass(eq=False)
class Report:
    """A report to be written out as a file of ``form``; ``companions`` are the same unit's reports of earlier years."""

    name: str
    title: str
    entity: str
    form: str
    blocks: list[Block] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    companions: list[Report] = field(default_factory=list)

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
