-- grain: one row per alias learnt in this home
-- The shared aliases are the seed vocabulary/aliases.
with

source as (

    select * from {{ source('raw', 'aliases') }}

),

final as (

    select distinct
        {{ stated('alias') }} as alias,
        {{ stated('item_code') }} as item_code

    from source

)

select * from final
