-- grain: one row per document and entity of its figures
with

entity_names as (

    select * from {{ ref('int_entity_names') }}

),

figures as (

    select * from {{ ref('int_corrected_figures') }}

),

final as (

    select distinct
        figures.document_id,
        entity_names.entity_id
    from figures
    inner join entity_names
        on
            figures.document_id = entity_names.document_id
            and figures.entity = entity_names.printed_name

)

select * from final
