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

-- names of a column that number their rows from 一 on
name_columns as (

    select
        document_id,
        table_no,
        col_no
    from labels
    where ordinal is not null
    group by document_id, table_no, col_no
    having count(*) > 1 and min(ordinal) = 1

),

-- columns of amounts, each to the right of such names with no other names between
amount_columns as (

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
        operands.figure_id is null and coalesce(cells.name, '') not in ('', '-', '—', '－', '/', '——', '0', '0.00')
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

)

select * from final
