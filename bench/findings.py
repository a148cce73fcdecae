"""Seeded errors: ``python -m bench.findings [--count N] [--documents N] [--seed S] [--show N] [--result FILE]``.

Writes consistent reports, plants one error in each of many copies, runs the checks on all of them through the door of
``mingzhang check`` and prints recall and precision per kind of error and per check, with 95 % intervals, and the false
alarms on the reports that were left alone.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import polars as pl

from bench.documents.model import Report
from bench.documents.rendering import render
from bench.documents.reports import make_entity, make_report
from bench.planting.judging import Finding, Judged, judge, precision_by, proportion_rows, recall_by
from bench.planting.plant import ARITHMETIC, FAMILIES, HINTED, Planting, applied, plant
from bench.planting.tracing import trace
from warehouse.check_files import Checked, check_documents
from warehouse.settings import Settings

LOUD = ("error", "warning")
"""Severities that count as found."""

_HEAD = "| {} | {} | {} | {} | 95% 区间 |\n|---|---:|---:|---:|---|"


def main(arguments: list[str] | None = None) -> int:
    """Run the bench and print its table."""
    parser = argparse.ArgumentParser(prog="python -m bench.findings", description=__doc__)
    parser.add_argument("--count", type=int, default=400, help="number of errors planted")
    parser.add_argument("--documents", type=int, default=40, help="number of consistent reports")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="print so many misses and false alarms")
    parser.add_argument("--result", type=Path, help="write the table to this file too")
    parser.add_argument("--keep", type=Path, help="keep the documents in this folder")
    options = parser.parse_args(arguments)
    started = time.perf_counter()
    reports = [make_report(number, options.seed) for number in range(options.documents)]
    plantings, unprovable = plant(reports, options.count, options.seed)
    with tempfile.TemporaryDirectory(prefix="mingzhang-bench-") as scratch:
        folder = options.keep or Path(scratch) / "documents"
        folder.mkdir(parents=True, exist_ok=True)
        files = _write(folder, reports, plantings, options.seed)
        checked = check_documents(replace(Settings(), home=Path(scratch) / "home"), files)
    untouched, by_planting = _findings(checked, LOUD)
    judged = judge(plantings, by_planting, _by_report(untouched))
    untouched_hints, hints = _findings(checked, ("hint",))
    hinted = judge(plantings, hints, _by_report(untouched_hints))
    judged = [_with_hints(one, hint) for one, hint in zip(judged, hinted, strict=True)]
    only_hinted = sum(bool(hint.answers) and not one.answers for one, hint in zip(judged, hinted, strict=True))
    seconds = time.perf_counter() - started
    text = "\n".join(_table(options, reports, judged, untouched, unprovable, only_hinted))
    print(text)
    print(f"\n{seconds:.0f} 秒；未能读取的文件 {len(checked.problems)} 份")
    for problem in checked.problems:
        print(problem)
    _show(judged, untouched, checked, options.show)
    if options.result:
        options.result.write_text(text + "\n", encoding="utf-8")
    return 0


def _write(folder: Path, reports: list[Report], plantings: list[Planting], seed: int) -> list[Path]:
    """Write the untouched reports and the planted copies; each copy is of another unit."""
    random = Random(f"names/{seed}")
    files = []
    for report in reports:
        files += _write_one(folder, "b", report, report.entity)
    for planting in plantings:
        entity = make_entity(random)
        with applied(planting.change):
            files += _write_one(folder, f"p{planting.number:04}-", planting.report, entity)
    return files


def _write_one(folder: Path, prefix: str, report: Report, entity: str) -> list[Path]:
    """Write a report and its companions, all of this unit."""
    files = []
    for one in (report, *report.companions):
        files.append(folder / f"{prefix}{one.name}.{one.form}")
        files[-1].write_bytes(render(one, entity))
    return files


def _findings(checked: Checked, severities: tuple[str, ...]) -> tuple[list[Finding], dict[int, list[Finding]]]:
    """Findings of these severities in the untouched documents, and in the others by planting."""
    printed = dict(checked.figures.select("figure_id", "value_text").rows())
    untouched: list[Finding] = []
    by_planting: dict[int, list[Finding]] = defaultdict(list)
    for row in checked.findings.filter(pl.col("severity").is_in(severities)).rows(named=True):
        finding: dict[str, Any] = row | {"numbers": [printed.get(key) or "" for key in row["figure_ids"] or []]}
        if row["doc"].startswith("b"):
            untouched.append(finding)
        else:
            by_planting[int(row["doc"][1:5])].append(finding)
    return untouched, by_planting


def _with_hints(one: Judged, hint: Judged) -> Judged:
    """Where a person has to judge, a hint that speaks of the planted error finds it."""
    if one.answers or one.planting.kind not in HINTED:
        return one
    return replace(one, answers=hint.answers)


def _by_report(untouched: list[Finding]) -> dict[str, list[Finding]]:
    """Findings of the untouched documents by the report's name."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in untouched:
        found[finding["doc"][1:4]].append(finding)
    return found


def _table(
    options: argparse.Namespace,
    reports: list[Report],
    judged: list[Judged],
    untouched: list[Finding],
    unprovable: int,
    only_hinted: int,
) -> list[str]:
    forms = Counter(report.form for report in reports)
    lines = [
        "# 植入错误的查出率与查准率",
        "",
        f"`python -m bench.findings --count {options.count} --documents {options.documents} --seed {options.seed}`："
        f"{len(reports)} 组自造的一致报告（"
        + "、".join(f"{form} {count}" for form, count in sorted(forms.items()))
        + "），"
        f"{len(judged)} 处植入错误，每处一份副本；另有 {unprovable} 处按印出的位数不能证明有错，未计入。",
        "",
        _HEAD.format("植入处应满足的关系", "查出", "植入", "查出率"),
        *proportion_rows(recall_by(judged, lambda p: f"{p.family}（{'表' if p.is_table else '文'}）")),
        *proportion_rows(_recall("**算术关系**", [one for one in judged if one.planting.kind in ARITHMETIC])),
        *proportion_rows(_recall("**合计**", judged)),
        "",
        f"查出指以错误或警告报出（{'、'.join(FAMILIES[kind] for kind in HINTED)}要由人判断，提示也算）；"
        f"另有 {only_hinted} 处只以提示报出，计为漏报。",
        "",
        _HEAD.format("植入的错误", "查出", "植入", "查出率"),
        *proportion_rows(recall_by(judged, lambda p: p.slip)),
        "",
        _HEAD.format("文件格式", "查出", "植入", "查出率"),
        *proportion_rows(recall_by(judged, lambda p: p.report.form)),
        "",
        _HEAD.format("核查", "说中", "报出", "查准率"),
        *proportion_rows(precision_by(judged, lambda finding: finding["check_id"])),
    ]
    answered = sum(len(one.answers) for one in judged)
    told = sum(len(one.answers) + len(one.others) for one in judged)
    standing = sum(one.standing for one in judged)
    false = Counter(finding["check_id"] for finding in untouched)
    documents = len({finding["doc"] for finding in untouched})
    lines += [
        *proportion_rows({"**合计，不计原报告就有的误报**": (answered, told - standing)}),
        *proportion_rows({"**合计**": (answered, told)}),
        "",
        f"未植入错误的 {len(reports)} 份报告：误报 {len(untouched)} 条，涉及 {documents} 份"
        + "".join(f"；{check} {count} 条" for check, count in false.most_common())
        + "。",
    ]
    return lines


def _recall(name: str, judged: list[Judged]) -> dict[str, tuple[int, int]]:
    return {name: (sum(bool(one.answers) for one in judged), len(judged))}


def _show(judged: list[Judged], untouched: list[Finding], checked: Checked, count: int) -> None:
    """Print examples for the people who mend the rules."""
    if not count:
        return
    print("\n## 漏报")
    for one in [one for one in judged if not one.answers][:count]:
        p = one.planting
        place = "表" if p.is_table else "文"
        print(
            f"{p.number:04}-{p.report.name}.{p.report.form} {p.slip} {p.family}（{place}） {p.expected} → {p.reported}"
        )
        print(f"    {p.context[:260]}")
        for line in trace(p, checked.figures, checked.results):
            print(f"    {line}")
    print("\n## 误报")
    false = [finding for one in judged for finding in one.others]
    for finding in [*untouched, *false][:count]:
        print(f"{finding['doc']} 行{finding['line']} {finding['check_id']}：{finding['message'][:200]}")


if __name__ == "__main__":
    sys.exit(main())
