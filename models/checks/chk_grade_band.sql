-- grain: one row per printed grade
-- The score is the total nearest to the grade; full marks other than 100 are scaled.
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

totals as (

    select * from {{ ref('int_operands') }}
    where item_code = 'sco.total'

),

full_marks as (

    select
        document_id,
        entity_id,
        max(number) as number
    from totals
    where metric = 'weight'
    group by document_id, entity_id

),

readings as (

    select
        marks.*,
        bands.grade,
        bands.score_from,
        bands.score_below,
        totals.figure_id,
        totals.value_text,
        totals.place_text,
        totals.entity,
        totals.entity_id,
        totals.fiscal_year,
        100 * totals.number / coalesce(nullif(full_marks.number, 0), 100) as score,
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
                {{ place_distance('marks', 'totals') }},
                abs(marks.page - totals.page),
                abs(marks.line - totals.line),
                length(bands.grade) desc,
                totals.figure_id
        ) as reading_number
    from marks
    left join bands on marks.text like concat('%', bands.grade, '%')
    left join totals on marks.document_id = totals.document_id and totals.metric = 'score'
    left join full_marks on totals.document_id = full_marks.document_id and totals.entity_id = full_marks.entity_id

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
        entity,
        entity_id,
        page,
        line,
        table_no,
        row_no,
        col_no,
        fiscal_year,
        coalesce(figure_id, '') as figure_ids
    from earned

)

select
    {{ result_columns() }}
from final
