-- grain: one row per account and the number it comes with
-- seeds/rules/counted_amounts.csv. Receptions, journeys and vehicles cost something: the amount and the number are
-- both zero or both not.
with

operands as (

    select * from {{ ref('int_operands') }}
    where
        not is_claim
        and comparator in ('', '=')
        and metric in ('amount', 'count')
        and class_code = ''
        and basis_group in ('决算', '实际', '其他')

),

operand_keys as (

    select * from {{ ref('int_operand_keys') }}

),

rules as (

    select
        concat('c:', pairs.amount_code) as amount_key,
        concat('c:', pairs.count_code) as count_key,
        coalesce(pairs.cause_without_count, '') as cause_without_count,
        coalesce(pairs.cause_without_amount, '') as cause_without_amount,
        pairs.meaning
    from {{ ref('counted_amounts') }} as pairs

),

keyed as (

    select
        operands.*,
        operand_keys.item_key
    from operands
    inner join operand_keys on operands.figure_id = operand_keys.figure_id and operand_keys.item_key like 'c:%'

),

-- the printing next to the number, where several differ
pairs as (

    select
        counts.*,
        rules.meaning,
        rules.cause_without_count,
        rules.cause_without_amount,
        amounts.figure_id as amount_id,
        amounts.item as amount_item,
        amounts.number as amount,
        amounts.value_text as amount_text,
        amounts.place_text as amount_place,
        min(amounts.number) over (partition by counts.figure_id, rules.amount_key) as smallest,
        max(amounts.number) over (partition by counts.figure_id, rules.amount_key) as largest,
        row_number() over (
            partition by counts.figure_id, rules.amount_key
            order by {{ place_distance('counts', 'amounts') }}, amounts.figure_id
        ) as pair_number
    from keyed as counts
    inner join rules on counts.item_key = rules.count_key
    inner join keyed as amounts
        on
            counts.document_id = amounts.document_id
            and counts.entity_id = amounts.entity_id
            and counts.fiscal_year = amounts.fiscal_year
            and rules.amount_key = amounts.item_key
    where counts.metric = 'count' and amounts.metric = 'amount' and amounts.basis_group = '决算'

),

judged as (

    select
        *,
        case
            when smallest = 0 and largest > 0 then 'not_assessable'
            when (number > 0) = (amount > 0) then 'pass'
            else 'fail'
        end as status
    from pairs
    where pair_number = 1

),

final as (

    select
        'contradiction_count' as check_id,
        document_id,
        figure_id,
        meaning as subject,
        status,
        value_text as reported,
        case when amount > 0 then '大于0' else '0' end as expected,
        cast(null as decimal(38, 10)) as difference,
        concat(amount_item, amount_text) as formula,
        case
            when status = 'fail'
                then concat(
                    item, '写为', value_text, '，而', amount_item, '为', amount_text, '（', amount_place, '），一个为零，一个不为零'
                )
            else ''
        end as message,
        case when status = 'not_assessable' then '金额有多个且不一致' else '' end as missing,
        case
            when status <> 'fail' then ''
            when amount > 0 then cause_without_count
            else cause_without_amount
        end as cause,
        {{ figure_place() }},
        concat(figure_id, '|', amount_id) as figure_ids
    from judged

)

select
    {{ result_columns() }}
from final
