"""Pieces of HTML: number tiles, cards, tables in which every number links to its source. All text is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from dashboards.components.formats import address, difference
from dashboards.components.words import NOT_READ, SEVERITIES, VERDICT_MEANINGS, VERDICTS, other_side, word
from warehouse.words import beijing_time


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: text, the address it leads to, whether it is a number, and a tone (a CSS class)."""

    text: str
    href: str = ""
    is_number: bool = False
    tone: str = ""
    title: str = ""


def show(html: str) -> None:
    """Put HTML on the page."""
    st.html(f'<div class="mz">{html}</div>')


def link(text: str, href: str) -> str:
    """Return a link (``href`` comes from :func:`address`, already escaped); without ``href`` only the text."""
    return f'<a href="{href}">{escape(text)}</a>' if href else escape(text)


def source_address(figure_ids: Sequence[str] | None) -> str:
    """Return where the first of these figures is shown in its source ('' if there is none)."""
    return address("source", figure=figure_ids[0]) if figure_ids else ""


def tag(text: str, tone: str = "") -> str:
    """Return a small label."""
    return f'<span class="mz-tag {escape(tone)}">{escape(text)}</span>'


def severity_tag(severity: str) -> str:
    """Return the label of a finding's severity."""
    return tag(word(SEVERITIES, severity), severity)


def tiles(numbers: Iterable[tuple[str, str, str, str]]) -> str:
    """Return number tiles of (label, value, note, href)."""
    boxes = (
        f'<div class="mz-number"><div class="label">{escape(label)}</div><div class="value">{link(value, href)}</div>'
        f'<div class="note">{escape(note)}</div></div>'
        for label, value, note, href in numbers
    )
    return f'<div class="mz-numbers">{"".join(boxes)}</div>'


def table(headers: Sequence[Cell], rows: Iterable[Sequence[Cell] | Cell]) -> str:
    """Return a table whose first column stays in view; a row that is a single cell is a group heading."""
    head = "".join(
        f'<th class="{_classes(cell, index)}">{escape(cell.text)}</th>' for index, cell in enumerate(headers)
    )
    body = "".join(_row(row, len(headers)) for row in rows)
    return f'<div class="mz-wrap"><table class="mz-table"><tr>{head}</tr>{body}</table></div>'


def _row(row: Sequence[Cell] | Cell, width: int) -> str:
    if isinstance(row, Cell):
        return f'<tr class="group"><td colspan="{width}"><span>{link(row.text, row.href)}</span></td></tr>'
    cells = (
        f'<td class="{_classes(cell, index)}" title="{escape(cell.title)}">{link(cell.text, cell.href)}</td>'
        for index, cell in enumerate(row)
    )
    return f"<tr>{''.join(cells)}</tr>"


def _classes(cell: Cell, index: int) -> str:
    names = ["first name"] if index == 0 else []
    if cell.is_number:
        names.append("num")
    if cell.text == NOT_READ:
        names.append("none")
    return escape(" ".join([*names, cell.tone]).strip())


def finding_card(
    finding: dict[str, Any],
    family: str,
    where: str,
    waiting: Mapping[str, Any] | None = None,
    shows_command: bool = True,
) -> str:
    """Return a finding: what the report says, what follows from its other numbers, how, where, and what people say.

    ``waiting`` is a verdict that the published version does not know yet; ``shows_command`` adds how to give one.
    """
    source = source_address(finding["figure_ids"]) or address(
        "source", document=finding["document_id"], page=finding["page"], line=finding["line"]
    )
    sides = (
        ("报告写", finding["reported"], "wrong" if finding["severity"] in ("error", "warning") else ""),
        (other_side(finding), finding["expected"], ""),
        ("相差", difference(finding["reported"], finding["expected"]), ""),
    )
    about = [
        link(finding["entity"], address("unit", unit=finding["entity"])) if finding["entity"] else "",
        f"{finding['fiscal_year']} 年度" if finding["fiscal_year"] else "",
        escape(finding["doc"]),
        link(f"{where}，看原文", source),
    ]
    title = escape(" · ".join(part for part in (family, finding["subject"]) if part))
    parts = [
        f'<div class="title">{severity_tag(finding["severity"])} {title}</div>',
        f'<div class="message">{escape(finding["message"] or "")}</div>',
        f'<div class="mz-sides">{"".join(_side(*side) for side in sides if side[1] not in (None, ""))}</div>',
        f'<div class="mz-formula">{escape(finding["formula"])}</div>' if finding["formula"] else "",
        f'<div class="meta">{" · ".join(part for part in about if part)}</div>',
        _verdict(finding, waiting, shows_command),
    ]
    return f'<div class="mz-card {escape(finding["severity"])}">{"".join(parts)}</div>'


def command(text: str) -> str:
    """Return a command to copy."""
    return f'<code class="mz-command">{escape(text)}</code>'


def _verdict(finding: dict[str, Any], waiting: Mapping[str, Any] | None, shows_command: bool) -> str:
    """Return what a reviewer said of a finding; while it is open, the command that gives a verdict."""
    if waiting:
        return (
            f'<div class="mz-verdict">{tag("已记下：" + word(VERDICTS, waiting["verdict"]), waiting["verdict"])} '
            f'{escape(waiting["reason"])}<span class="by">{escape(waiting["who"])}</span>下次更新数据后生效。</div>'
        )
    said = ""
    if finding["verdict"]:
        is_reopened = finding["verdict_state"] == "reopened"
        label = ("重新打开，原结论：" if is_reopened else "结论：") + word(VERDICTS, finding["verdict"])
        by = " · ".join(
            part for part in (finding["verdict_by"], beijing_time(finding["verdict_at"] or "")[:10]) if part
        )
        note = "证据已变，请重新下结论。" if is_reopened else ""
        said = (
            f'<div class="mz-verdict">{tag(label, "reopened" if is_reopened else finding["verdict"])} '
            f"{escape(finding['verdict_reason'] or '')}"
            f'<span class="by">{escape(by)}</span>{note}</div>'
        )
        if not is_reopened:
            return said
    if not shows_command:
        return said
    choices = "|".join(VERDICTS)
    given = command(f"mingzhang verdict {finding['finding_id']} {choices} --reason 理由")
    meanings = "；".join(f"{code} {VERDICTS[code]}：{meaning}" for code, meaning in VERDICT_MEANINGS.items()) + "。"
    return f'{said}<details class="mz-more"><summary>下结论</summary>{given}<p>{meanings}</p></details>'


def _side(label: str, value: object, tone: str) -> str:
    return f'<span class="side {tone}">{label} <b>{escape(str(value))}</b></span>'
