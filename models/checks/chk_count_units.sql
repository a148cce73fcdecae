-- grain: one row per printed number of units, where the document lists its units
-- The list may hold the department itself (本级) or leave it out.
with

operands as (

    select * from {{ ref('int_operands') }}
    where
        item_code in ('str.units', 'str.budget_units')
        and metric = 'count'
        and unit in ('', '个', '家')
        -- 行政单位, 事业单位 count one kind only
        and (item_leaf like '%预算单位%' or item_leaf like '%下属单位%' or item_leaf like '%所属单位%')

),

listed as (

    select
        document_id,
        count(distinct listed_name) as unit_count
    from {{ ref('stg_listed_units') }}
    group by document_id

),

final as (

    select
        'count_units' as check_id,
        operands.document_id,
        operands.figure_id,
        operands.item as subject,
        case
            when listed.unit_count = operands.number then 'pass'
            when abs(listed.unit_count - operands.number) = 1 then 'not_assessable'
            else 'fail'
        end as status,
        operands.value_text as reported,
        cast(listed.unit_count as {{ dbt.type_string() }}) as expected,
        cast(operands.number - listed.unit_count as decimal(38, 10)) as difference,
        concat('名单列出', cast(listed.unit_count as {{ dbt.type_string() }}), '个单位') as formula,
        concat(
            operands.item, '写为', operands.value_text, '，名单列出', cast(listed.unit_count as {{ dbt.type_string() }}), '个单位'
        )
            as message,
        case when abs(listed.unit_count - operands.number) = 1 then '名单与个数相差一个，可能是是否含本级' else '' end as missing,
        '' as cause,
        operands.entity,
        operands.entity_id,
        operands.page,
        operands.line,
        operands.table_no,
        operands.row_no,
        operands.col_no,
        operands.fiscal_year,
        operands.figure_id as figure_ids
    from operands
    inner join listed on operands.document_id = listed.document_id
    where listed.unit_count > 1

)

select
    {{ result_columns() }}
from final
