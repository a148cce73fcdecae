-- grain: one row per title that names an agency and the year of the report
-- 普陀区财政局 is the short form of 上海市普陀区财政局; a placeholder is the template check's finding.
with

marks as (

    select * from {{ ref('stg_text_marks') }}
    where kind = 'heading_agency'

),

listed as (

    select distinct
        document_id,
        {{ name_key('listed_name') }} as name
    from {{ ref('stg_listed_units') }}

),

judged as (

    select
        marks.*,
        case
            when marks.subject = '' then 'not_assessable'
            when
                marks.text = marks.subject
                or marks.subject like concat('%', marks.text)
                or marks.text like concat('%', marks.subject, '%')
                then 'pass'
            when listed.name is not null then 'pass'
            else 'fail'
        end as status
    from marks
    left join listed on marks.document_id = listed.document_id and {{ name_key('marks.text') }} = listed.name

),

final as (

    select
        'completeness_agency' as check_id,
        document_id,
        cast(null as {{ dbt.type_string() }}) as figure_id,
        '标题中的单位名称' as subject,
        status,
        text as reported,
        subject as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        concat('标题写的单位是“', text, '”，报告的单位是“', subject, '”') as message,
        case when status = 'not_assessable' then '没有读到报告的单位名称' else '' end as missing,
        '' as cause,
        cast(null as {{ dbt.type_string() }}) as entity,
        cast(null as {{ dbt.type_string() }}) as entity_id,
        page,
        line,
        table_no,
        row_no,
        col_no,
        cast(null as integer) as fiscal_year,
        '' as figure_ids
    from judged

)

select
    {{ result_columns() }}
from final
