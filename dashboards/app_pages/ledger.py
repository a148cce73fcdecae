"""核查台账: what was due, what was done, what failed and what could not be judged, and for want of what."""

from __future__ import annotations

import io
import zipfile
from base64 import b64encode

import altair as alt
import polars as pl
import streamlit as st

from dashboards import queries
from dashboards.components import charts, formats, layout
from dashboards.components.markup import Cell, show, source_address, table, tiles
from dashboards.components.words import FAMILIES, STATUSES, in_order, word
from warehouse import access

GATE_WORDS = {"warning": "警告", "fatal": "阻断"}
TOTALS = {"due": "应查", **STATUSES}
STATUS_COLORS = {"pass": "#6A9A6E", "rounding": "#B9CBA6", "fail": "#B3403A", "not_assessable": "#C9CFD4"}


def chart_of(ledger: queries.Rows) -> charts.Chart:
    """Return the stacked bar of results by family."""
    long = [
        {
            "类别": word(FAMILIES, row["family"]),
            "结果": STATUSES[status],
            "次数": row[f"{status}_count"],
            "order": order,
        }
        for row in ledger
        for order, status in enumerate(STATUS_COLORS)
        if row[f"{status}_count"]
    ]
    totals = pl.DataFrame(long).group_by("类别", "结果", "order").agg(pl.col("次数").sum())
    return (
        alt.Chart(totals)
        .mark_bar()
        .encode(
            y=alt.Y("类别:N", title=None, sort="-x"),
            x=alt.X("sum(次数):Q", title="应查次数"),
            color=alt.Color(
                "结果:N",
                title=None,
                scale=alt.Scale(domain=[STATUSES[s] for s in STATUS_COLORS], range=list(STATUS_COLORS.values())),
                legend=alt.Legend(orient="top"),
            ),
            order=alt.Order("order:Q"),
            tooltip=["类别", "结果", "次数"],
        )
        .properties(height=alt.Step(30))
    )


def zipped_data_docs() -> bytes:
    """Return the published version's Data Docs as a zip; they are web pages that need no network."""
    folder, packed = access.data_docs_path().parent, io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for page in sorted(folder.rglob("*")):
            if page.is_file():
                archive.write(page, page.relative_to(folder))
    return packed.getvalue()


def show_results(check_id: str, status: str) -> None:
    """List the results of one check with one status."""
    results = queries.check_results(check_id, status)
    name = next((row["check_name"] for row in counted if row["check_id"] == check_id), check_id)
    st.subheader(f"{name}：{word(STATUSES, status)} {len(results)} 项", anchor=False)
    if not results:
        layout.nothing_found("没有这样的结果。")
        return
    show(
        table(
            [Cell("单位"), Cell("年度"), Cell("对象"), Cell("说明"), Cell("位置")],
            [
                [
                    Cell(row["entity"] or "—", formats.address("unit", unit=row["entity"]) if row["entity"] else ""),
                    Cell(str(row["fiscal_year"] or "—"), tone="short"),
                    Cell(row["subject"] or "—", tone="wide"),
                    Cell(row["message"] or row["missing"] or row["formula"] or "—", tone="wide"),
                    Cell(
                        formats.place(row),
                        source_address(row["figure_ids"])
                        or formats.address("source", document=row["document_id"], page=row["page"], line=row["line"]),
                        tone="short",
                    ),
                ]
                for row in results
            ],
        )
    )


def show_requirements(suite: str) -> None:
    """List what the quality gate asks for in one respect, with the page of Data Docs on it."""
    required = [row for row in queries.quality_results() if row["suite"] == suite]
    if not required:
        layout.nothing_found("没有这个方面的结果。")
        return
    st.subheader(f"{required[0]['suite_title']}：{len(required)} 项要求", anchor=False)
    show(
        table(
            [Cell("不允许"), Cell("级别"), Cell("结果"), Cell("不符合 / 共", is_number=True)],
            [
                [
                    Cell(row["message"], tone="wide"),
                    Cell(GATE_WORDS[row["severity"]]),
                    Cell(
                        "通过" if row["status"] == "passed" else "不符",
                        tone="" if row["status"] == "passed" else "disputed",
                    ),
                    Cell(
                        "—"
                        if row["unexpected_count"] is None
                        else f"{row['unexpected_count']} / {row['element_count']}",
                        is_number=True,
                    ),
                ]
                for row in required
            ],
        )
    )
    page = access.data_docs_page(suite)
    if page:
        with st.expander("Great Expectations 原始结果（英文）"):
            # a data: address has no origin, so that nothing a document prints can reach the dashboard
            st.iframe(f"data:text/html;base64,{b64encode(page.encode()).decode()}", height=640)


def passed_of(gate: queries.Rows) -> int:
    """Return how many expectations hold."""
    return sum(row["status"] == "passed" for row in gate)


def objection(row: queries.Row) -> str:
    """Return in words what the gate says against the batch."""
    counted = f"（{row['unexpected_count']} / {row['element_count']}）" if row["unexpected_count"] is not None else ""
    return f"{GATE_WORDS[row['severity']]}：{row['message']}{counted}"


layout.begin("核查台账", "应查多少，查了多少，不符多少，有多少因为缺数字而无法核查。无法核查不算通过。")
counted = queries.ledger()
if not counted:
    layout.nothing_found("这个版本里还没有核查结果。")
    st.stop()

total = {name: sum(row[name] for row in counted) for name in counted[0] if name.endswith("_count")}
due = total["due_count"]
show(
    tiles(
        [
            ("应查", formats.number(due), "不含不适用的", ""),
            ("已查", formats.number(total["done_count"]), formats.share(total["done_count"], due, "占应查"), ""),
            (
                "不符",
                formats.number(total["fail_count"]),
                formats.share(total["fail_count"], total["done_count"], "占已查"),
                formats.address("findings"),
            ),
            (
                "无法核查",
                formats.number(total["not_assessable_count"]),
                formats.share(total["not_assessable_count"], due, "占应查"),
                "",
            ),
        ]
    )
)
st.altair_chart(chart_of(counted), width="stretch")

check_id, status = st.query_params.get("check", ""), st.query_params.get("status", "")
if check_id and status:
    show_results(check_id, status)
elif suite := st.query_params.get("suite", ""):
    show_requirements(suite)

st.subheader("逐项核查", anchor=False)
columns = ("应查", "通过", "尾差", "不符", "无法核查", "不适用")
headers = [Cell("核查项目"), *(Cell(column, is_number=True) for column in columns)]
lines: list[list[Cell] | Cell] = []
for family_code in in_order(FAMILIES, (row["family"] for row in counted)):
    of_family = [row for row in counted if row["family"] == family_code]
    sums = (f"{name} {formats.number(sum(row[f'{code}_count'] for row in of_family))}" for code, name in TOTALS.items())
    lines.append(Cell(f"{word(FAMILIES, family_code)}：{'，'.join(sums)}"))
    for row in of_family:
        lines.append(
            [Cell(row["check_name"]), Cell(formats.number(row["due_count"]), is_number=True)]
            + [
                Cell(
                    formats.number(row[f"{status}_count"]),
                    formats.address("ledger", check=row["check_id"], status=status) if row[f"{status}_count"] else "",
                    is_number=True,
                    tone="none" if not row[f"{status}_count"] else "disputed" if status == "fail" else "",
                )
                for status in ("pass", "rounding", "fail", "not_assessable", "not_applicable")
            ]
        )
show(table(headers, lines))

restated = queries.restatements()
st.subheader("追溯调整登记", anchor=False)
if restated:
    st.caption("后来的报告与该年度报告印出的数不同。可能是追溯调整，也可能是抄错；报告应说明原因。")
    show(
        table(
            [
                Cell("单位"),
                Cell("对象"),
                Cell("该年度报告写", is_number=True),
                Cell("后来写", is_number=True),
                Cell("该年度报告"),
                Cell("后来的报告"),
            ],
            [
                [
                    Cell(row["entity_name"], formats.address("unit", unit=row["entity_name"])),
                    Cell(row["subject"], tone="wide"),
                    Cell(row["earlier_text"], source_address(row["earlier_figure_ids"]), is_number=True),
                    Cell(row["later_text"], source_address([row["figure_id"]]), is_number=True, tone="disputed"),
                    Cell(row["earlier_source"].removesuffix(f"写为{row['earlier_text']}"), tone="wide"),
                    Cell(f"{row['doc']}（{formats.place(row)}）", tone="wide"),
                ]
                for row in restated
            ],
        )
    )
else:
    st.caption("没有发现后来的报告改动以前年度的数。")

gate = queries.quality_results()
if gate:
    of_suites = {
        title: [row for row in gate if row["suite_title"] == title]
        for title in sorted({row["suite_title"] for row in gate})
    }
    st.subheader("质量关口", anchor=False)
    st.caption(f"发布前对整批数据的 {len(gate)} 项要求，通过 {passed_of(gate)} 项。点一个方面看它的每项要求。")
    show(
        table(
            [Cell("方面"), Cell("要求", is_number=True), Cell("通过", is_number=True), Cell("没有通过的")],
            [
                [
                    Cell(title, formats.address("ledger", suite=required[0]["suite"])),
                    Cell(formats.number(len(required)), is_number=True),
                    Cell(formats.number(passed_of(required)), is_number=True),
                    Cell(
                        "；".join(objection(row) for row in required if row["status"] != "passed") or "—", tone="wide"
                    ),
                ]
                for title, required in of_suites.items()
            ],
        )
    )
    if access.data_docs_path().is_file():
        st.download_button(
            "下载完整结果（网页）", zipped_data_docs, "质量关口.zip", "application/zip", icon=":material/download:"
        )

st.subheader("逐份报告", anchor=False)
of_documents = queries.ledger_of_documents()
numbers = ("due_count", "pass_count", "rounding_count", "fail_count", "not_assessable_count")
show(
    table(
        [Cell("报告"), Cell("单位"), Cell("年度"), *(Cell(column, is_number=True) for column in columns[:-1])],
        [
            [
                Cell(row["document_name"], formats.address("source", document=row["document_id"])),
                Cell(row["entity_name"] or "—"),
                Cell(str(row["fiscal_year"] or "—")),
                *(Cell(formats.number(row[number]), is_number=True) for number in numbers),
            ]
            for row in of_documents
        ],
    )
)
if len(of_documents) == queries.FIGURES_LISTED:
    st.caption(f"按不符多少列出前 {queries.FIGURES_LISTED} 份。")
