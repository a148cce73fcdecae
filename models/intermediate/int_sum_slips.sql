-- grain: one row per group of parts and printing of a total that is not their sum
-- What slip of the pen in the total or in one part would explain the gap.
with

compared as (

    select * from {{ ref('int_sum_comparisons') }}
    where arithmetic = 'fail'

),

parts as (

    select * from {{ ref('int_sum_parts') }}

),

operands as (

    select * from {{ ref('int_operands') }}

),

-- the same number with its unit misread by 10^4: the total, or one of the parts
rescaled as (

    select
        parts.group_id,
        parts.total_id,
        parts.part_id,
        parts.number as part_number,
        shift.factor,
        compared.expected + parts.sign * parts.number * (shift.factor - 1) as expected,
        (parts.number_high - parts.number_low) * shift.factor + compared.expected_high - compared.expected_low as width
    from parts
    inner join compared on parts.group_id = compared.group_id and parts.total_id = compared.figure_id
    cross join (
        select cast(10000 as double) as factor
        union all
        select cast(0.0001 as double)
    ) as shift

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
        abs(rescaled.expected - compared.reported)
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
        reported <> 0
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
    where compared.part_count > 1 and compared.mode <> 'at_most'

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
-- or added in a total whose parts stand beside it
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

final as (

    select
        compared.group_id,
        compared.figure_id,
        compared.document_id,
        slips.figure_id is not null as is_slip,
        total_shifts.figure_id is not null as is_total_shifted,
        coalesce(total_shifts.shifted_id, shifts.shifted_id) as shifted_id,
        coalesce(total_shifts.factor, shifts.factor) as shift_factor
    from compared
    left join slips on compared.group_id = slips.group_id and compared.figure_id = slips.figure_id
    left join
        shifts
        on compared.group_id = shifts.group_id and compared.figure_id = shifts.figure_id and shifts.shift_number = 1
    left join total_shifts on compared.group_id = total_shifts.group_id and compared.figure_id = total_shifts.figure_id

)

select * from final
