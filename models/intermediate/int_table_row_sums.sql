-- grain: one row per row of a table that has a total column and the columns it is made of
-- A column that the table has and this row leaves blank is nothing; a figure of an unknown column leaves the row open.
with

cells as (

    select * from {{ ref('int_operands') }}
    where table_no is not null and not is_claim and metric = 'amount'

),

items as (

    select * from {{ ref('items') }}

),

arcs as (

    select distinct
        parent_code,
        child_code
    from {{ ref('sum_arcs') }}
    where group_id in ('exp_nature', 'rev_sources')

),

-- what a column of a class row is: <row>/合计 and in revenue tables <row> alone are the total
columned as (

    select
        cells.*,
        case
            when cells.item_parent = '' or cells.item_leaf = '合计' then 'total'
            else coalesce(items.item_code, '')
        end as column_code,
        case when cells.item_leaf = '合计' and cells.item_parent <> '' then cells.item_parent else cells.item end
            as row_item
    from cells
    left join items on cells.item_leaf = items.item_name

),

totals as (

    select columned.*
    from columned
    where columned.column_code = 'total'

),

parts as (

    select distinct
        columned.*,
        arcs.parent_code
    from columned
    inner join arcs on columned.column_code = arcs.child_code

),

summed as (

    select
        totals.figure_id,
        parts.parent_code,
        count(*) as part_count,
        count(distinct parts.column_code) as column_count,
        sum(parts.number) as expected,
        sum(parts.number_low) as expected_low,
        sum(parts.number_high) as expected_high,
        {{ joined_text("concat('+', parts.value_text)", 'parts.col_no') }} as sum_text,
        {{ joined_text('parts.figure_id', 'parts.col_no', '|') }} as part_ids
    from totals
    inner join parts
        on
            totals.document_id = parts.document_id
            and totals.table_no = parts.table_no
            and totals.row_no = parts.row_no
            and totals.class_code = parts.class_code
            and totals.row_item = parts.item_parent
            and totals.basis_group = parts.basis_group
            and totals.fund = parts.fund
            and totals.fiscal_year = parts.fiscal_year
    group by totals.figure_id, parts.parent_code

),

row_sizes as (

    select
        document_id,
        table_no,
        row_no,
        count(*) as figure_count,
        sum(case when column_code = 'total' then 1 else 0 end) as total_count
    from columned
    group by document_id, table_no, row_no

),

compared as (

    select
        totals.*,
        summed.parent_code,
        summed.part_count,
        summed.column_count,
        summed.expected as expected_number,
        {{ without_first_plus('summed.sum_text') }} as sum_text,
        summed.part_ids,
        row_sizes.figure_count,
        row_sizes.total_count,
        {{ sum_status(
            'totals.number',
            'totals.decimals',
            'summed.expected',
            'summed.expected_low - (totals.number_high - totals.number)',
            'summed.expected_high + (totals.number_high - totals.number)'
        ) }}
            as arithmetic
    from totals
    inner join summed on totals.figure_id = summed.figure_id
    inner join row_sizes
        on
            totals.document_id = row_sizes.document_id
            and totals.table_no = row_sizes.table_no
            and totals.row_no = row_sizes.row_no

),

judged as (

    select
        *,
        {{ decimal_text('expected_number * print_scale', 'printed_decimals') }} as expected_text,
        {{ number_digits('expected_number * print_scale', 'printed_decimals') }} as expected_digits,
        case
            when arithmetic <> 'fail' then arithmetic
            when total_count > 1 or figure_count > part_count + 1 or column_count < part_count then 'not_assessable'
            when part_count = 1 then 'not_assessable'
            else 'fail'
        end as status,
        case
            when arithmetic <> 'fail' then ''
            when total_count > 1 or figure_count > part_count + 1 or column_count < part_count then '这一行还有其他列'
            when part_count = 1 then '这一行的其他列没有读到数'
            else ''
        end as missing
    from compared

)

select * from judged
