-- grain: one row per entity name
-- Chinese agencies carry their region in front of their name: 省 or its short form, then 市 or 州, then 县, 区 or 旗, then
-- 镇, 乡 or 街道. Provinces and cities come from seeds; a county that seeds lack is read from the name and has no code.
with

entity_names as (

    select distinct
        entity_name,
        regexp_replace(entity_name, '^(中国共产党|中共)', '') as place_name,
        regexp_extract(
            regexp_replace(entity_name, '^(中国共产党|中共)', ''), '^(国家|中国|中华人民共和国|国务院|中央)', 1
        ) <> '' as is_central
    from {{ ref('int_entities') }}
    where is_named

),

regions as (

    select
        region_code,
        region_name,
        coalesce(short_name, '') as short_name,
        coalesce(parent_code, '') as parent_code,
        region_level
    from {{ ref('regions') }}

),

exceptions as (

    select * from {{ ref('region_name_exceptions') }}

),

province_matches as (

    select
        entity_names.entity_name,
        regions.region_code as province_code,
        case
            when entity_names.place_name like concat(regions.region_name, '%') then length(regions.region_name)
            else length(regions.short_name)
        end as province_length
    from entity_names
    inner join regions
        on
            entity_names.place_name like concat(regions.region_name, '%')
            or (
                entity_names.place_name like concat(regions.short_name, '%')
                -- 吉林市, 海南州: the short form of a province in another region's name
                and substr(entity_names.place_name, length(regions.short_name) + 1, 1)
                not in ('市', '区', '县', '旗', '州', '镇', '乡', '路')
            )
    where regions.region_level = '省级'

),

with_province as (

    select
        entity_names.entity_name,
        province_matches.province_code,
        entity_names.is_central,
        substr(entity_names.place_name, coalesce(province_matches.province_length, 0) + 1) as after_province
    from entity_names
    left join province_matches on entity_names.entity_name = province_matches.entity_name

),

city_matches as (

    select
        with_province.entity_name,
        regions.region_code as city_code,
        regions.parent_code as city_province_code,
        regions.region_name as city_name,
        row_number() over (
            partition by with_province.entity_name
            order by length(regions.region_name) desc, regions.region_code
        ) as match_number
    from with_province
    inner join regions
        on
            regions.region_level = '地市级'
            and with_province.after_province like concat(regions.region_name, '%')
            and coalesce(with_province.province_code, regions.parent_code) = regions.parent_code

),

with_city as (

    select
        with_province.entity_name,
        with_province.is_central,
        coalesce(with_province.province_code, city_matches.city_province_code) as province_code,
        city_matches.city_code,
        substr(with_province.after_province, coalesce(length(city_matches.city_name), 0) + 1) as after_city
    from with_province
    left join city_matches
        on with_province.entity_name = city_matches.entity_name and city_matches.match_number = 1

),

county_matches as (

    select
        with_city.entity_name,
        regions.region_code as county_code,
        regions.region_name as county_name,
        regions.parent_code as county_parent_code,
        row_number() over (
            partition by with_city.entity_name
            order by length(regions.region_name) desc, regions.region_code
        ) as match_number
    from with_city
    inner join regions
        on
            regions.region_level = '县级'
            and with_city.after_city like concat(regions.region_name, '%')
            and (
                coalesce(with_city.city_code, with_city.province_code, regions.parent_code) = regions.parent_code
                or (
                    with_city.city_code is null
                    and substr(with_city.province_code, 1, 2) = substr(regions.region_code, 1, 2)
                )
            )

),

counties_read as (

    select
        entity_name,
        regexp_extract(
            after_city,
            '^([^省市区县旗]{1,6}(自治县|自治旗|县)|[^省市区县旗]{2,6}(新区|区|市|旗))', 1
        ) as county_name
    from with_city
    where not is_central

),

counties_allowed as (

    select
        counties_read.entity_name,
        counties_read.county_name
    from counties_read
    left join exceptions on counties_read.county_name like concat('%', exceptions.ending)
    where counties_read.county_name <> '' and exceptions.ending is null

),

with_county as (

    select
        with_city.entity_name,
        with_city.is_central,
        with_city.province_code,
        coalesce(with_city.city_code, parent_cities.region_code) as city_code,
        county_matches.county_code,
        coalesce(county_matches.county_name, counties_allowed.county_name) as county_name,
        coalesce(county_matches.county_parent_code, with_city.city_code, with_city.province_code) as county_parent_code,
        substr(
            with_city.after_city,
            coalesce(length(county_matches.county_name), length(counties_allowed.county_name), 0) + 1
        ) as after_county
    from with_city
    left join county_matches
        on with_city.entity_name = county_matches.entity_name and county_matches.match_number = 1
    left join regions as parent_cities
        on county_matches.county_parent_code = parent_cities.region_code and parent_cities.region_level = '地市级'
    left join counties_allowed on with_city.entity_name = counties_allowed.entity_name

),

with_town as (

    select
        *,
        regexp_extract(
            after_county, '^([^局委办厅院]{1,8}(镇|乡|街道))(人民政府|党工委|财政|机关|办事处|（|$)', 1
        ) as town_name
    from with_county

),

final as (

    select
        entity_name,
        case
            when county_code is not null then county_code
            when county_name is not null then {{ hash_key(['county_parent_code', 'county_name']) }}
            when city_code is not null then city_code
            when province_code is not null then province_code
            when is_central then '000000'
        end as region_id,
        county_code,
        case when county_code is null then county_name end as unlisted_county_name,
        county_parent_code,
        case
            when town_name <> '' then '乡级'
            when county_name is not null then '县级'
            when city_code is not null then '地市级'
            when province_code is not null then '省级'
            when is_central then '中央'
        end as agency_level

    from with_town

)

select * from final
