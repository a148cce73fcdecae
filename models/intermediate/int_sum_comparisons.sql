-- grain: one row per group of parts and printing of their total
-- Each printed total is compared with the nearest printing of its parts. A part that is not printed is no zero: with
-- an optional part missing, only a sum above the total is wrong.
with

totals as (

    select * from {{ ref('int_sum_totals') }}

),

parts as (

    select * from {{ ref('int_sum_parts') }}

),

arcs as (

    select
        *,
        concat('c:', parent_code) as parent_key,
        concat('c:', child_code) as child_key
    from {{ ref('sum_arcs') }}

),

summed as (

    select
        group_id,
        total_id,
        count(*) as part_count,
        sum(case when requirement = 'required' then 1 else 0 end) as required_found,
        sum(sign * number) as expected,
        sum(case when sign > 0 then number_low else -number_high end) as expected_low,
        sum(case when sign > 0 then number_high else -number_low end) as expected_high,
        min(number * sign) as smallest_part,
        max(case when is_ambiguous then 1 else 0 end) as ambiguous,
        max(fund_rank) as fund_rank,
        max(distance) as farthest,
        min(case when is_beside then 1 else 0 end) as beside,
        max(case when sign > 0 then number end) as largest_part,
        {{ joined_text("concat(case when sign < 0 then '−' else '+' end, value_text)", 'child_code') }} as sum_text,
        {{ joined_text("concat(item_leaf, value_text, '（', place_text, '）')", 'child_code', '、') }} as parts_text,
        {{ joined_text('part_id', 'child_code', '|') }} as part_ids
    from parts
    group by group_id, total_id

),

missing_parts as (

    select
        totals.group_id,
        totals.figure_id as total_id,
        {{ joined_text('items.item_name', 'items.item_code', '、') }} as missing_text,
        min(coalesce(cast(arcs.least_amount as double), 0)) as least_missing
    from totals
    inner join arcs on totals.group_id = arcs.group_id and totals.item_key = arcs.parent_key
    inner join {{ ref('items') }} as items on arcs.child_code = items.item_code
    left join parts
        on totals.group_id = parts.group_id and totals.figure_id = parts.total_id and arcs.child_code = parts.child_code
    where parts.part_id is null
    group by totals.group_id, totals.figure_id

),

repeated_parts as (

    select
        totals.group_id,
        totals.figure_id as total_id,
        min(parts.digits) as digits
    from totals
    inner join parts on totals.group_id = parts.group_id and totals.figure_id = parts.total_id
    where totals.number = parts.number
    group by totals.group_id, totals.figure_id

),

-- parts of the group that the table of the total, and of all its parts, prints blank
blank_parts as (

    select
        totals.group_id,
        totals.figure_id as total_id,
        count(distinct arcs.child_code) as blank_count,
        count(distinct case when arcs.requirement = 'required' then arcs.child_code end) as required_blank_count
    from totals
    inner join arcs on totals.group_id = arcs.group_id and totals.item_key = arcs.parent_key
    inner join {{ ref('int_blank_accounts') }} as blank_rows
        on
            totals.document_id = blank_rows.document_id
            and totals.table_no = blank_rows.table_no
            and arcs.child_key = blank_rows.item_key
    left join parts
        on totals.group_id = parts.group_id and totals.figure_id = parts.total_id and arcs.child_code = parts.child_code
    where parts.part_id is null
    group by totals.group_id, totals.figure_id

),

final as (

    select
        totals.group_id,
        totals.check_id,
        totals.mode,
        totals.figure_id,
        totals.document_id,
        totals.decimals,
        totals.number as reported,
        totals.print_scale,
        totals.printed_decimals,
        summed.part_count,
        summed.expected,
        summed.expected_low,
        summed.expected_high,
        summed.sum_text,
        summed.parts_text,
        summed.part_ids,
        summed.ambiguous,
        summed.fund_rank,
        summed.farthest,
        summed.smallest_part,
        -- total and all parts stand in one row of a table: nothing printed elsewhere excuses them
        summed.farthest = 0 and summed.part_count = totals.size as is_whole_row,
        -- every part stands beside the total: the list is whole, whatever else is printed elsewhere
        summed.farthest <= 1 and summed.part_count = totals.size as is_listed,
        -- at least two parts are always there, and all that are stand in one sentence, row or column with the total
        coalesce(summed.beside = 1 and totals.required_size > 1, false) as is_beside,
        -- the total repeats one of its parts: its name means that part here
        (
            abs(totals.number - summed.largest_part) <= {{ last_place('totals.decimals') }} / 2
            or (totals.table_no is null and totals.digits = repeated_parts.digits)
        )
        and totals.item_leaf not like '%总计%'
        and not (summed.beside = 1 and totals.required_size > 1) as is_part_itself,
        case
            when summed.farthest <= 3 then totals.size - coalesce(blank_parts.blank_count, 0)
            else totals.size
        end as size,
        case
            when summed.farthest <= 3 then totals.required_size - coalesce(blank_parts.required_blank_count, 0)
            else totals.required_size
        end as required_size,
        coalesce(summed.required_found, 0) as required_found,
        coalesce(missing_parts.missing_text, '') as missing_text,
        -- what is left over is too little for any part that is not printed: no car costs so little
        coalesce(abs(totals.number - summed.expected) < missing_parts.least_missing, false) as is_rest_too_small,
        totals.is_weakened,
        totals.is_weakened_beside,
        -- people and vehicles are counted, not rounded
        case
            when totals.metric = 'count' and totals.unit not like '%万%' and totals.number <> summed.expected then 'fail'
            else
                {{ sum_status(
                    'totals.number',
                    'totals.decimals',
                    'summed.expected',
                    'summed.expected_low - (totals.number_high - totals.number)',
                    'summed.expected_high + (totals.number_high - totals.number)'
                ) }}
        end as arithmetic
    from totals
    left join summed on totals.group_id = summed.group_id and totals.figure_id = summed.total_id
    left join missing_parts on totals.group_id = missing_parts.group_id and totals.figure_id = missing_parts.total_id
    left join repeated_parts
        on totals.group_id = repeated_parts.group_id and totals.figure_id = repeated_parts.total_id
    left join blank_parts on totals.group_id = blank_parts.group_id and totals.figure_id = blank_parts.total_id

)

select * from final
