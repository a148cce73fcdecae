"""The dbt project built once on a small raw database: what an analyst reads in the marts."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
BUILD_RAW = FIXTURES / "build_raw.py"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse built by dbt, with all its data tests and unit tests, from tests/fixtures."""
    folder = tmp_path_factory.mktemp("models")
    raw, built = folder / "raw.duckdb", folder / "built.duckdb"
    inputs = [str(FIXTURES / "figures.csv"), str(raw), str(FIXTURES / "documents.csv")]
    subprocess.run([sys.executable, str(BUILD_RAW), *inputs], check=True)
    options = ["--project-dir", str(ROOT), "--profiles-dir", str(ROOT), "--no-use-colors"]
    options += ["--target-path", str(folder / "target"), "--log-path", str(folder / "logs")]
    environment = os.environ | {"MINGZHANG_RAW_DB": str(raw), "MINGZHANG_BUILD_DB": str(built)}
    command = [sys.executable, "-m", "dbt.cli.main", "build", *options]
    result = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[-4000:]
    return built


@pytest.fixture(scope="module")
def connection(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse attached under another name, as the dashboard and other clients do, without the raw file."""
    with duckdb.connect() as opened:
        opened.execute(f"attach '{database}' as published (read_only)")
        opened.execute("use published")
        yield opened


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return connection.sql(query).fetchall()


def test_the_report_of_the_year_gives_the_value_and_a_later_restatement_stays_linked(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    query = """
        select amount_yuan, printing_count, document_count, disagreeing_count, len(figure_ids) from marts.fct_facts
        where entity_name = '甲县档案局' and fiscal_year = 2022 and item_code = 'exp.total'
    """
    assert rows(connection, query) == [(Decimal("1000000.00"), 3, 2, 1, 3)]


def test_money_without_a_printed_unit_has_no_amount(connection: duckdb.DuckDBPyConnection) -> None:
    query = "select amount_yuan, is_unit_known, printed_value from marts.fct_three_public where raw_text = '3.50'"
    assert rows(connection, query) == [(None, False, Decimal("3.50"))]


def test_the_execution_rate_divides_amounts_of_one_item_and_fund_only(connection: duckdb.DuckDBPyConnection) -> None:
    query = """
        select execution_ratio, execution_budget_basis, stated_execution_ratio from marts.fct_unit_years
        where entity_name = '甲县档案局' and fiscal_year = 2023
    """
    assert rows(connection, query) == [(Decimal("0.800000"), "全年预算", Decimal("0.800000"))]


def test_figures_of_an_image_are_never_verified_though_they_add_up(connection: duckdb.DuckDBPyConnection) -> None:
    query = "select distinct trust_state from marts.fct_facts where entity_name = '乙县档案局'"
    assert rows(connection, query) == [("unverified",)]


def test_facts_that_add_up_are_verified(connection: duckdb.DuckDBPyConnection) -> None:
    query = """
        select distinct trust_state from marts.fct_facts
        where entity_name = '甲县档案局' and fiscal_year = 2022 and item_code in ('exp.total', 'exp.basic')
            and class_code is null
    """
    assert rows(connection, query) == [("verified",)]


def test_a_renamed_agency_is_one_entity_with_both_names(connection: duckdb.DuckDBPyConnection) -> None:
    query = """
        select entity_name, is_current, cast(valid_from_date as varchar), cast(valid_to_date as varchar)
        from marts.dim_entity where entity_id = (
            select entity_id from marts.dim_entity where entity_name = '生态环境部'
        ) order by is_current
    """
    assert rows(connection, query) == [
        ("环境保护部", False, None, "2018-03-17"),
        ("生态环境部", True, "2018-03-17", None),
    ]
    years = (
        "select reported_entity_name from marts.fct_unit_years where entity_name = '生态环境部' order by fiscal_year"
    )
    assert rows(connection, years) == [("环境保护部",), ("生态环境部",)]


def test_a_short_name_and_the_full_one_are_one_agency(connection: duckdb.DuckDBPyConnection) -> None:
    query = "select fiscal_year from marts.fct_unit_years where entity_name = '丙县发展和改革局' order by fiscal_year"
    assert rows(connection, query) == [(2022,), (2023,)]


def test_a_name_without_a_region_means_another_unit_in_another_department(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    query = "select count(distinct entity_id), count(distinct parent_entity_id) from marts.dim_entity"
    assert rows(connection, query + " where entity_name = '机关服务中心'") == [(2, 2)]


def test_documents_without_a_heading_are_not_mixed(connection: duckdb.DuckDBPyConnection) -> None:
    query = "select entity_name, entity_id, amount_yuan from marts.fct_three_public where entity_name like '未识别%'"
    found = rows(connection, query)
    assert len({entity_id for _, entity_id, _ in found}) == len(found) == 2


def test_a_name_that_fits_many_places_is_not_taken_for_one_agency(connection: duckdb.DuckDBPyConnection) -> None:
    query = "select count(distinct entity_id) from marts.dim_entity where entity_name = '高新区'"
    assert rows(connection, query) == [(2,)]


def test_a_score_row_shows_what_was_lost(connection: duckdb.DuckDBPyConnection) -> None:
    query = "select weight_score, self_score, loss_score, score_ratio from marts.fct_indicator_scores"
    assert rows(connection, query) == [(Decimal(10), Decimal("9.5"), Decimal("0.5"), Decimal("0.95"))]


def test_a_target_row_says_whether_it_was_met(connection: duckdb.DuckDBPyConnection) -> None:
    query = """
        select target_value, achieved_value, comparator, is_met, completion_ratio from marts.fct_performance_targets
        where indicator_name = '满意率'
    """
    assert rows(connection, query) == [(Decimal(95), Decimal(96), ">=", True, Decimal("1.010526"))]


def test_two_rows_of_one_name_in_a_target_table_stay_two_targets(connection: duckdb.DuckDBPyConnection) -> None:
    query = "select target_value from marts.fct_performance_targets where indicator_name = '培训班' order by 1"
    assert rows(connection, query) == [(Decimal(5),), (Decimal(7),)]


def test_rows_of_class_tables_meet_by_code_whatever_the_cell_says(connection: duckdb.DuckDBPyConnection) -> None:
    query = "select item_id, printing_count, disagreeing_count from marts.fct_facts where class_code = '2012601'"
    assert rows(connection, query) == [("expenditure:2012601/基本支出", 2, 0)]


def test_the_chinese_views_show_money_in_wan_yuan_and_codes_in_words(connection: duckdb.DuckDBPyConnection) -> None:
    query = """
        select "金额（万元）", 可信状态 from zh.支出
        where 单位名称 = '甲县档案局' and 年度 = 2022 and 科目名称 = '基本支出' and 分类科目编码 is null
    """
    assert rows(connection, query) == [(Decimal("60.000000"), "已核实")]


def test_every_published_column_is_commented_in_chinese_and_english(connection: duckdb.DuckDBPyConnection) -> None:
    query = """
        select table_name, column_name from duckdb_columns()
        where database_name = 'published' and schema_name in ('marts', 'zh')
            and (comment is null or comment not like '% / %')
    """
    assert rows(connection, query) == []


def test_the_dictionary_says_what_the_models_say(database: Path) -> None:
    folder = ROOT / "docs" / "dictionary"
    specification = importlib.util.spec_from_file_location("generate_dictionary", folder / "generate.py")
    assert specification and specification.loader
    generate = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(generate)
    manifest = json.loads((database.parent / "target" / "manifest.json").read_text(encoding="utf-8"))
    stale = [name for name, text in generate.pages(manifest).items() if (folder / name).read_text() != text]
    assert stale == [], "run: python docs/dictionary/generate.py target/manifest.json"
