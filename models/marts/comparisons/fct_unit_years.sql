-- grain: one row per entity and fiscal year
-- The wide form of fct_unit_year_measures; the execution rate divides amounts of one item and one fund only
-- (seeds/rules/execution_bases.csv).
with

facts as (

    select * from {{ ref('fct_facts') }}
    where fiscal_year is not null

),

measured as (

    select * from {{ ref('fct_unit_year_measures') }}

),

execution_bases as (

    select * from {{ ref('execution_bases') }}

),

entities as (

    select * from {{ ref('dim_entity') }}

),

documents as (

    select * from {{ ref('dim_document') }}

),

stated_rates as (

    select * from {{ ref('int_stated_rates') }}

),

results as (

    select
        *,
        {{ is_settled() }} as is_settled
    from {{ ref('fct_check_results') }}

),

pivoted as (

    select
        entity_id,
        fiscal_year,
        max(entity_name) as entity_name,
        {{ flat_list_of('figure_ids') }} as figure_ids,
        max(case when measure = 'revenue_budget' then amount_yuan end) as revenue_budget_yuan,
        max(case when measure = 'expenditure_budget' then amount_yuan end) as expenditure_budget_yuan,
        max(case when measure = 'expenditure_adjusted_budget' then amount_yuan end)
            as expenditure_adjusted_budget_yuan,
        max(case when measure = 'revenue_final' then amount_yuan end) as revenue_final_yuan,
        max(case when measure = 'expenditure_final' then amount_yuan end) as expenditure_final_yuan,
        max(case when measure = 'fiscal_expenditure_budget' then amount_yuan end) as fiscal_expenditure_budget_yuan,
        max(case when measure = 'fiscal_expenditure_final' then amount_yuan end) as fiscal_expenditure_final_yuan,
        max(case when measure = 'basic_expenditure_budget' then amount_yuan end) as basic_expenditure_budget_yuan,
        max(case when measure = 'basic_expenditure_final' then amount_yuan end) as basic_expenditure_final_yuan,
        max(case when measure = 'project_expenditure_budget' then amount_yuan end) as project_expenditure_budget_yuan,
        max(case when measure = 'project_expenditure_final' then amount_yuan end) as project_expenditure_final_yuan,
        max(case when measure = 'personnel_expenditure_budget' then amount_yuan end)
            as personnel_expenditure_budget_yuan,
        max(case when measure = 'personnel_expenditure_final' then amount_yuan end) as personnel_expenditure_final_yuan,
        max(case when measure = 'public_expenditure_budget' then amount_yuan end) as public_expenditure_budget_yuan,
        max(case when measure = 'public_expenditure_final' then amount_yuan end) as public_expenditure_final_yuan,
        max(case when measure = 'operation_expenditure_final' then amount_yuan end) as operation_expenditure_final_yuan,
        max(case when measure = 'three_public_budget' then amount_yuan end) as three_public_budget_yuan,
        max(case when measure = 'three_public_final' then amount_yuan end) as three_public_final_yuan,
        max(case when measure = 'abroad_budget' then amount_yuan end) as abroad_budget_yuan,
        max(case when measure = 'abroad_final' then amount_yuan end) as abroad_final_yuan,
        max(case when measure = 'vehicle_budget' then amount_yuan end) as vehicle_budget_yuan,
        max(case when measure = 'vehicle_final' then amount_yuan end) as vehicle_final_yuan,
        max(case when measure = 'vehicle_purchase_budget' then amount_yuan end) as vehicle_purchase_budget_yuan,
        max(case when measure = 'vehicle_purchase_final' then amount_yuan end) as vehicle_purchase_final_yuan,
        max(case when measure = 'vehicle_running_budget' then amount_yuan end) as vehicle_running_budget_yuan,
        max(case when measure = 'vehicle_running_final' then amount_yuan end) as vehicle_running_final_yuan,
        max(case when measure = 'reception_budget' then amount_yuan end) as reception_budget_yuan,
        max(case when measure = 'reception_final' then amount_yuan end) as reception_final_yuan,
        max(case when measure = 'procurement_budget' then amount_yuan end) as procurement_budget_yuan,
        max(case when measure = 'procurement_final' then amount_yuan end) as procurement_final_yuan,
        max(case when measure = 'carryover_opening' then amount_yuan end) as carryover_opening_yuan,
        max(case when measure = 'carryover_closing' then amount_yuan end) as carryover_closing_yuan,
        max(case when measure = 'asset_total' then amount_yuan end) as asset_total_yuan,
        max(case when measure = 'staff_quota' then quantity_count end) as staff_quota_count,
        max(case when measure = 'staff_active' then quantity_count end) as staff_active_count,
        max(case when measure = 'self_score' then points_score end) as self_score,
        max(case when measure = 'full_score' then points_score end) as full_score,
        count(*) as measure_count,
        sum(case when trust_state = 'disputed' then 1 else 0 end) as disputed_measure_count,
        sum(case when trust_state in ('verified', 'reconciled') then 1 else 0 end) as verified_measure_count,
        sum(case when trust_state = 'unverified' then 1 else 0 end) as unverified_measure_count,
        {{ worst_trust('trust_rank') }} as trust_state
    from measured
    group by entity_id, fiscal_year

),

execution_pairs as (

    select
        finals.entity_id,
        finals.fiscal_year,
        budgets.amount_yuan as execution_budget_yuan,
        finals.amount_yuan as execution_final_yuan,
        execution_bases.budget_basis as execution_budget_basis,
        finals.item_id as execution_item_id,
        finals.fund as execution_fund,
        row_number() over (
            partition by finals.entity_id, finals.fiscal_year
            order by execution_bases.priority, coalesce(finals.fund, ''), finals.fact_id
        ) as pair_number
    from facts as finals
    inner join execution_bases
        on
            finals.statement = execution_bases.statement
            and finals.item_key = execution_bases.item_code
    inner join facts as budgets
        on
            finals.entity_id = budgets.entity_id
            and finals.fiscal_year = budgets.fiscal_year
            and finals.item_id = budgets.item_id
            and coalesce(finals.fund, '') = coalesce(budgets.fund, '')
            and execution_bases.budget_basis = budgets.basis_group
    where
        finals.basis_group = '决算'
        and finals.metric = 'amount'
        and budgets.metric = 'amount'
        and finals.amount_yuan is not null
        and budgets.amount_yuan > 0

),

executions as (

    select * from execution_pairs
    where pair_number = 1

),

execution_items as (

    select
        item_code,
        min(priority) as priority
    from execution_bases
    group by item_code

),

stated_executions as (

    select
        stated_rates.entity_id,
        stated_rates.fiscal_year,
        stated_rates.stated_ratio,
        row_number() over (
            partition by stated_rates.entity_id, stated_rates.fiscal_year
            order by
                execution_items.priority, stated_rates.confidence desc, stated_rates.document_id,
                stated_rates.figure_id
        ) as rate_number
    from stated_rates
    inner join execution_items on stated_rates.item_key = execution_items.item_code
    where
        stated_rates.statement in ('execution', 'expenditure')
        and coalesce(stated_rates.period_month, 12) = 12

),

findings as (

    select
        entity_id,
        fiscal_year,
        count(*) as check_count,
        sum(case when status = 'pass' then 1 else 0 end) as passed_check_count,
        sum(case when status = 'not_assessable' then 1 else 0 end) as not_assessable_check_count,
        sum(case when status = 'fail' and severity = 'error' and not is_settled then 1 else 0 end) as error_count,
        sum(case when status = 'fail' and severity = 'warning' and not is_settled then 1 else 0 end) as warning_count,
        sum(case when status = 'fail' and severity = 'hint' and not is_settled then 1 else 0 end) as hint_count,
        sum(case when status = 'rounding' then 1 else 0 end) as rounding_count
    from results
    where status <> 'not_applicable' and entity_id is not null and fiscal_year is not null
    group by entity_id, fiscal_year

),

own_reports as (

    select
        entity_id,
        fiscal_year,
        count(*) as report_count,
        min(document_id) as document_id
    from documents
    where is_readable and fiscal_year is not null
    group by entity_id, fiscal_year

),

unit_years as (

    select
        entity_id,
        fiscal_year
    from pivoted
    union
    select
        entity_id,
        fiscal_year
    from own_reports

),

final as (

    select
        {{ hash_key(['unit_years.entity_id', 'unit_years.fiscal_year']) }} as unit_year_id,
        unit_years.entity_id,
        entities.parent_entity_id,
        entities.region_id,
        own_reports.document_id,
        executions.execution_item_id,
        pivoted.figure_ids,

        entities.entity_name,
        coalesce(pivoted.entity_name, entities.entity_name) as reported_entity_name,
        entities.agency_kind,
        entities.agency_level,
        executions.execution_budget_basis,
        executions.execution_fund,
        coalesce(pivoted.trust_state, 'unverified') as trust_state,

        unit_years.fiscal_year,
        pivoted.revenue_budget_yuan,
        pivoted.expenditure_budget_yuan,
        pivoted.expenditure_adjusted_budget_yuan,
        pivoted.revenue_final_yuan,
        pivoted.expenditure_final_yuan,
        pivoted.fiscal_expenditure_budget_yuan,
        pivoted.fiscal_expenditure_final_yuan,
        pivoted.basic_expenditure_budget_yuan,
        pivoted.basic_expenditure_final_yuan,
        pivoted.project_expenditure_budget_yuan,
        pivoted.project_expenditure_final_yuan,
        pivoted.personnel_expenditure_budget_yuan,
        pivoted.personnel_expenditure_final_yuan,
        pivoted.public_expenditure_budget_yuan,
        pivoted.public_expenditure_final_yuan,
        pivoted.operation_expenditure_final_yuan,
        pivoted.three_public_budget_yuan,
        pivoted.three_public_final_yuan,
        pivoted.abroad_budget_yuan,
        pivoted.abroad_final_yuan,
        pivoted.vehicle_budget_yuan,
        pivoted.vehicle_final_yuan,
        pivoted.vehicle_purchase_budget_yuan,
        pivoted.vehicle_purchase_final_yuan,
        pivoted.vehicle_running_budget_yuan,
        pivoted.vehicle_running_final_yuan,
        pivoted.reception_budget_yuan,
        pivoted.reception_final_yuan,
        pivoted.procurement_budget_yuan,
        pivoted.procurement_final_yuan,
        pivoted.carryover_opening_yuan,
        pivoted.carryover_closing_yuan,
        pivoted.asset_total_yuan,
        pivoted.staff_quota_count,
        pivoted.staff_active_count,
        pivoted.self_score,
        pivoted.full_score,
        cast(pivoted.self_score / nullif(pivoted.full_score, 0) as decimal(18, 6)) as self_score_ratio,
        executions.execution_budget_yuan,
        executions.execution_final_yuan,
        cast(executions.execution_final_yuan / executions.execution_budget_yuan as decimal(18, 6)) as execution_ratio,
        stated_executions.stated_ratio as stated_execution_ratio,
        cast(pivoted.procurement_final_yuan / nullif(pivoted.procurement_budget_yuan, 0) as decimal(18, 6))
            as procurement_ratio,
        cast(coalesce(own_reports.report_count, 0) as bigint) as report_count,
        cast(coalesce(pivoted.measure_count, 0) as bigint) as measure_count,
        cast(coalesce(pivoted.disputed_measure_count, 0) as bigint) as disputed_measure_count,
        cast(coalesce(pivoted.verified_measure_count, 0) as bigint) as verified_measure_count,
        cast(coalesce(pivoted.unverified_measure_count, 0) as bigint) as unverified_measure_count,
        cast(coalesce(findings.check_count, 0) as bigint) as check_count,
        cast(coalesce(findings.passed_check_count, 0) as bigint) as passed_check_count,
        cast(coalesce(findings.not_assessable_check_count, 0) as bigint) as not_assessable_check_count,
        cast(coalesce(findings.error_count, 0) as bigint) as error_count,
        cast(coalesce(findings.warning_count, 0) as bigint) as warning_count,
        cast(coalesce(findings.hint_count, 0) as bigint) as hint_count,
        cast(coalesce(findings.rounding_count, 0) as bigint) as rounding_count,

        own_reports.document_id is not null as has_own_report

    from unit_years
    inner join entities on unit_years.entity_id = entities.entity_id and entities.is_current
    left join pivoted
        on unit_years.entity_id = pivoted.entity_id and unit_years.fiscal_year = pivoted.fiscal_year
    left join executions
        on unit_years.entity_id = executions.entity_id and unit_years.fiscal_year = executions.fiscal_year
    left join stated_executions
        on
            unit_years.entity_id = stated_executions.entity_id
            and unit_years.fiscal_year = stated_executions.fiscal_year
            and stated_executions.rate_number = 1
    left join findings
        on unit_years.entity_id = findings.entity_id and unit_years.fiscal_year = findings.fiscal_year
    left join own_reports
        on unit_years.entity_id = own_reports.entity_id and unit_years.fiscal_year = own_reports.fiscal_year

)

select * from final
order by entity_id, fiscal_year
