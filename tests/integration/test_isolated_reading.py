"""A document that crashes, hangs or eats memory ends as its own error; the others are read."""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from ingest.batch import Outcome, run_isolated, start_ahead
from ingest.errors import EmptyFileError, LimitExceededError, ReaderCrashError
from ingest.readers import read_document
from ingest.readers.limits import Limits
from tests.integration.isolated_tasks import get_ready, misbehave

LIMITS = Limits(seconds=2.0, memory_bytes=2 * 1024**3)


def run(*names: str, workers: int = 2) -> list[Outcome[str]]:
    return list(run_isolated(misbehave, [Path(f"{name}.txt") for name in names], workers=workers, limits=LIMITS))


@pytest.mark.parametrize(
    ("outcome", "found"), [("ready", "ready"), ("fails", "not made ready"), ("dies", "not made ready")]
)
def test_a_process_started_ahead_serves_the_next_run_and_none_fails_for_it(outcome: str, found: str) -> None:
    start_ahead(partial(get_ready, outcome))
    time.sleep(1.0)
    assert [one.value for one in run("ready", workers=1)] == [found]
    assert [one.value for one in run("ready", workers=1)] == ["not made ready"]


def test_a_process_started_before_the_environment_changed_serves_no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    start_ahead(partial(get_ready, "ready"))
    monkeypatch.setenv("PATH", f"{os.environ['PATH']}:/elsewhere")
    time.sleep(1.0)
    assert [one.value for one in run("ready", workers=1)] == ["not made ready"]


def test_results_come_in_input_order_whoever_finishes_first() -> None:
    names = ["slow_1", "a", "b", "slow_2", "c", "d"]
    outcomes = run(*names)
    assert [outcome.value for outcome in outcomes] == names
    assert [outcome.path.stem for outcome in outcomes] == names


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("crash", ReaderCrashError, "SIGSEGV"),
        ("exit", ReaderCrashError, "退出码 3"),
        ("hang", LimitExceededError, "2 秒"),
        ("greedy", LimitExceededError, "内存"),
        ("fault", EmptyFileError, "没有内容"),
        ("defect", ReaderCrashError, "KeyError"),
        ("deep", LimitExceededError, "嵌套"),
        ("unpicklable", ReaderCrashError, "传回"),
    ],
)
def test_a_bad_document_becomes_an_error_that_names_it_and_the_rest_goes_on(
    name: str, error: type[Exception], words: str
) -> None:
    outcomes = run("before", name, "after", workers=1)
    assert [outcome.error is None for outcome in outcomes] == [True, False, True]
    assert type(outcomes[1].error) is error
    assert words in str(outcomes[1].error)
    assert f"{name}.txt" in str(outcomes[1].error)
    with pytest.raises(error):
        _ = outcomes[1].value


def test_what_libraries_print_does_not_get_between_the_answers() -> None:
    assert [outcome.value for outcome in run("noisy_1", "noisy_2")] == ["noisy_1", "noisy_2"]


def test_a_caller_that_stops_early_leaves_no_process_behind() -> None:
    results = run_isolated(misbehave, [Path(f"slow_{n}.txt") for n in range(50)], workers=2, limits=LIMITS)
    next(results)
    start = time.monotonic()
    results.close()
    assert time.monotonic() - start < 5


def test_one_document_is_read_isolated_without_much_ado(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("支出5万元。", encoding="utf-8")
    start = time.monotonic()
    (outcome,) = run_isolated(read_document, [tmp_path / "a.txt"])
    assert outcome.value.blocks
    assert time.monotonic() - start < 5  # about 0.1 s on an idle machine


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="counts processes in /proc")
def test_no_more_processes_run_than_were_asked_for() -> None:
    results = run_isolated(misbehave, [Path(f"slow_{n}.txt") for n in range(6)], workers=2, limits=LIMITS)
    next(results)
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split() if _has_children_file() else []
    workers = [pid for pid in children if b"worker.py" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    assert len(workers) <= 2
    results.close()


def _has_children_file() -> bool:
    return Path(f"/proc/self/task/{os.getpid()}/children").exists()


def test_a_task_that_a_worker_cannot_load_is_reported_for_each_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [entry for entry in sys.path if not (Path(entry) / "tests").is_dir()])
    outcomes = run("a", "b", workers=1)
    assert [type(outcome.error) for outcome in outcomes] == [ReaderCrashError] * 2
    assert "无法启动" in str(outcomes[0].error)
