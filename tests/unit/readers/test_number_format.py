"""Number formats of spreadsheets: the text a person sees is what is read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.number_format import format_cell_number

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        ("1234.5", "#,##0.00", "1,234.50"),
        ("0", "0.00", "0.00"),
        ("0.125", "0.0%", "12.5%"),
        ("0", ACCOUNTING, "-"),
        ("1234567.891", ACCOUNTING, "1,234,567.89"),
        ("-1234.567", "#,##0.00_);(#,##0.00)", "(1,234.57)"),
        ("-12.5", "#,##0.00;[Red]-#,##0.00", "-12.50"),
        ("0", "#,##0.00;-#,##0.00;;@", ""),
        ("12345678", "0.00,,", "12.35"),
        ("123456", '0!.0,"万元"', "12.3万元"),
        ("123456", "0\\.0,", "12.3"),
        ("5", "000", "005"),
        ("0.5", "#.00", ".50"),
        ("2023", '0"年"', "2023年"),
        ("-0.001", "0.00", "0.00"),
        ("1.005", "0.00", "1.01"),
        ("1234", "[$¥-804]#,##0.00", "¥1,234.00"),
        ("3", "[>=1]0.0;0.00", "3.0"),
        ("0.25", "[>=1]0.0;0.00", "0.25"),
        ("45000", 'yyyy"年"m"月"d"日"', "2023年3月15日"),
        ("45000.5", "yyyy-mm-dd hh:mm", "2023-03-15 12:00"),
        ("0.6", "h:mm", "14:24"),
        ("13.5", "[h]:mm", "324:00"),
        ("45000", "aaaa", "星期三"),
        ("0.5", "@", "0.5"),
        ("12", "[DBNum1]General", "12"),
        ("1234.5", "0.00E+00", "1.23E+03"),
        ("0", "0.00E+00", "0.00E+00"),
        ("0.00001", "0.00E+00", "1.00E-05"),
        ("1E+30", "#,##0.00", "1" + ",000" * 10 + ".00"),
    ],
)
def test_a_number_is_printed_as_its_format_says(value: str, number_format: str, shown: str) -> None:
    assert format_cell_number(Decimal(value), number_format) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0.30000000000000004", "0.3"),
        ("1234567.891", "1234567.891"),
        ("123456789012", "123456789012"),
        ("1165.08", "1165.08"),
        ("100", "100"),
        ("0", "0"),
        ("-0.5", "-0.5"),
    ],
)
def test_the_general_format_shows_at_most_eleven_digits(value: str, shown: str) -> None:
    assert format_cell_number(Decimal(value), "General") == shown


@given(st.decimals(-(10**12), 10**12, places=2))
def test_two_places_with_commas_lose_nothing(value: Decimal) -> None:
    shown = format_cell_number(value, "#,##0.00")
    assert Decimal(shown.replace(",", "")) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15), st.text(max_size=20))
def test_any_format_gives_some_text(value: Decimal, number_format: str) -> None:
    assert isinstance(format_cell_number(value, number_format), str)
