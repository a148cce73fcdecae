-- grain: one row per finding (a check that fails, or a difference that rounding explains)
-- finding_id depends on the document's content and the check only: it is the same in every build.
with

results as (

    select * from {{ ref('fct_check_results') }}

),

final as (

    select
        substr(results.result_id, 1, 12) as finding_id,
        results.*
    from results
    where results.status in ('fail', 'rounding')

)

select * from final
