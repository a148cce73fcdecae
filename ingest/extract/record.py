"""Write a reading down as a figure record with its place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ingest.document import Passage
from ingest.extract.canonical import CanonicalText
from ingest.extract.context import Context
from ingest.extract.numerals import Numeral
from ingest.figure import Figure, Metric, NonFigure
from ingest.vocabulary import Unit, Vocabulary, normalise_money

SNIPPET_BEFORE, SNIPPET_AFTER = 14, 6


@dataclass(frozen=True, slots=True)
class Reading:
    """What a number says. ``kind`` is set when it turned out to be no figure; ``item`` is a path, '' when unnamed."""

    item: str = ""
    item_code: str = ""
    metric: Metric | str = ""
    basis: str = ""
    year: int | None = None
    statement: str = ""
    fund: str = ""
    versus: str = ""
    comparator: str = ""
    rule: str = ""
    kind: str = ""
    entity: str = ""
    unit: Unit | None = None


def figure_of(
    passage: Passage, canon: CanonicalText, numeral: Numeral, reading: Reading, context: Context, vocabulary: Vocabulary
) -> Figure:
    """Return the figure record of a numeral and its reading."""
    start, end = canon.printed_span(numeral.start, numeral.end)
    place = passage.locate(start, end)
    unit = numeral.unit or reading.unit
    is_money = reading.metric in ("amount", "change_amount") and unit is not None and unit.kind in ("money", "scale")
    value_norm, decimals = normalise_money(numeral.value, numeral.decimals, unit if is_money else None)
    year = reading.year if reading.year is not None else context.fiscal_year
    is_own_year = year is not None and year == context.fiscal_year
    snippet = canon.printed[max(start - SNIPPET_BEFORE, 0) : end + SNIPPET_AFTER]
    return Figure(
        page=place.page,
        line=place.line,
        char_start=place.char_start,
        char_end=place.char_end,
        raw=numeral.raw,
        value=numeral.value,
        value_norm=value_norm if is_money else Decimal(numeral.value),
        decimals=decimals,
        unit=numeral.unit_text or (reading.unit.name if reading.unit else ""),
        box=place.box,
        entity=reading.entity or context.entity,
        year=year,
        statement=reading.statement,
        item=reading.item,
        item_code=reading.item_code,
        basis="决算" if is_own_year and reading.basis == "上年决算" else reading.basis,
        fund=reading.fund,
        metric=reading.metric,  # type: ignore[arg-type]
        versus=reading.versus,
        comparator=reading.comparator,
        snippet=snippet[:30],
        rule=reading.rule,
        confidence=vocabulary.confidence_of(reading.rule) if reading.item else 0.0,
    )


def non_figure_of(passage: Passage, canon: CanonicalText, numeral: Numeral, kind: str) -> NonFigure:
    """Return the record of a numeral that is no figure."""
    place = passage.locate(*canon.printed_span(numeral.start, numeral.end))
    return NonFigure(place.page, place.line, place.char_start, place.char_end, numeral.raw, kind)
