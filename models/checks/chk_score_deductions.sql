-- grain: one row per indicator that prints its deductions
-- What is said to be taken off must be what is missing between the full marks and the score.
with

operands as (

    select * from {{ ref('int_operands') }}
    where metric in ('score', 'weight')

),

deductions as (

    select
        document_id,
        entity_id,
        item_parent as item,
        sum(number) as deducted,
        {{ joined_text("concat('+', value_text)", 'figure_id') }} as sum_text,
        {{ joined_text('figure_id', 'figure_id', '|') }} as figure_ids
    from operands
    where item_leaf = '扣分' and item_parent <> ''
    group by document_id, entity_id, item_parent

),

pairs as (

    select
        scores.*,
        weights.figure_id as weight_id,
        weights.number as weight,
        weights.value_text as weight_text,
        deductions.deducted,
        deductions.figure_ids as deduction_ids,
        {{ without_first_plus('deductions.sum_text') }} as sum_text,
        count(*) over (partition by scores.document_id, scores.entity_id, scores.item) as pair_count
    from deductions
    inner join operands as scores
        on
            deductions.document_id = scores.document_id
            and deductions.entity_id = scores.entity_id
            and deductions.item = scores.item
            and scores.metric = 'score'
    inner join operands as weights
        on
            scores.document_id = weights.document_id
            and scores.entity_id = weights.entity_id
            and scores.item = weights.item
            and weights.metric = 'weight'

),

judged as (

    select
        *,
        {{ computed_text('(weight - deducted)', 'printed_decimals') }} as expected_text,
        case
            when pair_count > 1 then 'not_assessable'
            when abs(weight - number - deducted) < 0.000001 then 'pass'
            else 'fail'
        end as status
    from pairs

),

final as (

    select
        'score_deductions' as check_id,
        document_id,
        figure_id,
        concat(item, '的扣分') as subject,
        status,
        concat(value_text, '（扣', sum_text, '）') as reported,
        concat(expected_text, unit) as expected,
        cast(number - (weight - deducted) as decimal(38, 10)) as difference,
        concat(weight_text, '−（', sum_text, '）＝', expected_text, unit) as formula,
        case
            when
                status = 'fail'
                then
                    concat(item, '得分写为', value_text, '，但分值', weight_text, '减去所列扣分', sum_text, '应为', expected_text, unit)
            else ''
        end as message,
        case when status = 'not_assessable' then '同一指标印出了多个分值或得分' else '' end as missing,
        '' as cause,
        {{ figure_place() }},
        concat(figure_id, '|', weight_id, '|', deduction_ids) as figure_ids
    from judged

)

select distinct
    {{ result_columns() }}
from final
