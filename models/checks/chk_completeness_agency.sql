-- grain: one row per title or statement in which a report names itself with its year; a wrong name is told once
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

-- the same wrong name in title after title is one slip: the first place is told, and all others with it
repeated as (

    select
        document_id,
        kind,
        text,
        count(*) as place_count,
        {{ joined_text("concat('、', place)", 'char_position') }} as places
    from (
        select
            document_id,
            kind,
            text,
            concat(
                '第', cast(page as {{ dbt.type_string() }}), '页第', cast(line as {{ dbt.type_string() }}), '行'
            ) as place,
            min(page * 1000000 + line) as char_position
        from judged
        where status = 'fail'
        group by document_id, kind, text, page, line
    ) as places
    group by document_id, kind, text

),

numbered as (

    select
        judged.*,
        coalesce(repeated.place_count, 1) as place_count,
        repeated.places,
        row_number() over (
            partition by judged.document_id, judged.kind, judged.text, judged.status
            order by judged.page, judged.line, judged.char_start
        ) as place_number
    from judged
    left join repeated
        on
            judged.document_id = repeated.document_id
            and judged.kind = repeated.kind
            and judged.text = repeated.text
            and judged.status = 'fail'

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
            case kind when 'heading_agency' then '标题' else '文中' end, '写的单位是“', text, '”，报告的单位是“', subject, '”',
            case
                when place_count > 1
                    then concat('（共', cast(place_count as {{ dbt.type_string() }}), '处：', substr(places, 2), '）')
                else ''
            end
        ) as message,
        case when status = 'not_assessable' then '没有读到报告的单位名称' else '' end as missing,
        '' as cause,
        {{ passage_place() }},
        '' as figure_ids
    from numbered
    where status <> 'fail' or place_number = 1

)

select
    {{ result_columns() }}
from final
