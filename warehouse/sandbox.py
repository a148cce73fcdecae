"""A user's SQL runs in a process of its own: bounded memory, no files, killed when its time is over.

A single heavy function call in DuckDB heeds neither interrupts nor its memory limit, so the bounds are the system's.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
from pathlib import Path

import duckdb
import polars as pl

from ingest.errors import MingzhangError
from warehouse.access import open_read_only
from warehouse.child import command, environment_of
from warehouse.settings import Settings

_OVERHEAD_MB = 3072
"""Address space that the libraries reserve without using it."""


class SqlError(MingzhangError):
    """The user's SQL is wrong, or more than the bounds allow."""

    code = "sql"


def run_sql(settings: Settings, database: Path, sql: str) -> pl.DataFrame:
    """Return the rows of one read-only statement, at most ``sql_rows`` and one more that says there are more.

    Raises SqlError where the statement is wrong, writes, or passes the bounds on time and memory, and
    DamagedVersionError where the database cannot be opened.
    """
    open_read_only(database).close()
    job = {"database": str(database), "sql": sql, "rows": settings.sql_rows + 1, "memory": settings.sql_memory_mb}
    process = subprocess.Popen(
        command("warehouse.sandbox", [json.dumps(job)]),
        env=environment_of(settings.project),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    watched, process.stdin = process.stdin, None  # communicate() would close it, which tells the child to end
    try:
        output, errors = process.communicate(timeout=settings.sql_seconds or None)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise SqlError(f"查询超过 {settings.sql_seconds} 秒，已停止", advice="请缩小查询范围") from None
    finally:
        if watched:
            watched.close()
    if process.returncode == 0:
        return pl.read_ipc(io.BytesIO(output))
    said = errors.decode("utf-8", "replace").strip().splitlines()
    if process.returncode == 2 and said:
        raise SqlError(said[-1], advice="请检查语句")
    raise SqlError("查询超出内存上限，已停止", advice="请缩小查询范围")


def _run(job: dict[str, str | int]) -> int:
    memory = int(job["memory"])
    bound = (memory + _OVERHEAD_MB) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    connection = open_read_only(Path(str(job["database"])), memory_mb=memory)
    try:
        statements = connection.extract_statements(str(job["sql"]))
        if len(statements) != 1:
            print("一次只能执行一条语句", file=sys.stderr)
            return 2
        relation = connection.sql(statements[0])
        rows = pl.DataFrame() if relation is None else relation.limit(int(job["rows"])).pl()
    except duckdb.OutOfMemoryException:
        return 1
    except (duckdb.Error, pl.exceptions.PolarsError) as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return 2
    rows.write_ipc(sys.stdout.buffer)
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(_run(json.loads(sys.argv[1])))
