"""Forms by which a reader decides: a verdict on a finding, a correction of a figure.

They write through warehouse.review. A decision is a row of the decision files; it shows at once as waiting, and holds
from the next refresh on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboards.components.words import VERDICT_MEANINGS, VERDICTS
from warehouse import review
from warehouse.settings import Settings, load_settings

NAME_KEY = "decided-by"
KINDS = {
    "map": "科目没有认出，或认错",
    "correct": "科目没错，口径、年度或计量单位错",
    "exclude": "它不是指标（如门牌号、期次）",
}
WITHDRAWAL = {"withdraw": "更正得不对，照机器读的"}
AS_READ = "不改"


def is_allowed() -> bool:
    """Return whether readers of this dashboard may decide, as the setting ``decide_on_dashboard`` says."""
    return bool(load_settings().decide_on_dashboard)


def waiting_verdicts() -> dict[str, dict[str, Any]]:
    """Return the verdicts recorded since the version shown was built, by finding; tell where they cannot be read."""
    try:
        return review.waiting_verdicts(load_settings())
    except review.REFUSALS as error:
        st.warning(str(error), icon=":material/report:")
        return {}


def waiting_correction(figure: dict[str, Any]) -> dict[str, Any] | None:
    """Return the correction of this figure recorded since the version shown was built, or None; tell as above."""
    try:
        return review.waiting_correction(load_settings(), figure["figure_id"])
    except review.REFUSALS as error:
        st.warning(str(error), icon=":material/report:")
        return None


def verdict_button(finding: dict[str, Any], label: str) -> None:
    """Show the button that opens the form of a verdict on this finding."""
    if st.button(label, key=f"verdict-{finding['finding_id']}", type="tertiary", icon=":material/gavel:"):
        _verdict_form(finding)


def correction_button(figure: dict[str, Any], label: str, *, is_corrected: bool) -> None:
    """Show the button that opens the form of a correction of this figure, or of a numeral read as no figure.

    A correction that holds already (``is_corrected``) can be withdrawn in the form.
    """
    if st.button(label, key=f"correct-{figure['figure_id']}", type="tertiary", icon=":material/edit_note:"):
        _correction_form(figure, is_corrected)


@st.dialog("下结论", width="medium")
def _verdict_form(finding: dict[str, Any]) -> None:
    st.markdown(finding["message"] or finding["subject"] or "")
    verdict = st.radio(
        "结论", list(VERDICTS), format_func=VERDICTS.__getitem__, captions=list(VERDICT_MEANINGS.values()), index=None
    )
    reason, who = _why_and_who()
    if st.button("记下", type="primary"):
        if verdict is None:
            st.error("请先选一个结论。")
            return
        finding_id = finding["finding_id"]
        _record(who, lambda home: review.give_verdict(home, finding_id, verdict, reason=reason, who=who))


@st.dialog("这个数读错了", width="medium")
def _correction_form(figure: dict[str, Any], is_corrected: bool) -> None:
    st.caption("报告自己写错的数不要改，那是报告的问题；这里只改机器读错的。读到的原数不会被改写。")
    is_numeral = "kind_name" in figure  # read as no figure: all there is to say is which figure it is
    kinds = {"map": KINDS["map"]} if is_numeral else KINDS
    kinds = kinds | WITHDRAWAL if is_corrected else kinds
    kind = st.radio("怎么错", list(kinds), format_func=kinds.__getitem__) if len(kinds) > 1 else "map"
    settings = load_settings()
    vocabulary = review.vocabulary_of(settings)
    fields: dict[str, Any] = {}
    if kind == "map":
        items = vocabulary.items
        fields["item_code"] = st.selectbox(
            "科目",
            list(items),
            index=None,
            format_func=lambda code: f"{items[code].name}（{code}）",
            placeholder="输入科目名称查找",
        )
    if kind in ("map", "correct"):
        left, middle, right = st.columns(3)
        fields["basis"] = _choice(left, "口径", [row["basis"] for row in vocabulary.rows("rules/basis_groups.csv")])
        fields["year"] = middle.number_input("年度", 1990, 2100, value=None, placeholder=AS_READ)
        fields["unit"] = _choice(right, "计量单位", sorted(vocabulary.units))
    if is_numeral and kind == "map" and not review.is_printed_number(figure["raw_text"]):
        fields["value"] = st.text_input("数值", placeholder=f"{figure['raw_text']} 用阿拉伯数字写")
    reason, who = _why_and_who()
    if st.button("记下", type="primary"):
        if kind == "map" and not fields["item_code"]:
            st.error("请先选一个科目。")
            return
        action = "correct" if kind == "map" else kind
        figure_id = figure["figure_id"]
        _record(
            who,
            lambda home: review.correct_figure(home, figure_id, fields, reason=reason, who=who, action=action),
        )


def _choice(column: Any, label: str, options: list[str]) -> str | None:
    chosen: str | None = column.selectbox(label, options, index=None, placeholder=AS_READ)
    return chosen


def _why_and_who() -> tuple[str, str]:
    """Ask for the reason and the name; who has logged in is not asked again."""
    reason = st.text_area("理由", placeholder="为什么，日后复核用", height=80)
    user = st.user.to_dict()
    if user.get("is_logged_in"):
        known = str(user.get("name") or user["email"])
        st.caption(f"署名：{known}")
        return reason, known
    who = st.text_input("姓名", value=st.session_state.get(NAME_KEY, ""))
    return reason, who.strip()


def _record(who: str, write: Callable[[Settings], object]) -> None:
    """Write a decision and close the form, or say in it what is missing."""
    if not who:
        st.error("请写姓名：每个决定都要有人负责。")
        return
    try:
        write(load_settings())
    except review.REFUSALS as error:
        st.error(error.what)
        return
    except OSError as error:
        st.error(f"记不下来：{error.filename or load_settings().decisions} 写不进（{error.strerror}）。请告诉管理员。")
        return
    st.session_state[NAME_KEY] = who
    st.rerun()
