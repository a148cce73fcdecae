-- grain: one row per unit that a document lists
with

source as (

    select * from {{ source('raw', 'listed_units') }}

),

final as (

    select
        document_id,

        {{ name_key(stated('name')) }} as listed_name,
        name as listed_name_text,
        {{ stated('code') }} as unit_code,
        {{ stated('kind') }} as unit_kind,

        page,
        line

    from source

)

select * from final
