"""Run a module as a process that ends with its parent: ``python -m warehouse.child MODULE ARGUMENT...``.

The parent keeps the child's standard input open. When the parent dies, in whatever way, the system closes it, and the
child ends at once; so a refresh that was killed leaves no build behind that would hold the raw database open.
"""

from __future__ import annotations

import os
import runpy
import sys
import threading
from collections.abc import Sequence
from pathlib import Path


def command(module: str, arguments: Sequence[str]) -> list[str]:
    """Return the command line that runs a module this way."""
    return [sys.executable, "-m", "warehouse.child", module, *arguments]


def environment_of(project: Path, **more: str) -> dict[str, str]:
    """Return our environment, with this project's packages importable wherever the child is started."""
    path = os.pathsep.join([str(project), *filter(None, [os.environ.get("PYTHONPATH")])])
    return os.environ | {"PYTHONPATH": path} | more


def _end_with_parent() -> None:
    while os.read(0, 4096):
        pass
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with_parent, daemon=True).start()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
