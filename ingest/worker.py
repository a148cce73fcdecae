"""The process that reads one document after another for :mod:`ingest.batch`; it may die, the run goes on.

It is started as a script, takes pickled messages on standard input and answers on what was its standard output. It
imports nothing of the package until it has the caller's module search path.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import struct
import sys
from typing import Any, BinaryIO

_LENGTH = struct.Struct(">Q")
_GRACE_SECONDS = 5.0  # the parent kills first; the alarm is for a parent that is gone


def read_message(stream: BinaryIO) -> bytes | None:
    """Return the next message, None where the stream has ended."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    body = stream.read(length)
    return body if len(body) == length else None


def write_message(stream: BinaryIO, body: bytes) -> None:
    """Write one message."""
    stream.write(_LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def _bound_memory(memory_bytes: int) -> None:
    """Bound the address space where the system can (not on Windows)."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        bound = memory_bytes if hard == resource.RLIM_INFINITY else min(memory_bytes, hard)
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(task: Any, path: Any, limits: Any) -> Any:
    from ingest.errors import LimitExceededError, MingzhangError, ReaderCrashError
    from ingest.readers.limits import limits_applied

    try:
        with limits_applied(limits):
            return task(path)
    except MingzhangError as error:
        return error
    except MemoryError:
        gibibytes = limits.memory_bytes / 1024**3
        return LimitExceededError(f"读取所需内存超过上限 {gibibytes:g} GiB", file=path.name)
    except RecursionError:
        return LimitExceededError("内容嵌套层数超过上限", file=path.name)
    except Exception as error:
        crash = ReaderCrashError(f"处理时出错（{type(error).__name__}：{str(error)[:200]}）", file=path.name)
        with contextlib.suppress(Exception):
            import traceback

            crash.add_note(traceback.format_exc())
        return crash


def main() -> None:
    """Answer paths with results until standard input ends."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    start = read_message(requests)
    if start is None:
        return
    search_path, get_ready = pickle.loads(start)
    sys.path[:] = search_path
    with contextlib.suppress(Exception):  # what fails here fails again where it is needed, and is told then
        if (prepare := pickle.loads(get_ready)) is not None:
            prepare()
    setup = read_message(requests)
    if setup is None:
        return
    try:
        task, limits = pickle.loads(setup)
        import ingest.readers.limits  # noqa: F401 - loaded before time is measured

        _bound_memory(limits.memory_bytes)
    except Exception as error:
        write_message(replies, f"{type(error).__name__}: {error}".encode())
        return
    write_message(replies, b"ready")
    while (request := read_message(requests)) is not None:
        path = pickle.loads(request)
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE_SECONDS)
        answer = _answer(task, path, limits)
        try:
            body = pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL)
        except Exception as error:
            from ingest.errors import ReaderCrashError

            body = pickle.dumps(ReaderCrashError(f"结果无法传回（{error}）", file=path.name))
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        write_message(replies, body)


if __name__ == "__main__":
    main()
    os._exit(0)  # all is answered: nobody should wait while libraries take themselves down
