"""Who to look at first: units of a year ordered by what matters, each place with the number it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from dashboards.measures import TRUST_ORDER, Value, Values
from dashboards.queries import Rows


@dataclass
class UnitView:
    """What the overview says of one unit in one year."""

    name: str
    values: Mapping[str, Value]
    findings: Rows = field(default_factory=list)
    losses: Rows = field(default_factory=list)
    three_change: Value | None = None
    is_change_stated: bool = False
    fact_count: int = 0
    disputed_count: int = 0

    def count(self, severity: str) -> int:
        """Return the number of findings of a severity."""
        return sum(finding["severity"] == severity for finding in self.findings)

    @property
    def execution(self) -> Value | None:
        """The share of the budget that was spent: of the adjusted budget where it was read, else of the initial one."""
        return self.values.get("of_adjusted") or self.values.get("of_budget")

    @property
    def alarm(self) -> tuple[int, int, int]:
        """What units are ordered by: provable errors first, then warnings, then hints."""
        return self.count("error"), self.count("warning"), self.count("hint")


def views_of_year(
    fiscal_year: int, values: Values, findings: Rows, losses: Rows, stated_changes: Rows, trust: Rows
) -> list[UnitView]:
    """Return a view of each unit that has a fact or a finding in the year, the most alarming first."""
    names = {unit for unit, year in values if year == fiscal_year} | {row["entity_name"] for row in trust}
    found = [finding for finding in findings if finding["fiscal_year"] == fiscal_year and finding["entity"]]
    names |= {finding["entity"] for finding in found}
    views = {name: UnitView(name, values.get((name, fiscal_year), {})) for name in names}
    for finding in found:
        views[finding["entity"]].findings.append(finding)
    for loss in losses:
        if loss["entity_name"] in views:
            views[loss["entity_name"]].losses.append(loss)
    for row in trust:
        views[row["entity_name"]].fact_count = row["fact_count"]
        views[row["entity_name"]].disputed_count = row["disputed_count"]
    stated = {row["entity_name"]: row for row in reversed(stated_changes)}
    for name, view in views.items():
        view.three_change = _computed_change(values, name, fiscal_year)
        if view.three_change is None and name in stated:
            view.three_change = Value(stated[name]["change_ratio"], "unverified", (stated[name]["figure_id"],))
            view.is_change_stated = True
    return sorted(views.values(), key=lambda view: (*(-count for count in view.alarm), view.name))


def _computed_change(values: Values, name: str, fiscal_year: int) -> Value | None:
    now = values.get((name, fiscal_year), {}).get("three_final")
    before = values.get((name, fiscal_year - 1), {}).get("three_final")
    if now is None or before is None or before.number == 0:
        return None
    trust = min(now.trust_state, before.trust_state, key=TRUST_ORDER.index)
    return Value((now.number - before.number) / before.number, trust, now.figure_ids + before.figure_ids)


def lost(view: UnitView) -> Decimal | None:
    """Return the points a unit lost of a hundred, by its own score; None where it printed no score of that scale."""
    score = view.values.get("score")
    return Decimal(100) - score.number if score is not None and 0 <= score.number <= 100 else None
