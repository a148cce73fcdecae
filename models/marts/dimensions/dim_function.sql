-- grain: one row per class code
-- 政府收支分类科目: function classes 2xx (类, 款, 项), economic classes 3xx of departments and 5xx of governments. A code
-- that documents print and seeds lack is here too, named as printed.
with

classes as (

    select * from {{ ref('int_budget_classes') }}

),

facts as (

    select * from {{ ref('int_facts') }}
    where function_code <> '' or economic_code <> ''

),

official as (

    select
        *,
        row_number() over (
            partition by class_code
            order by coalesce(valid_to_year, 9999) desc
        ) as name_number
    from classes

),

printed as (

    select
        function_code || economic_code as class_code,
        min(case when item_parent = '' then item_leaf else split_part(item, '/', 1) end) as class_name,
        max(economic_code) as economic_code,
        count(*) as fact_count
    from facts
    group by function_code || economic_code

),

current_names as (

    select * from official
    where name_number = 1

),

joined as (

    select
        coalesce(official.class_code, printed.class_code) as class_code,
        coalesce(official.class_name, printed.class_name) as class_name,
        coalesce(
            official.classification,
            case
                when printed.economic_code like '3%' then 'economic_department'
                when printed.economic_code like '5%' then 'economic_government'
                else 'function'
            end
        ) as classification,
        official.class_code is not null as is_official,
        coalesce(printed.fact_count, 0) as fact_count
    from current_names as official
    full outer join printed on official.class_code = printed.class_code

),

final as (

    select
        joined.class_code,
        case
            when length(joined.class_code) in (5, 7) then substr(joined.class_code, 1, length(joined.class_code) - 2)
        end as parent_class_code,

        joined.class_name,
        type_names.class_name as type_name,
        joined.classification,
        case length(joined.class_code) when 3 then '类' when 5 then '款' when 7 then '项' end as class_level,

        joined.fact_count,

        joined.is_official

    from joined
    left join official as type_names
        on substr(joined.class_code, 1, 3) = type_names.class_code and type_names.name_number = 1

)

select * from final
order by class_code
