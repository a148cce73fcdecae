"""What lies in the inbox and what becomes of it in the raw tables, with real readers in worker processes."""

from __future__ import annotations

import zipfile
from pathlib import Path

import polars as pl
import pytest
from rich.console import Console

from ingest.load import open_raw
from warehouse import cli
from warehouse.inbox import find_documents, list_files
from warehouse.intake import Intake
from warehouse.refresh import ingest
from warehouse.report import Reporter
from warehouse.settings import Settings


def text(amount: str) -> str:
    return f"某局2023年度部门决算\n本年收入合计 {amount} 万元，本年支出合计 {amount} 万元。\n"


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(home=tmp_path / "home", workers=1)


@pytest.fixture
def inbox(tmp_path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "甲.txt").write_text(text("12.50"), encoding="utf-8")
    return folder


def take(settings: Settings, *paths: Path, retry: bool = False) -> Intake:
    return ingest(settings, paths, Reporter(Console(quiet=True)), retry=retry)


def documents(settings: Settings) -> dict[str, str]:
    with open_raw(settings.raw_database) as raw:
        return dict(raw.execute("select doc, error_code from raw_store.raw.documents").fetchall())


def test_a_folder_is_read_to_the_bottom_without_working_files(tmp_path):
    for name in ("a.txt", "deep/b.pdf", ".hidden", "~$a.docx", "README.md", "x.py", "y.tmp"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    assert [path.name for path in list_files([tmp_path])] == ["a.txt", "b.pdf"]
    assert [path.name for path in list_files([tmp_path / "x.py"])] == ["x.py"]


def test_an_unchanged_file_is_not_read_again_and_a_changed_one_replaces_its_rows(settings, inbox):
    assert take(settings, inbox).read == ["甲.txt"]
    again = take(settings, inbox)
    assert (again.read, again.unchanged) == ([], 1)
    (inbox / "甲.txt").write_text(text("13.50"), encoding="utf-8")
    changed = take(settings, inbox)
    assert (changed.read, changed.replaced) == (["甲.txt"], ["甲.txt"])
    with open_raw(settings.raw_database) as raw:
        values = raw.execute("select distinct value from raw_store.raw.figures").fetchall()
    assert [float(value) for (value,) in values] == [13.5]


def test_a_renamed_file_is_known_by_its_new_name_and_a_copy_is_taken_in_once(settings, inbox):
    take(settings, inbox)
    (inbox / "甲.txt").rename(inbox / "乙.txt")
    (inbox / "丙.txt").write_bytes((inbox / "乙.txt").read_bytes())
    result = take(settings, inbox)
    assert len(result.duplicates) == 1
    assert list(documents(settings)) == [sorted(["乙.txt", "丙.txt"])[0]]


def test_documents_in_an_archive_are_taken_in_one_by_one_under_its_name(settings, inbox):
    with zipfile.ZipFile(inbox / "包.zip", "w") as archive:
        archive.writestr("内/丁.txt", text("14.50"))
        archive.writestr("空.txt", "")
    take(settings, inbox)
    found = documents(settings)
    assert found["甲.txt"] == ""
    assert {name: code for name, code in found.items() if "包.zip" in name} == {
        "包.zip/内/丁.txt": "",
        "包.zip/空.txt": "empty",
    }


def test_a_document_gives_way_to_no_figures_file_but_the_other_way_round(settings, inbox):
    csv = inbox.parent / "figures.csv"
    csv.write_text("doc,page,raw,value\n甲.txt,1,99,99\n戊.txt,1,98,98\n", encoding="utf-8")
    assert take(settings, csv).figure_count == 2
    assert take(settings, inbox).read == ["甲.txt"]
    assert documents(settings) == {"甲.txt": "", "戊.txt": ""}
    csv.write_text("doc,page,raw,value\n甲.txt,1,97,97\n", encoding="utf-8")
    (problem,) = take(settings, csv).problems
    assert "已由系统直接读取" in problem


def test_a_bad_figures_file_keeps_what_the_good_one_before_it_brought(settings, tmp_path):
    csv = tmp_path / "figures.csv"
    csv.write_text("doc,page,raw,value\na,1,1,1\nb,1,2,2\n", encoding="utf-8")
    take(settings, csv)
    csv.write_text("doc,page,raw,value\na,1,1,x\n", encoding="utf-8")
    assert len(take(settings, csv).problems) == 1
    assert documents(settings) == {"a": "", "b": "", "figures.csv": "bad_figures_file"}
    csv.write_text("doc,page,raw,value\na,1,3,3\n", encoding="utf-8")
    assert take(settings, csv).problems == []
    assert documents(settings) == {"a": ""}


def test_a_file_that_cannot_be_opened_is_a_row_and_is_tried_again_only_when_asked(settings, inbox):
    (inbox / "空.txt").write_bytes(b"")
    assert len(take(settings, inbox).problems) == 1
    again = take(settings, inbox)
    assert (again.problems, again.known_problems) == ([], 1)
    assert len(take(settings, inbox, retry=True).problems) == 1
    assert documents(settings)["空.txt"] == "empty"


def test_bytes_of_every_document_read_are_kept_once(settings, inbox):
    take(settings, inbox)
    (found,) = find_documents(settings, [inbox])
    kept = settings.store / found.document_id[:2] / f"{found.document_id}.txt"
    assert kept.read_bytes() == (inbox / "甲.txt").read_bytes()


def test_extract_writes_what_it_could_read_and_ends_with_2_where_a_file_was_bad(inbox, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("MINGZHANG_HOME", str(tmp_path / "home"))
    (inbox / "空.txt").write_bytes(b"")
    out = tmp_path / "figures.csv"
    assert cli.run(["extract", str(inbox), "--out", str(out), "--coverage"]) == 2
    said = capsys.readouterr()
    assert "[empty]" in said.err
    assert "甲.txt" in said.out
    assert {"12.50", "12.5"} & set(pl.read_csv(out, infer_schema=False)["value"])
    assert cli.run(["ingest", str(out)]) == 0


def test_what_a_reader_left_unread_or_doubts_is_told_and_kept(settings, inbox, tmp_path, capsys, monkeypatch):
    table = "<p>某局2023年度部门决算</p><table><tr><td>本年收入合计（万元）</td><td>5.00</td></tr></table>"
    (inbox / "导出.xls").write_text(table, encoding="utf-8")
    assert [line.split("：")[:2] for line in take(settings, inbox).warnings] == [["导出.xls", "文件扩展名与内容不符"]]
    with open_raw(settings.raw_database) as raw:
        kept = dict(raw.execute("select doc, warnings from raw_store.raw.documents").fetchall())
    assert kept["甲.txt"] == ""
    assert kept["导出.xls"].startswith("文件扩展名与内容不符")
    monkeypatch.setenv("MINGZHANG_HOME", str(tmp_path / "home"))
    assert cli.run(["extract", str(inbox), "--coverage"]) == 0
    assert "导出.xls：文件扩展名与内容不符" in capsys.readouterr().err
