"""总览: the units of a year, ordered by what matters, alerts first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from dashboards import queries
from dashboards.components import formats, layout
from dashboards.components.markup import Cell, link, severity_tag, show, source_address, table, tiles
from dashboards.components.values import cell_of, heading_of
from dashboards.components.words import other_side
from dashboards.measures import BY_KEY, Value, gather
from dashboards.ranking import UnitView, views_of_year

ALERTS_SHOWN = 6
FINDINGS_PER_ALERT = 2
LOSSES_PER_ALERT = 3
RANKS_SHOWN = 5
UNITS_SHOWN = 100


def finding_line(finding: queries.Row) -> str:
    """Return a finding in a line: what is written, linked to its source, and what it should be."""
    address = formats.address("findings", unit=finding["entity"], year=finding["fiscal_year"])
    source = source_address(finding["figure_ids"]) or address
    expected = f"，{other_side(finding)} <b>{escape(finding['expected'])}</b>" if finding["expected"] else ""
    subject, reported = finding["subject"] or "", finding["reported"] or "原文"
    named = subject.removesuffix(reported)
    written = "" if named != subject else "写作 "
    return f"{severity_tag(finding['severity'])} {escape(named)}{written}{link(reported, source)}{expected}"


def alert_card(view: UnitView, year: int) -> str:
    """Return the card of a unit that has findings: what is wrong, then what else stands out."""
    worst = "error" if view.error_count else "warning" if view.warning_count else "hint"
    serious = [finding for finding in view.findings if finding["severity"] in ("error", "warning")]
    found = serious or view.findings
    reasons = [finding_line(finding) for finding in found[:FINDINGS_PER_ALERT]]
    if view.losses:
        largest = list({loss["indicator_name"]: loss for loss in reversed(view.losses)}.values())[::-1]
        shown = (
            f"{escape(loss['indicator_name'])} "
            + link(f"−{formats.number(loss['loss_score'])} 分", source_address(loss["figure_ids"]))
            for loss in largest[:LOSSES_PER_ALERT]
        )
        reasons.append(f"失分较多：{'，'.join(shown)}")
    if len(found) > FINDINGS_PER_ALERT:
        address = formats.address("findings", unit=view.name, year=year, severity=[] if serious else ["提示"])
        reasons.append(link(f"还有 {len(found) - FINDINGS_PER_ALERT} 条", address))
    disputed = f"{view.disputed_count} / {view.fact_count} 个数存疑"
    name = link(view.name, formats.address("unit", unit=view.name))
    items = "".join(f"<li>{reason}</li>" for reason in reasons)
    return (
        f'<div class="mz-card {worst}"><div class="title">{name}</div>'
        f'<div class="meta">{disputed}</div><ul>{items}</ul></div>'
    )


def ranking(title: str, note: str, heading: str, entries: Sequence[tuple[UnitView, Cell, Value | None]]) -> str:
    """Return one ranking as a titled table, and how much of it is disputed."""
    if not entries:
        return f'<div class="mz-rank"><h3>{escape(title)}</h3><div class="meta">没有读到可以排名的数。</div></div>'
    lines = [
        [Cell(view.name, formats.address("unit", unit=view.name)), number] for view, number, _ in entries[:RANKS_SHOWN]
    ]
    disputed = sum(value is not None and value.trust_state == "disputed" for _, _, value in entries)
    footer = f"{note}参与排名 {len(entries)} 个单位" + (f"，其中 {disputed} 个的数存疑。" if disputed else "。")
    body = table([Cell("单位"), Cell(heading, is_number=True)], lines)
    return f'<div class="mz-rank"><h3>{escape(title)}</h3>{body}<div class="meta">{escape(footer)}</div></div>'


def execution_cell(view: UnitView) -> Cell:
    """Return the execution rate; one against the initial budget says so."""
    cell = cell_of(BY_KEY["execution"], view.values.get("execution"))
    return replace(cell, text=f"{cell.text}（年初）") if view.execution_basis == "年初预算" else cell


def lost_cell(view: UnitView) -> Cell:
    """Return the points a unit lost."""
    score = view.values["self_score"]
    return replace(cell_of(BY_KEY["self_score"], score), text=formats.number(view.lost_points))


def rankings(views: Sequence[UnitView], year: int) -> str:
    """Return the four rankings a leader asks for."""
    slow = [view for view in views if "execution" in view.values and view.values["execution"].number < 1]
    slow.sort(key=lambda v: v.values["execution"].number)
    lossy = sorted((view for view in views if view.lost_points), key=lambda v: -(v.lost_points or 0))
    jumps = [
        (view, view.three_public_change)
        for view in views
        if view.three_public_change is not None and view.three_public_change.number > 0
    ]
    jumps.sort(key=lambda pair: -pair[1].number)
    doubtful = [view for view in views if view.error_count + view.warning_count]
    parts = [
        ranking(
            "支出慢",
            "决算数占全年预算的比例，从低到高；没有全年预算的，占年初预算；已满 100% 的不列。",
            "执行率",
            [(view, execution_cell(view), view.values["execution"]) for view in slow],
        ),
        ranking(
            "失分多",
            "自评得分与满分（报告没有写满分的按 100 分）的差，从多到少。",
            "失分",
            [(view, lost_cell(view), view.values["self_score"]) for view in lossy],
        ),
        ranking(
            "“三公”经费增长快",
            "决算数比上年决算数增长的单位；上年数没有读到的，用报告自己写的增幅。",
            "比上年",
            [
                (
                    view,
                    Cell(
                        formats.signed_percent(value.number) + ("（报告写）" if view.is_change_stated else ""),
                        source_address(value.figure_ids),
                        is_number=True,
                        tone="disputed" if value.trust_state == "disputed" else "",
                    ),
                    value,
                )
                for view, value in jumps
            ],
        ),
        ranking(
            "报告不可靠",
            "错误与警告的条数，从多到少；已说明和有异议的不计。",
            "错误 + 警告",
            [
                (
                    view,
                    Cell(
                        f"{view.error_count} + {view.warning_count}",
                        formats.address("findings", unit=view.name, year=year),
                        is_number=True,
                    ),
                    None,
                )
                for view in doubtful
            ],
        ),
    ]
    return f'<div class="mz-ranks">{"".join(parts)}</div>'


layout.begin("总览", "哪个单位支出慢、失分多、“三公”经费涨得快、报告靠不住。点任何一个数看它的原文。")
read = {row["fiscal_year"]: row["measure_count"] for row in queries.years()}
if not read:
    layout.nothing_found("已读的文件里没有带年度的数。")
    st.stop()
fullest = max(read, key=lambda year: (read[year], year))
year = st.pills("年度", list(read), default=fullest, format_func=str, key="year", bind="query-params", required=True)
year = year or fullest
views = views_of_year(
    year,
    queries.unit_years(year),
    gather(queries.measures(years=(year, year - 1))),
    queries.findings(("error", "warning", "hint"), fiscal_year=year),
    queries.lost_points(year),
    queries.stated_changes(year),
)
views.sort(
    key=lambda v: (-v.error_count, -v.warning_count, -v.hint_count, formats.reading_order(v.name)),
)

documents = queries.document_counts()
facts, disputed = sum(view.fact_count for view in views), sum(view.disputed_count for view in views)
errors, warnings = sum(view.error_count for view in views), sum(view.warning_count for view in views)
show(
    tiles(
        [
            (f"{year} 年单位", formats.number(len(views)), f"全库报告 {documents['read_count']} 份", ""),
            (
                "错误",
                formats.number(errors),
                "数字之间一定有一个错",
                formats.address("findings", year=year, severity="错误"),
            ),
            (
                "警告",
                formats.number(warnings),
                "很可能有错，或不合规范",
                formats.address("findings", year=year, severity="警告"),
            ),
            ("存疑的数", formats.number(disputed), formats.share(disputed, facts, f"{facts} 个数中占"), ""),
        ]
    )
)
if documents["unreadable_count"]:
    with st.expander(f"有 {documents['unreadable_count']} 个文件没能读取", icon=":material/error:"):
        for row in queries.unreadable_documents():
            st.markdown(f"- {row['error_message'] or row['doc']}")

alarming = [view for view in views if view.error_count + view.warning_count + view.hint_count]
st.subheader("先看这些", anchor=False)
if alarming:
    show(f'<div class="mz-cards">{"".join(alert_card(view, year) for view in alarming[:ALERTS_SHOWN])}</div>')
else:
    st.caption(f"{year} 年的报告里没有发现问题。")

st.subheader("排名", anchor=False)
show(rankings(views, year))

st.subheader(f"{year} 年各单位", anchor=False)
columns = [BY_KEY[key] for key in ("expenditure_final", "execution", "three_public_final", "self_score")]
show(
    table(
        [
            Cell("单位"),
            Cell("错误", is_number=True),
            Cell("警告", is_number=True),
            *(Cell(heading_of(measure), is_number=True) for measure in columns),
            Cell("存疑", is_number=True),
        ],
        [
            [
                Cell(view.name, formats.address("unit", unit=view.name, year=year)),
                Cell(str(view.error_count), is_number=True, tone="disputed" if view.error_count else ""),
                Cell(str(view.warning_count), is_number=True),
                *(cell_of(measure, view.values.get(measure.key)) for measure in columns),
                Cell(f"{view.disputed_count} / {view.fact_count}", is_number=True),
            ]
            for view in views[:UNITS_SHOWN]
        ],
    )
)
if len(views) > UNITS_SHOWN:
    st.caption(f"按问题多少列出前 {UNITS_SHOWN} 个，其余 {len(views) - UNITS_SHOWN} 个请在单位画像中查找。")
