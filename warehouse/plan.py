"""The checks' SQL without a warehouse: dbt compiles the project once, DuckDB then runs the compiled SQL in memory.

There is no second implementation of any rule: the plan is what ``dbt compile`` makes of the same models, seeds and
macros, kept as JSON under a key that changes with their content. What follows from seeds alone is kept as a DuckDB
file, under a key that changes with any row of theirs. Where nothing can be kept, both are made at each run.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass, replace
from graphlib import TopologicalSorter
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from ingest.errors import MingzhangError
from ingest.schema import DECISION_TABLES, RAW_TABLES
from warehouse.kept import kept_file
from warehouse.settings import DATABASE_NAME

GOAL = "fct_findings"
"""The model whose ancestors make up the plan."""

LAYERS = ("staging", "intermediate", "checks")
"""The folders of models/ that stand before the findings: marts are not compiled."""

RAW_DATABASE = "raw_store"
RAW_SCHEMA = "raw"

FIXED_DATABASE = "fixed"
"""Holds the seeds and what follows from them alone."""

_RELATION = re.compile(r'"[^"]+"\."[^"]+"\."[^"]+"')


class PlanError(MingzhangError):
    """The project's models do not compile."""

    code = "plan"
    exit_code = 70
    advice = "请运行 dbt compile 查看详情，或重新安装本程序"


@dataclass(frozen=True, slots=True)
class Step:
    """One relation to make: ``kind`` is seed, view or table; ``source`` a CSV path within the project, or SQL.

    ``reads`` names the steps that must be there before it.
    """

    kind: str
    name: str
    database: str
    schema: str
    source: str
    column_types: dict[str, str]
    reads: tuple[str, ...]

    @property
    def relation(self) -> str:
        """The quoted name as compiled SQL writes it."""
        return f'"{self.database}"."{self.schema}"."{self.name}"'


def load_plan(project: Path, cache: Path, tell: Callable[[str], None] = lambda _: None) -> tuple[Step, ...]:
    """Return the steps up to the findings, from ``cache`` or compiled now; raise PlanError if dbt refuses.

    ``tell`` is called with a line for the user where compiling makes them wait.
    """

    def compile_to(path: Path) -> None:
        tell("首次使用或核查规则有变，正在编译核查规则（十余秒，只做一次）……")
        path.write_text(_compiled(project), encoding="utf-8")

    try:
        text = kept_file(cache, "plan.json", _content_key(project), compile_to).read_text(encoding="utf-8")
    except OSError:
        tell(f"{cache} 写不进，核查规则每次都要重新编译（十余秒）……")
        text = _compiled(project)
    return tuple(Step(**(step | {"reads": tuple(step["reads"])})) for step in json.loads(text))


def _compiled(project: Path) -> str:
    return json.dumps([asdict(step) for step in _steps_of(_compile(project))], ensure_ascii=False)


def prepare_plan(steps: Sequence[Step], project: Path, cache: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Return a database in memory with all that needs no document, which is kept in ``cache`` where that can be."""
    connection = duckdb.connect(":memory:")
    fixed = [step for step in steps if step.database == FIXED_DATABASE]
    if cache is None or not _attach_kept(connection, fixed, project, cache):
        connection.execute(f"attach ':memory:' as {FIXED_DATABASE}")
        _make_fixed(connection, fixed, project)
    moving = [step for step in steps if step.database != FIXED_DATABASE]
    for database in sorted({step.database for step in moving} | {RAW_DATABASE}):
        connection.execute(f"attach ':memory:' as \"{database}\"")
    _make_schemas(connection, {(s.database, s.schema) for s in moving} | {(RAW_DATABASE, RAW_SCHEMA)})
    return connection


def _attach_kept(connection: duckdb.DuckDBPyConnection, fixed: Sequence[Step], project: Path, cache: Path) -> bool:
    """Attach the file of what follows from seeds alone, made now where it is not there; tell whether that could be."""
    digest = hashlib.sha256(f"{duckdb.__version__}\n{fixed}".encode())
    for step in fixed:
        digest.update((project / step.source).read_bytes() if step.kind == "seed" else b"")

    def make(path: Path) -> None:
        with duckdb.connect(":memory:") as maker:
            maker.execute(f"attach {_quoted(path)} as {FIXED_DATABASE} (block_size 16384)")  # the tables are small
            _make_fixed(maker, fixed, project)
            maker.execute(f"detach {FIXED_DATABASE}")

    try:
        path = kept_file(cache, "seeds.duckdb", digest.hexdigest()[:20], make)
        connection.execute(f"attach {_quoted(path)} as {FIXED_DATABASE} (read_only)")
    except (OSError, duckdb.IOException):  # not writable, full, or deleted by a run of another release just now
        return False
    return True


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _make_fixed(connection: duckdb.DuckDBPyConnection, fixed: Sequence[Step], project: Path) -> None:
    _make_schemas(connection, {(step.database, step.schema) for step in fixed})
    for step in fixed:
        _make(connection, step, project)


def _make_schemas(connection: duckdb.DuckDBPyConnection, schemas: set[tuple[str, str]]) -> None:
    for database, schema in sorted(schemas):
        connection.execute(f'create schema if not exists "{database}"."{schema}"')


def run_plan(
    steps: Sequence[Step],
    project: Path,
    raw: Mapping[str, pl.DataFrame],
    wanted: Sequence[str] = (GOAL,),
    prepared: duckdb.DuckDBPyConnection | None = None,
) -> dict[str, pl.DataFrame]:
    """Run the steps over raw tables in memory and return the ``wanted`` relations.

    ``raw`` holds frames by raw table name; a table left out is empty. ``prepared`` is what :func:`prepare_plan` made
    of the same steps; it is closed. Steps that no wanted relation reads are left out.
    """
    with prepared or prepare_plan(steps, project) as connection:
        for table, columns in (RAW_TABLES | DECISION_TABLES).items():
            frame = raw.get(table, pl.DataFrame(schema=columns))
            _create_from(connection, f'"{RAW_DATABASE}"."{RAW_SCHEMA}"."{table}"', "*", frame)
        # the statements are small and many: what takes time is planning them, and that runs on one core each
        connection.execute("set threads = 1")
        _make_all(connection, _needed(steps, wanted), project)
        found = {step.name: step.relation for step in steps if step.name in wanted}
        return {name: pl.DataFrame(_Stream(connection.sql(f"select * from {at}"))) for name, at in found.items()}


def _needed(steps: Sequence[Step], wanted: Sequence[str]) -> list[Step]:
    """Return the wanted steps and all they read that is not fixed, in order."""
    names = set(wanted)
    for step in reversed(steps):
        names |= set(step.reads) if step.name in names else set()
    return [step for step in steps if step.name in names and step.database != FIXED_DATABASE]


def _make_all(connection: duckdb.DuckDBPyConnection, steps: Sequence[Step], project: Path) -> None:
    """Make every step as soon as all it reads is there, as many at a time as there are cores."""
    by_name = {step.name: step for step in steps}
    order = TopologicalSorter({step.name: set(step.reads) & by_name.keys() for step in steps})
    order.prepare()
    waiting: set[Future[str]] = set()
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        while order.is_active():
            waiting |= {pool.submit(_make, connection, by_name[name], project) for name in order.get_ready()}
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for made in done:
                order.done(made.result())


def _make(connection: duckdb.DuckDBPyConnection, step: Step, project: Path) -> str:
    """Make one relation and return its step's name."""
    with connection.cursor() as cursor:
        if step.kind == "seed":
            frame = pl.read_csv(project / step.source, infer_schema=False, encoding="utf8")
            types = step.column_types
            casts = (f'cast("{name}" as {types.get(name, "varchar")}) as "{name}"' for name in frame.columns)
            _create_from(cursor, step.relation, ", ".join(casts), frame)
        else:
            cursor.execute(f"create {step.kind} {step.relation} as\n{step.source}")
    return step.name


def _create_from(connection: duckdb.DuckDBPyConnection, relation: str, columns: str, frame: pl.DataFrame) -> None:
    connection.register("incoming", _Stream(frame))
    connection.execute(f"create table {relation} as select {columns} from incoming")
    connection.unregister("incoming")


class _Stream:
    """Rows by Arrow's own interface and nothing else: what knows them as its own loads pyarrow and numpy for them."""

    def __init__(self, rows: pl.DataFrame | duckdb.DuckDBPyRelation) -> None:
        self.__arrow_c_stream__ = rows.__arrow_c_stream__


def _content_key(project: Path) -> str:
    """Return a hash of everything that changes what dbt compiles (not of seed rows, which are read at each run)."""
    tools = f"{installed_version('dbt-core')} {installed_version('dbt-duckdb')}"
    digest = hashlib.sha256(Path(__file__).read_bytes() + tools.encode())
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
    steps = [step for key in order if (step := _step_of(nodes[key])) is not None]
    return _with_reads(steps)


def _step_of(node: Mapping[str, Any]) -> Step | None:
    name, place = node["alias"], {"database": node["database"], "schema": node["schema"]}
    if node["resource_type"] == "seed":
        types = dict(node["config"].get("column_types") or {})
        return Step("seed", name, source=node["original_file_path"], column_types=types, reads=(), **place)
    materialized = node["config"]["materialized"]
    if materialized == "ephemeral":
        return None
    kind = "view" if materialized == "view" else "table"
    return Step(kind, name, source=node["compiled_code"], column_types={}, reads=(), **place)


def _with_reads(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return the steps with what their SQL reads, those that follow from seeds alone in the fixed database.

    What the SQL itself names counts, not what dbt says a model depends on: that has what only increments need, too.
    """
    made: dict[str, Step] = {}
    for step in steps:
        named = set() if step.kind == "seed" else set(_RELATION.findall(step.source))
        read = [made[relation] for relation in sorted(named) if relation in made]
        follows_from_seeds = len(read) == len(named) and all(other.database == FIXED_DATABASE for other in read)
        source = step.source
        for relation in named & made.keys():
            source = source.replace(relation, made[relation].relation)
        made[step.relation] = replace(
            step,
            source=source,
            reads=tuple(other.name for other in read),
            database=FIXED_DATABASE if follows_from_seeds else step.database,
        )
    return tuple(made.values())
