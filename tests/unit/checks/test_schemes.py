"""The indicator schemes add up."""

import csv
from collections import defaultdict
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

RULES = Path(__file__).resolve().parents[3] / "seeds" / "rules"


def rows(name: str) -> list[dict[str, str]]:
    with (RULES / name).open(encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


def test_full_marks_of_a_scheme_add_up_to_100_and_below_each_indicator_to_its_own():
    schemes: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows("schemes.csv"):
        if row["weight"]:
            schemes[row["scheme"]].append(row)
    for scheme, indicators in schemes.items():
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for row in indicators:
            sums[row["parent"]] += Decimal(row["weight"])
        own = {row["indicator"]: Decimal(row["weight"]) for row in indicators} | {"": Decimal(100)}
        assert {parent: total for parent, total in sums.items() if own[parent] != total} == {}, scheme


def test_every_scheme_row_names_its_source_and_a_rule_that_is_known():
    for row in rows("schemes.csv"):
        assert row["source"], row["indicator"]
        assert row["rule"] in {"linear_rate", "target", "judged"}, row["indicator"]


def test_the_calendar_has_twelve_months_and_bands_do_not_overlap():
    months = [row["period_month"] for row in rows("pace_schedules.csv") if row["schedule"] == "序时进度"]
    assert months == [str(month) for month in range(1, 13)]
    for kind in ("behind", "year_end"):
        bands = [row for row in rows("pace_bands.csv") if row["kind"] == kind]
        ends = [(Decimal(row["gap_from"]), Decimal(row["gap_below"])) for row in bands]
        assert all(before[1] == after[0] for before, after in pairwise(ends))


def test_the_bands_of_an_indicator_follow_each_other_and_give_no_more_than_its_full_marks():
    by_indicator: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows("score_rules.csv"):
        assert row["source"], row["indicator"]
        assert Decimal(row["points"]) <= Decimal(row["full_marks"])
        by_indicator[row["indicator"], row["full_marks"]].append(row)
    for indicator, bands in by_indicator.items():
        assert all(one["rate_below"] == two["rate_from"] for one, two in pairwise(bands)), indicator
