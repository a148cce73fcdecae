-- grain: one row per table and account whose row in it has no amount
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

final as (

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
    where trim(amounts.text) in ('', '-', '—', '－', '/')

)

select * from final
