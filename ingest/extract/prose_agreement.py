"""One document, one name: what running text says of a number that the document names better elsewhere.

Two things are settled once a document is read as a whole. A fact that the document's own table prints under a formal
term (收入合计) is called so in its running text too (总收入). And a number of several digits that is printed more than
once takes the good name of one printing where another left it with a poor one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from ingest.extract.prose_outcomes import is_poor_name
from ingest.figure import Figure

_FORMAL = ("合计", "总计", "预算")
_SETTLED = {"执行数": "决算", "实际": "决算", "上年决算": "决算", "期末": "决算"}
_TELLING_DIGITS = 3
_MEASURE = re.compile(r"(?:数|额|量|率|规模|面积|里程|产值|收入|经费|资金)$")
_OUTCOME_RULES = ("prose.outcome_count", "prose.phrase_amount", "prose.count_unnamed", "prose.amount")
_PASSING_RULES = (*_OUTCOME_RULES, "prose.measure", "prose.named_rate", "prose.list")


def agree_names(figures: list[Figure], background: frozenset[int] = frozenset()) -> list[Figure]:
    """Return the figures with the names that the document as a whole gives them.

    ``background`` holds the places in ``figures`` of those that stand in a general account of the year.
    """
    return _without_background(_with_good_names(_with_table_terms(figures)), background)


def _with_table_terms(figures: list[Figure]) -> list[Figure]:
    """Name totals in running text as the table that prints the same fact names them."""
    printed: dict[tuple[str, int | None, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.table_no is not None and figure.item_code and figure.metric == "amount" and "/" not in figure.item:
            printed[_fact(figure)].append(figure)
    terms: dict[str, Figure] = {}
    for figure in figures:
        informal = figure.item_code and "/" not in figure.item and not figure.item.endswith(_FORMAL)
        informal = informal and "部门" not in figure.item and "整体" not in figure.item
        if figure.table_no is None and figure.metric == "amount" and informal:
            same = [t for t in printed[_fact(figure)] if _meet(figure, t)]
            if same and same[0].item.endswith(_FORMAL) and all(t.item != figure.item for t in same):
                terms.setdefault(figure.item, same[0])
    return [figure if figure.table_no is not None else _in_terms(figure, terms) for figure in figures]


def _in_terms(figure: Figure, terms: dict[str, Figure]) -> Figure:
    base, mark, rest = figure.versus.partition("|")
    if base in terms:
        figure = replace(figure, versus=f"{terms[base].item}{mark}{rest}")
    if figure.item in terms:
        figure = replace(figure, item=terms[figure.item].item, item_code=terms[figure.item].item_code)
    return figure


def _fact(figure: Figure) -> tuple[str, int | None, str]:
    return figure.item_code.removesuffix("_all"), figure.year, _SETTLED.get(figure.basis, figure.basis)


def _meet(one: Figure, other: Figure) -> bool:
    """True where both printings can stand for the same number, each known to half a unit in its last place."""
    slack = (Decimal(10) ** -one.decimals + Decimal(10) ** -other.decimals) / 2
    return abs(one.value_norm - other.value_norm) <= slack


def _with_good_names(figures: list[Figure]) -> list[Figure]:
    """Give a number without a good name the one it has where it is printed again."""
    good: dict[tuple[Decimal, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.metric in ("amount", "count") and not is_poor_name(figure.item) and _tells(figure):
            good[figure.value, figure.unit].append(figure)
    named: list[Figure] = []
    for figure in figures:
        known = good.get((figure.value, figure.unit), [])
        if (
            known
            and figure.table_no is None
            and figure.rule in _OUTCOME_RULES
            and is_poor_name(figure.item)
            and len({k.item.rpartition("/")[2] for k in known}) == 1
        ):
            first = known[0]
            figure = replace(
                figure, item=first.item, item_code=first.item_code, basis=first.basis, metric=first.metric,
                year=first.year, statement=first.statement, fund=first.fund, rule=first.rule,
                confidence=first.confidence,
            )  # fmt: skip
        named.append(figure)
    return named


def _without_background(figures: list[Figure], background: frozenset[int]) -> list[Figure]:
    """Leave unnamed what a general account of the year counts in passing.

    Such accounts tell of a whole city or trade as often as of the department. A number there is an indicator's value
    where its name is that of a measure (成交额, 认定数), or where the part on performance prints it again.
    """
    reported = {(f.value, f.unit) for at, f in enumerate(figures) if at not in background and len(f.raw) > 1}
    return [
        replace(figure, item="", item_code="", versus="", rule="prose.background", confidence=0.0)
        if place in background
        and not figure.item_code
        and figure.rule in _PASSING_RULES
        and not _MEASURE.search(figure.item)
        and (figure.value, figure.unit) not in reported
        else figure
        for place, figure in enumerate(figures)
    ]


def _tells(figure: Figure) -> bool:
    """A number of three digits or more is hardly printed twice by chance."""
    return len(str(figure.value).replace(".", "").strip("0")) >= _TELLING_DIGITS
