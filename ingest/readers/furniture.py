"""Running heads, feet and page numbers: printed on every page, part of no sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.document import Page
from ingest.readers.printed import PrintedLine

_PAGE_NUMBER = re.compile(
    r"[-—–~·•\s]*(?:第\s*)?(?:\d{1,4}|[ivxIVX]{1,6})(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–~·•\s]*"
)
_DIGITS = re.compile(r"\d+")
_MARGIN = 68.0  # points at the top and at the bottom; Word's and WPS's own margins are 72
_LARGEST_HEAD = 1.05  # of the type size of the text: titles repeated on every page are larger
_LINES_AT_EDGE = 2
_FEWEST_PAGES = 3


def find_furniture(lines: Iterable[PrintedLine], pages: Sequence[Page]) -> set[int]:
    """Return the ids of the lines (in reading order) that are furniture.

    A page number alone in the margin is; so is a line in the margin, in no larger type than the text, that stands on
    three pages or more, at the same height and, numbers aside, with the same words.
    """
    by_page: dict[int, list[PrintedLine]] = {}
    sizes = []
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
        sizes.append(line.em)
    if not sizes:
        return set()
    largest = _LARGEST_HEAD * sorted(sizes)[len(sizes) // 2]
    edges = [_edge_lines(found, pages[number - 1].height or 0.0) for number, found in by_page.items()]
    seen: Counter[tuple[str, int]] = Counter()
    for found in edges:
        seen.update({_key(line) for line in found if line.em <= largest})
    needed = max(_FEWEST_PAGES, 0.3 * len(pages))
    return {id(line) for found in edges for line in found if _is_page_number(line) or seen[_key(line)] >= needed}


def _edge_lines(lines: Sequence[PrintedLine], height: float) -> list[PrintedLine]:
    top = [line for line in lines[:_LINES_AT_EDGE] if line.bottom < _MARGIN]
    bottom = [line for line in lines[-_LINES_AT_EDGE:] if line.bottom > height - _MARGIN]
    return top + [line for line in bottom if line not in top]


def _is_page_number(line: PrintedLine) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.text))


def _key(line: PrintedLine) -> tuple[str, int]:
    return _DIGITS.sub("#", "".join(line.text.split())), round(line.bottom / 6)
