"""Measured values as table cells and bars."""

from __future__ import annotations

from dashboards.components import formats
from dashboards.components.charts import Bar
from dashboards.components.markup import Cell, source_address
from dashboards.components.words import NOT_READ, TRUST_MEANINGS, TRUST_STATES
from dashboards.measures import Measure, Value


def text_of(measure: Measure, value: Value | None) -> str:
    """Return a value as people read it: money in 万元, ratios as percentages."""
    if value is None:
        return NOT_READ
    if measure.kind == "money":
        return formats.wan(value.number)
    return formats.percent(value.number) if measure.kind == "ratio" else formats.number(value.number)


def cell_of(measure: Measure, value: Value | None) -> Cell:
    """Return the table cell of a value, leading to its source; a disputed one is red."""
    if value is None:
        return Cell(NOT_READ, is_number=True)
    return Cell(
        text_of(measure, value),
        source_address(value.figure_ids),
        is_number=True,
        tone="disputed" if value.trust_state == "disputed" else "",
        title=f"{TRUST_STATES[value.trust_state]}：{TRUST_MEANINGS[value.trust_state]}",
    )


def bar_of(measure: Measure, name: str, series: str, value: Value) -> Bar:
    """Return the bar of a value."""
    length = value.number / formats.YUAN_PER_WAN if measure.kind == "money" else value.number
    return Bar(name, series, float(length), text_of(measure, value))


def heading_of(measure: Measure) -> str:
    """Return a measure's label with its unit."""
    return f"{measure.label}（万元）" if measure.kind == "money" else measure.label


def disputed_note(values: list[Value | None]) -> str:
    """Return how much of what is shown is disputed or was not read."""
    read = [value for value in values if value is not None]
    disputed = sum(value.trust_state == "disputed" for value in read)
    return f"{len(values)} 个数中，读到 {len(read)} 个，其中存疑 {disputed} 个"
