"""Cost of one more document: ``python -m bench.refresh FOLDER [--documents N ...]``.

Reads the folder once, multiplies it to N documents of units of their own, builds a version of them, adds one document
and builds it twice in one run: in full, and from the version before. Prints seconds, processor seconds (steadier on a
busy machine), and their ratios. The quality gate is left out: its cost does not grow with the documents.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb
from rich.console import Console

from ingest.load import open_raw
from ingest.schema import RAW_TABLES
from warehouse import versions
from warehouse.build import build_database
from warehouse.refresh import ingest
from warehouse.report import Reporter
from warehouse.settings import DATABASE_NAME, Settings

QUIET = Reporter(Console(quiet=True))
ORIGINAL = "raw_store.original"
LONGEST = f"select document_id from {ORIGINAL}.figures group by document_id order by count(*) desc, 1 limit 1"


@dataclass
class Cost:
    """What a build took: seconds on the clock and seconds of processors."""

    wall: float
    processor: float


def multiply(raw: Path, copies: range, only_one: bool = False) -> None:
    """Add copies of the originals, or of the longest, as documents of units whose names end in the copy's number."""
    with open_raw(raw) as connection:
        for table, columns in RAW_TABLES.items():
            made = {
                "document_id": "sha256(document_id || copy)",
                "figure_id": "substr(sha256(document_id || copy), 1, 16) || substr(figure_id, 17)",
                "doc": "copy || '/' || doc",
                "entity": "entity || case when entity <> '' then '第' || copy else '' end",
                "parent_entity": "parent_entity || case when parent_entity <> '' then '第' || copy else '' end",
            }
            selected = ", ".join(f'{made[name]} as "{name}"' if name in made else f'"{name}"' for name in columns)
            chosen = f"document_id = ({LONGEST})" if only_one else "true"
            connection.execute(
                f'insert into raw_store.raw."{table}" select {selected} from {ORIGINAL}."{table}", '
                f"(select range::varchar as copy from range({copies.start}, {copies.stop})) where {chosen}"
            )


def prepare(settings: Settings, folder: Path, number: int) -> int:
    """Fill the raw tables with at least ``number`` documents; return how many copies were made."""
    ingest(settings, sorted(path for path in folder.iterdir() if path.is_file()), QUIET)
    with open_raw(settings.raw_database) as connection:
        connection.execute(f"create schema {ORIGINAL}")
        for table in RAW_TABLES:
            connection.execute(f'create table {ORIGINAL}."{table}" as from raw_store.raw."{table}"')
            connection.execute(f'delete from raw_store.raw."{table}"')
        (found,) = connection.execute(f"select count(*) from {ORIGINAL}.documents").fetchone() or (0,)
    copies = -(-number // int(found))
    multiply(settings.raw_database, range(copies))
    return copies


def build(settings: Settings, base: Path | None, publish: bool) -> Cost:
    """Build a version, in full or from another one, and say what it took."""
    settings.runs.mkdir(parents=True, exist_ok=True)
    version_id = versions.new_version_id(settings)
    folder = versions.building_folder(settings)
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with QUIET.bar("") as bar:
        built = build_database(settings, folder, bar, base)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if built.broken or built.failed_tests:
        raise SystemExit(f"{built.broken} {built.failed_tests} {built.output}")
    if publish:
        versions.complete(settings, folder, versions.Manifest(version_id, "", "passed", ""))
        versions.publish(settings, version_id)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def measure(folder: Path, number: int) -> str:
    """Return one line of the table for ``number`` documents."""
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home))
        copies = prepare(settings, folder, number)
        build(settings, None, publish=True)
        base = settings.current / DATABASE_NAME
        multiply(settings.raw_database, range(copies, copies + 1), only_one=True)
        full = build(settings, None, publish=False)
        build(settings, base, publish=True)  # dbt parses the project again after a full build: not what is measured
        multiply(settings.raw_database, range(copies + 1, copies + 2), only_one=True)
        increment = build(settings, base, publish=True)
        with duckdb.connect(str(base.resolve()), read_only=True) as connection:
            query = "select (select count(*) from staging.stg_documents), (select count(*) from staging.stg_figures)"
            documents, figures = connection.execute(query).fetchone() or (0, 0)
        return (
            f"{documents:9d} {figures:8d} {full.wall:9.1f} {increment.wall:9.1f} {increment.wall / full.wall:7.2f} "
            f"{full.processor:12.1f} {increment.processor:12.1f} {increment.processor / full.processor:7.2f}"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, nargs="+", default=[50, 500, 2000])
    args = parser.parse_args()
    print("documents  figures    full s    from s   ratio  full proc. s  from proc. s   ratio")
    for number in args.documents:
        print(measure(args.folder, number), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
