"""Passages that a check judges though they are no numbers: grades, template remnants, statements of absence."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.document import Passage
from ingest.extract.canonical import CanonicalText
from ingest.extract.context import Context
from ingest.extract.phrases import phrases_of
from ingest.figure import Figure, TextMark
from ingest.vocabulary import Vocabulary

_OWN_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})年?度?[^，。；]{0,16}(?:自评|评价)[^，。；]{0,8}(?:得|分)")
_PERCENT_METRICS = ("share", "rate", "change_rate")


def find_marks(
    passage: Passage, canon: CanonicalText, figures: list[Figure], context: Context, vocabulary: Vocabulary
) -> list[TextMark]:
    """Return the marks of a paragraph; kinds and patterns are rows of seeds/vocabulary/text_mark_patterns.csv."""
    marks: list[TextMark] = []
    seen: set[tuple[str, int]] = set()
    for kind, pattern in _patterns(vocabulary):
        for match in pattern.finditer(canon.text):
            subject = _subject(kind, match, context, vocabulary)
            if (kind, match.start("text")) in seen or (kind == "zero_statement" and not subject):
                continue
            seen.add((kind, match.start("text")))
            marks.append(_mark(passage, canon, kind, match.span("text"), subject))
    for match in _OWN_YEAR.finditer(canon.text):
        if context.fiscal_year is not None and int(match.group("year")) != context.fiscal_year:
            marks.append(_mark(passage, canon, "year_mismatch", match.span("year"), "自评得分"))
    for figure in figures:
        if figure.metric in _PERCENT_METRICS and not figure.unit:
            marks.append(
                TextMark(
                    "missing_percent",
                    figure.raw,
                    figure.page,
                    figure.line,
                    figure.char_start,
                    figure.char_end,
                    figure.item,
                )
            )
    return marks


def _mark(passage: Passage, canon: CanonicalText, kind: str, span: tuple[int, int], subject: str) -> TextMark:
    start, end = canon.printed_span(*span)
    place = passage.locate(start, end)
    text = canon.printed[start:end]
    return TextMark(kind, text, place.page, place.line, place.char_start, place.char_end, subject)


def _subject(kind: str, match: re.Match[str], context: Context, vocabulary: Vocabulary) -> str:
    """The standard item an absence is stated of ('' for none); else the words before, else the heading."""
    printed = (match.groupdict().get("subject") or "").strip()
    if kind == "zero_statement":
        items = vocabulary.find_items(match.group())
        return "、".join(dict.fromkeys(m.name for m in items if m.item.metric in ("amount", "count")))
    if printed:
        return phrases_of(vocabulary).strip_head(printed, context.entity)[-60:]
    return context.heading


@lru_cache(maxsize=4)
def _patterns(vocabulary: Vocabulary) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = vocabulary.rows("vocabulary/text_mark_patterns.csv")
    return tuple((row["kind"], re.compile(row["pattern"])) for row in rows)
