"""单位对比: budgets, final accounts, execution, 三公 and scores of chosen units and years, side by side."""

from __future__ import annotations

import streamlit as st

from dashboards import queries
from dashboards.components import charts, formats, layout
from dashboards.components.markup import Cell, show, table
from dashboards.components.values import bar_of, cell_of, disputed_note, heading_of
from dashboards.measures import GROUPS, MEASURES, gather

UNITS_AT_FIRST = 5

layout.begin("单位对比", "选几个单位、几个年度并排看。金额单位为万元；点任何一个数看它的原文，红色的数存疑。")


measured = queries.measured_units()
if not measured:
    layout.nothing_found("这个版本里还没有可以对比的数。")
    st.stop()
read: dict[int, int] = {}
for row in measured:
    read[row["fiscal_year"]] = read.get(row["fiscal_year"], 0) + row["measure_count"]
fullest = max(read, key=lambda year: (read[year], year))
years = st.pills(
    "年度",
    sorted(read, reverse=True),
    selection_mode="multi",
    default=[fullest],
    format_func=str,
    key="year",
    bind="query-params",
)
of_years = sorted((row for row in measured if row["fiscal_year"] in years), key=lambda row: -row["measure_count"])
units = st.multiselect(
    "单位",
    sorted({row["entity_name"] for row in measured}, key=formats.reading_order),
    default=list(dict.fromkeys(row["entity_name"] for row in of_years))[:UNITS_AT_FIRST],
    placeholder="选择单位",
    key="unit",
    bind="query-params",
)
everything = gather(queries.measures(tuple(units), tuple(years))) if units and years else {}
shown = [(unit, year) for unit in units for year in sorted(years, reverse=True) if (unit, year) in everything]
if not shown:
    layout.nothing_found("所选单位在所选年度没有读到可以对比的数，换一个年度试试。")
    st.stop()

drawable = [measure for measure in MEASURES if any(measure.key in everything[key] for key in shown)]
labels = {measure.label: measure for measure in drawable}
at_first = next(
    (label for label, measure in labels.items() if measure.key in ("expenditure_final", "three_public_final")), None
)
picked = st.selectbox("看图", list(labels), index=list(labels).index(at_first) if at_first else 0, key="measure")
measure = labels[picked]
bars = [
    bar_of(measure, f"{year} {unit}" if len(years) > 1 else unit, f"{year} 年度", everything[unit, year][measure.key])
    for unit, year in shown
    if measure.key in everything[unit, year]
]
st.altair_chart(charts.bars(bars, heading_of(measure)), width="stretch")

for group in GROUPS:
    measures = [measure for measure in drawable if measure.group == group]
    if not measures:
        continue
    st.subheader(group, anchor=False)
    headings = [Cell(heading_of(measure), is_number=True) for measure in measures]
    lines: list[list[Cell] | Cell] = []
    for unit in dict.fromkeys(unit for unit, _ in shown):
        of_unit = [key for key in shown if key[0] == unit]
        if len(years) > 1:
            lines.append(Cell(unit, formats.address("unit", unit=unit)))
        for key in of_unit:
            name = f"{key[1]} 年" if len(years) > 1 else unit
            values = [cell_of(measure, everything[key].get(measure.key)) for measure in measures]
            lines.append([Cell(name, formats.address("unit", unit=unit, year=key[1])), *values])
    show(table([Cell("年度" if len(years) > 1 else "单位"), *headings], lines))
    st.caption(disputed_note([everything[key].get(measure.key) for key in shown for measure in measures]))
