import os
import shutil
import subprocess
import sys

import duckdb
import pytest

from ingest.errors import LockHeldError, UsageError
from warehouse import access, versions
from warehouse.lock import hold_lock
from warehouse.settings import DATABASE_NAME, Settings


def build(settings: Settings, number: int, verdict: str = "passed", publish: bool = True) -> str:
    version_id = versions.new_version_id(settings)
    folder = versions.building_folder(settings)
    with duckdb.connect(str(folder / DATABASE_NAME)) as connection:
        connection.execute(f"create table answer as select {number} as number")
    reasons = [] if verdict == "passed" else ["因为"]
    versions.complete(settings, folder, versions.Manifest(version_id, "", verdict, "", reasons=reasons))
    if publish and verdict == "passed":
        versions.publish(settings, version_id)
    return version_id


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(home=tmp_path, keep_versions=2)


def answer(connection: duckdb.DuckDBPyConnection) -> int:
    return connection.execute("select number from answer").fetchone()[0]


def test_before_the_first_publication_the_message_says_what_to_run(settings):
    with pytest.raises(versions.NoVersionError, match="mingzhang refresh"):
        access.published_version(settings)


def test_a_reader_keeps_its_version_while_newer_ones_are_published_and_old_ones_deleted(settings):
    build(settings, 1)
    reader = access.connect(settings)
    for number in (2, 3, 4, 5):
        build(settings, number)
        versions.prune(settings)
    assert answer(reader) == 1
    assert answer(access.connect(settings)) == 5
    assert access.query("select number from answer", settings=settings)["number"].to_list() == [5]


def test_a_rejected_version_is_kept_listed_and_cannot_be_published(settings):
    good = build(settings, 1)
    bad = build(settings, 2, "rejected")
    assert versions.published_version(settings) == good
    assert [(m.version_id, m.reasons) for m in versions.list_versions(settings)] == [(bad, ["因为"]), (good, [])]
    with pytest.raises(UsageError, match="未通过"):
        versions.roll_back(settings, bad)


def test_rollback_goes_to_the_good_version_before_and_says_so_when_there_is_none(settings):
    first, second = build(settings, 1), build(settings, 2)
    assert versions.roll_back(settings) == first
    with pytest.raises(UsageError, match="没有更早"):
        versions.roll_back(settings)
    assert versions.roll_back(settings, second) == second
    with pytest.raises(UsageError, match="没有版本"):
        versions.roll_back(settings, "../../etc")


def test_pruning_never_deletes_the_published_version(settings):
    first = build(settings, 1)
    for number in range(4):
        build(settings, number, publish=False)
    versions.prune(settings)
    kept = [m.version_id for m in versions.list_versions(settings)]
    assert first in kept
    assert len(kept) == 3


def test_what_a_killed_build_left_is_cleared_by_the_next_one(settings):
    (versions.building_folder(settings) / DATABASE_NAME).touch()
    (settings.versions / f"{versions.BUILDING}-of-an-older-program").mkdir()
    folder = versions.building_folder(settings)
    assert list(settings.versions.iterdir()) == [folder]
    assert not list(folder.iterdir())


def test_a_second_writer_is_told_who_holds_the_lock_or_waits_for_it(settings):
    script = (
        "import sys, time; from pathlib import Path; from warehouse.lock import hold_lock\n"
        "with hold_lock(Path(sys.argv[1])): print('held', flush=True); time.sleep(30)"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(settings.lock)], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    try:
        assert holder.stdout.readline().strip() == "held"
        with pytest.raises(LockHeldError, match=str(holder.pid)), hold_lock(settings.lock, wait=False):
            pass
    finally:
        holder.kill()
        holder.wait()
    with hold_lock(settings.lock, wait=False):
        pass


@pytest.mark.parametrize("contents", [b"", b"no database"])
def test_a_damaged_database_is_told_in_one_line_and_can_be_rolled_back(settings, contents):
    good, bad = build(settings, 1), build(settings, 2)
    access.database_path(settings).write_bytes(contents)
    with pytest.raises(versions.DamagedVersionError, match="mingzhang rollback"):
        access.connect(settings)
    assert versions.published_version(settings) == bad
    assert versions.roll_back(settings) == good
    assert answer(access.connect(settings)) == 1


def test_a_version_whose_folder_is_gone_is_told_and_can_be_rolled_back(settings):
    good, bad = build(settings, 1), build(settings, 2)
    shutil.rmtree(settings.versions / bad)
    with pytest.raises(versions.DamagedVersionError, match=f"{bad} 不在了"):
        access.published_version(settings)
    assert versions.roll_back(settings) == good


def test_a_damaged_manifest_is_told_and_the_other_versions_are_listed(settings):
    good, bad = build(settings, 1), build(settings, 2)
    (settings.versions / bad / versions.MANIFEST).write_text('{"version_id": ', encoding="utf-8")
    with pytest.raises(versions.DamagedVersionError, match="清单已损坏"):
        versions.read_manifest(settings, bad)
    assert [manifest.version_id for manifest in versions.list_versions(settings)] == [good]
