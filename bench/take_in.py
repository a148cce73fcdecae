"""The work that is timed: one document, read and extracted (a module of its own, so that worker processes find it)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ingest.extract import extract_document
from ingest.readers import read_document
from ingest.vocabulary import Vocabulary, load_vocabulary


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, loaded once per process."""
    return load_vocabulary()


def take_in(path: Path) -> int:
    """Read and extract one document; returns its pages."""
    document = read_document(path)
    extract_document(document, vocabulary())
    return len(document.pages)
