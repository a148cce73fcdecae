"""Every select of the dashboard. Answers are kept per published version, so that a new version shows at once."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from warehouse import access
from warehouse.versions import NoVersionError

Rows = list[dict[str, Any]]

KEPT_ANSWERS = 500
LINES_AROUND = 4
ROWS_AROUND = 6
HEADER_ROWS = 3
FIGURES_LISTED = 400


@st.cache_data(max_entries=KEPT_ANSWERS, show_spinner=False)
def _answer(version: str, sql: str, parameters: tuple[Any, ...]) -> pl.DataFrame:
    """Run the select; ``version`` is part of the key under which the answer is kept."""
    return access.query(sql, list(parameters))


def rows(sql: str, *parameters: Any) -> Rows:
    """Return the answer of a select on the published version as dicts; decimals stay decimals."""
    return _answer(access.published_version(), sql, parameters).to_dicts()


def is_empty() -> bool:
    """Return whether nothing has been published yet, or only unreadable files."""
    try:
        return not rows("select 1 from marts.dim_document limit 1")
    except NoVersionError:
        return True


# ---------------------------------------------------------------- one figure and its source


def figure(figure_id: str) -> dict[str, Any] | None:
    """Return a figure with its fact's trust state, or None if this version has no such figure."""
    found = rows(
        """
        select
            figures.figure_id, figures.document_id, figures.doc, figures.entity, figures.fiscal_year,
            figures.statement, figures.item, figures.basis, figures.fund, figures.metric, figures.is_claim,
            figures.versus_item, figures.versus_basis, figures.versus_year, figures.direction,
            figures.raw, figures.unit, figures.value, figures.amount_yuan, figures.is_unit_known,
            figures.function_code, figures.economic_code, figures.table_name, figures.confidence, figures.snippet,
            figures.page, figures.line, figures.char_start, figures.char_end,
            figures.table_no, figures.row_no, figures.col_no
        from intermediate.int_figures as figures
        where figures.figure_id = ?
        """,
        figure_id,
    )
    return found[0] if found else None


def figures(figure_ids: tuple[str, ...]) -> Rows:
    """Return what these figures are and how they are printed, in reading order."""
    return rows(
        """
        select figure_id, item, raw, unit
        from intermediate.int_figures
        where list_contains(?, figure_id)
        order by document_id, page, char_start
        """,
        list(figure_ids),
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
        where
            document_id = ? and table_no = ? and row_no <= ? and (row_no <= ? or row_no + row_span > ?)
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


def other_printings(figure_id: str) -> Rows:
    """Return the other places that print the same fact."""
    return rows(
        """
        select
            figures.figure_id, figures.doc, figures.document_id, figures.raw, figures.unit, figures.basis,
            figures.page, figures.line, figures.table_no, figures.row_no, figures.col_no,
            printings.is_agreeing, printings.is_chosen
        from intermediate.int_fact_printings as printings
        inner join intermediate.int_figures as figures on printings.figure_id = figures.figure_id
        where
            printings.fact_id in (select fact_id from intermediate.int_fact_printings where figure_id = ?)
            and printings.figure_id <> ?
        order by printings.is_chosen desc, figures.doc, figures.page, figures.line, figures.char_start
        """,
        figure_id,
        figure_id,
    )


def checks_on(figure_id: str) -> Rows:
    """Return the checks that this figure took part in, failures first."""
    return rows(
        """
        select
            check_id, family, subject, status, severity, reported, expected, difference, formula, message, missing,
            figure_ids
        from checks.fct_check_results
        where list_contains(figure_ids, ?)
        order by case status when 'fail' then 1 when 'not_assessable' then 2 when 'rounding' then 3 else 4 end, check_id
        """,
        figure_id,
    )


def figures_of(document_id: str, statement: str) -> Rows:
    """Return the figures of a document and statement in reading order."""
    return rows(
        """
        select
            figure_id, item, basis, metric, raw, unit, fiscal_year, entity, page, line, table_no, row_no, col_no
        from intermediate.int_figures
        where document_id = ? and statement = ?
        order by page, char_start
        limit ?
        """,
        document_id,
        statement,
        FIGURES_LISTED,
    )


def statements_of(document_id: str) -> Rows:
    """Return which statements a document has figures of, and how many."""
    return rows(
        """
        select statement, count(*) as figure_count
        from intermediate.int_figures
        where document_id = ?
        group by statement
        order by figure_count desc
        """,
        document_id,
    )


# ---------------------------------------------------------------- findings and the ledger of checks

FINDING_COLUMNS = """
    finding_id, check_id, family, document_id, doc, entity, fiscal_year, page, line, table_no, row_no, col_no,
    subject, severity, reported, expected, difference, formula, message, cause, figure_ids
"""
SEVERITY_ORDER = "case severity when 'error' then 1 when 'warning' then 2 when 'hint' then 3 else 4 end"


def findings() -> Rows:
    """Return every finding, the gravest first."""
    return rows(
        f"""
        select {FINDING_COLUMNS}
        from checks.fct_findings
        order by {SEVERITY_ORDER}, fiscal_year desc nulls last, entity, doc, page, line
        """
    )


def ledger() -> Rows:
    """Return how many checks were due, done, failed and not assessable, by check."""
    return rows(
        """
        select
            family,
            check_id,
            check_id as check_name,
            count(*) filter (where status <> 'not_applicable') as due_count,
            count(*) filter (where status in ('pass', 'rounding', 'fail')) as done_count,
            count(*) filter (where status = 'pass') as pass_count,
            count(*) filter (where status = 'rounding') as rounding_count,
            count(*) filter (where status = 'fail') as fail_count,
            count(*) filter (where status = 'not_assessable') as not_assessable_count,
            count(*) filter (where status = 'not_applicable') as not_applicable_count
        from checks.fct_check_results
        group by family, check_id
        order by family, check_id
        """
    )


def check_results(check_id: str, status: str) -> Rows:
    """Return the results of one check with one status."""
    return rows(
        """
        select
            document_id, doc, entity, fiscal_year, page, line, table_no, row_no, col_no, subject, status, severity,
            reported, expected, formula, message, missing, figure_ids
        from checks.fct_check_results
        where check_id = ? and status = ?
        order by entity, fiscal_year, doc, page, line
        limit ?
        """,
        check_id,
        status,
        FIGURES_LISTED,
    )


# ---------------------------------------------------------------- documents


def documents() -> Rows:
    """Return the documents that were read."""
    return rows(
        """
        select document_id, doc, entity, fiscal_year, page_count
        from intermediate.int_documents
        where is_readable
        order by entity, fiscal_year, doc
        """
    )


def document(document_id: str) -> dict[str, Any] | None:
    """Return one document, or None if this version has no such document."""
    return next((row for row in documents() if row["document_id"] == document_id), None)


# ---------------------------------------------------------------- units, years and what is compared


def years() -> list[int]:
    """Return the fiscal years there are facts of, the latest first."""
    return [
        row["fiscal_year"]
        for row in rows(
            """
            select distinct fiscal_year
            from marts.fct_facts
            where fiscal_year is not null
            order by fiscal_year desc
            """
        )
    ]


def units() -> list[str]:
    """Return the units there are facts of."""
    return [row["entity_name"] for row in rows("select distinct entity_name from marts.fct_facts order by entity_name")]


def measured_facts(item_codes: tuple[str, ...], entity_names: tuple[str, ...] = ()) -> Rows:
    """Return the facts with these item codes, of these units or of all."""
    chosen = "and list_contains(?, entity_name)" if entity_names else ""
    parameters: list[Any] = [list(item_codes)] + ([list(entity_names)] if entity_names else [])
    return rows(
        f"""
        select
            entity_name, fiscal_year, item_code, basis_group, fund, metric, amount_yuan, points_score, share_ratio,
            trust_state, figure_id
        from marts.fct_facts
        where fiscal_year is not null and list_contains(?, item_code) {chosen}
        order by entity_name, fiscal_year, item_code, basis_group, fund, fact_id
        """,
        *parameters,
    )


def facts_of_unit(entity_name: str, fiscal_year: int, statement: str) -> Rows:
    """Return the facts of a unit, year and statement."""
    return rows(
        """
        select
            item_path, basis, fund, metric, class_code, raw_text, unit_text, amount_yuan, trust_state, figure_id,
            printing_count, disagreeing_count
        from marts.fct_facts
        where entity_name = ? and fiscal_year = ? and statement = ?
        order by class_code nulls first, item_path, basis, fund
        limit ?
        """,
        entity_name,
        fiscal_year,
        statement,
        FIGURES_LISTED,
    )


def statements_of_unit(entity_name: str, fiscal_year: int) -> Rows:
    """Return which statements a unit has facts of in a year, how many, and how many of them are disputed."""
    return rows(
        """
        select
            statement,
            count(*) as fact_count,
            count(*) filter (where trust_state = 'disputed') as disputed_count
        from marts.fct_facts
        where entity_name = ? and fiscal_year = ?
        group by statement
        order by fact_count desc
        """,
        entity_name,
        fiscal_year,
    )


def trust_of_units(fiscal_year: int) -> Rows:
    """Return by unit how many facts a year has and how many are disputed."""
    return rows(
        """
        select
            entity_name,
            count(*) as fact_count,
            count(*) filter (where trust_state = 'disputed') as disputed_count
        from marts.fct_facts
        where fiscal_year = ?
        group by entity_name
        """,
        fiscal_year,
    )


def years_of_unit(entity_name: str) -> list[int]:
    """Return the fiscal years a unit has facts of, the latest first."""
    found = rows(
        """
        select distinct fiscal_year
        from marts.fct_facts
        where entity_name = ? and fiscal_year is not null
        order by fiscal_year desc
        """,
        entity_name,
    )
    return [row["fiscal_year"] for row in found]


def stated_changes(fiscal_year: int) -> Rows:
    """Return the change of 三公经费 against the year before as reports state it, a decrease below zero."""
    return rows(
        """
        select
            entity as entity_name,
            case direction when 'down' then -abs(value_norm) else value_norm end / 100 as change_ratio,
            figure_id
        from intermediate.int_figures
        where
            fiscal_year = ? and item_code = 'tp.total' and metric = 'change_rate' and versus_year = fiscal_year - 1
            and basis_group = '决算'
        order by entity, document_id, page, char_start
        """,
        fiscal_year,
    )


def lost_points(fiscal_year: int) -> Rows:
    """Return the indicators that lost points in a year, of the finest level a unit prints, the largest loss first."""
    return rows(
        """
        with losses as (
            select
                entity_name, indicator_name, weight_score, self_score, loss_score, trust_state, figure_ids,
                indicator_level, max(indicator_level) over (partition by entity_id) as finest_level
            from marts.fct_indicator_scores
            where fiscal_year = ? and not is_total and loss_score > 0
        )
        select * exclude (indicator_level, finest_level)
        from losses
        where indicator_level is not distinct from finest_level
        order by entity_name, loss_score desc, indicator_name
        """,
        fiscal_year,
    )


def document_counts() -> dict[str, Any]:
    """Return how many documents were read and how many could not be."""
    return rows(
        """
        select
            count(*) filter (where is_readable) as read_count,
            count(*) filter (where not is_readable) as unreadable_count
        from intermediate.int_documents
        """
    )[0]


def unreadable_documents() -> Rows:
    """Return the documents that could not be read, and why."""
    return rows(
        """
        select doc, error_code, error_message
        from intermediate.int_documents
        where not is_readable
        order by doc
        """
    )
