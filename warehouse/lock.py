"""One writer at a time: whoever changes the home holds this lock; the system frees it when the process dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from ingest.errors import LockHeldError


@contextmanager
def hold_lock(path: Path, *, wait: bool = True, on_wait: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the lock of this home; without ``wait`` raise LockHeldError at once when another process has it.

    ``on_wait`` is told once who holds it. A record lock (not flock) is used because forked readers must not inherit
    it: a run that was killed must not go on holding the lock through its children.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        told = False
        while True:
            try:
                fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                holder = os.pread(descriptor, 200, 0).decode("utf-8", "replace").strip()
                if not wait:
                    raise LockHeldError(f"另一个任务正在更新（{holder}）", file=str(path)) from None
                if on_wait and not told:
                    on_wait(holder)
                    told = True
                time.sleep(0.2)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"进程 {os.getpid()}，{datetime.now():%Y-%m-%d %H:%M:%S} 开始".encode(), 0)
        yield
    finally:
        os.close(descriptor)
