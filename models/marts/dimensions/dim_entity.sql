-- grain: one row per entity and name it has borne
-- A renamed agency keeps its entity_id and has a row per name; a merged one ends and points to its successor.
with

entities as (

    select * from {{ ref('int_entities') }}

),

regions as (

    select * from {{ ref('int_entity_regions') }}

),

kind_matches as (

    select * from {{ ref('int_entity_kinds') }}

),

documents as (

    select * from {{ ref('int_documents') }}

),

entity_names as (

    select * from {{ ref('int_entity_names') }}

),

reports as (

    select
        entity_names.entity_id,
        count(distinct documents.document_id) as document_count,
        min(documents.fiscal_year) as first_fiscal_year,
        max(documents.fiscal_year) as last_fiscal_year
    from documents
    inner join entity_names
        on
            documents.document_id = entity_names.document_id
            and documents.entity = entity_names.printed_name
    group by entity_names.entity_id

),

final as (

    select
        {{ hash_key(['entities.entity_id', 'entities.entity_name']) }} as entity_name_id,
        entities.entity_id,
        entities.parent_entity_id,
        entities.merged_into_entity_id,
        coalesce(entities.region_code, regions.region_id) as region_id,

        entities.entity_name,
        entities.unit_code,
        coalesce(entities.agency_kind, kind_matches.agency_kind) as agency_kind,
        case
            when entities.agency_kind is not null then 'stated'
            when kind_matches.agency_kind is not null then 'name'
        end as agency_kind_source,
        coalesce(entities.agency_level, regions.agency_level) as agency_level,

        cast(coalesce(reports.document_count, 0) as integer) as document_count,
        reports.first_fiscal_year,
        reports.last_fiscal_year,

        entities.is_named,
        entities.is_printed as is_in_documents,
        entities.is_last_name as is_current,

        entities.valid_from as valid_from_date,
        entities.valid_to as valid_to_date

    from entities
    left join regions on entities.entity_name = regions.entity_name
    left join kind_matches on entities.entity_name = kind_matches.entity_name
    left join reports on entities.entity_id = reports.entity_id

)

select * from final
order by entity_id, valid_from_date
