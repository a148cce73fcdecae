"""Built warehouses: one folder each with the database, its manifest and Data Docs; ``current`` links the published one.

A version is built in a folder of its own beside the others, gets its name by one rename when it is complete, and is
published by replacing the link in one step. So a crash at any moment leaves the published version whole, and readers
who have the old file open keep it.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from ingest.errors import MingzhangError, UsageError
from warehouse.settings import DATABASE_NAME, Settings

MANIFEST = "manifest.json"
BUILDING = ".building"
"""Every version is built at one place: dbt parses the project again where a path in its profile is another one."""


class NoVersionError(MingzhangError):
    """Nothing has been published in this home yet."""

    code = "no_version"
    advice = "请先运行 mingzhang refresh --inbox 目录"


class DamagedVersionError(MingzhangError):
    """A version's file or manifest was cut off, overwritten or taken away after it had been published."""

    code = "damaged_version"
    advice = "用 mingzhang rollback 退回别的版本，或用 mingzhang refresh --force 重建"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a version is made of and how it was judged; ``seconds`` are the times of its steps.

    ``rules`` is a hash of all that it follows from but the documents; ``made_from`` the version that its rows of
    untouched documents come from, empty where all was built.
    """

    version_id: str
    created_at: str
    verdict: Literal["passed", "rejected"]
    fingerprint: str
    previous: str = ""
    rules: str = ""
    made_from: str = ""
    sha256: str = ""
    byte_count: int = 0
    documents: list[dict[str, str]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    gate: dict[str, int] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    tools: dict[str, str] = field(default_factory=dict)


def new_version_id(settings: Settings) -> str:
    """Return an id that sorts by time (UTC) and is not taken."""
    while True:
        version_id = datetime.now(UTC).strftime("%Y%m%dT%H%M%S") + f"-{datetime.now(UTC).microsecond // 1000:03d}"
        if not (settings.versions / version_id).exists():
            return version_id


def building_folder(settings: Settings) -> Path:
    """Make and return the folder in which a version is built; what killed runs left behind goes first.

    Call it with the lock held: then every unfinished folder is an abandoned one.
    """
    settings.versions.mkdir(parents=True, exist_ok=True)
    for abandoned in settings.versions.glob(f"{BUILDING}*"):
        shutil.rmtree(abandoned, ignore_errors=True)
    folder = settings.versions / BUILDING
    folder.mkdir()
    return folder


def complete(settings: Settings, folder: Path, manifest: Manifest) -> Path:
    """Write the manifest, force everything to disk and give the version its name."""
    stale_log = folder / f"{DATABASE_NAME}.wal"
    if stale_log.exists():
        # Opening such a file for reading would fail; a closed database has no log, so the build went wrong.
        raise RuntimeError(f"{stale_log} is left from the build")
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
    for path in folder.iterdir():
        if path.is_file():
            _sync(path)
    finished = settings.versions / manifest.version_id
    folder.rename(finished)
    _sync(settings.versions)
    return finished


def publish(settings: Settings, version_id: str) -> None:
    """Make this version the published one, in one step."""
    link = settings.home / f".current-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("versions") / version_id)
    link.replace(settings.current)
    _sync(settings.home)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def published_version(settings: Settings) -> str:
    """Return the id of the published version.

    Raises NoVersionError before the first publication, DamagedVersionError where its folder is gone.
    """
    version_id = _linked(settings)
    if not version_id:
        raise NoVersionError("这里还没有发布过数据", file=str(settings.home))
    if not (settings.versions / version_id / MANIFEST).is_file():
        raise DamagedVersionError(f"已发布的版本 {version_id} 不在了", file=str(settings.versions))
    return version_id


def _linked(settings: Settings) -> str:
    """Return the id that the link names, '' without a link."""
    try:
        return settings.current.readlink().name
    except OSError:
        return ""


def published_or_none(settings: Settings) -> str | None:
    """Return the id of the published version, or None where there is none."""
    return _linked(settings) or None


def read_manifest(settings: Settings, version_id: str) -> Manifest:
    """Return a version's manifest; raise UsageError for an id that is none, DamagedVersionError for a broken one."""
    path = settings.versions / version_id / MANIFEST
    if not version_id or version_id.startswith(".") or not path.is_file():
        raise UsageError(f"没有版本 {version_id}", advice="用 mingzhang versions 查看全部版本")
    try:
        given: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Manifest(**given)
    except (ValueError, TypeError) as error:
        raise DamagedVersionError(f"版本 {version_id} 的清单已损坏", file=str(path)) from error


def list_versions(settings: Settings) -> list[Manifest]:
    """Return the manifests of all whole versions, newest first."""
    folders = settings.versions.iterdir() if settings.versions.is_dir() else iter(())
    found = []
    for name in sorted((folder.name for folder in folders if not folder.name.startswith(".")), reverse=True):
        with suppress(UsageError, DamagedVersionError):
            found.append(read_manifest(settings, name))
    return found


def roll_back(settings: Settings, version_id: str = "") -> str:
    """Publish ``version_id``, or the newest good version older than the published one; return its id.

    The published one itself may be damaged: this is a way out of it.
    """
    current = _linked(settings) or published_version(settings)
    if not version_id:
        older = [m.version_id for m in list_versions(settings) if m.version_id < current and m.verdict == "passed"]
        if not older:
            raise UsageError("没有更早的版本可以回退", advice="用 mingzhang versions 查看全部版本")
        version_id = older[0]
    if read_manifest(settings, version_id).verdict != "passed":
        raise UsageError(f"版本 {version_id} 未通过质量关口，不能发布", advice="请选择通过的版本")
    publish(settings, version_id)
    return version_id


def prune(settings: Settings) -> list[str]:
    """Delete all but the newest ``keep_versions`` good versions (never the published one) and as many rejected ones."""
    current = _linked(settings)
    deleted = []
    for verdict in ("passed", "rejected"):
        same = [m.version_id for m in list_versions(settings) if m.verdict == verdict]
        for version_id in same[max(settings.keep_versions, 1) :]:
            if version_id != current:
                shutil.rmtree(settings.versions / version_id, ignore_errors=True)
                deleted.append(version_id)
    return deleted
