"""Writes quantities into sentences and cells, and notes which relations the printed numbers stand in.

A sentence is a template with slots: ``{exp}`` an amount (or a count), ``{basic%exp}`` a share, ``{exp/b.exp}`` a rate,
``{exp-p.exp}`` the size of a change, ``{exp~p.exp}`` the rate of a change, ``{exp?p.exp:增加|减少}`` its direction,
``{tp.host@tp.people}`` an average in yuan, ``{Y}`` and ``{P}`` this year and the last, ``{O}`` the one before that,
``{E}`` the unit's name. ``{!year:Y|P}`` is a wording that must be right and what a slip would print: names of years, or
words. Other slots in capitals are left to the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from bench.documents.model import DOWN, FACTORS, UP, Block, Grid, Number, Paragraph, Part, Relation, Report, Word
from bench.documents.quantities import SUMS, Amounts, is_count

_SLOT = re.compile(r"\{([^{}:]+)(?::([^{}]*))?\}")
_NAMES = ("Y", "P", "O", "E")
_CLAIM = re.compile(r"([a-z0-9.]+)([%/@~?-])([a-z0-9.]+)")
_DIGITS = {"元": 2, "万元": 2, "亿元": 4}
_LARGE = 10_000_000


@dataclass(frozen=True)
class Style:
    """How one report prints."""

    year: int
    unit: str
    table_unit: str
    commas: bool
    table_commas: bool
    rate_digits: int
    gap: str
    zero_cell: str | None

    @staticmethod
    def draw(random: Random) -> Style:
        """Return a random style."""
        unit = random.choices(["万元", "元", "亿元"], [7, 2, 1])[0]
        return Style(
            year=random.randint(2020, 2024),
            unit=unit,
            table_unit=random.choices(["万元", "元"], [5, 1])[0] if unit != "元" else "元",
            commas=random.random() < 0.4,
            table_commas=random.random() < 0.6,
            rate_digits=random.choices([2, 1], [4, 1])[0],
            gap=random.choice(["", "", " "]),
            zero_cell=random.choice([None, "0.00", "0.00"]),
        )


def decimal_text(value: Fraction, digits: int, commas: bool = False) -> str:
    """Print a number rounded half up to so many digits."""
    scaled = abs(value) * 10**digits
    whole = int(scaled + Fraction(1, 2))
    text = f"{whole // 10**digits:{',' if commas else ''}}"
    if digits:
        text += f".{whole % 10**digits:0{digits}}"
    return f"-{text}" if value < 0 and whole else text


class Writer:
    """Fills a report with numbers of one unit's year in one style."""

    def __init__(self, report: Report, amounts: Amounts, style: Style, random: Random) -> None:
        """Start with an empty report."""
        self.report, self.amounts, self.style, self.random = report, amounts, style, random
        self.sums = dict(SUMS)
        self._prose: dict[str, list[Number]] = {}
        self._tables: dict[str, list[Number]] = {}
        self._section: dict[str, Number] = {}

    def heading(self, text: str, level: int = 1) -> None:
        """Add a heading; a new section starts."""
        self.report.blocks.append(Paragraph(list(self._fill(text)), level))
        self._section = {}

    def say(self, wordings: Sequence[str]) -> None:
        """Add a paragraph in one of these wordings."""
        parts = list(self._fill(self.random.choice(wordings)))
        self.report.blocks.append(Paragraph(parts))

    def amount(self, key: str, unit: str = "") -> Number:
        """Print a quantity in prose."""
        value = self.amounts[key]
        if is_count(key):
            return Number(decimal_text(value, 0), "", "", key, is_count=True)
        unit = unit or self.style.unit
        if unit == "亿元" and abs(value) < _LARGE:
            unit = "万元"
        gap = self.style.gap
        number = Number(decimal_text(value / FACTORS[unit], _DIGITS[unit], self.style.commas), gap + unit, unit, key)
        return number

    def cell(self, key: str) -> Part | None:
        """Print an amount in a table's cell: the unit stands in the caption; zero may be left blank."""
        value = self.amounts[key]
        if is_count(key):
            return Number(decimal_text(value, 0), "", "", key, is_count=True)
        if not value and self.style.zero_cell is None:
            return None
        unit = self.style.table_unit
        number = Number(decimal_text(value / FACTORS[unit], 2, self.style.table_commas), "", unit, key)
        self._tables.setdefault(key, []).append(number)
        return number

    def claim_cell(self, value: Fraction, key: str) -> Number:
        """Print a percentage in a cell."""
        return Number(decimal_text(value, self.style.rate_digits), "%", "%", key)

    def sum_cells(self, total: Part | None, parts: Iterable[Part | None]) -> None:
        """Note that cells add up to another."""
        numbers = tuple(part for part in parts if isinstance(part, Number))
        if isinstance(total, Number) and numbers:
            self.relate("sum", total, numbers, is_table=True)

    def relate(
        self,
        family: str,
        result: Number | None,
        operands: tuple[Number, ...] = (),
        *words: Word | None,
        is_table: bool = False,
    ) -> None:
        """Note a relation."""
        self.report.relations.append(Relation(family, result, operands, words, is_table))

    def present(self, family: str, blocks: tuple[Block, ...], names: tuple[str, ...], required_by: str = "") -> None:
        """Note that these have to be printed, and by what names a reader would tell that they are not."""
        self.report.relations.append(Relation(family, None, blocks=blocks, names=names, required_by=required_by))

    def grid(self, grid: Grid) -> None:
        """Add a table."""
        self.report.blocks.append(grid)

    def table(self, caption: str, header: list[list[str]], rows: list[list[Part | None]]) -> Grid:
        """Add a table of money with the unit above it."""
        grid = Grid(caption, f"单位：{self.style.table_unit}", header, rows)
        self.grid(grid)
        return grid

    def finish(self) -> Report:
        """Note that prose and tables, and tables among themselves, print the same amounts, and return the report."""
        for key, cells in self._tables.items():
            for one in [*self._prose.get(key, []), *cells[1:]]:
                self.relate("equal", one, (cells[0],), is_table=one in cells)
        return self.report

    def _fill(self, template: str) -> Iterable[Part]:
        """Yield the parts of a template; relations are noted when all its numbers are known."""
        here: dict[str, Number] = {}
        claims: list[tuple[str, str, str, Number, Word | None]] = []
        words: dict[tuple[str, str], Word] = {}
        end = 0
        parts: list[Part] = []
        for slot in _SLOT.finditer(template):
            parts.append(template[end : slot.start()])
            end = slot.end()
            expression, option = slot[1], slot[2] or ""
            claim = _CLAIM.fullmatch(expression)
            if claim:
                one, sign, other = claim.groups()
                if sign == "?":
                    word = self._direction(one, other, option)
                    words[one, other] = word
                    parts += [word, *self._remnant(word)]
                    continue
                number = self._claim(one, sign, other)
                claims.append((one, sign, other, number, words.get((one, other))))
                parts.append(number)
            elif expression in _NAMES:
                parts.append(self._name(expression))
            elif expression.startswith("!"):
                right, wrong = (self._name(word) if word in _NAMES else word for word in option.split("|"))
                wording = Word(right, 1, wrong, 0)
                self.relate(expression[1:], None, (), wording)
                parts.append(wording)
            elif expression.isupper():
                parts.append(expression)  # filled by the caller
            else:
                number = self.amount(expression, option)
                if expression in here:
                    self.relate("equal", number, (here[expression],))
                here.setdefault(expression, number)
                self._prose.setdefault(expression, []).append(number)
                parts.append(number)
        parts.append(template[end:])
        self._note(here, claims, words)
        self._section |= here
        return [part for part in parts if part != ""]

    def _name(self, which: str) -> str:
        if which == "E":
            return self.report.entity
        return f"{self.style.year - 'YPO'.index(which)}{self.style.gap}年"

    def _remnant(self, word: Word) -> list[Part]:
        """What the template says beside a direction, as nobody should print it."""
        left = Word("", 1, self.random.choice(("（{}）", "/{}", "(或{})")).format(word.other), 0)
        self.relate("template", None, (), left)
        return [left]

    def _direction(self, one: str, other: str, option: str) -> Word:
        up, down = option.split("|")
        rises = self.amounts[one] >= self.amounts[other]
        return Word(up, UP, down, DOWN) if rises else Word(down, DOWN, up, UP)

    def _claim(self, one: str, sign: str, other: str) -> Number:
        now, base = self.amounts[one], self.amounts[other]
        key = f"{one}{sign}{other}"
        if sign == "-":
            self.amounts[key] = abs(now - base)
            return self.amount(key)
        if sign == "@":
            return Number(decimal_text(now / base, 2), "元", "元", key)
        value = abs(now / base - 1) * 100 if sign == "~" else now / base * 100
        return Number(decimal_text(value, self.style.rate_digits), "%", "%", key)

    def _note(
        self,
        here: dict[str, Number],
        claims: list[tuple[str, str, str, Number, Word | None]],
        words: dict[tuple[str, str], Word],
    ) -> None:
        known = self._section | here
        for total, alternatives in self.sums.items():
            for year in ("", "p.", "b."):
                for parts in alternatives:
                    keys = [year + part for part in parts]
                    if year + total in here and all(key in here for key in keys):
                        family = "parts" if is_count(total) else "sum"
                        self.relate(family, here[year + total], tuple(here[key] for key in keys))
        changes = {(one, other): (number, word) for one, sign, other, number, word in claims if sign == "-"}
        families = {"%": "share", "/": "rate", "@": "average", "-": "change", "~": "change_rate"}
        shares: dict[str, dict[str, Number]] = {}
        for one, sign, other, number, word in claims:
            if one in known and other in known:
                directed = (word,) if sign in "-~" else ()
                self.relate(families[sign], number, (known[one], known[other]), *directed)
            if sign == "~" and one in known and (one, other) in changes:
                change, change_word = changes[one, other]
                self.relate("change_pair", number, (known[one], change), word, change_word)
            if number.unit == "%":
                self.relate("percent", number)
            if sign == "%":
                shares.setdefault(other, {})[one] = number
        for whole, by_part in shares.items():
            for parts in self.sums.get(whole, ()):
                if set(parts) <= set(by_part):
                    first, *others = (by_part[part] for part in parts)
                    self.relate("whole", first, tuple(others))
        claimed = {(one, other) for one, _, other, _, _ in claims}
        for (one, other), word in words.items():
            if (one, other) not in claimed and one in known and other in known:
                self.relate("order", None, (known[one], known[other]), word)
