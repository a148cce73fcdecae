-- grain: one row per section of the table of contents that has a heading of its number, or of one of the two alone
with

marks as (

    select * from {{ ref('stg_text_marks') }}
    where kind in ('listed_heading', 'missing_heading', 'unlisted_heading')

),

final as (

    select
        'completeness_contents' as check_id,
        document_id,
        cast(null as {{ dbt.type_string() }}) as figure_id,
        concat('标题“', case kind when 'unlisted_heading' then text else subject end, '”') as subject,
        case
            when kind = 'listed_heading' and {{ name_key('text') }} = {{ name_key('subject') }} then 'pass'
            else 'fail'
        end as status,
        case kind when 'missing_heading' then '' else text end as reported,
        subject as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        case kind
            when 'listed_heading' then concat('标题写为“', text, '”，目录中写为“', subject, '”')
            when 'unlisted_heading' then concat('正文有标题“', text, '”，目录没有列出')
            else concat('目录列有“', text, '”，正文没有这一标题')
        end as message,
        '' as missing,
        '' as cause,
        {{ passage_place() }},
        '' as figure_ids
    from marks

)

select
    {{ result_columns() }}
from final
