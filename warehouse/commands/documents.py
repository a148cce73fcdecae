"""Commands that read documents: extract, check, ingest, refresh."""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.batch import start_ahead
from ingest.errors import MingzhangError, UsageError
from ingest.reading import get_ready
from warehouse.commands.output import Format, print_rows
from warehouse.settings import load_settings

if TYPE_CHECKING:
    import polars as pl

    from warehouse.inbox import Found

_Paths = Annotated[list[Path], typer.Argument(metavar="路径...", help="文件或目录；目录会读到底，压缩包会展开")]
_Wait = Annotated[bool, typer.Option("--wait/--no-wait", help="另一个任务正在更新时：等待，或立即以退出码 3 结束")]
_Retry = Annotated[bool, typer.Option("--retry", help="重读以前读不出的文件")]


def extract(
    paths: _Paths,
    out: Annotated[Path | None, typer.Option("--out", metavar="文件.csv", help="把数字写成交换 CSV")] = None,
    coverage: Annotated[bool, typer.Option("--coverage", help="列出每份文件的数码归类")] = False,
) -> int:
    """读取文件，把其中每个数字连同出处写成交换 CSV。不需要数据仓库。"""
    if out is None and not coverage:
        raise UsageError("没有说要做什么", advice="加 --out 文件.csv 写出数字，或加 --coverage 查看归类")
    if out is not None and out.is_dir():
        raise UsageError("--out 应是文件，不是目录", file=str(out), advice="例如 --out figures.csv")
    settings = load_settings()
    start_ahead(partial(get_ready, settings.seeds))

    import polars as pl

    from ingest.interchange import looks_like_figures, write_figures
    from warehouse.coverage import Coverage
    from warehouse.inbox import NO_FILE, find_documents
    from warehouse.intake import read_documents, tell_warnings
    from warehouse.report import Reporter

    reporter = Reporter()
    counts = Coverage(settings, reporter.line)
    counted: list[pl.DataFrame] = []
    read: list[str] = []
    problems: list[str] = []

    def figures_of(documents: list[Found]) -> Iterator[pl.DataFrame]:
        for _, result in read_documents(settings, documents, reporter):
            if isinstance(result, MingzhangError):
                problems.append(str(result))
                reporter.problem(str(result))
                continue
            tell_warnings(reporter, result)
            read.append(result.doc)
            if coverage:
                counted.append(counts.count(result))
            yield result.tables["figures"]

    with tempfile.TemporaryDirectory(prefix="mingzhang-") as scratch:
        settings = replace(settings, home=Path(scratch), corrections=settings.decisions)
        found: list[Found] = []
        for document in find_documents(settings, paths):
            if looks_like_figures(document.path):
                reporter.line(f"{document.name} 已是数字数据文件，不必提取；用 mingzhang ingest 收入")
            else:
                found.append(document)
        if not found:
            raise UsageError("没有可以提取的文件", advice=NO_FILE)
        if out is not None:
            count = write_figures(out, figures_of(found))
            reporter.line(f"已写出 {count:,} 个数字到 {out}（{len(read)} 份文件，读不出 {len(problems)} 份）")
        else:
            deque(figures_of(found), maxlen=0)
    if coverage and counted:
        print_rows(pl.concat(counted), Format.text)
        waiting = sum(int(row["未识别"][0]) + int(row["把握不足"][0]) for row in counted)
        if waiting:
            reporter.line(f"{waiting} 个数字未识别或把握不足；收入并 refresh 之后用 mingzhang review 复核")
    return 2 if problems else 0


def check(
    paths: _Paths,
    form: Annotated[Format, typer.Option("--format", help="输出形式")] = Format.text,
    explain: Annotated[
        str, typer.Option("--explain", metavar="编号", help="只解释一个问题：算式与每个数字的出处")
    ] = "",
) -> int:
    """核查文件中的数字，发布之前用。不需要数据仓库；有错误时退出码为 1。"""
    settings = load_settings()
    start_ahead(partial(get_ready, settings.seeds))  # it loads what reads while we load what judges

    from warehouse.check_files import run_check

    return run_check(settings, paths, form, explain)


def ingest(paths: _Paths, wait: _Wait = True, retry: _Retry = False) -> int:
    """收入文件或数据文件（csv、xlsx、parquet），下次 refresh 时建模发布。"""
    from warehouse.inbox import NO_FILE
    from warehouse.refresh import ingest as take_in
    from warehouse.refresh import tell_intake
    from warehouse.report import Reporter

    reporter = Reporter()
    result = take_in(load_settings(), paths, reporter, wait=wait, retry=retry)
    tell_intake(reporter, result)
    if not (result.read or result.unchanged or result.problems):
        raise UsageError("没有可以收入的文件", advice=NO_FILE)
    if result.read or result.unchanged:
        reporter.line("用 mingzhang refresh 建模并发布")
    return 2 if result.problems else 0


def refresh(
    inbox: Annotated[
        Path | None, typer.Option("--inbox", metavar="目录", help="收件目录；省略时只用已收入的文件")
    ] = None,
    wait: _Wait = True,
    prune: Annotated[bool, typer.Option("--prune", help="删除已不在收件目录的文件的数据")] = False,
    retry: _Retry = False,
    force: Annotated[bool, typer.Option("--force", help="没有变化也重新建模")] = False,
) -> int:
    """收入新文件，建模、核查、过质量关口，然后发布；可以反复运行。"""
    from warehouse.commands.published import print_status
    from warehouse.refresh import refresh as run_refresh
    from warehouse.report import Reporter

    if inbox is not None and not inbox.is_dir():
        what = "--inbox 应是目录，现在是文件" if inbox.exists() else "收件目录不存在"
        raise UsageError(what, file=str(inbox), advice="请检查路径；单个文件用 mingzhang ingest 收入")
    settings, reporter = load_settings(), Reporter()
    result = run_refresh(settings, inbox, reporter, wait=wait, prune=prune, retry=retry, force=force)
    for warning in result.warnings:
        reporter.problem(f"质量警告：{warning}")
    if result.outcome == "rejected":
        for reason in result.reasons:
            reporter.problem(f"未通过：{reason}")
        reporter.line(f"版本 {result.version_id} 未通过质量关口，没有发布；已发布的版本不变")
        return 1
    print_status(settings)
    return 0
