-- grain: one row per item and one of its ancestors, itself included
with recursive

items as (

    select * from {{ ref('items') }}

),

climb as (

    select
        item_code,
        item_code as ancestor_code,
        coalesce(parent_code, '') as next_code,
        cast(0 as integer) as distance
    from items

    union all

    select
        climb.item_code,
        items.item_code as ancestor_code,
        coalesce(items.parent_code, '') as next_code,
        climb.distance + 1 as distance
    from climb
    inner join items on climb.next_code = items.item_code
    where climb.distance < 20

),

final as (

    select
        item_code,
        ancestor_code,
        distance
    from climb

)

select * from final
