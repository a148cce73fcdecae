-- grain: one row per amount of money in prose
-- An amount without any unit counts where the document gives the others theirs.
-- A target's 200 万 may count anything; an account's is money.
with

operands as (

    select * from {{ ref('int_operands') }}
    where is_money and table_no is null and unit <> '' and statement <> 'target'

),

bare as (

    select
        marks.*,
        count(*) over (partition by marks.document_id) as bare_count
    from {{ ref('stg_text_marks') }} as marks
    where marks.kind = 'missing_unit' and marks.table_no is null

),

with_unit as (

    select
        document_id,
        count(*) as unit_count
    from operands
    group by document_id

),

final as (

    select
        'unit_yuan' as check_id,
        bare.document_id,
        cast(null as {{ dbt.type_string() }}) as figure_id,
        concat(case when bare.subject = '' then '金额' else bare.subject end, '的单位') as subject,
        case when bare.bare_count * 10 < with_unit.unit_count then 'fail' else 'not_assessable' end as status,
        bare.text as reported,
        '' as expected,
        cast(null as decimal(38, 10)) as difference,
        '金额应带“元”' as formula,
        concat(case when bare.subject = '' then '金额' else bare.subject end, '写为', bare.text, '，没有单位') as message,
        case when bare.bare_count * 10 < with_unit.unit_count then '' else '报告中许多金额都不写单位，单位可能另有说明' end
            as missing,
        '' as cause,
        {{ passage_place('bare') }},
        '' as figure_ids
    from bare
    inner join with_unit on bare.document_id = with_unit.document_id

    union all

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
        {{ figure_place() }},
        figure_id as figure_ids
    from operands

)

select
    {{ result_columns() }}
from final
