-- grain: one row per numbered heading or paragraph that follows another of its list
-- A number that jumps over several may stand in an excerpt, and reports number more loosely than disclosures: hints.
with

marks as (

    select * from {{ ref('stg_text_marks') }}
    where kind in ('ordinal', 'ordinal_skipped')

),

documents as (

    select * from {{ ref('int_documents') }}

),

final as (

    select
        'completeness_numbering' as check_id,
        marks.document_id,
        cast(null as {{ dbt.type_string() }}) as figure_id,
        concat('编号', marks.text) as subject,
        case when marks.text = marks.subject then 'pass' else 'fail' end as status,
        marks.text as reported,
        marks.subject as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        concat('编号写为“', marks.text, '”，按前面的编号应为“', marks.subject, '”') as message,
        '' as missing,
        case
            when marks.text = marks.subject then ''
            when
                documents.document_type not in ('final_account', 'budget') or marks.text like '第%'
                then 'number_in_report'
            when marks.kind = 'ordinal_skipped' then 'number_skipped'
            else ''
        end as cause,
        {{ passage_place('marks') }},
        '' as figure_ids
    from marks
    inner join documents on marks.document_id = documents.document_id

)

select
    {{ result_columns() }}
from final
