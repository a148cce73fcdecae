-- grain: one row per claim with a reading that fails, though the figures around it tell why
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

ancestors as (

    select * from {{ ref('int_item_ancestors') }}

),

failing as (

    select * from readings
    where status = 'fail'

),

all_failing as (

    select claim_id
    from readings
    group by claim_id
    having min(status_rank) = 3

),

-- two figures of the same item beside the claim (a share: also of what stands above it) that give it exactly, though
-- its words do not say so: its basis, fund or year was misread, not wrong
beside as (

    select
        claims.figure_id as claim_id,
        max(concat(one.value_text, '、', other.value_text)) as explained_by
    from claims
    inner join all_failing on claims.figure_id = all_failing.claim_id
    inner join operands as one on claims.document_id = one.document_id and claims.page = one.page
    inner join operands as other on claims.document_id = other.document_id and claims.page = other.page
    left join ancestors on one.item_code = ancestors.item_code and other.item_code = ancestors.ancestor_code
    where
        one.figure_id <> other.figure_id
        and not one.is_claim
        and not other.is_claim
        and one.metric = other.metric
        and one.is_money = other.is_money
        and (
            one.item in (claims.item, case when claims.item_parent <> '' then claims.item_parent end)
            or (claims.item_code <> '' and one.item_code = claims.item_code)
            or one.item_leaf = claims.item_leaf
        )
        and (
            other.item = one.item
            or (one.item_code <> '' and other.item_code = one.item_code)
            or other.item_leaf = one.item_leaf
            or (
                claims.metric = 'share'
                and (
                    other.item in (claims.versus_item, claims.item_parent, one.item_parent)
                    or ancestors.item_code is not null
                )
            )
        )
        and other.number_low > 0
        and {{ place_distance('claims', 'one') }} <= 2
        and {{ place_distance('claims', 'other') }} <= 2
        and (claims.metric = 'change_amount' or claims.printed_decimals >= 1)
        and (
            (
                claims.metric in ('share', 'rate')
                and abs(100 * one.number / other.number - claims.number)
                <= 0.500001 * {{ last_place('claims.decimals') }}
            )
            or (
                claims.metric = 'change_rate'
                and abs(abs(100 * one.number / other.number - 100) - abs(claims.number))
                <= 0.500001 * {{ last_place('claims.decimals') }}
            )
            or (
                claims.metric = 'change_amount'
                and claims.is_money = one.is_money
                and abs(abs(one.number - other.number) - abs(claims.number))
                <= 1.000001 * {{ last_place('claims.decimals') }}
                + (one.number_high - one.number)
                + (other.number_high - other.number)
            )
        )
    group by claims.figure_id

),

-- of two rates beside each other only one can be computed from the same two figures
siblings as (

    select distinct failing.claim_id
    from failing
    inner join readings as holding
        on
            failing.numerator_id = holding.numerator_id
            and failing.base_id = holding.base_id
            and holding.status in ('pass', 'rounding')
    inner join claims on failing.claim_id = claims.figure_id
    inner join claims as others on holding.claim_id = others.figure_id
    where
        claims.figure_id <> others.figure_id
        and claims.document_id = others.document_id
        and claims.metric = others.metric
        and claims.item <> others.item
        and {{ place_distance('claims', 'others') }} <= 1

),

-- claims of the same passage that hold by the same definition
companions as (

    select
        failing.claim_id,
        failing.definition_id,
        failing.route,
        failing.numerator_distance,
        failing.base_id,
        failing.is_nearest and not failing.is_ambiguous and failing.is_explicit as is_plain,
        claims.table_no,
        holding.route as holding_route,
        holding.base_id as holding_base_id,
        holding.numerator > 0 and holding.reported <> 100 as is_telling
    from failing
    inner join readings as holding
        on
            failing.document_id = holding.document_id
            and failing.definition_id = holding.definition_id
            and failing.claim_id <> holding.claim_id
            and holding.status = 'pass'
    inner join claims on failing.claim_id = claims.figure_id
    inner join claims as others on holding.claim_id = others.figure_id
    where failing.numerator_distance <= 2 and claims.page = others.page and abs(claims.line - others.line) <= 6

),

-- other shares of the same list hold with the same whole: it is what this one is of, though its words do not say so
confirmed as (

    select distinct claim_id
    from companions
    where definition_id = 'share_of_whole' and base_id = holding_base_id

),

-- another rate of the passage holds with a base of the same table: that is the column it is about
tabled as (

    select distinct companions.claim_id
    from companions
    inner join operands as bases on companions.base_id = bases.figure_id
    inner join operands as holding_bases on companions.holding_base_id = holding_bases.figure_id
    where
        companions.is_plain
        and companions.is_telling
        and companions.route = 0
        and companions.holding_route = 0
        and companions.table_no is null
        and bases.table_no = holding_bases.table_no

),

told as (

    select claim_id from beside
    union
    select claim_id from siblings
    union
    select claim_id from confirmed
    union
    select claim_id from tabled

),

final as (

    select
        told.claim_id,
        claims.document_id,
        beside.explained_by,
        siblings.claim_id is not null as has_sibling,
        confirmed.claim_id is not null as is_whole_confirmed,
        tabled.claim_id is not null as is_table_confirmed
    from told
    inner join claims on told.claim_id = claims.figure_id
    left join beside on told.claim_id = beside.claim_id
    left join siblings on told.claim_id = siblings.claim_id
    left join confirmed on told.claim_id = confirmed.claim_id
    left join tabled on told.claim_id = tabled.claim_id

)

select * from final
