-- grain: one row per numeral that is no figure
-- With an id and the words around it, so that a person can say which figure it is.
{{ config(materialized='view') }}

with

non_figures as (

    select * from {{ ref('stg_non_figures') }}

),

lines as (

    select * from {{ ref('stg_lines') }}

),

documents as (

    select
        document_id,
        doc,
        entity,
        fiscal_year
    from {{ ref('int_documents') }}

),

final as (

    select
        concat(
            substr(non_figures.document_id, 1, 16), ':p', cast(non_figures.page as {{ dbt.type_string() }}),
            'c', cast(non_figures.char_start as {{ dbt.type_string() }})
        ) as figure_id,
        non_figures.document_id,

        documents.doc,
        non_figures.raw,
        non_figures.kind,
        {{ words_around('non_figures', 'lines') }} as snippet,
        documents.entity,

        non_figures.page,
        non_figures.line,
        non_figures.char_start,
        non_figures.char_end,
        non_figures.table_no,
        non_figures.row_no,
        non_figures.col_no,
        documents.fiscal_year as document_year

    from non_figures
    inner join documents on non_figures.document_id = documents.document_id
    left join lines
        on
            non_figures.document_id = lines.document_id
            and non_figures.page = lines.page
            and non_figures.line = lines.line

)

select * from final
