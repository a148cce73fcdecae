"""待复核: figures and stale corrections that wait for a person, and the corrections that people made."""

from __future__ import annotations

import streamlit as st

from dashboards import queries
from dashboards.components import decide, formats, layout
from dashboards.components.markup import Cell, command, show, source_address, table, tiles
from dashboards.components.words import CORRECTION_STATES, METRICS, REVIEW_MEANINGS, REVIEW_REASONS, word
from warehouse.words import beijing_time

UNNAMED = "（项目未识别）"
COMMANDS = {
    "未识别，指明是哪个科目": "mingzhang review map 数字编号 科目 --basis 决算 --reason 理由",
    "读错，只写要改的几项": "mingzhang review correct 数字编号 --year 2022 --reason 理由",
    "不是指标": "mingzhang review exclude 数字编号 --reason 理由",
    "撤回更正": "mingzhang review withdraw 数字编号 --reason 理由",
}


def change(row: queries.Row) -> str:
    """Return what a correction changes, in words: only the fields that differ from what was read."""
    if row["correction_action"] == "exclude":
        return "不是指标"
    fields = (
        ("科目", row["read_item_path"], row["item_path"]),
        ("口径", row["read_basis"], row["basis"]),
        ("年度", row["read_fiscal_year"], row["fiscal_year"]),
        ("计量单位", row["read_unit_text"], row["unit_text"]),
        ("数字", row["evidence_text"], row["value_text"]),
    )
    changed = (
        f"{name}：{before or '无'} → {after}" for name, before, after in fields if after and str(after) != str(before)
    )
    return "；".join(changed) or "—"


def item_row(row: queries.Row) -> list[Cell]:
    """Return the table row of something that waits: its number leads to its source."""
    named = " ".join(part for part in (row["item_path"] or UNNAMED, row["basis"]) if part)
    source = source_address([row["figure_id"]] if row["figure_id"] else None) or formats.address(
        "source", document=row["document_id"], page=row["page"], line=row["line"]
    )
    return [
        Cell(formats.printed(row["raw_text"] or "—", row["unit_text"]), source),
        Cell(row["snippet"] or "—", tone="wide"),
        Cell(named, tone="wide"),
        Cell(word(METRICS, row["metric"])),
        Cell(str(row["fiscal_year"] or "—")),
        Cell(formats.percent(row["confidence"], 0) if row["confidence"] is not None else "—", is_number=True),
        Cell(f"{row['document_name'] or ''} {formats.place(row)}", tone="wide"),
        Cell(row["figure_id"] or row["review_id"]),
    ]


layout.begin("待复核", "机器读、人决定：没有认出的数、把握不足的数、原文已变的更正，都在这里等人看一眼。")
counts = queries.review_counts()
show(
    tiles(
        [
            (name, formats.number(counts.get(code, 0)), REVIEW_MEANINGS[code], "")
            for code, name in REVIEW_REASONS.items()
        ]
    )
)

made = queries.corrections()
waiting_tab, made_tab = st.tabs(["等人看的数", f"已作的更正（{len(made)}）"])

with waiting_tab:
    waiting = [code for code in REVIEW_REASONS if counts.get(code)]
    if waiting:
        left, right = st.columns([2, 3])
        with left:
            chosen = st.pills(
                "原因",
                [REVIEW_REASONS[code] for code in waiting],
                default=REVIEW_REASONS[waiting[0]],
                key="reason",
                bind="query-params",
                required=True,
            )
        reason = next((code for code in waiting if REVIEW_REASONS[code] == chosen), waiting[0])
        documents = {row["document_id"]: row for row in queries.review_documents(reason)}
        document_id = right.selectbox(
            "文件",
            list(documents),
            index=None,
            format_func=lambda key: f"{documents[key]['document_name']}（{documents[key]['item_count']}）",
            placeholder="全部",
            key=f"document-{reason}",
        )
        if decide.is_allowed():
            st.caption("点数字看它的原文，在那里更正。")
        items = queries.review_items(reason, document_id)
        headings = ("上下文", "现在读作", "计量", "年度", "把握", "出处", "数字编号")
        show(
            table(
                [Cell("原文写作"), *(Cell(name, is_number=name == "把握") for name in headings)],
                [item_row(row) for row in items],
            )
        )
        if len(items) == queries.FIGURES_LISTED:
            st.caption(f"只列出前 {queries.FIGURES_LISTED} 个，选一份文件可以看到其余的。")
    else:
        layout.nothing_found("没有等人看的数：每个数都有规则认出，更正都还对得上原文。")
    with st.expander("用命令更正", icon=":material/terminal:"):
        parts = (f'<p class="mz-lead">{what}</p>{command(text)}' for what, text in COMMANDS.items())
        show("".join(parts) + '<p class="mz-lead">下次更新数据后生效。报告自己写错的数不要改，那是报告的问题。</p>')

with made_tab:
    if made:
        in_force = sum(row["correction_state"] == "applied" for row in made)
        st.caption(f"共 {len(made)} 条，生效 {in_force} 条。读到的原数不会被改写，这里只是加上人的决定。")
        show(
            table(
                [Cell(name) for name in ("原文写作", "状态", "更正", "理由", "何人", "何时", "上下文", "出处")],
                [
                    [
                        Cell(
                            formats.printed(row["evidence_text"] or "—", row["read_unit_text"]),
                            source_address([row["figure_id"]] if row["figure_id"] else None),
                        ),
                        Cell(
                            word(CORRECTION_STATES, row["correction_state"]),
                            tone="disputed short" if row["correction_state"] == "stale" else "short",
                            title=row["change_text"] or "",
                        ),
                        Cell(change(row), tone="wide"),
                        Cell(row["reason"] or "—", tone="wide"),
                        Cell(row["decided_by"] or "—", tone="short"),
                        Cell(beijing_time(row["decided_at"] or "")[:10] or "—", tone="short"),
                        Cell(row["snippet"] or "—", tone="wide"),
                        Cell(f"{row['document_name'] or ''} {formats.place(row)}", tone="wide"),
                    ]
                    for row in made
                ],
            )
        )
    else:
        st.caption("还没有人作过更正。")
