"""What a document is as a publication: whether it prints the standard public tables, and what stands in its margins."""

from __future__ import annotations

from ingest.document import Document, Fragment, Table, passage
from ingest.extract.canonical import canonical
from ingest.extract.numerals import find_numerals
from ingest.extract.record import non_figure_of
from ingest.extract.table_words import table_words
from ingest.figure import NonFigure
from ingest.vocabulary import Vocabulary

_STANDARD_KINDS = ("overview", "balance", "revenue", "expenditure", "economic", "three_public")
_FEWEST_TABLES = 4
_TITLE_ROWS = 3


def prints_standard_tables(document: Document, vocabulary: Vocabulary) -> bool:
    """Tell whether the document prints the set of public tables that 部门决算公开 and 部门预算公开 prescribe.

    Such an account names each comparison of its notes (<item>/比上年); a note that prints a table or two of its own
    does not. Different tables are counted: by what they show and of which fund.
    """
    words = table_words(vocabulary)
    kinds: set[tuple[str, str]] = set()
    for block in document.blocks:
        if not isinstance(block, Table):
            continue
        inside = [c.text for c in block.cells if c.row <= _TITLE_ROWS and c.col_span == block.col_count > 1]
        for title in map(words.title, (block.caption, *inside)):
            if title.kind in _STANDARD_KINDS and title.text.rstrip(")）").endswith("表"):
                kinds.add((title.kind, title.fund))
    return len(kinds) >= _FEWEST_TABLES


def furniture_numerals(document: Document, vocabulary: Vocabulary) -> list[NonFigure]:
    """Return the numerals of running heads and feet: page numbers, and years and dates of the title printed there."""
    found: list[NonFigure] = []
    for page in document.pages:
        for line in page.furniture:
            content = passage(document.pages, [Fragment(page.number, line.start, line.end)])
            canon = canonical(content.text)
            for numeral in find_numerals(canon, vocabulary):
                found.append(non_figure_of(content, canon, numeral, numeral.kind or "page_number"))
    return found
