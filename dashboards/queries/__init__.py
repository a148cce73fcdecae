"""Every select of the dashboard. Decimals stay decimals; answers are kept per published version."""

from dashboards.queries.answers import FIGURES_LISTED, Row, Rows, is_empty
from dashboards.queries.checks import check_results, checks_on, findings, ledger
from dashboards.queries.sources import (
    cells_around,
    document,
    document_counts,
    documents,
    figure,
    figures,
    figures_of,
    lines_around,
    other_printings,
    statements_of,
    unreadable_documents,
)
from dashboards.queries.units import (
    facts_of_unit,
    lost_points,
    measures,
    stated_changes,
    statements_of_unit,
    unit_years,
    units,
    years,
    years_of_unit,
)

__all__ = [
    "FIGURES_LISTED",
    "Row",
    "Rows",
    "cells_around",
    "check_results",
    "checks_on",
    "document",
    "document_counts",
    "documents",
    "facts_of_unit",
    "figure",
    "figures",
    "figures_of",
    "findings",
    "is_empty",
    "ledger",
    "lines_around",
    "lost_points",
    "measures",
    "other_printings",
    "stated_changes",
    "statements_of",
    "statements_of_unit",
    "unit_years",
    "units",
    "unreadable_documents",
    "years",
    "years_of_unit",
]
