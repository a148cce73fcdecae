"""Findings and the ledger of checks."""

from __future__ import annotations

from dashboards.queries.answers import FIGURES_LISTED, Rows, rows

NO_LIMIT = 1_000_000_000


def finding_facets() -> Rows:
    """Return how many findings there are of each severity, family, unit, year, and verdict (open or settled)."""
    return rows(
        """
        select
            severity, family, entity, fiscal_year, count(*) as finding_count,
            if(verdict_state = 'in_force', 'settled', 'open') as verdict_filter
        from checks.fct_findings
        group by all
        order by all
        """
    )


def findings(
    severities: tuple[str, ...] = (),
    family: str | None = None,
    entity: str | None = None,
    fiscal_year: int | None = None,
    verdict: str | None = None,
    first: int = 0,
    limit: int = NO_LIMIT,
) -> Rows:
    """Return the findings that are all that is asked, the gravest first; what is not asked does not matter.

    ``verdict`` is ``open`` (none, or reopened since its numbers have changed) or ``settled``.
    """
    return rows(
        """
        select
            finding_id, check_id, family, document_id, doc, entity, fiscal_year, page, line, table_no, row_no, col_no,
            subject, severity, reported, expected, difference, formula, message, figure_ids,
            verdict, verdict_state, verdict_by, verdict_at, verdict_reason
        from checks.fct_findings
        where
            (len(?) = 0 or list_contains(?, severity)) and (? is null or family = ?) and (? is null or entity = ?)
            and (? is null or fiscal_year = ?)
            and (? is null or if(verdict_state = 'in_force', 'settled', 'open') = ?)
        order by
            case severity when 'error' then 1 when 'warning' then 2 when 'hint' then 3 else 4 end,
            fiscal_year desc nulls last, entity, doc, page, line, finding_id
        limit ? offset ?
        """,
        *(list(severities), list(severities), family, family, entity, entity, fiscal_year, fiscal_year),
        *(verdict, verdict, limit, first),
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


def results_of_unit(family: str, entity: str) -> Rows:
    """Return what the checks of a family found for a unit, failures first; what does not apply is left out."""
    return rows(
        """
        select fiscal_year, subject, status, reported, expected, formula, missing, figure_ids
        from checks.fct_check_results
        where family = ? and entity = ? and status <> 'not_applicable'
        order by
            fiscal_year desc,
            case status when 'fail' then 1 when 'not_assessable' then 2 when 'rounding' then 3 else 4 end,
            doc, page, line, result_id
        limit ?
        """,
        family,
        entity,
        FIGURES_LISTED,
    )


def restatements() -> Rows:
    """Return the numbers that a later report prints differently from the report of their year."""
    return rows(
        """
        select
            restatements.entity_name, restatements.fiscal_year, restatements.subject, restatements.earlier_text,
            restatements.earlier_source, restatements.later_text, restatements.doc, restatements.page,
            restatements.line, restatements.figure_id,
            list_filter(results.figure_ids, lambda one: one <> restatements.figure_id) as earlier_figure_ids
        from checks.fct_restatements as restatements
        inner join checks.fct_check_results as results on restatements.restatement_id = results.result_id
        order by entity_name, restatements.fiscal_year desc, doc, page, line, restatement_id
        limit ?
        """,
        FIGURES_LISTED,
    )


def ledger_of_documents() -> Rows:
    """Return how many checks were due, done, failed and not assessable by document, the most failures first."""
    return rows(
        """
        select
            results.document_id,
            max(results.doc) as document_name,
            max(documents.entity_name) as entity_name,
            max(documents.fiscal_year) as fiscal_year,
            count(*) filter (where status <> 'not_applicable') as due_count,
            count(*) filter (where status = 'pass') as pass_count,
            count(*) filter (where status = 'rounding') as rounding_count,
            count(*) filter (where status = 'fail') as fail_count,
            count(*) filter (where status = 'not_assessable') as not_assessable_count
        from checks.fct_check_results as results
        inner join marts.dim_document as documents on results.document_id = documents.document_id
        group by results.document_id
        order by fail_count desc, entity_name, fiscal_year, document_name
        limit ?
        """,
        FIGURES_LISTED,
    )


def quality_results() -> Rows:
    """Return what the quality gate said of the published version, what it objects to first; [] where it did not run."""
    if not rows("select 1 from information_schema.tables where table_schema = 'quality'"):
        return []
    return rows(
        """
        select suite, suite_title, message, severity, status, unexpected_count, element_count
        from quality.expectation_results
        where version_id = (select max(version_id) from quality.expectation_results)
        order by status = 'passed', case severity when 'fatal' then 1 else 2 end, suite_title, message
        """
    )
