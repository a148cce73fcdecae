"""The published version in numbers: what ``status`` prints, ``make demo`` ends with and the manifest keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import duckdb

from warehouse.access import open_read_only

STATUSES: Final = {
    "pass": "通过",
    "rounding": "四舍五入差异",
    "fail": "不符",
    "not_assessable": "缺数据无法核查",
    "not_applicable": "不适用（不计入应查）",
}
FAMILIES: Final = {
    "sum": "加总",
    "ratio": "比率",
    "difference": "增减",
    "contradiction": "前后矛盾",
    "unit": "单位",
    "score": "得分",
    "grade": "等级",
    "rescore": "复算得分",
    "continuity": "跨年衔接",
    "count": "计数",
    "completeness": "完整性",
    "outlier": "离群",
    "pace": "进度",
}
SEVERITIES: Final = {"error": "错误", "warning": "警告", "hint": "提示", "rounding": "四舍五入差异"}

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

    checks = "，".join(f"{label} {number(f'checks_{status}')}" for status, label in STATUSES.items())
    findings = "，".join(f"{label} {number(f'findings_{severity}')}" for severity, label in SEVERITIES.items())
    families = []
    for family, name in FAMILIES.items():
        done, failed, open_ = (
            sum(counts.get(f"family_{family}_{status}", 0) for status in statuses)
            for statuses in (("pass", "rounding", "fail"), ("fail",), ("not_assessable",))
        )
        if done + open_:
            told = f"应查 {done + open_:,}，已查 {done:,}，不符 {failed:,}，缺数据无法核查 {open_:,}"
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
