-- grain: one row per table cell
with

source as (

    select * from {{ source('raw', 'cells') }}

),

final as (

    select
        document_id,

        text,
        {{ stated('table_caption') }} as table_caption,
        {{ stated('unit_note') }} as unit_note,

        table_no,
        row_no,
        col_no,
        row_span,
        col_span,
        page,
        line,
        char_start,
        char_end,
        x0,
        y0,
        x1,
        y1

    from source

)

select * from final
