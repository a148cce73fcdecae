-- grain: one row per figure
-- Every figure with its place, named or not: what a fact rests on, and what else prints it.
with

figures as (

    select * from {{ ref('int_corrected_figures') }}

),

named_figures as (

    select * from {{ ref('int_figures') }}

),

printings as (

    select * from {{ ref('int_fact_printings') }}

),

final as (

    select
        figures.figure_id,
        figures.document_id,
        named_figures.entity_id,
        printings.fact_id,
        printings.chosen_figure_id,
        figures.correction_id,

        named_figures.entity as entity_name,
        {{ unstated('figures.statement') }} as statement,
        {{ unstated('figures.item') }} as item_path,
        {{ unstated('figures.item_code') }} as item_code,
        {{ unstated('figures.class_code') }} as class_code,
        {{ unstated('figures.basis') }} as basis,
        {{ unstated('figures.fund') }} as fund,
        {{ unstated('figures.metric') }} as metric,
        {{ unstated('figures.versus') }} as versus_text,
        {{ unstated('figures.comparator') }} as comparator,
        figures.numeral_class,
        figures.raw as raw_text,
        {{ unstated('figures.unit') }} as unit_text,
        {{ unstated('figures.table_name') }} as table_name,
        {{ unstated('figures.snippet') }} as snippet,
        {{ unstated('figures.rule') }} as extraction_rule,

        named_figures.fiscal_year,
        figures.value as printed_value,
        named_figures.amount_yuan,
        figures.decimals,
        figures.page,
        figures.line,
        figures.char_start,
        figures.char_end,
        figures.x0,
        figures.y0,
        figures.x1,
        figures.y1,
        figures.table_no,
        figures.row_no,
        figures.col_no,
        figures.confidence,

        coalesce(printings.is_chosen, false) as is_chosen,
        printings.is_agreeing

    from figures
    left join named_figures on figures.figure_id = named_figures.figure_id
    left join printings on figures.figure_id = printings.figure_id

)

select * from final
order by document_id, page, char_start, figure_id
