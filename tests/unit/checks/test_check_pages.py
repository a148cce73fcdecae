import csv
import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PAGES = ROOT / "docs" / "checks"


def catalogue() -> list[dict[str, str]]:
    with (ROOT / "seeds" / "rules" / "checks.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_check_has_one_fresh_page_and_no_page_is_left_over():
    generated = runpy.run_path(str(PAGES / "generate.py"))["pages"]()
    assert {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")} == generated


def test_each_check_has_one_model_and_each_model_is_in_the_ledger():
    checks = {row["check_id"] for row in catalogue()}
    models = {path.stem.removeprefix("chk_") for path in (ROOT / "models" / "checks").glob("chk_*.sql")}
    assert models == checks
    ledger = (ROOT / "models" / "checks" / "fct_check_results.sql").read_text(encoding="utf-8")
    assert [check for check in sorted(checks) if f"'{check}'" not in ledger] == []


def test_each_check_is_named_after_its_family_and_says_everything_a_reader_needs():
    for row in catalogue():
        assert row["check_id"].startswith(row["family"]), row["check_id"]
        assert row["severity"] in {"error", "warning", "hint"}, row["check_id"]
        assert all(row[column].strip() for column in ("title", "shows", "why", "action", "source")), row["check_id"]


def test_each_cause_that_a_check_can_name_has_its_words():
    with (ROOT / "seeds" / "rules" / "finding_causes.csv").open(encoding="utf-8", newline="") as file:
        worded = {row["cause"] for row in csv.DictReader(file)}
    assert {"digit", "transposed", "digit_lost", "digit_added", "growth_as_rate", "unit_yuan", "other_scope"} <= worded
