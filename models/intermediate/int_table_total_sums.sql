-- grain: one row per column of a table that ends (or begins) in a total over plain rows
-- That the rows are a flat list shows in another column, which adds up over the same rows: then this one has to. Tables
-- of classified accounts have levels and are sum_table_columns'.
with

operands as (

    select * from {{ ref('int_operands') }}
    where
        table_no is not null
        and not is_claim
        and comparator in ('', '=')
        and metric in ('amount', 'count')
        and basis_group not in ('目标值', '完成值')

),

numbered_rows as (

    select distinct
        document_id,
        table_no,
        row_no
    from operands

),

classified as (

    select distinct
        document_id,
        table_no
    from operands
    where class_code <> ''

),

labels as (

    select
        document_id,
        table_no,
        row_no,
        max(
            case
                when
                    replace(replace(trim(text), ' ', ''), '　', '') in ('合计', '总计', '合计：', '总计：', '共计')
                    then 1
                else 0
            end
        ) as is_total,
        max(
            case
                when
                    text like '%小计%' or text like '%其中%' or text like '%累计%' or text like '%比例%' or text like '%上年%'
                    then 1
                else 0
            end
        ) as is_nested
    from {{ ref('stg_cells') }}
    where length(text) > 1
    group by document_id, table_no, row_no

),

-- 合计 in a row without numbers is the name of a column
tables as (

    select
        labels.document_id,
        labels.table_no,
        max(case when labels.is_total = 1 then labels.row_no end) as total_row
    from labels
    inner join numbered_rows
        on
            labels.document_id = numbered_rows.document_id
            and labels.table_no = numbered_rows.table_no
            and labels.row_no = numbered_rows.row_no
    left join classified on labels.document_id = classified.document_id and labels.table_no = classified.table_no
    where classified.table_no is null
    group by labels.document_id, labels.table_no
    having sum(labels.is_total) = 1 and sum(labels.is_nested) = 0

),

totals as (

    select operands.*
    from operands
    inner join tables
        on
            operands.document_id = tables.document_id
            and operands.table_no = tables.table_no
            and operands.row_no = tables.total_row

),

summed as (

    select
        totals.figure_id,
        totals.document_id,
        totals.table_no,
        count(*) as part_count,
        count(distinct parts.unit) as unit_count,
        min(parts.row_no) as first_row,
        max(parts.row_no) as last_row,
        sum(parts.number) as expected,
        sum(parts.number_low) as expected_low,
        sum(parts.number_high) as expected_high,
        {{ joined_text("concat('+', parts.value_text)", 'parts.row_no, parts.figure_id') }} as sum_text,
        {{ joined_text('parts.figure_id', 'parts.row_no, parts.figure_id', '|') }} as part_ids
    from totals
    inner join operands as parts
        on
            totals.document_id = parts.document_id
            and totals.table_no = parts.table_no
            and totals.col_no = parts.col_no
            and totals.metric = parts.metric
            and totals.row_no <> parts.row_no
    group by totals.figure_id, totals.document_id, totals.table_no

),

compared as (

    select
        totals.*,
        summed.part_count,
        summed.expected as expected_number,
        {{ without_first_plus('summed.sum_text') }} as sum_text,
        summed.part_ids,
        {{ sum_status(
            'totals.number', 'totals.decimals', 'summed.expected', 'summed.expected_low', 'summed.expected_high'
        ) }}
            as arithmetic,
        -- the total stands below all rows, or above them
        (totals.row_no > summed.last_row or totals.row_no < summed.first_row) and summed.unit_count = 1 as is_outside
    from totals
    inner join summed on totals.figure_id = summed.figure_id
    where summed.part_count > 1

),

evidence as (

    select
        document_id,
        table_no,
        sum(case when arithmetic in ('pass', 'rounding') and number <> 0 then 1 else 0 end) as holding_count,
        sum(case when arithmetic = 'fail' then 1 else 0 end) as failing_count
    from compared
    where is_outside
    group by document_id, table_no

),

-- the same total already fails against its accounts
told as (

    select distinct figure_id
    from {{ ref('int_sum_evaluations') }}
    where status in ('fail', 'unit_suspect')

),

judged as (

    select
        compared.*,
        {{ computed_text('(compared.expected_number * compared.print_scale)', 'compared.printed_decimals') }}
            as expected_text,
        {{ number_digits('compared.expected_number * compared.print_scale', 'compared.printed_decimals') }}
            as expected_digits,
        case
            when not compared.is_outside then 'not_assessable'
            when compared.arithmetic <> 'fail' then compared.arithmetic
            when told.figure_id is not null then 'not_assessable'
            when
                evidence.holding_count > evidence.failing_count
                and compared.expected_number between 0.5 * compared.number and 2 * compared.number
                then 'fail'
            else 'not_assessable'
        end as status,
        case
            when not compared.is_outside then '不能确定各行是不是合计的全部组成'
            when compared.arithmetic <> 'fail' then ''
            when told.figure_id is not null then '这个合计与组成部分不符，已另行指出'
            when
                evidence.holding_count > evidence.failing_count
                and compared.expected_number between 0.5 * compared.number and 2 * compared.number
                then ''
            else '不能确定各行是不是合计的全部组成'
        end as missing
    from compared
    left join evidence on compared.document_id = evidence.document_id and compared.table_no = evidence.table_no
    left join told on compared.figure_id = told.figure_id

)

select * from judged
