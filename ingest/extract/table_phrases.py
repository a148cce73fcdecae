"""Cells of words with numbers in them: targets in words, parts in a remark, weights in an indicator's name."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.document import Cell
from ingest.extract.table_cells import read_numbers
from ingest.extract.table_columns import Block, Column
from ingest.extract.table_facets import read_facets
from ingest.extract.table_reading import Facets
from ingest.extract.table_records import Found, figure_of, non_figure_of, renamed
from ingest.extract.table_rows import RowName
from ingest.extract.table_scene import Scene
from ingest.figure import TextMark
from ingest.vocabulary import Vocabulary


def read_target_words(
    scene: Scene, block: Block, column: Column, row: RowName, cell: Cell, vocabulary: Vocabulary, found: Found
) -> None:
    """A target in words is a text mark; the numbers inside it are parts of the target."""
    numbers = read_numbers(cell.text, vocabulary)
    found.done.add(id(cell))
    counted = [n for n in numbers if not n.kind]
    if not counted:
        place = cell.content.locate(0, len(cell.text))
        found.text_marks.append(
            TextMark(
                "qualitative_target",
                cell.text.strip(),
                place.page,
                place.line,
                place.char_start,
                place.char_end,
                "/".join(row.path),
                scene.table.number,
                cell.row,
                cell.col,
            )
        )
    for number in numbers:
        if number.kind:
            found.non_figures.append(non_figure_of(scene, cell, number, number.kind))
            continue
        facets = read_facets(scene, block, column, row, number, None)
        part = number.before.strip("（）、").removeprefix("其中")
        item = f"{facets.item}/{part}" if part and len(counted) > 1 else facets.item
        figure = figure_of(scene, cell, number, facets, row.own)
        found.figures.append(renamed(figure, item, "table.target_words", vocabulary))


def read_parts(scene: Scene, block: Block, row: RowName, cell: Cell, vocabulary: Vocabulary, found: Found) -> None:
    """A remark 其中 a 86 辆、b 14 辆 lists the parts of the number beside it."""
    numbers = read_numbers(cell.text, vocabulary)
    values = block.values
    if not values or not numbers or any(n.unit is None or not n.before or n.kind for n in numbers):
        return
    found.done.add(id(cell))
    for number in numbers:
        facets = read_facets(scene, block, values[0], row, number, None)
        part = number.before.removeprefix("其中").strip("：、")
        counts_cars = number.unit is not None and number.unit.name == "辆" and not part.endswith(("车", "车辆"))
        part += "车" if counts_cars else ""  # 其中新能源86辆
        figure = figure_of(scene, cell, number, replace(facets, item_code=""), row.own)
        found.figures.append(renamed(figure, f"{facets.item}/{part}", "table.remark_part", vocabulary))


def read_points(scene: Scene, row: RowName, cell: Cell, vocabulary: Vocabulary, found: Found) -> bool:
    """Read the weight that an indicator's name carries in brackets: 产出指标（50分）."""
    match = re.search(r"[（(](\d{1,3}(?:\.\d+)?)分?[）)]\s*$", cell.text)
    if match is None:
        return False
    label = scene.words.label(cell.text, "score").text
    for number in read_numbers(cell.text, vocabulary):
        if number.start != match.start(1):
            found.non_figures.append(non_figure_of(scene, cell, number, number.kind or "name"))
            continue
        unit = vocabulary.units.get("分")
        path = row.path[: row.path.index(label) + 1] if label in row.path else (label,)
        facets = Facets("score", "/".join(path), "", "分值", "", "weight", scene.year, unit, rule="table.score")
        found.figures.append(figure_of(scene, cell, number, facets, label))
    found.done.add(id(cell))
    return True


def read_footnotes(scene: Scene, cell: Cell, vocabulary: Vocabulary, found: Found) -> None:
    """A footnote mark printed behind a number (3.5①) is no figure."""
    for mark in read_numbers(cell.text, vocabulary):
        if mark.kind == "list_marker":
            found.non_figures.append(non_figure_of(scene, cell, mark, mark.kind))


def states_amount(text: str, vocabulary: Vocabulary) -> bool:
    """A form writes 其中：一般公共预算：1,200.00 in one cell: a statement, not a name."""
    return any(
        not n.kind and re.search(r"[：:]\s*$", text[: n.start]) and (n.decimals or "," in n.raw or n.unit is not None)
        for n in read_numbers(text, vocabulary)
    )


def states_count(text: str, vocabulary: Vocabulary) -> bool:
    """Say whether a text holds a number with a unit."""
    return any(n.unit is not None and not n.kind for n in read_numbers(text, vocabulary))
