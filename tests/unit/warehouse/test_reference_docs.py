from dataclasses import fields
from pathlib import Path

import pytest

from ingest.schema import INTERCHANGE_COLUMNS
from quality.suite import HERE, load_suites
from warehouse.settings import Settings

DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.mark.parametrize("column", INTERCHANGE_COLUMNS)
def test_every_column_of_the_figures_file_is_described(column):
    text = (DOCS / "interchange.md").read_text(encoding="utf-8")
    described = {
        name.strip() for line in text.splitlines() if line.startswith("|") for name in line.split("|")[1].split(",")
    }
    assert column in described


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_every_setting_is_described(name):
    assert name in (DOCS / "how-to" / "operate.md").read_text(encoding="utf-8")


def test_every_suite_judges_a_batch_that_is_there_and_names_what_a_miss_means():
    suites = load_suites()
    assert {suite.batch for suite in suites} == {path.stem for path in (HERE / "batches").glob("*.sql")}
    for suite in suites:
        assert suite.query.startswith("-- grain: one row")
        assert all(expectation.message for expectation in suite.expectations)
    ids = [expectation.id for suite in suites for expectation in suite.expectations]
    assert len(ids) == len(set(ids))
