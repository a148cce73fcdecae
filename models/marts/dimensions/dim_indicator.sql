-- grain: one row per indicator
-- Indicators of score tables and of targets, by their printed path; the levels are the words of the path.
with

facts as (

    select * from {{ ref('int_facts') }}
    where fact_table in ('fct_indicator_scores', 'fct_performance_targets')

),

paths as (

    select
        item as indicator_path,
        max(item_leaf) as indicator_name,
        max(item_parent) as parent_path,
        max(item_code) as item_code,
        max(case when fact_table = 'fct_indicator_scores' then 1 else 0 end) as score_flag,
        max(case when fact_table = 'fct_performance_targets' then 1 else 0 end) as target_flag,
        count(distinct entity_id) as entity_count
    from facts
    group by item

),

final as (

    select
        {{ hash_key(['paths.indicator_path']) }} as indicator_id,
        case when parents.indicator_path is not null then {{ hash_key(['parents.indicator_path']) }} end
            as parent_indicator_id,

        paths.indicator_path,
        paths.indicator_name,
        split_part(paths.indicator_path, '/', 1) as first_level_name,

        cast(length(paths.indicator_path) - length(replace(paths.indicator_path, '/', '')) + 1 as integer)
            as indicator_level,
        paths.entity_count,

        paths.score_flag = 1 as is_scored,
        paths.target_flag = 1 as is_target,
        paths.item_code = 'sco.total' as is_total

    from paths
    left join paths as parents on paths.parent_path = parents.indicator_path

)

select * from final
order by indicator_id
