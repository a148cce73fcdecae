-- grain: one row per printed grade, and per average score told beside the numbers of projects of each grade
-- The score is the total nearest to the grade, or where its own sentence prints no total the score before it: of a
-- project, say. Full marks other than 100 are scaled.
with

marks as (

    select * from {{ ref('stg_text_marks') }}
    where kind = 'grade'

),

bands as (

    select
        grade,
        score_from,
        score_below
    from {{ ref('grade_bands') }}

),

operands as (

    select * from {{ ref('int_operands') }}
    where metric in ('score', 'weight') and comparator in ('', '=')

),

-- a table of one section has a total of its own: the full marks of a score are the least that hold it
full_marks as (

    select
        scores.figure_id,
        min(weights.number) as number
    from operands as scores
    inner join operands as weights
        on
            scores.document_id = weights.document_id
            and scores.entity_id = weights.entity_id
            and (scores.item = weights.item or (scores.item_code = 'sco.total' and weights.item_code = 'sco.total'))
            and weights.metric = 'weight'
            and weights.number >= scores.number
    where scores.metric = 'score'
    group by scores.figure_id

),

scores as (

    select
        operands.*,
        full_marks.number as full_number,
        case when operands.item_code = 'sco.total' then 0 else 1 end as kind_rank
    from operands
    left join full_marks on operands.figure_id = full_marks.figure_id
    where
        operands.metric = 'score'
        and (
            operands.item_code = 'sco.total'
            -- a few points are those of an indicator, whose full marks are not printed
            or (operands.table_no is null and (full_marks.number is not null or operands.number >= 30))
        )

),

readings as (

    select
        marks.*,
        bands.grade,
        bands.score_from,
        bands.score_below,
        scores.figure_id,
        scores.value_text,
        scores.place_text,
        scores.entity,
        scores.entity_id,
        scores.fiscal_year,
        100 * scores.number / coalesce(nullif(scores.full_number, 0), 100) as score,
        row_number() over (
            partition by
                marks.document_id,
                marks.page,
                marks.line,
                marks.char_start,
                marks.text,
                marks.table_no,
                marks.row_no,
                marks.col_no
            order by
                {{ place_distance('marks', 'scores') }},
                abs(marks.page - scores.page),
                abs(marks.line - scores.line),
                scores.kind_rank,
                case when scores.char_start < marks.char_start then 0 else 1 end,
                abs(marks.char_start - scores.char_start),
                length(bands.grade) desc,
                scores.figure_id
        ) as reading_number
    from marks
    left join bands on marks.text like concat('%', bands.grade, '%')
    left join scores
        on
            marks.document_id = scores.document_id
            and (scores.kind_rank = 0 or {{ place_distance('marks', 'scores') }} = 1)

),

nearest as (

    select
        *,
        case
            when grade is null or score is null or score > 100 then 'not_assessable'
            when score >= cast(score_from as double) and score < cast(score_below as double) then 'pass'
            else 'fail'
        end as status
    from readings
    where reading_number = 1

),

earned as (

    select
        nearest.*,
        (
            select min(bands.grade) from bands
            where
                nearest.score >= cast(bands.score_from as double)
                and nearest.score < cast(bands.score_below as double)
                and length(bands.grade) = 1
        ) as earned_grade
    from nearest

),

-- 平均得分99.43分，评级为“优”的项目4个，评级为“良”的项目0个: the average lies between the ends of their bands
graded as (

    select
        averages.figure_id,
        sum(counts.number) as project_count,
        sum(counts.number * bands.score_from) as least_sum,
        sum(counts.number * least(bands.score_below, 100)) as most_sum,
        {{ joined_text("concat(bands.grade, counts.value_text)", 'counts.char_start', '、') }} as counts_text,
        {{ joined_text('counts.figure_id', 'counts.char_start', '|') }} as count_ids
    from {{ ref('int_operands') }} as averages
    inner join {{ ref('int_operands') }} as counts
        on
            averages.document_id = counts.document_id
            and averages.entity_id = counts.entity_id
            and averages.item_parent = counts.item_parent
            and counts.page between averages.page and averages.page + 1
    inner join bands on counts.item_leaf = concat('评级为“', bands.grade, '”的项目数')
    where
        averages.item_leaf = '平均得分'
        and averages.metric = 'score'
        and averages.item_parent <> ''
        and averages.table_no is null
        and counts.metric = 'count'
    group by averages.figure_id
    having sum(counts.number) > 0

),

-- all projects are graded
averaged as (

    select distinct
        averages.*,
        graded.counts_text,
        graded.count_ids,
        graded.least_sum / graded.project_count as least_average,
        graded.most_sum / graded.project_count as most_average
    from graded
    inner join {{ ref('int_operands') }} as averages on graded.figure_id = averages.figure_id
    inner join {{ ref('int_operands') }} as projects
        on
            averages.document_id = projects.document_id
            and averages.entity_id = projects.entity_id
            and projects.item = concat(averages.item_parent, '/项目数')
            and graded.project_count = projects.number

),

final as (

    select
        'grade_band' as check_id,
        document_id,
        figure_id,
        concat('等级', text) as subject,
        status,
        text as reported,
        coalesce(earned_grade, '') as expected,
        cast(null as decimal(38, 10)) as difference,
        case when score is null then '' else concat('总分', value_text, '（', place_text, '）') end as formula,
        case
            when
                status = 'fail'
                then concat('等级写为', text, '，但总分', value_text, '（', place_text, '）应为', coalesce(earned_grade, ''))
            else ''
        end as message,
        case
            when grade is null then '等级名称不在通行的四级标准内'
            when score is null then '没有读到总分'
            when score > 100 then '没有读到满分'
            else ''
        end as missing,
        '' as cause,
        {{ figure_place() }},
        coalesce(figure_id, '') as figure_ids
    from earned

    union all

    select
        'grade_band' as check_id,
        document_id,
        figure_id,
        '平均得分与各等级的项目数' as subject,
        case when number_high < least_average or number_low > most_average then 'fail' else 'pass' end as status,
        value_text as reported,
        concat(
            {{ decimal_text('least_average', 'printed_decimals') }}, '至',
            {{ decimal_text('most_average', 'printed_decimals') }}, '分'
        ) as expected,
        cast(null as decimal(38, 10)) as difference,
        counts_text as formula,
        case
            when
                number_high < least_average or number_low > most_average
                then
                    concat(
                        '平均得分写为', value_text, '，但各等级的项目为', counts_text, '，平均得分应在',
                        {{ decimal_text('least_average', 'printed_decimals') }}, '分至',
                        {{ decimal_text('most_average', 'printed_decimals') }}, '分之间'
                    )
            else ''
        end as message,
        '' as missing,
        '' as cause,
        {{ figure_place() }},
        concat(figure_id, '|', count_ids) as figure_ids
    from averaged

)

select
    {{ result_columns() }}
from final
