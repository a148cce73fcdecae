-- grain: one row per printed opening balance
-- The closing balance of the year before stands in the unit's report of that year, or beside the opening balance.
with

operands as (

    select * from {{ ref('int_operands') }}

),

operand_keys as (

    select * from {{ ref('int_operand_keys') }}

),

balances as (

    select
        operands.*,
        operand_keys.item_key,
        documents.doc
    from operands
    inner join operand_keys on operands.figure_id = operand_keys.figure_id
    inner join {{ ref('int_documents') }} as documents on operands.document_id = documents.document_id
    where
        operand_keys.item_key in ('c:car.opening', 'c:car.closing')
        and operands.basis_group = '决算'
        and operands.metric = 'amount'

),

pairs as (

    select
        openings.*,
        closings.figure_id as closing_id,
        closings.number as closing,
        closings.decimals as closing_decimals,
        closings.number_low as closing_low,
        closings.number_high as closing_high,
        closings.value_text as closing_text,
        closings.place_text as closing_place,
        closings.doc as closing_doc,
        closings.print_scale as closing_scale,
        {{ interval_status(
            'openings.number',
            'least(openings.decimals, closings.decimals)',
            'closings.number',
            'closings.number_low',
            'closings.number_high'
        ) }}
            as arithmetic
    from balances as openings
    left join balances as closings
        on
            openings.entity_id = closings.entity_id
            and openings.fiscal_year = closings.fiscal_year + 1
            and openings.fund = closings.fund
            and closings.item_key = 'c:car.closing'
            and closings.is_unit_known
    where openings.item_key = 'c:car.opening'

),

ranked as (

    select
        *,
        row_number() over (
            partition by figure_id
            order by case arithmetic when 'pass' then 0 when 'rounding' then 1 else 2 end, closing_id
        ) as pair_number
    from pairs

),

final as (

    select
        'continuity_balance' as check_id,
        document_id,
        figure_id,
        item as subject,
        case when closing_id is null or not is_unit_known then 'not_assessable' else arithmetic end as status,
        value_text as reported,
        coalesce(closing_text, '') as expected,
        cast(number - closing as decimal(38, 10)) as difference,
        case
            when closing_id is null then '' else concat('上年年末结转和结余', closing_text, '（', closing_doc, closing_place, '）')
        end as formula,
        case
            when arithmetic = 'fail'
                then
                    concat(
                        item, '写为', value_text, '，但', closing_doc, '（', closing_place, '）印出的上年年末结转和结余为', closing_text
                    )
            else ''
        end as message,
        case
            when closing_id is null then '没有上年报告，或上年报告没有印出年末结转和结余'
            when not is_unit_known then '没有印出单位'
            else ''
        end as missing,
        '' as cause,
        {{ figure_place() }},
        concat(figure_id, case when closing_id is null then '' else concat('|', closing_id) end) as figure_ids
    from ranked
    where pair_number = 1

)

select
    {{ result_columns() }}
from final
