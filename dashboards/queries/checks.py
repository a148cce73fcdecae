"""Findings and the ledger of checks."""

from __future__ import annotations

from dashboards.queries.answers import FIGURES_LISTED, Rows, rows


def findings() -> Rows:
    """Return every finding, the gravest first."""
    return rows(
        """
        select
            finding_id, check_id, family, document_id, doc, entity, fiscal_year, page, line, table_no, row_no, col_no,
            subject, severity, reported, expected, difference, formula, message, figure_ids
        from checks.fct_findings
        order by
            case severity when 'error' then 1 when 'warning' then 2 when 'hint' then 3 else 4 end,
            fiscal_year desc nulls last, entity, doc, page, line, finding_id
        """
    )


def checks_on(figure_id: str) -> Rows:
    """Return the checks that a figure took part in, failures first."""
    return rows(
        """
        select
            check_id, family, subject, status, severity, reported, expected, difference, formula, message, missing,
            figure_ids
        from checks.fct_check_results
        where list_contains(figure_ids, ?) and status <> 'not_applicable'
        order by
            case status when 'fail' then 1 when 'not_assessable' then 2 when 'rounding' then 3 else 4 end,
            check_id, result_id
        """,
        figure_id,
    )


def ledger() -> Rows:
    """Return how many checks were due, done, failed and not assessable, by check."""
    return rows(
        """
        select
            results.family,
            results.check_id,
            coalesce(catalogue.title, results.check_id) as check_name,
            count(*) filter (where status <> 'not_applicable') as due_count,
            count(*) filter (where status in ('pass', 'rounding', 'fail')) as done_count,
            count(*) filter (where status = 'pass') as pass_count,
            count(*) filter (where status = 'rounding') as rounding_count,
            count(*) filter (where status = 'fail') as fail_count,
            count(*) filter (where status = 'not_assessable') as not_assessable_count,
            count(*) filter (where status = 'not_applicable') as not_applicable_count
        from checks.fct_check_results as results
        left join seeds.checks as catalogue on results.check_id = catalogue.check_id
        group by results.family, results.check_id, check_name
        order by results.family, results.check_id
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
        order by entity, fiscal_year, doc, page, line, result_id
        limit ?
        """,
        check_id,
        status,
        FIGURES_LISTED,
    )
