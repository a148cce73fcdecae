"""Refresh: take in what is new, build a version beside the published one, judge it, and only then publish it."""

from __future__ import annotations

import hashlib
import json
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any, Literal

import duckdb

from ingest.decisions import decisions_hash, read_decisions
from ingest.errors import MingzhangError, UsageError
from ingest.load import load_decisions, open_raw
from warehouse import versions
from warehouse.access import connect, open_read_only
from warehouse.build import BuildResult, build_database
from warehouse.child import command, environment_of
from warehouse.inbox import find_documents
from warehouse.intake import Intake, take_in
from warehouse.lock import hold_lock
from warehouse.report import Reporter
from warehouse.settings import DATABASE_NAME, Settings
from warehouse.summary import count_version

Outcome = Literal["published", "unchanged", "rejected"]


class BuildError(MingzhangError):
    """The models did not run: a defect of ours, not of the input."""

    code = "build"
    exit_code = 70


@dataclass
class Refresh:
    """What a refresh did. ``reasons`` say why a version was rejected, ``warnings`` what the gate let pass."""

    outcome: Outcome = "unchanged"
    version_id: str = ""
    intake: Intake = field(default_factory=Intake)
    reasons: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    pruned: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)


def ingest(
    settings: Settings, paths: Iterable[Path], reporter: Reporter, *, wait: bool = True, retry: bool = False
) -> Intake:
    """Take files and figures files into the raw tables without building a version."""
    documents = find_documents(settings, paths)
    with hold_lock(settings.lock, wait=wait, on_wait=_tell_waiting(reporter)), open_raw(settings.raw_database) as raw:
        return take_in(settings, raw, documents, reporter, retry=retry)


def refresh(
    settings: Settings,
    inbox: Path | None,
    reporter: Reporter,
    *,
    wait: bool = True,
    prune: bool = False,
    retry: bool = False,
    force: bool = False,
) -> Refresh:
    """Do all of it, alone; raise LockHeldError without ``wait``, BuildError where the models do not run.

    Raises UsageError where there is no file and nothing was ever published.

    Without an inbox only what ``ingest`` took in is built. Where nothing has changed since the published version,
    nothing is built; where only documents have, only what follows from them is; with ``force`` all is.
    """
    started = datetime.now(UTC)
    settings.runs.mkdir(parents=True, exist_ok=True)
    run = Refresh()
    try:
        with hold_lock(settings.lock, wait=wait, on_wait=_tell_waiting(reporter)):
            _refresh(settings, inbox, reporter, run, prune=prune, retry=retry, force=force)
    except BaseException as error:
        _record(settings, started, run, f"{type(error).__name__}: {error}")
        raise
    _record(settings, started, run)
    return run


def _refresh(
    settings: Settings, inbox: Path | None, reporter: Reporter, run: Refresh, *, prune: bool, retry: bool, force: bool
) -> None:
    decisions = read_decisions(settings.decisions)
    with _timed(run, "intake"), open_raw(settings.raw_database) as raw:
        load_decisions(raw, decisions)
        if inbox is not None:
            documents = find_documents(settings, [inbox])
            reporter.line(f"收件目录 {inbox}：{len(documents)} 份文件")
            run.intake = take_in(settings, raw, documents, reporter, inbox=inbox, prune=prune, retry=retry)
        contents = raw.execute(
            "select document_id, doc, extractor_version, error_code, loaded_at from raw_store.raw.documents order by 1"
        ).fetchall()
    tell_intake(reporter, run.intake)
    rules = _rules_hash(settings.project, decisions_hash(settings.decisions))
    fingerprint = hashlib.sha256((repr(contents) + rules).encode()).hexdigest()
    published = _published(settings, reporter)
    if not contents and not published:
        raise UsageError("还没有收入任何文件，没有什么可以建模", advice="请把报告放进收件目录，用 --inbox 指明")
    previous = published.version_id if published else None
    if published and not force and published.fingerprint == fingerprint:
        run.version_id = published.version_id
        reporter.line(f"没有变化，已发布的版本仍是 {previous}")
        return
    run.version_id = versions.new_version_id(settings)
    folder = versions.building_folder(settings)
    made_from = published.version_id if published and not force and published.rules == rules else ""
    base = settings.current / DATABASE_NAME if made_from else None
    with _timed(run, "build"), reporter.bar("建模与核查") as bar:
        built = build_database(settings, folder, bar, base)
    if base and (built.broken or built.failed_tests):
        reporter.line("在已发布版本上增量计算没有成功，改为全部重算")
        made_from = ""
        with _timed(run, "build"), reporter.bar("建模与核查") as bar:
            built = build_database(settings, folder, bar)
    if built.broken:
        raise BuildError("；".join(built.broken[:3]), advice=f"模型运行失败，详见 {_keep_log(settings, run, built)}")
    reporter.line(f"建模与核查完成：{built.node_count} 个节点，{run.seconds['build']:.1f} 秒")
    with _timed(run, "gate"), reporter.bar("质量关口"):
        gate = {"fatal": len(built.failed_tests), "warning": 0, "passed": 0}
        run.reasons = [f"数据测试未通过 {test}" for test in built.failed_tests]
        _judge(settings, folder, previous, run, gate)
    reporter.line(f"质量关口完成：通过 {gate['passed']}，警告 {gate['warning']}，阻断 {gate['fatal']}")
    manifest = versions.Manifest(
        version_id=run.version_id,
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        verdict="rejected" if run.reasons else "passed",
        fingerprint=fingerprint,
        previous=previous or "",
        rules=rules,
        made_from=made_from,
        documents=[
            {"document_id": str(i), "doc": str(doc), "extractor_version": str(v), "error_code": str(code)}
            for i, doc, v, code, _ in contents
        ],
        gate=gate,
        reasons=run.reasons,
        tools=_tools(),
    )
    _finish(settings, folder, run, manifest)


def _published(settings: Settings, reporter: Reporter) -> versions.Manifest | None:
    """Return the published version, None before the first one or where it is damaged: then all is built anew."""
    try:
        connect(settings).close()
        return versions.read_manifest(settings, versions.published_version(settings))
    except versions.NoVersionError:
        return None
    except versions.DamagedVersionError as error:
        reporter.problem(f"{error.file}：{error.what}，全部重建")
        return None


def _judge(settings: Settings, folder: Path, previous: str | None, run: Refresh, gate: dict[str, int]) -> None:
    """Run the quality gate on the built file in a process of its own and read its verdict from the file."""
    arguments = ["--database", str(folder / DATABASE_NAME), "--version-id", run.version_id]
    arguments += ["--data-docs", str(folder / "data_docs"), "--history", str(settings.runs / "quality")]
    if previous:
        arguments += ["--previous", str(settings.versions / previous / DATABASE_NAME)]
    process = subprocess.Popen(
        command("quality.gate", arguments),
        env=environment_of(settings.project),
        cwd=settings.runs,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    output = process.stdout.read() if process.stdout else ""
    if process.wait() != 0:
        log = _keep_log(settings, run, BuildResult(output=output))
        raise BuildError("质量关口没有运行完", advice=f"详见 {log}")
    connection = open_read_only(folder / DATABASE_NAME)
    try:
        rows = connection.execute(
            "select status, severity, message from quality.expectation_results where version_id = ?", [run.version_id]
        ).fetchall()
    finally:
        connection.close()
    for status, severity, message in rows:
        if status == "passed":
            gate["passed"] += 1
        else:
            gate[severity] += 1
            (run.reasons if severity == "fatal" else run.warnings).append(str(message))


def _finish(settings: Settings, folder: Path, run: Refresh, manifest: versions.Manifest) -> None:
    """Complete the version and, where the gate let it pass, publish it."""
    database = folder / DATABASE_NAME
    with _timed(run, "publish"):
        _checkpoint(database)
        with database.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        manifest = replace(
            manifest,
            sha256=digest,
            byte_count=database.stat().st_size,
            counts=count_version(database),
            seconds={name: round(value, 2) for name, value in run.seconds.items()},
        )
        versions.complete(settings, folder, manifest)
        run.outcome = "rejected" if run.reasons else "published"
        if run.outcome == "published":
            versions.publish(settings, run.version_id)
    run.pruned = versions.prune(settings)


def _checkpoint(database: Path) -> None:
    connection = duckdb.connect(str(database))
    connection.execute("checkpoint")
    connection.close()


def _rules_hash(project: Path, decisions: str) -> str:
    """Return a hash of all that a version follows from but the documents: models, rules, suites, decisions, tools."""
    digest = hashlib.sha256((decisions + json.dumps(_tools())).encode())
    for name in ("dbt_project.yml", "profiles.yml", "models", "macros", "seeds", "quality", "tests/dbt"):
        root = project / name
        files = sorted(path for path in root.rglob("*") if path.is_file()) if root.is_dir() else [root]
        for path in files:
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(project).as_posix().encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()


def _tools() -> dict[str, str]:
    return {name: installed_version(name) for name in ("duckdb", "dbt-core", "dbt-duckdb", "great-expectations")}


def _tell_waiting(reporter: Reporter) -> Any:
    return lambda holder: reporter.line(f"另一个任务正在更新（{holder}），等它结束…")


def tell_intake(reporter: Reporter, intake: Intake) -> None:
    """Say what was taken in, replaced, and left alone."""
    if intake.read or intake.unchanged or intake.problems:
        reporter.line(
            f"新读 {len(intake.read)} 份（{intake.figure_count:,} 个数字），未变 {intake.unchanged} 份，"
            f"读不出 {len(intake.problems)} 份"
        )
    for duplicate in intake.duplicates:
        reporter.line(duplicate)
    for names, what in (
        (intake.replaced, "份文件内容已变，旧数据已替换"),
        (intake.gone, "份文件已不在收件目录，数据保留（要删除请加 --prune）"),
        (intake.pruned, "份文件已不在收件目录，数据已删除"),
    ):
        if names:
            shown = "、".join(names[:3]) + ("等" if len(names) > 3 else "")
            reporter.line(f"{len(names)} {what}：{shown}")
    if intake.known_problems:
        reporter.line(f"{intake.known_problems} 份文件上次就读不出，未重试（要重试请加 --retry）")


@contextmanager
def _timed(run: Refresh, name: str) -> Iterator[None]:
    start = time.perf_counter()
    try:
        yield
    finally:
        run.seconds[name] = time.perf_counter() - start


def _keep_log(settings: Settings, run: Refresh, built: BuildResult) -> Path:
    log = settings.runs / "logs" / f"{run.version_id}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text("\n".join([*built.broken, "", built.output]), encoding="utf-8")
    return log


def _record(settings: Settings, started: datetime, run: Refresh, error: str = "") -> None:
    """Add one line about this run to runs/runs.jsonl."""
    line = asdict(run) | {
        "started_at": started.isoformat(timespec="seconds"),
        "ended_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "outcome": "failed" if error else run.outcome,
        "error": error,
    }
    with (settings.runs / "runs.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
