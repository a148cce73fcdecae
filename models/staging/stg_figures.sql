-- grain: one row per figure
with

source as (

    select * from {{ source('raw', 'figures') }}

),

final as (

    select
        figure_id,
        document_id,

        doc,
        raw,
        {{ stated('unit') }} as unit,
        {{ name_key(stated('entity')) }} as entity,
        {{ stated('statement') }} as statement,
        {{ stated('item') }} as item,
        {{ stated('item_code') }} as item_code,
        {{ stated('function_code') }} as class_code,
        {{ stated('basis') }} as basis,
        {{ stated('fund') }} as fund,
        {{ stated('metric') }} as metric,
        {{ stated('versus') }} as versus,
        {{ stated('comparator') }} as comparator,
        {{ stated(adapter.quote('table')) }} as table_name,
        {{ stated('snippet') }} as snippet,
        {{ stated('rule') }} as rule,
        numeral_class,

        page,
        line,
        char_start,
        char_end,
        x0,
        y0,
        x1,
        y1,
        table_no,
        row_no,
        col_no,
        value,
        value_norm,
        decimals,
        year as fiscal_year,
        confidence

    from source

)

select * from final
