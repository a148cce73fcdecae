"""Fixtures that several test folders share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# machines are noisy: no example fails for having taken long
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands on the shared samples, so that CI can run those tests by themselves."""
    for item in items:
        if "shared_folder" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.shared)


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The team's folder of real sample documents and gold data; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("MINGZHANG_SHARED", ROOT.parent / "shared"))
    if not (folder / "reports").is_dir():
        pytest.skip(f"the shared sample documents are not here ({folder}); set MINGZHANG_SHARED to their folder")
    return folder


@pytest.fixture(scope="session")
def shared_reports(shared_folder: Path) -> Path:
    """The folder of shared reports."""
    return shared_folder / "reports"
