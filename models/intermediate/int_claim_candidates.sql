-- grain: one row per claim, definition and pair of printed figures that could be what it was computed from
-- A claim says little about its operands. Every definition of seeds/rules/claim_definitions.csv that its words allow is
-- tried with every figure of the document that has the right item, year and basis; how near each stands is kept.
with

operands as (

    select * from {{ ref('int_operands') }}

),

operand_keys as (

    select * from {{ ref('int_operand_keys') }}

),

definitions as (

    select
        definition_id,
        metric,
        claim_basis_group,
        operation,
        base_role,
        base_basis_group,
        base_year_offset,
        meaning
    from {{ ref('claim_definitions') }}

),

items as (

    select * from {{ ref('items') }}

),

aliases as (

    select * from {{ ref('aliases') }}

),

rate_words as (

    select * from {{ ref('rate_words') }}

),

basis_groups as (

    select * from {{ ref('basis_groups') }}

),

claims_numbered as (

    select
        operands.*,
        coalesce(basis_groups.basis_group, '') as versus_basis_group,
        -- 上年决算 without a year is last year; a basis without a year is this year
        coalesce(
            operands.versus_year - operands.fiscal_year,
            case
                when operands.versus_basis like '上年%' then -1
                when operands.versus_basis <> '' then 0
                when named.kind = 'change' then cast(named.year_offset as integer)
            end
        ) as versus_offset,
        coalesce(named.kind, '') as leaf_kind,
        -- a share is of what stands above the item, never of what stands beside it
        case
            when
                operands.metric = 'share'
                and own_items.parent_code = versus_items.parent_code
                and own_items.parent_code <> ''
                then ''
            else operands.versus_item
        end as named_whole,
        row_number() over (
            partition by operands.figure_id
            order by length(coalesce(named.word, '')) desc, named.word
        ) as word_number
    from operands
    left join basis_groups on operands.versus_basis = basis_groups.basis
    left join items as own_items on operands.item_code = own_items.item_code
    left join items as versus_items on operands.versus_item = versus_items.item_name
    left join rate_words as named
        on named.kind in ('rate', 'share', 'change') and operands.item_leaf like concat('%', named.word)
    where operands.is_claim

),

claims as (

    select * from claims_numbered
    where word_number = 1

),

excluded as (

    select distinct claims.figure_id
    from claims
    inner join rate_words on rate_words.kind = 'excluded' and claims.item like concat('%', rate_words.word, '%')

),

-- what a claim is about: its item; where the item is the name of a rate, also what stands above it
subject_keys as (

    select
        claims.figure_id,
        claims.document_id,
        operand_keys.item_key
    from claims
    inner join operand_keys on claims.figure_id = operand_keys.figure_id

    union

    -- the row of a class in a table whose columns are 合计, 基本支出 and 项目支出
    select
        figure_id,
        document_id,
        concat('p:', item, '/合计') as item_key
    from claims
    where metric = 'share' and class_code <> '' and table_no is not null

    union

    select
        claims.figure_id,
        claims.document_id,
        concat('p:', claims.item_parent) as item_key
    from claims
    where claims.leaf_kind <> '' and claims.item_parent <> ''

    union

    select
        claims.figure_id,
        claims.document_id,
        concat('c:', items.parent_code) as item_key
    from claims
    inner join items on claims.item_code = items.item_code
    where items.metric = 'rate' and items.parent_code <> '' and claims.item_parent = ''

),

-- the whole of which a share is taken: the one named, else the items above it
whole_keys as (

    select
        figure_id,
        document_id,
        concat('p:', named_whole) as item_key
    from claims
    where named_whole <> ''

    union

    select
        claims.figure_id,
        claims.document_id,
        concat('c:', items.item_code) as item_key
    from claims
    inner join items on claims.named_whole = items.item_name

    union

    select
        claims.figure_id,
        claims.document_id,
        concat('c:', aliases.item_code) as item_key
    from claims
    inner join aliases on claims.named_whole = aliases.alias

    union

    select
        figure_id,
        document_id,
        concat('p:', item_parent) as item_key
    from claims
    where named_whole = '' and item_parent <> ''

    union

    select
        claims.figure_id,
        claims.document_id,
        concat('c:', items.parent_code) as item_key
    from claims
    inner join items on claims.item_code = items.item_code
    where claims.named_whole = '' and items.parent_code <> ''

    union

    select
        claims.figure_id,
        claims.document_id,
        concat('c:', parents.parent_code) as item_key
    from claims
    inner join items on claims.item_code = items.item_code
    inner join items as parents on items.parent_code = parents.item_code
    where claims.named_whole = '' and parents.parent_code <> ''

    union

    -- 一般公共预算财政拨款支出 is the total of its fund
    select
        claims.figure_id,
        claims.document_id,
        concat('c:', fund_items.means_item_code) as item_key
    from claims
    inner join items on claims.item_code = items.item_code
    inner join {{ ref('fund_items') }} as fund_items
        on items.parent_code = fund_items.item_code and claims.fund = fund_items.fund
    where claims.named_whole = ''

    union

    -- 收入合计 may mean the income of the year or the total with what was carried over
    select
        claims.figure_id,
        claims.document_id,
        concat('c:', replace(aliases.item_code, '.total_all', '.total')) as item_key
    from claims
    inner join aliases on claims.named_whole = aliases.alias
    where claims.named_whole like '%合计' and aliases.item_code in ('rev.total_all', 'exp.total_all')

    union

    select
        claims.figure_id,
        claims.document_id,
        concat('c:', replace(items.item_code, '.total_all', '.total')) as item_key
    from claims
    inner join items on claims.named_whole = items.item_name
    where claims.named_whole like '%合计' and items.item_code in ('rev.total_all', 'exp.total_all')

),

-- ratios whose name says what is divided by what
named as (

    select
        claims.figure_id,
        concat('c:', named_ratios.numerator_code) as numerator_key,
        concat('c:', named_ratios.base_code) as base_key
    from claims
    inner join {{ ref('named_ratios') }} as named_ratios on claims.item_code = named_ratios.item_code

),

asked as (

    select
        claims.*,
        definitions.definition_id,
        definitions.operation,
        definitions.base_role,
        definitions.meaning,
        case when definitions.base_basis_group = 'same' then claims.basis_group else definitions.base_basis_group end
            as base_basis_group,
        claims.fiscal_year + cast(definitions.base_year_offset as integer) as base_year
    from claims
    inner join definitions
        on
            claims.metric = definitions.metric
            and definitions.claim_basis_group in ('*', claims.basis_group)
    left join excluded on claims.figure_id = excluded.figure_id
    where
        excluded.figure_id is null
        and (claims.versus_offset is null or claims.versus_offset = cast(definitions.base_year_offset as integer))
        and (
            claims.versus_basis_group = ''
            or claims.versus_basis_group
            = case
                when definitions.base_basis_group = 'same' then claims.basis_group else definitions.base_basis_group
            end
        )

),

facts as (

    select
        operands.*,
        operand_keys.item_key
    from operands
    inner join operand_keys on operands.figure_id = operand_keys.figure_id
    where not operands.is_claim and operands.comparator in ('', '=') and not operands.is_coarse

),

numerators as (

    select
        asked.figure_id as claim_id,
        asked.definition_id,
        facts.figure_id,
        facts.item_key,
        facts.metric,
        facts.class_code,
        facts.is_unit_known,
        facts.is_money,
        facts.number,
        facts.number_low,
        facts.number_high,
        facts.value_text,
        facts.place_text,
        -- printed in the sentence or row of the claim itself, under its very name: this is what it speaks of
        asked.fund = facts.fund
        and asked.class_code = facts.class_code
        and facts.item in (asked.item, case when asked.leaf_kind <> '' then asked.item_parent end)
        and (
            (asked.table_no = facts.table_no and asked.row_no = facts.row_no)
            or (
                asked.table_no is null
                and facts.table_no is null
                and asked.page = facts.page
                and abs(asked.line - facts.line) <= 2
                and asked.char_start - facts.char_start between 1 and 120
            )
        ) as is_beside,
        case
            when facts.fund = asked.fund then 0
            when facts.fund = '' or asked.fund = '' then 1
            else 2
        end as fund_rank,
        {{ place_distance('asked', 'facts') }} as distance
    from asked
    inner join (
        select
            figure_id,
            item_key,
            'claim' as role
        from subject_keys
        union
        select
            figure_id,
            numerator_key,
            'named' as role
        from named
    ) as subject_keys
        on asked.figure_id = subject_keys.figure_id and (asked.base_role = 'named') = (subject_keys.role = 'named')
    inner join facts
        on
            asked.document_id = facts.document_id
            and subject_keys.item_key = facts.item_key
            and asked.fiscal_year = facts.fiscal_year
            and asked.basis_group = facts.basis_group
            and asked.entity_id = facts.entity_id
    where
        facts.metric <> 'weight'
        and (asked.class_code = facts.class_code or facts.class_code = '' or asked.class_code = '')

),

bases as (

    select
        asked.figure_id as claim_id,
        asked.definition_id,
        facts.figure_id,
        facts.item_key,
        facts.metric,
        facts.class_code,
        facts.is_unit_known,
        facts.is_money,
        facts.number,
        facts.number_low,
        facts.number_high,
        facts.value_text,
        facts.place_text,
        -- printed in the sentence or row of the claim itself, under its very name: this is what it speaks of
        asked.fund = facts.fund
        and asked.class_code = facts.class_code
        and facts.item in (asked.item, case when asked.leaf_kind <> '' then asked.item_parent end)
        and (
            (asked.table_no = facts.table_no and asked.row_no = facts.row_no)
            or (
                asked.table_no is null
                and facts.table_no is null
                and asked.page = facts.page
                and abs(asked.line - facts.line) <= 2
                and asked.char_start - facts.char_start between 1 and 120
            )
        ) as is_beside,
        case
            when facts.fund = asked.fund then 0
            when facts.fund = '' or asked.fund = '' then 1
            else 2
        end as fund_rank,
        {{ place_distance('asked', 'facts') }} as distance
    from asked
    inner join subject_keys on asked.figure_id = subject_keys.figure_id and asked.base_role = 'self'
    inner join facts
        on
            asked.document_id = facts.document_id
            and subject_keys.item_key = facts.item_key
            and asked.base_year = facts.fiscal_year
            and asked.base_basis_group = facts.basis_group
            and asked.entity_id = facts.entity_id
    where asked.class_code = facts.class_code or facts.class_code = '' or asked.class_code = ''

    union all

    select
        asked.figure_id as claim_id,
        asked.definition_id,
        facts.figure_id,
        'whole' as item_key,
        facts.metric,
        facts.class_code,
        facts.is_unit_known,
        facts.is_money,
        facts.number,
        facts.number_low,
        facts.number_high,
        facts.value_text,
        facts.place_text,
        -- printed in the sentence or row of the claim itself, under its very name: this is what it speaks of
        asked.fund = facts.fund
        and asked.class_code = facts.class_code
        and facts.item in (case when asked.named_whole <> '' then asked.named_whole else asked.item_parent end)
        and (
            (asked.table_no = facts.table_no and asked.row_no = facts.row_no)
            or (
                asked.table_no is null
                and facts.table_no is null
                and asked.page = facts.page
                and abs(asked.line - facts.line) <= 2
                and asked.char_start - facts.char_start between 1 and 300
            )
        ) as is_beside,
        case
            when facts.fund = asked.fund then 0
            when facts.fund = '' or asked.fund = '' then 1
            else 2
        end as fund_rank,
        {{ place_distance('asked', 'facts') }} as distance
    from asked
    inner join (
        select
            figure_id,
            item_key,
            'whole' as role
        from whole_keys
        union
        select
            figure_id,
            base_key,
            'named' as role
        from named
    ) as whole_keys on asked.figure_id = whole_keys.figure_id and asked.base_role = whole_keys.role
    inner join facts
        on
            asked.document_id = facts.document_id
            and whole_keys.item_key = facts.item_key
            and asked.base_year = facts.fiscal_year
            and asked.base_basis_group = facts.basis_group
            and asked.entity_id = facts.entity_id
    where facts.class_code = ''

),

-- what stands beside the claim binds: a printing elsewhere does not make it true
numerators_bound as (

    select
        *,
        max(case when is_beside then 1 else 0 end) over (partition by claim_id, definition_id) as has_beside
    from numerators

),

bases_bound as (

    select
        *,
        max(case when is_beside then 1 else 0 end) over (partition by claim_id, definition_id) as has_beside
    from bases

),

paired as (

    select
        asked.figure_id as claim_id,
        asked.definition_id,
        asked.operation,
        asked.meaning,
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
        -- the whole of a share may be of a wider fund than the part
        numerators.fund_rank
        + case when asked.base_role = 'self' then bases.fund_rank else greatest(bases.fund_rank - 1, 0) end
            as fund_rank,
        asked.named_whole <> '' or asked.versus_basis <> '' or asked.base_role = 'named' as is_explicit,
        numerators.is_beside and bases.is_beside as is_bound,
        cast(null as double) as growth_low,
        cast(null as double) as growth_high
    from asked
    inner join numerators_bound as numerators
        on asked.figure_id = numerators.claim_id and asked.definition_id = numerators.definition_id
    inner join bases_bound as bases
        on
            asked.figure_id = bases.claim_id
            and asked.definition_id = bases.definition_id
            and (asked.base_role <> 'self' or numerators.item_key = bases.item_key)
    where
        numerators.figure_id <> bases.figure_id
        and (numerators.is_beside or numerators.has_beside = 0)
        and (bases.is_beside or bases.has_beside = 0)
        and numerators.fund_rank < 2
        and (asked.base_role <> 'self' or bases.fund_rank < 2)
        and numerators.is_unit_known = bases.is_unit_known
        and (numerators.metric = bases.metric or (numerators.metric = 'score' and bases.metric = 'weight'))
        -- an amount of change is in the unit of what changes
        and (
            asked.operation <> 'difference'
            or (asked.is_money = numerators.is_money and asked.is_unit_known = numerators.is_unit_known)
        )

),

-- a growth rate beside an amount of growth: last year's figure need not be printed
changes as (

    select
        asked.figure_id as claim_id,
        asked.definition_id,
        asked.meaning,
        numerators.figure_id as numerator_id,
        claims.figure_id as base_id,
        numerators.number,
        numerators.number_low,
        numerators.number_high,
        numerators.value_text as numerator_text,
        numerators.place_text as numerator_place,
        numerators.distance as numerator_distance,
        {{ place_distance('asked', 'claims') }} as base_distance,
        numerators.fund_rank,
        case
            when claims.direction = 'down' then -abs(claims.number)
            when claims.direction = 'up' then abs(claims.number)
            else claims.number * signs.sign
        end as change,
        claims.number_high - claims.number as half_unit,
        claims.value_text as change_text,
        claims.place_text as change_place,
        asked.named_whole <> '' or asked.versus_basis <> '' as is_explicit,
        numerators.is_beside
        and asked.page = claims.page
        and (asked.line = claims.line or abs(asked.char_start - claims.char_start) <= 40) as is_bound
    from asked
    inner join numerators_bound as numerators
        on asked.figure_id = numerators.claim_id and asked.definition_id = numerators.definition_id
    inner join claims
        on
            asked.document_id = claims.document_id
            and asked.item = claims.item
            and asked.entity_id = claims.entity_id
            and asked.fiscal_year = claims.fiscal_year
            and asked.basis_group = claims.basis_group
            and asked.versus_basis = claims.versus_basis
    -- prose prints a decrease unsigned: without a direction both are tried
    inner join (
        select 1 as sign
        union all
        select -1 as sign
    ) as signs
        on signs.sign = 1 or (claims.direction = '' and claims.table_no is null)
    where
        asked.operation = 'growth'
        and (numerators.is_beside or numerators.has_beside = 0)
        and asked.fund = claims.fund
        and asked.class_code = claims.class_code
        and coalesce(asked.versus_offset, 0) = coalesce(claims.versus_offset, 0)
        and claims.metric = 'change_amount'
        and claims.is_money = numerators.is_money
        and claims.is_unit_known = numerators.is_unit_known
        and numerators.fund_rank < 2

),

changes_near as (

    select *
    from changes
    where base_distance <= 2 and numerator_distance <= 4

),

from_changes as (

    select
        claim_id,
        definition_id,
        'growth' as operation,
        meaning,
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
    from changes_near

),

all_pairs as (

    select
        *,
        cast(0 as integer) as route
    from paired

    union all

    select * from from_changes

),

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
        operands.document_id
    from numbered
    inner join {{ ref('int_operands') }} as operands on numbered.claim_id = operands.figure_id
    where numbered.pair_number = 1

)

select * from final
