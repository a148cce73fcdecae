"""Files that take long to make and follow from others: made once, kept by the content that they follow from."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

_ABANDONED_SECONDS = 24 * 3600.0


def kept_file(folder: Path, name: str, key: str, make: Callable[[Path], None]) -> Path:
    """Return the file that ``make`` writes to the path it is given, made now unless it is there and whole.

    ``key`` is a hash of all that the file follows from; those of other keys are deleted. The file's name also bears a
    hash of its contents, so that a damaged one is made again. Runs at the same time do not disturb each other. Raises
    OSError where the folder cannot be written.
    """
    stem, suffix = Path(name).stem, Path(name).suffix
    ours = f"{stem}-{key}-"
    for path in folder.glob(f"{ours}*{suffix}"):
        if path.stem == f"{ours}{_content_hash(path)}":
            return path
    folder.mkdir(parents=True, exist_ok=True)
    scratch = Path(mkdtemp(prefix=".making-", dir=folder))
    try:
        fresh = scratch / name
        make(fresh)
        kept = fresh.replace(folder / f"{ours}{_content_hash(fresh)}{suffix}")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    for outdated in folder.glob(f"{stem}-*{suffix}"):
        if not outdated.name.startswith(ours):
            outdated.unlink(missing_ok=True)
    for left in folder.glob(".making-*"):  # by runs that were killed
        if time.time() - left.stat().st_mtime > _ABANDONED_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
    return kept


def _content_hash(path: Path) -> str:
    """Return a hash of the file's bytes, '' where it has gone meanwhile."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:20]
    except FileNotFoundError:
        return ""
