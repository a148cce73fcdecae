"""What waits for a person, and what persons have corrected."""

from __future__ import annotations

from dashboards.queries.answers import FIGURES_LISTED, Row, Rows, rows


def review_counts() -> dict[str, int]:
    """Return how many figures and corrections wait, by reason."""
    counted = rows("select review_reason, count(*) as item_count from marts.fct_review_items group by review_reason")
    return {row["review_reason"]: row["item_count"] for row in counted}


def review_items(reason: str, document_id: str | None = None) -> Rows:
    """Return what waits for one reason (of one document, if given), in reading order."""
    return rows(
        """
        select
            review_id, figure_id, document_id, document_name, raw_text, unit_text, snippet, item_path, basis, metric,
            fiscal_year, confidence, page, line, table_no, row_no, col_no
        from marts.fct_review_items
        where review_reason = ? and (? is null or document_id = ?)
        order by
            document_name, page, line, table_no, row_no, col_no,
            try_cast(split_part(review_id, ':', 2) as integer), review_id
        limit ?
        """,
        reason,
        document_id,
        document_id,
        FIGURES_LISTED,
    )


def review_documents(reason: str) -> Rows:
    """Return the documents with something that waits for one reason, and how much, the most first."""
    return rows(
        """
        select document_id, max(document_name) as document_name, count(*) as item_count
        from marts.fct_review_items
        where review_reason = ?
        group by document_id
        order by item_count desc, document_name
        """,
        reason,
    )


def correction(correction_id: str) -> Row | None:
    """Return who made a correction that is in force, when and why, or None if this version has no such correction."""
    found = rows(
        """
        select correction_action, decided_by, decided_at, reason
        from marts.fct_corrections
        where correction_id = ?
        """,
        correction_id,
    )
    return found[0] if found else None


def corrections() -> Rows:
    """Return the corrections that people made, the latest first."""
    return rows(
        """
        select
            correction_id, correction_action, correction_state, change_text, evidence_text, read_unit_text, snippet,
            document_id, document_name, figure_id, read_item_path, item_path, read_basis, basis, read_fiscal_year,
            fiscal_year, unit_text, value_text, decided_by, decided_at, reason, page, table_no, row_no, col_no
        from marts.fct_corrections
        order by decided_at desc, correction_id
        limit ?
        """,
        FIGURES_LISTED,
    )
