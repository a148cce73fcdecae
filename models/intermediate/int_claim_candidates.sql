-- grain: one row per claim, definition and pair of printed figures that could be what it was computed from
with

claims as (

    select * from {{ ref('int_claims') }}

),

definitions as (

    select * from {{ ref('claim_definitions') }}

),

numerators as (

    select * from {{ ref('int_claim_operands') }}
    where part = 'numerator'

),

bases as (

    select * from {{ ref('int_claim_operands') }}
    where part = 'base'

),

paired as (

    select
        numerators.claim_id,
        numerators.definition_id,
        numerators.operation,
        numerators.figure_id as numerator_id,
        bases.figure_id as base_id,
        numerators.number as numerator,
        numerators.number_low as numerator_low,
        numerators.number_high as numerator_high,
        numerators.value_text as numerator_text,
        numerators.place_text as numerator_place,
        bases.number as base,
        bases.number_low as base_low,
        bases.number_high as base_high,
        bases.value_text as base_text,
        bases.place_text as base_place,
        numerators.distance as numerator_distance,
        bases.distance as base_distance,
        numerators.fund_rank
        + case when numerators.base_role = 'self' then bases.fund_rank else greatest(bases.fund_rank - 1, 0) end
            as fund_rank,
        claims.named_whole <> '' or claims.versus_basis <> '' or numerators.base_role = 'named' as is_explicit,
        numerators.is_beside and bases.is_beside as is_bound,
        cast(null as double) as growth_low,
        cast(null as double) as growth_high,
        cast(0 as integer) as route
    from numerators
    inner join bases
        on
            numerators.claim_id = bases.claim_id
            and numerators.definition_id = bases.definition_id
            and (numerators.base_role <> 'self' or numerators.item_key = bases.item_key)
    inner join claims on numerators.claim_id = claims.figure_id
    where
        numerators.figure_id <> bases.figure_id
        and numerators.is_unit_known = bases.is_unit_known
        and (numerators.metric = bases.metric or (numerators.metric = 'score' and bases.metric = 'weight'))
        -- an amount of change is in the unit of what changes
        and (
            numerators.operation <> 'difference'
            or (claims.is_money = numerators.is_money and claims.is_unit_known = numerators.is_unit_known)
        )

),

-- a growth rate beside an amount of growth: last year's figure need not be printed
changes as (

    select
        numerators.claim_id,
        numerators.definition_id,
        numerators.figure_id as numerator_id,
        amounts.figure_id as base_id,
        numerators.number,
        numerators.number_low,
        numerators.number_high,
        numerators.value_text as numerator_text,
        numerators.place_text as numerator_place,
        numerators.distance as numerator_distance,
        {{ place_distance('claims', 'amounts') }} as base_distance,
        numerators.fund_rank,
        case
            when amounts.direction = 'down' then -abs(amounts.number)
            when amounts.direction = 'up' then abs(amounts.number)
            else amounts.number * signs.sign
        end as change,
        amounts.number_high - amounts.number as half_unit,
        amounts.value_text as change_text,
        amounts.place_text as change_place,
        claims.named_whole <> '' or claims.versus_basis <> '' as is_explicit,
        numerators.is_beside
        and claims.page = amounts.page
        and (claims.line = amounts.line or abs(claims.char_start - amounts.char_start) <= 40) as is_bound
    from numerators
    inner join claims on numerators.claim_id = claims.figure_id
    inner join claims as amounts
        on
            claims.document_id = amounts.document_id
            and claims.item = amounts.item
            and claims.entity_id = amounts.entity_id
            and claims.fiscal_year = amounts.fiscal_year
            and claims.basis_group = amounts.basis_group
            and claims.versus_basis = amounts.versus_basis
    -- prose prints a decrease unsigned: without a direction both are tried
    inner join (
        select 1 as sign
        union all
        select -1 as sign
    ) as signs
        on signs.sign = 1 or (amounts.direction = '' and amounts.table_no is null)
    where
        numerators.operation = 'growth'
        and claims.fund = amounts.fund
        and claims.class_code = amounts.class_code
        and coalesce(claims.versus_offset, 0) = coalesce(amounts.versus_offset, 0)
        and amounts.metric = 'change_amount'
        and amounts.is_money = numerators.is_money
        and amounts.is_unit_known = numerators.is_unit_known

),

from_changes as (

    select
        claim_id,
        definition_id,
        'growth' as operation,
        numerator_id,
        base_id,
        number as numerator,
        number_low as numerator_low,
        number_high as numerator_high,
        numerator_text,
        numerator_place,
        number - change as base,
        number_low - change - half_unit as base_low,
        number_high - change + half_unit as base_high,
        concat('（', numerator_text, case when change < 0 then '+' else '−' end, change_text, '）') as base_text,
        change_place as base_place,
        numerator_distance,
        base_distance,
        fund_rank,
        is_explicit,
        is_bound,
        -- change / (number − change) grows with the change, and with the number against its sign: each interval once
        case
            when number_low - change - half_unit > 0
                then
                    100
                    * (change - half_unit)
                    / (case when change >= half_unit then number_high else number_low end - change + half_unit)
        end as growth_low,
        case
            when number_low - change - half_unit > 0
                then
                    100
                    * (change + half_unit)
                    / (case when change >= -half_unit then number_low else number_high end - change - half_unit)
        end as growth_high,
        cast(1 as integer) as route
    from changes
    where base_distance <= 2 and numerator_distance <= 4

),

all_pairs as (

    select * from paired
    union all
    select * from from_changes

),

-- one pair may be found by several keys
numbered as (

    select
        *,
        row_number() over (
            partition by claim_id, definition_id, numerator_id, base_id, base
            order by fund_rank
        ) as pair_number
    from all_pairs

),

final as (

    select
        numbered.*,
        claims.document_id,
        definitions.meaning
    from numbered
    inner join claims on numbered.claim_id = claims.figure_id
    inner join definitions on numbered.definition_id = definitions.definition_id
    where numbered.pair_number = 1

)

select * from final
