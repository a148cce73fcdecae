"""Which finding answers which planting, and how often: recall, precision and their intervals."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bench.planting.plant import Planting, Quantity

Finding = Mapping[str, Any]
_NUMBER = re.compile(r"(-?[0-9][0-9,]*(?:\.[0-9]+)?)\s*(亿元|万元|元|%)?")
_FACTORS = {"元": 1, "万元": 10_000, "亿元": 100_000_000}


@dataclass(frozen=True)
class Judged:
    """A planting with the findings in its document that answer it, and the others, of which ``standing`` are false
    alarms that the untouched report has too."""

    planting: Planting
    answers: tuple[Finding, ...]
    others: tuple[Finding, ...]
    standing: int


def quantity_of(text: str) -> Quantity | None:
    """Read a number and its unit as a finding prints them."""
    found = _NUMBER.match((text or "").strip())
    if not found:
        return None
    digits = found[1].replace(",", "")
    factor = _FACTORS.get(found[2] or "", 1)
    return Quantity(digits, Fraction(digits) * factor, Fraction(factor, 10 ** len(digits.partition(".")[2])))


def answers(finding: Finding, planting: Planting) -> bool:
    """Say whether a finding speaks of the planted error.

    It does when a number it blames, or a number of its formula, is a planted one, or when the number it blames stands
    in a relation that the error breaks. For a planted word the word itself or any number of a broken relation will do;
    for something left out its name.
    """
    blamed = quantity_of(finding["reported"])
    formula = [quantity for text in finding["numbers"] if (quantity := quantity_of(text))]
    told = f"{finding['subject']}{finding['message']}"
    if any(name in told for name in planting.names):
        return True
    if planting.planted:
        if any(_same(quantity, one) for quantity in [*formula, blamed] if quantity for one in planting.planted):
            return True
        return blamed is not None and any(_same(blamed, other) for other in planting.related)
    if not planting.change.words:
        return False
    reported = finding["reported"].replace(" ", "")
    words = planting.reported.replace(" ", "").split("、")
    if reported and any(reported in word or word in reported for word in words):
        return True
    return any(_same(quantity, other) for quantity in [*formula, blamed] if quantity for other in planting.related)


def _same(one: Quantity, other: Quantity) -> bool:
    return one.value == other.value or one.text == other.text


def judge(
    plantings: Iterable[Planting], findings: Mapping[int, list[Finding]], untouched: Mapping[str, list[Finding]]
) -> list[Judged]:
    """Pair each planting with the findings of its document; what the untouched report also has is no answer."""
    judged = []
    for planting in plantings:
        standing = {_key(finding) for finding in untouched.get(planting.report.name, [])}
        mine = findings.get(planting.number, [])
        hits = tuple(f for f in mine if _key(f) not in standing and answers(f, planting))
        others = tuple(f for f in mine if f not in hits)
        judged.append(Judged(planting, hits, others, sum(_key(f) in standing for f in others)))
    return judged


def _key(finding: Finding) -> tuple[Any, ...]:
    return tuple(finding[name] for name in ("check_id", "page", "line", "row_no", "col_no", "reported", "expected"))


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a proportion; (0, 1) where nothing was counted."""
    if not total:
        return 0.0, 1.0
    z = 1.959964
    share = hits / total
    middle = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def proportion_rows(counted: Mapping[str, tuple[int, int]]) -> list[str]:
    """Rows of a Markdown table: name, hits, total, proportion, interval."""
    rows = []
    for name, (hits, total) in counted.items():
        low, high = wilson(hits, total)
        rows.append(f"| {name} | {hits} | {total} | {hits / total:.3f} | {low:.3f} – {high:.3f} |" if total else "")
    return [row for row in rows if row]


def recall_by(judged: Iterable[Judged], key: Callable[[Planting], str]) -> dict[str, tuple[int, int]]:
    """Plantings answered and plantings, by group."""
    counted: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in judged:
        group = counted[key(one.planting)]
        group[0] += bool(one.answers)
        group[1] += 1
    return {name: (hits, total) for name, (hits, total) in sorted(counted.items())}


def precision_by(judged: Iterable[Judged], key: Callable[[Finding], str]) -> dict[str, tuple[int, int]]:
    """Findings that answer a planting and findings, by group."""
    counted: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in judged:
        for finding in one.answers:
            counted[key(finding)][0] += 1
        for finding in (*one.answers, *one.others):
            counted[key(finding)][1] += 1
    return {name: (hits, total) for name, (hits, total) in sorted(counted.items())}
