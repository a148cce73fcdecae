"""What ``mingzhang status`` says of a version."""

import csv
from pathlib import Path

from warehouse.summary import summary_lines
from warehouse.words import code_words

CHECKS = Path(__file__).resolve().parents[3] / "seeds" / "rules" / "checks.csv"


def test_status_tells_due_done_failed_and_not_assessable_of_each_family():
    counts = {"family_sum_pass": 7, "family_sum_fail": 2, "family_sum_rounding": 1, "family_sum_not_assessable": 4}
    (line,) = (line for line in summary_lines(counts) if "加总" in line)
    assert line.strip() == "加总：应查 14，已查 10，不符 2，无法核查 4"


def test_a_family_with_nothing_due_is_left_out():
    assert not any("进度" in line for line in summary_lines({"family_pace_not_applicable": 9}))


def test_every_family_of_the_catalogue_has_a_name():
    with CHECKS.open(encoding="utf-8") as opened:
        assert {row["family"] for row in csv.DictReader(opened)} <= set(code_words("family"))
