"""溯源: from a number to the sentence or cell that prints it, the other places that do, and the checks on it."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboards import queries
from dashboards.components import decide, formats, layout, source_view
from dashboards.components.markup import Cell, link, severity_tag, show, table, tag, tiles
from dashboards.components.words import METRICS, STATEMENTS, STATUSES, TRUST_STATES, word
from warehouse.words import beijing_time

UNNAMED = "（项目未识别）"
NON_FIGURES = "non_figure"
ACTIONS = {"exclude": "不是指标", "withdraw": "更正撤回"}


def figure_title(figure: queries.Row) -> str:
    """Return what a figure says, in words."""
    year = f"{figure['fiscal_year']} 年度" if figure["fiscal_year"] else ""
    is_claim = figure["numeral_class"] == "claim"
    versus = (figure["versus_text"] or "").split("|")[0] if is_claim else ""
    parts = (
        figure["entity_name"],
        year,
        figure["item_path"] or UNNAMED,
        figure["basis"],
        word(METRICS, figure["metric"]) if is_claim else "",
    )
    return " ".join(part for part in parts if part) + (f"（相对{versus}）" if versus else "")


def show_figure(figure: queries.Row) -> None:
    """Show one figure: what it is, where it stands, who else prints it and which checks it went through."""
    st.subheader(figure_title(figure), anchor=False)
    as_money = formats.wan(figure["amount_yuan"]) + " 万元" if figure["amount_yuan"] is not None else ""
    trust = f"状态：{TRUST_STATES[figure['trust_state']]}" if figure["trust_state"] else ""
    show(
        tiles(
            [
                (
                    "原文写作",
                    formats.printed(figure["raw_text"], figure["unit_text"]),
                    as_money and f"合 {as_money}",
                    "",
                ),
                ("出处", formats.place(figure), figure["table_name"] or "", ""),
                ("类别", word(STATEMENTS, figure["statement"]), figure["fund"] or "", ""),
                ("识别把握", formats.percent(figure["confidence"], 0), trust, ""),
            ]
        )
    )
    document = formats.address("source", document=figure["document_id"])
    show(f'<p class="mz-lead">文件：{link(figure["document_name"], document)}</p>')
    st.subheader("原文", anchor=False)
    show(in_source(figure))
    show_correction(figure)
    show_printings(figure["figure_id"])
    show_checks(figure["figure_id"])


def show_numeral(numeral: queries.Row) -> None:
    """Show a numeral that was read as no figure: what it was taken for, where it stands; a person may say otherwise."""
    st.subheader(f"{numeral['raw_text']}（没有读作指标）", anchor=False)
    show(
        tiles(
            [
                ("原文写作", numeral["raw_text"], "", ""),
                ("出处", formats.place(numeral), "", ""),
                ("读作", numeral["kind_name"] or "—", "", ""),
            ]
        )
    )
    document = formats.address("source", document=numeral["document_id"])
    show(f'<p class="mz-lead">文件：{link(numeral["document_name"], document)}</p>')
    st.subheader("原文", anchor=False)
    show(in_source(numeral))
    show_correction(numeral, "这是一个指标")


def show_correction(figure: queries.Row, label: str = "这个数读错了") -> None:
    """Say what a person has corrected, also where no refresh has applied it yet; offer the form to who may decide."""
    waiting = decide.waiting_correction(figure)
    in_force = queries.correction(figure["correction_id"]) if figure.get("correction_id") else None
    if waiting:
        said = f"{ACTIONS.get(waiting['action'], '更正')}（{waiting['who']}：{waiting['reason']}）"
        st.info(f"已记下：{said}，下次更新数据后生效。")
    elif in_force:
        what = ACTIONS.get(in_force["correction_action"], "读法已更正")
        when = beijing_time(in_force["decided_at"] or "")[:10]
        st.info(f"人工更正：{what}（{in_force['decided_by']}，{when}：{in_force['reason']}）。读到的原数没有改写。")
    if decide.is_allowed():
        is_corrected = waiting["action"] != "withdraw" if waiting else bool(in_force)
        decide.correction_button(figure, "修改更正" if waiting or in_force else label, is_corrected=is_corrected)


def in_source(figure: queries.Row) -> str:
    """Return the piece of the document around a figure, its number marked."""
    parts = []
    if figure["table_no"] is not None and figure["row_no"] is not None:
        cells, shown_rows = queries.cells_around(figure["document_id"], figure["table_no"], figure["row_no"])
        if cells:
            parts.append(source_view.marked_table(cells, shown_rows, figure["row_no"], figure["col_no"]))
    lines = queries.lines_around(figure["document_id"], figure["page"], figure["line"])
    if lines and not parts:
        parts.append(
            source_view.marked_lines(lines, figure["page"], figure["char_start"], figure["char_end"], figure["line"])
        )
    if not parts:
        parts.append(f'<div class="mz-paper"><p>…{escape(figure["snippet"] or "")}…</p></div>')
    return "".join(parts)


def show_printings(figure_id: str) -> None:
    """List the other places that print the same fact."""
    found = queries.other_printings(figure_id)
    st.subheader("同一个数的其他出处", anchor=False)
    if not found:
        st.caption("没有其他地方印出这个数。")
        return
    show(
        table(
            [Cell("文件"), Cell("位置"), Cell("口径"), Cell("写作", is_number=True), Cell("是否一致")],
            [
                [
                    Cell(other["document_name"], formats.address("source", figure=other["figure_id"])),
                    Cell(formats.place(other)),
                    Cell(other["basis"] or "—"),
                    Cell(formats.printed(other["raw_text"], other["unit_text"]), is_number=True),
                    Cell("一致" if other["is_agreeing"] else "不一致", tone="" if other["is_agreeing"] else "disputed"),
                ]
                for other in found
            ],
        )
    )


def operands(check: queries.Row, figure_id: str) -> str:
    """Return links to the other numbers that a check used."""
    others = [other for other in check["figure_ids"] if other != figure_id]
    shown = (
        link(
            f"{figure['item_path'] or UNNAMED} {formats.printed(figure['raw_text'], figure['unit_text'])}",
            formats.address("source", figure=figure["figure_id"]),
        )
        for figure in queries.figures(tuple(others))
    )
    listed = "　".join(shown)
    return f'<div class="meta">用到的其他数：{listed}</div>' if listed else ""


def show_checks(figure_id: str) -> None:
    """List the checks the figure took part in."""
    found = queries.checks_on(figure_id)
    st.subheader("与这个数有关的核查", anchor=False)
    if not found:
        st.caption("没有核查用到这个数，因此它的状态是“未核实”。")
        return
    cards = [
        f'<div class="mz-card {escape(check["severity"] or "plain")}"><div class="title">'
        f"{tag(word(STATUSES, check['status']), check['status'])} "
        f"{severity_tag(check['severity']) if check['severity'] else ''} {escape(check['subject'] or '')}</div>"
        f'<div class="message">{escape(check["message"] or check["missing"] or "")}</div>'
        + (f'<div class="mz-formula">{escape(check["formula"])}</div>' if check["formula"] else "")
        + f"{operands(check, figure_id)}</div>"
        for check in found
    ]
    show(f'<div class="mz-cards wide">{"".join(cards)}</div>')


def show_place(document_id: str, page: int, line: int) -> None:
    """Show a place of a document that has no figure of its own (a missing table, a left-over template text)."""
    lines = queries.lines_around(document_id, page, line)
    if lines:
        st.subheader("原文", anchor=False)
        show(source_view.marked_lines(lines, page, None, None, line))


def show_document(document: queries.Row) -> None:
    """Show what was read from a document, statement by statement."""
    st.subheader(document["document_name"], anchor=False)
    year = f"{document['fiscal_year']} 年度" if document["fiscal_year"] else "年度未读到"
    show(
        f'<p class="mz-lead">{escape(document["entity_name"] or "单位未读到")} · {year} · '
        f"共 {document['page_count']} 页</p>"
    )
    for warning in (document["warnings_text"] or "").splitlines():
        st.warning(warning)
    counts = queries.statements_of(document["document_id"])
    if not counts:
        layout.nothing_found("这个文件里没有读到数字。")
        return
    names = {row["statement"]: f"{word(STATEMENTS, row['statement'])}（{row['figure_count']}）" for row in counts}
    names[NON_FIGURES] = "没有读作指标的数字"
    statement = st.pills(
        "类别",
        list(names),
        format_func=lambda code: names[code],
        default=next(iter(names)),
        key=f"st-{document['document_id']}",
    )
    if statement == NON_FIGURES:
        show_non_figures(document["document_id"])
        return
    figures = queries.figures_of(document["document_id"], statement or next(iter(names)))
    show(
        table(
            [Cell("项目"), Cell("口径"), Cell("年度"), Cell("原文写作", is_number=True), Cell("位置")],
            [
                [
                    Cell(row["item_path"] or UNNAMED),
                    Cell(row["basis"] or word(METRICS, row["metric"])),
                    Cell(str(row["fiscal_year"] or "—")),
                    Cell(
                        formats.printed(row["raw_text"], row["unit_text"]),
                        formats.address("source", figure=row["figure_id"]),
                        is_number=True,
                    ),
                    Cell(formats.place(row)),
                ]
                for row in figures
            ],
        )
    )
    if len(figures) == queries.FIGURES_LISTED:
        st.caption(f"只列出前 {queries.FIGURES_LISTED} 个。")


def show_non_figures(document_id: str) -> None:
    """List the numerals that were read as no figure: a date, a number of a heading, a part of a name."""
    found = queries.non_figures_of(document_id)
    if not found:
        layout.nothing_found("这个文件的数字都读作了指标。")
        return
    show(
        table(
            [Cell("原文写作", is_number=True), Cell("读作"), Cell("上下文"), Cell("位置")],
            [
                [
                    Cell(row["raw_text"], formats.address("source", figure=row["figure_id"]), is_number=True),
                    Cell(row["kind_name"] or "—"),
                    Cell(row["snippet"]),
                    Cell(formats.place(row)),
                ]
                for row in found
            ],
        )
    )
    if len(found) == queries.FIGURES_LISTED:
        st.caption(f"只列出前 {queries.FIGURES_LISTED} 个。")


def document_order(document: queries.Row) -> tuple[bytes, int, bytes]:
    """Return the key by which documents are listed: by unit, the latest year first."""
    unit, name = formats.reading_order(document["entity_name"]), formats.reading_order(document["document_name"])
    return unit, -(document["fiscal_year"] or 0), name


def choose_document() -> queries.Row | None:
    """Let the reader choose a document, by name or from the list."""
    documents = {row["document_id"]: row for row in sorted(queries.documents(), key=document_order)}
    chosen = st.selectbox(
        "选择文件",
        list(documents),
        format_func=lambda key: f"{documents[key]['entity_name'] or '单位未读到'} · {documents[key]['document_name']}",
        index=None,
        placeholder="输入单位或文件名查找",
    )
    if chosen:
        return documents[chosen]
    listed = list(documents.values())[: queries.FIGURES_LISTED]
    show(
        table(
            [Cell("文件"), Cell("单位"), Cell("年度"), Cell("页数", is_number=True)],
            [
                [
                    Cell(row["document_name"], formats.address("source", document=row["document_id"])),
                    Cell(row["entity_name"] or "未读到"),
                    Cell(str(row["fiscal_year"] or "—"), tone="short"),
                    Cell(str(row["page_count"]), is_number=True),
                ]
                for row in listed
            ],
        )
    )
    if len(listed) < len(documents):
        st.caption(f"共 {len(documents)} 份，列出前 {len(listed)} 份，其余请在上面输入名称查找。")
    return None


layout.begin("溯源", "任何一个数，都能回到它在报告里的那句话或那个单元格。")
given = st.query_params
asked_figure, asked_document = given.get("figure", ""), given.get("document", "")
shown = queries.figure(asked_figure) if asked_figure else None
document = queries.document(asked_document) if asked_document else None
numeral = queries.non_figure(asked_figure) if asked_figure and not shown else None
if shown:
    show_figure(shown)
elif numeral:
    show_numeral(numeral)
elif document:
    if given.get("page", "").isdigit() and given.get("line", "").isdigit():
        show_place(document["document_id"], int(given["page"]), int(given["line"]))
    show_document(document)
else:
    if asked_figure or asked_document:
        what = "数" if asked_figure else "文件"
        layout.nothing_found(f"当前版本里没有这个{what}，可能报告已经更换。请在下面选择文件，或从问题清单重新进入。")
    picked = choose_document()
    if picked:
        show_document(picked)
