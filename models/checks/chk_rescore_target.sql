-- grain: one row per target that is printed with its achieved value
-- Reached: full marks. Not reached: not full marks, and the share reached where points are given in proportion. Other
-- rules (bands) are the evaluator's: a score between nothing and full marks is then not assessable.
with

operands as (

    select * from {{ ref('int_operands') }}

),

targets as (

    select * from operands
    where basis_group = '目标值' and metric in ('amount', 'count', 'rate')

),

achieved as (

    select * from operands
    where basis_group = '完成值' and metric in ('amount', 'count', 'rate')

),

paired as (

    select
        achieved.*,
        targets.figure_id as target_id,
        targets.number as target,
        targets.value_text as target_text,
        targets.place_text as target_place,
        targets.comparator as target_comparator,
        case targets.comparator when '>=' then '≥' when '<=' then '≤' when '>' then '＞' when '<' then '＜' else '' end
            as target_sign,
        count(*) over (partition by achieved.figure_id) as target_count
    from achieved
    inner join targets
        on
            achieved.document_id = targets.document_id
            and achieved.entity_id = targets.entity_id
            and achieved.fiscal_year = targets.fiscal_year
            and achieved.item = targets.item
            and achieved.metric = targets.metric
            and achieved.unit = targets.unit
    where {{ place_distance('achieved', 'targets') }} <= 2

),

scores as (

    select
        scores.*,
        weights.figure_id as weight_id,
        weights.number as weight,
        weights.value_text as weight_text
    from operands as scores
    inner join operands as weights
        on
            scores.document_id = weights.document_id
            and scores.entity_id = weights.entity_id
            and scores.item = weights.item
            and weights.metric = 'weight'
            and {{ place_distance('scores', 'weights') }} <= 1
    where scores.metric = 'score'

),

scored as (

    select
        paired.*,
        scores.figure_id as score_id,
        scores.weight_id,
        scores.number as score,
        scores.weight,
        scores.decimals as score_decimals,
        scores.value_text as score_text,
        scores.weight_text,
        -- a bound reached (超过200人) is reached
        case
            when paired.target_comparator in ('<=', '<') then paired.number <= paired.target
            else paired.number >= paired.target
        end as is_reached,
        case
            when paired.target_comparator in ('<=', '<') then null
            when paired.target > 0 then scores.weight * paired.number / paired.target
        end as proportional,
        count(*) over (partition by paired.figure_id) as reading_count
    from paired
    left join scores
        on
            paired.document_id = scores.document_id
            and paired.entity_id = scores.entity_id
            and paired.item = scores.item
            and {{ place_distance('paired', 'scores') }} <= 1

),

judged as (

    select
        *,
        case
            when reading_count > 1 or score_id is null then 'not_assessable'
            when is_reached and score = weight then 'pass'
            when is_reached then 'fail'
            when score = weight and weight > 0 then 'fail'
            when abs(score - proportional) <= {{ last_place('score_decimals') }} * 0.500001 then 'pass'
            when abs(score - proportional) <= {{ last_place('score_decimals') }} * 1.000001 then 'rounding'
            else 'not_assessable'
        end as status,
        {{ computed_text('proportional', '2') }} as proportional_text
    from scored

),

final as (

    select
        'rescore_target' as check_id,
        document_id,
        coalesce(score_id, figure_id) as figure_id,
        concat(item, '的得分') as subject,
        status,
        coalesce(score_text, value_text) as reported,
        case
            when status not in ('fail', 'rounding', 'pass') then ''
            when is_reached then weight_text
            when proportional is not null then concat(proportional_text, '分')
            else concat('低于', weight_text)
        end as expected,
        case
            when
                status in ('fail', 'rounding', 'pass') and (is_reached or proportional is not null)
                then cast(score - case when is_reached then weight else proportional end as decimal(38, 10))
        end as difference,
        concat('目标', target_sign, target_text, '，完成', value_text, case when is_reached then '，已完成' else '，未完成' end)
            as formula,
        case
            when status <> 'fail' then ''
            when
                is_reached
                then
                    concat(
                        item,
                        '目标',
                        target_sign,
                        target_text,
                        '（',
                        target_place,
                        '），完成',
                        value_text,
                        '，已完成，得分',
                        score_text,
                        '低于分值',
                        weight_text
                    )
            else
                concat(
                    item,
                    '目标',
                    target_sign,
                    target_text,
                    '（',
                    target_place,
                    '），完成',
                    value_text,
                    '，未完成，得分却写为满分',
                    score_text
                )
        end as message,
        case
            when status <> 'not_assessable' then ''
            when score_id is null then concat('没有印出这一指标的得分（', case when is_reached then '目标已完成' else '目标未完成' end, '）')
            when reading_count > 1 then '同一指标印出了多个目标值或得分'
            else '得分不是按完成比例计算，计分规则没有印出'
        end as missing,
        '' as cause,
        {{ figure_place() }},
        concat(
            figure_id, '|', target_id, case when score_id is null then '' else concat('|', score_id, '|', weight_id) end
        ) as figure_ids
    from judged

)

select distinct
    {{ result_columns() }}
from final
