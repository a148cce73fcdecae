"""Bounds on what one document may cost: bytes, pages, depth, time and memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from ingest.errors import LimitExceededError

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost at most; a bound that is reached ends in a LimitExceededError.

    ``unpacked_bytes`` and ``unpack_ratio`` hold for everything packed in a file (Office and OFD files are zips too),
    ``members`` for its number of packed files. ``table_cells`` bounds the positions of one table, spans included.
    ``pixels`` bounds an image or a page drawn for OCR. ``seconds`` is wall-clock time, ``memory_bytes`` address space.
    """

    file_bytes: int = 200 * MEBIBYTE
    unpacked_bytes: int = 1024 * MEBIBYTE
    unpack_ratio: int = 200
    members: int = 20_000
    pages: int = 3_000
    characters: int = 30_000_000
    table_cells: int = 2_000_000
    xml_depth: int = 250
    pixels: int = 120_000_000
    seconds: float = 300.0
    memory_bytes: int = 4096 * MEBIBYTE


_limits: ContextVar[Limits] = ContextVar("limits", default=Limits())  # noqa: B039 - a frozen value


def current_limits() -> Limits:
    """Return the limits that hold for the document being read."""
    return _limits.get()


@contextmanager
def limits_applied(limits: Limits) -> Iterator[None]:
    """Let these limits hold for everything read inside the block."""
    token = _limits.set(limits)
    try:
        yield
    finally:
        _limits.reset(token)


def check_limit(value: float, bound: float, what: str, unit: str, *, file: str, place: str = "") -> None:
    """Raise LimitExceededError when ``value`` is above ``bound``; ``what`` and ``unit`` are Chinese words."""
    if value > bound:
        raise LimitExceededError(f"{what}超过上限 {_in_words(bound)}{unit}", file=file, place=place)


def _in_words(bound: float) -> str:
    """Return a bound as people write it: in 万 where it is a round number of them, a blank before its unit."""
    return f"{bound / 10_000:g} 万" if bound >= 10_000 and bound % 10_000 == 0 else f"{bound:g} "
