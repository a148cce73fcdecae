-- grain: one row per conclusion that all goals were met, and per goal missed in the face of one
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

claims_all as (

    select
        *,
        row_number() over (partition by document_id order by page, line, char_start) as claim_number
    from {{ ref('stg_text_marks') }}
    where kind = 'all_goals_met'

),

-- what is set and reached once each under one name, so that the two can only be of one goal
goals as (

    select
        *,
        count(*) over (
            partition by document_id, entity_id, fiscal_year, item_leaf, unit, basis_group
        ) as printing_count
    from {{ ref('int_operands') }}
    where
        statement = 'target'
        and metric in ('count', 'rate')
        and basis_group in ('目标值', '完成值')
        and length(item_leaf) >= 5

),

better as (

    select distinct goals.figure_id
    from goals
    inner join {{ ref('more_is_better_words') }} as words
        on goals.item_leaf like concat('%', words.word, '%') or goals.comparator = '>='

),

unmet as (

    select
        reached.*,
        goal.figure_id as goal_id,
        goal.number as goal_number,
        goal.value_text as goal_text,
        goal.place_text as goal_place,
        claims_all.text as claim_text,
        claims_all.page as claim_page,
        claims_all.line as claim_line,
        claims_all.table_no as claim_table,
        claims_all.row_no as claim_row,
        claims_all.col_no as claim_col,
        row_number() over (
            partition by reached.document_id order by reached.number / goal.number, reached.figure_id
        ) as unmet_number
    from goals as goal
    inner join goals as reached
        on
            goal.document_id = reached.document_id
            and goal.entity_id = reached.entity_id
            and goal.fiscal_year = reached.fiscal_year
            and goal.item_leaf = reached.item_leaf
            and goal.unit = reached.unit
            and goal.basis_group = '目标值'
            and reached.basis_group = '完成值'
            and goal.metric = reached.metric
    -- of costs and complaints less is better
    inner join better on goal.figure_id = better.figure_id
    inner join claims_all on goal.document_id = claims_all.document_id and claims_all.claim_number = 1
    where
        goal.printing_count = 1
        and reached.printing_count = 1
        and goal.comparator in ('', '=', '>=')
        and reached.comparator in ('', '=')
        and reached.number < goal.number

),

missed_goals as (

    select
        'contradiction_conclusion' as check_id,
        document_id,
        figure_id,
        item_leaf as subject,
        'fail' as status,
        concat(value_text, '（目标', goal_text, '）') as reported,
        goal_text as expected,
        cast(number - goal_number as decimal(38, 10)) as difference,
        '' as formula,
        concat(
            {{ place_text('claim_page', 'claim_line', 'claim_table', 'claim_row', 'claim_col') }},
            '写有“', claim_text, '”，但', item_leaf, '完成', value_text, '，目标是', goal_text, '（', goal_place, '）'
        ) as message,
        '' as missing,
        'goal_elsewhere' as cause,
        {{ figure_place() }},
        concat(figure_id, '|', goal_id) as figure_ids
    from unmet
    where unmet_number = 1

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

),

results as (

    select
        {{ result_columns() }}
    from final
    union all
    select
        {{ result_columns() }}
    from missed_goals

)

select
    {{ result_columns() }}
from results
