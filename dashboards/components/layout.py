"""What every page begins with: its title, the style, and a friendly way out where there is nothing to show yet."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboards import queries
from dashboards.components.markup import show

STYLE = Path(__file__).with_name("style.css").read_text(encoding="utf-8")


def begin(title: str, lead: str) -> None:
    """Write the page's heading; where nothing can be shown, say what to run and stop the page."""
    st.html(f"<style>{STYLE}</style>")
    st.title(title, anchor=False)
    show(f'<p class="mz-lead">{lead}</p>')
    try:
        is_empty = queries.is_empty()
    except queries.DamagedVersionError as error:
        st.error(str(error), icon=":material/report:")
        st.stop()
    if is_empty:
        nothing_published()
        st.stop()
    published = queries.published()
    st.sidebar.caption(f"数据更新于 {published.built_at}  \n版本 {published.version_id}")


def nothing_published() -> None:
    """Say how to get a first version."""
    st.info("这里还没有发布过数据。把报告放进一个文件夹，运行下面的命令，完成后刷新本页。", icon=":material/inbox:")
    st.code("mingzhang refresh --inbox 报告文件夹", language="shell")
    st.caption("想先看看样例：在项目文件夹运行 make demo。")


def nothing_found(text: str) -> None:
    """Say that a choice has no rows, which is a result and no failure."""
    st.info(text, icon=":material/search_off:")
