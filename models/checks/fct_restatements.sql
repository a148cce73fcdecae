-- grain: one row per fact of an earlier year whose later printing differs from the report of that year
with

results as (

    select * from {{ ref('fct_check_results') }}
    where check_id in ('continuity_restatement', 'continuity_balance') and status = 'fail'

),

final as (

    select
        result_id as restatement_id,
        document_id,
        entity_id,
        figure_id,

        doc,
        entity as entity_name,
        subject,
        expected as earlier_text,
        formula as earlier_source,
        reported as later_text,

        difference,
        fiscal_year,
        page,
        line

    from results

)

select * from final
