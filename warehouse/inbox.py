"""What lies in an inbox: files, folders to the bottom, and the documents inside archives, each with its hash."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import MingzhangError, UsageError
from ingest.readers.archive import is_archive, unpack_archive
from ingest.readers.limits import MEBIBYTE, Limits, limits_applied
from ingest.readers.packed import document_name
from ingest.store import hash_files
from warehouse.settings import Settings

_WORKING_FILES = frozenset({".md", ".py", ".part", ".crdownload", ".tmp", ".ini", ".db", ".lnk"})
"""What lies in folders beside documents and is none; a file that is named on the command line is always taken."""

NO_FILE = "目录里要有报告；隐藏文件、程序与笔记不算"
"""What to do where a folder holds no document."""


@dataclass(frozen=True, slots=True)
class Found:
    """A document to take in: ``path`` holds its bytes, ``source`` says where it came from (``archive.zip/inner.pdf``
    for one that was packed), ``error`` why it cannot even be opened."""

    path: Path
    source: Path
    name: str
    document_id: str
    error: MingzhangError | None = None


def limits_of(settings: Settings) -> Limits:
    """Return the bounds on one document that the settings ask for."""
    return Limits(
        file_bytes=settings.document_megabytes * MEBIBYTE,
        pages=settings.document_pages,
        seconds=float(settings.document_seconds),
        memory_bytes=settings.document_memory_mb * MEBIBYTE,
    )


def list_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files named and those in the folders named, sorted; raise UsageError for a path that is none.

    Hidden files, lock files of office programs and working files such as notes and scripts are passed over.
    """
    found: dict[Path, None] = {}
    for path in paths:
        path = path.absolute()
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                is_hidden = any(part.startswith((".", "~$")) for part in file.relative_to(path).parts)
                if file.is_file() and not is_hidden and file.suffix.lower() not in _WORKING_FILES:
                    found[file] = None
        elif path.is_file():
            found[path] = None
        else:
            raise UsageError("没有这个文件或目录", file=str(path), advice="请检查路径")
    return list(found)


def find_documents(settings: Settings, paths: Iterable[Path]) -> list[Found]:
    """Return the documents in these files and folders; those in archives are unpacked below the store, once."""
    places: dict[Path, Path] = {}
    errors: dict[Path, MingzhangError] = {}
    with limits_applied(limits_of(settings)):
        for file in list_files(paths):
            places[file] = file
            try:
                if is_archive(file):
                    unpacked = unpack_archive(file, settings.store / "unpacked")
                    del places[file]
                    places.update((inner, file.parent / document_name(inner)) for inner in unpacked)
            except MingzhangError as error:
                errors[file] = error
    hashes = hash_files(settings.store, places)
    return [Found(path, source, document_name(path), hashes[path], errors.get(path)) for path, source in places.items()]


def still_exists(source: Path) -> bool:
    """Tell whether the file that a document came from, or the archive that held it, is still there."""
    return any(place.is_file() for place in (source, *source.parents))
