-- grain: one row per entity name whose words tell its kind
with

entities as (

    select distinct entity_name from {{ ref('int_entities') }}
    where is_named

),

kinds as (

    select * from {{ ref('agency_kinds') }}

),

matches as (

    select
        entities.entity_name,
        kinds.agency_kind,
        row_number() over (
            partition by entities.entity_name
            order by kinds.rank, length(kinds.name_part) desc, kinds.name_part
        ) as match_number
    from entities
    inner join kinds
        on
            (kinds.position = 'suffix' and entities.entity_name like concat('%', kinds.name_part))
            or (kinds.position = 'prefix' and entities.entity_name like concat(kinds.name_part, '%'))
            or (kinds.position = 'contains' and entities.entity_name like concat('%', kinds.name_part, '%'))

),

final as (

    select
        entity_name,
        agency_kind
    from matches
    where match_number = 1

)

select * from final
