"""Documents by content hash: the bytes that every figure was read from are kept, once, whatever they were called."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

_INDEX = "seen.json"


def hash_files(store: Path, paths: Iterable[Path]) -> dict[Path, str]:
    """Return the SHA-256 in hex of each file, reading only those whose size or time of change is new since last time.

    A file that cannot be opened gets a hash of its path, so that it can still be told from others.
    """
    index_path = store / _INDEX
    known: dict[str, list[int | str]] = {}
    if index_path.is_file():
        try:
            known = json.loads(index_path.read_text(encoding="utf-8"))
        except ValueError:  # only a cache: what cannot be read is made again
            known = {}
    hashes: dict[Path, str] = {}
    for path in paths:
        try:
            status = path.stat()
            seen = known.get(str(path))
            if seen is None or seen[:2] != [status.st_size, status.st_mtime_ns]:
                known[str(path)] = seen = [status.st_size, status.st_mtime_ns, _hash_file(path)]
            hashes[path] = str(seen[2])
        except OSError:
            hashes[path] = hashlib.sha256(f"unreadable\n{path}".encode()).hexdigest()
    store.mkdir(parents=True, exist_ok=True)
    partial = store / f".{_INDEX}.{os.getpid()}"
    partial.write_text(json.dumps(known), encoding="utf-8")
    partial.replace(index_path)
    return hashes


def _hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def stored_path(store: Path, document_id: str, suffix: str) -> Path:
    """Return where a document of this id and file name suffix is kept."""
    return store / document_id[:2] / f"{document_id}{suffix.lower()}"


def keep_document(store: Path, path: Path, document_id: str) -> Path:
    """Keep a copy of the document and return its path; a copy that is there already stays as it is."""
    kept = stored_path(store, document_id, path.suffix)
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        partial = kept.with_name(f".{kept.name}.{os.getpid()}")
        shutil.copyfile(path, partial)
        partial.replace(kept)
    return kept
