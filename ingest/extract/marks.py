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
_NEED_SUBJECT = ("zero_statement", "absence")
_ABSENT = ("三公", "政府性基金", "国有资本经营")
_OTHER_SCOPE = re.compile(r"上年|去年|以前年度|历年|下属|所属")
_NOT_AN_AMOUNT = re.compile(r"结转|结余|增减|增加|减少|变化|差异|超")
_EMPTY_TABLE = re.compile(r"^.{0,12}表(?:无|没有|为|是|数据)")
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
            if (kind, match.start("text")) in seen or (kind in _NEED_SUBJECT and not subject):
                continue
            seen.add((kind, match.start("text")))
            marks.append(_mark(passage, canon, kind, match.span("text"), subject))
    for match in _OWN_YEAR.finditer(canon.text):
        if context.fiscal_year is not None and int(match.group("year")) != context.fiscal_year:
            marks.append(_mark(passage, canon, "year_mismatch", match.span("year"), "自评得分"))
    told = {(m.page, m.char_start) for m in marks if m.kind == "missing_percent"}
    for figure in figures:
        is_told = (figure.page, figure.char_start) in told
        if figure.metric in _PERCENT_METRICS and not figure.unit and not is_told:
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
        return _not_occurred(match, context, vocabulary)
    if kind == "absence":
        return _absent(match, context)
    if printed:
        return phrases_of(vocabulary).strip_head(printed, context.entity)[-60:]
    return context.heading


def _not_occurred(match: re.Match[str], context: Context, vocabulary: Vocabulary) -> str:
    """The one standard amount said not to have been; '' of another year or scope, or of the budget."""
    said = re.split("[。；]", match.string[: match.start()])[-1] + match.group()
    years = re.findall(r"(?:19|20)\d{2}", said)
    is_planned = "预算" in said and context.document_type != "budget"
    if (years and set(years) != {str(context.fiscal_year)}) or is_planned or _OTHER_SCOPE.search(said):
        return ""
    subject = re.sub("^年度?", "", match.group("subject").strip())  # the pattern starts behind the digits of a year
    found = vocabulary.item_of(phrases_of(vocabulary).strip_head(subject, context.entity))
    return found[1].name if found and found[1].metric == "amount" else ""


def _absent(match: re.Match[str], context: Context) -> str:
    """What is said to be absent, as <kind>|<revenue, expenditure or both>; '' of another year, scope or quantity.

    Where the heading names one of the kinds alone, it is added (…|<kind of the heading>): a paragraph copied from the
    section before speaks of another. A note that a table is empty is a mark of its own.
    """
    before, text = match.group("subject"), match.group("text")
    years = re.findall(r"(?:19|20)\d{2}", before)
    other_year = years and str(context.fiscal_year) not in years
    is_note = _EMPTY_TABLE.match(match.string[match.end() :])
    if other_year or is_note or _OTHER_SCOPE.search(before) or _NOT_AN_AMOUNT.search(text):
        return ""
    word = next(word for word in _ABSENT if word in text)
    both = ("收" in text) == ("支" in text)
    headed = [kind for kind in _ABSENT if kind in context.heading]
    told = headed[0] if len(headed) == 1 and (headed[0] == word or headed[0] not in match.string) else ""
    side = "both" if both else "revenue" if "收" in text else "expenditure"
    return f"{word}|{side}" + (f"|{told}" if told else "")


@lru_cache(maxsize=4)
def _patterns(vocabulary: Vocabulary) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = vocabulary.rows("vocabulary/text_mark_patterns.csv")
    return tuple((row["kind"], re.compile(row["pattern"])) for row in rows)
