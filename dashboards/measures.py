"""What is compared between units and years: each measure is one fact of a unit and year, or the quotient of two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Any, Final, Literal

Kind = Literal["money", "ratio", "points"]
TRUST_ORDER: Final = ("disputed", "unverified", "reconciled", "verified")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: the item codes and bases that may carry it, each in order of preference."""

    key: str
    label: str
    group: str
    kind: Kind
    item_codes: tuple[str, ...]
    basis_groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quotient:
    """A measure that is an item on one basis divided by the same item, paid by the same fund, on another."""

    key: str
    label: str
    group: str
    item_codes: tuple[str, ...]
    part: str
    whole: str
    kind: Kind = "ratio"


@dataclass(frozen=True, slots=True)
class Value:
    """A measure of one unit and year: money in yuan, ratios 0..1; its trust state; the figures it rests on."""

    number: Decimal
    trust_state: str
    figure_ids: tuple[str, ...]


UnitYear = tuple[str, int]
Values = dict[UnitYear, dict[str, Value]]
_Scope = tuple[str, str, str]

_BUDGET, _ADJUSTED, _FINAL = ("年初预算",), ("全年预算",), ("决算",)
_SPENDING: Final = ("exp.total", "exp.total_all", "exe.budget")
_EXECUTED: Final = ("exe.budget", "exp.total", "exp.total_all", "exp.fiscal.general")
MEASURES: Final[tuple[Measure | Quotient, ...]] = (
    Measure("budget", "年初预算支出", "预算与决算", "money", _SPENDING, _BUDGET),
    Measure("adjusted", "全年预算支出", "预算与决算", "money", _SPENDING, _ADJUSTED),
    Measure("income", "收入决算", "预算与决算", "money", ("rev.total", "rev.total_all"), _FINAL),
    Measure("spending", "支出决算", "预算与决算", "money", _SPENDING, _FINAL),
    Measure("basic", "基本支出", "支出构成与执行", "money", ("exp.basic",), _FINAL),
    Measure("project", "项目支出", "支出构成与执行", "money", ("exp.project",), _FINAL),
    Quotient("of_adjusted", "决算÷全年预算", "支出构成与执行", _EXECUTED, "决算", "全年预算"),
    Quotient("of_budget", "决算÷年初预算", "支出构成与执行", _EXECUTED, "决算", "年初预算"),
    Measure("three_budget", "“三公”预算", "“三公”经费", "money", ("tp.total",), _BUDGET),
    Measure("three_final", "“三公”决算", "“三公”经费", "money", ("tp.total",), _FINAL),
    Measure("abroad", "因公出国（境）", "“三公”经费", "money", ("tp.abroad",), _FINAL),
    Measure("vehicles", "公务用车", "“三公”经费", "money", ("tp.vehicle",), _FINAL),
    Measure("reception", "公务接待", "“三公”经费", "money", ("tp.reception",), _FINAL),
    Measure("score", "自评得分", "得分", "points", ("sco.total",), ("得分", "其他")),
)
GROUPS: Final = tuple(dict.fromkeys(measure.group for measure in MEASURES))
ITEM_CODES: Final = tuple(dict.fromkeys(code for measure in MEASURES for code in measure.item_codes))
_FUNDS: Final = ("", "全口径", "财政拨款", "一般公共预算", "政府性基金", "国有资本经营")
"""The widest scope first: a unit's total stands before the part that one fund pays."""


def gather(facts: Iterable[Mapping[str, Any]]) -> Values:
    """Return the measures of each unit and year from rows of the fact table; what was not read is not there."""
    printed: dict[UnitYear, dict[_Scope, Value]] = {}
    for fact in facts:
        number = fact["amount_yuan"] if fact["metric"] == "amount" else fact["points_score"]
        if number is None:
            continue
        scope = (fact["item_code"], fact["basis_group"], fact["fund"] or "")
        value = Value(number, fact["trust_state"], (fact["figure_id"],))
        printed.setdefault((fact["entity_name"], fact["fiscal_year"]), {}).setdefault(scope, value)
    return {unit_year: _measured(known) for unit_year, known in printed.items()}


def _measured(known: Mapping[_Scope, Value]) -> dict[str, Value]:
    found = {}
    for measure in MEASURES:
        value = _quotient(measure, known) if isinstance(measure, Quotient) else _fact(measure, known)
        if value is not None:
            found[measure.key] = value
    return found


def _fact(measure: Measure, known: Mapping[_Scope, Value]) -> Value | None:
    wanted = product(measure.item_codes, measure.basis_groups, _FUNDS)
    return next((known[scope] for scope in wanted if scope in known), None)


def _quotient(measure: Quotient, known: Mapping[_Scope, Value]) -> Value | None:
    for code, fund in product(measure.item_codes, _FUNDS):
        part, whole = known.get((code, measure.part, fund)), known.get((code, measure.whole, fund))
        if part is not None and whole is not None and whole.number != 0:
            trust = min(part.trust_state, whole.trust_state, key=TRUST_ORDER.index)
            return Value(part.number / whole.number, trust, part.figure_ids + whole.figure_ids)
    return None
