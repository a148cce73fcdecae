-- grain: one row per printed item path and item code
-- The code of a path's last word says what the path means only where every word before it is an ancestor of that code
-- (“三公”经费/公务接待费). 教育支出/基本支出 is not the unit's 基本支出: there the whole path names the item.
with

figures as (

    select distinct
        item,
        item_code
    from {{ ref('int_corrected_figures') }}
    where item <> ''

),

ancestors as (

    select * from {{ ref('int_item_ancestors') }}

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
    union
    select
        alias as printed_name,
        item_code
    from {{ ref('stg_aliases') }}

),

words as (

    select
        item,
        item_code,
        {{ element_of("split(item, '/')") }} as word
    from figures
    where item_code <> ''

),

judged as (

    select
        words.item,
        words.item_code,
        words.word,
        max(case when ancestors.ancestor_code is null then 0 else 1 end) as is_ancestor_word
    from words
    left join names on words.word = names.printed_name
    left join ancestors
        on
            words.item_code = ancestors.item_code
            and names.item_code = ancestors.ancestor_code
    group by words.item, words.item_code, words.word

),

foreign_words as (

    select
        item,
        item_code,
        sum(1 - is_ancestor_word) as foreign_count
    from judged
    group by item, item_code

),

final as (

    select
        figures.item,
        figures.item_code,

        -- a path of one word needs no ancestors: the extractor has read it as that code
        figures.item_code <> ''
        and (coalesce(foreign_words.foreign_count, 1) = 0 or figures.item not like '%/%') as is_standard_path

    from figures
    left join foreign_words
        on
            figures.item = foreign_words.item
            and figures.item_code = foreign_words.item_code

)

select * from final
