-- grain: one row per printed total and account of its group that is printed, with the printing that goes with the total
with

totals as (

    select * from {{ ref('int_sum_totals') }}

),

keyed as (

    select * from {{ ref('int_sum_operands') }}

),

arcs as (

    select
        *,
        coalesce(total_word, '') as word,
        concat('c:', parent_code) as parent_key,
        concat('c:', child_code) as child_key
    from {{ ref('sum_arcs') }}

),

candidates as (

    select
        totals.group_id,
        totals.figure_id as total_id,
        totals.document_id,
        arcs.child_code,
        arcs.sign,
        arcs.requirement,
        parts.figure_id as part_id,
        parts.number,
        parts.number_low,
        parts.number_high,
        parts.digits,
        parts.print_scale,
        parts.printed_decimals,
        parts.decimals,
        parts.item_leaf,
        parts.value_text,
        parts.place_text,
        case
            when totals.fund_rule in ('any', 'whole', 'fiscal') or parts.fund = totals.fund then 0
            when parts.fund = '' or totals.fund = '' then 1
            else 2
        end as fund_rank,
        -- a list runs on over the lines of its paragraph
        case
            when
                totals.table_no is null
                and parts.table_no is null
                and totals.page = parts.page
                and parts.char_start - totals.char_start between 1 and 160
                then 1
            else {{ place_distance('totals', 'parts') }}
        end as distance,
        {{ place_distance('totals', 'parts') }} as line_distance,
        -- one sentence, one row or one column of a table
        case
            when totals.table_no is null and parts.table_no is null
                then totals.page = parts.page and totals.line = parts.line
            else
                totals.table_no = parts.table_no and (totals.row_no = parts.row_no or totals.col_no = parts.col_no)
        end as is_beside
    from totals
    inner join arcs on totals.group_id = arcs.group_id and totals.item_key = arcs.parent_key
    inner join keyed as parts
        on
            totals.document_id = parts.document_id
            and totals.entity_id = parts.entity_id
            and totals.fiscal_year = parts.fiscal_year
            and totals.basis_group = parts.basis_group
            and totals.metric = parts.metric
            and arcs.child_key = parts.item_key
    where
        totals.is_unit_known
        and parts.is_unit_known
        and not parts.is_coarse
        and totals.figure_id <> parts.figure_id
        -- 收入合计 may be the income of the year alone, 收入总计 is not
        and (totals.needs_key = '' or arcs.word = '' or parts.item_leaf like concat('%', arcs.word, '%'))

),

ranked as (

    select
        *,
        min(fund_rank * 100 + distance * 10 + line_distance)
            over (partition by group_id, total_id, child_code)
            as nearest
    from candidates
    where fund_rank < 2

),

nearest_parts as (

    select
        *,
        max(number_low) over (partition by group_id, total_id, child_code)
        > min(number_high) over (partition by group_id, total_id, child_code) as is_ambiguous,
        row_number() over (partition by group_id, total_id, child_code order by decimals desc, part_id) as part_number
    from ranked
    where fund_rank * 100 + distance * 10 + line_distance = nearest

),

final as (

    select * from nearest_parts
    where part_number = 1

)

select * from final
