-- grain: one row per group of parts (seeds/rules/sum_arcs.csv) and printing of their total
-- Each printed total is compared with the nearest printing of its parts. A part that is not printed is no zero: with
-- an optional part missing, only a sum above the total is wrong.
with

operands as (

    select * from {{ ref('int_operands') }}
    where not is_claim and comparator in ('', '=')

),

operand_keys as (

    select * from {{ ref('int_operand_keys') }}

),

arcs as (

    select
        group_id,
        check_id,
        concat('c:', parent_code) as parent_key,
        concat('c:', child_code) as child_key,
        child_code,
        sign,
        requirement,
        mode,
        fund_rule,
        coalesce(total_word, '') as total_word,
        case when needs_code is null or needs_code = '' then '' else concat('c:', needs_code) end as needs_key,
        case when unless_code is null or unless_code = '' then '' else concat('c:', unless_code) end as unless_key
    from {{ ref('sum_arcs') }}

),

items as (

    select * from {{ ref('items') }}

),

keyed as (

    select
        operands.*,
        operand_keys.item_key
    from operands
    inner join operand_keys on operands.figure_id = operand_keys.figure_id
    where operand_keys.item_key like 'c:%' and operands.metric in ('amount', 'count')

    union all

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

),

-- rows that a table prints without an amount: they count as parts of nothing
labels as (

    select
        document_id,
        table_no,
        row_no,
        col_no,
        col_span,
        regexp_replace(
            {{ name_key('text') }}, '^([一二三四五六七八九十]+、|[0-9]+[.、．]|其中[：:])', ''
        ) as label
    from {{ ref('stg_cells') }}
    where length(text) > 2

),

account_names as (

    select
        item_name as name,
        item_code
    from items
    union
    select
        alias as name,
        item_code
    from {{ ref('aliases') }}
    where item_code is not null

),

-- 二、政府性基金: a row that is named after its fund alone
account_labels as (

    select
        name,
        item_code
    from account_names

    union

    select distinct
        labels.label as name,
        fund_items.means_item_code as item_code
    from labels
    inner join {{ ref('fund_items') }} as fund_items
        on
            fund_items.item_code = 'rev.total'
            and labels.label like concat('%', fund_items.fund, '%')
            and labels.label not like '%支出%'

),

blank_rows as (

    select distinct
        labels.document_id,
        labels.table_no,
        concat('c:', account_names.item_code) as item_key
    from labels
    inner join account_labels as account_names on labels.label = account_names.name
    inner join {{ ref('stg_cells') }} as amounts
        on
            labels.document_id = amounts.document_id
            and labels.table_no = amounts.table_no
            and labels.row_no = amounts.row_no
            and labels.col_no + labels.col_span = amounts.col_no
    where trim(amounts.text) in ('', '-', '—', '－', '/')

),

totals as (

    select distinct
        keyed.*,
        arcs.group_id,
        arcs.check_id,
        arcs.mode,
        arcs.fund_rule,
        arcs.unless_key,
        arcs.needs_key
    from keyed
    inner join arcs on keyed.item_key = arcs.parent_key
    -- 总支出 may or may not hold the balance carried over, 支出总计 does; the income of one fund has no other sources
    where
        (arcs.fund_rule <> 'whole' or keyed.fund = '')
        and (arcs.fund_rule <> 'fiscal' or keyed.fund = '财政拨款')
        and (
            arcs.total_word = ''
            or keyed.item_leaf like concat('%', arcs.total_word, '%')
            -- '!总计': any name but this
            or (
                substr(arcs.total_word, 1, 1) = '!'
                and keyed.item_leaf not like concat('%', substr(arcs.total_word, 2), '%')
            )
        )

),

-- a group that another printed account makes incomplete can only confirm
weakened as (

    select distinct
        totals.group_id,
        totals.figure_id
    from totals
    inner join keyed
        on
            totals.document_id = keyed.document_id
            and totals.entity_id = keyed.entity_id
            and totals.fiscal_year = keyed.fiscal_year
            and totals.basis_group = keyed.basis_group
            and totals.unless_key = keyed.item_key
    where keyed.number <> 0

),

-- 收入总计 equals 支出总计 only where balances are carried over into them
supported as (

    select distinct
        totals.group_id,
        totals.figure_id
    from totals
    inner join keyed
        on
            totals.document_id = keyed.document_id
            and totals.entity_id = keyed.entity_id
            and totals.fiscal_year = keyed.fiscal_year
            and totals.needs_key = keyed.item_key

),

candidates as (

    select
        totals.group_id,
        totals.figure_id as total_id,
        arcs.child_code,
        arcs.sign,
        arcs.requirement,
        parts.figure_id as part_id,
        parts.number,
        parts.number_low,
        parts.number_high,
        parts.digits,
        parts.print_scale,
        parts.printed_decimals,
        parts.decimals,
        parts.item_leaf,
        parts.value_text,
        parts.place_text,
        case
            when totals.fund_rule in ('any', 'whole', 'fiscal') or parts.fund = totals.fund then 0
            when parts.fund = '' or totals.fund = '' then 1
            else 2
        end as fund_rank,
        -- a list runs on over the lines of its paragraph
        case
            when
                totals.table_no is null
                and parts.table_no is null
                and totals.page = parts.page
                and parts.char_start - totals.char_start between 1 and 160
                then 1
            else {{ place_distance('totals', 'parts') }}
        end as distance,
        {{ place_distance('totals', 'parts') }} as line_distance
    from totals
    inner join arcs on totals.group_id = arcs.group_id and totals.item_key = arcs.parent_key
    inner join keyed as parts
        on
            totals.document_id = parts.document_id
            and totals.entity_id = parts.entity_id
            and totals.fiscal_year = parts.fiscal_year
            and totals.basis_group = parts.basis_group
            and totals.metric = parts.metric
            and arcs.child_key = parts.item_key
    where
        totals.is_unit_known
        and parts.is_unit_known
        and not parts.is_coarse
        and totals.figure_id <> parts.figure_id
        -- 收入合计 may be the income of the year alone, 收入总计 is not
        and (arcs.needs_key = '' or arcs.total_word = '' or parts.item_leaf like concat('%', arcs.total_word, '%'))

),

ranked as (

    select
        *,
        min(fund_rank * 100 + distance * 10 + line_distance)
            over (partition by group_id, total_id, child_code)
            as nearest
    from candidates
    where fund_rank < 2

),

nearest_parts as (

    select
        *,
        max(number_low) over (partition by group_id, total_id, child_code)
        > min(number_high) over (partition by group_id, total_id, child_code) as is_ambiguous,
        row_number() over (partition by group_id, total_id, child_code order by decimals desc, part_id) as part_number
    from ranked
    where fund_rank * 100 + distance * 10 + line_distance = nearest

),

parts as (

    select * from nearest_parts
    where part_number = 1

),

summed as (

    select
        group_id,
        total_id,
        count(*) as part_count,
        sum(case when requirement = 'required' then 1 else 0 end) as required_found,
        sum(sign * number) as expected,
        sum(case when sign > 0 then number_low else -number_high end) as expected_low,
        sum(case when sign > 0 then number_high else -number_low end) as expected_high,
        min(number * sign) as smallest_part,
        max(case when is_ambiguous then 1 else 0 end) as ambiguous,
        max(fund_rank) as fund_rank,
        max(distance) as farthest,
        max(case when sign > 0 then number end) as largest_part,
        {{ joined_text("concat(case when sign < 0 then '−' else '+' end, value_text)", 'child_code') }} as sum_text,
        {{ joined_text("concat(item_leaf, value_text, '（', place_text, '）')", 'child_code', '、') }} as parts_text,
        {{ joined_text('part_id', 'child_code', '|') }} as part_ids
    from parts
    group by group_id, total_id

),

-- the same number with its unit misread by 10^4: the total, or one of the parts
rescaled as (

    select
        parts.group_id,
        parts.total_id,
        parts.part_id,
        parts.number as part_number,
        shift.factor,
        summed.expected + parts.sign * parts.number * (shift.factor - 1) as expected,
        (parts.number_high - parts.number_low) * shift.factor + summed.expected_high - summed.expected_low as width
    from parts
    inner join summed on parts.group_id = summed.group_id and parts.total_id = summed.total_id
    cross join (
        select cast(10000 as double) as factor
        union all
        select cast(0.0001 as double)
    ) as shift

),

group_sizes as (

    select
        group_id,
        count(*) as size,
        sum(case when requirement = 'required' then 1 else 0 end) as required_size
    from arcs
    group by group_id

),

missing_parts as (

    select
        totals.group_id,
        totals.figure_id as total_id,
        {{ joined_text('items.item_name', 'items.item_code', '、') }} as missing_text
    from totals
    inner join arcs on totals.group_id = arcs.group_id and totals.item_key = arcs.parent_key
    inner join items on arcs.child_code = items.item_code
    left join parts
        on totals.group_id = parts.group_id and totals.figure_id = parts.total_id and arcs.child_code = parts.child_code
    where parts.part_id is null
    group by totals.group_id, totals.figure_id

),

repeated_parts as (

    select
        totals.group_id,
        totals.figure_id as total_id,
        min(parts.digits) as digits
    from totals
    inner join parts on totals.group_id = parts.group_id and totals.figure_id = parts.total_id
    where totals.number = parts.number
    group by totals.group_id, totals.figure_id

),

-- parts of the group that the table of the total, and of all its parts, prints blank
blank_parts as (

    select
        totals.group_id,
        totals.figure_id as total_id,
        count(distinct arcs.child_code) as blank_count
    from totals
    inner join arcs on totals.group_id = arcs.group_id and totals.item_key = arcs.parent_key
    inner join blank_rows
        on
            totals.document_id = blank_rows.document_id
            and totals.table_no = blank_rows.table_no
            and arcs.child_key = blank_rows.item_key
    left join parts
        on totals.group_id = parts.group_id and totals.figure_id = parts.total_id and arcs.child_code = parts.child_code
    where parts.part_id is null
    group by totals.group_id, totals.figure_id

),

compared as (

    select
        totals.group_id,
        totals.check_id,
        totals.mode,
        totals.figure_id,
        totals.decimals,
        totals.number as reported,
        totals.print_scale,
        totals.printed_decimals,
        summed.part_count,
        summed.expected,
        summed.expected_low,
        summed.expected_high,
        summed.sum_text,
        summed.parts_text,
        summed.part_ids,
        summed.ambiguous,
        summed.fund_rank,
        summed.farthest,
        summed.smallest_part,
        -- total and all parts stand in one row of a table: nothing printed elsewhere excuses them
        summed.farthest = 0 and summed.part_count = group_sizes.size as is_whole_row,
        -- every part stands beside the total: the list is whole, whatever else is printed elsewhere
        summed.farthest <= 1 and summed.part_count = group_sizes.size as is_listed,
        -- the total repeats one of its parts: its name means that part here
        (
            abs(totals.number - summed.largest_part) <= {{ last_place('totals.decimals') }} / 2
            or (totals.table_no is null and totals.digits = repeated_parts.digits)
        )
        and totals.item_leaf not like '%总计%' as is_part_itself,
        case
            when summed.farthest <= 3 then group_sizes.size - coalesce(blank_parts.blank_count, 0)
            else group_sizes.size
        end as size,
        group_sizes.required_size,
        coalesce(summed.required_found, 0) as required_found,
        coalesce(missing_parts.missing_text, '') as missing_text,
        weakened.figure_id is not null or (totals.needs_key <> '' and supported.figure_id is null) as is_weakened,
        -- people and vehicles are counted, not rounded
        case
            when totals.metric = 'count' and totals.unit not like '%万%' and totals.number <> summed.expected then 'fail'
            else
                {{ sum_status(
                    'totals.number',
                    'totals.decimals',
                    'summed.expected',
                    'summed.expected_low - (totals.number_high - totals.number)',
                    'summed.expected_high + (totals.number_high - totals.number)'
                ) }}
        end as arithmetic
    from totals
    inner join group_sizes on totals.group_id = group_sizes.group_id
    left join summed on totals.group_id = summed.group_id and totals.figure_id = summed.total_id
    left join missing_parts on totals.group_id = missing_parts.group_id and totals.figure_id = missing_parts.total_id
    left join repeated_parts
        on totals.group_id = repeated_parts.group_id and totals.figure_id = repeated_parts.total_id
    left join blank_parts on totals.group_id = blank_parts.group_id and totals.figure_id = blank_parts.total_id
    left join weakened on totals.group_id = weakened.group_id and totals.figure_id = weakened.figure_id
    left join supported on totals.group_id = supported.group_id and totals.figure_id = supported.figure_id

),

-- what is left over is printed beside: probably a part that is not in the group
residues as (

    select
        compared.group_id,
        compared.figure_id,
        -- printed below the total: a part under a name that the group does not hold (编外聘用)
        max(case when others.item like concat(totals.item, '/%') then 1 else 0 end) as is_part
    from compared
    inner join operands as totals on compared.figure_id = totals.figure_id
    inner join {{ ref('int_corrected_figures') }} as others
        on totals.document_id = others.document_id and totals.page = others.page
    where
        compared.arithmetic = 'fail'
        and abs(totals.line - others.line) <= 2
        and others.value_norm <> 0
        and others.figure_id <> totals.figure_id
        and abs(abs(compared.reported - compared.expected) - abs(cast(others.value_norm as double)))
        <= {{ last_place('compared.decimals') }} * 0.500001
    group by compared.group_id, compared.figure_id

),

-- all the other amounts of the sentence together are what is left over: its list goes on beyond the group
list_rests as (

    select
        compared.group_id,
        compared.figure_id
    from compared
    inner join keyed as totals on compared.figure_id = totals.figure_id
    inner join operands as others
        on
            totals.document_id = others.document_id
            and totals.entity_id = others.entity_id
            and totals.fiscal_year = others.fiscal_year
            and totals.basis_group = others.basis_group
            and totals.page = others.page
            and totals.line = others.line
            and totals.metric = others.metric
            and totals.figure_id <> others.figure_id
    where
        compared.arithmetic = 'fail'
        and totals.table_no is null
        and others.table_no is null
        and others.char_start > totals.char_start
        and concat('|', compared.part_ids, '|') not like concat('%|', others.figure_id, '|%')
    group by compared.group_id, compared.figure_id, compared.reported, compared.expected, compared.decimals
    having
        count(*) > 1
        and abs(compared.reported - compared.expected - sum(others.number))
        <= count(*) * {{ last_place('compared.decimals') }}

),

-- the parts stand beside another printing of the total, with another number: they are parts of that
parts_elsewhere as (

    select distinct
        compared.group_id,
        compared.figure_id
    from compared
    inner join totals on compared.group_id = totals.group_id and compared.figure_id = totals.figure_id
    inner join parts on totals.group_id = parts.group_id and totals.figure_id = parts.total_id and parts.distance > 1
    inner join operands as printed_parts on parts.part_id = printed_parts.figure_id
    inner join totals as others
        on
            totals.group_id = others.group_id
            and totals.document_id = others.document_id
            and totals.entity_id = others.entity_id
            and totals.fiscal_year = others.fiscal_year
            and totals.basis_group = others.basis_group
            and totals.number <> others.number
            and others.page = printed_parts.page
            and others.line = printed_parts.line
    where
        compared.arithmetic = 'fail'
        and totals.table_no is null
        and others.table_no is null
        and printed_parts.table_no is null

),

shifts as (

    select
        compared.group_id,
        compared.figure_id,
        rescaled.part_id as shifted_id,
        rescaled.factor,
        row_number() over (partition by compared.group_id, compared.figure_id order by rescaled.part_id) as shift_number
    from compared
    inner join rescaled on compared.group_id = rescaled.group_id and compared.figure_id = rescaled.total_id
    where
        compared.arithmetic = 'fail'
        and abs(rescaled.expected - compared.reported)
        <= greatest(rescaled.width, 2 * {{ last_place('compared.decimals') }})
        and abs(rescaled.part_number * rescaled.factor)
        > 20 * greatest(rescaled.width, {{ last_place('compared.decimals') }})
        and abs(rescaled.expected) > 100 * greatest(rescaled.width, {{ last_place('compared.decimals') }})

),

total_shifts as (

    select
        group_id,
        figure_id,
        figure_id as shifted_id,
        case when abs(reported) < abs(expected) then cast(10000 as double) else cast(0.0001 as double) end as factor
    from compared
    where
        arithmetic = 'fail'
        and reported <> 0
        and expected <> 0
        and (
            abs(reported * 10000 - expected) <= 10000 * {{ last_place('decimals') }} + (expected_high - expected_low)
            or abs(reported / 10000 - expected) <= {{ last_place('decimals') }} / 10000 + (expected_high - expected_low)
        )
        and abs(expected) > 20 * (expected_high - expected_low)

),

-- what a part, or the total, would have to be; one unit either way, because the other parts are rounded too
implied as (

    select
        compared.group_id,
        compared.figure_id,
        abs(compared.reported - compared.expected) as gap,
        shift.units,
        compared.farthest,
        parts.digits as part_digits,
        totals.digits as total_digits,
        replace(
            {{ decimal_text(
                "abs((parts.number + parts.sign * (compared.reported - compared.expected + shift.units * "
                    ~ last_place('compared.decimals') ~ ")) * parts.print_scale)",
                "parts.printed_decimals"
            ) }},
            '.',
            ''
        ) as implied_part_digits,
        replace(
            {{ decimal_text(
                "abs((compared.expected - shift.units * " ~ last_place('compared.decimals') ~ ") * totals.print_scale)",
                "totals.printed_decimals"
            ) }},
            '.',
            ''
        ) as implied_total_digits
    from compared
    inner join parts on compared.group_id = parts.group_id and compared.figure_id = parts.total_id
    inner join operands as totals on compared.figure_id = totals.figure_id
    cross join (
        select -1 as units
        union all
        select 0
        union all
        select 1
    ) as shift
    -- heads and posts of a list that may be incomplete miss the total by those not told
    where compared.arithmetic = 'fail' and compared.part_count > 1 and compared.mode <> 'at_most'

),

implied_causes as (

    select
        group_id,
        figure_id,
        gap,
        units,
        farthest,
        {{ digit_cause('part_digits', 'implied_part_digits') }} as part_cause,
        {{ digit_cause('total_digits', 'implied_total_digits') }} as total_cause
    from implied

),

-- two neighbouring digits of the total or of one part changed over make it add up: a slip of the pen, not a part left
-- out; so does one changed digit where the gap is below one 万元, which a part left out rarely is, and one digit lost
-- or added
-- in a total whose parts stand beside it
slips as (

    select distinct
        group_id,
        figure_id
    from implied_causes
    where
        part_cause = 'transposed'
        or total_cause = 'transposed'
        or (units = 0 and gap < 0.95 and (part_cause = 'digit' or total_cause = 'digit'))
        or (units = 0 and farthest <= 1 and total_cause in ('digit_lost', 'digit_added'))

),

-- another printing of the same total equals the sum: this one is of another scope, unless a slip of the pen explains it
repeated as (

    select distinct
        compared.group_id,
        compared.figure_id
    from compared
    inner join operands as totals on compared.figure_id = totals.figure_id
    inner join operands as others
        on
            totals.document_id = others.document_id
            and totals.entity_id = others.entity_id
            and totals.fiscal_year = others.fiscal_year
            and totals.basis_group = others.basis_group
            and totals.item_code = others.item_code
            and totals.fund = others.fund
            and totals.figure_id <> others.figure_id
    inner join compared as holding
        on
            others.figure_id = holding.figure_id
            and compared.group_id = holding.group_id
            and holding.arithmetic in ('pass', 'rounding')
    where
        compared.arithmetic = 'fail'
        and totals.item_code <> ''
        and totals.digits <> others.digits
        and {{ digit_cause('totals.digits', 'others.digits') }} = ''

),

-- the total is last year's number of the same item: a copy, not another scope
copied as (

    select distinct totals.figure_id
    from operands as totals
    inner join operands as last_year
        on
            totals.document_id = last_year.document_id
            and totals.entity_id = last_year.entity_id
            and totals.fiscal_year - 1 = last_year.fiscal_year
            and totals.basis_group = last_year.basis_group
            and totals.item_code = last_year.item_code
            and totals.fund = last_year.fund
            and totals.number = last_year.number
    where totals.item_code <> '' and totals.number <> 0

),

judged as (

    select
        compared.*,
        coalesce(total_shifts.shifted_id, shifts.shifted_id) as shifted_id,
        coalesce(total_shifts.factor, shifts.factor) as shift_factor,
        case
            when compared.part_count is null then 'not_applicable'
            when compared.required_found < compared.required_size then 'not_assessable'
            when compared.part_count < 2 and compared.size > 1 and compared.arithmetic <> 'pass' then 'not_assessable'
            when compared.arithmetic in ('pass', 'rounding') then compared.arithmetic
            when compared.is_weakened and not compared.is_listed then 'not_assessable'
            when compared.is_part_itself then 'not_assessable'
            when compared.ambiguous = 1 then 'not_assessable'
            when compared.fund_rank > 0 then 'not_assessable'
            when compared.farthest > 4 then 'not_assessable'
            when residues.is_part = 1 or list_rests.figure_id is not null then 'not_assessable'
            when parts_elsewhere.figure_id is not null and copied.figure_id is null then 'not_assessable'
            when slips.figure_id is not null then 'fail'
            when compared.part_count > 1 and total_shifts.shifted_id is not null then 'unit_suspect'
            when
                (compared.mode = 'at_most' or compared.part_count < compared.size)
                and compared.expected < compared.reported
                then 'not_assessable'
            when compared.part_count < compared.size and compared.smallest_part < 0 then 'not_assessable'
            when residues.figure_id is not null then 'not_assessable'
            when
                repeated.figure_id is not null and copied.figure_id is null and not compared.is_whole_row
                then 'not_assessable'
            when coalesce(total_shifts.shifted_id, shifts.shifted_id) is not null then 'unit_suspect'
            else 'fail'
        end as status,
        case
            when compared.required_found < compared.required_size then concat('没有印出', compared.missing_text)
            when
                compared.part_count < 2 and compared.size > 1 and compared.arithmetic <> 'pass'
                then concat('没有印出', compared.missing_text)
            when compared.arithmetic in ('pass', 'rounding') then ''
            when compared.is_weakened and not compared.is_listed then '合计中可能还有其他组成部分'
            when compared.is_part_itself then '合计与其中一部分相同，名称可能另有所指'
            when compared.ambiguous = 1 then '组成部分有多个不一致的数，无法确定用哪一个'
            when compared.fund_rank > 0 then '组成部分与合计的资金口径不同'
            when compared.farthest > 4 then '组成部分离得太远，不能确定是同一口径'
            when residues.is_part = 1 then '差额恰好是所列的另一组成部分'
            when list_rests.figure_id is not null then '差额恰好是同一句中其他数之和，清单可能另有组成部分'
            when parts_elsewhere.figure_id is not null and copied.figure_id is null then '组成部分写在另一处不同的合计之后'
            when slips.figure_id is not null then ''
            when compared.part_count > 1 and total_shifts.shifted_id is not null then '其中一个数的单位可能写错，见单位核查'
            when
                (compared.mode = 'at_most' or compared.part_count < compared.size)
                and compared.expected < compared.reported
                then
                    concat(
                        '组成部分没有列全',
                        case
                            when compared.missing_text <> '' then concat('（没有印出', compared.missing_text, '）') else ''
                        end
                    )
            when compared.part_count < compared.size and compared.smallest_part < 0 then '组成部分没有列全'
            when
                repeated.figure_id is not null and copied.figure_id is null and not compared.is_whole_row
                then '另一处同名合计与各部分相符，此处可能是另一范围'
            when residues.figure_id is not null then '差额恰好是旁边的另一个数，可能是未归类的组成部分'
            when coalesce(total_shifts.shifted_id, shifts.shifted_id) is not null then '其中一个数的单位可能写错，见单位核查'
            else ''
        end as missing
    from compared
    left join slips on compared.group_id = slips.group_id and compared.figure_id = slips.figure_id
    left join repeated on compared.group_id = repeated.group_id and compared.figure_id = repeated.figure_id
    left join copied on compared.figure_id = copied.figure_id
    left join list_rests on compared.group_id = list_rests.group_id and compared.figure_id = list_rests.figure_id
    left join parts_elsewhere
        on compared.group_id = parts_elsewhere.group_id and compared.figure_id = parts_elsewhere.figure_id
    left join residues on compared.group_id = residues.group_id and compared.figure_id = residues.figure_id
    left join
        shifts
        on compared.group_id = shifts.group_id and compared.figure_id = shifts.figure_id and shifts.shift_number = 1
    left join total_shifts on compared.group_id = total_shifts.group_id and compared.figure_id = total_shifts.figure_id

),

-- one failing formula is shown per total; a formula that lacks its parts only where none could be computed
best as (

    select
        *,
        min(case when status in ('pass', 'rounding', 'fail', 'unit_suspect') then 0 else 1 end)
            over (partition by figure_id, check_id)
            as best_rank,
        row_number() over (
            partition by figure_id, check_id, status in ('fail', 'unit_suspect')
            order by case status when 'unit_suspect' then 0 else 1 end, farthest, group_id
        ) as failing_number
    from judged

),

final as (

    select
        best.*,
        operands.document_id
    from best
    inner join {{ ref('int_operands') }} as operands on best.figure_id = operands.figure_id
    where
        best.status <> 'not_applicable'
        and (best.best_rank = 1 or best.status <> 'not_assessable')
        and (best.status not in ('fail', 'unit_suspect') or best.failing_number = 1)

)

select * from final
