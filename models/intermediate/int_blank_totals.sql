-- grain: one row per total of a table that is blank beside amounts of its parts
-- A row whose column 合计 is blank though the next columns have amounts, or an account whose row has none though the rows
-- of its parts have.
with

operands as (

    select * from {{ ref('int_operands') }}
    where table_no is not null and not is_claim and metric = 'amount'

),

cells as (

    select
        *,
        {{ name_key('text') }} as plain
    from {{ ref('stg_cells') }}

),

numbered_rows as (

    select distinct
        document_id,
        table_no,
        row_no
    from operands

),

-- 合计 in a row without numbers names a column
total_columns as (

    select
        cells.document_id,
        cells.table_no,
        cells.row_no,
        cells.col_no
    from cells
    left join numbered_rows
        on
            cells.document_id = numbered_rows.document_id
            and cells.table_no = numbered_rows.table_no
            and cells.row_no = numbered_rows.row_no
    where cells.plain in ('合计', '总计', '共计') and cells.col_span = 1 and numbered_rows.row_no is null

),

-- the total column that a number stands to the right of
placed as (

    select
        operands.figure_id,
        operands.document_id,
        operands.table_no,
        operands.row_no,
        operands.number,
        operands.value_text,
        max(total_columns.col_no) as total_col
    from operands
    inner join total_columns
        on
            operands.document_id = total_columns.document_id
            and operands.table_no = total_columns.table_no
            and operands.row_no > total_columns.row_no
            and operands.col_no > total_columns.col_no
    group by
        operands.figure_id,
        operands.document_id,
        operands.table_no,
        operands.row_no,
        operands.number,
        operands.value_text

),

row_totals as (

    select
        placed.document_id,
        placed.table_no,
        placed.row_no,
        placed.total_col as col_no,
        min(cells.page) as page,
        min(cells.line) as line,
        min(placed.figure_id) as part_id,
        {{ joined_text('placed.value_text', 'placed.figure_id', '、') }} as parts_text
    from placed
    inner join cells
        on
            placed.document_id = cells.document_id
            and placed.table_no = cells.table_no
            and placed.row_no = cells.row_no
            and placed.total_col = cells.col_no
    where placed.number <> 0 and trim(cells.text) in ('', '-', '—', '－', '/')
    group by placed.document_id, placed.table_no, placed.row_no, placed.total_col

),

-- the column is one of totals where it has one in another row, or the table has no other
filled_columns as (

    select
        document_id,
        table_no,
        count(distinct row_no) as row_count
    from operands
    group by document_id, table_no

),

held as (

    select distinct
        row_totals.document_id,
        row_totals.table_no,
        row_totals.col_no
    from row_totals
    inner join operands
        on
            row_totals.document_id = operands.document_id
            and row_totals.table_no = operands.table_no
            and row_totals.col_no = operands.col_no
            and operands.number <> 0

),

accounts as (

    select
        operands.document_id,
        operands.table_no,
        operands.page,
        operands.line,
        operands.figure_id,
        operands.number,
        operands.value_text,
        operands.item_code,
        items.item_name
    from operands
    inner join {{ ref('items') }} as items on operands.item_code = items.item_code
    where operands.class_code = ''

),

-- the row of a total has no amount, those of two of its parts have
account_totals as (

    select
        blanks.document_id,
        blanks.table_no,
        arcs.group_id,
        min(totals.item_name) as item_name,
        min(parts.page) as page,
        min(parts.line) as line,
        min(parts.figure_id) as part_id,
        {{ joined_text("concat(parts.item_name, parts.value_text)", 'parts.figure_id', '、') }} as parts_text
    from {{ ref('int_blank_accounts') }} as blanks
    inner join {{ ref('sum_arcs') }} as arcs on blanks.item_key = concat('c:', arcs.parent_code)
    inner join {{ ref('items') }} as totals on arcs.parent_code = totals.item_code
    inner join accounts as parts
        on
            blanks.document_id = parts.document_id
            and blanks.table_no = parts.table_no
            and arcs.child_code = parts.item_code
            and parts.number <> 0
    left join accounts as printed
        on
            blanks.document_id = printed.document_id
            and blanks.table_no = printed.table_no
            and arcs.parent_code = printed.item_code
    where
        printed.figure_id is null
        and arcs.mode = 'complete'
        and arcs.parent_code in ('exp.total', 'exp.total_all', 'rev.total', 'rev.total_all', 'tp.total')
    group by blanks.document_id, blanks.table_no, arcs.group_id
    having count(distinct parts.item_code) > 1

),

final as (

    select
        document_id,
        table_no,
        cast(null as integer) as row_no,
        cast(null as integer) as col_no,
        page,
        line,
        part_id,
        parts_text,
        item_name as subject
    from account_totals

    union all

    select
        row_totals.document_id,
        row_totals.table_no,
        row_totals.row_no,
        row_totals.col_no,
        row_totals.page,
        row_totals.line,
        row_totals.part_id,
        row_totals.parts_text,
        concat('第', cast(row_totals.row_no as {{ dbt.type_string() }}), '行的合计') as subject
    from row_totals
    inner join filled_columns
        on row_totals.document_id = filled_columns.document_id and row_totals.table_no = filled_columns.table_no
    left join held
        on
            row_totals.document_id = held.document_id
            and row_totals.table_no = held.table_no
            and row_totals.col_no = held.col_no
    where held.col_no is not null or filled_columns.row_count = 1

)

select * from final
