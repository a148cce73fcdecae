-- grain: one row per file taken in
with

source as (

    select * from {{ source('raw', 'documents') }}

),

final as (

    select
        document_id,

        doc,
        source_path,
        media_type,
        extractor_version,
        origin,
        {{ stated('title') }} as title,
        {{ stated('document_type') }} as document_type,
        {{ name_key(stated('entity')) }} as entity,
        {{ stated('fill_date') }} as fill_date_text,
        {{ stated('unit_code') }} as unit_code,
        {{ name_key(stated('parent_entity')) }} as parent_entity,
        {{ stated('error_code') }} as error_code,
        {{ stated('error_message') }} as error_message,
        {{ stated('warnings') }} as warnings_text,

        byte_count,
        page_count,
        fiscal_year,

        {{ stated('error_code') }} = '' as is_readable,

        loaded_at

    from source

)

select * from final
