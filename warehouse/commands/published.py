"""Commands on the published version: status, findings, sql, export, dashboard, versions, rollback."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from ingest.errors import UsageError
from warehouse.commands.output import Format, print_rows, verdict_words
from warehouse.settings import Settings, load_settings
from warehouse.words import beijing_time

_Form = Annotated[Format, typer.Option("--format", help="输出形式")]


def status(form: _Form = Format.text) -> int:
    """显示已发布的版本：文件、数字、单位、核查与问题的数目，以及它在哪里。"""
    print_status(load_settings(), form)
    return 0


def print_status(settings: Settings, form: Format = Format.text) -> None:
    """Print the summary of the published version."""
    from warehouse import versions
    from warehouse.access import database_path
    from warehouse.summary import summary_lines

    manifest = versions.read_manifest(settings, versions.published_version(settings))
    if form is Format.text:
        lines = [
            f"版本    {manifest.version_id}（{beijing_time(manifest.created_at)} 建成，北京时间）",
            *summary_lines(manifest.counts),
        ]
        rejected = [m for m in versions.list_versions(settings) if m.version_id > manifest.version_id]
        lines += [f"注意    更新的版本 {m.version_id} 未通过质量关口" for m in rejected if m.verdict == "rejected"]
        print("\n".join([*lines, f"位置    {settings.current / database_path(settings).name}"]))
        return
    import json

    import polars as pl

    values: dict[str, str | int] = {"version_id": manifest.version_id, "created_at": manifest.created_at}
    values |= manifest.counts
    values["database"] = str(settings.current / database_path(settings).name)
    if form is Format.json:
        print(json.dumps(values, ensure_ascii=False, indent=1))
    else:
        print_rows(pl.DataFrame([values]), form)


def findings(
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="单位名称（含有即可）")] = "",
    year: Annotated[int | None, typer.Option("--year", metavar="年度", help="会计年度")] = None,
    severity: Annotated[str, typer.Option("--severity", help="error、warning、hint 或 rounding")] = "",
    doc: Annotated[str, typer.Option("--doc", metavar="文件", help="文件名（含有即可）")] = "",
    unsettled: Annotated[bool, typer.Option("--open", help="只列没有结论或重新打开的")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="至多列出多少条")] = 200,
    form: _Form = Format.text,
) -> int:
    """列出已发布版本中的问题与审核结论，按严重程度排列。"""
    from warehouse.access import query
    from warehouse.words import code_words

    if severity and severity not in code_words("severity"):
        raise UsageError(f"没有严重程度 {severity}", advice=f"可用：{'、'.join(code_words('severity'))}")
    found = query(_FINDINGS, {"unit": unit, "year": year, "severity": severity, "doc": doc, "open": unsettled})
    shown = found.head(limit)
    if form is Format.text:
        shown = shown.with_columns(shown["severity"].replace(code_words("severity")), conclusion=verdict_words(shown))
        columns = ("finding_id", "severity", "doc", "page", "line", "reported", "expected", "message", "conclusion")
        shown = shown.select(columns)
    print_rows(shown, form, _HEADINGS)
    if form is Format.text and found.is_empty():
        print("没有符合条件的问题", file=sys.stderr)
    if shown.height < found.height:
        print(f"共 {found.height} 条，只列出 {limit} 条；用 --limit 调整", file=sys.stderr)
    return 0


_FINDINGS = """
select
    finding_id, doc, page, line, table_no, row_no, col_no, entity, fiscal_year, check_id as "check", family, status,
    severity, subject, reported, expected, difference, formula, message, cause, verdict, verdict_state, verdict_reason,
    verdict_by, verdict_at, figure_ids
from checks.fct_findings
where (($unit = '') or contains(entity, $unit))
    and (($year is null) or fiscal_year = $year)
    and (($severity = '') or severity = $severity)
    and (($doc = '') or contains(doc, $doc))
    and (not $open or verdict_state is distinct from 'in_force')
order by
    case severity when 'error' then 1 when 'warning' then 2 when 'hint' then 3 else 4 end,
    doc, page, line, finding_id
"""
_HEADINGS = {
    "finding_id": "编号", "severity": "程度", "doc": "文件", "page": "页", "line": "行", "reported": "报告写",
    "expected": "应为", "message": "说明", "conclusion": "结论",
}  # fmt: skip


def sql(
    statement: Annotated[str, typer.Argument(metavar="语句", help="一条查询语句；表在 marts、checks、zh 等模式下")],
    form: _Form = Format.text,
) -> int:
    """在已发布的版本上执行一条只读查询，限定时间与内存。"""
    from warehouse.access import database_path
    from warehouse.sandbox import run_sql

    settings = load_settings()
    rows = run_sql(settings, database_path(settings), statement)
    print_rows(rows.head(settings.sql_rows), form)
    if rows.height > settings.sql_rows:
        print(f"只显示前 {settings.sql_rows:,} 行；全部数据请用 mingzhang export", file=sys.stderr)
    return 0


def export(
    out: Annotated[Path, typer.Option("--out", metavar="目录", help="写到哪里；没有就新建")],
    tables: Annotated[list[str] | None, typer.Argument(metavar="表...", help="省略时导出 marts 与问题清单")] = None,
    form: Annotated[str, typer.Option("--format", help="csv、parquet 或 xlsx")] = "csv",
    raw: Annotated[bool, typer.Option("--raw", help="另把原始表写成按会计年度分区的 Parquet")] = False,
) -> int:
    """把已发布版本的表导出为 CSV、Parquet 或 Excel。"""
    from warehouse.export import export_raw, export_tables
    from warehouse.report import Reporter

    settings, reporter = load_settings(), Reporter()
    written = export_tables(settings, out, tables or [], form, reporter)
    if raw:
        written += export_raw(settings, out / "raw")
    reporter.line(f"已写出 {len(written)} 个文件到 {out}")
    return 0


def dashboard(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="端口")] = 8501,
    address: Annotated[str, typer.Option("--address", help="监听地址；默认只有本机能打开")] = "127.0.0.1",
) -> int:
    """打开看板（在浏览器中访问 http://127.0.0.1:8501）。"""
    from warehouse.access import connect

    settings = load_settings()
    connect(settings).close()
    app = settings.project / "dashboards" / "app.py"
    os.environ["MINGZHANG_HOME"] = str(settings.home)
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    command += ["--server.address", address, "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    print(f"看板：http://{address}:{port}（按 Ctrl+C 结束）", file=sys.stderr)
    sys.stderr.flush()
    os.chdir(settings.project)
    os.execv(sys.executable, command)


def versions(form: _Form = Format.text) -> int:
    """列出保留的版本，新的在前；带 * 的是已发布的。"""
    import polars as pl

    from warehouse.versions import list_versions, published_or_none

    settings = load_settings()
    current = published_or_none(settings)
    rows = pl.DataFrame(
        [
            (
                "*" if m.version_id == current else "",
                m.version_id,
                beijing_time(m.created_at) if form is Format.text else m.created_at,
                {"passed": "通过", "rejected": "未通过"}[m.verdict] if form is Format.text else m.verdict,
                m.counts.get("documents", 0),
                m.counts.get("figures", 0),
                m.counts.get("findings_error", 0),
                "；".join(m.reasons[:2]),
            )
            for m in list_versions(settings)
        ],
        schema={
            "published": pl.String,
            "version_id": pl.String,
            "created_at": pl.String,
            "verdict": pl.String,
            "documents": pl.Int64,
            "figures": pl.Int64,
            "errors": pl.Int64,
            "reasons": pl.String,
        },
        orient="row",
    )
    titles = ("发布", "版本", "建成（北京时间）", "关口", "文件", "数字", "错误", "原因")
    print_rows(rows, form, dict(zip(rows.columns, titles, strict=True)))
    if form is Format.text and rows.is_empty():
        print("这里还没有版本；请先运行 mingzhang refresh --inbox 目录", file=sys.stderr)
    return 0


def rollback(
    version_id: Annotated[str, typer.Argument(metavar="版本", help="省略时退回上一个通过的版本")] = "",
) -> int:
    """把发布的版本退回到以前的一个；下次 refresh 会再发布新的。"""
    from warehouse.lock import hold_lock
    from warehouse.versions import list_versions, published_version, roll_back

    settings = load_settings()
    if not list_versions(settings):
        published_version(settings)  # tells what is missing, and makes no home where there is none
    with hold_lock(
        settings.lock, on_wait=lambda holder: print(f"另一个任务正在更新（{holder}），等它结束…", file=sys.stderr)
    ):
        print(f"已发布的版本现在是 {roll_back(settings, version_id)}")
    return 0
