"""The table of contents against the headings that follow it.

Each heading that both print is a mark whose ``subject`` is what the table of contents says; nothing is judged here.
"""

from __future__ import annotations

import re

from ingest.document import Document, Paragraph, Passage
from ingest.extract.canonical import CanonicalText, canonical
from ingest.extract.structure import mark_of
from ingest.figure import TextMark

_CONTENTS = re.compile(r"^目录$")
_PART = re.compile(r"^第([一二三四五六七八九十]{1,3})部分")
_SECTION = re.compile(r"^(?P<number>[一二三四五六七八九十]{1,3})、(?P<title>[^。；：，]{2,40}?)(?:[.…·]*\d{0,3})$")
_FEWEST_FOUND = 3
_LONGEST_ENTRY = 60

Place = tuple[str, str]
"""Which part of the document (第一部分), and which section of it (一、)."""


def contents_marks(document: Document) -> list[TextMark]:
    """Return a ``listed_heading`` for every section found under its number, a ``missing_heading`` for the others.

    A part of which fewer than three sections are found is printed in another form, such as tables, and is left out; so
    are sections outside of any part, whose numbers begin anew within each of them.
    """
    listed: dict[Place, tuple[Passage, CanonicalText]] = {}
    marks: dict[Place, TextMark] = {}
    titles: set[str] = set()
    part, in_contents, seen = "", False, set[str]()
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            in_contents = False
            continue
        canon = canonical(block.content.text)
        if _CONTENTS.match(canon.text):
            part, in_contents, seen = "", True, set[str]()
            continue
        bare = re.sub(r"[.…·]*\d{0,3}$", "", canon.text)
        if in_contents and (bare in seen or len(canon.text) > _LONGEST_ENTRY):
            in_contents, part = False, ""
        seen.add(bare)
        opened, section = _PART.match(canon.text), _SECTION.match(canon.text)
        part = opened.group(1) if opened else part
        if section is None:
            titles.add(_plain(canon.text))
            continue
        place = (part, section.group("number"))
        if not part:
            continue
        if in_contents:
            listed.setdefault(place, (block.content, canon))
        elif listed:
            titles.add(_plain(canon.text))
            if place in listed and place not in marks:
                entry = _title(listed[place][1])
                marks[place] = mark_of(block.content, canon, "listed_heading", section.span("title"), entry)
    found = {name: sum(place[0] == name for place in marks) for name, _ in listed}
    missing = [
        mark_of(content, canon, "missing_heading", (0, len(canon.text)), _title(canon))
        for place, (content, canon) in listed.items()
        if place not in marks and found[place[0]] >= _FEWEST_FOUND and _plain(canon.text) not in titles
    ]
    return [mark for place, mark in marks.items() if found[place[0]] >= _FEWEST_FOUND] + missing


def _title(canon: CanonicalText) -> str:
    section = _SECTION.match(canon.text)
    return section.group("title") if section else canon.text


def _plain(text: str) -> str:
    """A title without its number, quotation marks and page."""
    return re.sub(r"^(?:第[^部]{1,3}部分|[一二三四五六七八九十]{1,3}、)|[“”\".…·]|\d{1,3}$", "", text)
