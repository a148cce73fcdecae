"""Charts. Their lengths are floats; every number they print is made from the exact decimal beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import polars as pl

Chart = Any
"""A chart; Altair's own types do not survive layering."""

TWO_LINES = """
length(datum.label) <= 12 ? datum.label
: [slice(datum.label, 0, 12), length(datum.label) <= 24 ? slice(datum.label, 12) : slice(datum.label, 12, 23) + '…']
"""
"""How a long name is printed beside its bar, so that it leaves room for it on a telephone, too."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: whose, which series, how long, and the exact number as text."""

    name: str
    series: str
    length: float
    text: str


def bars(shown: Sequence[Bar], title: str) -> Chart:
    """Return horizontal bars, coloured by series, each with its number; ``name`` says the series where it matters."""
    frame = pl.DataFrame({
        "名称": [bar.name for bar in shown],
        "系列": [bar.series for bar in shown],
        "长度": [bar.length for bar in shown],
        "数值": [bar.text for bar in shown],
    })  # fmt: skip
    # room to the right of the longest bar for its number, also on a telephone
    longest = max((bar.length for bar in shown), default=0) * 1.6
    axis = alt.Axis(labelExpr=TWO_LINES, labelLimit=150, ticks=False, domain=False)
    base = alt.Chart(frame).encode(
        y=alt.Y("名称:N", title=None, sort=None, axis=axis),
        x=alt.X(
            "长度:Q",
            title=title,
            scale=alt.Scale(domain=[0, longest or 1]),
            axis=alt.Axis(labels=False, ticks=False, grid=False, domain=False),
        ),
        tooltip=["名称", "系列", "数值"],
    )
    marks = base.mark_bar(cornerRadiusEnd=3).encode(color=alt.Color("系列:N", legend=None, sort=None))
    texts = base.mark_text(align="left", dx=5, fontSize=12).encode(text="数值:N")
    return (marks + texts).properties(height=alt.Step(34))


def trend(shown: Sequence[Bar], title: str) -> Chart:
    """Return lines over years (``name`` is the year), each point with its number."""
    frame = pl.DataFrame({
        "年度": [bar.name for bar in shown],
        "系列": [bar.series for bar in shown],
        "长度": [bar.length for bar in shown],
        "数值": [bar.text for bar in shown],
    })  # fmt: skip
    base = alt.Chart(frame).encode(
        x=alt.X("年度:O", title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("长度:Q", title=title, axis=alt.Axis(grid=True, ticks=False, domain=False)),
        color=alt.Color("系列:N", legend=alt.Legend(orient="top", title=None), sort=None),
        tooltip=["年度", "系列", "数值"],
    )
    return (base.mark_line() + base.mark_circle(size=70)).properties(height=260)
