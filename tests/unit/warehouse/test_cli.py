import json
import subprocess
import sys

import duckdb
import pytest

from ingest.errors import LockHeldError
from warehouse import cli, versions
from warehouse.settings import DATABASE_NAME, load_settings

NAMES = sorted(command.callback.__name__ for command in cli.app.registered_commands)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("MINGZHANG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "120")
    return tmp_path / "home"


@pytest.fixture
def published(home) -> str:
    settings = load_settings()
    version_id = versions.new_version_id(settings)
    folder = versions.building_folder(settings)
    with duckdb.connect(str(folder / DATABASE_NAME)) as connection:
        connection.execute("create schema marts; create schema checks")
        connection.execute("create table marts.fct_one as select 1.50::decimal(20,2) as amount_yuan, ['a','b'] as ids")
        connection.execute("create table checks.fct_findings as select 'f1' as finding_id")
    counts = {"documents": 2, "figures": 3, "checks_due": 4, "checks_pass": 4}
    versions.complete(settings, folder, versions.Manifest(version_id, "今天", "passed", "", counts=counts))
    versions.publish(settings, version_id)
    return version_id


def test_the_commands_of_the_design_are_all_there():
    designed = {"extract", "ingest", "refresh", "check", "findings", "status", "versions", "rollback", "sql"}
    assert set(NAMES) >= designed | {"export", "dashboard", "verdict"}
    assert [group.name for group in cli.app.registered_groups] == ["review"]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_documented_in_chinese_with_an_example(name, capsys):
    assert cli.run([name, "--help"]) == 0
    text = capsys.readouterr().out
    assert f"例：mingzhang {name}" in text
    assert "用法：" in text and "Usage" not in text and "Show this message" not in text and "OPTIONS" not in text
    command = next(c for c in cli.app.registered_commands if c.callback.__name__ == name)
    assert any("\u4e00" <= character <= "\u9fff" for character in command.callback.__doc__)


@pytest.mark.parametrize("command", ["check", "ingest", "extract --coverage"])
def test_a_folder_without_a_document_is_told_and_not_passed(command, tmp_path, capsys):
    (tmp_path / "笔记.md").write_text("2023年预算100万元", encoding="utf-8")
    name, *options = command.split()
    assert cli.run([name, str(tmp_path), *options]) == 2
    assert "没有可以" in capsys.readouterr().err


def test_a_refresh_that_never_had_a_file_builds_nothing(tmp_path, home, capsys):
    (tmp_path / "inbox").mkdir()
    assert cli.run(["refresh", "--inbox", str(tmp_path / "inbox")]) == 2
    assert "还没有收入任何文件" in capsys.readouterr().err
    assert not list(home.glob("versions/*"))


def test_a_raw_database_that_cannot_be_opened_is_told_in_one_line(tmp_path, home, capsys):
    report = tmp_path / "报告.txt"
    report.write_text("某市某局2023年度部门决算\n本年支出合计100.00万元。", encoding="utf-8")
    raw = load_settings().raw_database
    raw.parent.mkdir(parents=True)
    with duckdb.connect(str(raw)) as connection:
        connection.execute("create table one as select 1")
    hold = f"import duckdb; c = duckdb.connect({str(raw)!r}); print('open', flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"open\n"
        assert cli.run(["ingest", str(report)]) == 2
        assert "正被别的程序打开" in capsys.readouterr().err
        other.communicate(b"\n")
    raw.write_bytes(b"no database at all")
    assert cli.run(["ingest", str(report)]) == 2
    assert "可能已损坏" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", *(command.name for command in cli.review_app.registered_commands)])
def test_every_way_to_review_is_documented_in_chinese_with_an_example(name, capsys):
    assert cli.run(["review", *filter(None, [name]), "--help"]) == 0
    text = capsys.readouterr().out
    assert f"例：mingzhang review {name}" in text
    assert any("\u4e00" <= character <= "\u9fff" for character in text.split("例：")[0])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["refesh"], "没有命令 refesh"),
        (["refresh", "--inbx", "x"], "没有选项 --inbx"),
        (["refresh", "--inbox", "no/such/folder"], "收件目录不存在"),
        (["refresh", "--inbox", __file__], "应是目录，现在是文件"),
        (["check"], "缺少参数 路径"),
        (["check", "no-such-file.pdf"], "没有这个文件或目录"),
        (["export"], "缺少参数 --out"),
        (["findings", "--year", "soon"], "--year 的值不对（应为整数）"),
        (["findings", "--limit", "0"], "--limit 的值不对（应"),
        (["dashboard", "--port", "99999"], "65535"),
        (["review", "--why", "nonsense"], "没有原因 nonsense"),
        (["findings", "--severity", "bad"], "没有严重程度 bad"),
        (["extract", "."], "没有说要做什么"),
        (["status"], "还没有发布过"),
        (["sql", "select 1"], "还没有发布过"),
        (["rollback"], "还没有发布过"),
        (["review"], "还没有发布过"),
        (["review", "exclude", "a:1", "--reason", "x"], "还没有发布过"),
        (["review", "withdraw", "a:1"], "缺少参数 --reason"),
        (["verdict", "a", "accept", "--reason", "x"], "还没有发布过"),
        (["verdict", "a", "maybe", "--reason", "x"], "'maybe' 不是 'accept', 'dispute', 'explain' 之一"),
        (["dashboard"], "还没有发布过"),
    ],
)
def test_bad_usage_is_one_line_on_stderr_and_exit_code_2(arguments, says, capsys):
    assert cli.run(arguments) == 2
    error = capsys.readouterr().err
    assert says in error
    assert len(error.strip().splitlines()) == 1


def test_a_held_lock_is_exit_code_3(monkeypatch, tmp_path, capsys):
    def refuse(*_, **__):
        raise LockHeldError("另一个任务正在更新")

    monkeypatch.setattr("warehouse.refresh.refresh", refuse)
    assert cli.run(["refresh", "--inbox", str(tmp_path), "--no-wait"]) == 3
    assert "lock_held" in capsys.readouterr().err


def test_a_defect_of_ours_is_exit_code_70_one_line_and_a_log(monkeypatch, tmp_path, capsys, home):
    def break_down(*_, **__):
        raise KeyError("surprise")

    monkeypatch.setattr("warehouse.refresh.refresh", break_down)
    assert cli.run(["refresh", "--inbox", str(tmp_path)]) == 70
    error = capsys.readouterr().err.strip()
    assert len(error.splitlines()) == 1
    (log,) = (home / "runs" / "logs").glob("defect-*.log")
    assert str(log) in error
    assert "surprise" in log.read_text(encoding="utf-8")


def test_a_home_that_cannot_be_is_the_operators_to_mend(monkeypatch, tmp_path, capsys):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("MINGZHANG_HOME", str(tmp_path / "file" / "home"))
    assert cli.run(["refresh", "--inbox", str(tmp_path)]) == 2
    error = capsys.readouterr().err
    assert "请检查磁盘空间与权限" in error
    assert "Traceback" not in error


def test_status_shows_the_numbers_and_where_the_warehouse_is(published, capsys, home):
    assert cli.run(["status"]) == 0
    text = capsys.readouterr().out
    assert published in text
    assert str(home / "current" / DATABASE_NAME) in text
    assert cli.run(["status", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["documents"] == 2


def test_sql_prints_decimals_exactly_in_every_form(published, capsys):
    query = "select amount_yuan, ids from marts.fct_one"
    assert cli.run(["sql", query, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == [{"amount_yuan": "1.50", "ids": ["a", "b"]}]
    assert cli.run(["sql", query, "--format", "csv"]) == 0
    assert capsys.readouterr().out == "amount_yuan,ids\n1.50,a b\n"
    assert cli.run(["sql", "selec"]) == 2


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_export_writes_marts_and_findings_in_each_form(published, tmp_path, form):
    assert cli.run(["export", "--out", str(tmp_path / "out"), "--format", form]) == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [f"fct_findings.{form}", f"fct_one.{form}"]


def test_export_of_a_table_that_is_none_is_refused(published, tmp_path, capsys):
    assert cli.run(["export", "--out", str(tmp_path / "out"), "marts.none"]) == 2
    assert "marts.none" in capsys.readouterr().err


def test_versions_marks_the_published_one_and_rollback_needs_an_older_one(published, capsys):
    assert cli.run(["versions", "--format", "csv"]) == 0
    assert f"*,{published}" in capsys.readouterr().out
    assert cli.run(["rollback"]) == 2
