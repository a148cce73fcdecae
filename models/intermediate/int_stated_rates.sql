-- grain: one row per execution or completion rate that a document states
-- A rate belongs to the item it is about: a last word that names a rate (支出进度, 执行率) is dropped from the path; an item
-- that is itself a rate (预算执行率) stands for its parent.
with

figures as (

    select * from {{ ref('int_figures') }}
    where is_claim and metric = 'rate' and basis_group = '决算'

),

rate_items as (

    select * from {{ ref('items') }}
    where metric = 'rate' and parent_code is not null

),

item_paths as (

    select * from {{ ref('int_item_paths') }}

),

names as (

    select
        item_name as printed_name,
        item_code
    from {{ ref('items') }}
    union
    select
        alias as printed_name,
        item_code
    from {{ ref('aliases') }}
    where item_code is not null

),

-- a word that names items of several statements names the first of them
named_items as (

    select
        printed_name,
        min(item_code) as item_code
    from names
    group by printed_name

),

rate_words as (

    select * from {{ ref('rate_words') }}

),

rate_leaves as (

    select distinct figures.item_leaf
    from (select distinct item_leaf from figures) as figures
    inner join rate_words on figures.item_leaf like concat('%', rate_words.word)

),

keyed as (

    select
        figures.*,
        case
            when rate_leaves.item_leaf is not null and figures.item_parent <> ''
                then coalesce(named_items.item_code, figures.item_parent)
            when rate_items.item_code is not null then rate_items.parent_code
            when item_paths.is_standard_path then figures.item_code
            else figures.item
        end as item_key
    from figures
    left join rate_leaves on figures.item_leaf = rate_leaves.item_leaf
    left join named_items on figures.item_parent = named_items.printed_name
    left join rate_items on figures.item_code = rate_items.item_code
    left join item_paths
        on
            figures.item = item_paths.item
            and figures.item_code = item_paths.item_code

),

identified as (

    select
        keyed.*,
        {{ hash_key(subject_parts('keyed', 'keyed.item_key', '1')) }} as subject_id
    from keyed

),

final as (

    select
        figure_id,
        subject_id,
        entity_id,
        document_id,
        concat(statement, ':', item_key) as item_id,
        {{ single_list('figure_id') }} as figure_ids,

        entity as entity_name,
        statement,
        item_key,
        item as item_path,
        item_leaf as item_name,
        nullif(fund, '') as fund,

        fiscal_year,
        -- 1-9月, 9月: the month up to which the rate is told
        cast(nullif(regexp_extract(item, '([0-9]{1,2})月', 1), '') as integer) as period_month,
        cast(value_norm / 100 as decimal(18, 6)) as stated_ratio,
        confidence,
        row_number() over (
            partition by subject_id
            order by decimals desc, confidence desc, document_id, page, line, char_start, figure_id
        ) as rate_number

    from identified

)

select * from final
