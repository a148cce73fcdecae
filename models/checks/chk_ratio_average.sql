-- grain: one row per printed average (人均, 批均, 车均)
with

operands as (

    select * from {{ ref('int_operands') }}
    where not is_claim

),

operand_keys as (

    select * from {{ ref('int_operand_keys') }}

),

definitions as (

    select * from {{ ref('average_definitions') }}

),

averages as (

    select
        operands.*,
        definitions.total_code,
        definitions.divisor_code,
        definitions.meaning,
        upper_items.item_name as upper_name
    from operands
    inner join
        definitions
        on operands.item_leaf = definitions.word and operands.statement = definitions.divisor_statement
    left join {{ ref('items') }} as own_items on definitions.total_code = own_items.item_code
    left join {{ ref('items') }} as upper_items on own_items.parent_code = upper_items.item_code
    where operands.is_money

),

keyed as (

    select
        operands.*,
        operand_keys.item_key
    from operands
    inner join operand_keys on operands.figure_id = operand_keys.figure_id

),

readings as (

    select
        averages.figure_id,
        averages.meaning,
        averages.divisor_code,
        totals.figure_id as total_id,
        totals.value_text as total_text,
        totals.place_text as total_place,
        divisors.figure_id as divisor_id,
        divisors.value_text as divisor_text,
        divisors.place_text as divisor_place,
        totals.number / divisors.number as expected,
        totals.number_low / divisors.number as expected_low,
        totals.number_high / divisors.number as expected_high,
        {{ place_distance('averages', 'totals') }} + {{ place_distance('averages', 'divisors') }} as distance,
        -- printed in the average's own sentence
        coalesce(
            averages.page = totals.page
            and abs(averages.line - totals.line) <= 2
            and averages.table_no is null
            and totals.table_no is null
            and averages.char_start - totals.char_start between 1 and 120,
            false
        ) as is_total_beside,
        coalesce(
            averages.page = divisors.page
            and abs(averages.line - divisors.line) <= 2
            and averages.table_no is null
            and divisors.table_no is null
            and averages.char_start - divisors.char_start between 1 and 120,
            false
        ) as is_divisor_beside
    from averages
    -- the average stands below the account it is the average of
    inner join keyed as totals
        on
            averages.document_id = totals.document_id
            and averages.entity_id = totals.entity_id
            and averages.fiscal_year = totals.fiscal_year
            and totals.item_key = concat('c:', averages.total_code)
            and totals.basis_group = '决算'
            and (
                averages.item_parent like concat('%', totals.item_leaf)
                -- or below the account above it, in the sentence that prints the account
                or (
                    averages.item_parent = averages.upper_name
                    and averages.page = totals.page
                    and averages.line = totals.line
                    and averages.char_start - totals.char_start between 1 and 120
                )
            )
    inner join keyed as divisors
        on
            averages.document_id = divisors.document_id
            and averages.entity_id = divisors.entity_id
            and averages.fiscal_year = divisors.fiscal_year
            and divisors.item_key = concat('c:', averages.divisor_code)
            and divisors.metric = 'count'
    where totals.is_money and totals.is_unit_known and averages.is_unit_known and divisors.number > 0

),

-- what stands beside the average binds: a printing elsewhere does not make it true
bound as (

    select
        *,
        max(case when is_total_beside then 1 else 0 end) over (partition by figure_id) as has_total_beside,
        max(case when is_divisor_beside then 1 else 0 end)
            over (partition by figure_id, divisor_code)
            as has_divisor_beside
    from readings

),

compared as (

    select
        bound.*,
        {{ interval_status(
            'averages.number',
            'averages.decimals',
            'bound.expected',
            'bound.expected_low',
            'bound.expected_high'
        ) }}
            as status,
        min(bound.distance) over (partition by bound.figure_id) as nearest
    from bound
    inner join operands as averages on bound.figure_id = averages.figure_id
    where
        (bound.is_total_beside or bound.has_total_beside = 0)
        and (bound.is_divisor_beside or bound.has_divisor_beside = 0)

),

ranked as (

    select
        *,
        row_number() over (
            partition by figure_id
            order by case status when 'pass' then 0 when 'rounding' then 1 else 2 end, distance, total_id, divisor_id
        ) as reading_number
    from compared

),

distinct_averages as (

    select distinct figure_id from averages

),

final as (

    select
        'ratio_average' as check_id,
        operands.document_id,
        operands.figure_id,
        operands.item as subject,
        case
            when ranked.figure_id is null then 'not_assessable'
            when ranked.status = 'fail' and ranked.nearest > 8 then 'not_assessable'
            else ranked.status
        end as status,
        operands.value_text as reported,
        case
            when ranked.figure_id is null then '' else
                concat(
                    {{ decimal_text('ranked.expected * operands.print_scale', 'operands.printed_decimals') }},
                    operands.unit
                )
        end as expected,
        cast(operands.number - ranked.expected as decimal(38, 10)) as difference,
        case
            when ranked.figure_id is null then '' else
                concat(ranked.total_text, '÷', ranked.divisor_text, '（', ranked.meaning, '）')
        end as formula,
        case
            when ranked.status = 'fail'
                then concat(
                    operands.item,
                    '写为',
                    operands.value_text,
                    '，按',
                    ranked.total_text,
                    '（',
                    ranked.total_place,
                    '）÷',
                    ranked.divisor_text,
                    '（',
                    ranked.divisor_place,
                    '）应为',
                    {{ decimal_text('ranked.expected * operands.print_scale', 'operands.printed_decimals') }},
                    operands.unit
                )
            else ''
        end as message,
        case
            when ranked.figure_id is null then '没有找到费用或人次、批次、车辆数'
            when ranked.status = 'fail' and ranked.nearest > 8 then '费用和数量离得太远，不能确定是同一口径'
            else ''
        end as missing,
        '' as cause,
        {{ figure_place('operands') }},
        case
            when ranked.figure_id is null then operands.figure_id else
                concat(operands.figure_id, '|', ranked.total_id, '|', ranked.divisor_id)
        end as figure_ids
    from distinct_averages
    inner join operands on distinct_averages.figure_id = operands.figure_id
    left join ranked on operands.figure_id = ranked.figure_id and ranked.reading_number = 1

)

select
    {{ result_columns() }}
from final
