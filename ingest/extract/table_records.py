"""Records of one table: figures and non-figures with their places, and what is found on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest.document import Cell, Passage
from ingest.extract.table_cells import CellNumber
from ingest.extract.table_reading import Facets
from ingest.extract.table_scene import Scene
from ingest.figure import Figure, ListedUnit, NonFigure, TextMark
from ingest.vocabulary import Vocabulary, normalise_money


@dataclass(frozen=True, slots=True)
class ProseCell:
    """A cell of running text that the prose rules must read; ``subject`` is the row it stands in."""

    content: Passage
    row: int
    col: int
    subject: str = ""


@dataclass
class Found:
    """What the cells read so far gave; ``done`` holds the identities of cells that are settled."""

    figures: list[Figure] = field(default_factory=list)
    non_figures: list[NonFigure] = field(default_factory=list)
    text_marks: list[TextMark] = field(default_factory=list)
    listed_units: list[ListedUnit] = field(default_factory=list)
    prose_cells: list[ProseCell] = field(default_factory=list)
    done: set[int] = field(default_factory=set)


def non_figure_of(scene: Scene, cell: Cell, number: CellNumber, kind: str) -> NonFigure:
    """Return a numeral of a cell as a non-figure of a kind."""
    place = cell.content.locate(number.start, number.end)
    return NonFigure(
        place.page, place.line, place.char_start, place.char_end, number.raw, kind,
        scene.table.number, cell.row, cell.col,
    )  # fmt: skip


def figure_of(scene: Scene, cell: Cell, number: CellNumber, facets: Facets, label: str) -> Figure:
    """Return the figure record of a number of a cell; ``label`` names its row in the snippet."""
    place = cell.content.locate(number.start, number.end)
    value, decimals = normalise_money(number.value, number.decimals, facets.unit)
    if facets.unit is not None and facets.unit.kind == "scale" and facets.metric != "amount":
        value, decimals = number.value, number.decimals
    unit = number.unit_text or (facets.unit.name if facets.unit is not None else "")
    comparator = number.comparator or ("=" if facets.statement == "target" else "")
    return Figure(
        place.page,
        place.line,
        place.char_start,
        place.char_end,
        number.raw,
        number.value,
        value,
        decimals,
        unit,
        place.box,
        scene.table.number,
        cell.row,
        cell.col,
        scene.context.entity,
        facets.year,
        facets.statement,
        facets.item,
        facets.item_code,
        facets.function_code,
        facets.basis,
        facets.fund,
        facets.metric,  # type: ignore[arg-type]
        facets.versus,
        comparator,
        _table_name(scene),
        f"{label} {cell.text}".strip()[:30],
        facets.rule,
        scene.words.vocabulary.confidence_of(facets.rule),
    )


def _table_name(scene: Scene) -> str:
    return re.sub(r"[（(]?(?:金额)?单位[:：][^（）()]*[）)]?", "", scene.table.caption).strip()


def renamed(figure: Figure, item: str, rule: str, vocabulary: Vocabulary) -> Figure:
    """Return a figure under a narrower item, read by another rule."""
    return replace(figure, item=item, rule=rule, confidence=vocabulary.confidence_of(rule))
