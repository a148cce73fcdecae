-- grain: one row per entity and name it has borne
-- What is known of an entity comes first from seeds/reference/agencies, then from its own latest report, then from
-- the report of the department that lists it.
with

entity_names as (

    select * from {{ ref('int_entity_names') }}

),

documents as (

    select * from {{ ref('int_documents') }}

),

listed_units as (

    select * from {{ ref('stg_listed_units') }}

),

lineages as (

    select * from {{ ref('int_agency_lineages') }}

),

agencies as (

    select
        {{ name_key('agency_name') }} as agency_name,
        {{ name_key(stated('parent_name')) }} as parent_name,
        {{ stated('agency_kind') }} as agency_kind,
        {{ stated('agency_level') }} as agency_level,
        {{ stated('region_code') }} as region_code,
        {{ stated('unit_code') }} as unit_code
    from {{ ref('agencies') }}

),

printed_entities as (

    select
        entity_id,
        entity_name,
        min(scope_entity_id) as scope_entity_id,
        min(case when is_named then document_id end) as any_document_id
    from entity_names
    where is_named
    group by entity_id, entity_name

),

unnamed_entities as (

    select
        entity_names.entity_id,
        documents.doc
    from entity_names
    inner join documents on entity_names.document_id = documents.document_id
    where not entity_names.is_named and entity_names.printed_name = documents.entity

),

own_reports as (

    select
        entity_names.entity_id,
        documents.unit_code,
        documents.parent_entity,
        documents.document_id,
        row_number() over (
            partition by entity_names.entity_id
            order by documents.fiscal_year desc, documents.loaded_at desc, documents.document_id
        ) as report_number
    from documents
    inner join entity_names
        on
            documents.document_id = entity_names.document_id
            and documents.entity = entity_names.printed_name
    where documents.entity <> ''

),

own_parents as (

    select
        own_reports.entity_id,
        parent_names.entity_id as parent_entity_id
    from own_reports
    inner join entity_names as parent_names
        on
            own_reports.document_id = parent_names.document_id
            and own_reports.parent_entity = parent_names.printed_name
    where own_reports.report_number = 1 and own_reports.parent_entity <> ''

),

listings as (

    select
        listed_names.entity_id,
        heading_names.entity_id as parent_entity_id,
        listed_units.unit_code,
        listed_units.unit_kind,
        row_number() over (
            partition by listed_names.entity_id
            order by documents.fiscal_year desc, documents.document_id, listed_units.page, listed_units.line
        ) as listing_number
    from listed_units
    inner join documents on listed_units.document_id = documents.document_id
    inner join entity_names as listed_names
        on
            listed_units.document_id = listed_names.document_id
            and listed_units.listed_name = listed_names.printed_name
    inner join entity_names as heading_names
        on
            documents.document_id = heading_names.document_id
            and documents.entity = heading_names.printed_name
    where listed_names.entity_id <> heading_names.entity_id and documents.entity <> ''

),

named as (

    select
        coalesce(printed_entities.entity_id, lineages.entity_id) as entity_id,
        coalesce(printed_entities.entity_name, lineages.agency_name) as entity_name,
        printed_entities.scope_entity_id,
        lineages.merged_into_name,
        coalesce(lineages.is_last_name, true) as is_last_name,
        lineages.valid_from,
        lineages.valid_to,
        printed_entities.entity_id is not null as is_printed
    from printed_entities
    full outer join lineages
        on
            printed_entities.entity_id = lineages.entity_id
            and printed_entities.entity_name = lineages.agency_name

),

described as (

    select
        named.*,
        coalesce(nullif(agencies.unit_code, ''), nullif(own_reports.unit_code, ''), nullif(listings.unit_code, ''))
            as unit_code,
        coalesce(nullif(agencies.agency_kind, ''), nullif(listings.unit_kind, '')) as agency_kind,
        nullif(agencies.agency_level, '') as agency_level,
        nullif(agencies.region_code, '') as region_code,
        coalesce(
            parent_lineages.entity_id, own_parents.parent_entity_id, listings.parent_entity_id, named.scope_entity_id
        ) as parent_entity_id,
        merged_lineages.entity_id as merged_into_entity_id
    from named
    left join agencies on named.entity_name = agencies.agency_name
    left join lineages as parent_lineages on agencies.parent_name = parent_lineages.agency_name
    left join lineages as merged_lineages on named.merged_into_name = merged_lineages.agency_name
    left join own_reports on named.entity_id = own_reports.entity_id and own_reports.report_number = 1
    left join own_parents on named.entity_id = own_parents.entity_id
    left join listings on named.entity_id = listings.entity_id and listings.listing_number = 1

),

final as (

    select
        entity_id,
        case when parent_entity_id <> entity_id then parent_entity_id end as parent_entity_id,
        merged_into_entity_id,

        entity_name,
        unit_code,
        agency_kind,
        agency_level,
        region_code,

        true as is_named,
        is_printed,
        is_last_name,

        valid_from,
        valid_to
    from described

    union all

    select
        entity_id,
        null as parent_entity_id,
        null as merged_into_entity_id,

        concat('未识别单位（', doc, '）') as entity_name,
        null as unit_code,
        null as agency_kind,
        null as agency_level,
        null as region_code,

        false as is_named,
        true as is_printed,
        true as is_last_name,

        cast(null as date) as valid_from,
        cast(null as date) as valid_to
    from unnamed_entities

)

select * from final
