import time
from pathlib import Path

import duckdb
import pytest

from warehouse.sandbox import SqlError, run_sql
from warehouse.settings import Settings

SETTINGS = Settings(sql_seconds=20, sql_memory_mb=300, sql_rows=5)


@pytest.fixture(scope="module")
def database(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("db") / "mingzhang.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema marts; create table marts.numbers as select range as n from range(100)")
    return path


def test_a_query_returns_rows_up_to_the_bound_and_one_that_says_there_are_more(database):
    assert run_sql(SETTINGS, database, "select n from marts.numbers order by n desc")["n"].to_list() == [
        99,
        98,
        97,
        96,
        95,
        94,
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "create table marts.mine as select 1",
        "delete from marts.numbers",
        "copy marts.numbers to 'out.csv'",
        "select * from read_text('/etc/hostname')",
        "attach 'other.duckdb' as other",
        "set memory_limit = '100GB'",
        "install httpfs",
        "selec 1",
        "select 1; select 2",
        "",
    ],
)
def test_anything_but_one_reading_statement_is_refused_in_one_line(database, statement):
    with pytest.raises(SqlError) as caught:
        run_sql(SETTINGS, database, statement)
    assert "\n" not in str(caught.value)


def test_a_statement_without_end_is_killed_when_its_time_is_over(database):
    quick = Settings(sql_seconds=2, sql_memory_mb=300)
    started = time.monotonic()
    with pytest.raises(SqlError, match="超过 2 秒"):
        run_sql(quick, database, "select count(*) from range(10000000000) a, range(1000000) b where a.range <> b.range")
    assert time.monotonic() - started < 10


def test_a_statement_that_wants_too_much_memory_is_stopped(database):
    with pytest.raises(SqlError):
        run_sql(SETTINGS, database, "select repeat('x', 4000000000)")
