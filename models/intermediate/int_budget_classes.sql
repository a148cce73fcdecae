-- grain: one row per class code and official name
-- Names change over the years (医疗卫生与计划生育支出 became 卫生健康支出 in 2019); a code keeps all its names.
with

function_codes as (

    select * from {{ ref('function_codes') }}

),

economic_codes as (

    select * from {{ ref('economic_codes') }}

),

codes as (

    select
        *,
        'function' as classification
    from function_codes

    union all

    select
        *,
        case when substr(class_code, 1, 1) = '3' then 'economic_department' else 'economic_government' end
            as classification
    from economic_codes

),

final as (

    select
        class_code,

        class_name,
        classification,
        coalesce(parent_code, '') as parent_code,
        source,

        -- 类 has three digits, 款 five, 项 seven
        cast((length(class_code) - 1) / 2 as integer) as class_level,
        valid_from_year,
        valid_to_year,

        valid_to_year is null as is_current

    from codes

)

select * from final
