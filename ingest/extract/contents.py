"""The table of contents against the headings that follow it.

Each heading that both print is a mark whose ``subject`` is what the table of contents says; nothing is judged here.
"""

from __future__ import annotations

import re
from collections import Counter

from ingest.document import Document, Paragraph, Passage
from ingest.extract.canonical import CanonicalText, canonical
from ingest.extract.structure import mark_of
from ingest.figure import TextMark

_CONTENTS = re.compile(r"^目录$")
_PART = re.compile(r"^第([一二三四五六七八九十]{1,3})部分")
_SECTION = re.compile(r"^(?P<number>[一二三四五六七八九十]{1,3})、(?P<title>[^。；：，]{2,40}?)(?:[.…·]*\d{0,3})$")
_FEWEST_FOUND = 3
_FEWEST_PARTS = 2
_DIGITS = "一二三四五六七八九"
_NUMBERS = (*_DIGITS, "十", *(f"十{digit}" for digit in _DIGITS), "二十")
_LONGEST_ENTRY = 60

Place = tuple[str, str]
"""Which part of the document (第一部分), and which section of it (一、)."""


def contents_marks(document: Document) -> list[TextMark]:
    """Return a ``listed_heading`` for every section found under its number, a ``missing_heading`` for the others.

    A part of which fewer than three sections are found is printed in another form, such as tables, and is left out; so
    are sections outside of any part, whose numbers begin anew within each of them. A heading that goes on after the
    last one listed of its part is an ``unlisted_heading``.
    """
    listed: dict[Place, tuple[Passage, CanonicalText]] = {}
    marks: dict[Place, TextMark] = {}
    parts: dict[str, tuple[Passage, CanonicalText]] = {}
    unlisted: dict[Place, TextMark] = {}
    titles: set[str] = set()
    headings: set[str] = set()
    printed = Counter(_bare(canonical(b.content.text).text) for b in document.blocks if isinstance(b, Paragraph))
    part, in_contents, seen = "", False, set[str]()
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            in_contents = False
            continue
        canon = canonical(block.content.text)
        if _CONTENTS.match(canon.text):
            part, in_contents, seen = "", True, set[str]()
            continue
        bare = _bare(canon.text)
        if in_contents and (bare in seen or len(canon.text) > _LONGEST_ENTRY):
            in_contents, part = False, ""
        seen.add(bare)
        opened, section = _PART.match(canon.text), _SECTION.match(canon.text)
        part = opened.group(1) if opened else part
        if opened and in_contents:
            parts.setdefault(part, (block.content, canon))
        elif not in_contents:
            headings |= {_subject(bare), part if opened else ""}
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
            elif (
                place not in listed.keys() | unlisted.keys()
                and _before(place) in marks.keys() | unlisted.keys()
                and printed[bare] == 1  # twice where the table of contents was not read to its end
            ):
                unlisted[place] = mark_of(block.content, canon, "unlisted_heading", section.span("title"), "")
    found = {name: sum(place[0] == name for place in marks) for name, _ in listed}
    missing = [
        mark_of(content, canon, "missing_heading", (0, len(canon.text)), _title(canon))
        for place, (content, canon) in listed.items()
        if place not in marks and found[place[0]] >= _FEWEST_FOUND and _plain(canon.text) not in titles
    ]
    there = [mark for place, mark in (marks | unlisted).items() if found.get(place[0], 0) >= _FEWEST_FOUND]
    return there + missing + _missing_parts(parts, headings)


def _missing_parts(parts: dict[str, tuple[Passage, CanonicalText]], headings: set[str]) -> list[TextMark]:
    """第四部分 of the table of contents that no heading bears, by number or by name, where those of two others do."""
    gone = [entry for number, entry in parts.items() if not {number, _subject(_bare(entry[1].text))} & headings]
    if len(parts) - len(gone) < _FEWEST_PARTS:
        return []
    return [mark_of(entry, text, "missing_heading", (0, len(text.text)), _bare(text.text)) for entry, text in gone]


def _subject(text: str) -> str:
    """What a heading is of, without its number, agency and year: 某局2024年度部门决算表 and 部门决算表 are one."""
    return re.sub(r"^.*?(?:19|20)\d{2}年度?", "", _plain(text))


def _before(place: Place) -> Place:
    """The place of the section one number below."""
    number = place[1]
    return (place[0], _NUMBERS[_NUMBERS.index(number) - 1]) if number in _NUMBERS[1:] else ("", "")


def _bare(text: str) -> str:
    """A line of a table of contents without the dots and the page at its end."""
    return re.sub(r"[.…·]*\d{0,3}$", "", text)


def _title(canon: CanonicalText) -> str:
    section = _SECTION.match(canon.text)
    return section.group("title") if section else canon.text


def _plain(text: str) -> str:
    """A title without its number, quotation marks and page."""
    return re.sub(r"^(?:第[^部]{1,3}部分|[一二三四五六七八九十]{1,3}、)|[“”\".…·]|\d{1,3}$", "", text)
