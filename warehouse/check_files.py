"""``mingzhang check``: judge files on their own, with the warehouse's SQL and without a warehouse."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from ingest.decisions import read_decisions
from ingest.errors import MingzhangError, UsageError
from ingest.interchange import looks_like_figures, read_figures, rows_of_figures_file
from ingest.load import RawRows
from ingest.schema import EXTRACTOR_VERSION, RAW_TABLES
from ingest.vocabulary import load_vocabulary
from warehouse.commands.output import Format, print_rows, verdict_words
from warehouse.inbox import NO_FILE, Found, find_documents, list_files
from warehouse.intake import read_documents, tell_warnings
from warehouse.plan import Step, load_plan, prepare_plan, run_plan
from warehouse.report import Reporter
from warehouse.settings import Settings
from warehouse.words import code_words

FINDING_COLUMNS = (
    "doc",
    "page",
    "line",
    "check",
    "status",
    "severity",
    "reported",
    "expected",
    "message",
    "verdict",
    "verdict_state",
)
"""The columns of ``--format csv``, in order."""


@dataclass(frozen=True)
class Checked:
    """What the checks say of some files.

    ``findings`` has the columns of ``checks.fct_findings``, worst first within a document; ``results`` those of
    ``checks.fct_check_results``, with every check that was due; ``figures`` those of ``int_operands``; ``problems``
    are the files that could not be read.
    """

    findings: pl.DataFrame
    results: pl.DataFrame
    figures: pl.DataFrame
    documents: tuple[str, ...]
    problems: tuple[str, ...]


def check_documents(settings: Settings, paths: Sequence[Path], reporter: Reporter | None = None) -> Checked:
    """Read the files in ``paths`` and judge them; raise UsageError for a path that is none, or where there is no file.

    A file that cannot be read is a problem, not an exception, and the others are judged.
    """
    reporter = reporter or Reporter()
    if not list_files(paths):  # no file, a path that is none, or a bad decision is told before any work
        raise UsageError("没有可以核查的文件", advice=NO_FILE)
    decisions = read_decisions(settings.decisions)
    with ThreadPoolExecutor(max_workers=1) as pool:
        prepared = pool.submit(_prepare, settings, reporter)  # while the files are read
        rows, problems = _read(settings, paths, reporter)
        steps, connection = prepared.result()
    raw = {
        table: pl.concat([one.tables[table] for one in rows if table in one.tables] or [pl.DataFrame(schema=columns)])
        for table, columns in RAW_TABLES.items()
    } | decisions
    wanted = ("fct_findings", "fct_check_results", "int_operands")
    made = run_plan(steps, settings.project, raw, wanted, connection)
    order = pl.col("severity").replace_strict({name: n for n, name in enumerate(code_words("severity"))}, default=9)
    findings = made["fct_findings"].sort("doc", order, "page", "line", "check_id", "finding_id", nulls_last=True)
    return Checked(
        findings, made["fct_check_results"], made["int_operands"], tuple(one.doc for one in rows), tuple(problems)
    )


def _prepare(settings: Settings, reporter: Reporter) -> tuple[tuple[Step, ...], duckdb.DuckDBPyConnection]:
    cache = settings.home / "cache"
    steps = load_plan(settings.project, cache, reporter.line)
    return steps, prepare_plan(steps, settings.project, cache)


def _read(settings: Settings, paths: Sequence[Path], reporter: Reporter) -> tuple[list[RawRows], list[str]]:
    """Return the rows of the files that can be read, and what is wrong with the others."""
    rows: list[RawRows] = []
    problems: list[str] = []
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as scratch:
        private = replace(settings, home=Path(scratch), corrections=settings.decisions)
        found = _each_once(find_documents(private, paths), reporter)
        handmade = [one for one in found if not one.error and looks_like_figures(one.path)]
        for one in handmade:
            try:
                rows += _figures_of(private, one)
            except MingzhangError as error:
                problems.append(str(error))
        for document, result in read_documents(private, [one for one in found if one not in handmade], reporter):
            if isinstance(result, MingzhangError):
                problems.append(str(result))
            else:
                rows.append(result.coming_from(document.source))
                tell_warnings(reporter, result)
    return rows, problems


def _each_once(found: Sequence[Found], reporter: Reporter) -> list[Found]:
    """Return the documents without those whose contents another one has: rows of one document stand once."""
    first: dict[str, Found] = {}
    kept = []
    for one in found:
        other = one if one.error else first.setdefault(one.document_id, one)
        if other is one:
            kept.append(one)
        else:
            reporter.line(f"{one.name} 与 {other.name} 内容相同，只核查一次")
    return kept


def run_check(settings: Settings, paths: Sequence[Path], form: Format = Format.text, explain: str = "") -> int:
    """Check files and print what was found; return 1 with errors, 2 with files that could not be read, else 0."""
    checked = check_documents(settings, paths, reporter := Reporter())
    for problem in checked.problems:
        reporter.problem(problem)
    if explain:
        _print_explanation(checked, explain, _titles(settings.project))
        return 0
    if form is Format.text:
        _print_text(checked)
    else:
        print_rows(findings_table(checked.findings), form)
    if checked.problems:
        return 2
    return int(open_findings(checked.findings).filter(pl.col("severity") == "error").height > 0)


def open_findings(findings: pl.DataFrame) -> pl.DataFrame:
    """Return the findings that no reviewer has disputed or explained on the same evidence."""
    is_settled = (pl.col("verdict_state") == "in_force") & pl.col("verdict").is_in(["dispute", "explain"])
    return findings.filter(~is_settled.fill_null(False))


def findings_table(findings: pl.DataFrame) -> pl.DataFrame:
    """Return findings with the columns of the findings file (:data:`FINDING_COLUMNS`)."""
    return findings.rename({"check_id": "check"}).select(FINDING_COLUMNS)


def _figures_of(settings: Settings, found: Found) -> list[RawRows]:
    """Return the rows of a figures file that people or other tools made."""
    units = load_vocabulary(settings.seeds).units.values()
    frame = read_figures(found.path, {unit.name: unit.factor for unit in units if unit.kind == "money"})
    return rows_of_figures_file(found.source, frame, EXTRACTOR_VERSION)


def _print_text(checked: Checked) -> None:
    out = sys.stdout
    for doc in checked.documents:
        mine = checked.findings.filter(pl.col("doc") == doc)
        severities, statuses = code_words("severity"), code_words("status")
        loud = mine.filter(pl.col("severity") != "rounding")
        out.write(f"{doc}\n")
        for row, verdict in zip(loud.rows(named=True), verdict_words(loud), strict=True):
            line = f"[{severities[row['severity']]}] {_place(row)}　{row['message']}（编号 {row['finding_id']}）"
            out.write(f"  {line}{f'　结论：{verdict}' if verdict else ''}\n")
        judged = checked.results.filter((pl.col("doc") == doc) & (pl.col("status") != "not_applicable"))
        counts = _counts(judged, "status", statuses, "项")
        found = _counts(mine, "severity", severities, "条") or "没有发现问题"
        out.write(f"  {found}；核查结果：{counts or '没有可核查的数字'}\n")


def _titles(project: Path) -> dict[str, str]:
    catalogue = pl.read_csv(project / "seeds" / "rules" / "checks.csv", columns=["check_id", "title"])
    return dict(catalogue.iter_rows())


def _print_explanation(checked: Checked, wanted: str, titles: Mapping[str, str]) -> None:
    chosen = checked.results.filter(pl.col("result_id").str.starts_with(wanted))
    if chosen.is_empty():
        raise UsageError(f"没有编号为 {wanted} 的核查结果", advice="编号在 mingzhang check 的输出里，每条问题的末尾")
    figures = {row["figure_id"]: row for row in checked.figures.rows(named=True)}
    for row in chosen.rows(named=True):
        status = code_words("status")[row["status"]]
        check = f"{titles[row['check_id']]}（{row['check_id']}）"
        sys.stdout.write(f"{row['doc']} {_place(row)}\n核查：{check}　结果：{status}\n")
        sys.stdout.write(f"{row['message']}\n算式：{row['formula'] or '（无）'}\n")
        for figure in (figures[key] for key in row["figure_ids"] if key in figures):
            sys.stdout.write(f"  {figure['item']}　{figure['basis']}　{figure['value_text']}　{figure['place_text']}\n")


def _place(row: Mapping[str, Any]) -> str:
    parts = [("第{}页", row["page"]), ("第{}行", row["line"]), ("表{}", row["table_no"])]
    return "".join(text.format(value) for text, value in parts if value is not None) or "全文"


def _counts(frame: pl.DataFrame, column: str, names: Mapping[str, str], classifier: str) -> str:
    counted = dict(frame.group_by(column).len().rows())
    return "，".join(f"{name} {counted[key]} {classifier}" for key, name in names.items() if key in counted)
