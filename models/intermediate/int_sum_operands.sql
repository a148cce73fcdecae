-- grain: one row per figure and account that it may stand for in a sum
with

operands as (

    select * from {{ ref('int_operands') }}
    where not is_claim and comparator in ('', '=')

),

operand_keys as (

    select * from {{ ref('int_operand_keys') }}

),

final as (

    select
        operands.*,
        operand_keys.item_key
    from operands
    inner join operand_keys on operands.figure_id = operand_keys.figure_id
    where operand_keys.item_key like 'c:%' and operands.metric in ('amount', 'count')

    union

    -- 本年支出合计 of a table of one fund is the expenditure from that fund
    select
        operands.*,
        concat('c:', fund_items.means_item_code) as item_key
    from operands
    inner join {{ ref('fund_items') }} as fund_items
        on
            operands.fund = fund_items.fund
            and (
                operands.item_code = fund_items.item_code
                -- 一般公共预算资金: a row that is named after its fund alone
                or (
                    operands.item_code = ''
                    and fund_items.item_code = 'rev.total'
                    and operands.statement = 'revenue'
                    and operands.item_leaf like concat('%', operands.fund, '%')
                )
            )
    where
        operands.table_no is not null
        and operands.class_code = ''
        and (operands.item_parent = '' or operands.item_code = '')

)

select * from final
