"""The real pipeline on a few documents: read, build with dbt, judge, publish, reject, be killed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from ingest.load import open_raw
from warehouse import access, cli, versions
from warehouse.settings import Settings, load_settings

PROJECT = Path(__file__).resolve().parents[2]
EXAMPLES = PROJECT / "examples"
BAD = {
    "空文件.txt": (b"", "empty"),
    "不是文档.pdf": (os.urandom(0) + b"\x89\x00\x01\x02" * 50, "unsupported_format"),
    "没有数字.txt": ("本报告没有任何内容。\n".encode(), "no_figure"),
    "截断.pdf": (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", ""),
    "缺列.csv": (b"doc,page,raw\na,1,1\n", "bad_figures_file"),
    "坏数.csv": (b"doc,page,raw,value\na,1,1,one\n", "bad_figures_file"),
}


@pytest.fixture(scope="module")
def inbox(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("inbox")
    for path in sorted(EXAMPLES.glob("*.txt"))[:5]:
        shutil.copy(path, folder)
    for name, (content, _) in BAD.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def settings(tmp_path_factory) -> Iterator[Settings]:
    """A home and a copy of the models, so that what is edited meanwhile does not count as a change."""
    project = tmp_path_factory.mktemp("project")
    for name in ("models", "macros", "seeds", "quality", "tests/dbt"):
        shutil.copytree(PROJECT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("dbt_project.yml", "profiles.yml"):
        shutil.copy(PROJECT / name, project)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGZHANG_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("MINGZHANG_PROJECT", str(project))
        yield load_settings()


@pytest.fixture(scope="module")
def first(settings, inbox) -> str:
    """The first published version."""
    assert cli.run(["refresh", "--inbox", str(inbox)]) == 0
    return versions.published_version(settings)


def test_bad_files_are_rows_with_a_code_and_the_others_are_published(first, settings):
    manifest = versions.read_manifest(settings, first)
    assert manifest.counts["documents"] == 5
    assert manifest.counts["documents_unreadable"] == len(BAD)
    found = {entry["doc"]: entry["error_code"] for entry in manifest.documents}
    for name, (_, code) in BAD.items():
        assert found[name], name
        assert not code or found[name] == code
    rows = access.query("select error_message from staging.stg_documents where error_code <> ''", settings=settings)[
        "error_message"
    ]
    assert all("\n" not in message and message.startswith("[") for message in rows)


def test_gate_results_are_rows_of_the_version_and_pages_without_network(first, settings):
    verdict = access.query("select version_id, verdict, fatal_count from quality.gate_verdicts", settings=settings)
    assert verdict.rows() == [(first, "passed", 0)]
    index = access.data_docs_path(settings)
    assert "质量关口：通过" in index.read_text(encoding="utf-8")
    page = access.data_docs_page("items", settings)
    assert "largest_amount" in page
    assert not re.search(r"<a\b|<link\b|<script\b", page)  # shown alone, it needs nothing else
    assert access.data_docs_page("unheard_of", settings) == ""
    for page in index.parent.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text and 'src="http' not in text and "@import" not in text


def test_a_client_of_an_older_duckdb_can_open_the_file(first, settings):
    with duckdb.connect(str(access.database_path(settings)), read_only=True) as connection:
        tags = connection.execute("select tags from duckdb_databases() where database_name = 'mingzhang'").fetchone()
    assert "v1.5" in tags[0]["storage_version"]


def test_nothing_new_costs_nothing_and_publishes_nothing(first, settings, inbox, capsys):
    started = time.monotonic()
    assert cli.run(["refresh", "--inbox", str(inbox)]) == 0
    assert time.monotonic() - started < 10
    assert "没有变化" in capsys.readouterr().err
    assert versions.published_version(settings) == first


def test_a_killed_build_leaves_no_process_that_holds_the_raw_database(first, settings, inbox):
    published = versions.published_version(settings)
    process = subprocess.Popen(
        [sys.executable, "-m", "warehouse.cli", "refresh", "--inbox", str(inbox), "--force"],
        cwd=PROJECT,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 60
    while not list(settings.versions.glob(f"{versions.BUILDING}*/*.duckdb")) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(3)
    process.kill()
    process.wait()
    assert versions.published_version(settings) == published
    for attempt in range(20):
        try:
            with open_raw(settings.raw_database):
                break
        except duckdb.Error:
            assert attempt < 19, "a child of the killed refresh still holds the raw database"
            time.sleep(0.25)


def test_a_version_that_the_gate_refuses_is_kept_with_its_reasons_and_not_published(first, settings, inbox, capsys):
    question = "select count(*), sum(value_norm) from staging.stg_figures"
    reader = access.connect(settings)
    before = reader.execute(question).fetchone()
    for path in inbox.iterdir():
        path.unlink()
    assert cli.run(["refresh", "--inbox", str(inbox), "--prune"]) == 1
    assert "没有发布" in capsys.readouterr().err
    assert versions.published_version(settings) == first
    assert reader.execute(question).fetchone() == before
    newest = versions.list_versions(settings)[0]
    assert newest.version_id > first
    assert newest.verdict == "rejected"
    assert any("没有一份能读的文件" in reason for reason in newest.reasons)
    with access.connect(settings, newest.version_id) as rejected:
        history = rejected.execute("select version_id, verdict from quality.gate_verdicts order by 1").fetchall()
    assert history == [(first, "passed"), (newest.version_id, "rejected")]
