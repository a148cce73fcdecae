-- grain: one row per percentage in prose
with

operands as (

    select * from {{ ref('int_operands') }}
    -- nothing is nothing, with its sign or without: 失学率为0
    where
        is_claim and metric in ('share', 'rate', 'change_rate') and table_no is null
        and (unit <> '' or number <> 0)

),

final as (

    select
        'unit_percent' as check_id,
        document_id,
        figure_id,
        concat(item, '的百分数') as subject,
        case when unit = '' then 'fail' else 'pass' end as status,
        value_text as reported,
        concat(value_text, case when unit = '' then '%' else '' end) as expected,
        cast(null as decimal(38, 10)) as difference,
        '百分数应带百分号' as formula,
        case when unit = '' then concat(item, '写为', value_text, '，没有百分号') else '' end as message,
        '' as missing,
        '' as cause,
        {{ figure_place() }},
        figure_id as figure_ids
    from operands

)

select
    {{ result_columns() }}
from final
