-- rows neither lost nor multiplied: all facts to the fact tables; only facts without a statement have no table
with

placed as (

    {% for table in [
        'fct_budgets', 'fct_expenditures', 'fct_revenues', 'fct_three_public', 'fct_procurements', 'fct_carryovers',
        'fct_staffing', 'fct_assets',
    ] %}
        select
            '{{ table }}' as fact_table,
            fact_id
        from {{ ref(table) }}
        union all
    {% endfor %}
    {% for table in ['fct_indicator_scores', 'fct_performance_targets', 'fct_execution_progress'] %}
        select
            '{{ table }}' as fact_table,
            {{ element_of('fact_ids') }} as fact_id
        from {{ ref(table) }}
        {{ 'union all' if not loop.last }}
    {% endfor %}

),

counted as (

    select
        fact_id,
        count(*) as row_count,
        min(fact_table) as fact_table
    from placed
    group by fact_id

)

select
    facts.fact_id,
    facts.fact_table,
    counted.row_count
from {{ ref('fct_facts') }} as facts
left join counted on facts.fact_id = counted.fact_id
where
    (facts.statement <> '' and facts.fact_table is null)
    or (facts.fact_table is not null and counted.row_count is null)
    or counted.row_count <> 1
    or counted.fact_table <> facts.fact_table
