"""What the dashboard compares, in which order and under which short name. How each is read is data: seeds/rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Literal

Kind = Literal["money", "ratio", "points", "count"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of ``marts.fct_unit_year_measures``, or the execution rate of ``marts.fct_unit_years``."""

    key: str
    label: str
    group: str
    kind: Kind = "money"


@dataclass(frozen=True, slots=True)
class Value:
    """A measure of one unit and year: money in yuan, ratios 0..1; its trust state; the figures it rests on."""

    number: Decimal
    trust_state: str
    figure_ids: tuple[str, ...]


UnitYear = tuple[str, int]
Values = dict[UnitYear, dict[str, Value]]

MEASURES: Final = (
    Measure("expenditure_budget", "年初预算支出", "预算与决算"),
    Measure("expenditure_adjusted_budget", "全年预算支出", "预算与决算"),
    Measure("revenue_final", "收入决算", "预算与决算"),
    Measure("expenditure_final", "支出决算", "预算与决算"),
    Measure("basic_expenditure_final", "基本支出", "支出构成与执行"),
    Measure("project_expenditure_final", "项目支出", "支出构成与执行"),
    Measure("carryover_closing", "年末结转结余", "支出构成与执行"),
    Measure("execution", "执行率", "支出构成与执行", "ratio"),
    Measure("three_public_budget", "“三公”预算", "“三公”经费"),
    Measure("three_public_final", "“三公”决算", "“三公”经费"),
    Measure("abroad_final", "因公出国（境）", "“三公”经费"),
    Measure("vehicle_final", "公务用车", "“三公”经费"),
    Measure("reception_final", "公务接待", "“三公”经费"),
    Measure("self_score", "自评得分", "得分、采购与人员", "points"),
    Measure("full_score", "满分", "得分、采购与人员", "points"),
    Measure("procurement_final", "政府采购", "得分、采购与人员"),
    Measure("staff_active", "在职人员", "得分、采购与人员", "count"),
)
BY_KEY: Final = {measure.key: measure for measure in MEASURES}
GROUPS: Final = tuple(dict.fromkeys(measure.group for measure in MEASURES))


def gather(rows: Iterable[Mapping[str, Any]]) -> Values:
    """Return the measures of each unit and year by key; what was not read is not there."""
    values: Values = {}
    for row in rows:
        value = Value(row["number"], row["trust_state"], tuple(row["figure_ids"]))
        values.setdefault((row["entity_name"], row["fiscal_year"]), {})[row["measure"]] = value
    return values
