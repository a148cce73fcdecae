-- grain: one row per figure
-- Figures as read, under what people corrected. What was read stays in stg_figures; a number is corrected only where
-- it was misread, so `raw` is still what is printed. A corrected figure is certain of what a person said of it.
-- Numerals read as no figure are here only where a person says which figure they are.
{{ config(materialized='view') }}

with

figures as (

    select * from {{ ref('int_read_numbers') }}

),

corrections as (

    select * from {{ ref('int_corrections') }}
    where status = 'applied'

),

units as (

    select
        unit,
        factor_to_norm
    from {{ ref('units') }}
    where kind in ('money', 'scale')

),

overlaid as (

    select
        figures.figure_id,
        figures.document_id,
        corrections.correction_id,

        figures.doc,
        coalesce(nullif(corrections.value_text, ''), figures.raw) as raw,
        {{ corrected('unit') }} as unit,
        {{ corrected('entity') }} as entity,
        {{ corrected('statement') }} as statement,
        case when corrections.action = 'exclude' then '' else {{ corrected('item') }} end as item,
        case when corrections.action = 'exclude' then '' else {{ corrected('item_code') }} end as item_code,
        {{ corrected('class_code') }} as class_code,
        {{ corrected('basis') }} as basis,
        {{ corrected('fund') }} as fund,
        {{ corrected('metric') }} as metric,
        {{ corrected('versus') }} as versus,
        {{ corrected('comparator') }} as comparator,
        figures.table_name,
        figures.snippet,
        figures.rule,
        figures.numeral_class as read_class,

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
        coalesce(cast(replace(nullif(corrections.value_text, ''), ',', '') as decimal(38, 10)), figures.value) as value,
        figures.value_norm,
        figures.decimals,
        coalesce(corrections.fiscal_year, figures.fiscal_year) as fiscal_year,
        case when corrections.correction_id is null then figures.confidence else 1 end as confidence,

        coalesce(corrections.value_text, '') <> '' or coalesce(corrections.unit, '') <> '' as is_revalued,
        coalesce(corrections.action, '') = 'exclude' as is_excluded

    from figures
    left join corrections on figures.figure_id = corrections.figure_id
    where figures.numeral_class <> 'non_figure' or corrections.action = 'correct'

),

final as (

    select
        overlaid.figure_id,
        overlaid.document_id,
        overlaid.correction_id,

        overlaid.doc,
        overlaid.raw,
        overlaid.unit,
        overlaid.entity,
        overlaid.statement,
        overlaid.item,
        overlaid.item_code,
        overlaid.class_code,
        overlaid.basis,
        overlaid.fund,
        overlaid.metric,
        overlaid.versus,
        overlaid.comparator,
        overlaid.table_name,
        overlaid.snippet,
        overlaid.rule,
        case
            when overlaid.correction_id is null then overlaid.read_class
            when overlaid.is_excluded then 'non_figure'
            when overlaid.item = '' then 'unmapped'
            when overlaid.metric in ('share', 'rate', 'change_amount', 'change_rate') then 'claim'
            else 'fact'
        end as numeral_class,

        overlaid.page,
        overlaid.line,
        overlaid.char_start,
        overlaid.char_end,
        overlaid.x0,
        overlaid.y0,
        overlaid.x1,
        overlaid.y1,
        overlaid.table_no,
        overlaid.row_no,
        overlaid.col_no,
        overlaid.value,
        case
            when overlaid.is_revalued
                then cast(overlaid.value * coalesce(units.factor_to_norm, 1) as decimal(38, 10))
            else overlaid.value_norm
        end as value_norm,
        case
            when overlaid.is_revalued
                then cast(
                    {{ decimals_of('overlaid.raw') }}
                    - coalesce(cast(round(log10(cast(units.factor_to_norm as double))) as integer), 0) as integer
                )
            else overlaid.decimals
        end as decimals,
        overlaid.fiscal_year,
        overlaid.confidence

    from overlaid
    left join units on overlaid.unit = units.unit

)

select * from final
