-- grain: one row per printed line of a page
with

source as (

    select * from {{ source('raw', 'lines') }}

),

final as (

    select
        document_id,

        text,

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
