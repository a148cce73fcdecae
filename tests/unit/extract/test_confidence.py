"""Confidence says how often a rule was right on hand-read samples; only what is measured can be verified by checks."""

from __future__ import annotations

import pytest

from ingest.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
ROWS = VOCABULARY.rows("rules/rule_confidence.csv")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["rule"])
def test_confidence_follows_from_what_was_measured(row) -> None:
    read, right = int(row["figures_read"]), int(row["figures_right"])
    assert float(row["confidence"]) == pytest.approx((right + 1) / (read + 2), abs=0.006)


def test_tables_and_prose_are_both_measured() -> None:
    assert VOCABULARY.confidence_of("table.fiscal_sheet") >= 0.9
    assert VOCABULARY.confidence_of("prose.amount") >= 0.9
