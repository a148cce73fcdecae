-- grain: one row per document
-- The same bytes taken in under two names are one document; the name taken in last is shown.
with

documents as (

    select * from {{ ref('stg_documents') }}

),

numbered as (

    select
        *,
        row_number() over (partition by document_id order by loaded_at desc, doc) as file_number,
        count(*) over (partition by document_id) as file_count
    from documents

),

final as (

    select
        document_id,

        doc,
        source_path,
        media_type,
        extractor_version,
        origin,
        title,
        document_type,
        entity,
        fill_date_text,
        unit_code,
        parent_entity,
        error_code,
        error_message,
        warnings_text,

        byte_count,
        page_count,
        fiscal_year,
        file_count,

        is_readable,

        loaded_at

    from numbered
    where file_number = 1

)

select * from final
