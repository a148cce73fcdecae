"""Document to figures: knows finance wording and no file format; pure (no file, database or clock)."""

from __future__ import annotations

from dataclasses import replace

from ingest.document import Document, Page, Paragraph
from ingest.extract.canonical import canonical
from ingest.extract.contents import contents_marks
from ingest.extract.context import Context
from ingest.extract.disclosure import furniture_numerals, prints_standard_tables
from ingest.extract.heading import read_heading
from ingest.extract.leftover_year import in_own_year, leftover_years
from ingest.extract.prose import Memory, extract_prose
from ingest.extract.prose_agreement import agree_names
from ingest.extract.prose_projects import project_in
from ingest.extract.prose_units import announces_units, listed_in_prose, unit_of_line
from ingest.extract.sections import enter, is_general_account, opening_of
from ingest.extract.self_statements import self_statement_marks
from ingest.extract.several_units import units_by_block
from ingest.extract.stacked_fields import read_stacked
from ingest.extract.structure import structure_marks
from ingest.extract.tables import extract_table
from ingest.extract.wording import wording_marks
from ingest.figure import Extraction, Figure, ListedUnit, NonFigure, TextMark
from ingest.vocabulary import Unit, Vocabulary

__all__ = ["extract_document"]

_OCR_CERTAINTY = 0.9
"""Share of numbers that OCR reads right on bad scans; arithmetic has to confirm them."""


def extract_document(document: Document, vocabulary: Vocabulary) -> Extraction:
    """Return everything read from a document: each numeral is in exactly one of figures and non_figures."""
    heading = read_heading(document, vocabulary)
    is_disclosure = heading.document_type in ("final_account", "budget")
    context = Context(
        heading.entity,
        heading.fiscal_year,
        heading.document_type,
        basis="年初预算" if heading.document_type == "budget" else "",
        names_claims=is_disclosure and prints_standard_tables(document, vocabulary),
        project=project_in(heading.title, heading.entity) if heading.document_type == "self_evaluation" else "",
    )
    leftovers = leftover_years(document, heading)
    units = units_by_block(document, heading)
    levels: tuple[int, ...] = ()
    memory = Memory()
    declared: tuple[tuple[str, ...], Unit] | None = None
    background: set[int] = set()
    figures: list[Figure] = []
    non_figures: list[NonFigure] = []
    listed: list[ListedUnit] = []
    told: list[ListedUnit] = []
    lines: list[ListedUnit] = []
    is_listing = False
    above = ""
    marks: list[TextMark] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            canon = canonical(block.content.text)
            context = replace(context, entity=units.get(block.block, context.entity))
            opening = opening_of(canon.text, block.heading_level)
            if opening is not None:
                context, levels = enter(context, levels, opening)
            body_start = opening.body_start if opening is not None else 0
            found, others, seen = extract_prose(block.content, context, vocabulary, memory, body_start)
            stacked = read_stacked(above, block.content, context, vocabulary) if not found else None
            found, others = ([stacked], []) if stacked is not None else (found, others)
            above = canon.text.strip()
            if block.block in leftovers:
                found, year_mark = in_own_year(found, block.content, canon, leftovers[block.block])
                marks.append(year_mark)
            if is_general_account(context):
                background.update(range(len(figures), len(figures) + len(found)))
            line_unit = unit_of_line(block.content, canon) if is_listing else None
            lines += [line_unit] if line_unit else []
            is_listing = line_unit is not None or (len(lines) < 2 and announces_units(canon, found))
            told = told or listed_in_prose(block.content, canon, found)
            figures += found
            non_figures += others
            marks += seen
        else:
            above = ""
            # a unit note above the first table of a section holds for the tables that follow it there
            carried = declared[1] if declared is not None and declared[0] == context.section else None
            result = extract_table(block, context if context.unit else context.with_unit(carried), vocabulary)
            declared = (context.section, result.unit) if result.unit is not None else None
            figures += result.figures
            non_figures += result.non_figures
            listed += result.listed_units
            marks += result.text_marks
            for cell in result.prose_cells:
                inside = replace(context, section=(*context.section, cell.subject)) if cell.subject else context
                found, others, seen = extract_prose(cell.content, inside, vocabulary, Memory())
                figures += (replace(f, table_no=block.number, row_no=cell.row, col_no=cell.col) for f in found)
                non_figures += (replace(n, table_no=block.number, row_no=cell.row, col_no=cell.col) for n in others)
                marks += (replace(m, table_no=block.number, row_no=cell.row, col_no=cell.col) for m in seen)
    non_figures += furniture_numerals(document, vocabulary)
    figures = agree_names(figures, frozenset(background))
    figures = [_as_certain_as_read(figure, document.pages[figure.page - 1]) for figure in figures]
    named_here = {"heading_agency": frozenset(units.values())}
    marks += (m for m in structure_marks(document, heading) if m.text not in named_here.get(m.kind, frozenset()))
    marks += self_statement_marks(document, heading)
    marks += contents_marks(document)
    marks += wording_marks(document, figures, vocabulary)
    # a table of the units is the list; running text that names them is it only where there is none
    return Extraction(heading, tuple(figures), tuple(non_figures), tuple(listed or told or lines), tuple(marks))


def _as_certain_as_read(figure: Figure, page: Page) -> Figure:
    """A number read by OCR may be another number, however sure its wording is; its least sure digit counts."""
    if not page.is_ocr:
        return figure
    certainty = _OCR_CERTAINTY * page.certainty_of(figure.char_start, figure.char_end)
    return replace(figure, confidence=round(figure.confidence * certainty, 3))
