-- grain: one row per region
-- Regions of seeds/reference/regions, and counties that only an agency's name tells of (without a code).
with

regions as (

    select * from {{ ref('regions') }}

),

entity_regions as (

    select * from {{ ref('int_entity_regions') }}

),

listed as (

    select
        region_code as region_id,
        case when region_code <> '000000' then coalesce(parent_code, '000000') end as parent_region_id,
        region_name,
        region_level,
        region_code
    from regions

),

unlisted as (

    select
        region_id,
        min(county_parent_code) as parent_region_id,
        min(unlisted_county_name) as region_name,
        '县级' as region_level,
        cast(null as {{ dbt.type_string() }}) as region_code
    from entity_regions
    where unlisted_county_name is not null
    group by region_id

),

unioned as (

    select * from listed
    union all
    select * from unlisted

),

final as (

    select
        unioned.region_id,
        unioned.parent_region_id,

        unioned.region_name,
        case
            when grandparents.region_id is not null and grandparents.region_id <> '000000'
                then concat(grandparents.region_name, parents.region_name, unioned.region_name)
            when parents.region_id is not null and parents.region_id <> '000000'
                then concat(parents.region_name, unioned.region_name)
            else unioned.region_name
        end as region_path,
        unioned.region_level,
        unioned.region_code,
        case
            when unioned.region_level = '省级' then unioned.region_name
            when parents.region_level = '省级' then parents.region_name
            when grandparents.region_level = '省级' then grandparents.region_name
        end as province_name

    from unioned
    left join unioned as parents on unioned.parent_region_id = parents.region_id
    left join unioned as grandparents on parents.parent_region_id = grandparents.region_id

)

select * from final
order by region_id
