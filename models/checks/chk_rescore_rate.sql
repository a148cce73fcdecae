-- grain: one row per score of an indicator that is scored by a rate
-- In proportion up to a cap (schemes.csv), or by bands of the rate, each with its points less so much for every
-- percentage point from its anchor (score_rules.csv): bands, pass or fail, deductions beyond a limit.
-- The rate in the row or sentence of the score decides; a rate elsewhere in the document can only explain the score,
-- never dispute it: which of them was meant is not said.
with

operands as (

    select * from {{ ref('int_operands') }}

),

linear_rules as (

    select distinct
        indicator,
        cap
    from {{ ref('schemes') }}
    where rule = 'linear_rate'

),

band_rules as (

    select
        indicator,
        cast(full_marks as double) as full_marks,
        cast(rate_from as double) as rate_from,
        cast(rate_below as double) as rate_below,
        cast(points as double) as points,
        cast(per_point as double) as per_point,
        cast(anchor as double) as anchor
    from {{ ref('score_rules') }}

),

marked as (

    select
        scores.*,
        weights.figure_id as weight_id,
        weights.number as weight,
        weights.value_text as weight_text,
        count(*) over (partition by scores.figure_id) as weight_count
    from operands as scores
    inner join operands as weights
        on
            scores.document_id = weights.document_id
            and scores.entity_id = weights.entity_id
            and scores.item = weights.item
            and weights.metric = 'weight'
    where scores.metric = 'score' and {{ place_distance('scores', 'weights') }} <= 3

),

scores as (

    select
        marked.*,
        linear_rules.cap,
        true as is_linear
    from marked
    inner join linear_rules on marked.item_leaf = linear_rules.indicator

    union all

    select
        marked.*,
        1 as cap,
        false as is_linear
    from marked
    inner join (select distinct
        indicator,
        full_marks
    from band_rules) as banded
        on marked.item_leaf = banded.indicator and abs(marked.weight - banded.full_marks) < 0.001
    left join linear_rules on marked.item_leaf = linear_rules.indicator
    where linear_rules.indicator is null

),

rates as (

    select
        *,
        case when direction = 'down' then -abs(number) else number end as rate,
        case when direction = 'down' then -abs(number_high) else number_low end as rate_low,
        case when direction = 'down' then -abs(number_low) else number_high end as rate_high
    from operands
    where metric in ('rate', 'change_rate') and basis_group in ('决算', '完成值')

),

readings as (

    select
        scores.*,
        rates.figure_id as rate_id,
        rates.value_text as rate_text,
        rates.place_text as rate_place,
        rates.metric as rate_metric,
        rates.rate,
        {{ place_distance('scores', 'rates') }} as distance,
        case
            when scores.is_linear then scores.weight * least(rates.rate / 100, scores.cap)
            else greatest(bands.points - bands.per_point * abs(rates.rate - bands.anchor), 0)
        end as computed,
        case
            when scores.is_linear then scores.weight * least(rates.rate_low / 100, scores.cap)
            else greatest(bands.points - bands.per_point * abs(rates.rate_high - bands.anchor), 0)
        end as computed_low,
        case
            when scores.is_linear then scores.weight * least(rates.rate_high / 100, scores.cap)
            else greatest(bands.points - bands.per_point * abs(rates.rate_low - bands.anchor), 0)
        end as computed_high
    from scores
    inner join rates
        on
            scores.document_id = rates.document_id
            and scores.entity_id = rates.entity_id
            and (not scores.is_linear or rates.metric = 'rate')
    left join band_rules as bands
        on
            scores.item_leaf = bands.indicator
            and abs(scores.weight - bands.full_marks) < 0.001
            and rates.rate >= bands.rate_from
            and rates.rate < bands.rate_below
            and not scores.is_linear
    where
        scores.weight_count = 1
        and (bands.indicator is not null or rates.rate between 0 and 200)
        and (
            {{ place_distance('scores', 'rates') }} <= 1
            or (not scores.is_linear and rates.item_leaf = scores.item_leaf)
            or (
                scores.is_linear
                and (
                    rates.item_code = 'exe.rate'
                    or rates.item_leaf like '%执行率'
                    or rates.item_leaf like '%支出率'
                    or rates.item_leaf like '%进度'
                )
            )
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
            when status = 'not_assessable' then ''
            when is_linear then concat(weight_text, '×', rate_text, '＝', expected_text, unit, '（按比例计分，不超过分值）')
            else concat(rate_text, '按所在档次得', expected_text, unit, '（分值', weight_text, '）')
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
                        case when is_linear then '）比例计分应为' else '）分档计分应为' end,
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
        {{ figure_place() }},
        case
            when status = 'not_assessable' then concat(figure_id, '|', weight_id) else
                concat(figure_id, '|', weight_id, '|', rate_id)
        end as figure_ids
    from judged

)

select distinct
    {{ result_columns() }}
from final
