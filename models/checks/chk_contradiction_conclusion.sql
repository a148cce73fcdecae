-- grain: one row per conclusion that all goals were met
with

conclusions as (

    select
        *,
        row_number() over (partition by document_id order by page, line, char_start) as conclusion_number
    from {{ ref('stg_text_marks') }}
    where kind = 'goals_met'

),

misses as (

    select
        *,
        row_number() over (partition by document_id order by page, line, char_start) as miss_number
    from {{ ref('stg_text_marks') }}
    where kind = 'goal_missed'

),

final as (

    select
        'contradiction_conclusion' as check_id,
        conclusions.document_id,
        cast(null as {{ dbt.type_string() }}) as figure_id,
        '绩效目标完成情况' as subject,
        case when misses.document_id is null then 'pass' else 'fail' end as status,
        conclusions.text as reported,
        coalesce(misses.text, '') as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        concat(
            '写有“',
            conclusions.text,
            '”，但',
            {{ place_text('misses.page', 'misses.line', 'misses.table_no', 'misses.row_no', 'misses.col_no') }},
            '写有“', misses.text, '”'
        ) as message,
        '' as missing,
        '' as cause,
        {{ passage_place('conclusions') }},
        '' as figure_ids
    from conclusions
    left join misses on conclusions.document_id = misses.document_id and misses.miss_number = 1
    where conclusions.conclusion_number = 1

)

select
    {{ result_columns() }}
from final
