"""Documents, their figures, and the lines and cells around a figure."""

from __future__ import annotations

from dashboards.queries.answers import FIGURES_LISTED, Row, Rows, rows

LINES_AROUND = 4
ROWS_AROUND = 6
HEADER_ROWS = 3

_NON_FIGURES = """
select
    numerals.figure_id, numerals.document_id, numerals.doc as document_name, numerals.raw as raw_text, numerals.snippet,
    kinds.kind_name, numerals.page, numerals.line, numerals.char_start, numerals.char_end,
    numerals.table_no, numerals.row_no, numerals.col_no
from intermediate.int_non_figures as numerals
left join seeds.non_figure_kinds as kinds on numerals.kind = kinds.kind
"""


def documents() -> Rows:
    """Return the documents that were read."""
    return rows(
        """
        select document_id, document_name, entity_name, fiscal_year, page_count, media_type, unmapped_figure_count,
            warnings_text
        from marts.dim_document
        where is_readable
        order by entity_name, fiscal_year, document_name
        """
    )


def document(document_id: str) -> Row | None:
    """Return one document, or None if this version has no such document."""
    return next((row for row in documents() if row["document_id"] == document_id), None)


def document_counts() -> Row:
    """Return how many documents were read and how many could not be."""
    return rows(
        """
        select
            count(*) filter (where is_readable) as read_count,
            count(*) filter (where not is_readable) as unreadable_count
        from marts.dim_document
        """
    )[0]


def unreadable_documents() -> Rows:
    """Return the documents that could not be read, and why."""
    return rows(
        """
        select document_name, error_code, error_message
        from marts.dim_document
        where not is_readable
        order by document_name
        """
    )


def figure(figure_id: str) -> Row | None:
    """Return a figure with its place, or None if this version has no such figure."""
    found = rows(
        """
        select
            figures.figure_id, figures.fact_id, figures.document_id, documents.document_name, figures.entity_name,
            figures.fiscal_year, figures.statement, figures.item_path, figures.class_code, figures.basis, figures.fund,
            figures.metric, figures.numeral_class, figures.versus_text, figures.raw_text, figures.unit_text,
            figures.amount_yuan, figures.table_name, figures.confidence, figures.snippet, facts.trust_state,
            figures.page, figures.line, figures.char_start, figures.char_end,
            figures.table_no, figures.row_no, figures.col_no, figures.correction_id
        from marts.fct_figures as figures
        inner join marts.dim_document as documents on figures.document_id = documents.document_id
        left join marts.fct_facts as facts on figures.fact_id = facts.fact_id
        where figures.figure_id = ?
        """,
        figure_id,
    )
    return found[0] if found else None


def figures(figure_ids: tuple[str, ...]) -> Rows:
    """Return what these figures are and how they are printed, in reading order."""
    return rows(
        """
        select figure_id, item_path, basis, fiscal_year, raw_text, unit_text
        from marts.fct_figures
        where list_contains(?, figure_id)
        order by document_id, page, char_start
        """,
        list(figure_ids),
    )


def other_printings(figure_id: str) -> Rows:
    """Return the other places that print the same fact, the one that was taken first."""
    return rows(
        """
        select
            figures.figure_id, documents.document_name, figures.raw_text, figures.unit_text, figures.basis,
            figures.page, figures.line, figures.table_no, figures.row_no, figures.col_no,
            figures.is_agreeing, figures.is_chosen
        from marts.fct_figures as shown
        inner join marts.fct_figures as figures
            on shown.fact_id = figures.fact_id and shown.figure_id <> figures.figure_id
        inner join marts.dim_document as documents on figures.document_id = documents.document_id
        where shown.figure_id = ?
        order by figures.is_chosen desc, documents.document_name, figures.page, figures.line, figures.char_start
        """,
        figure_id,
    )


def figures_of(document_id: str, statement: str) -> Rows:
    """Return the figures of a document and statement ('' for those without one) in reading order."""
    return rows(
        """
        select
            figure_id, item_path, basis, metric, raw_text, unit_text, fiscal_year, page, line, table_no, row_no, col_no
        from marts.fct_figures
        where document_id = ? and coalesce(statement, '') = ?
        order by page, char_start
        limit ?
        """,
        document_id,
        statement,
        FIGURES_LISTED,
    )


def non_figures_of(document_id: str) -> Rows:
    """Return the numerals of a document that were read as no figure, in reading order, with what they are."""
    return rows(
        f"""
        {_NON_FIGURES}
        where numerals.document_id = ?
        order by numerals.page, numerals.char_start
        limit ?
        """,
        document_id,
        FIGURES_LISTED,
    )


def non_figure(figure_id: str) -> Row | None:
    """Return a numeral that was read as no figure, with its place, or None if this version has no such numeral."""
    found = rows(f"{_NON_FIGURES} where numerals.figure_id = ?", figure_id)
    return found[0] if found else None


def statements_of(document_id: str) -> Rows:
    """Return which statements a document has figures of, and how many."""
    return rows(
        """
        select coalesce(statement, '') as statement, count(*) as figure_count
        from marts.fct_figures
        where document_id = ?
        group by 1
        order by figure_count desc, 1
        """,
        document_id,
    )


def lines_around(document_id: str, page: int, line: int) -> Rows:
    """Return the printed lines around a line of a page."""
    return rows(
        """
        select line, char_start, char_end, text
        from staging.stg_lines
        where document_id = ? and page = ? and line between ? and ?
        order by line
        """,
        document_id,
        page,
        line - LINES_AROUND,
        line + LINES_AROUND,
    )


def cells_around(document_id: str, table_no: int, row_no: int) -> tuple[Rows, list[int]]:
    """Return the cells of a table's header rows and of the rows around one of its rows, and which rows these are."""
    cells = rows(
        """
        select row_no, col_no, row_span, col_span, text, table_caption, unit_note
        from staging.stg_cells
        where document_id = ? and table_no = ? and row_no <= ? and (row_no <= ? or row_no + row_span > ?)
        order by row_no, col_no
        """,
        document_id,
        table_no,
        row_no + ROWS_AROUND,
        HEADER_ROWS,
        row_no - ROWS_AROUND,
    )
    last = max((cell["row_no"] + cell["row_span"] - 1 for cell in cells), default=0)
    wanted = {*range(1, HEADER_ROWS + 1), *range(row_no - ROWS_AROUND, row_no + ROWS_AROUND + 1)}
    return cells, sorted(row for row in wanted if 1 <= row <= last)
