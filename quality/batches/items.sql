-- grain: one row per item, metric and kind of unit, over all facts
-- A value far beyond the others of its item is a slip of unit or place more often than a fact.
with

facts as (

    select
        facts.item_code,
        facts.item_leaf,
        facts.metric,
        coalesce(units.kind, '无单位') as unit_kind,
        facts.entity_id,
        facts.is_unit_known,
        abs(cast(facts.value_norm as double)) as size
    from intermediate.int_facts as facts
    left join seeds.units as units on facts.unit = units.unit
    where facts.item_code <> ''

),

final as (

    select
        min(item_leaf) || '（' || item_code || '，' || metric || '，' || unit_kind || '）' as subject,
        metric,
        unit_kind,
        count(*) as fact_count,
        count(distinct entity_id) as entity_count,
        max(size) as largest,
        -- few values say nothing of what is usual
        case
            when count(*) >= 10 and median(case when size > 0 then size end) > 0
                then max(size) / median(case when size > 0 then size end)
        end as largest_to_median,
        case when metric = 'amount' then max(size) end as largest_amount,
        case when metric = 'count' then max(size) end as largest_count,
        case when metric in ('score', 'weight') then max(size) end as largest_score,
        cast(sum(case when metric = 'amount' and not is_unit_known then 1 else 0 end) as double)
        / count(*) as unknown_unit_ratio
    from facts
    group by item_code, metric, unit_kind

)

select * from final
order by subject
