"""Old office documents converted together: LibreOffice starts once for many files instead of once for each.

What this step leaves out (a file LibreOffice refuses, or one of a run that crashed or took too long) is converted
by its reader alone, which also says what is wrong with it.
"""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.batch import run_isolated
from ingest.readers.conversions import conversion_name, conversion_needed, may_need_conversion
from ingest.readers.limits import Limits, current_limits

_TOGETHER = 20  # files of one start: enough to forget its cost, few enough to be lost with a crash
_SECONDS = 120.0  # of one start; what is not done by then is done alone


@contextmanager
def converted_together(
    paths: Sequence[Path], *, workers: int | None = None, limits: Limits | None = None
) -> Iterator[Path | None]:
    """Convert what has to be converted among ``paths`` and yield the folder of conversions while the block runs.

    Yields None where there is nothing to gain: no office program, or no more such files than processes.
    """
    limits = limits or current_limits()
    count = max(1, workers or os.cpu_count() or 1)
    with TemporaryDirectory(prefix="mingzhang-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        groups = _collect(paths, folder, count, limits)
        bounds = replace(limits, seconds=min(limits.seconds, _SECONDS))
        for _ in run_isolated(convert_group, groups, workers=count, limits=bounds):
            pass  # what could not be converted here fails again, alone and with its reason
        yield folder if groups else None


def convert_group(group: Path) -> None:
    """Convert the files of one folder, whose name ends in the format asked for, into the folder above it.

    Runs in a worker process.
    """
    from ingest.readers.office import convert_files

    sources = sorted(group.iterdir())
    try:
        if sources:  # without a file the office program would wait for one
            convert_files(sources, group.suffix.lstrip("."), group.parent, group.name)
    finally:
        shutil.rmtree(group, ignore_errors=True)


def _collect(paths: Sequence[Path], folder: Path, count: int, limits: Limits) -> list[Path]:
    """Copy what has to be converted into one folder per start of the office program; return these folders."""
    waiting: dict[str, dict[str, Path]] = defaultdict(dict)
    for path in paths:
        if needed := _needed(path, limits):
            target, name = needed
            waiting[target].setdefault(name, path)
    if not waiting:
        return []
    from ingest.readers.office import find_office  # its formats' libraries are loaded only where they are needed

    groups = []
    for target, sources in waiting.items():
        size = min(_TOGETHER, -(-len(sources) // count))
        if size < 2 or find_office() is None:
            continue
        for start in range(0, len(sources), size):
            group = folder / f"{start}.{target}"
            group.mkdir()
            for name in list(sources)[start : start + size]:
                with suppress(OSError):  # gone meanwhile, or no room for a copy
                    shutil.copyfile(sources[name], group / name)
            groups.append(group)
    return groups


def _needed(path: Path, limits: Limits) -> tuple[str, str] | None:
    """Return target and file name of a document that has to be converted; what cannot be opened fails later."""
    try:
        if path.stat().st_size > limits.file_bytes:
            return None
        with path.open("rb") as file:
            head = file.read(4096)
            data = head + file.read() if may_need_conversion(head) else b""
    except OSError:
        return None
    needed = conversion_needed(data)
    return (needed[1], conversion_name(data, needed[0])) if needed else None
