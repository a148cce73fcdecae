-- grain: one row per figure
-- Figures as read, and of the numerals read as no figure those that a person corrected: a correction may say that they
-- are one. `line_words` is told for numbers of corrections: it stays where reading puts a numeral into another class.
{{ config(materialized='view') }}

with

figures as (

    select * from {{ ref('stg_figures') }}

),

non_figures as (

    select * from {{ ref('int_non_figures') }}

),

lines as (

    select * from {{ ref('stg_lines') }}

),

corrected as (

    select distinct
        document_id,
        raw
    from {{ ref('stg_corrections') }}

),

corrected_figures as (

    select
        figures.figure_id,
        {{ words_around('figures', 'lines') }} as line_words
    from figures
    inner join corrected on figures.document_id = corrected.document_id and figures.raw = corrected.raw
    inner join lines
        on
            figures.document_id = lines.document_id
            and figures.page = lines.page
            and figures.line = lines.line

),

final as (

    select
        figures.*,
        corrected_figures.line_words
    from figures
    left join corrected_figures on figures.figure_id = corrected_figures.figure_id

    union all

    select
        non_figures.figure_id,
        non_figures.document_id,

        non_figures.doc,
        non_figures.raw,
        '' as unit,
        non_figures.entity,
        '' as statement,
        '' as item,
        '' as item_code,
        '' as class_code,
        '' as basis,
        '' as fund,
        '' as metric,
        '' as versus,
        '' as comparator,
        '' as table_name,
        non_figures.snippet,
        '' as rule,
        'non_figure' as numeral_class,

        non_figures.page,
        non_figures.line,
        non_figures.char_start,
        non_figures.char_end,
        cast(null as double) as x0,
        cast(null as double) as y0,
        cast(null as double) as x1,
        cast(null as double) as y1,
        non_figures.table_no,
        non_figures.row_no,
        non_figures.col_no,
        try_cast(replace(non_figures.raw, ',', '') as decimal(38, 10)) as value,
        try_cast(replace(non_figures.raw, ',', '') as decimal(38, 10)) as value_norm,
        cast({{ decimals_of('non_figures.raw') }} as integer) as decimals,
        cast(null as integer) as fiscal_year,
        cast(0 as double) as confidence,
        non_figures.snippet as line_words
    from non_figures
    inner join corrected
        on
            non_figures.document_id = corrected.document_id
            and non_figures.raw = corrected.raw

)

select * from final
