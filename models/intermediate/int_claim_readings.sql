-- grain: one row per claim, definition and pair of printed figures that could be what it was computed from, judged
with

claims as (

    select * from {{ ref('int_claims') }}

),

candidates as (

    select * from {{ ref('int_claim_candidates') }}

),

signed as (

    select
        candidates.*,
        claims.decimals,
        claims.direction,
        claims.table_no,
        abs(claims.number) as reported,
        -- the words give the direction in prose; in a table the sign does
        case
            when claims.direction = 'up' then abs(claims.number)
            when claims.direction = 'down' then -abs(claims.number)
            else claims.number
        end as reported_signed,
        case
            when candidates.operation = 'difference' then candidates.numerator - candidates.base
            when candidates.base_low > 0
                then
                    100 * candidates.numerator / candidates.base
                    - case candidates.operation when 'growth' then 100 else 0 end
        end as expected_signed,
        case
            when candidates.operation = 'difference' then candidates.numerator_low - candidates.base_high
            when candidates.growth_low is not null then candidates.growth_low
            when candidates.base_low > 0
                then
                    100 * {{ quotient_low('candidates.numerator_low', 'candidates.base_low', 'candidates.base_high') }}
                    - case candidates.operation when 'growth' then 100 else 0 end
        end as low_signed,
        case
            when candidates.operation = 'difference' then candidates.numerator_high - candidates.base_low
            when candidates.growth_high is not null then candidates.growth_high
            when candidates.base_low > 0
                then
                    100
                    * {{ quotient_high('candidates.numerator_high', 'candidates.base_low', 'candidates.base_high') }}
                    - case candidates.operation when 'growth' then 100 else 0 end
        end as high_signed
    from candidates
    inner join claims on candidates.claim_id = claims.figure_id

),

compared as (

    select
        *,
        abs(expected_signed) as expected,
        -- 完成率 of a target that was passed is often capped
        case
            when definition_id = 'rate_of_target' and reported = 100 and expected_signed > 100 then 'pass'
            else
                {{ interval_status(
                    'reported',
                    'decimals',
                    'abs(expected_signed)',
                    absolute_low('low_signed', 'high_signed'),
                    absolute_high('low_signed', 'high_signed')
                ) }}
        end as magnitude_status,
        -- only a stated direction, or a sign in a table, can be wrong
        operation <> 'ratio'
        and (direction in ('up', 'down') or (table_no is not null and reported_signed <> 0))
        and ((reported_signed > 0 and high_signed < 0) or (reported_signed < 0 and low_signed > 0)) as is_reversed
    from signed
    where expected_signed is not null

),

judged as (

    select
        *,
        case
            when magnitude_status in ('pass', 'rounding') and is_reversed then 'reversed'
            else magnitude_status
        end as status,
        numerator_distance * 10 + fund_rank as numerator_farness,
        base_distance * 10 + fund_rank as base_farness
    from compared

),

ranked as (

    select
        *,
        case status when 'pass' then 0 when 'rounding' then 1 when 'reversed' then 2 else 3 end as status_rank,
        numerator_farness = min(numerator_farness) over (partition by claim_id, definition_id, route)
        and base_farness = min(base_farness) over (partition by claim_id, definition_id, route) as is_nearest,
        max(case when is_bound then 1 else 0 end) over (partition by claim_id) as has_bound
    from judged

),

-- the nearest operands differ among each other
final as (

    select
        *,
        is_nearest
        and (
            max(numerator_low) over (partition by claim_id, definition_id, route, is_nearest)
            > min(numerator_high) over (partition by claim_id, definition_id, route, is_nearest)
            -- a change is tried with either sign, so its bases differ by nature
            or (
                route = 0
                and max(base_low) over (partition by claim_id, definition_id, route, is_nearest)
                > min(base_high) over (partition by claim_id, definition_id, route, is_nearest)
            )
        ) as is_ambiguous
    from ranked

)

select * from final
