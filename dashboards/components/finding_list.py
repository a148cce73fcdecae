"""Findings as cards, each with the way to give a verdict on it: the form, or the command where readers only read."""

from __future__ import annotations

import streamlit as st

from dashboards.components import decide, formats
from dashboards.components.markup import finding_card, show
from dashboards.components.words import FAMILIES, word
from dashboards.queries import Rows


def show_findings(findings: Rows) -> None:
    """Write the cards of these findings."""
    waiting, is_allowed = decide.waiting_verdicts(), decide.is_allowed()
    for row in findings:
        said = waiting.get(row["finding_id"])
        card = finding_card(row, word(FAMILIES, row["family"]), formats.place(row), said, not is_allowed)
        with st.container(gap="xxsmall"):
            show(f'<div class="mz-cards wide">{card}</div>')
            if is_allowed:
                decide.verdict_button(row, "修改结论" if said or row["verdict_state"] == "in_force" else "下结论")
