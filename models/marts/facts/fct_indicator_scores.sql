-- grain: one row per entity, fiscal year and scored indicator
with

facts as (

    select * from {{ ref('fct_facts') }}
    where fact_table = 'fct_indicator_scores'

),

scores as (

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
        -- a full mark that is printed as 满分100分 carries the metric score
        coalesce(
            max(case when metric = 'weight' then points_score end),
            max(case when metric = 'score' and basis_group = '分值' then points_score end)
        ) as weight_score,
        coalesce(
            max(case when metric = 'score' and basis_group = '得分' then points_score end),
            max(case when metric = 'score' and basis_group not in ('得分', '分值') then points_score end)
        ) as self_score,
        min(confidence) as confidence,
        {{ worst_trust('trust_rank') }} as trust_state
    from facts
    group by subject_id

),

indicators as (

    select * from {{ ref('dim_indicator') }}

),

final as (

    select
        scores.subject_id as indicator_score_id,
        scores.entity_id,
        indicators.indicator_id,
        indicators.parent_indicator_id,
        scores.item_id,
        scores.document_id,
        scores.fact_ids,
        scores.figure_ids,

        scores.entity_name,
        scores.item_path as indicator_path,
        scores.item_name as indicator_name,
        scores.trust_state,

        scores.fiscal_year,
        indicators.indicator_level,
        scores.weight_score,
        scores.self_score,
        cast(scores.weight_score - scores.self_score as decimal(12, 4)) as loss_score,
        cast(scores.self_score / nullif(scores.weight_score, 0) as decimal(18, 6)) as score_ratio,
        scores.confidence,

        indicators.is_total

    from scores
    inner join indicators on scores.item_path = indicators.indicator_path

)

select * from final
order by entity_id, fiscal_year, indicator_score_id
