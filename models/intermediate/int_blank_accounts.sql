-- grain: one row per table and account whose row in it, or column of a table of 三公, has no amount
-- Such an account counts as a part of nothing: it was not left out of the table.
with

items as (

    select * from {{ ref('items') }}

),

labels as (

    select
        document_id,
        table_no,
        row_no,
        col_no,
        col_span,
        regexp_replace(
            {{ name_key('text') }}, '^([一二三四五六七八九十]+、|[0-9]+[.、．]|其中[：:])', ''
        ) as label
    from {{ ref('stg_cells') }}
    where length(text) > 2

),

account_names as (

    select
        item_name as name,
        item_code
    from items
    union
    select
        alias as name,
        item_code
    from {{ ref('aliases') }}
    where item_code is not null

),

-- 二、政府性基金: a row that is named after its fund alone
account_labels as (

    select
        name,
        item_code
    from account_names

    union

    select distinct
        labels.label as name,
        fund_items.means_item_code as item_code
    from labels
    inner join {{ ref('fund_items') }} as fund_items
        on
            fund_items.item_code = 'rev.total'
            and labels.label like concat('%', fund_items.fund, '%')
            and labels.label not like '%支出%'

),

-- the cells of the rows in which a table of 三公 prints its amounts: numbers, and blanks
amount_cells as (

    select
        cells.document_id,
        cells.table_no,
        cells.row_no,
        sum(case when trim(cells.text) in ('', '-', '—', '－', '/') then 1 else 0 end) as blank_count,
        sum(case when {{ digits_only('cells.text') }} <> '' then 1 else 0 end) as printed_count
    from {{ ref('stg_cells') }} as cells
    where cells.table_caption like '%三公%'
    group by cells.document_id, cells.table_no, cells.row_no

),

read_rows as (

    select
        document_id,
        table_no,
        row_no,
        count(*) as figure_count,
        sum(case when item_code like 'tp.%' then 1 else 0 end) as account_count
    from {{ ref('int_operands') }}
    where table_no is not null and metric = 'amount' and not is_claim
    group by document_id, table_no, row_no

),

-- tables of 三公 in which every number printed beside an amount is read, and columns are left blank
wide as (

    select
        read_rows.document_id,
        read_rows.table_no
    from read_rows
    inner join amount_cells
        on
            read_rows.document_id = amount_cells.document_id
            and read_rows.table_no = amount_cells.table_no
            and read_rows.row_no = amount_cells.row_no
    group by read_rows.document_id, read_rows.table_no
    having
        max(read_rows.account_count) > 1
        and sum(abs(amount_cells.printed_count - read_rows.figure_count)) = 0
        and min(amount_cells.blank_count) > 0

),

unprinted as (

    select
        wide.document_id,
        wide.table_no,
        concat('c:', items.item_code) as item_key
    from wide
    inner join items
        on items.item_code in ('tp.abroad', 'tp.vehicle', 'tp.vehicle.purchase', 'tp.vehicle.running', 'tp.reception')
    left join {{ ref('int_operands') }} as printed
        on
            wide.document_id = printed.document_id
            and wide.table_no = printed.table_no
            and items.item_code = printed.item_code
    where printed.figure_id is null

),

named as (

    select distinct
        labels.document_id,
        labels.table_no,
        concat('c:', account_names.item_code) as item_key
    from labels
    inner join account_labels as account_names on labels.label = account_names.name
    inner join {{ ref('stg_cells') }} as amounts
        on
            labels.document_id = amounts.document_id
            and labels.table_no = amounts.table_no
            and labels.row_no = amounts.row_no
            and labels.col_no + labels.col_span = amounts.col_no
    left join {{ ref('blank_signs') }} as blank_signs on trim(amounts.text) = blank_signs.sign
    where trim(amounts.text) = '' or blank_signs.sign is not null

),

final as (

    select * from named
    union
    select * from unprinted

)

select * from final
