-- grain: one row per score of an indicator that is scored by a rate
-- The rate in the row or sentence of the score decides; a rate elsewhere in the document can only explain the score,
-- never dispute it: which of them was meant is not said.
with

operands as (

    select * from {{ ref('int_operands') }}

),

rules as (

    select distinct
        indicator,
        cap
    from {{ ref('schemes') }}
    where rule = 'linear_rate'

),

scores as (

    select
        scores.*,
        weights.figure_id as weight_id,
        weights.number as weight,
        weights.value_text as weight_text,
        rules.cap,
        count(*) over (partition by scores.figure_id) as weight_count
    from operands as scores
    inner join rules on scores.item_leaf = rules.indicator
    inner join operands as weights
        on
            scores.document_id = weights.document_id
            and scores.entity_id = weights.entity_id
            and scores.item = weights.item
            and weights.metric = 'weight'
    where scores.metric = 'score' and {{ place_distance('scores', 'weights') }} <= 3

),

readings as (

    select
        scores.*,
        rates.figure_id as rate_id,
        rates.value_text as rate_text,
        rates.place_text as rate_place,
        {{ place_distance('scores', 'rates') }} as distance,
        scores.weight * least(rates.number / 100, scores.cap) as computed,
        scores.weight * least(rates.number_low / 100, scores.cap) as computed_low,
        scores.weight * least(rates.number_high / 100, scores.cap) as computed_high
    from scores
    inner join operands as rates
        on
            scores.document_id = rates.document_id
            and scores.entity_id = rates.entity_id
            and rates.metric = 'rate'
            and rates.basis_group in ('决算', '完成值')
    where
        scores.weight_count = 1
        and rates.number between 0 and 200
        and (
            {{ place_distance('scores', 'rates') }} <= 1
            or rates.item_code = 'exe.rate'
            or rates.item_leaf like '%执行率'
            or rates.item_leaf like '%支出率'
            or rates.item_leaf like '%进度'
        )

),

compared as (

    select
        *,
        {{ interval_status('number', 'decimals', 'computed', 'computed_low', 'computed_high') }} as arithmetic,
        count(case when distance <= 1 then 1 end) over (partition by figure_id) as near_count,
        min(distance) over (partition by figure_id) as least_distance
    from readings

),

ranked as (

    select
        *,
        row_number() over (
            partition by figure_id
            order by case arithmetic when 'pass' then 0 when 'rounding' then 1 else 2 end, distance, rate_id
        ) as reading_number
    from compared
    -- a rate beside the score is the one it was reckoned from
    where distance <= 1 or least_distance > 1

),

judged as (

    select
        scores.*,
        ranked.rate_id,
        ranked.rate_text,
        ranked.rate_place,
        ranked.computed,
        {{ computed_text('ranked.computed', 'scores.printed_decimals') }} as expected_text,
        case
            when scores.weight_count > 1 or ranked.figure_id is null then 'not_assessable'
            when
                ranked.arithmetic = 'pass' or (ranked.arithmetic = 'rounding' and ranked.distance <= 2)
                then ranked.arithmetic
            when ranked.near_count = 1 and ranked.distance <= 1 then 'fail'
            else 'not_assessable'
        end as status
    from scores
    left join ranked on scores.figure_id = ranked.figure_id and ranked.reading_number = 1

),

final as (

    select
        'rescore_rate' as check_id,
        document_id,
        figure_id,
        concat(item, '的得分') as subject,
        status,
        value_text as reported,
        case when status = 'not_assessable' then '' else concat(expected_text, unit) end as expected,
        case when status <> 'not_assessable' then cast(number - computed as decimal(38, 10)) end as difference,
        case
            when status = 'not_assessable' then '' else
                concat(weight_text, '×', rate_text, '＝', expected_text, unit, '（按比例计分，不超过分值）')
        end as formula,
        case
            when
                status = 'fail'
                then
                    concat(
                        item,
                        '得分写为',
                        value_text,
                        '，按分值',
                        weight_text,
                        '和',
                        rate_text,
                        '（',
                        rate_place,
                        '）比例计分应为',
                        expected_text,
                        unit
                    )
            else ''
        end as message,
        case
            when status <> 'not_assessable' then ''
            when weight_count > 1 then '同一指标印出了多个分值'
            when rate_id is null then '没有读到计分所用的比例'
            else '不能确定计分所用的是哪个比例'
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
        case
            when status = 'not_assessable' then concat(figure_id, '|', weight_id) else
                concat(figure_id, '|', weight_id, '|', rate_id)
        end as figure_ids
    from judged

)

select distinct
    {{ result_columns() }}
from final
