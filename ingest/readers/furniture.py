"""Running heads, feet and page numbers: printed on every page, part of no sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.readers.text_runs import TextLine

_PAGE_NUMBER = re.compile(
    r"[-—–~·•\s]*(?:第\s*)?(?:\d{1,4}|[ivxIVX]{1,6})(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–~·•\s]*"
)
_DIGITS = re.compile(r"\d+")
_MARGIN = 68.0  # points at the top and at the bottom; Word's and WPS's own margins are 72
_LARGEST_HEAD = 1.05  # of the type size of the text: titles repeated on every page are larger
_LINES_AT_EDGE = 2
_FEWEST_PAGES = 3


def find_furniture(pages: Sequence[tuple[Sequence[TextLine], float]]) -> list[set[int]]:
    """Return, per page (its lines from top to bottom, its height), the ids of lines that are furniture.

    A page number alone in the margin is; so is a line in the margin, in no larger type than the text, that stands on
    three pages or more, at the same height and, numbers aside, with the same words.
    """
    sizes = sorted(line.em for lines, _ in pages for line in lines)
    largest = _LARGEST_HEAD * sizes[len(sizes) // 2] if sizes else 0.0
    edges = [_edge_lines(lines, height) for lines, height in pages]
    seen: Counter[tuple[str, int]] = Counter()
    for lines in edges:
        seen.update({_key(line) for line in lines if line.em <= largest})
    needed = max(_FEWEST_PAGES, 0.3 * len(pages))
    return [{id(line) for line in lines if _is_page_number(line) or seen[_key(line)] >= needed} for lines in edges]


def _edge_lines(lines: Sequence[TextLine], height: float) -> list[TextLine]:
    top = [line for line in lines[:_LINES_AT_EDGE] if line.baseline < _MARGIN]
    bottom = [line for line in lines[-_LINES_AT_EDGE:] if line.baseline > height - _MARGIN]
    return top + [line for line in bottom if line not in top]


def _is_page_number(line: TextLine) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.text))


def _key(line: TextLine) -> tuple[str, int]:
    return _DIGITS.sub("#", "".join(line.text.split())), round(line.baseline / 6)
