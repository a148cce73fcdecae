-- grain: one row per entity, fiscal year and measure that was read
-- The measures, and which item, fund and basis stands for each, are rows of seeds/rules/unit_year_measures.csv.
with

facts as (

    select * from {{ ref('fct_facts') }}
    where fiscal_year is not null

),

measures as (

    select * from {{ ref('unit_year_measures') }}

),

candidates as (

    select
        facts.*,
        measures.measure,
        measures.measure_name,
        row_number() over (
            partition by facts.entity_id, facts.fiscal_year, measures.measure
            order by measures.priority, facts.same_name_number, facts.fact_id
        ) as candidate_number
    from facts
    inner join measures
        on
            facts.statement = measures.statement
            and facts.item_key = measures.item_code
            and facts.basis_group = measures.basis_group
            and coalesce(facts.fund, '') = coalesce(measures.fund, '')
    where coalesce(facts.amount_yuan, facts.quantity_count, facts.points_score) is not null

),

final as (

    select
        {{ hash_key(['entity_id', 'fiscal_year', 'measure']) }} as unit_year_measure_id,
        entity_id,
        fact_id,
        figure_id,
        figure_ids,

        entity_name,
        measure,
        measure_name,
        basis_group,
        fund,
        trust_state,

        fiscal_year,
        amount_yuan,
        quantity_count,
        points_score,
        trust_rank

    from candidates
    where candidate_number = 1

)

select * from final
order by entity_id, fiscal_year, measure
