-- grain: one row per numeral that is no figure
with

source as (

    select * from {{ source('raw', 'non_figures') }}

),

final as (

    select
        document_id,

        raw,
        kind,

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
