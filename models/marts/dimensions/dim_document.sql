-- grain: one row per document
with

documents as (

    select * from {{ ref('int_documents') }}

),

entity_names as (

    select * from {{ ref('int_entity_names') }}

),

figures as (

    select * from {{ ref('int_corrected_figures') }}

),

figure_counts as (

    select
        document_id,
        sum(case when numeral_class = 'fact' then 1 else 0 end) as fact_figure_count,
        sum(case when numeral_class = 'claim' then 1 else 0 end) as claim_figure_count,
        sum(case when numeral_class = 'unmapped' then 1 else 0 end) as unmapped_figure_count
    from figures
    group by document_id

),

final as (

    select
        documents.document_id,
        entity_names.entity_id,

        documents.doc as document_name,
        documents.source_path,
        documents.media_type,
        documents.origin,
        {{ unstated('documents.title') }} as title,
        {{ unstated('documents.document_type') }} as document_type,
        entity_names.entity_name,
        {{ unstated('documents.fill_date_text') }} as fill_date_text,
        {{ unstated('documents.unit_code') }} as unit_code,
        {{ unstated('documents.error_code') }} as error_code,
        {{ unstated('documents.error_message') }} as error_message,
        {{ unstated('documents.warnings_text') }} as warnings_text,
        documents.extractor_version,

        documents.fiscal_year,
        documents.page_count,
        documents.byte_count,
        cast(coalesce(figure_counts.fact_figure_count, 0) as bigint) as fact_figure_count,
        cast(coalesce(figure_counts.claim_figure_count, 0) as bigint) as claim_figure_count,
        cast(coalesce(figure_counts.unmapped_figure_count, 0) as bigint) as unmapped_figure_count,

        documents.is_readable,

        documents.loaded_at

    from documents
    inner join entity_names
        on
            documents.document_id = entity_names.document_id
            and documents.entity = entity_names.printed_name
    left join figure_counts on documents.document_id = figure_counts.document_id

)

select * from final
order by document_id
