"""Write tables of the published version as CSV, Parquet or Excel, and the raw tables as partitioned Parquet."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl

from ingest.errors import UsageError
from ingest.load import open_raw
from ingest.schema import RAW_TABLES
from warehouse.access import connect
from warehouse.lock import hold_lock
from warehouse.report import Reporter
from warehouse.settings import Settings

FORMATS = ("csv", "parquet", "xlsx")
_EXCEL_ROWS = 1_048_575


def export_tables(settings: Settings, out: Path, tables: list[str], form: str, reporter: Reporter) -> list[Path]:
    """Write these tables (``schema.table``), by default all marts and the findings; return the files written.

    CSV has a byte order mark, so that Excel shows Chinese. Excel itself keeps numbers as floating point, up to 15
    digits; CSV and Parquet keep amounts exact.
    """
    if form not in FORMATS:
        raise UsageError(f"没有导出形式 {form}", advice=f"可用：{'、'.join(FORMATS)}")
    if out.exists() and not out.is_dir():
        raise UsageError("--out 应是目录，现在是文件", file=str(out), advice="请换一个目录")
    connection = connect(settings)
    try:
        known = _tables(connection)
        unknown = [table for table in tables if table not in known]
        if unknown:
            raise UsageError(f"没有表 {'、'.join(unknown)}", advice="用 mingzhang sql 'show all tables' 查看全部表")
        chosen = tables or [t for t in known if t.startswith("marts.") or t == "checks.fct_findings"]
        out.mkdir(parents=True, exist_ok=True)
        written = []
        with reporter.bar("导出", len(chosen)) as bar:
            for table in chosen:
                schema, _, name = table.partition(".")
                rows = connection.sql(f'select * from mingzhang."{schema}"."{name}"').pl()
                written.append(_write(rows, out / f"{name}.{form}", form))
                bar.advance(table)
        return written
    finally:
        connection.close()


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "select table_schema || '.' || table_name from information_schema.tables "
        "where table_catalog = 'mingzhang' order by 1"
    ).fetchall()
    return [str(row[0]) for row in rows]


def _write(rows: pl.DataFrame, path: Path, form: str) -> Path:
    partial = path.with_name(f".{path.name}")
    if form == "parquet":
        rows.write_parquet(partial)
    elif form == "csv":
        joined_lists(rows).write_csv(partial, include_bom=True)
    elif rows.height > _EXCEL_ROWS:
        raise UsageError(f"有 {rows.height:,} 行，Excel 装不下", file=path.name, advice="请改用 csv 或 parquet")
    else:
        joined_lists(rows).write_excel(partial, worksheet=path.stem[:31], autofit=True, freeze_panes=(1, 0))
    partial.replace(path)
    return path


def joined_lists(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with the entries of lists joined by a blank: they have no place in a cell."""
    return rows.with_columns(
        pl.col(name).cast(pl.List(pl.String)).list.join(" ")
        for name, dtype in rows.schema.items()
        if isinstance(dtype, pl.List)
    )


def export_raw(settings: Settings, out: Path) -> list[Path]:
    """Write the raw tables as Parquet, partitioned by the fiscal year of the document; return the files written."""
    out.mkdir(parents=True, exist_ok=True)
    target = str(out).replace("'", "''")
    with hold_lock(settings.lock), open_raw(settings.raw_database) as connection:
        for table in RAW_TABLES:
            year = "fiscal_year" if table == "documents" else "documents.fiscal_year"
            join = "" if table == "documents" else "left join raw_store.raw.documents using (document_id)"
            connection.execute(
                f"copy (select {table}.*, {year} as partition_year from raw_store.raw.{table} {join}) "
                f"to '{target}/{table}' (format parquet, partition_by (partition_year), overwrite_or_ignore)"
            )
    return sorted(out.rglob("*.parquet"))
