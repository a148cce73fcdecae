-- grain: one row per claim, role, key and printed figure that is found by the key
-- Roles: own, the item that the claim is about; whole, what a share is of; numerator and base, where the claim's name
-- says what is divided by what.
with

claims as (

    select * from {{ ref('int_claims') }}

),

-- the goal of a rate and what was reached are compared in points
facts as (

    select * from {{ ref('int_operands') }}
    where
        not is_coarse
        and case
            when is_claim then metric = 'rate' and statement = 'target' and basis in ('目标值', '完成值')
            else comparator in ('', '=')
        end

),

operand_keys as (

    select * from {{ ref('int_operand_keys') }}

),

items as (

    select * from {{ ref('items') }}

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

),

fund_items as (

    select * from {{ ref('fund_items') }}

),

named_ratios as (

    select * from {{ ref('named_ratios') }}

),

-- its item; where the item is the name of a rate, also what stands above it
own as (

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
        figure_id,
        document_id,
        concat('p:', item_parent) as item_key
    from claims
    where is_rate_name and item_parent <> ''

    union

    select
        claims.figure_id,
        claims.document_id,
        concat('c:', items.parent_code) as item_key
    from claims
    inner join items on claims.item_code = items.item_code
    where items.metric = 'rate' and items.parent_code <> '' and claims.item_parent = ''

),

-- the whole of which a share is taken: the one named
named_wholes as (

    select
        claims.figure_id,
        claims.document_id,
        claims.named_whole,
        account_names.item_code
    from claims
    inner join account_names on claims.named_whole = account_names.name

),

-- else the items above it
unnamed as (

    select
        claims.figure_id,
        claims.document_id,
        claims.fund,
        items.parent_code
    from claims
    inner join items on claims.item_code = items.item_code
    where claims.named_whole = ''

),

wholes as (

    select
        figure_id,
        document_id,
        concat('p:', case when named_whole <> '' then named_whole else item_parent end) as item_key
    from claims
    where named_whole <> '' or item_parent <> ''

    union

    select
        figure_id,
        document_id,
        concat('c:', item_code) as item_key
    from named_wholes

    union

    -- 收入合计, 总支出 may mean those of the year or the total with what was carried over
    select
        figure_id,
        document_id,
        concat('c:', replace(item_code, '.total_all', '.total')) as item_key
    from named_wholes
    where named_whole not like '%总计' and item_code in ('rev.total_all', 'exp.total_all')

    union

    select
        figure_id,
        document_id,
        concat('c:', parent_code) as item_key
    from unnamed
    where parent_code <> ''

    union

    select
        unnamed.figure_id,
        unnamed.document_id,
        concat('c:', parents.parent_code) as item_key
    from unnamed
    inner join items as parents on unnamed.parent_code = parents.item_code
    where parents.parent_code <> ''

    union

    -- 一般公共预算财政拨款支出 is the total of its fund
    select
        unnamed.figure_id,
        unnamed.document_id,
        concat('c:', fund_items.means_item_code) as item_key
    from unnamed
    inner join fund_items on unnamed.parent_code = fund_items.item_code and unnamed.fund = fund_items.fund

),

keys as (

    select
        figure_id,
        document_id,
        item_key,
        'own' as role
    from own

    union

    select
        figure_id,
        document_id,
        item_key,
        'whole' as role
    from wholes

    union

    select
        claims.figure_id,
        claims.document_id,
        concat('c:', named_ratios.numerator_code) as item_key,
        'numerator' as role
    from claims
    inner join named_ratios on claims.item_code = named_ratios.item_code

    union

    select
        claims.figure_id,
        claims.document_id,
        concat('c:', named_ratios.base_code) as item_key,
        'base' as role
    from claims
    inner join named_ratios on claims.item_code = named_ratios.item_code

),

final as (

    select
        keys.figure_id as claim_id,
        keys.document_id,
        keys.role,
        keys.item_key,
        facts.figure_id,
        facts.basis_group,
        facts.fiscal_year
    from keys
    inner join claims on keys.figure_id = claims.figure_id
    inner join operand_keys on keys.document_id = operand_keys.document_id and keys.item_key = operand_keys.item_key
    inner join facts
        on
            operand_keys.figure_id = facts.figure_id
            and claims.entity_id = facts.entity_id
            and facts.is_claim = (claims.unit like '%百分点')

)

select * from final
