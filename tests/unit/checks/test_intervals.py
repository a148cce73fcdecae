"""The interval macros, rendered as dbt renders them and run on DuckDB."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from pathlib import Path
from types import SimpleNamespace

import duckdb
import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

MACROS = Path(__file__).resolve().parents[3] / "macros"


def macro(file: str):
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(MACROS), extensions=["jinja2.ext.do"])
    names = {"return": lambda value: value, "adapter": None, "target": SimpleNamespace(type="duckdb")}
    return environment.get_template(file).make_module(names)


INTERVAL = macro("interval.sql")
TEXT = macro("check_text.sql")
DATABASE = duckdb.connect(":memory:")


def value_of(sql: str):
    return DATABASE.execute(f"select {sql}").fetchall()[0][0]


def status(reported: str, decimals: int, expected: float, low: float | None = None, high: float | None = None) -> str:
    ends = (expected if low is None else low, expected if high is None else high)
    sql = INTERVAL.interval_status(f"{reported}::double", decimals, f"({expected})", f"({ends[0]})", f"({ends[1]})")
    return value_of(str(sql))


@pytest.mark.parametrize(
    ("reported", "decimals", "expected", "verdict"),
    [
        ("92.6", 1, 92.593, "pass"),
        ("92.5", 1, 92.593, "rounding"),
        ("92.4", 1, 92.593, "fail"),
        ("99.86", 2, 99.868, "rounding"),
        ("99.81", 2, 99.0934, "fail"),
        ("40", 0, 40.0, "pass"),
        ("-15.56", 2, -15.564, "pass"),
    ],
)
def test_truncation_is_rounding_and_anything_beyond_one_unit_fails(reported, decimals, expected, verdict):
    assert status(reported, decimals, expected) == verdict


def test_a_sum_of_rounded_parts_fails_only_where_the_intervals_cannot_meet():
    # two parts printed to 0.01: (n + 1) / 2 = 1.5 units of slack, total included
    assert status("9746.50", 2, 9746.49, 9746.48 - 0.005, 9746.50 + 0.005) == "rounding"
    assert status("9746.50", 2, 9746.40, 9746.39 - 0.005, 9746.41 + 0.005) == "fail"


@given(st.integers(1, 10**7), st.integers(1, 10**7), st.integers(0, 3))
def test_a_share_rounded_or_cut_off_is_never_disputed(part, whole, decimals):
    share = Decimal(100 * part) / Decimal(whole)
    place = Decimal(1).scaleb(-decimals)
    for mode in (ROUND_HALF_UP, ROUND_DOWN):
        assert status(str(share.quantize(place, mode)), decimals, float(share)) in ("pass", "rounding")


@given(st.integers(10**3, 10**7), st.integers(2, 10**4))
def test_a_share_that_is_two_units_off_is_always_disputed(value, units):
    assert status(str(Decimal(value + units) / 100), 2, value / 100) == "fail"


@pytest.mark.parametrize(
    ("reported", "expected", "cause"),
    [
        ("1328", "3128", "transposed"),
        ("119", "191", "transposed"),
        ("357123635", "351723635", "transposed"),
        ("61870", "60870", "digit"),
        ("6070", "60870", "digit_lost"),
        ("608770", "60870", "digit_added"),
        ("9981", "9909", ""),
        ("1234", "5678", ""),
    ],
)
def test_a_slip_of_the_pen_is_named_only_where_it_explains_the_number_exactly(reported, expected, cause):
    assert value_of(str(TEXT.digit_cause(f"'{reported}'", f"'{expected}'"))) == cause
