"""Data flows one way: the layers of the Python packages and of the dbt models."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter

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


def test_no_modules_of_ingest_import_each_other_in_a_circle() -> None:
    imports: dict[str, set[str]] = {}
    for path in sorted((ROOT / "ingest").rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        named = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
        imports[module] = {name for name in named if name.split(".")[0] == "ingest"} - {module}
    TopologicalSorter(imports).prepare()  # raises CycleError with the modules of the circle
