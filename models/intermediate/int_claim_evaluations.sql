-- grain: one row per claim (a share, a rate or a change that a document states) with its verdict
-- A claim holds if any reading of it holds. It fails only if every reading that has its operands fails, the operands
-- nearest to it are unambiguous, and either the words name what it is relative to or the operands stand beside it.
with

claims as (

    select * from {{ ref('int_claims') }}

),

operands as (

    select * from {{ ref('int_operands') }}

),

readings as (

    select * from {{ ref('int_claim_readings') }}

),

surroundings as (

    select * from {{ ref('int_claim_surroundings') }}

),

shifts as (

    select * from {{ ref('int_claim_shifts') }}

),

reasons as (

    select * from {{ ref('claim_reasons') }}

),

-- ratios whose name is defined otherwise elsewhere: they can hold, not fail
loose_ratios as (

    select distinct item_code from {{ ref('named_ratios') }}
    where mode = 'confirming'

),

defined as (

    select distinct claims.figure_id
    from claims
    inner join {{ ref('claim_definitions') }} as definitions
        on claims.metric = definitions.metric and definitions.claim_basis_group in ('*', claims.basis_group)

),

-- the reading that is shown: one that holds, else the nearest that fails
best_readings as (

    select
        *,
        row_number() over (
            partition by claim_id
            order by
                status_rank,
                case when is_nearest then 0 else 1 end,
                route,
                numerator_distance + base_distance + fund_rank,
                abs(expected - reported),
                definition_id,
                numerator_id,
                base_id
        ) as reading_number
    from readings

),

reading_counts as (

    select
        claim_id,
        count(distinct definition_id) as reading_count
    from readings
    group by claim_id

),

certainty as (

    select
        claim_id,
        max(case when is_ambiguous then 1 else 0 end) as is_ambiguous,
        max(case when fund_rank > 0 then 1 else 0 end) as fund_differs,
        max(case when route = 1 or definition_id like '%_from_last_year' then 1 else 0 end) as has_last_year,
        min(greatest(numerator_distance, base_distance)) as farthest_operand,
        max(case when is_bound then 1 else 0 end) as is_bound
    from readings
    -- a reading of what stands beside the claim is certain, whatever else could be meant
    where is_nearest and (is_bound or has_bound = 0)
    group by claim_id

),

reasoned as (

    select
        claims.figure_id,
        claims.document_id,
        best_readings.definition_id,
        best_readings.operation,
        best_readings.meaning,
        best_readings.numerator_id,
        best_readings.base_id,
        best_readings.numerator,
        best_readings.base,
        best_readings.numerator_text,
        best_readings.numerator_place,
        best_readings.base_text,
        best_readings.base_place,
        best_readings.expected,
        best_readings.expected_signed,
        best_readings.reported,
        best_readings.reported_signed,
        best_readings.status as reading_status,
        reading_counts.reading_count,
        shifts.shifted_id,
        shifts.factor as shift_factor,
        surroundings.explained_by,
        -- why nothing is said of it; null where it holds or is wrong
        case
            when claims.is_excluded or claims.is_interim then 'definition_not_printed'
            when defined.figure_id is null then 'not_computed'
            when best_readings.claim_id is null then 'operands_not_printed'
            when best_readings.status in ('pass', 'rounding') then null
            when certainty.is_ambiguous = 1 then 'operands_ambiguous'
            when certainty.fund_differs = 1 then 'fund_differs'
            when
                not best_readings.is_explicit
                and certainty.farthest_operand > 2
                and not coalesce(surroundings.is_whole_confirmed, false)
                then 'comparison_not_named'
            when
                not best_readings.is_explicit
                and claims.metric in ('change_amount', 'change_rate')
                and certainty.has_last_year = 0
                then 'last_year_not_printed'
            when
                claims.metric = 'share'
                and certainty.farthest_operand > 2
                and best_bases.statement <> claims.statement
                then 'whole_of_other_statement'
            when certainty.farthest_operand > 4 and not coalesce(surroundings.is_table_confirmed, false)
                then 'operands_far'
            when claims.table_no is not null and certainty.farthest_operand > 3 then 'operands_not_in_table'
            when loose_ratios.item_code is not null then 'definition_differs'
            when surroundings.has_sibling then 'operands_of_sibling'
            when shifts.claim_id is not null then 'unit_shifted'
            when surroundings.explained_by is not null and (claims.table_no is not null or certainty.is_bound = 0)
                then 'holds_otherwise'
        end as reason
    from claims
    left join best_readings on claims.figure_id = best_readings.claim_id and best_readings.reading_number = 1
    left join operands as best_bases on best_readings.base_id = best_bases.figure_id
    left join reading_counts on claims.figure_id = reading_counts.claim_id
    left join certainty on claims.figure_id = certainty.claim_id
    left join surroundings on claims.figure_id = surroundings.claim_id
    left join shifts on claims.figure_id = shifts.claim_id
    left join loose_ratios on claims.item_code = loose_ratios.item_code
    left join defined on claims.figure_id = defined.figure_id

),

final as (

    select
        reasoned.*,
        coalesce(
            reasons.status,
            case when reasoned.reading_status in ('pass', 'rounding') then reasoned.reading_status else 'fail' end
        ) as status,
        coalesce(replace(reasons.missing, '{explained_by}', coalesce(reasoned.explained_by, '')), '') as missing,
        coalesce(reasoned.reading_status = 'reversed', false) as is_reversed
    from reasoned
    left join reasons on reasoned.reason = reasons.reason

)

select * from final
