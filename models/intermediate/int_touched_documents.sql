-- grain: one row per document whose rows are made anew in this version
-- Touched are the documents that are new, gone or read again, those whose entities are others now, and all that share
-- an entity with one of them, in this version or in the one it is made from. Without such a version all are touched.
with recursive

links as (

    select * from {{ ref('int_document_entities') }}
    union
    select * from {{ previous('int_document_entities') }}

),

changed_documents as (

    {{ changed_keys('stg_documents', 'document_id') }}

),

changed_names as (

    {{ changed_keys('int_entity_names', 'document_id') }}

),

changed_entities as (

    {{ changed_keys('int_entities', 'entity_id') }}

),

touched as (

    select document_id from changed_documents

    union

    select document_id from changed_names

    union

    select links.document_id
    from links
    inner join changed_entities on links.entity_id = changed_entities.entity_id

    union

    select others.document_id
    from touched
    inner join links on touched.document_id = links.document_id
    inner join links as others on links.entity_id = others.entity_id

)

select * from touched
