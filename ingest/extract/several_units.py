"""A document that prints the budgets or accounts of several units one after the other: where each one's begins.

A heading that names another agency may as well be a leftover of the text it was written over, which a check tells. It
opens another unit's part only where the document prints the same part, filled with amounts, for its own agency too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.document import Document, Table
from ingest.extract.canonical import canonical
from ingest.extract.structure import AGENCY_HEADING
from ingest.figure import Heading

_BOUNDARY = re.compile(r"^(?:第[一二三四五六七八九十]+部分|目录$)")
_AMOUNT = re.compile(r"\d(?:\.\d+)?[万亿]?元")
_LONGEST_HEADING = 60


@dataclass(slots=True)
class _Part:
    """A heading with an agency's name: what part it opens, and whether amounts stand in it."""

    block: int
    name: str
    kind: str
    has_amounts: bool = False


def units_by_block(document: Document, heading: Heading) -> dict[int, str]:
    """Return, by the block of the heading, the unit whose part begins there ({} where there is one agency only)."""
    parts = _parts(document)
    filled = [part for part in parts if part.has_amounts]
    own_kinds = {part.kind for part in filled if part.name == heading.entity}
    others = {part.name for part in filled if part.kind in own_kinds and part.name != heading.entity}
    if not others:
        return {}
    return {part.block: part.name for part in parts if part.name in others or part.name == heading.entity}


def _parts(document: Document) -> list[_Part]:
    parts: list[_Part] = []
    open_part: _Part | None = None
    for block in document.blocks:
        if isinstance(block, Table):
            if open_part is not None and any(re.search(r"\d", cell.text) for cell in block.cells):
                open_part.has_amounts = True
            continue
        text = canonical(block.content.text).text
        named = AGENCY_HEADING.match(text) if len(text) <= _LONGEST_HEADING else None
        if named:
            rest = re.sub(r"^(?:19|20)\d{2}年?度?(?:部门|单位)?", "", text[named.end("name") :])
            open_part = _Part(block.block, named.group("name"), rest)
            parts.append(open_part)
        elif _BOUNDARY.match(text):
            open_part = None
        elif open_part is not None and _AMOUNT.search(text):
            open_part.has_amounts = True
    return parts
