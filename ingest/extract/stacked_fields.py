"""Fields of a form whose cells stand one below the other: 人员编制, and on the next line its 21."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.document import Passage
from ingest.extract.canonical import canonical
from ingest.extract.context import Context
from ingest.extract.numerals import find_numerals
from ingest.extract.phrases import phrases_of
from ingest.extract.record import Reading, figure_of
from ingest.figure import Figure
from ingest.vocabulary import Vocabulary

_ALONE = re.compile(r"\d{1,6}(?:[个人名辆台])?$")
_BASES = {"staffing": "期末", "assets": "期末", "structure": "实际"}
_LONGEST_LABEL = 12


def read_stacked(above: str, passage: Passage, context: Context, vocabulary: Vocabulary) -> Figure | None:
    """Read a number that is a line of its own below the name of something counted; None for any other line."""
    canon = canonical(passage.text)
    if not _ALONE.match(canon.text.strip()) or not 2 <= len(above) <= _LONGEST_LABEL:
        return None
    name = phrases_of(vocabulary).standard(above.rstrip("："))
    numerals = find_numerals(canon, vocabulary)
    if name is None or name.item is None or name.item.statement not in _BASES or len(numerals) != 1:
        return None
    if name.item.metric != "count":
        return None
    item = name.item
    reading = Reading(
        name.path, item.code, "count", _BASES[item.statement], context.fiscal_year, item.statement, rule="prose.count"
    )
    return figure_of(passage, canon, replace(numerals[0], kind=""), reading, context, vocabulary)
