with

facts as (

    select
        fact_id,
        printing_count
    from {{ ref('fct_facts') }}

),

printings as (

    select
        fact_id,
        count(*) as row_count
    from {{ ref('int_fact_printings') }}
    group by fact_id

)

select
    coalesce(facts.fact_id, printings.fact_id) as fact_id,
    facts.printing_count,
    printings.row_count
from facts
full outer join printings on facts.fact_id = printings.fact_id
where facts.fact_id is null or printings.fact_id is null or facts.printing_count <> printings.row_count
