-- grain: one row per document and entity name printed in it
-- A name that is some document's heading or stands in seeds/reference means the same entity everywhere. Any other name
-- (机关服务中心, 某某站) means it only within the department that prints it. A document without a heading, or with one
-- that fits many places (高新区, 区本级), is an entity of its own: nothing is guessed about whose figures it holds.
with

documents as (

    select * from {{ ref('int_documents') }}

),

figures as (

    select * from {{ ref('int_corrected_figures') }}

),

listed_units as (

    select * from {{ ref('stg_listed_units') }}

),

lineages as (

    select * from {{ ref('int_agency_lineages') }}

),

aliases as (

    select
        {{ name_key('alias') }} as alias,
        {{ name_key('agency_name') }} as agency_name
    from {{ ref('agency_aliases') }}

),

generic_names as (

    select word as generic_name from {{ ref('agency_words') }}
    where role = 'generic'

),

printed as (

    select
        document_id,
        entity as printed_name
    from documents
    union
    select
        document_id,
        parent_entity
    from documents
    union
    select
        document_id,
        entity
    from figures
    union
    select
        document_id,
        listed_name
    from listed_units

),

known as (

    select entity as known_name from documents
    where entity <> '' and entity not in (select generic_names.generic_name from generic_names)
    union
    select agency_name from lineages

),

resolved as (

    select
        printed.document_id,
        printed.printed_name,
        coalesce(aliases.agency_name, nullif(printed.printed_name, ''), nullif(documents.entity, '')) as entity_name,
        case
            when generic_names.generic_name is not null then ''
            else coalesce(heading_aliases.agency_name, documents.entity)
        end as heading_name
    from printed
    inner join documents on printed.document_id = documents.document_id
    left join aliases on printed.printed_name = aliases.alias
    left join aliases as heading_aliases on documents.entity = heading_aliases.alias
    left join generic_names on documents.entity = generic_names.generic_name

),

rooted as (

    select
        resolved.document_id,
        resolved.printed_name,
        coalesce(resolved.entity_name, '') as entity_name,
        coalesce(lineages.root_name, resolved.entity_name, '') as root_name,
        coalesce(heading_lineages.root_name, resolved.heading_name, '') as heading_root_name,
        resolved.entity_name is not null as is_named,
        coalesce(known.known_name is not null, false) as is_known
    from resolved
    left join lineages on resolved.entity_name = lineages.agency_name
    left join lineages as heading_lineages on resolved.heading_name = heading_lineages.agency_name
    left join known on resolved.entity_name = known.known_name

),

final as (

    select
        document_id,
        case
            when is_known then {{ hash_key(['root_name']) }}
            when is_named and heading_root_name <> '' then {{ hash_key(['heading_root_name', 'root_name']) }}
            else {{ hash_key(['document_id', 'root_name']) }}
        end as entity_id,
        case
            when not is_known and is_named and heading_root_name <> '' then {{ hash_key(['heading_root_name']) }}
        end as scope_entity_id,

        printed_name,
        entity_name,

        is_named,
        is_known

    from rooted

)

select * from final
