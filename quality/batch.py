"""Batches: small aggregated tables of a built version, beside the version published before it.

DuckDB aggregates, Great Expectations judges the few rows that come out; so the gate costs the same whether the
version holds a thousand figures or a hundred million.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb
import polars as pl

from quality.suite import Suite

_COMPARED: Mapping[str, tuple[str, str]] = {
    "document_counts": (
        "document_id text, doc text, extractor_version text, figure_count bigint",
        """
        select documents.document_id, documents.doc, documents.extractor_version, count(figures.figure_id)
        from {database}.staging.stg_documents as documents
        left join {database}.staging.stg_figures as figures on documents.document_id = figures.document_id
        where documents.is_readable
        group by documents.document_id, documents.doc, documents.extractor_version
        """,
    ),
    "document_types": (
        "document_type text, document_count bigint, figure_count bigint",
        """
        select documents.document_type, count(distinct documents.document_id), count(figures.figure_id)
        from {database}.staging.stg_documents as documents
        left join {database}.staging.stg_figures as figures on documents.document_id = figures.document_id
        where documents.is_readable and documents.document_type <> ''
        group by documents.document_type
        """,
    ),
    "checks": (
        "check_id text, judged_count bigint, fail_count bigint",
        """
        select
            check_id,
            sum(case when status in ('pass', 'rounding', 'fail') then 1 else 0 end),
            sum(case when status = 'fail' then 1 else 0 end)
        from {database}.checks.fct_check_results
        group by check_id
        """,
    ),
    "findings": (
        "finding_id text, document_id text",
        "select finding_id, document_id from {database}.checks.fct_findings where severity in ('error', 'warning')",
    ),
}


def make_batches(database: Path, previous: Path | None, suites: Iterable[Suite]) -> dict[str, pl.DataFrame]:
    """Return the batch of each suite by suite name. A version of an older shape counts as none before it."""
    connection = duckdb.connect(":memory:")
    try:
        _attach(connection, database, "built")
        if previous is not None:
            _attach(connection, previous, "before")
        connection.execute("create schema memory.batches")
        for name, (columns, query) in _COMPARED.items():
            if name == "document_counts":
                _make(connection, name, columns, query.format(database="built"))
            source = query.format(database="before") if previous is not None else ""
            _make(connection, f"previous_{name}", columns, source, is_optional=True)
        counts = "table_name text, row_count bigint"
        _make(connection, "table_counts", counts, _table_counts(connection, "built"))
        _make(connection, "previous_table_counts", counts, _table_counts(connection, "before"), is_optional=True)
        connection.execute("set search_path = 'built.main,memory.batches'")
        return {suite.name: connection.sql(suite.query).pl() for suite in suites}
    finally:
        connection.close()


def _attach(connection: duckdb.DuckDBPyConnection, database: Path, name: str) -> None:
    place = str(database).replace("'", "''")
    connection.execute(f"attach '{place}' as {name} (read_only)")


def _make(
    connection: duckdb.DuckDBPyConnection, name: str, columns: str, query: str, *, is_optional: bool = False
) -> None:
    connection.execute(f"create table memory.batches.{name} ({columns})")
    if not query:
        return
    try:
        connection.execute(f"insert into memory.batches.{name} {query}")
    except (duckdb.CatalogException, duckdb.BinderException):
        if not is_optional:
            raise


def _table_counts(connection: duckdb.DuckDBPyConnection, database: str) -> str:
    """Return a query that counts the rows of each published table; '' where there is no such database."""
    tables = connection.execute(
        "select schema_name, table_name from duckdb_tables() "
        "where database_name = ? and schema_name in ('marts', 'checks') order by all",
        [database],
    ).fetchall()
    return " union all ".join(
        f"select '{schema}.{table}', count(*) from {database}.{schema}.{table}" for schema, table in tables
    )
