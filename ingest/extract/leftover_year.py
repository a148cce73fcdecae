"""A year left over from last year's text: the account or budget of this year told under the year before.

2022年“三公”经费支出决算为3.46万元，完成预算100% in the account of 2023, where nothing tells the same of 2023, is this
year's account; 2022年机关运行经费预算3万元，与上年相比 in the budget of 2023 is this year's budget. Its
figures are read with the report's own year, and the printed year is marked, so that a check tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from ingest.document import Document, Paragraph, Passage
from ingest.extract.canonical import CanonicalText, canonical
from ingest.extract.structure import mark_of
from ingest.figure import Figure, Heading, TextMark

_ACCOUNT = re.compile(
    r"(?:^|[。；])(?P<year>(?:19|20)\d{2})年度?(?P<what>[^，。；：\d]{4,40}?)决算(?:总额|数)?(?:为|是)?[\d.,]+[万亿]?元，"
    r"(?:完成|为|占)(?:年初|调整后?|全年)?预算"
)


_BUDGET = re.compile(
    r"(?:^|[。；])(?P<year>(?:19|20)\d{2})年度?(?P<what>[^，。；：\d]{4,40}?)预算(?:支出|收入|总额|数)?(?:为|是)?[\d.,]+[万亿]?元，"
    r"(?:与|比|较)上年"
)


def leftover_years(document: Document, heading: Heading) -> dict[int, re.Match[str]]:
    """Return, by block, the sentences that tell this year's account or budget under the year before."""
    own = heading.fiscal_year
    pattern = {"final_account": _ACCOUNT, "budget": _BUDGET}.get(heading.document_type)
    if own is None or pattern is None:
        return {}
    told: dict[str, set[int]] = defaultdict(set)
    opening: dict[int, re.Match[str]] = {}
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            continue
        for found in pattern.finditer(canonical(block.content.text).text):
            told[_bare(found)].add(int(found.group("year")))
            if found.start() == 0 and int(found.group("year")) == own - 1:
                opening[block.block] = found
    return {block: found for block, found in opening.items() if own not in told[_bare(found)]}


def _bare(found: re.Match[str]) -> str:
    return re.sub(r"[“”\"]", "", found.group("what"))


def in_own_year(
    figures: Iterable[Figure], content: Passage, canon: CanonicalText, found: re.Match[str]
) -> tuple[list[Figure], TextMark]:
    """Return the figures of such a paragraph a year later, what they are measured against too, and the year's mark."""
    printed = int(found.group("year"))
    later = {printed: printed + 1, printed - 1: printed}
    read = []
    for figure in figures:
        item, *rest = figure.versus.split("|")
        against = [str(later.get(int(part), part)) if part.isdigit() else part for part in rest]
        year = figure.year if figure.year is None else later.get(figure.year, figure.year)
        basis = "决算" if figure.year == printed and figure.basis == "上年决算" else figure.basis
        read.append(replace(figure, year=year, basis=basis, versus="|".join((item, *against))))
    return read, mark_of(content, canon, "report_year", found.span("year"), str(printed + 1))
