-- grain: one row per figure that has a formula to fit
-- It fails where it fits only when multiplied or divided by 10,000.
with

operands as (

    select * from {{ ref('int_operands') }}

),

claims as (

    select
        evaluations.shifted_id as figure_id,
        min(evaluations.shift_factor) as factor,
        min(evaluations.figure_id) as total_id,
        min(concat(evaluations.numerator_text, '÷', evaluations.base_text)) as sum_text,
        min(concat(evaluations.numerator_id, '|', evaluations.base_id)) as part_ids
    from {{ ref('int_claim_evaluations') }} as evaluations
    where evaluations.status = 'unit_suspect'
    group by evaluations.shifted_id

),

sums as (

    select
        shifted_id as figure_id,
        min(shift_factor) as factor,
        min(figure_id) as total_id,
        min({{ without_first_plus('sum_text') }}) as sum_text,
        min(part_ids) as part_ids
    from {{ ref('int_sum_evaluations') }}
    where status = 'unit_suspect'
    group by shifted_id

),

shifted as (

    select * from sums
    union all
    select * from claims
    where claims.figure_id not in (select sums.figure_id from sums)

),

fitting as (

    select
        figure_id,
        min({{ without_first_plus('sum_text') }}) as sum_text,
        min(part_ids) as part_ids
    from {{ ref('int_sum_evaluations') }}
    where status in ('pass', 'rounding') and figure_id not in (select shifted.figure_id from shifted)
    group by figure_id

),

failing as (

    select
        'unit_magnitude' as check_id,
        operands.document_id,
        operands.figure_id,
        operands.item as subject,
        'fail' as status,
        operands.value_text as reported,
        concat({{ decimal_text('operands.number * shifted.factor', '2') }}, '万元') as expected,
        cast(operands.number - operands.number * shifted.factor as decimal(38, 10)) as difference,
        concat(totals.item_leaf, totals.value_text, '＝', shifted.sum_text) as formula,
        concat(
            operands.item, '写为', operands.value_text, '，只有', case when shifted.factor > 1 then '放大' else '缩小' end,
            '一万倍才满足', totals.item_leaf, totals.value_text, '（', totals.place_text, '）＝', shifted.sum_text
        ) as message,
        '' as missing,
        case when shifted.factor > 1 then 'unit_yuan' else 'unit_wan' end as cause,
        {{ figure_place('operands') }},
        concat(operands.figure_id, '|', totals.figure_id, '|', shifted.part_ids) as figure_ids
    from shifted
    inner join operands on shifted.figure_id = operands.figure_id
    inner join operands as totals on shifted.total_id = totals.figure_id

),

passing as (

    select
        'unit_magnitude' as check_id,
        operands.document_id,
        operands.figure_id,
        operands.item as subject,
        'pass' as status,
        operands.value_text as reported,
        operands.value_text as expected,
        cast(0 as decimal(38, 10)) as difference,
        fitting.sum_text as formula,
        '' as message,
        '' as missing,
        '' as cause,
        {{ figure_place('operands') }},
        concat(operands.figure_id, '|', fitting.part_ids) as figure_ids
    from fitting
    inner join operands on fitting.figure_id = operands.figure_id
    where operands.is_money

),

final as (

    select * from failing
    union all
    select * from passing

)

select
    {{ result_columns() }}
from final
