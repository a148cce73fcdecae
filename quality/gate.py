"""The gate: run the checkpoint on a built version and write its results and verdict into the version.

Run it as a process of its own (``python -m quality.gate --database …``): importing Great Expectations takes seconds.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from quality.batch import make_batches
from quality.data_docs import finish_data_docs
from quality.suite import Expectation, Suite, load_suites

RESULTS: Final[dict[str, Any]] = {
    "version_id": pl.String,
    "suite": pl.String,
    "suite_title": pl.String,
    "expectation_id": pl.String,
    "expectation_type": pl.String,
    "column_name": pl.String,
    "severity": pl.String,  # fatal, warning
    "status": pl.String,  # passed, failed, error
    "element_count": pl.Int64,
    "unexpected_count": pl.Int64,
    "unexpected_ratio": pl.Float64,
    "observed_value": pl.String,
    "unexpected_subjects": pl.String,
    "message": pl.String,
    "evaluated_at": pl.Datetime("us"),
}
VERDICTS: Final[dict[str, Any]] = {
    "version_id": pl.String,
    "verdict": pl.String,  # passed, rejected
    "fatal_count": pl.Int64,
    "warning_count": pl.Int64,
    "passed_count": pl.Int64,
    "evaluated_at": pl.Datetime("us"),
}
_SUBJECTS_SHOWN = 5


def judge_version(
    database: Path, previous: Path | None, version_id: str, data_docs: Path, history: Path
) -> pl.DataFrame:
    """Judge a built version, write schema ``quality`` into it and Data Docs beside it; return this run's results.

    ``history`` keeps the results of all runs, rejected ones included; every version gets them all, for trends.
    """
    suites = load_suites()
    batches = make_batches(database, previous, suites)
    results = _results(version_id, suites, batches, data_docs)
    finish_data_docs(data_docs, results)
    history.mkdir(parents=True, exist_ok=True)
    partial = history / f".{version_id}.parquet"
    results.write_parquet(partial)
    partial.replace(history / f"{version_id}.parquet")
    _write(database, _history(history))
    return results


def _results(
    version_id: str, suites: tuple[Suite, ...], batches: dict[str, pl.DataFrame], data_docs: Path
) -> pl.DataFrame:
    from quality.checkpoint import run_checkpoint

    with tempfile.TemporaryDirectory(prefix="mingzhang-quality-") as scratch:
        outcomes = run_checkpoint(suites, batches, Path(scratch), data_docs)
    now = datetime.now(UTC).replace(tzinfo=None)
    rows = []
    for suite in suites:
        for expectation in suite.expectations:
            outcome = outcomes[suite.name, expectation.id]
            rows.append(_row(version_id, suite, expectation, outcome, now))
    return pl.DataFrame(rows, schema=RESULTS, orient="row")


def _row(
    version_id: str, suite: Suite, expectation: Expectation, outcome: dict[str, Any], now: datetime
) -> tuple[Any, ...]:
    details = outcome["result"]
    subjects = [str(entry.get("subject", "")) for entry in details.get("unexpected_index_list") or []]
    shown = "、".join(subjects[:_SUBJECTS_SHOWN]) + ("等" if len(subjects) > _SUBJECTS_SHOWN else "")
    percent = details.get("unexpected_percent")
    observed = details.get("observed_value")
    status = "error" if outcome["error"] else "passed" if outcome["success"] else "failed"
    message = expectation.message
    if status == "error":
        message = f"{message}（无法判断：{outcome['error']}）"
    elif status == "failed" and shown:
        message = f"{message}：{shown}"
    elif status == "failed" and observed is not None:
        message = f"{message}：现为 {observed}"
    return (
        version_id, suite.name, suite.title, expectation.id, expectation.type, expectation.kwargs.get("column", ""),
        expectation.severity, status, details.get("element_count"), details.get("unexpected_count"),
        None if percent is None else percent / 100, None if observed is None else str(observed), shown, message, now,
    )  # fmt: skip


def _history(folder: Path) -> pl.DataFrame:
    """Return the results of all runs; columns that an older run did not write are empty."""
    frames = [pl.read_parquet(path) for path in sorted(folder.glob("*.parquet")) if not path.name.startswith(".")]
    known = [frame.select([column for column in RESULTS if column in frame.columns]) for frame in frames]
    return pl.concat([pl.DataFrame(schema=RESULTS), *known], how="diagonal_relaxed")


def _write(database: Path, results: pl.DataFrame) -> None:
    missed = pl.col("status") != "passed"
    verdicts = (
        results.group_by("version_id", maintain_order=True)
        .agg(
            (missed & (pl.col("severity") == "fatal")).sum().cast(pl.Int64).alias("fatal_count"),
            (missed & (pl.col("severity") == "warning")).sum().cast(pl.Int64).alias("warning_count"),
            (~missed).sum().cast(pl.Int64).alias("passed_count"),
            pl.col("evaluated_at").max(),
        )
        .with_columns(
            pl.when(pl.col("fatal_count") > 0).then(pl.lit("rejected")).otherwise(pl.lit("passed")).alias("verdict")
        )
        .select(*VERDICTS)
    )
    connection = duckdb.connect(str(database))
    try:
        connection.execute("create schema if not exists quality")
        for name, frame in (("expectation_results", results), ("gate_verdicts", verdicts)):
            connection.register("incoming", frame)
            connection.execute(f"create or replace table quality.{name} as select * from incoming")
            connection.unregister("incoming")
        for name, comment in _COMMENTS.items():
            connection.execute(f"comment on table quality.{name} is '{comment}'")
    finally:
        connection.close()


_COMMENTS = {
    "expectation_results": "质量关口的每项预期，一次运行一行，含以往各次 / One row per expectation and run",
    "gate_verdicts": "质量关口的结论，一次运行一行 / One row per run of the gate",
}


def main() -> None:
    """Judge the version named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", type=Path, required=True)
    parser.add_argument("--previous", type=Path)
    parser.add_argument("--version-id", required=True)
    parser.add_argument("--data-docs", type=Path, required=True)
    parser.add_argument("--history", type=Path, required=True)
    given = parser.parse_args()
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    judge_version(given.database, given.previous, given.version_id, given.data_docs, given.history)


if __name__ == "__main__":
    main()
