"""The vocabulary: what the seeds say about printed words, read once and looked up many times.

Only this module reads the seed files for extraction; everything it returns is immutable. Aliases are matched
leftmost-longest, without regard to quotation marks, blanks, and the width of brackets and digits.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from ingest.errors import UsageError

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
_IGNORED = frozenset("“”\"'‘’「」『』 \t\u3000\u00a0")
_FOLDING = str.maketrans({"(": "（", ")": "）", "〔": "（", "〕": "）", ",": "，", ":": "："}) | {
    0xFF10 + i: 0x30 + i for i in range(10)
}


@dataclass(frozen=True, slots=True)
class Item:
    """A standard item of the account tree (seeds/vocabulary/items.csv)."""

    code: str
    name: str
    parent_code: str
    statement: str
    metric: str


@dataclass(frozen=True, slots=True)
class ItemMatch:
    """A printed item at offsets of the given text: ``name`` is how item paths write it, ``item`` what it is."""

    start: int
    end: int
    name: str
    item: Item


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of seeds/units: ``kind`` is money, scale, percent, permille, point, score, count, measure or foreign."""

    name: str
    kind: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a small vocabulary seed, by column name."""

    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the value of a column, '' where the seed has none."""
        return self.values.get(column, "")


class WordList:
    """Printed words of one seed, found leftmost-longest in canonical text."""

    def __init__(self, rows: Iterable[Row], column: str = "word") -> None:
        """Index the rows by their word column."""
        self.rows = tuple(row for row in rows if row[column])
        self.words = tuple(row[column] for row in self.rows)
        self.by_word = dict(zip(self.words, self.rows, strict=True))
        self._automaton = AhoCorasick(self.words, matchkind=MatchKind.LeftmostLongest) if self.words else None

    def find(self, text: str) -> list[tuple[int, int, Row]]:
        """Return (start, end, row) of each word in the text, leftmost-longest."""
        if self._automaton is None:
            return []
        return [(start, end, self.rows[index]) for index, start, end in self._automaton.find_matches_as_indexes(text)]

    def get(self, word: str) -> Row | None:
        """Return the row of exactly this word."""
        return self.by_word.get(word)


class Vocabulary:
    """All wording knowledge that extraction uses."""

    def __init__(self, seeds: Path, learnt: Iterable[Path] = ()) -> None:
        """Read the seeds, and aliases learnt since, which stand before the seeds' own.

        Raises UsageError where a needed seed is missing or an alias points to an item that is none.
        """
        self.seeds = seeds
        self.items: dict[str, Item] = {
            row["item_code"]: Item(
                row["item_code"], row["item_name"], row["parent_code"], row["statement"], row["metric"]
            )
            for row in self.rows("vocabulary/items.csv")
        }
        self._aliases: dict[str, tuple[str, Item]] = {fold(i.name): (i.name, i) for i in self.items.values()}
        aliases = [(row, "seeds/vocabulary/aliases.csv") for row in self.rows("vocabulary/aliases.csv")]
        aliases += [(row, path.name) for path in learnt for row in _read_rows(path)]
        for row, file in aliases:
            if row["item_code"] not in self.items:
                raise UsageError(f"别名“{row['alias']}”指向不存在的科目 {row['item_code']}", file=file)
            item = self.items[row["item_code"]]
            self._aliases[fold(row["alias"])] = (row["item_name"] or item.name, item)
        self._terms = tuple(self._aliases)
        self._automaton = AhoCorasick(self._terms, matchkind=MatchKind.LeftmostLongest)
        self.units: dict[str, Unit] = {
            row["unit"]: Unit(row["unit"], row["kind"], Decimal(row["factor_to_norm"]))
            for row in self.rows("units/units.csv")
        }
        self.unit_pattern = re.compile("|".join(re.escape(u) for u in sorted(self.units, key=len, reverse=True)))

    def rows(self, name: str) -> list[Row]:
        """Return the rows of a seed by its path under seeds/."""
        path = self.seeds / name
        if not path.is_file():
            raise UsageError(f"缺少词表 {name}", advice="请重新安装明账，或恢复 seeds 目录")
        return _read_rows(path)

    def words(self, name: str, column: str = "word") -> WordList:
        """Return a seed of seeds/vocabulary as a word list (read once)."""
        if (name, column) not in self._word_lists:
            self._word_lists[name, column] = WordList(self.rows(f"vocabulary/{name}.csv"), column)
        return self._word_lists[name, column]

    @cached_property
    def _word_lists(self) -> dict[tuple[str, str], WordList]:
        return {}

    @cached_property
    def blank_signs(self) -> frozenset[str]:
        """Signs that a cell prints where it has no value (—, 无); a printed 0 is a value."""
        return frozenset(row["sign"] for row in self.rows("vocabulary/blank_signs.csv"))

    @cached_property
    def non_figure_patterns(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Patterns of numerals that are no figures, in order of precedence: (kind, pattern on canonical text)."""
        return tuple(
            (row["kind"], re.compile(row["pattern"])) for row in self.rows("vocabulary/non_figure_patterns.csv")
        )

    @cached_property
    def _rule_confidence(self) -> dict[str, float]:
        return {row["rule"]: float(row["confidence"]) for row in self.rows("rules/rule_confidence.csv")}

    def confidence_of(self, rule: str) -> float:
        """Return how often a rule was right on hand-read samples, 0..1; 0.5 for a rule they do not contain."""
        return self._rule_confidence.get(rule, 0.5)

    @cached_property
    def set_phrases(self) -> tuple[tuple[re.Pattern[str], str, str], ...]:
        """Set sentences of disclosure templates: (pattern of the words before an amount, item path, item code)."""
        return tuple(
            (re.compile(row["pattern"]), row["item"], row["item_code"])
            for row in self.rows("vocabulary/set_phrases.csv")
        )

    def find_items(self, text: str) -> list[ItemMatch]:
        """Return the standard items printed in a text, leftmost-longest; quotes and blanks inside do not matter."""
        squeezed, origin = _squeeze(text)
        matches = []
        for index, start, end in self._automaton.find_matches_as_indexes(squeezed):
            name, item = self._aliases[self._terms[index]]
            matches.append(ItemMatch(origin[start], origin[end - 1] + 1, name, item))
        return matches

    def item_of(self, term: str) -> tuple[str, Item] | None:
        """Return (name as written in paths, item) when the whole term is a standard item or an alias."""
        return self._aliases.get(fold(term))

    def parse_unit(self, text: str) -> Unit | None:
        """Return the unit that the text spells (as in a 单位：… note or a header), or None."""
        cleaned = re.sub(r"[（(]?(?:金额)?单位[:：]?(?:人民币)?|人民币|[（）()\[\]【】\s:：]", "", text)
        return self.units.get(cleaned)

    def unit_at(self, text: str, position: int) -> Unit | None:
        """Return the longest unit that stands in canonical text at a position, or None."""
        match = self.unit_pattern.match(text, position)
        return self.units[match.group()] if match else None


def _read_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return [Row({k: (v or "").strip() for k, v in row.items() if k}) for row in csv.DictReader(handle)]


def normalise_money(value: Decimal, decimals: int, unit: Unit | None) -> tuple[Decimal, int]:
    """Return (value in 万元, digits after the point in 万元); values that are no money come back as they are.

    Digits are negative where the unit is coarser than 万元: 1.49 亿元 is known to a hundred 万元 (-2).
    """
    if unit is None or unit.kind not in ("money", "scale"):
        return value, decimals
    shift = -unit.factor.adjusted()
    return value * unit.factor, decimals + shift


def fold(term: str) -> str:
    """Return a term without quotes and blanks, brackets full-width: the form in which aliases are compared."""
    return "".join(c for c in term.translate(_FOLDING) if c not in _IGNORED)


def _squeeze(text: str) -> tuple[str, list[int]]:
    folded = text.translate(_FOLDING)
    kept = [(c, i) for i, c in enumerate(folded) if c not in _IGNORED]
    return "".join(c for c, _ in kept), [i for _, i in kept]


@lru_cache(maxsize=4)
def load_vocabulary(seeds: Path = SEEDS, learnt: tuple[Path, ...] = ()) -> Vocabulary:
    """Return the vocabulary of a seeds folder, with files of aliases learnt since, read once per process."""
    return Vocabulary(seeds, learnt)
