"""Accuracy of extraction against hand-read figures: ``python -m bench.accuracy [--gold FILE ...] REPORTS_FOLDER``.

Prints precision, recall and F1 per document, statement and rule, and how often figures of each confidence are right.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import polars as pl

from bench.matching import Match, Row, document_key, match, read_rows, rows_of
from ingest.extract import extract_document
from ingest.load import figures_frame
from ingest.readers import read_document
from ingest.vocabulary import load_vocabulary

OWN_GOLD = Path(__file__).parent / "gold" / "budget_2025_figures.csv"


def scores(matches: list[Match], spurious: list[Row]) -> tuple[float, float, float]:
    """Return recall, precision and F1: a figure is right when its item, basis, metric and year all are."""
    right = sum(m.is_right for m in matches)
    found = sum(m.found is not None for m in matches) + len(spurious)
    recall = right / len(matches) if matches else 0.0
    precision = right / found if found else 0.0
    total = recall + precision
    return recall, precision, 2 * recall * precision / total if total else 0.0


def _print_groups(title: str, matches: list[Match], spurious: list[Row], key: Callable[[Row], str]) -> None:
    by_group: dict[str, list[Match]] = defaultdict(list)
    extra: dict[str, list[Row]] = defaultdict(list)
    for m in matches:
        by_group[key(m.gold)].append(m)
    for row in spurious:
        extra[key(row)].append(row)
    print(f"\n{title:36} {'gold':>5} {'found':>6} {'recall':>7} {'prec':>6} {'F1':>6} {'extra':>6}")
    for group in sorted(by_group):
        chosen = by_group[group]
        recall, precision, f1 = scores(chosen, extra[group])
        found = sum(m.found is not None for m in chosen) / len(chosen)
        numbers = f"{recall:7.3f} {precision:6.3f} {f1:6.3f} {len(extra[group]):6d}"
        print(f"{group[:36]:36} {len(chosen):5d} {found:6.3f} {numbers}")


def _print_rules(matches: list[Match]) -> None:
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for m in matches:
        if m.found is not None:
            seen[m.found.fields.get("rule", "")] += 1
            right[m.found.fields.get("rule", "")] += m.is_right
    print(f"\n{'rule':36} {'found':>6} {'right':>6}")
    for rule, count in seen.most_common():
        print(f"{rule[:36]:36} {count:6d} {right[rule] / count:6.3f}")


def _print_calibration(matches: list[Match]) -> None:
    seen: Counter[Decimal] = Counter()
    right: Counter[Decimal] = Counter()
    for m in matches:
        if m.found is not None and m.found.fields.get("item"):
            bucket = Decimal(m.found.fields.get("confidence") or "0").quantize(Decimal("0.1"))
            seen[bucket] += 1
            right[bucket] += m.is_right
    print(f"\n{'confidence':12} {'figures':>8} {'right':>6}")
    for bucket in sorted(seen, reverse=True):
        print(f"{bucket!s:12} {seen[bucket]:8d} {right[bucket] / seen[bucket]:6.3f}")


def main() -> int:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder that holds the documents")
    parser.add_argument("--gold", type=Path, action="append", help="hand-read figures; may be given several times")
    parser.add_argument("--errors", type=int, default=0, help="print this many wrong or missed figures")
    args = parser.parse_args()
    gold = [row for path in args.gold or [OWN_GOLD] for row in read_rows(path)]
    wanted = {row.doc for row in gold}
    vocabulary = load_vocabulary()
    found: list[Row] = []
    for path in sorted(args.folder.iterdir()):
        if document_key(path.name) in wanted:
            extraction = extract_document(read_document(path), vocabulary)
            frame = figures_frame("", path.name, extraction.figures).cast(pl.String).fill_null("")
            found += rows_of(frame.to_dicts())
    present = {row.doc for row in found}
    for missing in sorted(wanted - present):
        print(f"not in {args.folder}: {missing}", file=sys.stderr)
    gold = [row for row in gold if row.doc in present]
    matches, spurious = match(gold, found)
    for m in [m for m in matches if not m.is_right][: args.errors]:
        place = f"{m.gold.doc}:{m.gold.page}:{m.gold.line or ''} {m.gold.fields['raw']}"
        got = {k: m.found.fields.get(k) for k in ("item", "basis", "metric", "year")} if m.found else "missed"
        want = {k: m.gold.fields.get(k) for k in ("item", "basis", "metric", "year")}
        print(f"{place}\n   gold  {want}\n   found {got}")
    _print_groups("document", matches, spurious, lambda row: row.doc)
    _print_groups("statement", matches, spurious, lambda row: row.fields.get("statement", ""))
    _print_rules(matches)
    _print_calibration(matches)
    recall, precision, f1 = scores(matches, spurious)
    print(f"\ntotal: {len(matches)} figures, recall {recall:.3f}, precision {precision:.3f}, F1 {f1:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
