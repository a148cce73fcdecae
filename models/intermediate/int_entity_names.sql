-- grain: one row per document and entity name printed in it
-- A name that is some document's heading or stands in seeds/reference means the same entity everywhere. Any other name
-- (机关服务中心, 某某站) means it only within the department that prints it. A short name (市科技局) means the agency of the
-- full name. A document without a heading, or with one
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

short_names as (

    select * from {{ ref('agency_short_names') }}

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

names as (

    select printed_name from printed
    union
    select entity from documents

),

expanded as (

    select
        names.printed_name,
        concat(
            substr(names.printed_name, 1, length(names.printed_name) - length(short_names.short_ending)),
            short_names.full_ending
        ) as full_name,
        row_number() over (
            partition by names.printed_name
            order by length(short_names.short_ending) desc, short_names.full_ending
        ) as name_number
    from names
    inner join short_names
        on
            names.printed_name like concat('_%', short_names.short_ending)
            and names.printed_name not like concat('%', short_names.full_ending)

),

official_names as (

    select
        names.printed_name,
        coalesce(aliases.agency_name, expanded.full_name, names.printed_name) as official_name
    from names
    left join aliases on names.printed_name = aliases.alias
    left join expanded on names.printed_name = expanded.printed_name and expanded.name_number = 1

),

known as (

    select official_names.official_name as known_name
    from documents
    inner join official_names on documents.entity = official_names.printed_name
    where documents.entity <> '' and documents.entity not in (select generic_names.generic_name from generic_names)
    union
    select agency_name from lineages

),

resolved as (

    select
        printed.document_id,
        printed.printed_name,
        coalesce(nullif(names.official_name, ''), nullif(headings.official_name, '')) as entity_name,
        case when generic_names.generic_name is null then headings.official_name else '' end as heading_name
    from printed
    inner join documents on printed.document_id = documents.document_id
    inner join official_names as names on printed.printed_name = names.printed_name
    inner join official_names as headings on documents.entity = headings.printed_name
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
