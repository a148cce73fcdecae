"""Read-only access to a published version: the one door for dashboards and analysts.

A connection belongs to one version and keeps its answers while newer versions are published; ask
:func:`published_version` to learn of a newer one. Files, other databases and settings are out of reach of its SQL.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from quality.data_docs import page_of_suite
from warehouse import versions
from warehouse.settings import DATABASE_NAME, Settings, load_settings


def published_version(settings: Settings | None = None) -> str:
    """Return the id of the published version; raise NoVersionError before the first publication."""
    return versions.published_version(settings or load_settings())


def database_path(settings: Settings | None = None, version_id: str = "") -> Path:
    """Return the database file of a version, by default of the published one."""
    settings = settings or load_settings()
    return settings.versions / (version_id or versions.published_version(settings)) / DATABASE_NAME


def data_docs_path(settings: Settings | None = None) -> Path:
    """Return the first page of the published version's Data Docs (results of the quality gate)."""
    return database_path(settings).parent / "data_docs" / "index.html"


def data_docs_page(suite: str, settings: Settings | None = None) -> str:
    """Return what Data Docs say of one suite, a page complete in itself; '' where the published version has none."""
    return page_of_suite(data_docs_path(settings).parent, suite)


def connect(settings: Settings | None = None, version_id: str = "") -> duckdb.DuckDBPyConnection:
    """Return a new read-only connection to a version, by default the published one; the caller closes it."""
    return open_read_only(database_path(settings, version_id))


def open_read_only(database: Path, *, memory_mb: int = 0) -> duckdb.DuckDBPyConnection:
    """Return a connection that can read this database and nothing else; ``memory_mb`` bounds what it uses.

    Raises DamagedVersionError where the file is gone or is no database.
    """
    connection = duckdb.connect(":memory:")
    if memory_mb:
        connection.execute(f"set memory_limit = '{memory_mb}MB'")
        connection.execute("set temp_directory = ''")
    place = str(database).replace("'", "''")
    try:
        connection.execute(f"attach '{place}' as mingzhang (read_only)")
    except duckdb.IOException as error:
        connection.close()
        raise versions.DamagedVersionError("数据库文件打不开", file=str(database)) from error
    connection.execute("use mingzhang")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection


@lru_cache(maxsize=2)
def _shared_connection(database: Path) -> duckdb.DuckDBPyConnection:
    return open_read_only(database)


def query(sql: str, params: Sequence[Any] | Mapping[str, Any] = (), settings: Settings | None = None) -> pl.DataFrame:
    """Run SQL on the version published now and return its rows; decimals stay decimals. Safe to call from threads."""
    cursor = _shared_connection(database_path(settings)).cursor()
    try:
        cursor.execute("use mingzhang")
        rows: pl.DataFrame = cursor.sql(sql, params=params).pl()
        return rows
    finally:
        cursor.close()
