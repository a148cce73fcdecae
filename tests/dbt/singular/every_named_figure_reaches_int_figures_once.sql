-- rows neither lost nor multiplied: staging to resolved figures
with

staged as (

    select figure_id from {{ ref('int_corrected_figures') }}
    where item <> ''

),

resolved as (

    select
        figure_id,
        count(*) as row_count
    from {{ ref('int_figures') }}
    group by figure_id

)

select
    coalesce(staged.figure_id, resolved.figure_id) as figure_id,
    resolved.row_count
from staged
full outer join resolved on staged.figure_id = resolved.figure_id
where staged.figure_id is null or resolved.row_count is null or resolved.row_count <> 1
