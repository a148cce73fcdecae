-- grain: one row per figure or correction that waits for a person
-- A figure waits where no rule names it, or where the rule that names it is right too seldom
-- (seeds/rules/review_reasons.csv).
with

figures as (

    select * from {{ ref('int_corrected_figures') }}
    where correction_id is null

),

documents as (

    select
        document_id,
        entity,
        fiscal_year
    from {{ ref('int_documents') }}

),

corrections as (

    select * from {{ ref('int_corrections') }}
    where status = 'stale'

),

reasons as (

    select * from {{ ref('review_reasons') }}

),

waiting as (

    select
        figures.figure_id as review_id,
        case when figures.item = '' then 'unmapped' else 'low_confidence' end as review_reason,
        figures.figure_id,
        figures.document_id,
        figures.doc,
        figures.raw,
        figures.unit,
        figures.snippet,
        figures.item,
        figures.item_code,
        figures.basis,
        figures.metric,
        figures.page,
        figures.line,
        figures.table_no,
        figures.row_no,
        figures.col_no,
        coalesce(figures.fiscal_year, documents.fiscal_year) as fiscal_year,
        figures.confidence
    from figures
    inner join documents on figures.document_id = documents.document_id
    inner join reasons on reasons.review_reason = 'low_confidence'
    where figures.item = '' or figures.confidence < reasons.below_confidence

    union all

    select
        correction_id as review_id,
        'stale_correction' as review_reason,
        cast(null as {{ dbt.type_string() }}) as figure_id,
        document_id,
        doc,
        raw,
        unit,
        snippet,
        item,
        item_code,
        basis,
        metric,
        page,
        cast(null as integer) as line,
        table_no,
        row_no,
        col_no,
        fiscal_year,
        cast(null as double) as confidence
    from corrections

),

final as (

    select
        review_id,
        document_id,
        figure_id,

        review_reason,
        doc as document_name,
        raw as raw_text,
        {{ unstated('unit') }} as unit_text,
        {{ unstated('snippet') }} as snippet,
        {{ unstated('item') }} as item_path,
        {{ unstated('item_code') }} as item_code,
        {{ unstated('basis') }} as basis,
        {{ unstated('metric') }} as metric,

        page,
        line,
        table_no,
        row_no,
        col_no,
        fiscal_year,
        confidence

    from waiting

)

select * from final
order by review_reason, document_id, page, line, review_id
