"""Speed of reading and extraction: ``python -m bench.speed FOLDER [--repeat N]``.

Per format: pages per second of one processor end to end (read and extract), the ratio to bare text decoding of the
same files in the same run, and the peak memory of a process that does nothing else; then the whole folder with one
and two processes, on the clock. Compare ratios, not absolute speeds: machines differ and are noisy.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import statistics
import sys
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from bench.take_in import take_in
from ingest.batch import run_isolated
from ingest.vocabulary import load_vocabulary


def decode_pdf(path: Path) -> None:
    with pypdfium2.PdfDocument(path.read_bytes()) as pdf:
        for index in range(len(pdf)):
            pdf[index].get_textpage().get_text_range()


def decode_text(path: Path) -> None:
    path.read_bytes().decode("utf-8", errors="replace")


def decode_html(path: Path) -> None:
    LexborHTMLParser(path.read_bytes()).text()


def decode_package(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith(".xml"):
                "".join(etree.fromstring(package.read(name)).itertext())


DECODERS: dict[str, Callable[[Path], None]] = {
    ".pdf": decode_pdf, ".txt": decode_text, ".html": decode_html, ".docx": decode_package, ".xlsx": decode_package,
    ".ofd": decode_package,
}  # fmt: skip


def seconds(work: Callable[[Path], object], paths: list[Path]) -> float:
    """Processor seconds: what others do on the machine meanwhile hardly counts."""
    start = time.process_time()
    for path in paths:
        work(path)
    return time.process_time() - start


def _measure_memory(paths: list[Path], send: multiprocessing.connection.Connection) -> None:
    for path in paths:
        take_in(path)
    send.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def peak_megabytes(paths: list[Path]) -> int:
    """Peak memory of a fresh process that takes in these files, its imports and vocabulary included."""
    context = multiprocessing.get_context("spawn")
    receive, send = context.Pipe(duplex=False)
    process = context.Process(target=_measure_memory, args=(paths, send))
    process.start()
    peak: int = receive.recv()
    process.join()
    return peak


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--repeat", type=int, default=5)
    args = parser.parse_args()
    by_format: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(args.folder.iterdir()):
        if path.suffix in DECODERS:
            by_format[path.suffix].append(path)
    load_vocabulary()
    print(f"{'format':8} {'files':>5} {'pages':>5} {'pages/s':>8} {'of bare decoding':>17} {'peak MB':>8}")
    for suffix, paths in by_format.items():
        pages = sum(take_in(path) for path in paths)
        pairs = [(seconds(take_in, paths), seconds(DECODERS[suffix], paths)) for _ in range(args.repeat)]
        whole = statistics.median(pair[0] for pair in pairs)
        ratio = statistics.median(pair[0] / pair[1] for pair in pairs)
        print(f"{suffix:8} {len(paths):5d} {pages:5d} {pages / whole:8.1f} {ratio:15.1f} x {peak_megabytes(paths):8d}")
    everything = [path for paths in by_format.values() for path in paths] * args.repeat
    times = {}
    for workers in (1, 2):
        start = time.perf_counter()
        for outcome in run_isolated(take_in, everything, workers=workers):
            if outcome.error:
                print(outcome.error, file=sys.stderr)
        times[workers] = time.perf_counter() - start
    print(f"\n{len(everything)} files: one process {times[1]:.2f} s, two processes {times[2]:.2f} s, "
          f"ratio {times[1] / times[2]:.2f}")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
