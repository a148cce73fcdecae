"""Data Docs that open anywhere: no network, no script, and a first page in Chinese that says what the verdict is.

The pages of Great Expectations take styles, tables and icons from the network and fill their index by script. What is
kept of them is the text and tables; styles of ours, in each page, do the rest.
"""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path
from typing import Any

import polars as pl

_WAYS = re.compile(r'<p class="back">.*?</p>|</?a\b[^>]*>', re.DOTALL)
"""Links of a page, which lead nowhere where it is shown alone."""
_REMOVED = re.compile(
    r"<script\b.*?</script>|<link\b[^>]*>|<footer\b.*?</footer>|<img\b[^>]*>"
    r"|<nav class=\"navbar navbar-expand.*?</nav>",
    re.IGNORECASE | re.DOTALL,
)
_PAGES = "validations/*/*/*/*.html"
_STATUS = {"passed": "通过", "failed": "不符", "error": "无法判断"}
_SEVERITY = {"fatal": "阻断", "warning": "警告"}


def finish_data_docs(data_docs: Path, results: pl.DataFrame) -> Path:
    """Make the pages readable offline and write the first page from this run's results; return its path."""
    shutil.rmtree(data_docs / "static", ignore_errors=True)
    data_docs.mkdir(parents=True, exist_ok=True)
    for page in data_docs.rglob("*.html"):
        up = "../" * (len(page.relative_to(data_docs).parts) - 1)
        text = _REMOVED.sub("", page.read_text(encoding="utf-8"))
        back = f'<p class="back"><a href="{up}index.html">返回质量关口结果</a></p>'
        text = text.replace("</head>", f"{_STYLE}</head>", 1)
        page.write_text(re.sub(r"(<body[^>]*>)", rf"\1{back}", text, count=1), encoding="utf-8")
    index = data_docs / "index.html"
    index.write_text(_first_page(data_docs, results), encoding="utf-8")
    return index


def page_of_suite(data_docs: Path, suite: str) -> str:
    """Return the page on one suite without its links, to be shown alone; '' where there is none."""
    pages = (page for page in data_docs.glob(_PAGES) if page.parts[-4] == suite)
    return next((_WAYS.sub("", page.read_text(encoding="utf-8")) for page in pages), "")


def _first_page(data_docs: Path, results: pl.DataFrame) -> str:
    details = {page.parts[-4]: page.relative_to(data_docs).as_posix() for page in data_docs.glob(_PAGES)}
    rows = "".join(_row(row, details) for row in results.iter_rows(named=True))
    missed = results.filter(pl.col("status") != "passed")
    fatal = missed.filter(pl.col("severity") == "fatal").height
    verdict = "未通过，没有发布" if fatal else "通过"
    version = html.escape(str(results["version_id"][0])) if results.height else ""
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>明账质量关口</title>'
        f"{_STYLE}</head><body><h1>质量关口：{verdict}</h1>"
        f"<p>版本 {version}。共 {results.height} 项预期：通过 {results.height - missed.height}，"
        f"警告 {missed.height - fatal}，阻断 {fatal}。</p>"
        "<table><thead><tr><th>结果</th><th>级别</th><th>对象</th><th>不符意味着什么</th>"
        f"<th>不符／共</th></tr></thead><tbody>{rows}</tbody></table></body></html>\n"
    )


def _row(row: dict[str, Any], details: dict[str, str]) -> str:
    title = html.escape(row["suite_title"])
    link = details.get(row["suite"])
    place = f'<a href="{html.escape(link)}">{title}</a>' if link else title
    counted = "" if row["unexpected_count"] is None else f"{row['unexpected_count']}／{row['element_count']}"
    return (
        f'<tr class="{row["status"]} {row["severity"]}"><td>{_STATUS[row["status"]]}</td>'
        f"<td>{_SEVERITY[row['severity']]}</td><td>{place}</td><td>{html.escape(row['message'])}</td>"
        f"<td>{counted}</td></tr>"
    )


_STYLE = """<style>
body { font-family: system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 1.5rem; color: #222; }
h1 { font-size: 1.4rem; }
table { border-collapse: collapse; margin: .5rem 0; max-width: 100%; }
td, th { border: 1px solid #ccc; padding: .3rem .6rem; text-align: left; vertical-align: top; }
td:nth-child(-n+3), td:last-child { white-space: nowrap; }
tr.failed td:first-child, tr.error td:first-child { background: #fdecea; font-weight: bold; }
tr.passed td:first-child { color: #1a7f37; }
.card { border: 1px solid #ddd; padding: .3rem 1rem; margin: .5rem 0; }
.fa-check-circle::before { content: "通过"; color: #1a7f37; }
.fa-times::before, .fa-exclamation-triangle::before { content: "不符"; color: #b42318; }
.text-danger { color: #b42318; }
.collapse, .modal, .ge-navigation-sidebar-container, .col-lg-2, .sticky-top { display: none; }
</style>"""
