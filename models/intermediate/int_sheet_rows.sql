-- grain: one row per cell of a column of amounts of a sheet with numbered rows (收支总表), with the name it stands beside
-- A sheet may have two sides, income and expenditure, each with its own names: a cell goes with the nearest name to its
-- left.
{% set digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'] %}
with

operands as (

    select * from {{ ref('int_operands') }}
    where table_no is not null and col_no is not null and not is_claim and metric = 'amount' and comparator in ('', '=')

),

ordinals as (

    {% for number in range(1, 40) -%}
        select
            {{ number }} as number,
            '{{ (['', '十', '二十', '三十'][number // 10]) ~ digits[number % 10] }}' as word
        {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

cells as (

    select
        document_id,
        table_no,
        row_no,
        col_no,
        {{ name_key('text') }} as name
    from {{ ref('stg_cells') }}

),

labels as (

    select
        cells.*,
        ordinals.number as ordinal,
        -- 一、一般公共服务支出
        case
            when ordinals.number is not null
                then substr(cells.name, length(ordinals.word) + 2)
            else cells.name
        end as account
    from cells
    left join ordinals
        on
            substr(cells.name, 1, length(ordinals.word)) = ordinals.word
            and substr(cells.name, length(ordinals.word) + 1, 1) in ('、', '．', '.')
    where cells.name <> '' and regexp_replace(cells.name, '[0-9]', '') = cells.name and length(cells.name) > 1

),

-- the first row of amounts: names above it head columns
first_rows as (

    select
        document_id,
        table_no,
        min(row_no) as row_no
    from operands
    group by document_id, table_no

),

-- columns of names: those that number their rows from 一 on list all of them; others stand beside amounts of their own
name_columns as (

    select
        labels.document_id,
        labels.table_no,
        labels.col_no,
        count(distinct labels.ordinal) > 1 and min(labels.ordinal) = 1 as is_numbered
    from labels
    inner join first_rows
        on labels.document_id = first_rows.document_id and labels.table_no = first_rows.table_no
    left join operands
        on
            labels.document_id = operands.document_id
            and labels.table_no = operands.table_no
            and labels.col_no = operands.col_no
    group by labels.document_id, labels.table_no, labels.col_no
    having
        (count(distinct labels.ordinal) > 1 and min(labels.ordinal) = 1)
        or (
            count(operands.figure_id) = 0
            and count(distinct case when labels.row_no >= first_rows.row_no then labels.row_no end) > 2
        )

),

-- columns of amounts, each with the nearest names to its left
nearest_names as (

    select
        operands.document_id,
        operands.table_no,
        operands.col_no,
        max(name_columns.col_no) as name_col
    from operands
    inner join name_columns
        on
            operands.document_id = name_columns.document_id
            and operands.table_no = name_columns.table_no
            and operands.col_no > name_columns.col_no
    where operands.class_code = ''
    group by operands.document_id, operands.table_no, operands.col_no

),

amount_columns as (

    select nearest_names.*
    from nearest_names
    inner join name_columns
        on
            nearest_names.document_id = name_columns.document_id
            and nearest_names.table_no = name_columns.table_no
            and nearest_names.name_col = name_columns.col_no
    where name_columns.is_numbered

),

final as (

    select
        amount_columns.document_id,
        amount_columns.table_no,
        amount_columns.name_col,
        amount_columns.col_no,
        labels.row_no,
        labels.account,
        labels.ordinal,
        operands.figure_id,
        operands.number,
        operands.number_low,
        operands.number_high,
        operands.value_text,
        case
            when labels.account like '%合计' then 'subtotal'
            when labels.account like '%总计' then 'total'
            when labels.account like '其中%' or labels.account like '（%' then 'detail'
            when labels.ordinal is not null then 'numbered'
            when labels.account like '%结转%' or labels.account like '%结余%' or labels.account like '%弥补%' then 'balance'
            else 'other'
        end as kind,
        -- what is printed there is no number
        operands.figure_id is null and coalesce(cells.name, '') not in ('', '0', '0.00') and blank_signs.sign is null
            as is_unread
    from amount_columns
    inner join labels
        on
            amount_columns.document_id = labels.document_id
            and amount_columns.table_no = labels.table_no
            and amount_columns.name_col = labels.col_no
    left join operands
        on
            amount_columns.document_id = operands.document_id
            and amount_columns.table_no = operands.table_no
            and amount_columns.col_no = operands.col_no
            and labels.row_no = operands.row_no
    left join cells
        on
            amount_columns.document_id = cells.document_id
            and amount_columns.table_no = cells.table_no
            and amount_columns.col_no = cells.col_no
            and labels.row_no = cells.row_no
    left join {{ ref('blank_signs') }} as blank_signs on cells.name = blank_signs.sign

)

select * from final
