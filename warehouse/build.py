"""Build a version: dbt runs all seeds, models and tests into a fresh file, in a process of its own.

dbt keeps the database locked for the life of its process, so it never runs inside ours.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from warehouse.child import command, environment_of
from warehouse.report import Bar
from warehouse.settings import DATABASE_NAME, Settings

STORAGE_VERSION = "v1.5.0"
"""Written so that DuckDB 1.5 clients can open it, too."""


@dataclass(frozen=True)
class BuildResult:
    """How it went: ``broken`` are models that did not run (a defect of ours), ``failed_tests`` what tests found."""

    node_count: int = 0
    broken: list[str] = field(default_factory=list)
    failed_tests: list[str] = field(default_factory=list)
    output: str = ""


def build_database(settings: Settings, folder: Path, bar: Bar, base: Path | None = None) -> BuildResult:
    """Build ``folder``'s database from the raw tables and return what dbt says of it.

    With the database of the published version as ``base``, only what follows from documents touched since then is
    made anew (macros/incremental.sql); seeds, models and decisions must be those that it was made with.
    """
    database = folder / DATABASE_NAME
    database.unlink(missing_ok=True)
    if base:
        shutil.copyfile(base, database)
    else:
        duckdb.connect(str(database), config={"storage_compatibility_version": STORAGE_VERSION}).close()
    target, logs = settings.runs / "dbt", settings.runs / "logs"
    (target / "run_results.json").unlink(missing_ok=True)
    arguments = ["--log-format", "json", "--log-format-file", "text", "build", "--project-dir", str(settings.project)]
    arguments += ["--profiles-dir", str(settings.project), "--target-path", str(target), "--log-path", str(logs)]
    # unit tests judge the models, not the data: they are for whoever changes the models
    arguments += ["--exclude-resource-type", "unit_test"] + (["--exclude-resource-type", "seed"] if base else [])
    environment = environment_of(
        settings.project,
        MINGZHANG_RAW_DB=str(settings.raw_database),
        MINGZHANG_BUILD_DB=str(database),
        MINGZHANG_PREVIOUS_DB=str(base or ":memory:"),
        DBT_SEND_ANONYMOUS_USAGE_STATS="false",
    )
    process = subprocess.Popen(
        command("dbt.cli.main", arguments),
        cwd=settings.runs,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    try:
        output = _follow(process, bar)
        code = process.wait()
    finally:
        process.kill()
        process.wait()
    return _result(target / "run_results.json", code, output)


def _follow(process: subprocess.Popen[str], bar: Bar) -> str:
    """Move the bar with dbt's log and return its last lines."""
    last: deque[str] = deque(maxlen=60)
    for line in process.stdout or ():
        try:
            event = json.loads(line)
        except ValueError:
            last.append(line.rstrip())
            continue
        data, info = event.get("data", {}), event.get("info", {})
        if info.get("level") in ("warn", "error"):
            last.append(str(info.get("msg", "")))
        if isinstance(data.get("total"), int) and data["total"] > 0:
            bar.set_total(data["total"])
        if info.get("name") == "NodeFinished":
            bar.advance(str(data.get("node_info", {}).get("node_name", "")))
    return "\n".join(last)


def _result(run_results: Path, code: int, output: str) -> BuildResult:
    if not run_results.is_file():
        return BuildResult(broken=[f"dbt 没有运行完（退出码 {code}）"], output=output)
    results: list[dict[str, Any]] = json.loads(run_results.read_text(encoding="utf-8"))["results"]
    broken: list[str] = []
    failed: list[str] = []
    for result in results:
        kind, _, name = str(result["unique_id"]).partition(".")
        name = name.removeprefix("mingzhang.")
        if result["status"] == "fail":
            failed.append(f"{name}：{result.get('failures')} 行不符")
        elif result["status"] == "error":
            message = " ".join(str(result.get("message") or "").split())
            (failed if kind == "unit_test" else broken).append(f"{name}：{message[:300]}")
    if code and not broken and not failed:
        broken.append(f"dbt 退出码 {code}")
    return BuildResult(len(results), broken, failed, output)
