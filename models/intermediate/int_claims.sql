-- grain: one row per claim (a share, a rate or a change that a document states)
-- What its words say of the number it is relative to.
with

claims as (

    select * from {{ ref('int_operands') }}
    where is_claim

),

items as (

    select * from {{ ref('items') }}

),

rate_words as (

    select * from {{ ref('rate_words') }}

),

basis_groups as (

    select * from {{ ref('basis_groups') }}

),

-- 执行率 of the item above it: the longest name counts
rate_names as (

    select
        claims.figure_id,
        rate_words.kind,
        rate_words.year_offset,
        row_number() over (
            partition by claims.figure_id
            order by length(rate_words.word) desc, rate_words.word
        ) as word_number
    from claims
    inner join rate_words
        on rate_words.kind in ('rate', 'share', 'change') and claims.item_leaf like concat('%', rate_words.word)

),

-- 人均 is defined by checks of its own; 1-9月支出进度 is of what was spent by then, and pace_schedule looks at it
not_recomputed as (

    select
        claims.figure_id,
        max(case when rate_words.kind = 'excluded' then 1 else 0 end) as is_excluded,
        max(case when rate_words.kind = 'interim' and claims.metric = 'rate' then 1 else 0 end) as is_interim
    from claims
    inner join rate_words
        on rate_words.kind in ('excluded', 'interim') and claims.item like concat('%', rate_words.word, '%')
    group by claims.figure_id

),

final as (

    select
        claims.*,
        coalesce(basis_groups.basis_group, '') as versus_basis_group,
        -- 上年决算 without a year is last year; a basis without a year is this year
        coalesce(
            claims.versus_year - claims.fiscal_year,
            case
                when claims.versus_basis like '上年%' then -1
                when claims.versus_basis <> '' then 0
                when rate_names.kind = 'change' then cast(rate_names.year_offset as integer)
            end
        ) as versus_offset,
        rate_names.figure_id is not null as is_rate_name,
        -- a share is of what stands above the item, never of what stands beside it
        case
            when
                claims.metric = 'share'
                and own_items.parent_code = versus_items.parent_code
                and own_items.parent_code <> ''
                then ''
            else claims.versus_item
        end as named_whole,
        coalesce(not_recomputed.is_excluded = 1, false) as is_excluded,
        coalesce(not_recomputed.is_interim = 1, false) as is_interim
    from claims
    left join basis_groups on claims.versus_basis = basis_groups.basis
    left join items as own_items on claims.item_code = own_items.item_code
    left join items as versus_items on claims.versus_item = versus_items.item_name
    left join rate_names on claims.figure_id = rate_names.figure_id and rate_names.word_number = 1
    left join not_recomputed on claims.figure_id = not_recomputed.figure_id

)

select * from final
