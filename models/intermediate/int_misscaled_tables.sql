-- grain: one row per table whose amounts are all ten thousand times what other places print, or that part of it
-- 单位：元 above a table of 万元: told once of the table, not of each of its numbers. Of two tables that contradict only
-- each other the one that more places contradict is wrong, else the later.
with

compared as (

    select
        document_id,
        figure_id,
        cell_id,
        number,
        cell_number,
        status
    from {{ ref('int_table_contradictions') }}
    where number <> 0 and cell_number <> 0 and status in ('pass', 'rounding', 'fail', 'not_assessable')

    union all

    select
        document_id,
        figure_id,
        cell_id,
        number,
        cell_number,
        status
    from {{ ref('int_cell_contradictions') }}
    where number <> 0 and cell_number <> 0 and status in ('pass', 'rounding', 'fail', 'not_assessable')

),

places as (

    select
        compared.*,
        coalesce(ones.table_no, 0) as one_table,
        coalesce(others.table_no, 0) as other_table,
        case
            when compared.status in ('pass', 'rounding') then 0
            when abs(compared.number / compared.cell_number - 10000) < 10 then 1
            when abs(compared.cell_number / compared.number - 10000) < 10 then -1
        end as scale
    from compared
    inner join {{ ref('int_operands') }} as ones on compared.figure_id = ones.figure_id
    inner join {{ ref('int_operands') }} as others on compared.cell_id = others.figure_id

),

sides as (

    select
        document_id,
        one_table as table_no,
        other_table,
        scale,
        figure_id as cell_id
    from places
    where one_table > 0 and scale is not null

    union all

    select
        document_id,
        other_table as table_no,
        one_table as other_table,
        -scale as scale,
        cell_id
    from places
    where other_table > 0 and scale is not null

),

candidates as (

    select
        document_id,
        table_no,
        max(scale) as scale,
        count(distinct other_table) as place_count,
        min(cell_id) as cell_id
    from sides
    group by document_id, table_no
    having count(distinct cell_id) > 1 and min(scale) = max(scale) and max(abs(scale)) = 1

),

outweighed as (

    select distinct
        candidates.document_id,
        candidates.table_no
    from candidates
    inner join sides
        on candidates.document_id = sides.document_id and candidates.table_no = sides.table_no
    inner join candidates as rivals
        on sides.document_id = rivals.document_id and sides.other_table = rivals.table_no
    where
        rivals.place_count > candidates.place_count
        or (rivals.place_count = candidates.place_count and rivals.table_no > candidates.table_no)

),

final as (

    select
        candidates.document_id,

        candidates.cell_id,

        candidates.table_no,
        candidates.scale,
        candidates.place_count
    from candidates
    left join outweighed
        on candidates.document_id = outweighed.document_id and candidates.table_no = outweighed.table_no
    where outweighed.document_id is null

)

select * from final
