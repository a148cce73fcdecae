-- grain: one row per item, basis and fiscal year with at least three units that report the year before, too
with

totals as (

    select
        entity_id,
        fiscal_year,
        item_code,
        min(item_leaf) as item_leaf,
        basis_group,
        max(abs(cast(amount_yuan as double))) as amount
    from intermediate.int_facts
    where item_code <> '' and amount_yuan is not null
    group by entity_id, fiscal_year, item_code, basis_group

),

pairs as (

    select
        now.item_leaf || ' ' || now.fiscal_year || '（' || now.basis_group || '）' as subject,
        now.amount / before.amount as growth
    from totals as now
    inner join totals as before
        on
            now.entity_id = before.entity_id
            and now.item_code = before.item_code
            and now.basis_group = before.basis_group
            and now.fiscal_year = before.fiscal_year + 1
    where before.amount > 0 and now.amount > 0

)

select
    subject,
    count(*) as unit_count,
    median(growth) as median_growth
from pairs
group by subject
having count(*) >= 3
order by subject
