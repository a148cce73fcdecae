"""Take documents in: read what is new or changed, isolated from this process, and write it to the raw tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.batch import run_isolated
from ingest.conversion import converted_together
from ingest.decisions import alias_files
from ingest.errors import InterchangeError, MingzhangError
from ingest.interchange import interchange_document_id, looks_like_figures, read_figures, rows_of_figures_file
from ingest.load import RawRows, Source, delete_documents, load_documents, rows_of_failure
from ingest.reading import read_rows, reading_version
from ingest.store import keep_document
from ingest.vocabulary import load_vocabulary
from warehouse.inbox import Found, limits_of, still_exists
from warehouse.report import Reporter
from warehouse.settings import Settings

if TYPE_CHECKING:
    import duckdb

_BATCH = 32
_AT_ONCE = 1000  # documents whose conversions lie on disk at once
_FIGURES = "figures+"


@dataclass
class Intake:
    """What one call took in. ``problems`` are the messages of documents that could not be read, ``warnings`` what
    was left unread in those that could."""

    read: list[str] = field(default_factory=list)
    unchanged: int = 0
    duplicates: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    pruned: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    known_problems: int = 0
    figure_count: int = 0


@dataclass(frozen=True)
class _Run:
    """What the steps of one call share."""

    settings: Settings
    connection: duckdb.DuckDBPyConnection
    reporter: Reporter
    retry: bool
    result: Intake


@dataclass(frozen=True, slots=True)
class _Known:
    """A row of raw.documents."""

    document_id: str
    doc: str
    source_path: str
    extractor_version: str
    origin: str
    error_code: str


def _version_now(settings: Settings) -> str:
    return reading_version(settings.seeds, alias_files(settings.decisions))


def take_in(
    settings: Settings,
    connection: duckdb.DuckDBPyConnection,
    documents: Sequence[Found],
    reporter: Reporter,
    *,
    inbox: Path | None = None,
    prune: bool = False,
    retry: bool = False,
) -> Intake:
    """Bring the raw tables up to date with these documents and return what was done.

    A document whose bytes, extractor and vocabulary are as before is not read again; ``retry`` reads again what could
    not be read. A changed file replaces what it held before. Documents that have gone from ``inbox`` stay, unless
    ``prune``.
    """
    run = _Run(settings, connection, reporter, retry, Intake())
    known = _known(connection)
    new: list[Found] = []
    taken: dict[str, Found] = {}
    for found in documents:
        if found.document_id in taken:
            run.result.duplicates.append(f"{found.name} 与 {taken[found.document_id].name} 内容相同，只收一份")
            continue
        taken[found.document_id] = found
        if looks_like_figures(found.path):
            _take_figures(run, found, known)
        elif _is_unchanged(run, found, known.get(found.document_id)):
            run.result.unchanged += 1
            run.result.known_problems += bool(known[found.document_id].error_code)
        else:
            new.append(found)
    if new:
        _read_all(run, new)
    _retire(run, taken, documents, inbox.absolute() if inbox else None, prune=prune)
    return run.result


def _known(connection: duckdb.DuckDBPyConnection) -> dict[str, _Known]:
    rows = connection.execute(
        "select document_id, doc, source_path, extractor_version, origin, error_code from raw_store.raw.documents"
    ).fetchall()
    return {row[0]: _Known(*row) for row in rows}


def _is_unchanged(run: _Run, found: Found, before: _Known | None) -> bool:
    if before is None or before.extractor_version != _version_now(run.settings):
        return False
    # A file that was renamed is read again, so that findings name it as it is called now.
    is_renamed = before.source_path != str(found.source) and not still_exists(Path(before.source_path))
    return not is_renamed and not (run.retry and before.error_code)


def read_documents(
    settings: Settings, documents: Sequence[Found], reporter: Reporter
) -> Iterator[tuple[Found, RawRows | MingzhangError]]:
    """Read documents in worker processes and yield the rows of each, or why it could not be read, in order."""
    by_path = {found.path: found for found in documents if not found.error}
    yield from ((found, found.error) for found in documents if found.error)
    paths, learnt = list(by_path), alias_files(settings.decisions)
    workers, limits = settings.workers or None, limits_of(settings)
    with reporter.bar("读取文件", len(paths)) as bar:
        for start in range(0, len(paths), _AT_ONCE):
            some = paths[start : start + _AT_ONCE]
            with converted_together(some, workers=workers, limits=limits) as converted:
                task = partial(read_rows, seeds=settings.seeds, learnt=learnt, converted=converted)
                for path, result in run_isolated(task, some, workers=workers, limits=limits):
                    yield by_path[path], result
                    bar.advance(by_path[path].name)


def tell_warnings(reporter: Reporter, rows: RawRows) -> list[str]:
    """Say what was left unread in a document, a line each, and return the lines."""
    lines = [f"{rows.doc}：{warning}" for warning in rows.warnings]
    for line in lines:
        reporter.problem(line)
    return lines


def _read_all(run: _Run, documents: Sequence[Found]) -> None:
    waiting: list[RawRows] = []
    for found, result in read_documents(run.settings, documents, run.reporter):
        if isinstance(result, MingzhangError):
            rows = _refusal(run, found, result)
        else:
            rows = result.coming_from(found.source)
            run.result.warnings += tell_warnings(run.reporter, rows)
            run.result.read.append(rows.doc)
            run.result.figure_count += rows.figure_count
            keep_document(run.settings.store, found.path, found.document_id)
        waiting.append(rows)
        if len(waiting) >= _BATCH:
            load_documents(run.connection, waiting)
            waiting.clear()
    load_documents(run.connection, waiting)
    # What was known of such a document only through a figures file gives way to the document itself.
    delete_documents(run.connection, [interchange_document_id(name) for name in run.result.read])


def _refusal(run: _Run, found: Found, error: MingzhangError, version: str = "") -> RawRows:
    """Tell of a file that could not be read and return the row that remembers it."""
    version = version or _version_now(run.settings)
    origin = "interchange" if version.startswith(_FIGURES) else "document"
    size = found.path.stat().st_size if found.path.is_file() else None
    run.result.problems.append(str(error))
    run.reporter.problem(str(error))
    source = Source(found.document_id, found.name, str(found.source), size, version, origin=origin)
    return rows_of_failure(source, error)


def _figures_version(document_id: str) -> str:
    return f"{_FIGURES}{document_id[:16]}"


def _take_figures(run: _Run, found: Found, known: dict[str, _Known]) -> None:
    """Load a figures file: all of it, or, where one value is bad, nothing of it."""
    version = _figures_version(found.document_id)
    before = [k for k in known.values() if k.source_path == str(found.source) and k.extractor_version == version]
    has_failed = any(k.error_code for k in before)
    if before and not (run.retry and has_failed):
        run.result.unchanged += 1
        run.result.known_problems += has_failed
        return
    units = load_vocabulary(run.settings.seeds).units.values()
    try:
        figures = read_figures(found.path, {unit.name: unit.factor for unit in units if unit.kind == "money"})
        documents = rows_of_figures_file(found.source, figures, version, found.path.stat().st_size)
        read_before = {k.doc for k in known.values() if k.origin == "document" and not k.error_code}
        twice = sorted(rows.doc for rows in documents if rows.doc in read_before)
        if twice:
            raise InterchangeError(
                f"{'、'.join(twice)} 已由系统直接读取，不能再从数据文件导入",
                file=found.name,
                advice="请从数据文件中去掉这些行，或改用别的 doc 名称",
            )
    except MingzhangError as error:
        documents = [_refusal(run, found, error, version)]
    else:
        delete_documents(run.connection, [found.document_id])
        run.result.read.append(found.name)
        run.result.figure_count += sum(rows.figure_count for rows in documents)
        keep_document(run.settings.store, found.path, found.document_id)
    load_documents(run.connection, documents)


def _retire(run: _Run, taken: dict[str, Found], documents: Sequence[Found], inbox: Path | None, *, prune: bool) -> None:
    """Delete the rows of what a file held before it changed, and with ``prune`` of files that left the inbox."""
    now = _known(run.connection)
    ids = {str(found.source): found.document_id for found in documents}
    versions = {source: _figures_version(document_id) for source, document_id in ids.items()}
    refused = {
        k.source_path for k in now.values() if k.error_code and k.extractor_version == versions.get(k.source_path)
    }
    outdated = []
    for document in now.values():
        source = document.source_path
        if source in ids:
            if document.origin == "interchange" and not document.error_code:
                is_outdated = document.extractor_version != versions[source] and source not in refused
            else:
                is_outdated = document.document_id != ids[source] and document.document_id not in taken
            if is_outdated:
                run.result.replaced.append(document.doc)
                outdated.append(document.document_id)
        elif inbox and Path(source).is_relative_to(inbox) and document.document_id not in taken:
            (run.result.pruned if prune else run.result.gone).append(document.doc)
            if prune:
                outdated.append(document.document_id)
    if outdated:
        delete_documents(run.connection, outdated)
