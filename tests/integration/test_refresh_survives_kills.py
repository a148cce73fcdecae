"""kill -9 at random moments: the published version stays whole, and the next refresh carries on."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.load import open_raw
from warehouse import access, versions
from warehouse.settings import Settings

HERE = Path(__file__).parent
KILLS = 20


def start(home: Path, inbox: Path) -> subprocess.Popen[str]:
    environment = dict(os.environ) | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [sys.executable, str(HERE / "quick_refresh.py"), str(home), str(inbox)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def write_report(inbox: Path, number: int) -> None:
    text = f"某局{2000 + number}年度部门决算\n本年收入合计 {number + 1}.50 万元，本年支出合计 {number + 1}.25 万元。\n"
    (inbox / f"报告{number}.txt").write_text(text, encoding="utf-8")


def assert_published_whole(settings: Settings) -> None:
    manifest = versions.read_manifest(settings, versions.published_version(settings))
    database = access.database_path(settings)
    assert hashlib.sha256(database.read_bytes()).hexdigest() == manifest.sha256
    assert not database.with_name(f"{database.name}.wal").exists()
    with access.connect(settings) as connection:
        figures, expected = connection.execute("select (select count(*) from figures), number from expected").fetchone()
    assert figures == expected > 0


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(home=tmp_path / "home", keep_versions=2)


def test_killed_at_twenty_random_moments_the_published_version_stays_whole(settings, tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in range(3):
        write_report(inbox, number)
    started = time.monotonic()
    first = start(settings.home, inbox)
    assert first.communicate()[0].strip() == "published"
    span = time.monotonic() - started
    moments = random.Random(20260101)
    landed = 0
    for number in range(KILLS):
        write_report(inbox, 3 + number)
        process = start(settings.home, inbox)
        # Half of the kills fall into the last part of the run, where the version is completed and swapped in.
        share = moments.uniform(0.2, 1.0) if number % 2 else moments.uniform(0.75, 1.05)
        try:
            process.wait(timeout=share * span)
            span *= 0.85  # the machine is less busy than when the first run was timed
        except subprocess.TimeoutExpired:
            landed += 1
        process.kill()
        process.communicate()
        assert_published_whole(settings)
    assert landed >= KILLS // 4
    last = start(settings.home, inbox)
    output, errors = last.communicate()
    assert output.strip() == "published", errors
    assert_published_whole(settings)
    assert not list(settings.versions.glob(f"{versions.BUILDING}*"))
    with open_raw(settings.raw_database) as raw:
        documents = raw.execute("select count(*) from raw_store.raw.documents where error_code = ''").fetchone()[0]
    assert documents == 3 + KILLS


def test_a_reader_keeps_its_answers_while_newer_versions_are_published_and_its_own_is_deleted(settings, tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    write_report(inbox, 0)
    question = "select count(*), sum(value_norm) from figures"
    assert start(settings.home, inbox).communicate()[0].strip() == "published"
    first = versions.published_version(settings)
    reader = access.connect(settings)
    before = reader.execute(question).fetchone()
    for number in range(1, 4):
        write_report(inbox, number)
        process = start(settings.home, inbox)
        while process.poll() is None:
            assert reader.execute(question).fetchone() == before
            time.sleep(0.05)
        assert process.communicate()[0].strip() == "published"
    assert not (settings.versions / first).exists()
    assert reader.execute(question).fetchone() == before
    assert access.query(question, settings=settings).row(0)[0] > before[0]


def test_two_refreshes_at_once_give_two_versions_one_after_the_other(settings, tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    write_report(inbox, 1)
    both = [start(settings.home, inbox), start(settings.home, inbox)]
    assert [process.communicate()[0].strip() for process in both] == ["published", "published"]
    assert_published_whole(settings)
    lines = (settings.runs / "runs.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["outcome"] for line in lines] == ["published", "published"]
