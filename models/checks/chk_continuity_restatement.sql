-- grain: one row per fact of an earlier year and report it is compared with
with

evaluations as (

    select * from {{ ref('int_restatement_candidates') }}

),

documents as (

    select * from {{ ref('int_documents') }}

),

operands as (

    select * from {{ ref('int_operands') }}

),

final as (

    select
        'continuity_restatement' as check_id,
        evaluations.document_id,
        evaluations.figure_id,
        concat(cast(operands.fiscal_year as {{ dbt.type_string() }}), '年', operands.item) as subject,
        evaluations.status,
        operands.value_text as reported,
        coalesce(earlier.value_text, '') as expected,
        cast(operands.number - earlier.number as decimal(38, 10)) as difference,
        case
            when earlier.figure_id is null then '' else
                concat(documents.doc, '（', earlier.place_text, '）写为', earlier.value_text)
        end as formula,
        case
            when evaluations.status = 'fail'
                then
                    concat(
                        cast(operands.fiscal_year as {{ dbt.type_string() }}),
                        '年',
                        operands.item,
                        '写为',
                        operands.value_text,
                        '，但',
                        documents.doc,
                        '（',
                        earlier.place_text,
                        '）写为',
                        earlier.value_text
                    )
            else ''
        end as message,
        evaluations.missing,
        '' as cause,
        {{ figure_place('operands') }},
        concat(
            evaluations.figure_id, case when earlier.figure_id is null then '' else concat('|', earlier.figure_id) end
        ) as figure_ids
    from evaluations
    inner join operands on evaluations.figure_id = operands.figure_id
    left join operands as earlier on evaluations.earlier_id = earlier.figure_id
    left join documents on earlier.document_id = documents.document_id

)

select
    {{ result_columns() }}
from final
