-- rows neither lost nor multiplied: figures to printings; claims are printings only where they are measured targets
with

figures as (

    select figure_id from {{ ref('int_figures') }}
    where not is_claim

),

printings as (

    select
        figure_id,
        count(*) as row_count
    from {{ ref('int_fact_printings') }}
    group by figure_id

)

select
    coalesce(figures.figure_id, printings.figure_id) as figure_id,
    printings.row_count
from figures
left join printings on figures.figure_id = printings.figure_id
where printings.row_count is null or printings.row_count <> 1
