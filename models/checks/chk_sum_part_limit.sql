-- grain: one row per figure of an account that is a part of another
-- seeds/rules/part_limits.csv. The largest printing of the whole counts: the part is no more than it, and need not be
-- equal.
with

operands as (

    select * from {{ ref('int_operands') }}
    where not is_claim and comparator in ('', '=') and is_unit_known and not is_coarse and metric in ('amount', 'count')

),

operand_keys as (

    select * from {{ ref('int_operand_keys') }}

),

limits as (

    select
        concat('c:', whole_code) as whole_key,
        concat('c:', coalesce(part_code, '')) as part_key,
        coalesce(part_class, '') as part_class,
        fund_rule,
        coalesce(cause, '') as cause,
        meaning
    from {{ ref('part_limits') }}

),

keyed as (

    select
        operands.*,
        operand_keys.item_key
    from operands
    inner join operand_keys on operands.figure_id = operand_keys.figure_id and operand_keys.item_key like 'c:%'
    where operands.class_code = '' and operands.item_code <> ''

),

parts as (

    -- a part told of something else than the account (其他采购项目/中小企业中标成交) is a part all the same
    select
        operands.*,
        limits.part_key as item_key,
        limits.whole_key,
        limits.fund_rule,
        limits.cause as scope_cause,
        limits.meaning
    from operands
    inner join limits
        on limits.part_class = '' and concat('c:', operands.item_code) = limits.part_key
    where operands.class_code = ''

    union all

    -- a row of the table of basic expenditure; its columns 人员经费 and 公用经费 are parts of it
    select
        operands.*,
        limits.whole_key as item_key,
        limits.whole_key,
        limits.fund_rule,
        limits.cause as scope_cause,
        limits.meaning
    from operands
    inner join limits on limits.part_class <> '' and operands.class_code = limits.part_class
    where operands.table_no is not null and operands.item_leaf not in ('人员经费', '公用经费')

),

wholes as (

    select
        parts.figure_id as part_id,
        parts.whole_key,
        keyed.figure_id as whole_id,
        keyed.item as whole_item,
        keyed.value_text as whole_text,
        keyed.place_text as whole_place,
        keyed.number_high as whole_high,
        keyed.decimals as whole_decimals,
        row_number() over (
            partition by parts.figure_id, parts.whole_key
            order by keyed.number desc, case when keyed.table_no is null then 1 else 0 end, keyed.figure_id
        ) as whole_number
    from parts
    inner join keyed
        on
            parts.document_id = keyed.document_id
            and parts.entity_id = keyed.entity_id
            and parts.fiscal_year = keyed.fiscal_year
            and parts.basis_group = keyed.basis_group
            and parts.metric = keyed.metric
            and parts.whole_key = keyed.item_key
    where parts.fund_rule = 'any' or keyed.fund in ('', '财政拨款', parts.fund)

),

-- a class in the table of one fund is no more than the same class in the table of all funds
class_rows as (

    select
        *,
        case when item_leaf in ('基本支出', '项目支出') then item_leaf else '合计' end as measure
    from operands
    where
        table_no is not null
        and class_code like '2______'
        and metric = 'amount'
        and statement = 'expenditure'
        and (item_parent = '' or item_leaf in ('合计', '基本支出', '项目支出'))

),

class_limits as (

    select
        parts.*,
        wholes.figure_id as whole_id,
        wholes.item as whole_item,
        wholes.value_text as whole_text,
        wholes.place_text as whole_place,
        wholes.number_high as whole_high,
        wholes.decimals as whole_decimals,
        row_number() over (partition by parts.figure_id order by wholes.number desc, wholes.figure_id) as whole_number
    from class_rows as parts
    inner join class_rows as wholes
        on
            parts.document_id = wholes.document_id
            and parts.entity_id = wholes.entity_id
            and parts.fiscal_year = wholes.fiscal_year
            and parts.basis_group = wholes.basis_group
            and parts.class_code = wholes.class_code
            and parts.measure = wholes.measure
    where parts.fund in ('一般公共预算', '政府性基金', '国有资本经营') and wholes.fund = ''

),

judged as (

    select
        parts.*,
        wholes.whole_id,
        wholes.whole_item,
        wholes.whole_text,
        wholes.whole_place,
        case
            when wholes.whole_id is null then 'not_assessable'
            when parts.number_low <= wholes.whole_high then 'pass'
            when
                parts.number_low - wholes.whole_high <= {{ last_place('least(parts.decimals, wholes.whole_decimals)') }}
                then 'rounding'
            else 'fail'
        end as status
    from parts
    left join wholes
        on parts.figure_id = wholes.part_id and parts.whole_key = wholes.whole_key and wholes.whole_number = 1

),

worded as (

    select
        document_id,
        figure_id,
        item,
        status,
        value_text,
        place_text,
        whole_id,
        whole_item,
        whole_text,
        whole_place,
        meaning,
        scope_cause,
        {{ figure_place() }}
    from judged

    union all

    select
        document_id,
        figure_id,
        item,
        case
            when number_low <= whole_high then 'pass'
            when number_low - whole_high <= {{ last_place('least(decimals, whole_decimals)') }} then 'rounding'
            else 'fail'
        end as status,
        value_text,
        place_text,
        whole_id,
        whole_item,
        whole_text,
        whole_place,
        concat(fund, '支出是全部支出的一部分') as meaning,
        '' as scope_cause,
        {{ figure_place() }}
    from class_limits
    where whole_number = 1

),

final as (

    select
        'sum_part_limit' as check_id,
        document_id,
        figure_id,
        concat(item, '（', meaning, '）') as subject,
        status,
        value_text as reported,
        case when status = 'not_assessable' then '' else concat('不超过', whole_text) end as expected,
        cast(null as decimal(38, 10)) as difference,
        case when status = 'not_assessable' then '' else concat(item, value_text, '≤', whole_item, whole_text) end
            as formula,
        case
            when status = 'fail'
                then concat(
                    item, '写为', value_text, '（', place_text, '），超过',
                    whole_item, whole_text, '（', whole_place, '）；', meaning
                )
            else ''
        end as message,
        case when status = 'not_assessable' then '没有印出整体的数' else '' end as missing,
        case when status = 'fail' then scope_cause else '' end as cause,
        {{ figure_place() }},
        case when status = 'not_assessable' then figure_id else concat(figure_id, '|', whole_id) end as figure_ids
    from worded

)

select
    {{ result_columns() }}
from final
