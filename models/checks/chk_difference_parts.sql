-- grain: one row per printed change of a total beside changes of its parts
-- seeds/rules/sum_arcs.csv. Parts whose change is not told make a sum incomplete, but for one thing: where this year's
-- amounts add up without them they are nothing this year, and were no less than nothing before; so they cannot have
-- grown.
with

operands as (

    select * from {{ ref('int_operands') }}
    where is_money and is_unit_known and not is_coarse and comparator in ('', '=')

),

operand_keys as (

    select * from {{ ref('int_operand_keys') }}

),

arcs as (

    select
        group_id,
        concat('c:', parent_code) as parent_key,
        concat('c:', child_code) as child_key,
        fund_rule,
        coalesce(total_word, '') as total_word,
        concat('c:', coalesce(unless_code, '')) as unless_key
    from {{ ref('sum_arcs') }}
    where mode = 'complete' and check_id = 'sum_items' and coalesce(needs_code, '') = ''

),

-- 减少-5万元 says two things
claims as (

    select
        operands.*,
        operand_keys.item_key,
        case
            when operands.number < 0 or operands.direction = 'up' then 1
            when operands.direction = 'down' then -1
            else 0
        end as turn
    from operands
    inner join operand_keys on operands.figure_id = operand_keys.figure_id
    where
        operands.is_claim
        and operands.metric = 'change_amount'
        and operands.versus_year = operands.fiscal_year - 1
        and operand_keys.item_key like 'c:%'
        and (operands.direction in ('up', 'down', 'flat') or operands.number < 0)
        and not (operands.number < 0 and operands.direction = 'down' and operands.table_no is null)

),

-- the number beside the words 与上年持平 has not changed
unchanged as (

    select distinct
        operands.document_id,
        operands.entity_id,
        operands.fiscal_year,
        operands.basis_group,
        operands.fund,
        operand_keys.item_key
    from {{ ref('stg_text_marks') }} as marks
    inner join operands
        on
            marks.document_id = operands.document_id
            and marks.page = operands.page
            and marks.line = operands.line
            and marks.char_start - operands.char_start between 1 and 40
    inner join operand_keys on operands.figure_id = operand_keys.figure_id and operand_keys.item_key like 'c:%'
    where marks.kind = 'unchanged' and not operands.is_claim and operands.metric = 'amount'

),

-- accounts that are made up of others: a change of each is printed
totals as (

    select
        claims.*,
        arcs.group_id,
        arcs.fund_rule
    from claims
    inner join (
        select distinct
            group_id,
            parent_key,
            fund_rule,
            total_word,
            unless_key
        from arcs
    ) as arcs on claims.item_key = arcs.parent_key
    left join claims as others
        on
            claims.document_id = others.document_id
            and claims.entity_id = others.entity_id
            and claims.fiscal_year = others.fiscal_year
            and claims.basis_group = others.basis_group
            and arcs.unless_key = others.item_key
    where
        others.figure_id is null
        and (arcs.fund_rule <> 'whole' or claims.fund = '')
        and (arcs.fund_rule <> 'fiscal' or claims.fund = '财政拨款')
        and (arcs.total_word = '' or claims.item_leaf not like concat('%', substr(arcs.total_word, 2), '%'))

),

told_parts as (

    select
        totals.group_id,
        totals.figure_id as total_id,
        arcs.child_key,
        parts.figure_id as part_id,
        parts.turn * parts.number as number,
        (parts.number_high - parts.number_low) / 2 as slack,
        concat(case when parts.turn * parts.number < 0 then '−' else '+' end, replace(parts.value_text, '-', ''))
            as sum_text,
        concat(
            parts.item_leaf, case when parts.turn * parts.number < 0 then '减少' else '增加' end,
            replace(parts.value_text, '-', ''), '（', parts.place_text, '）'
        ) as part_text
    from totals
    inner join arcs on totals.group_id = arcs.group_id and totals.item_key = arcs.parent_key
    inner join claims as parts
        on
            totals.document_id = parts.document_id
            and totals.entity_id = parts.entity_id
            and totals.fiscal_year = parts.fiscal_year
            and totals.basis_group = parts.basis_group
            and totals.versus_basis = parts.versus_basis
            and arcs.child_key = parts.item_key
            and totals.figure_id <> parts.figure_id
    where
        (totals.fund_rule in ('any', 'whole', 'fiscal') or totals.fund = parts.fund)
        and {{ place_distance('totals', 'parts') }} <= 4

),

-- one printing of each
parts as (

    select
        *,
        max(number) over (partition by group_id, total_id, child_key)
        > min(number) over (partition by group_id, total_id, child_key) as is_ambiguous,
        row_number() over (partition by group_id, total_id, child_key order by part_id) as printing_number
    from told_parts

),

summed as (

    select
        group_id,
        total_id,
        count(*) as part_count,
        sum(number) as expected,
        sum(slack) as slack,
        max(case when is_ambiguous then 1 else 0 end) as ambiguous,
        {{ without_first_plus(joined_text('sum_text', 'child_key')) }} as sum_text,
        {{ joined_text('part_text', 'child_key', '、') }} as parts_text,
        {{ joined_text('part_id', 'child_key', '|') }} as part_ids
    from parts
    where printing_number = 1
    group by group_id, total_id

),

-- this year's amounts, where they add up
levels as (

    select
        evaluations.group_id,
        amounts.document_id,
        amounts.entity_id,
        amounts.fiscal_year,
        amounts.basis_group,
        amounts.fund,
        concat('c:', parts.child_code) as child_key,
        max(abs(parts.number)) as number
    from {{ ref('int_sum_evaluations') }} as evaluations
    inner join operands as amounts on evaluations.figure_id = amounts.figure_id
    inner join {{ ref('int_sum_parts') }} as parts
        on evaluations.group_id = parts.group_id and evaluations.figure_id = parts.total_id
    where evaluations.status in ('pass', 'rounding') and not evaluations.is_weakened
    group by
        evaluations.group_id,
        amounts.document_id,
        amounts.entity_id,
        amounts.fiscal_year,
        amounts.basis_group,
        amounts.fund,
        parts.child_code

),

-- parts whose change is not told: how many, and whether this year's amounts leave nothing for them
untold as (

    select
        totals.group_id,
        totals.figure_id as total_id,
        count(*) as untold_count,
        max(case when levels.number > 0 then 1 else 0 end) as has_amount
    from totals
    inner join arcs on totals.group_id = arcs.group_id and totals.item_key = arcs.parent_key
    left join parts
        on totals.group_id = parts.group_id and totals.figure_id = parts.total_id and arcs.child_key = parts.child_key
    left join unchanged
        on
            totals.document_id = unchanged.document_id
            and totals.entity_id = unchanged.entity_id
            and totals.fiscal_year = unchanged.fiscal_year
            and totals.basis_group = unchanged.basis_group
            and totals.fund = unchanged.fund
            and arcs.child_key = unchanged.item_key
    left join levels
        on
            totals.group_id = levels.group_id
            and totals.document_id = levels.document_id
            and totals.entity_id = levels.entity_id
            and totals.fiscal_year = levels.fiscal_year
            and totals.basis_group = levels.basis_group
            and totals.fund = levels.fund
            and arcs.child_key = levels.child_key
    where parts.part_id is null and unchanged.item_key is null
    group by totals.group_id, totals.figure_id

),

holding as (

    select distinct
        group_id,
        document_id,
        entity_id,
        fiscal_year,
        basis_group,
        fund
    from levels

),

-- a change that does not follow from its own two numbers is told by itself
disputed as (

    select figure_id
    from {{ ref('int_claim_results') }}
    where check_id = 'difference_change_amount' and status = 'fail'

),

excused as (

    select distinct
        told_parts.group_id,
        told_parts.total_id
    from told_parts
    inner join disputed on told_parts.part_id = disputed.figure_id or told_parts.total_id = disputed.figure_id

),

compared as (

    select
        totals.*,
        totals.turn * totals.number as change,
        summed.part_count,
        summed.expected as expected_number,
        summed.ambiguous,
        summed.sum_text,
        summed.parts_text,
        summed.part_ids,
        coalesce(untold.untold_count, 0) as untold_count,
        holding.group_id is not null and coalesce(untold.has_amount, 0) = 0 as is_rest_nothing,
        excused.total_id is not null as is_excused,
        {{ sum_status(
            'totals.turn * totals.number',
            'totals.decimals',
            'summed.expected',
            'summed.expected - summed.slack - (totals.number_high - totals.number)',
            'summed.expected + summed.slack + (totals.number_high - totals.number)'
        ) }}
            as arithmetic
    from totals
    inner join summed on totals.group_id = summed.group_id and totals.figure_id = summed.total_id
    left join untold on totals.group_id = untold.group_id and totals.figure_id = untold.total_id
    left join holding
        on
            totals.group_id = holding.group_id
            and totals.document_id = holding.document_id
            and totals.entity_id = holding.entity_id
            and totals.fiscal_year = holding.fiscal_year
            and totals.basis_group = holding.basis_group
            and totals.fund = holding.fund
    left join excused on totals.group_id = excused.group_id and totals.figure_id = excused.total_id

),

judged as (

    select
        *,
        case
            when arithmetic <> 'fail' then arithmetic
            when is_excused or ambiguous = 1 then 'not_assessable'
            when untold_count = 0 then 'fail'
            when is_rest_nothing and change > expected_number then 'fail'
            else 'not_assessable'
        end as status,
        case
            when arithmetic <> 'fail' then ''
            when is_excused then '其中的增减额与前后两数不符，已另行指出'
            when ambiguous = 1 then '组成部分的增减额有多个且不一致'
            when untold_count = 0 or (is_rest_nothing and change > expected_number) then ''
            else '没有说明其他组成部分的增减'
        end as missing
    from compared

),

-- one formula per total
ranked as (

    select
        *,
        {{ computed_text('(abs(expected_number) * print_scale)', 'printed_decimals') }} as expected_text,
        {{ number_digits('abs(expected_number) * print_scale', 'printed_decimals') }} as expected_digits,
        row_number() over (
            partition by figure_id
            order by
                case status when 'pass' then 0 when 'rounding' then 1 when 'fail' then 2 else 3 end,
                part_count desc,
                group_id
        ) as formula_number
    from judged

),

final as (

    select
        'difference_parts' as check_id,
        document_id,
        figure_id,
        concat(item, '的增减额') as subject,
        status,
        concat(case when change < 0 then '减少' else '增加' end, replace(value_text, '-', '')) as reported,
        case
            when status <> 'not_assessable'
                then concat(case when expected_number < 0 then '减少' else '增加' end, expected_text, unit)
            else ''
        end as expected,
        case when status <> 'not_assessable' then cast(change - expected_number as decimal(38, 10)) end as difference,
        case
            when status <> 'not_assessable'
                then concat(sum_text, '＝', case when expected_number < 0 then '−' else '' end, expected_text, unit)
            else ''
        end as formula,
        case
            when status = 'fail'
                then concat(
                    item, '写为', case when change < 0 then '减少' else '增加' end, replace(value_text, '-', ''), '，但',
                    parts_text, '相加为', case when expected_number < 0 then '减少' else '增加' end, expected_text, unit
                )
            else ''
        end as message,
        missing,
        case
            when status <> 'fail' then ''
            when digits = expected_digits then 'direction'
            else {{ digit_cause('digits', 'expected_digits') }}
        end as cause,
        {{ figure_place() }},
        case when status = 'not_assessable' then figure_id else concat(figure_id, '|', part_ids) end as figure_ids
    from ranked
    where formula_number = 1

)

select
    {{ result_columns() }}
from final
