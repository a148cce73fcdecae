"""The figure record: one printed number, what it says and where it stands (see docs/architecture.md)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from ingest.document import Box

Metric = Literal["amount", "count", "score", "weight", "share", "rate", "change_amount", "change_rate"]
CLAIM_METRICS = frozenset({"share", "rate", "change_amount", "change_rate"})
NumeralClass = Literal["fact", "claim", "unmapped", "non_figure"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. Fields are the columns of the interchange CSV except ``doc``; empty text means not stated.

    ``value`` is the plain decimal of ``raw``; ``value_norm`` is in 万元 for money, as printed for percentages, else
    equal to ``value``; ``decimals`` counts the digits printed after the point once converted to the unit of
    ``value_norm`` (123 元 has 4, 1.49 亿元 -2). A figure with empty ``item`` is unmapped: read, placed, but not named.
    ``versus`` is ``item|basis|year`` for claims, with ``|up``, ``|down`` or ``|flat`` appended where the text says so.
    """

    page: int
    line: int
    char_start: int
    char_end: int
    raw: str
    value: Decimal
    value_norm: Decimal
    decimals: int
    unit: str = ""
    box: Box | None = None
    table_no: int | None = None
    row_no: int | None = None
    col_no: int | None = None
    entity: str = ""
    year: int | None = None
    statement: str = ""
    item: str = ""
    item_code: str = ""
    function_code: str = ""
    basis: str = ""
    fund: str = ""
    metric: Metric | Literal[""] = ""
    versus: str = ""
    comparator: str = ""
    table: str = ""
    snippet: str = ""
    rule: str = ""
    confidence: float = 0.0

    @property
    def numeral_class(self) -> NumeralClass:
        """Claims are derived numbers the report states; facts are primary ones; no item means unmapped."""
        if not self.item:
            return "unmapped"
        return "claim" if self.metric in CLAIM_METRICS else "fact"


@dataclass(frozen=True, slots=True)
class NonFigure:
    """A numeral that is no figure, and what it is (date, year, ordinal, document_number, phone, code, name …)."""

    page: int
    line: int
    char_start: int
    char_end: int
    raw: str
    kind: str
    table_no: int | None = None
    row_no: int | None = None
    col_no: int | None = None


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A subordinate unit that the document lists: as printed, with its place."""

    name: str
    page: int
    line: int
    code: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What the document says of itself. ``document_type`` is a code of seeds/vocabulary/document_types.csv."""

    title: str = ""
    document_type: str = ""
    entity: str = ""
    fiscal_year: int | None = None
    fill_date: str = ""
    unit_code: str = ""
    parent_entity: str = ""


@dataclass(frozen=True, slots=True)
class TextMark:
    """A passage that a check judges though it is no number: a grade word, a qualitative target, a template remnant.

    ``kind`` is a code of seeds/vocabulary/text_marks.csv; ``subject`` names what the mark is about (an item, an
    indicator), ``text`` is as printed.
    """

    kind: str
    text: str
    page: int
    line: int
    char_start: int
    char_end: int
    subject: str = ""
    table_no: int | None = None
    row_no: int | None = None
    col_no: int | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one document: every numeral is in exactly one of ``figures`` and ``non_figures``."""

    heading: Heading = field(default_factory=Heading)
    figures: tuple[Figure, ...] = ()
    non_figures: tuple[NonFigure, ...] = ()
    listed_units: tuple[ListedUnit, ...] = ()
    text_marks: tuple[TextMark, ...] = ()
