"""The dashboard's navigation: ``streamlit run dashboards/app.py``, or ``mingzhang dashboard``."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st
from streamlit.commands import navigation

# `streamlit run` puts this file's folder on the path, and not the project's
PROJECT = str(Path(__file__).resolve().parent.parent)
if PROJECT not in sys.path:
    sys.path.insert(0, PROJECT)


def _say_no_such_page(_: object) -> None:
    """Stand in for Streamlit's own dialogue about an unknown address, which is in English."""
    st.toast("没有这一页，已转到总览。", icon=":material/explore_off:", duration="long")


navigation.send_page_not_found = _say_no_such_page
st.set_page_config(page_title="明账", page_icon=":material/account_balance:", layout="wide")
st.logo(str(Path(__file__).with_name("logo.svg")), size="large")
st.navigation(
    {
        "看数": [
            st.Page("app_pages/overview.py", title="总览", icon=":material/dashboard:", default=True),
            st.Page("app_pages/compare.py", title="单位对比", icon=":material/compare_arrows:", url_path="compare"),
            st.Page("app_pages/unit.py", title="单位画像", icon=":material/apartment:", url_path="unit"),
        ],
        "核查": [
            st.Page("app_pages/findings.py", title="问题清单", icon=":material/rule:", url_path="findings"),
            st.Page("app_pages/review.py", title="待复核", icon=":material/edit_note:", url_path="review"),
            st.Page("app_pages/ledger.py", title="核查台账", icon=":material/fact_check:", url_path="ledger"),
            st.Page("app_pages/source.py", title="溯源", icon=":material/find_in_page:", url_path="source"),
        ],
    }
).run()
