"""Units and years, what is measured of them, and all their facts."""

from __future__ import annotations

from dashboards.queries.answers import FIGURES_LISTED, Rows, rows


def years() -> Rows:
    """Return the fiscal years there are units of, the latest first, and how many measures were read of each."""
    return rows(
        """
        select fiscal_year, sum(measure_count) as measure_count
        from marts.fct_unit_years
        group by fiscal_year
        order by fiscal_year desc
        """
    )


def units() -> list[str]:
    """Return the units that have a report or a measure."""
    found = rows("select distinct entity_name from marts.fct_unit_years order by entity_name")
    return [row["entity_name"] for row in found]


def measured_units() -> Rows:
    """Return the units and years there are measures of, and how many."""
    return rows(
        """
        select entity_name, fiscal_year, measure_count
        from marts.fct_unit_years
        where measure_count > 0
        order by entity_name, fiscal_year
        """
    )


def measures(entity_names: tuple[str, ...] = (), years: tuple[int, ...] = ()) -> Rows:
    """Return the measures of these units and years (of all where none are named), with the figures they rest on.

    The execution rate is disputed where either of its two amounts is.
    """
    names, wanted = list(entity_names), list(years)
    return rows(
        """
        with read as (
            select
                entity_name, fiscal_year, measure, trust_state, [figure_id] as figure_ids,
                cast(coalesce(amount_yuan, quantity_count, points_score) as decimal(28, 6)) as number
            from marts.fct_unit_year_measures
        ),

        executed as (
            select
                unit_years.entity_name, unit_years.fiscal_year, 'execution' as measure,
                case when finals.trust_rank < budgets.trust_rank then finals.trust_state else budgets.trust_state end
                    as trust_state,
                [finals.figure_id, budgets.figure_id] as figure_ids,
                cast(unit_years.execution_ratio as decimal(28, 6)) as number
            from marts.fct_unit_years as unit_years
            inner join marts.fct_facts as finals
                on unit_years.entity_id = finals.entity_id and unit_years.fiscal_year = finals.fiscal_year
                and unit_years.execution_item_id = finals.item_id and finals.basis_group = '决算'
                and unit_years.execution_fund is not distinct from finals.fund and finals.metric = 'amount'
            inner join marts.fct_facts as budgets
                on finals.entity_id = budgets.entity_id and finals.fiscal_year = budgets.fiscal_year
                and finals.item_id = budgets.item_id and finals.fund is not distinct from budgets.fund
                and budgets.basis_group = unit_years.execution_budget_basis and budgets.metric = 'amount'
        )

        select *
        from (select * from read union all by name select * from executed)
        where (len(?) = 0 or list_contains(?, entity_name)) and (len(?) = 0 or list_contains(?, fiscal_year))
        order by entity_name, fiscal_year, measure
        """,
        *(names, names, wanted, wanted),
    )


def unit_years(fiscal_year: int) -> Rows:
    """Return the units of a year: findings by severity, how many of its facts are disputed, its execution basis."""
    return rows(
        """
        with trust as (
            select
                entity_id,
                count(*) as fact_count,
                count(*) filter (where trust_state = 'disputed') as disputed_count
            from marts.fct_facts
            where fiscal_year = ?
            group by entity_id
        )

        select
            unit_years.entity_name, unit_years.execution_budget_basis,
            unit_years.error_count, unit_years.warning_count, unit_years.hint_count,
            coalesce(trust.fact_count, 0) as fact_count,
            coalesce(trust.disputed_count, 0) as disputed_count
        from marts.fct_unit_years as unit_years
        left join trust on unit_years.entity_id = trust.entity_id
        where unit_years.fiscal_year = ?
        order by error_count desc, warning_count desc, hint_count desc, entity_name
        """,
        fiscal_year,
        fiscal_year,
    )


def facts_of_unit(entity_name: str, fiscal_year: int, statement: str) -> Rows:
    """Return the facts of a unit, year and statement."""
    return rows(
        """
        select
            item_path, basis, fund, metric, class_code, raw_text, unit_text, amount_yuan, trust_state, figure_id,
            printing_count, disagreeing_count
        from marts.fct_facts
        where entity_name = ? and fiscal_year = ? and coalesce(statement, '') = ?
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
            coalesce(statement, '') as statement,
            count(*) as fact_count,
            count(*) filter (where trust_state = 'disputed') as disputed_count
        from marts.fct_facts
        where entity_name = ? and fiscal_year = ?
        group by 1
        order by fact_count desc, 1
        """,
        entity_name,
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
            entity_name,
            case when versus_text like '%|down' then -abs(printed_value) else printed_value end / 100 as change_ratio,
            figure_id
        from marts.fct_figures
        where
            fiscal_year = ? and item_code = 'tp.total' and metric = 'change_rate'
            and basis in ('决算', '执行数', '实际') and split_part(versus_text, '|', 3) = ?
        order by entity_name, document_id, page, char_start
        """,
        fiscal_year,
        str(fiscal_year - 1),
    )


def lost_points(fiscal_year: int) -> Rows:
    """Return the indicators that lost points in a year and have no scored indicator below them, the largest first."""
    return rows(
        """
        with scores as (
            select * from marts.fct_indicator_scores
            where fiscal_year = ? and not is_total and loss_score is not null
        )

        select
            entity_name, indicator_name, weight_score, self_score, loss_score, trust_state, figure_ids
        from scores
        where
            loss_score > 0
            and not exists (
                select 1 from scores as parts
                where parts.entity_id = scores.entity_id and parts.parent_indicator_id = scores.indicator_id
            )
        order by entity_name, loss_score desc, indicator_name
        """,
        fiscal_year,
    )
