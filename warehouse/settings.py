"""Where things live and what bounds hold: defaults, then ``mingzhang.toml``, then ``MINGZHANG_*`` variables.

A variable is the field's name in capitals behind ``MINGZHANG_`` (``MINGZHANG_HOME``, ``MINGZHANG_KEEP_VERSIONS``); the
file holds the fields' names as keys. The file is ``$MINGZHANG_CONFIG``, else ``mingzhang.toml`` in the working folder.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from ingest.errors import UsageError

DATABASE_NAME = "mingzhang.duckdb"
"""Every version's file has this one name: DuckDB binds views to the name of the file they were made in."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. Times are seconds, memory is megabytes; zero ``workers`` means one per core."""

    home: Path = Path("data")
    project: Path = Path(__file__).resolve().parent.parent
    """The folder that holds models/, seeds/ and dbt_project.yml."""
    corrections: Path = Path()
    """The folder of corrections, verdicts and aliases learnt. Not set: ``corrections`` in the home."""
    workers: int = 0
    keep_versions: int = 5
    document_seconds: int = 300
    document_memory_mb: int = 4096
    document_megabytes: int = 200
    document_pages: int = 3000
    sql_seconds: int = 60
    sql_memory_mb: int = 2048
    sql_rows: int = 10_000
    decide_on_dashboard: int = 1
    """Whether readers of the dashboard may give verdicts and correct figures (1) or only see them (0)."""

    @property
    def raw_database(self) -> Path:
        """The DuckDB file of the raw tables."""
        return self.home / "raw" / "raw.duckdb"

    @property
    def store(self) -> Path:
        """The folder of documents by content hash."""
        return self.home / "store"

    @property
    def versions(self) -> Path:
        """The folder of built warehouses."""
        return self.home / "versions"

    @property
    def current(self) -> Path:
        """The link to the published version's folder."""
        return self.home / "current"

    @property
    def runs(self) -> Path:
        """The folder of run records, logs and the history of gate results."""
        return self.home / "runs"

    @property
    def decisions(self) -> Path:
        """The folder of what people decided, as the setting ``corrections`` says."""
        return self.home / "corrections" if self.corrections == Path() else self.corrections

    @property
    def lock(self) -> Path:
        """The file that whoever changes this home holds locked."""
        return self.home / "refresh.lock"

    @property
    def seeds(self) -> Path:
        """The folder of domain knowledge."""
        return self.project / "seeds"


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings in force; raise UsageError for an unknown key or a value that is no number."""
    environment = os.environ if environment is None else environment
    given = _from_file(environment)
    for field in fields(Settings):
        value = environment.get(f"MINGZHANG_{field.name.upper()}", "")
        if value:
            given[field.name] = value
    known = {field.name: field.type for field in fields(Settings)}
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in known:
            raise UsageError(f"设置中没有 {name} 这一项", advice=f"可用的设置：{'、'.join(known)}")
        values[name] = Path(str(value)).expanduser() if known[name] == "Path" else _whole_number(name, value)
    values["home"] = values.get("home", Path("data")).absolute()
    if "corrections" in values:
        values["corrections"] = values["corrections"].absolute()
    return Settings(**values)


def _from_file(environment: Mapping[str, str]) -> dict[str, Any]:
    named = environment.get("MINGZHANG_CONFIG", "")
    path = Path(named or "mingzhang.toml")
    if not path.is_file():
        if named:
            raise UsageError("MINGZHANG_CONFIG 指向的设置文件不存在", file=named, advice="请更正路径")
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"设置文件不是有效的 TOML（{error}）", file=str(path), advice="请更正后重试") from error


def _whole_number(name: str, value: object) -> int:
    try:
        number = int(str(value))
    except ValueError:
        number = -1
    if number < 0:
        raise UsageError(f"设置 {name} 应为非负整数，现为 {value!s}", advice="请更正后重试")
    return number
