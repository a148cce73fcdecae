"""docs/how-to/review-and-correct.md says what to do: queue, corrections, aliases, verdicts; doing it works."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from ingest.decisions import read_decisions
from warehouse import access, cli
from warehouse.check_files import Checked, check_documents, open_findings
from warehouse.settings import Settings, load_settings

REPORT = """某市城市管理局2023年度部门决算

2023年“三公”经费决算数为20.00万元，比上年决算数25.00万元减少5.00万元，下降30.00%。
2023年公车运维开支12.50万元。
2023年公务接待费1.50万元，完成厅1楼视频会议室改造。
2023年国内公务接待情况见附件17，三批。
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory) -> Iterator[Settings]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGZHANG_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("COLUMNS", "200")
        yield load_settings()


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("inbox") / "报告.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def published(settings, report) -> Settings:
    assert cli.run(["refresh", "--inbox", str(report.parent)]) == 0
    return settings


@pytest.fixture
def fresh(published, tmp_path) -> Settings:
    """The published home, with no decision taken yet."""
    return replace(published, corrections=tmp_path / "decisions")


@pytest.fixture
def run(fresh, monkeypatch):
    monkeypatch.setenv("MINGZHANG_CORRECTIONS", str(fresh.corrections))
    return cli.run


def figure(settings: Settings, raw: str) -> str:
    rows = access.query("select figure_id from staging.stg_figures where raw = ?", [raw], settings)
    return str(rows["figure_id"][0])


def read(checked: Checked, raw: str) -> dict[str, object]:
    return checked.figures.filter(pl.col("value_text").str.starts_with(raw)).to_dicts()[0]


def test_what_no_rule_names_waits_with_its_place_and_words(run, fresh, capsys):
    assert run(["review", "--why", "unmapped"]) == 0
    text = capsys.readouterr().out
    assert figure(fresh, "1") in text
    assert "第1页第5行" in text
    assert "1楼视频会议室" in text
    assert "公务接待费（tp.reception）" in text


def test_a_mapped_figure_is_checked_as_what_a_person_says_it_is(run, fresh, report, capsys):
    wanted = figure(fresh, "12.50")
    assert run(["review", "map", wanted, "公务用车运行维护费", "--basis", "决算", "--reason", "车辆运行"]) == 0
    assert "公务用车运行维护费" in capsys.readouterr().out
    mapped = read(check_documents(fresh, [report]), "12.50")
    assert (mapped["item_code"], mapped["basis"]) == ("tp.vehicle.running", "决算")
    (row,) = read_decisions(fresh.decisions)["corrections"].to_dicts()
    assert (row["raw"], row["reason"], row["action"]) == ("12.50", "车辆运行", "correct")
    assert row["who"]
    assert row["made_at"]
    # a second correction of the same figure keeps what the first one set, also before a refresh has applied it
    assert run(["review", "correct", wanted, "--unit", "元", "--reason", "漏看了单位"]) == 0
    corrected = read(check_documents(fresh, [report]), "12.50")
    assert corrected["number"] == pytest.approx(0.00125)
    assert corrected["item_code"] == "tp.vehicle.running"


def test_an_excluded_number_is_no_figure_and_a_withdrawn_correction_leaves_it_as_read(run, fresh, report):
    wanted = figure(fresh, "12.50")
    assert run(["review", "exclude", wanted, "--reason", "不是指标"]) == 0
    values = check_documents(fresh, [report]).figures["value_text"].to_list()
    assert "12.50万元" not in values
    with (fresh.corrections / "corrections.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file)) | {"action": "withdraw", "made_at": "2999-01-01T00:00:00+00:00"}
    with (fresh.corrections / "corrections.csv").open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, row).writerow(row)
    assert "12.50万元" in check_documents(fresh, [report]).figures["value_text"].to_list()


def numeral(settings: Settings, raw: str) -> str:
    """The id of a numeral that was read as no figure."""
    rows = access.query("select figure_id from intermediate.int_non_figures where raw = ?", [raw], settings)
    return str(rows["figure_id"][0])


def test_a_numeral_read_as_no_figure_becomes_the_figure_a_person_says_it_is(run, fresh, report, capsys):
    assert run(["review", "--why", "non_figure", "--doc", "报告"]) == 0
    wanted = numeral(fresh, "17")
    text = capsys.readouterr().out
    assert wanted in text and "见附件17" in text
    before = check_documents(fresh, [report]).figures
    assert before.filter(pl.col("value_text") == "17人次").is_empty()
    mapped = ["review", "map", wanted, "tp.reception.persons", "--unit", "人次", "--basis", "决算"]
    assert run([*mapped, "--reason", "漏写人次", "--who", "王审核"]) == 0
    figures = check_documents(fresh, [report]).figures
    named = figures.filter(pl.col("value_text").str.starts_with("17")).to_dicts()
    assert [(row["item_code"], row["basis"], row["fiscal_year"]) for row in named] == [
        ("tp.reception.persons", "决算", 2023)
    ]
    assert figures.height == before.height + 1
    (row,) = read_decisions(fresh.decisions)["corrections"].to_dicts()
    assert (row["who"], row["reason"], row["raw"]) == ("王审核", "漏写人次", "17")
    # the words around it are the evidence: where they are others, it is not applied
    path = fresh.corrections / "corrections.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("见附件17", "见附表17"), encoding="utf-8")
    assert check_documents(fresh, [report]).figures.height == before.height


def test_a_numeral_in_chinese_digits_becomes_a_figure_with_its_value(run, fresh, report, capsys):
    batches = ["review", "map", numeral(fresh, "三"), "tp.reception.batches", "--reason", "漏认批次"]
    assert run(batches) == 2
    assert "--value" in capsys.readouterr().err
    assert run([*batches, "--value", "3", "--unit", "批次"]) == 0
    assert read(check_documents(fresh, [report]), "3批次")["item_code"] == "tp.reception.batches"


def test_the_coverage_counts_a_corrected_numeral_as_what_a_person_says_it_is(run, fresh, report, capsys):
    def counted() -> dict[str, str]:
        capsys.readouterr()
        assert run(["extract", str(report), "--coverage"]) == 0
        lines = [[cell.strip() for cell in re.split("[┃│]", line)] for line in capsys.readouterr().out.splitlines()]
        titles, row = (next(line for line in lines if word in line) for word in ("数码", "报告.txt"))
        return dict(zip(titles, row, strict=True))

    def changed(now: dict[str, str]) -> dict[str, int]:
        names = ("数码", "事实", "派生", "未识别", "非指标")
        return {name: number for name in names if (number := int(now[name]) - int(before[name]))}

    before = counted()
    assert run(["review", "map", numeral(fresh, "17"), "tp.reception.persons", "--reason", "漏认人次"]) == 0
    assert changed(counted()) == {"事实": 1, "非指标": -1}
    assert run(["review", "exclude", figure(fresh, "20.00"), "--reason", "不是指标"]) == 0
    excluded = counted()
    assert changed(excluded) == {}
    assert "经人排除 1" in excluded["非指标种类"]


def test_what_is_no_figure_is_not_excluded_again(run, fresh, capsys):
    assert run(["review", "exclude", numeral(fresh, "17"), "--reason", "是附件号"]) == 2
    assert "本来就没有读作指标" in capsys.readouterr().err


def test_a_correction_whose_source_has_changed_is_not_applied(run, fresh, report, tmp_path):
    assert run(["review", "map", figure(fresh, "12.50"), "公务用车运行维护费", "--reason", "车辆运行"]) == 0
    path = fresh.corrections / "corrections.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("公车运维开支", "公车其他开支"), encoding="utf-8")
    assert read(check_documents(fresh, [report]), "12.50")["item_code"] == ""


def test_a_correction_follows_its_words_when_reading_has_moved_them(run, fresh, report):
    assert run(["review", "map", figure(fresh, "12.50"), "公务用车运行维护费", "--reason", "车辆运行"]) == 0
    path = fresh.corrections / "corrections.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",1,85,90,", ",1,86,91,"), encoding="utf-8")
    assert "86,91" in path.read_text(encoding="utf-8")
    assert read(check_documents(fresh, [report]), "12.50")["item_code"] == "tp.vehicle.running"


def test_a_learnt_alias_names_the_word_in_every_document(run, fresh, report):
    assert run(["review", "alias", "公车运维开支", "公务用车运行维护费", "--reason", "本市写法"]) == 0
    assert read(check_documents(fresh, [report]), "12.50")["item_code"] == "tp.vehicle.running"


def test_a_verdict_settles_a_finding_until_its_numbers_change(run, fresh, report, capsys):
    assert run(["findings", "--format", "csv", "--severity", "error"]) == 0
    finding = capsys.readouterr().out.splitlines()[1].split(",")[0]
    assert run(["verdict", finding[:8], "explain", "--reason", "口径不同", "--who", "王审核"]) == 0
    capsys.readouterr()
    assert run(["check", str(report)]) == 0
    text = capsys.readouterr().out
    assert "结论：已说明（口径不同）" in text
    assert run(["review", "correct", figure(fresh, "30.00"), "--value", "31.00", "--reason", "扫描不清"]) == 0
    capsys.readouterr()
    assert run(["check", str(report)]) == 1
    (again,) = open_findings(check_documents(fresh, [report]).findings).to_dicts()
    assert (again["finding_id"], again["verdict"], again["verdict_state"]) == (finding, "explain", "reopened")
    # the number that is judged is another one than before, and the finding is the same
    assert run(["review", "correct", str(again["figure_id"]), "--value", "77.00", "--reason", "扫描不清"]) == 0
    (judged,) = open_findings(check_documents(fresh, [report]).findings).to_dicts()
    assert (judged["finding_id"], judged["verdict_state"]) == (finding, "reopened")
    assert judged["reported"].startswith("77") and judged["reported"] != again["reported"]


def test_decisions_are_part_of_the_next_version_and_the_raw_figure_stays(published, report, capsys):
    wanted = figure(published, "12.50")
    finding = access.query("select finding_id from checks.fct_findings where severity = 'error'", settings=published)
    assert cli.run(["review", "map", wanted, "公务用车运行维护费", "--basis", "决算", "--reason", "车辆运行"]) == 0
    assert cli.run(["verdict", finding["finding_id"][0], "dispute", "--reason", "误报"]) == 0
    assert cli.run(["refresh"]) == 0
    rows = access.query(
        """
        select figures.item_code, figures.correction_id is not null as is_corrected, raw.item_code as read_code,
            corrections.correction_state
        from marts.fct_figures as figures
        inner join staging.stg_figures as raw on figures.figure_id = raw.figure_id
        inner join marts.fct_corrections as corrections on figures.figure_id = corrections.figure_id
        where figures.raw_text = '12.50'
        """,
        settings=published,
    )
    assert rows.rows() == [("tp.vehicle.running", True, "", "applied")]
    found = access.query("select verdict, verdict_state from checks.fct_findings where status = 'fail'", (), published)
    assert found.rows() == [("dispute", "in_force")]
    trust = access.query("select trust_state from marts.fct_facts where raw_text = '20.00'", (), published)
    assert "disputed" not in trust["trust_state"].to_list()
    counts = access.query("select sum(error_count) as error_count from marts.fct_unit_years", (), published)
    assert counts["error_count"].to_list() == [0]
    capsys.readouterr()
    assert cli.run(["findings", "--open", "--severity", "error", "--format", "csv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["review", "map", "nobody:1", "公务接待费", "--reason", "x"], "没有编号为 nobody:1 的数字"),
        (["review", "map", "nobody:1", "公务接待用", "--reason", "x"], "是不是 公务接待费"),
        (["review", "alias", "招待", "没有的科目", "--reason", "x"], "没有科目 没有的科目"),
        (["verdict", "zzz", "accept", "--reason", "x"], "没有编号为 zzz 的问题"),
        (["review", "map", "a:1", "公务接待费"], "--reason"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused_in_one_line(run, arguments, says, capsys):
    assert run(arguments) == 2
    error = capsys.readouterr().err.strip()
    assert says in error
    assert len(error.splitlines()) == 1
