"""The checks' SQL without a warehouse: dbt compiles the project once, DuckDB then runs the compiled SQL in memory.

There is no second implementation of any rule: the plan is what ``dbt compile`` makes of the same models, seeds and
macros, kept as JSON under a key that changes with their content. Seeds are read at each run, so that a changed row
counts at once.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from ingest.errors import MingzhangError
from ingest.schema import RAW_TABLES
from warehouse.settings import DATABASE_NAME

GOAL = "fct_findings"
"""The model whose ancestors make up the plan."""

LAYERS = ("staging", "intermediate", "checks")
"""The folders of models/ that stand before the findings: marts are not compiled."""

RAW_DATABASE = "raw_store"
RAW_SCHEMA = "raw"


class PlanError(MingzhangError):
    """The project's models do not compile."""

    code = "plan"
    exit_code = 70
    advice = "请运行 dbt compile 查看详情，或重新安装本程序"


@dataclass(frozen=True, slots=True)
class Step:
    """One relation to make: ``kind`` is seed, view or table; ``source`` a CSV path within the project, or SQL."""

    kind: str
    name: str
    database: str
    schema: str
    source: str
    column_types: dict[str, str]

    @property
    def relation(self) -> str:
        """The quoted name as compiled SQL writes it."""
        return f'"{self.database}"."{self.schema}"."{self.name}"'


def load_plan(project: Path, cache: Path) -> tuple[Step, ...]:
    """Return the steps up to the findings, from ``cache`` or compiled now; raise PlanError if dbt refuses."""
    kept = cache / f"plan-{_content_key(project)}.json"
    if kept.is_file():
        return tuple(Step(**step) for step in json.loads(kept.read_text(encoding="utf-8")))
    steps = _steps_of(_compile(project))
    cache.mkdir(parents=True, exist_ok=True)
    for outdated in cache.glob("plan-*.json"):
        outdated.unlink(missing_ok=True)
    fresh = kept.with_suffix(f".{os.getpid()}.tmp")
    fresh.write_text(json.dumps([asdict(step) for step in steps], ensure_ascii=False), encoding="utf-8")
    fresh.replace(kept)
    return steps


def run_plan(
    steps: Sequence[Step], project: Path, raw: Mapping[str, pl.DataFrame], wanted: Sequence[str] = (GOAL,)
) -> dict[str, pl.DataFrame]:
    """Run the steps over raw tables in memory and return the ``wanted`` relations.

    ``raw`` holds frames by raw table name; a table left out is empty.
    """
    with duckdb.connect(":memory:") as connection:
        connection.execute("set preserve_insertion_order = true")
        for database in sorted({step.database for step in steps} | {RAW_DATABASE}):
            connection.execute(f"attach ':memory:' as \"{database}\"")
        for database, schema in sorted({(s.database, s.schema) for s in steps} | {(RAW_DATABASE, RAW_SCHEMA)}):
            connection.execute(f'create schema if not exists "{database}"."{schema}"')
        for table, columns in RAW_TABLES.items():
            frame = raw.get(table, pl.DataFrame(schema=columns))
            connection.register("incoming", frame.to_arrow())
            connection.execute(f'create table "{RAW_DATABASE}"."{RAW_SCHEMA}"."{table}" as select * from incoming')
            connection.unregister("incoming")
        found = {}
        for step in steps:
            _make(connection, step, project)
            if step.name in wanted:
                found[step.name] = step.relation
        return {name: connection.sql(f"select * from {relation}").pl() for name, relation in found.items()}


def _make(connection: duckdb.DuckDBPyConnection, step: Step, project: Path) -> None:
    if step.kind != "seed":
        connection.execute(f"create {step.kind} {step.relation} as\n{step.source}")
        return
    frame = pl.read_csv(project / step.source, infer_schema=False, encoding="utf8")
    casts = ", ".join(
        f'cast("{name}" as {step.column_types.get(name, "varchar")}) as "{name}"' for name in frame.columns
    )
    connection.register("incoming", frame.to_arrow())
    connection.execute(f"create table {step.relation} as select {casts} from incoming")
    connection.unregister("incoming")


def _content_key(project: Path) -> str:
    """Return a hash of everything that changes what dbt compiles (not of seed rows, which are read at each run)."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for file in _sources(project):
        digest.update(str(file.relative_to(project)).encode())
        digest.update(file.read_bytes() if file.suffix != ".csv" else b"")
    return digest.hexdigest()[:20]


def _sources(project: Path) -> list[Path]:
    """Return the files that the findings are compiled from."""
    # the models' yml names generic tests, so their definitions must be there although no test is run
    folders = [project / "macros", project / "seeds", project / "tests" / "dbt" / "generic"]
    folders += [project / "models" / layer for layer in LAYERS]
    found = [file for folder in folders for file in folder.rglob("*") if file.suffix in (".sql", ".yml", ".csv")]
    return [project / "dbt_project.yml", *sorted(found)]


def _compile(project: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="mingzhang-plan-") as scratch:
        copied = Path(scratch) / "project"
        for file in _sources(project):
            target = copied / file.relative_to(project)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        profile = {
            "mingzhang": {
                "target": "check",
                "outputs": {
                    "check": {
                        "type": "duckdb",
                        "path": str(Path(scratch) / DATABASE_NAME),
                        "threads": 1,
                        "attach": [{"path": ":memory:", "alias": RAW_DATABASE}],
                    }
                },
            }
        }
        (Path(scratch) / "profiles.yml").write_text(json.dumps(profile), encoding="utf-8")
        command = [
            sys.executable,
            "-c",
            "from dbt.cli.main import cli; cli()",
            "--quiet",
            "compile",
            "--select",
            f"+{GOAL}",
        ]
        command += ["--project-dir", str(copied), "--profiles-dir", scratch, "--target-path", f"{scratch}/target"]
        command += ["--log-path", f"{scratch}/logs", "--no-populate-cache", "--no-partial-parse"]
        done = subprocess.run(command, cwd=scratch, capture_output=True, text=True, check=False)
        manifest = Path(scratch) / "target" / "manifest.json"
        if done.returncode != 0 or not manifest.is_file():
            lines = [line.strip() for line in (done.stdout or done.stderr).splitlines() if line.strip()]
            raise PlanError(f"模型无法编译（{' '.join(lines[:8])[:600]}）")
        loaded: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
        return loaded


def _steps_of(manifest: Mapping[str, Any]) -> tuple[Step, ...]:
    """Return the goal's ancestors and the goal, each after all it reads."""
    nodes = manifest["nodes"]
    goal = next(key for key, node in nodes.items() if node["resource_type"] == "model" and node["name"] == GOAL)
    order: list[str] = []
    seen: set[str] = set()

    def visit(key: str) -> None:
        if key in seen or key not in nodes:
            return
        seen.add(key)
        for parent in sorted(nodes[key]["depends_on"].get("nodes", ())):
            visit(parent)
        order.append(key)

    visit(goal)
    return tuple(step for key in order if (step := _step_of(nodes[key])) is not None)


def _step_of(node: Mapping[str, Any]) -> Step | None:
    name, place = node["alias"], {"database": node["database"], "schema": node["schema"]}
    if node["resource_type"] == "seed":
        types = dict(node["config"].get("column_types") or {})
        return Step("seed", name, source=node["original_file_path"], column_types=types, **place)
    materialized = node["config"]["materialized"]
    if materialized == "ephemeral":
        return None
    kind = "view" if materialized == "view" else "table"
    return Step(kind, name, source=node["compiled_code"], column_types={}, **place)
