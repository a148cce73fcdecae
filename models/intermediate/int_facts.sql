-- grain: one row per fact
with

printings as (

    select * from {{ ref('int_fact_printings') }}

),

figures as (

    select * from {{ ref('int_figures') }}

),

routes as (

    select * from {{ ref('fact_tables') }}

),

printing_counts as (

    select
        fact_id,
        count(*) as printing_count,
        count(distinct document_id) as document_count,
        sum(case when is_agreeing then 0 else 1 end) as disagreeing_count,
        {{ list_of('figure_id') }} as figure_ids
    from printings
    group by fact_id

),

final as (

    select
        chosen.fact_id,
        chosen.subject_id,
        figures.*,
        printing_counts.figure_ids,

        chosen.item_key,
        chosen.place_kind,
        routes.fact_table,

        chosen.same_name_number,
        printing_counts.printing_count,
        printing_counts.document_count,
        cast(printing_counts.disagreeing_count as bigint) as disagreeing_count

    from printings as chosen
    inner join figures on chosen.figure_id = figures.figure_id
    inner join printing_counts on chosen.fact_id = printing_counts.fact_id
    left join routes
        on
            figures.statement = routes.statement
            and figures.basis_group = routes.basis_group
    where chosen.is_chosen

)

select * from final
