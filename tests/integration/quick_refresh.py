"""A refresh with a quick build and gate, for tests that kill it: ``python quick_refresh.py HOME INBOX``.

Everything but dbt and Great Expectations is real: lock, intake, building folder, manifest, swap and pruning. The
build writes enough in many transactions for a kill to land in the middle of one.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import duckdb
from rich.console import Console

from warehouse import refresh
from warehouse.build import BuildResult
from warehouse.report import Bar, Reporter
from warehouse.settings import DATABASE_NAME, Settings


def build_quickly(settings: Settings, folder: Path, bar: Bar, base: Path | None) -> BuildResult:
    """Copy the raw figures into a version, slowly, with a count beside them that must agree."""
    with duckdb.connect(str(folder / DATABASE_NAME)) as connection:
        connection.execute(f"attach '{settings.raw_database}' as raw_store (read_only)")
        connection.execute("create table figures as select * from raw_store.raw.figures limit 0")
        for (document_id,) in connection.execute("select document_id from raw_store.raw.documents").fetchall():
            connection.execute(
                "insert into figures select * from raw_store.raw.figures where document_id = ?", [document_id]
            )
            time.sleep(0.02)
        connection.execute("create table expected as select count(*) as number from figures")
    return BuildResult(1)


refresh.build_database = build_quickly
refresh._judge = lambda *_: None
refresh.count_version = lambda _: {}

if __name__ == "__main__":
    settings = Settings(home=Path(sys.argv[1]), workers=1, keep_versions=2)
    reporter = Reporter(Console(quiet=True))
    result = refresh.refresh(settings, Path(sys.argv[2]), reporter, force=True)
    print(result.outcome, flush=True)
