"""The Great Expectations checkpoint: suites on batches, results as plain values, Data Docs on disk."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")  # read when the package is imported

import great_expectations as gx
import polars as pl
from great_expectations.checkpoint.actions import UpdateDataDocsAction
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
from great_expectations.expectations.metadata_types import FailureSeverity

from quality.suite import Suite

_SEVERITY = {"fatal": "critical", "warning": "warning"}
_SITE = "offline"


def run_checkpoint(
    suites: tuple[Suite, ...], batches: dict[str, pl.DataFrame], scratch: Path, data_docs: Path
) -> dict[tuple[str, str], dict[str, Any]]:
    """Return success, error and details by (suite, expectation); write Data Docs to ``data_docs``.

    An expectation on a batch without rows passes: there is nothing to judge (suites that need rows say so).
    """
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    context.add_data_docs_site(
        _SITE,
        {
            "class_name": "SiteBuilder",
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
            "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(data_docs)},
        },
    )
    source = context.data_sources.add_pandas("built")
    definitions = []
    for suite in suites:
        file = scratch / f"{suite.name}.parquet"
        batches[suite.name].write_parquet(file)
        asset: Any = source.add_parquet_asset(name=suite.name, path=file)
        definition = asset.add_batch_definition(name="version")
        expectations = [
            ExpectationConfiguration(
                type=expectation.type,
                kwargs=dict(expectation.kwargs),
                meta={"id": expectation.id},
                notes=expectation.message,
                severity=FailureSeverity(_SEVERITY[expectation.severity]),
            ).to_domain_obj()
            for expectation in suite.expectations
        ]
        added = context.suites.add(gx.ExpectationSuite(name=suite.name, expectations=expectations, notes=suite.title))
        definitions.append(
            context.validation_definitions.add(gx.ValidationDefinition(name=suite.name, data=definition, suite=added))
        )
    checkpoint = context.checkpoints.add(
        gx.Checkpoint(
            name="gate",
            validation_definitions=definitions,
            actions=[UpdateDataDocsAction(name="data_docs", site_names=[_SITE])],
            result_format={"result_format": "COMPLETE", "unexpected_index_column_names": ["subject"]},
        )
    )
    run = checkpoint.run()
    outcomes: dict[tuple[str, str], dict[str, Any]] = {}
    for result in run.run_results.values():
        each: Any
        for each in result.results:
            key = (result.suite_name, each.expectation_config.meta["id"])
            outcomes[key] = {"success": bool(each.success), "error": _error(each), "result": each.result}
    return outcomes


def _error(result: Any) -> str:
    """Return why an expectation could not be evaluated, '' where it could."""
    information = result.exception_info or {}
    if information.get("raised_exception") is True:
        return str(information.get("exception_message", ""))
    for entry in information.values():
        if isinstance(entry, dict) and entry.get("raised_exception"):
            return str(entry.get("exception_message", ""))
    return ""
