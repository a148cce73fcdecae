"""Data flows one way: the layers of the Python packages and of the dbt models."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT


def test_python_imports_follow_the_data_flow() -> None:
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
