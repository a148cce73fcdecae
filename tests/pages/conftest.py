"""A small warehouse built from a few examples by the real models, once for all page tests."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from rich.console import Console

from warehouse import versions
from warehouse.build import build_database
from warehouse.refresh import ingest
from warehouse.report import Reporter
from warehouse.settings import Settings

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CHOSEN = ("广州市科学技术局_2023*", "广州市科学技术协会_2023*", "上海市普陀区规划和自然资源局_2024*", "审计署_2010*")


@pytest.fixture(scope="session")
def built_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one published version: the models and checks are real, the quality gate is left out."""
    home = tmp_path_factory.mktemp("home")
    inbox = tmp_path_factory.mktemp("inbox")
    for pattern in CHOSEN:
        for report in EXAMPLES.glob(pattern):
            shutil.copy(report, inbox)
    (inbox / "空文件.pdf").touch()
    settings = Settings(home=home, workers=1)
    reporter = Reporter(Console(file=io.StringIO()))
    ingest(settings, [inbox], reporter)
    version_id = versions.new_version_id(settings)
    folder = versions.building_folder(settings, version_id)
    settings.runs.mkdir(parents=True, exist_ok=True)
    with reporter.bar("") as bar:
        built = build_database(settings, folder, bar)
    assert not built.broken, built.output
    versions.complete(settings, folder, versions.Manifest(version_id, "2025-01-01T00:00:00", "passed", ""))
    versions.publish(settings, version_id)
    return home


@pytest.fixture
def home(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The built home, set as the one in force."""
    monkeypatch.setenv("MINGZHANG_HOME", str(built_home))
    return built_home
