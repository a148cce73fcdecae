"""Speed and memory as a folder grows: ``python -m bench.scale [--documents N ...] [--seed S]``.

Makes folders of N reports (``bench.documents``: text, HTML, Word, Excel, PDF), takes each in through the door of
``mingzhang ingest`` with one process and with two, and prints documents per second, the ratio of the two, processor
milliseconds per document of each, and the peak memory of the process that asks and of its largest worker. Memory is
flat where the last two columns do not grow with N. On a busy machine only the processor's milliseconds tell anything:
where they are the same with two processes as with one, the second does its share of the work and nothing twice.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

from rich.console import Console

from bench.documents.rendering import render
from bench.documents.reports import make_report
from warehouse.refresh import ingest
from warehouse.report import Reporter
from warehouse.settings import Settings

MEBIBYTE = 1024  # ru_maxrss counts KiB


@dataclass(frozen=True)
class Cost:
    """What taking a folder in cost: seconds on the clock and of processors, peak memory in MiB."""

    wall: float
    processor: float
    memory: int
    worker_memory: int


def write_folder(folder: Path, number: int, seed: int) -> None:
    """Write so many reports of units that do not exist."""
    for index in range(number):
        report = make_report(index, seed)
        (folder / f"{index:05d}.{report.form}").write_bytes(render(report, report.entity))


def _processor_seconds() -> float:
    uses = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in uses)


def _take_in(folder: Path, home: Path, workers: int, send: Connection) -> None:
    settings = replace(Settings(), home=home, workers=workers)
    start = time.perf_counter()
    ingest(settings, [folder], Reporter(Console(quiet=True)))
    wall = time.perf_counter() - start
    peaks = [resource.getrusage(who).ru_maxrss // MEBIBYTE for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    send.send(Cost(wall, _processor_seconds(), *peaks))


def measure(folder: Path, workers: int) -> Cost:
    """Take the folder in within a process of its own, so that its peak memory is its own."""
    context = multiprocessing.get_context("spawn")
    receive, send = context.Pipe(duplex=False)
    with tempfile.TemporaryDirectory() as home:
        process = context.Process(target=_take_in, args=(folder, Path(home), workers, send))
        process.start()
        cost: Cost = receive.recv()
        process.join()
    return cost


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[25, 100, 400])
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    print("documents  one: docs/s  two: docs/s  ratio  one: ms/doc  two: ms/doc  peak MiB  of a worker")
    for number in args.documents:
        with tempfile.TemporaryDirectory() as name:
            write_folder(Path(name), number, args.seed)
            one, two = measure(Path(name), 1), measure(Path(name), 2)
        processor = [1000 * cost.processor / number for cost in (one, two)]
        print(
            f"{number:9d} {number / one.wall:12.1f} {number / two.wall:12.1f} {one.wall / two.wall:6.2f} "
            f"{processor[0]:12.0f} {processor[1]:12.0f} {two.memory:9d} {two.worker_memory:12d}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
