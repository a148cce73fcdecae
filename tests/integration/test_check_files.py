"""``mingzhang check`` on files alone."""

import csv
import io
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.integration.paper import ROOT
from warehouse import plan
from warehouse.check_files import FINDING_COLUMNS, check_documents, run_check
from warehouse.commands.output import Format
from warehouse.settings import Settings

REPORT = """某市某局2023年度部门决算公开说明
一、支出决算情况
2023年度本年支出合计200.00万元，其中：基本支出150.00万元，占57.00%；项目支出50.00万元，占25.00%。
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return replace(Settings(), home=tmp_path_factory.mktemp("home"), project=ROOT)


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "报告.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_a_wrong_share_is_printed_with_its_place_and_exits_1(settings, report, capsys):
    assert run_check(settings, [report], Format.csv) == 1
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert tuple(rows[0]) == FINDING_COLUMNS
    assert [(r["doc"], r["line"], r["check"], r["reported"], r["expected"]) for r in rows] == [
        ("报告.txt", "3", "ratio_share", "57.00%", "75.00%")
    ]


def test_the_text_form_groups_by_file_and_each_finding_can_be_explained(settings, report, capsys):
    assert run_check(settings, [report]) == 1
    text = capsys.readouterr().out
    assert text.startswith("报告.txt\n  [错误] 第1页第3行")
    number = text.split("编号 ")[1].split("）")[0]
    assert run_check(settings, [report], explain=number) == 0
    explained = capsys.readouterr().out
    assert "核查：占比与所列金额相符（ratio_share）" in explained
    assert "算式：" in explained
    assert explained.count("第1页第3行") >= 3


def test_an_unreadable_file_is_a_problem_and_the_others_are_checked(settings, report, tmp_path, capsys):
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.7 broken")
    assert run_check(settings, [broken, report], Format.csv) == 2
    assert "57.00%" in capsys.readouterr().out


def test_two_files_with_the_same_contents_are_checked_once(settings, report, tmp_path, capsys):
    copy = tmp_path / "副本.txt"
    copy.write_bytes(report.read_bytes())
    assert run_check(settings, [report, copy]) == 1
    said = capsys.readouterr()
    assert said.out.count("[错误]") == 1
    assert "内容相同，只核查一次" in said.err


def test_checking_leaves_nothing_but_the_compiled_plan_and_the_seeds_behind(settings, report):
    check_documents(settings, [report])
    left = sorted(path.name.split("-")[0] + path.suffix for path in settings.home.rglob("*") if path.is_file())
    assert left == ["plan.json", "seeds.duckdb"]


def test_a_changed_seed_row_counts_at_once(settings, report, tmp_path):
    project = tmp_path / "project"
    for name in ("models", "macros", "seeds", "tests/dbt"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copyfile(ROOT / "dbt_project.yml", project / "dbt_project.yml")
    rules = project / "seeds" / "rules" / "checks.csv"
    lines = rules.read_text(encoding="utf-8").splitlines()
    changed = [line.replace("error", "hint") if line.startswith("ratio_share,") else line for line in lines]
    rules.write_text("\n".join(changed) + "\n", encoding="utf-8")
    for tree, severity in ((ROOT, "error"), (project, "hint"), (ROOT, "error")):
        checked = check_documents(replace(settings, project=tree), [report])
        assert checked.findings["severity"].to_list() == [severity]


def test_damaged_seeds_are_made_again(settings, report):
    check_documents(settings, [report])
    (kept,) = (settings.home / "cache").glob("seeds-*")
    kept.write_bytes(kept.read_bytes()[:20_000])
    assert check_documents(settings, [report]).findings["reported"].to_list() == ["57.00%"]


def test_checking_works_where_nothing_can_be_kept(settings, report, tmp_path, monkeypatch, capsys):
    check_documents(settings, [report])
    (compiled,) = (settings.home / "cache").glob("plan-*.json")
    monkeypatch.setattr(plan, "_compiled", lambda project: compiled.read_text(encoding="utf-8"))
    home = tmp_path / "home"
    home.write_text("a file where the folder should be", encoding="utf-8")
    assert run_check(replace(settings, home=home), [report]) == 1
    assert "每次都要重新编译" in capsys.readouterr().err


def test_what_is_not_read_by_what_is_wanted_is_not_made(settings, report):
    check_documents(settings, [report])
    steps = plan.load_plan(ROOT, settings.home / "cache")
    made = plan.run_plan(steps, ROOT, {}, ("stg_documents",))
    assert {name: frame.height for name, frame in made.items()} == {"stg_documents": 0}


@pytest.mark.shared
def test_every_error_of_the_shared_reports_is_found_and_nothing_that_holds_is_disputed(settings, shared_folder):
    names = ("000.txt", "001.txt", "003.txt", "own_04.txt", "own_10.txt")
    checked = check_documents(settings, [shared_folder / "reports" / name for name in names])
    loud = [row for row in checked.findings.rows(named=True) if row["severity"] in ("error", "warning")]
    with (shared_folder / "gold" / "anomalies.csv").open(encoding="utf-8-sig", newline="") as file:
        gold = [row for row in csv.DictReader(file) if _document(row["doc"]) in names]
    for row in gold:
        if row["severity"] == "error":
            assert any(_speaks_of(finding, row) for finding in loud), row["id"]
    for finding in loud:
        assert any(_speaks_of(finding, row) for row in gold if row["severity"] != "ok"), finding["message"]


def _document(name: str) -> str:
    return f"{name[1:]}.txt" if name in ("d000", "d001", "d003") else Path(name).name


def _speaks_of(finding: dict, row: dict) -> bool:
    lines = {int(part) for part in row["lines"].replace("-", ";").split(";") if part.isdigit()}
    is_near = any(abs(finding["line"] - line) <= 1 for line in lines)
    return finding["doc"] == _document(row["doc"]) and is_near
