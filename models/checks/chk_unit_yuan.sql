-- grain: one row per amount of money in prose
-- A target's 200 万 may count anything; an account's is money.
with

operands as (

    select * from {{ ref('int_operands') }}
    where is_money and table_no is null and unit <> '' and statement <> 'target'

),

final as (

    select
        'unit_yuan' as check_id,
        document_id,
        figure_id,
        concat(item, '的单位') as subject,
        case when unit like '%元%' then 'pass' else 'fail' end as status,
        value_text as reported,
        concat(value_text, case when unit like '%元%' then '' else '元' end) as expected,
        cast(null as decimal(38, 10)) as difference,
        '金额应带“元”' as formula,
        case when unit like '%元%' then '' else concat(item, '写为', value_text, '，没有“元”') end as message,
        '' as missing,
        '' as cause,
        entity,
        entity_id,
        page,
        line,
        table_no,
        row_no,
        col_no,
        fiscal_year,
        figure_id as figure_ids
    from operands

)

select
    {{ result_columns() }}
from final
