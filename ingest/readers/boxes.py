"""Character boxes of a page in a compact form: four 32-bit floats a character instead of an object each."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from math import isnan
from typing import overload

from ingest.document import Box

NOWHERE = (float("nan"),) * 4


class CharBoxes(Sequence["Box | None"]):
    """A sequence of boxes (points, top-left origin) that makes a :class:`Box` only when one is asked for."""

    __slots__ = ("_edges",)

    def __init__(self, edges: array[float]) -> None:
        """``edges`` holds x0, y0, x1, y1 per character; not-a-number stands for a character without a place."""
        self._edges = edges

    def __len__(self) -> int:
        """Return the number of characters."""
        return len(self._edges) // 4

    def _at(self, index: int) -> Box | None:
        x0, y0, x1, y1 = self._edges[4 * index : 4 * index + 4]
        return None if isnan(x0) else Box(x0, y0, x1, y1)

    @overload
    def __getitem__(self, index: int) -> Box | None: ...

    @overload
    def __getitem__(self, index: slice) -> list[Box | None]: ...

    def __getitem__(self, index: int | slice) -> Box | list[Box | None] | None:
        """Return one box (None for a character that the reader put in), or a list of them for a slice."""
        if isinstance(index, slice):
            return [self._at(i) for i in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(index)
        return self._at(index)
