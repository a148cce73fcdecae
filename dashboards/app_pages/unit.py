"""单位画像: one unit over the years: its numbers, its findings, its documents."""

from __future__ import annotations

import streamlit as st

from dashboards import queries
from dashboards.components import charts, formats, layout
from dashboards.components.finding_list import show_findings
from dashboards.components.markup import Cell, link, show, source_address, table, tiles
from dashboards.components.values import bar_of, cell_of, heading_of, text_of
from dashboards.components.words import METRICS, SEVERITIES, STATEMENTS, STATUSES, TRUST_STATES, word
from dashboards.measures import BY_KEY, MEASURES, gather
from dashboards.ranking import speaks_against

SHOWN = ("error", "warning", "hint")
FINDINGS_AT_FIRST = 3
UNITS_SHOWN = 60
RESULTS_SHOWN = 8
RECALCULATED = {"rescore": "复算得分", "pace": "各月进度"}

layout.begin("单位画像", "一个单位历年的收支、“三公”经费、得分和问题。")
all_units = sorted(queries.units(), key=formats.reading_order)
unit = st.selectbox("单位", all_units, index=None, placeholder="输入单位名称查找", key="unit", bind="query-params")
if unit is None:
    rest = "" if len(all_units) <= UNITS_SHOWN else f"，下面列出前 {UNITS_SHOWN} 个，其余请输入名称查找"
    st.caption(f"共有 {len(all_units)} 个单位{rest}。")
    cards = (
        f'<div class="mz-card plain">{link(name, formats.address("unit", unit=name))}</div>'
        for name in all_units[:UNITS_SHOWN]
    )
    show(f'<div class="mz-cards">{"".join(cards)}</div>')
    st.stop()

values = {year: known for (_, year), known in gather(queries.measures((unit,))).items()}
years = sorted(values)
findings = queries.findings(SHOWN, entity=unit)
serious = [row for row in findings if row["severity"] in ("error", "warning") and speaks_against(row)]

if years:
    latest = max(years, key=lambda year: (len(values[year]) > 1, year))
    heads = [BY_KEY[key] for key in ("revenue_final", "expenditure_final", "three_public_final", "self_score")]
    tile_rows = [
        (
            f"{latest} 年{measure.label}",
            text_of(measure, values[latest].get(measure.key)),
            "万元" if measure.kind == "money" and measure.key in values[latest] else "",
            source_address(values[latest][measure.key].figure_ids) if measure.key in values[latest] else "",
        )
        for measure in heads
    ]
    tile_rows.append(
        (
            "错误与警告",
            formats.number(len(serious)),
            "各年度合计，不计已说明和有异议的",
            formats.address("findings", unit=unit),
        )
    )
    show(tiles(tile_rows))

    measures = [measure for measure in MEASURES if any(measure.key in known for known in values.values())]
    st.subheader("历年主要数字", anchor=False)
    show(
        table(
            [Cell("项目"), *(Cell(str(year), is_number=True) for year in years)],
            [
                [Cell(heading_of(measure)), *(cell_of(measure, values[year].get(measure.key)) for year in years)]
                for measure in measures
            ],
        )
    )
    drawable = [m for m in measures if m.kind == "money" and sum(m.key in values[year] for year in years) > 1]
    # one chart for each group: “三公” expenses beside the whole budget would all lie on its zero line
    for group in dict.fromkeys(measure.group for measure in drawable):
        st.subheader(f"{group}的变化", anchor=False)
        points = [
            bar_of(measure, str(year), measure.label, values[year][measure.key])
            for measure in drawable
            for year in years
            if measure.group == group and measure.key in values[year]
        ]
        st.altair_chart(charts.trend(points, "万元"), width="stretch")

st.subheader(f"问题（{len(findings)} 条）", anchor=False)
if findings:
    show_findings(findings[:FINDINGS_AT_FIRST])
    if len(findings) > FINDINGS_AT_FIRST:
        everything = formats.address("findings", unit=unit, severity=[SEVERITIES[code] for code in SHOWN])
        show(f'<p class="mz-lead">{link("看这个单位的全部问题", everything)}</p>')
else:
    st.caption("除四舍五入的尾差外，没有发现问题。")

for family, heading in RECALCULATED.items():
    results = queries.results_of_unit(family, unit)
    if not results:
        continue
    st.subheader(heading, anchor=False)
    matching = sum(row["status"] in ("pass", "rounding") for row in results)
    st.caption(f"共 {len(results)} 项，{matching} 项相符。")
    show(
        table(
            [
                Cell("对象"),
                Cell("年度"),
                Cell("报告写", is_number=True),
                Cell("按规则应为", is_number=True),
                Cell("结果"),
                Cell("依据"),
            ],
            [
                [
                    Cell(row["subject"]),
                    Cell(str(row["fiscal_year"] or "—")),
                    Cell(row["reported"] or "—", source_address(row["figure_ids"]), is_number=True),
                    Cell(row["expected"] or "—", is_number=True),
                    Cell(word(STATUSES, row["status"]), tone="disputed short" if row["status"] == "fail" else "short"),
                    Cell(row["missing"] or row["formula"] or "—", tone="wide"),
                ]
                for row in results[:RESULTS_SHOWN]
            ],
        )
    )
    if len(results) > RESULTS_SHOWN:
        show(f'<p class="mz-lead">{link("其余见核查台账", formats.address("ledger"))}</p>')

st.subheader("全部数字", anchor=False)
fact_years = queries.years_of_unit(unit)
if not fact_years:
    layout.nothing_found("没有读到这个单位带年度的数。")
    st.stop()
year = st.pills("年度", fact_years, default=fact_years[0], key="year", bind="query-params", required=True)
counts = queries.statements_of_unit(unit, year or fact_years[0])
names = [word(STATEMENTS, row["statement"]) for row in counts]
statement = st.pills("类别", names, default=names[0], key=f"statement-{year}", required=True)
chosen = counts[names.index(statement) if statement in names else 0]
st.caption(f"{chosen['fact_count']} 个数，其中存疑 {chosen['disputed_count']} 个")
facts = queries.facts_of_unit(unit, year or fact_years[0], chosen["statement"])
show(
    table(
        [
            Cell("项目"),
            Cell("口径"),
            Cell("资金"),
            Cell("原文写作", is_number=True),
            Cell("万元", is_number=True),
            Cell("状态"),
        ],
        [
            [
                Cell(row["item_path"] if not row["class_code"] else f"{row['class_code']} {row['item_path']}"),
                Cell(row["basis"] or word(METRICS, row["metric"]), tone="short"),
                Cell(row["fund"] or "—", tone="short"),
                Cell(
                    formats.printed(row["raw_text"], row["unit_text"]),
                    source_address([row["figure_id"]]),
                    is_number=True,
                    tone="disputed" if row["trust_state"] == "disputed" else "",
                ),
                Cell(formats.wan(row["amount_yuan"]) if row["amount_yuan"] is not None else "—", is_number=True),
                Cell(word(TRUST_STATES, row["trust_state"]), tone="short"),
            ]
            for row in facts
        ],
    )
)

st.subheader("文件", anchor=False)
own = [document for document in queries.documents() if document["entity_name"] == unit]
files = (
    link(document["document_name"], formats.address("source", document=document["document_id"])) for document in own
)
show(
    "".join(f'<p class="mz-lead">{file}</p>' for file in files)
    or '<p class="mz-lead">没有这个单位自己的文件，数字来自其他单位的报告。</p>'
)
