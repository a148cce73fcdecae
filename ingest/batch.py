"""Safe batch reading: each document is handled in a process of its own, so that no document takes the run down.

``run_isolated(task, paths)`` runs a function over paths in worker processes and yields one :class:`Outcome` per path
in input order; a crash, a hang or a greedy document becomes that document's error and the rest goes on.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Generic, NamedTuple, TypeVar

from ingest.document import Document
from ingest.errors import LimitExceededError, MingzhangError, ReaderCrashError, UnreadableFileError
from ingest.readers import read_document
from ingest.readers.archive import is_archive, unpack_archive
from ingest.readers.limits import Limits, current_limits, limits_applied
from ingest.worker import read_message, write_message

T = TypeVar("T")

_AHEAD = 4  # results a worker may be ahead of the slowest document; bounds what is held in memory
_START_SECONDS = 60.0
_WORKER = Path(__file__).with_name("worker.py")
_STARTED: list[tuple[subprocess.Popen[bytes], dict[str, str]]] = []
"""Processes started ahead of the run that will take them, each with the environment it has."""


class Outcome(NamedTuple, Generic[T]):
    """What became of one path (as it was handed in): the task's result, or the error."""

    path: Path
    result: T | MingzhangError

    @property
    def error(self) -> MingzhangError | None:
        """The error, None where the task succeeded."""
        return self.result if isinstance(self.result, MingzhangError) else None

    @property
    def value(self) -> T:
        """What the task returned; raises the error where there is one."""
        if isinstance(self.result, MingzhangError):
            raise self.result
        return self.result


ReadResult = Outcome[Document]


def read_many(
    paths: Sequence[Path], *, workers: int | None = None, limits: Limits | None = None
) -> Iterator[ReadResult]:
    """Read files, folders (to the bottom, in name order) and archives; yields one result per document, in order.

    Hidden files and the lock files of office programs (``~$``) are passed over.
    """
    limits = limits or current_limits()
    with TemporaryDirectory(prefix="mingzhang-") as folder:
        failed: list[ReadResult] = []
        documents: list[Path] = []
        files = [file for path in paths for file in (sorted(_files_below(path)) if path.is_dir() else [path])]
        with limits_applied(limits):  # ends before the first yield: it must not reach into the caller
            for file in files:
                try:
                    documents += unpack_archive(file, Path(folder)) if is_archive(file) else [file]
                except MingzhangError as error:
                    failed.append(Outcome(file, error))
        yield from run_isolated(read_document, documents, workers=workers, limits=limits)
        yield from failed


def _files_below(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith((".", "~$")):
                yield Path(root) / name


def run_isolated(
    task: Callable[[Path], T],
    paths: Sequence[Path],
    *,
    workers: int | None = None,
    limits: Limits | None = None,
) -> Iterator[Outcome[T]]:
    """Run ``task(path)`` in worker processes and yield an Outcome per path, in input order.

    ``task`` is a module's function (or a partial of one) and its result can be pickled. At most ``workers`` processes
    (default: one per core, never more than paths) run; at most a few results per worker wait for a slower document
    before them. A document that crashes its process becomes a ReaderCrashError, one that takes longer than
    ``limits.seconds`` or more than ``limits.memory_bytes`` a LimitExceededError.
    """
    if not paths:
        return
    limits = limits or current_limits()
    count = max(1, min(workers or os.cpu_count() or 1, len(paths)))
    setup = pickle.dumps((task, limits))
    run = _Run[T](list(paths), threading.Semaphore(count * _AHEAD))
    threads = [threading.Thread(target=_serve, args=(run, setup, limits), daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        for index in range(len(paths)):
            yield run.take(index)
    finally:
        run.stop()
        for thread in threads:
            thread.join(timeout=_START_SECONDS)


def start_ahead(get_ready: Callable[[], None]) -> None:
    """Start one worker process that calls ``get_ready`` (a module's function, or a partial of one) at once.

    The next run takes it. A caller that has much to load itself starts it first, and both load at the same time.
    """
    with suppress(OSError):  # the run starts its own, and tells why it cannot
        _STARTED.append((_start(get_ready), dict(os.environ)))


def _start(get_ready: Callable[[], None] | None = None) -> subprocess.Popen[bytes]:
    """Start a worker process and tell it where modules are and what to load first."""
    process = subprocess.Popen(
        [sys.executable, "-P", str(_WORKER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", "1")},
    )
    with suppress(BrokenPipeError):  # whoever asks it next is told how it ended
        write_message(_pipe(process.stdin), pickle.dumps((sys.path, pickle.dumps(get_ready))))
    return process


def _take_started() -> subprocess.Popen[bytes]:
    """Return a worker process that was started ahead, lives and has today's environment, else a new one."""
    while _STARTED:
        with suppress(IndexError):  # another thread was faster
            process, environment = _STARTED.pop()
            if process.poll() is None and environment == os.environ:
                return process
            process.kill()
            process.wait()
    return _start()


@dataclass
class _Run(Generic[T]):
    """What the threads that serve the workers share."""

    paths: list[Path]
    room: threading.Semaphore
    outcomes: dict[int, Outcome[T]] = field(default_factory=dict)
    ready: threading.Condition = field(default_factory=threading.Condition)
    workers: set[_Worker] = field(default_factory=set)
    next_index: int = 0
    is_stopped: bool = False

    def claim(self) -> int | None:
        """Return the next path's index, None when none is left."""
        self.room.acquire()
        with self.ready:
            if self.is_stopped or self.next_index >= len(self.paths):
                self.room.release()
                return None
            self.next_index += 1
            return self.next_index - 1

    def join(self, worker: _Worker) -> None:
        """Count a worker in, or end it at once where the run has been stopped meanwhile."""
        with self.ready:
            self.workers.add(worker)
            if self.is_stopped:
                worker.kill()

    def leave(self, worker: _Worker) -> None:
        """Count a worker out."""
        with self.ready:
            self.workers.discard(worker)

    def put(self, index: int, outcome: Outcome[T]) -> None:
        with self.ready:
            self.outcomes[index] = outcome
            self.ready.notify_all()

    def take(self, index: int) -> Outcome[T]:
        with self.ready:
            while index not in self.outcomes:
                self.ready.wait()
            outcome = self.outcomes.pop(index)
        self.room.release()
        return outcome

    def stop(self) -> None:
        """End the run early: the consumer stopped asking, or everything is done."""
        with self.ready:
            self.is_stopped = True
            for worker in self.workers:
                worker.kill()
        for _ in range(len(self.paths) + 1):
            self.room.release()


def _serve(run: _Run[T], setup: bytes, limits: Limits) -> None:
    """Hand paths to one worker process until none is left; start a new process after each death."""
    worker: _Worker | None = None
    while (index := run.claim()) is not None:
        path = run.paths[index]
        is_spent = False
        try:
            if worker is None:
                worker = _Worker(setup)
                run.join(worker)
            outcome: Outcome[T] = Outcome(path, worker.ask(path, limits.seconds))
            is_spent = isinstance(outcome.result, LimitExceededError)  # what it ate may still weigh on the next one
        except MingzhangError as error:
            outcome, is_spent = Outcome(path, error), True
        except Exception as error:
            crash = ReaderCrashError(f"读取进程出错（{type(error).__name__}：{error}）", file=path.name)
            outcome, is_spent = Outcome(path, crash), True
        if is_spent and worker is not None:
            run.leave(worker)
            worker.kill()
            worker = None
        run.put(index, outcome)
    if worker is not None:
        run.leave(worker)
        worker.close()


class _Worker:
    """One worker process and the pipes to it."""

    def __init__(self, setup: bytes) -> None:
        self._process = _take_started()
        answer = self._exchange(setup, _START_SECONDS)
        if answer != b"ready":
            self.kill()
            raise ReaderCrashError(f"读取进程无法启动（{answer.decode(errors='replace')}）")

    def ask(self, path: Path, seconds: float) -> Any:
        """Return the task's result or its error.

        Raises LimitExceededError after ``seconds`` and ReaderCrashError where the process died.
        """
        return pickle.loads(self._exchange(pickle.dumps(path), seconds, path.name))

    def _exchange(self, message: bytes, seconds: float, name: str = "") -> bytes:
        expired = threading.Event()

        def expire() -> None:
            expired.set()
            self.kill()

        timer = threading.Timer(seconds, expire)
        timer.daemon = True
        timer.start()
        body: bytes | None = None
        try:
            write_message(_pipe(self._process.stdin), message)
            body = read_message(_pipe(self._process.stdout))
        except OSError:
            body = None
        finally:
            timer.cancel()
        if body is not None:
            return body
        self.kill()
        code = self._process.wait()
        if expired.is_set():
            raise LimitExceededError(f"读取时间超过上限 {seconds:g} 秒", file=name)
        raise ReaderCrashError(f"读取该文件的进程异常退出（{_exit_reason(code)}）", file=name)

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.poll()

    def close(self) -> None:
        """Let the process end by itself."""
        _pipe(self._process.stdin).close()
        _pipe(self._process.stdout).close()
        try:
            self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _pipe(stream: object) -> BinaryIO:
    if stream is None:
        raise UnreadableFileError("读取进程没有管道")
    return stream  # type: ignore[return-value]


def _exit_reason(code: int) -> str:
    if code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"信号 {-code}"
    return f"退出码 {code}"
