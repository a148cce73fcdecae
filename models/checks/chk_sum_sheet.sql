-- grain: one row per total of a column of a sheet with numbered rows (收支总表)
-- 本年收入合计 is the sum of the rows numbered 一、二、三 above it; 总计 is that and what is carried over, which stands
-- between the two. The rows are all there where they are numbered without a gap.
with

cells as (

    select * from {{ ref('int_sheet_rows') }}

),

operands as (

    select * from {{ ref('int_operands') }}

),

totals as (

    select
        cells.document_id,
        cells.table_no,
        cells.name_col,
        cells.col_no,
        cells.row_no,
        cells.kind,
        cells.figure_id,
        lag(cells.row_no) over (
            partition by cells.document_id, cells.table_no, cells.col_no order by cells.row_no
        ) as previous_row,
        lag(cells.figure_id) over (
            partition by cells.document_id, cells.table_no, cells.col_no order by cells.row_no
        ) as previous_id,
        lag(cells.kind) over (
            partition by cells.document_id, cells.table_no, cells.col_no order by cells.row_no
        ) as previous_kind
    from cells
    where cells.kind in ('subtotal', 'total')

),

-- the numbered rows above the first total, and what is carried over where that is the total of all
parts as (

    select
        totals.figure_id as total_id,
        cells.*
    from totals
    inner join cells
        on
            totals.document_id = cells.document_id
            and totals.table_no = cells.table_no
            and totals.col_no = cells.col_no
            and totals.row_no > cells.row_no
    where
        totals.figure_id is not null
        and totals.previous_row is null
        and (cells.kind = 'numbered' or (cells.kind = 'balance' and totals.kind = 'total'))

    union all

    -- the total of the year and what is carried over
    select
        totals.figure_id as total_id,
        cells.*
    from totals
    inner join cells
        on
            totals.document_id = cells.document_id
            and totals.table_no = cells.table_no
            and totals.col_no = cells.col_no
            and (
                totals.previous_row = cells.row_no
                or (
                    cells.row_no > totals.previous_row
                    and cells.row_no < totals.row_no
                    and cells.kind = 'balance'
                )
            )
    where totals.figure_id is not null and totals.kind = 'total' and totals.previous_kind = 'subtotal'

),

-- rows without a number that print an amount above the total, and below the one before: parts of it, or of its parts
unnumbered as (

    select distinct totals.figure_id as total_id
    from totals
    inner join cells
        on
            totals.document_id = cells.document_id
            and totals.table_no = cells.table_no
            and totals.col_no = cells.col_no
            and totals.row_no > cells.row_no
    where cells.kind = 'other' and cells.number <> 0 and cells.row_no > coalesce(totals.previous_row, 0)

),

summed as (

    select
        total_id,
        sum(case when figure_id is null then 0 else 1 end) as part_count,
        sum(case when kind = 'numbered' then 1 else 0 end) as numbered_count,
        count(distinct ordinal) as ordinal_count,
        max(ordinal) as last_ordinal,
        max(case when kind = 'subtotal' and figure_id is null then 1 else 0 end) as lacks_subtotal,
        max(case when is_unread then 1 else 0 end) as has_unread,
        sum(number) as expected,
        sum(number_low) as expected_low,
        sum(number_high) as expected_high,
        {{ joined_text("case when figure_id is not null then concat('+', value_text) end", 'row_no') }} as sum_text,
        {{ joined_text('figure_id', 'row_no', '|') }} as part_ids
    from parts
    group by total_id

),

compared as (

    select
        operands.*,
        summed.part_count,
        summed.expected as expected_number,
        {{ without_first_plus('summed.sum_text') }} as sum_text,
        summed.part_ids,
        {{ computed_text('(summed.expected * operands.print_scale)', 'operands.printed_decimals') }} as expected_text,
        summed.has_unread = 1 or summed.lacks_subtotal = 1 as is_unread,
        -- without a gap from 一 on, no number twice
        summed.numbered_count = summed.ordinal_count
        and summed.ordinal_count = coalesce(summed.last_ordinal, 0)
        and unnumbered.total_id is null as is_complete,
        {{ sum_status(
            'operands.number',
            'operands.decimals',
            'summed.expected',
            'summed.expected_low - (operands.number_high - operands.number)',
            'summed.expected_high + (operands.number_high - operands.number)'
        ) }}
            as arithmetic
    from summed
    inner join operands on summed.total_id = operands.figure_id
    left join unnumbered on summed.total_id = unnumbered.total_id
    where summed.part_count > 0

),

-- the same total already fails against the same accounts
told as (

    select distinct figure_id
    from {{ ref('int_sum_evaluations') }}
    where status in ('fail', 'unit_suspect')

),

judged as (

    select
        compared.*,
        {{ number_digits('compared.expected_number * compared.print_scale', 'compared.printed_decimals') }}
            as expected_digits,
        case
            when compared.arithmetic <> 'fail' then compared.arithmetic
            when compared.is_unread or not compared.is_complete or told.figure_id is not null then 'not_assessable'
            else 'fail'
        end as status,
        case
            when compared.arithmetic <> 'fail' then ''
            when compared.is_unread then '有的行没有读到数'
            when not compared.is_complete then '各行的序号不连续，或有没有序号的行，可能没有列全'
            when told.figure_id is not null then '这个合计与组成部分不符，已另行指出'
            else ''
        end as missing
    from compared
    left join told on compared.figure_id = told.figure_id

),

final as (

    select
        'sum_sheet' as check_id,
        document_id,
        figure_id,
        concat(item, '（第', cast(col_no as {{ dbt.type_string() }}), '列）') as subject,
        status,
        value_text as reported,
        case when status = 'not_assessable' then '' else concat(expected_text, unit) end as expected,
        case when status <> 'not_assessable' then cast(number - expected_number as decimal(38, 10)) end as difference,
        case when status = 'not_assessable' then '' else concat(sum_text, '＝', expected_text, unit) end as formula,
        case
            when status = 'fail'
                then concat(
                    item, '写为', value_text, '，但表中同一栏的', cast(part_count as {{ dbt.type_string() }}), '行相加为',
                    expected_text, unit
                )
            else ''
        end as message,
        missing,
        case when status = 'fail' then {{ digit_cause('digits', 'expected_digits') }} else '' end as cause,
        {{ figure_place() }},
        case when status = 'not_assessable' then figure_id else concat(figure_id, '|', part_ids) end as figure_ids
    from judged

)

select
    {{ result_columns() }}
from final
