-- grain: one row per item
-- Standard items of the account tree, rows of class tables (code and column), and paths that only documents name.
with

items as (

    select * from {{ ref('items') }}

),

facts as (

    select * from {{ ref('int_facts') }}

),

stated_rates as (

    select * from {{ ref('int_stated_rates') }}
    where statement = 'execution' and rate_number = 1

),

standard as (

    select
        concat(statement, ':', item_code) as item_id,
        item_code,
        item_name,
        item_name as item_path,
        statement,
        parent_code
    from items

),

printed as (

    select
        concat(statement, ':', item_key) as item_id,
        min(item_leaf) as item_name,
        min(item) as item_path,
        min(statement) as statement,
        min(item_key) as item_key,
        max(function_code) as function_code,
        max(economic_code) as economic_code,
        count(*) as fact_count
    from facts
    group by concat(statement, ':', item_key)

),

rates as (

    select
        item_id,
        min(item_name) as item_name,
        min(item_path) as item_path,
        min(statement) as statement,
        min(item_key) as item_key
    from stated_rates
    group by item_id

),

unioned as (

    select
        coalesce(standard.item_id, printed.item_id, rates.item_id) as item_id,
        standard.item_code,
        coalesce(standard.item_name, printed.item_name, rates.item_name) as item_name,
        coalesce(standard.item_path, printed.item_path, rates.item_path) as item_path,
        coalesce(standard.statement, printed.statement, rates.statement) as statement,
        case when standard.item_id is null then coalesce(printed.item_key, rates.item_key) end as printed_key,
        nullif(printed.function_code, '') as function_code,
        nullif(printed.economic_code, '') as economic_code,
        standard.parent_code,
        coalesce(printed.fact_count, 0) as fact_count
    from standard
    full outer join printed on standard.item_id = printed.item_id
    full outer join rates on coalesce(standard.item_id, printed.item_id) = rates.item_id

),

parented as (

    select
        *,
        case
            when parent_code is not null then concat(statement, ':', parent_code)
            when printed_key like '%/%'
                then concat(
                    statement, ':',
                    substr(printed_key, 1, length(printed_key) - length(split_part(printed_key, '/', -1)) - 1)
                )
        end as wanted_parent_id
    from unioned

),

final as (

    select
        parented.item_id,
        parents.item_id as parent_item_id,

        parented.item_name,
        parented.item_path,
        parented.statement,
        parented.item_code,
        parented.function_code,
        parented.economic_code,

        parented.fact_count,

        parented.item_code is not null as is_standard

    from parented
    left join parented as parents on parented.wanted_parent_id = parents.item_id

)

select * from final
order by item_id
