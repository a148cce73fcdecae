-- grain: one row per claim, definition, part (numerator, base), key and printed figure that could be this part of it
-- A claim says little about its operands. Every definition of seeds/rules/claim_definitions.csv that its words allow is
-- tried with every figure of the document that has the right item, year and basis; how near each stands is kept.
with

claims as (

    select * from {{ ref('int_claims') }}
    where not is_excluded

),

matches as (

    select * from {{ ref('int_claim_matches') }}

),

definitions as (

    select
        *,
        cast(base_year_offset as integer) as year_offset
    from {{ ref('claim_definitions') }}

),

facts as (

    select * from {{ ref('int_operands') }}

),

defined as (

    select
        claims.*,
        definitions.definition_id,
        definitions.operation,
        definitions.base_role,
        definitions.year_offset,
        case when definitions.base_basis_group = 'same' then claims.basis_group else definitions.base_basis_group end
            as base_basis_group
    from claims
    inner join definitions
        on claims.metric = definitions.metric and definitions.claim_basis_group in ('*', claims.basis_group)

),

asked as (

    select *
    from defined
    where
        (versus_offset is null or versus_offset = year_offset)
        and (
            versus_basis_group = base_basis_group
            -- points are counted from a goal only where the words say so
            or (versus_basis_group = '' and definition_id <> 'change_from_target')
        )

),

parts as (

    select
        asked.*,
        'numerator' as part,
        case when base_role = 'named' then 'numerator' else 'own' end as role,
        fiscal_year as part_year,
        basis_group as part_basis_group
    from asked

    union all

    select
        asked.*,
        'base' as part,
        case base_role when 'named' then 'base' when 'self' then 'own' else base_role end as role,
        fiscal_year + year_offset as part_year,
        base_basis_group as part_basis_group
    from asked

),

found as (

    select
        parts.figure_id as claim_id,
        parts.document_id,
        parts.definition_id,
        parts.operation,
        parts.base_role,
        parts.part,
        -- a growth or a rate divides two numbers of one item
        case when parts.part = 'base' and parts.base_role <> 'self' then '' else matches.item_key end as item_key,
        facts.figure_id,
        facts.metric,
        facts.is_unit_known,
        facts.is_money,
        facts.number,
        facts.number_low,
        facts.number_high,
        facts.value_text,
        facts.place_text,
        -- printed in the sentence or row of the claim itself, under its very name: this is what it speaks of
        parts.fund = facts.fund
        and parts.class_code = facts.class_code
        and case
            when parts.part = 'numerator' or parts.base_role = 'self'
                then facts.item in (parts.item, case when parts.is_rate_name then parts.item_parent end)
            else facts.item = case when parts.named_whole <> '' then parts.named_whole else parts.item_parent end
        end
        and (
            (parts.table_no = facts.table_no and parts.row_no = facts.row_no)
            or (
                parts.table_no is null
                and facts.table_no is null
                and parts.page = facts.page
                and abs(parts.line - facts.line) <= 2
                and parts.char_start - facts.char_start
                between 1 and case when parts.part = 'base' and parts.base_role <> 'self' then 300 else 120 end
            )
        ) as is_beside,
        case
            when facts.fund = parts.fund then 0
            when facts.fund = '' or parts.fund = '' then 1
            else 2
        end as fund_rank,
        {{ place_distance('parts', 'facts') }} as distance
    from parts
    inner join matches
        on
            parts.figure_id = matches.claim_id
            and parts.role = matches.role
            and parts.part_year = matches.fiscal_year
            and parts.part_basis_group = matches.basis_group
    inner join facts on matches.figure_id = facts.figure_id
    where
        (parts.part = 'base' or facts.metric <> 'weight')
        and (
            facts.class_code = ''
            or (
                (parts.part = 'numerator' or parts.base_role = 'self')
                and parts.class_code in ('', facts.class_code)
            )
        )

),

bound as (

    select
        *,
        max(case when is_beside then 1 else 0 end) over (partition by claim_id, definition_id, part) as has_beside
    from found

),

-- what stands beside the claim binds: a printing elsewhere does not make it true. The whole of a share may be of a
-- wider fund than the part.
final as (

    select distinct *
    from bound
    where
        (is_beside or has_beside = 0)
        and (fund_rank < 2 or (part = 'base' and base_role <> 'self'))

)

select * from final
