-- grain: one row per entity, fiscal year and target
with

facts as (

    select * from {{ ref('fct_facts') }}
    where fact_table = 'fct_performance_targets'

),

indicators as (

    select * from {{ ref('dim_indicator') }}

),

targets as (

    select
        subject_id,
        max(entity_id) as entity_id,
        max(item_id) as item_id,
        max(entity_name) as entity_name,
        max(item_path) as item_path,
        max(item_name) as item_name,
        min(document_id) as document_id,
        {{ list_of('fact_id') }} as fact_ids,
        {{ flat_list_of('figure_ids') }} as figure_ids,
        max(fiscal_year) as fiscal_year,
        max(case when basis_group in ('目标值', '计划', '年初预算', '全年预算') then comparator end) as comparator,
        max(case when basis_group in ('目标值', '计划', '年初预算', '全年预算') then unit_text end) as target_unit_text,
        max(case when basis_group in ('完成值', '决算') then unit_text end) as achieved_unit_text,
        max(case when basis_group in ('目标值', '计划', '年初预算', '全年预算') then raw_text end) as target_text,
        max(case when basis_group in ('完成值', '决算') then raw_text end) as achieved_text,
        max(case when basis_group in ('目标值', '计划', '年初预算', '全年预算') then value_norm end) as target_norm,
        max(case when basis_group in ('完成值', '决算') then value_norm end) as achieved_norm,
        max(case when basis_group in ('目标值', '计划', '年初预算', '全年预算') then printed_value end) as target_value,
        max(case when basis_group in ('完成值', '决算') then printed_value end) as achieved_value,
        max(case when basis_group in ('目标值', '计划', '年初预算', '全年预算') then metric end) as target_metric,
        max(case when basis_group in ('完成值', '决算') then metric end) as achieved_metric,
        min(confidence) as confidence,
        {{ worst_trust('trust_rank') }} as trust_state
    from facts
    group by subject_id

),

compared as (

    select
        *,
        -- 元 and 万元 compare by their common unit, other units only where they are the same
        target_metric = achieved_metric
        and (target_metric = 'amount' or coalesce(target_unit_text, '') = coalesce(achieved_unit_text, ''))
            as is_comparable
    from targets

),

final as (

    select
        compared.subject_id as performance_target_id,
        compared.entity_id,
        indicators.indicator_id,
        compared.item_id,
        compared.document_id,
        compared.fact_ids,
        compared.figure_ids,

        compared.entity_name,
        compared.item_path as indicator_path,
        compared.item_name as indicator_name,
        compared.comparator,
        compared.target_text,
        compared.target_unit_text,
        compared.achieved_text,
        compared.achieved_unit_text,
        compared.trust_state,

        compared.fiscal_year,
        compared.target_value,
        compared.achieved_value,
        case
            when compared.is_comparable and compared.target_norm <> 0
                then cast(compared.achieved_norm / compared.target_norm as decimal(18, 6))
        end as completion_ratio,
        compared.confidence,

        case
            when not coalesce(compared.is_comparable, false) then null
            when compared.comparator = '>=' then compared.achieved_norm >= compared.target_norm
            when compared.comparator = '<=' then compared.achieved_norm <= compared.target_norm
            -- a target without a direction is met for certain only where it is met exactly
            when compared.achieved_norm = compared.target_norm then true
        end as is_met

    from compared
    inner join indicators on compared.item_path = indicators.indicator_path

)

select * from final
order by entity_id, fiscal_year, performance_target_id
