-- grain: one row per agency name known from seeds
-- A renamed agency stays one entity: every name of its chain of renames has the first name as root_name.
with recursive

changes as (

    select
        {{ name_key(stated('predecessor_name')) }} as predecessor_name,
        {{ name_key(stated('successor_name')) }} as successor_name,
        change_type,
        change_date
    from {{ ref('agency_changes') }}

),

renames as (

    select * from changes
    where change_type = 'renamed'

),

names as (

    select {{ name_key('agency_name') }} as agency_name from {{ ref('agencies') }}
    union
    select {{ name_key('parent_name') }} from {{ ref('agencies') }}
    where parent_name is not null
    union
    select predecessor_name from changes
    where predecessor_name <> ''
    union
    select successor_name from changes
    where successor_name <> ''

),

chain as (

    select
        names.agency_name,
        names.agency_name as root_name,
        cast(0 as integer) as rename_number
    from names
    left join renames on names.agency_name = renames.successor_name
    where renames.successor_name is null

    union all

    select
        renames.successor_name as agency_name,
        chain.root_name,
        chain.rename_number + 1 as rename_number
    from chain
    inner join renames on chain.agency_name = renames.predecessor_name
    where chain.rename_number < 20

),

begins as (

    select
        successor_name as agency_name,
        min(change_date) as valid_from
    from changes
    group by successor_name

),

ends as (

    select
        predecessor_name as agency_name,
        max(change_date) as valid_to
    from changes
    where change_type in ('renamed', 'merged', 'abolished') and predecessor_name <> ''
    group by predecessor_name

),

-- the name that a chain of renames has reached last, so that every entity has exactly one
lasts as (

    select
        root_name,
        max(rename_number) as last_number
    from chain
    group by root_name

),

mergers as (

    select
        predecessor_name as agency_name,
        min(successor_name) as merged_into_name
    from changes
    where change_type = 'merged'
    group by predecessor_name

),

final as (

    select
        {{ hash_key(['chain.root_name']) }} as entity_id,

        chain.agency_name,
        chain.root_name,
        mergers.merged_into_name,

        chain.rename_number,

        chain.rename_number = lasts.last_number as is_last_name,

        begins.valid_from,
        ends.valid_to

    from chain
    inner join lasts on chain.root_name = lasts.root_name
    left join mergers on chain.agency_name = mergers.agency_name
    left join begins on chain.agency_name = begins.agency_name
    left join ends on chain.agency_name = ends.agency_name

)

select * from final
