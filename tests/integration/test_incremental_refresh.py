"""A version that is made from the published one is row for row what a full build of the same documents gives."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest
from rich.console import Console

from ingest.decisions import add_decision
from warehouse import refresh as refreshing
from warehouse import versions
from warehouse.build import BuildResult
from warehouse.refresh import Refresh, refresh
from warehouse.report import Bar, Reporter
from warehouse.settings import DATABASE_NAME, Settings

PROJECT = Path(__file__).resolve().parents[2]
EXAMPLES = PROJECT / "examples"
SCHEMAS = ["staging", "intermediate", "checks", "marts", "zh"]
NEWS = """乐昌市审计局2020年度“三公”经费预算说明

2020年“三公”经费预算数为31.00万元，比上年预算数30.00万元增加1.00万元，增长9.99%。
2020年公务接待费预算数为11.00万元。
"""
"""A later report of a unit that has one already, with a rate that does not follow."""


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A copy of the models, so that what is edited meanwhile does not count as a change."""
    copied = tmp_path_factory.mktemp("project")
    for name in ("models", "macros", "seeds", "quality", "tests/dbt"):
        shutil.copytree(PROJECT / name, copied / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("dbt_project.yml", "profiles.yml"):
        shutil.copy(PROJECT / name, copied)
    return copied


@pytest.fixture
def run(project, tmp_path, monkeypatch) -> Iterator[tuple[Settings, Path]]:
    """A home and an inbox; the quality gate is left out."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    monkeypatch.setattr(refreshing, "_judge", lambda *_: None)
    return Settings(home=tmp_path / "home", project=project, workers=1), inbox


def renew(settings: Settings, inbox: Path | None, **options: bool) -> Refresh:
    return refresh(settings, inbox, Reporter(Console(quiet=True)), **options)


def fill(inbox: Path, paths: list[Path]) -> None:
    for path in paths:
        shutil.copy(path, inbox)


def rows(database: Path, relation: str) -> pl.DataFrame:
    """All rows in a fixed order; sums of doubles differ in their last digits with the order of adding."""
    with duckdb.connect(str(database), read_only=True) as connection:
        frame = connection.sql(f"select * from {relation}").pl()
    doubles = frame.with_columns(pl.col(pl.Float64).round(6))
    return doubles.with_columns(pl.col(pl.List(pl.String)).list.join("|")).sort(doubles.columns)


def relations(database: Path) -> list[str]:
    """All tables and views but the one that differs by its nature."""
    query = """
        select concat(table_schema, '."', table_name, '"') from information_schema.tables
        where list_contains(?, table_schema) and table_name <> 'int_touched_documents' order by 1
    """
    with duckdb.connect(str(database), read_only=True) as connection:
        return [name for (name,) in connection.execute(query, [SCHEMAS]).fetchall()]


def assert_same(one: Path, other: Path) -> None:
    assert len(relations(one)) > 100
    assert relations(one) == relations(other)
    for relation in relations(one):
        assert rows(one, relation).equals(rows(other, relation)), relation


def touched(database: Path) -> int:
    return rows(database, "intermediate.int_touched_documents").height


def assert_an_increment_is_a_full_build(settings: Settings, inbox: Path, first: list[Path], second: list[Path]) -> None:
    """Take in two batches, with a document gone and one changed at the second, and build the same in full."""
    fill(inbox, first)
    assert renew(settings, inbox).outcome == "published"
    fill(inbox, second)
    (inbox / first[0].name).unlink()
    changed = next(path for path in reversed(first) if path.suffix == ".txt")
    text = changed.read_text(encoding="utf-8")
    (inbox / changed.name).write_text(text.replace("1", "2", 3), encoding="utf-8")
    increment = renew(settings, inbox, prune=True)
    whole = renew(settings, None, force=True)
    assert (increment.outcome, whole.outcome) == ("published", "published")
    manifest = versions.read_manifest(settings, increment.version_id)
    assert manifest.made_from == manifest.previous
    assert versions.read_manifest(settings, whole.version_id).made_from == ""
    one, other = (settings.versions / run.version_id / DATABASE_NAME for run in (increment, whole))
    assert_same(one, other)
    assert 3 <= touched(one) < touched(other)


def test_documents_added_changed_and_removed_give_the_rows_of_a_full_build(run, tmp_path):
    settings, inbox = run
    reports = sorted(path for path in EXAMPLES.rglob("*") if path.suffix in {".txt", ".docx", ".html", ".xlsx"})
    news = tmp_path / "乐昌市审计局_2020.txt"
    news.write_text(NEWS, encoding="utf-8")
    assert_an_increment_is_a_full_build(settings, inbox, reports[::2], [*reports[1:6:2], news])


def test_real_reports_in_two_batches_give_the_rows_of_a_full_build(run, shared_reports):
    settings, inbox = run
    tables = sorted(shared_reports.glob("*.pdf"))
    texts = sorted(set(shared_reports.iterdir()) - set(tables))
    assert_an_increment_is_a_full_build(settings, inbox, [*texts, *tables[:2]], tables[2:])


@pytest.fixture
def bases(run, monkeypatch) -> list[str]:
    """What each build is made from, '' for a full one; dbt is left out. The build fails on a base named broken."""
    found: list[str] = []

    def build(settings: Settings, folder: Path, bar: Bar, base: Path | None = None) -> BuildResult:
        found.append(base.resolve().parent.name if base else "")
        duckdb.connect(str(folder / DATABASE_NAME)).close()
        return BuildResult(1, broken=["模型"] if base and (base.parent / "broken").exists() else [])

    monkeypatch.setattr(refreshing, "build_database", build)
    monkeypatch.setattr(refreshing, "count_version", lambda _: {})
    return found


def test_only_documents_may_change_where_a_version_is_made_from_another(run, bases, project, tmp_path):
    settings, inbox = run
    copied = shutil.copytree(project, tmp_path / "project")
    settings = Settings(home=settings.home, project=copied, workers=1)
    (inbox / "一.txt").write_text("某局2023年支出决算数为20.00万元。\n", encoding="utf-8")
    first = renew(settings, inbox).version_id
    (inbox / "二.txt").write_text("某局2022年支出决算数为10.00万元。\n", encoding="utf-8")
    second = renew(settings, inbox).version_id
    assert bases == ["", first]
    assert renew(settings, inbox).outcome == "unchanged"

    def change(path: str) -> None:
        with (copied / path).open("a", encoding="utf-8") as file:
            file.write("\n")

    for path in ("seeds/units/units.csv", "models/staging/stg_figures.sql", "macros/text.sql", "dbt_project.yml"):
        change(path)
        renew(settings, inbox)
    add_decision(settings.decisions, "verdicts", {
        "finding_id": "f", "evidence_hash": "e", "verdict": "accept", "who": "某人", "reason": "属实",
    })  # fmt: skip
    last = renew(settings, inbox).version_id
    renew(settings, inbox, force=True)
    assert bases == ["", first] + [""] * 6
    assert last > second


def test_where_the_increment_breaks_all_is_built(run, bases):
    settings, inbox = run
    (inbox / "一.txt").write_text("某局2023年支出决算数为20.00万元。\n", encoding="utf-8")
    first = renew(settings, inbox).version_id
    (settings.current / "broken").touch()
    (inbox / "二.txt").write_text("某局2022年支出决算数为10.00万元。\n", encoding="utf-8")
    second = renew(settings, inbox)
    assert bases == ["", first, ""]
    assert second.outcome == "published"
    assert versions.read_manifest(settings, second.version_id).made_from == ""
