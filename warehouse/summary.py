"""The published version in numbers: what ``status`` prints, ``make demo`` ends with and the manifest keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import duckdb

from warehouse.access import open_read_only
from warehouse.words import code_words

_COUNTS: Final = """
select 'documents' as name, count(*) as number from staging.stg_documents where is_readable
union all select 'documents_unreadable', count(*) from staging.stg_documents where not is_readable
union all select 'figures', count(*) from staging.stg_figures
union all select 'figures_unmapped', count(*) from staging.stg_figures where numeral_class = 'unmapped'
union all select 'units', count(distinct entity_id) from marts.fct_unit_years
union all select 'years', count(distinct fiscal_year) from marts.fct_unit_years
union all select 'checks_due', count(*) from checks.fct_check_results where status <> 'not_applicable'
union all select 'checks_' || status, count(*) from checks.fct_check_results group by status
union all select 'family_' || family || '_' || status, count(*) from checks.fct_check_results group by family, status
union all select 'findings_' || severity, count(*) from checks.fct_findings group by severity
"""


def count_version(database: Path) -> dict[str, int]:
    """Return the numbers of a built version by name (documents, figures, units, years, checks_…, findings_…)."""
    connection = open_read_only(database)
    try:
        return count_open(connection)
    finally:
        connection.close()


def count_open(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Return the numbers of the version that this connection reads."""
    return {str(name): int(number) for name, number in connection.execute(_COUNTS).fetchall()}


def summary_lines(counts: dict[str, int]) -> list[str]:
    """Return the numbers as Chinese lines."""

    def number(name: str) -> str:
        return f"{counts.get(name, 0):,}"

    checks = "，".join(f"{label} {number(f'checks_{status}')}" for status, label in code_words("status").items())
    findings = "，".join(
        f"{label} {number(f'findings_{severity}')}" for severity, label in code_words("severity").items()
    )
    families = []
    for family, name in code_words("family").items():
        done, failed, open_ = (
            sum(counts.get(f"family_{family}_{status}", 0) for status in statuses)
            for statuses in (("pass", "rounding", "fail"), ("fail",), ("not_assessable",))
        )
        if done + open_:
            told = f"应查 {done + open_:,}，已查 {done:,}，不符 {failed:,}，无法核查 {open_:,}"
            families.append(f"　　    {name}：{told}")
    unreadable = f"，另有 {number('documents_unreadable')} 份读不出" if counts.get("documents_unreadable") else ""
    return [
        f"文件    {number('documents')} 份{unreadable}",
        f"数字    {number('figures')} 个，其中未识别项目 {number('figures_unmapped')} 个",
        f"单位    {number('units')} 个，{number('years')} 个年度",
        f"核查    应查 {number('checks_due')} 项：{checks}",
        *families,
        f"问题    {findings}",
    ]
