-- grain: one row per passage marked for a check
with

source as (

    select * from {{ source('raw', 'text_marks') }}

),

final as (

    select
        document_id,

        kind,
        text,
        {{ stated('subject') }} as subject,

        page,
        line,
        char_start,
        char_end,
        table_no,
        row_no,
        col_no

    from source

)

select * from final
