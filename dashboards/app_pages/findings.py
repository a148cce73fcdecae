"""问题清单: every finding with both of its sides, filtered, ready to download."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import queries
from dashboards.components import formats, layout
from dashboards.components.finding_list import show_findings
from dashboards.components.markup import show, tiles
from dashboards.components.words import FAMILIES, SEVERITIES, VERDICT_FILTERS, VERDICT_STATES, VERDICTS, in_order, word
from warehouse.words import beijing_time

PAGE_SIZE = 25
MEANINGS = {
    "error": "数字之间一定有一个错",
    "warning": "很可能有错，或不合规范",
    "hint": "值得看一眼",
    "rounding": "四舍五入造成，不算错",
}
DOWNLOAD = {
    "severity": "程度",
    "family": "核查类别",
    "entity": "单位",
    "fiscal_year": "年度",
    "subject": "对象",
    "message": "说明",
    "reported": "报告写",
    "expected": "应为",
    "difference": "相差",
    "formula": "算式",
    "doc": "文件",
    "page": "页",
    "line": "行",
    "table_no": "表",
    "row_no": "表内行",
    "col_no": "表内列",
    "finding_id": "编号",
    "verdict": "结论",
    "verdict_state": "结论状态",
    "verdict_by": "结论人",
    "verdict_at": "结论时间",
    "verdict_reason": "结论理由",
}


def as_csv(findings: queries.Rows) -> bytes:
    """Return the findings as a CSV that office software opens with its Chinese intact."""
    named = [
        {title: finding[column] for column, title in DOWNLOAD.items()}
        | {
            "程度": word(SEVERITIES, finding["severity"]),
            "核查类别": word(FAMILIES, finding["family"]),
            "结论": VERDICTS.get(finding["verdict"], ""),
            "结论状态": VERDICT_STATES.get(finding["verdict_state"], ""),
            "结论时间": beijing_time(finding["verdict_at"] or ""),
        }
        for finding in findings
    ]
    return pl.DataFrame(named, infer_schema_length=None).write_csv().encode("utf-8-sig")


layout.begin("问题清单", "每一条都写明报告印的是多少、按其他数字应是多少、怎么算的、在哪里。")
facets = queries.finding_facets()
if not facets:
    layout.nothing_found("没有发现问题。核查台账里可以看到查了什么、有什么没法查。")
    st.stop()
counts = {code: sum(row["finding_count"] for row in facets if row["severity"] == code) for code in SEVERITIES}
settled = {
    code: sum(row["finding_count"] for row in facets if (row["severity"], row["verdict_filter"]) == (code, "settled"))
    for code in SEVERITIES
}
notes = {code: MEANINGS[code] + (f"；{settled[code]} 条已有结论" if settled[code] else "") for code in SEVERITIES}
show(tiles([(name, formats.number(counts[code]), notes[code], "") for code, name in SEVERITIES.items()]))

grave = [SEVERITIES[code] for code in ("error", "warning") if counts[code]]
chosen_severities = st.pills(
    "程度",
    list(SEVERITIES.values()),
    selection_mode="multi",
    default=grave or list(SEVERITIES.values()),
    key="severity",
    bind="query-params",
)
left, middle, right, last = st.columns([2, 3, 1, 1.3])
families = {word(FAMILIES, code): code for code in in_order(FAMILIES, (row["family"] for row in facets))}
family = left.selectbox("核查类别", list(families), index=None, placeholder="全部", key="family", bind="query-params")
units = sorted({row["entity"] for row in facets if row["entity"]}, key=formats.reading_order)
unit = middle.selectbox("单位", units, index=None, placeholder="全部", key="unit", bind="query-params")
years = sorted({str(row["fiscal_year"]) for row in facets if row["fiscal_year"]}, reverse=True)
year = right.selectbox("年度", years, index=None, placeholder="全部", key="year", bind="query-params")
names = {name: code for code, name in VERDICT_FILTERS.items()}
state = last.selectbox("结论", list(names), index=None, placeholder="全部", key="verdict", bind="query-params")

severities = tuple(code for code, name in SEVERITIES.items() if name in chosen_severities)
chosen_family, chosen_year = families.get(family or ""), int(year) if year else None
verdict = names.get(state or "")
found = sum(
    row["finding_count"]
    for row in facets
    if row["severity"] in severities
    and chosen_family in (None, row["family"])
    and unit in (None, row["entity"])
    and chosen_year in (None, row["fiscal_year"])
    and verdict in (None, row["verdict_filter"])
)
if not found:
    layout.nothing_found("这样筛选后没有问题，换一个条件试试。")
    st.stop()

page_count = -(-found // PAGE_SIZE)
summary, pager, button = st.columns([3, 1, 1], vertical_alignment="bottom")
page = pager.number_input(f"页（共 {page_count} 页）", 1, page_count, key="page") if page_count > 1 else 1
first = (page - 1) * PAGE_SIZE
summary.caption(
    f"共 {found} 条" + (f"，现在是第 {first + 1}–{min(first + PAGE_SIZE, found)} 条" if page_count > 1 else "")
)
button.download_button(
    "下载",
    lambda: as_csv(queries.findings(severities, chosen_family, unit, chosen_year, verdict)),
    "问题清单.csv",
    "text/csv",
    icon=":material/download:",
    width="stretch",
)
show_findings(queries.findings(severities, chosen_family, unit, chosen_year, verdict, first, PAGE_SIZE))
