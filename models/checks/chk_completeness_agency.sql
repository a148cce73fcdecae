-- grain: one row per title or statement in which a report names itself with its year
-- 普陀区财政局 is the short form of 上海市普陀区财政局, 市卫健委 of 市卫生健康委员会: letters left out, none added. A
-- placeholder is the template check's finding.
with

marks as (

    select * from {{ ref('stg_text_marks') }}
    where kind in ('heading_agency', 'stated_agency')

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
                or (
                    marks.subject like {{ with_letters_left_out('marks.text') }}
                    -- without its district the name is that of the city's own office
                    and (
                        (marks.text not like '%市%' and marks.text not like '%省%')
                        or (marks.subject like '%区%') = (marks.text like '%区%')
                        and (marks.subject like '%县%') = (marks.text like '%县%')
                    )
                )
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
        case kind when 'heading_agency' then '标题中的单位名称' else '文中的单位名称' end as subject,
        status,
        text as reported,
        subject as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        concat(
            case kind when 'heading_agency' then '标题' else '文中' end, '写的单位是“', text, '”，报告的单位是“', subject, '”'
        ) as message,
        case when status = 'not_assessable' then '没有读到报告的单位名称' else '' end as missing,
        '' as cause,
        {{ passage_place() }},
        '' as figure_ids
    from judged

)

select
    {{ result_columns() }}
from final
