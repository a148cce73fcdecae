"""One document from its file to its raw rows; what a worker process does, so it loads nothing of the warehouse.

What reads is loaded where it is called for: the process that only hands the task on to workers starts without it.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.load import RawRows


def reading_version(seeds: Path, learnt: tuple[Path, ...] = ()) -> str:
    """Return the version under which documents are read now: of the reading code, and of the vocabulary's rows.

    Corrections are no part of it: they lie over what was read.
    """
    from ingest.schema import EXTRACTOR_VERSION

    digest = hashlib.sha256(_shared_version(seeds).encode())
    for path in learnt:
        digest.update(path.read_bytes())
    return f"{EXTRACTOR_VERSION}+{digest.hexdigest()[:12]}"


@lru_cache(maxsize=4)
def _shared_version(seeds: Path) -> str:
    digest = hashlib.sha256()
    code = Path(__file__).parent
    files = [(path, path.relative_to(code)) for path in code.rglob("*.py")]
    for folder in ("vocabulary", "units"):
        files += [(path, path.relative_to(seeds)) for path in (seeds / folder).rglob("*.csv")]
    for path, name in sorted(files, key=lambda file: file[1].as_posix()):
        digest.update(name.as_posix().encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()


def read_rows(path: Path, *, seeds: Path, learnt: tuple[Path, ...] = (), converted: Path | None = None) -> RawRows:
    """Read and extract one document; runs in a worker process. Raises a MingzhangError that names the file.

    ``converted`` holds conversions of old office documents made beforehand.
    """
    from ingest.errors import NoFigureError
    from ingest.extract import extract_document
    from ingest.load import Source, rows_of_document
    from ingest.readers import read_document
    from ingest.readers.conversions import conversions_in
    from ingest.vocabulary import load_vocabulary

    with conversions_in(converted):
        document = read_document(path)
    extraction = extract_document(document, load_vocabulary(seeds, learnt))
    if not extraction.figures:
        raise NoFigureError("文件可以读取，但没有任何指标数字", file=document.name)
    size, version = path.stat().st_size, reading_version(seeds, learnt)
    source = Source(document.document_id, document.name, str(path), size, version, document.media_type)
    return rows_of_document(source, document, extraction)


def get_ready(seeds: Path) -> None:
    """Load what :func:`read_rows` needs before the first document is there."""
    import ingest.extract
    import ingest.load
    import ingest.readers.text  # noqa: F401 - what the other readers stand on, too
    from ingest.vocabulary import load_vocabulary

    load_vocabulary(seeds)
