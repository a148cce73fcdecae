-- grain: one row per year that a report states of itself or compares itself with
with

marks as (

    select
        *,
        text like concat('%', subject, '%') as is_right
    from {{ ref('stg_text_marks') }}
    where kind in ('report_year', 'compared_year', 'year_mismatch')

),

final as (

    select
        'completeness_year' as check_id,
        document_id,
        cast(null as {{ dbt.type_string() }}) as figure_id,
        text as subject,
        case when kind <> 'year_mismatch' and is_right then 'pass' else 'fail' end as status,
        text as reported,
        case when kind = 'year_mismatch' then '' else concat(subject, '年') end as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        case kind
            when 'report_year' then concat('写有“', text, '”，报告年度是', subject, '年')
            when 'compared_year' then concat('写有“', text, '”，上年是', subject, '年')
            else concat(case when subject <> '' then concat(subject, '处') else '' end, '写有“', text, '”')
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
