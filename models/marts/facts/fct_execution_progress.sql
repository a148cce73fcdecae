-- grain: one row per entity, fiscal year, item and fund whose execution is reported
-- The rate is recomputed from amounts of the same item and fund; the rate that the report states stands beside it.
with

facts as (

    select * from {{ ref('fct_facts') }}
    where fact_table = 'fct_execution_progress'

),

stated_rates as (

    select * from {{ ref('int_stated_rates') }}

),

amounts as (

    select
        subject_id,
        max(entity_id) as entity_id,
        max(item_id) as item_id,
        max(entity_name) as entity_name,
        max(item_path) as item_path,
        max(item_name) as item_name,
        max(fund) as fund,
        min(document_id) as document_id,
        {{ list_of('fact_id') }} as fact_ids,
        {{ flat_list_of('figure_ids') }} as figure_ids,
        max(fiscal_year) as fiscal_year,
        max(case when basis_group = '年初预算' then amount_yuan end) as initial_budget_yuan,
        max(case when basis_group = '全年预算' then amount_yuan end) as adjusted_budget_yuan,
        max(case when basis_group = '决算' then amount_yuan end) as executed_yuan,
        max(case when amount_yuan is null then quantity_count end) as quantity_count,
        min(confidence) as confidence,
        min(trust_rank) as trust_rank
    from facts
    group by subject_id

),

rates as (

    select * from stated_rates
    where statement = 'execution' and rate_number = 1

),

joined as (

    select
        coalesce(amounts.subject_id, rates.subject_id) as subject_id,
        coalesce(amounts.entity_id, rates.entity_id) as entity_id,
        coalesce(amounts.item_id, rates.item_id) as item_id,
        coalesce(amounts.entity_name, rates.entity_name) as entity_name,
        coalesce(amounts.item_path, rates.item_path) as item_path,
        coalesce(amounts.item_name, rates.item_name) as item_name,
        coalesce(amounts.fund, rates.fund) as fund,
        coalesce(amounts.document_id, rates.document_id) as document_id,
        amounts.fact_ids,
        coalesce(amounts.figure_ids, rates.figure_ids) as figure_ids,
        rates.figure_id as stated_figure_id,
        coalesce(amounts.fiscal_year, rates.fiscal_year) as fiscal_year,
        amounts.initial_budget_yuan,
        amounts.adjusted_budget_yuan,
        amounts.executed_yuan,
        amounts.quantity_count,
        rates.stated_ratio,
        least(coalesce(amounts.confidence, 1), coalesce(rates.confidence, 1)) as confidence,
        amounts.trust_rank
    from amounts
    full outer join rates on amounts.subject_id = rates.subject_id

),

final as (

    select
        subject_id as execution_id,
        entity_id,
        item_id,
        document_id,
        fact_ids,
        figure_ids,
        stated_figure_id,

        entity_name,
        item_path,
        item_name,
        fund,
        case
            when adjusted_budget_yuan is not null then '全年预算'
            when initial_budget_yuan is not null then '年初预算'
        end as budget_basis,
        {{ trust_of_rank('trust_rank') }} as trust_state,

        fiscal_year,
        cast(nullif(regexp_extract(item_path, '([0-9]{1,2})月', 1), '') as integer) as period_month,
        coalesce(adjusted_budget_yuan, initial_budget_yuan) as budget_yuan,
        executed_yuan,
        cast(executed_yuan / nullif(coalesce(adjusted_budget_yuan, initial_budget_yuan), 0) as decimal(18, 6))
            as execution_ratio,
        stated_ratio,
        quantity_count,
        confidence

    from joined

)

select * from final
order by entity_id, fiscal_year, execution_id
