"""Who to look at first: units of a year ordered by what matters, each place with the number it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from dashboards.measures import Value, Values
from dashboards.queries import Row, Rows

USUAL_FULL_MARK = Decimal(100)


def speaks_against(finding: Row) -> bool:
    """Return whether a finding still speaks against its report: no reviewer has disputed or explained it."""
    return finding["verdict_state"] != "in_force" or finding["verdict"] not in ("dispute", "explain")


@dataclass
class UnitView:
    """What the overview says of one unit in one year."""

    name: str
    error_count: int
    warning_count: int
    hint_count: int
    fact_count: int
    disputed_count: int
    execution_basis: str
    values: Mapping[str, Value]
    findings: Rows = field(default_factory=list)
    losses: Rows = field(default_factory=list)
    three_public_change: Value | None = None
    is_change_stated: bool = False

    @property
    def lost_points(self) -> Decimal | None:
        """The points it lost by its own score, of the full mark it printed, else of a hundred."""
        score, full = self.values.get("self_score"), self.values.get("full_score")
        if score is None:
            return None
        return max((full.number if full is not None else USUAL_FULL_MARK) - score.number, Decimal(0))


def views_of_year(
    fiscal_year: int, units: Rows, values: Values, findings: Rows, losses: Rows, stated_changes: Rows
) -> list[UnitView]:
    """Return a view of each unit, in the order given; all rows but ``values`` are of that year.

    ``stated_changes`` serve where an amount to compute the change from was not read.
    """
    stated = {row["entity_name"]: row for row in reversed(stated_changes)}
    findings_of = _grouped([finding for finding in findings if speaks_against(finding)], "entity")
    losses_of = _grouped(losses, "entity_name")
    views = []
    for unit in units:
        name = unit["entity_name"]
        view = UnitView(
            name=name,
            error_count=unit["error_count"],
            warning_count=unit["warning_count"],
            hint_count=unit["hint_count"],
            fact_count=unit["fact_count"],
            disputed_count=unit["disputed_count"],
            execution_basis=unit["execution_budget_basis"] or "",
            values=values.get((name, fiscal_year), {}),
            findings=findings_of.get(name, []),
            losses=losses_of.get(name, []),
            three_public_change=_computed_change(values, name, fiscal_year),
        )
        if view.three_public_change is None and name in stated:
            change = stated[name]
            view.three_public_change = Value(change["change_ratio"], "unverified", (change["figure_id"],))
            view.is_change_stated = True
        views.append(view)
    return views


def _grouped(rows: Rows, column: str) -> dict[str, Rows]:
    groups: dict[str, Rows] = {}
    for row in rows:
        groups.setdefault(row[column], []).append(row)
    return groups


def _computed_change(values: Values, name: str, fiscal_year: int) -> Value | None:
    now = values.get((name, fiscal_year), {}).get("three_public_final")
    before = values.get((name, fiscal_year - 1), {}).get("three_public_final")
    if now is None or before is None or before.number == 0:
        return None
    is_disputed = "disputed" in (now.trust_state, before.trust_state)
    trust = "disputed" if is_disputed else now.trust_state
    return Value((now.number - before.number) / before.number, trust, now.figure_ids + before.figure_ids)
