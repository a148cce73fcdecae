-- grain: one row per correction of a figure
with

corrections as (

    select * from {{ ref('int_corrections') }}

),

figures as (

    select * from {{ ref('int_read_numbers') }}

),

final as (

    select
        corrections.correction_id,
        corrections.document_id,
        corrections.figure_id,

        corrections.doc as document_name,
        corrections.action as correction_action,
        corrections.status as correction_state,
        {{ unstated('corrections.change_text') }} as change_text,
        corrections.raw as evidence_text,
        {{ unstated('corrections.snippet') }} as snippet,
        {{ unstated('figures.item') }} as read_item_path,
        {{ unstated('figures.basis') }} as read_basis,
        {{ unstated('figures.unit') }} as read_unit_text,
        {{ unstated('corrections.entity') }} as entity_name,
        {{ unstated('corrections.statement') }} as statement,
        {{ unstated('corrections.item') }} as item_path,
        {{ unstated('corrections.item_code') }} as item_code,
        {{ unstated('corrections.class_code') }} as class_code,
        {{ unstated('corrections.basis') }} as basis,
        {{ unstated('corrections.fund') }} as fund,
        {{ unstated('corrections.metric') }} as metric,
        {{ unstated('corrections.unit') }} as unit_text,
        {{ unstated('corrections.value_text') }} as value_text,
        corrections.who as decided_by,
        corrections.reason,
        corrections.origin as decision_origin,

        corrections.page,
        corrections.char_start,
        corrections.char_end,
        corrections.table_no,
        corrections.row_no,
        corrections.col_no,
        corrections.fiscal_year,
        figures.fiscal_year as read_fiscal_year,

        corrections.made_at as decided_at

    from corrections
    left join figures on corrections.figure_id = figures.figure_id

)

select * from final
order by document_id, page, char_start, decided_at
