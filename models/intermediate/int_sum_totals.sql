-- grain: one row per group of parts (seeds/rules/sum_arcs.csv) and printing of their total
with

keyed as (

    select * from {{ ref('int_sum_operands') }}

),

arcs as (

    select
        group_id,
        check_id,
        concat('c:', parent_code) as parent_key,
        mode,
        fund_rule,
        coalesce(total_word, '') as total_word,
        case when needs_code is null or needs_code = '' then '' else concat('c:', needs_code) end as needs_key,
        case when unless_code is null or unless_code = '' then '' else concat('c:', unless_code) end as unless_key
    from {{ ref('sum_arcs') }}

),

totals as (

    select distinct
        keyed.*,
        arcs.group_id,
        arcs.check_id,
        arcs.mode,
        arcs.fund_rule,
        arcs.unless_key,
        arcs.needs_key
    from keyed
    inner join arcs on keyed.item_key = arcs.parent_key
    -- 总支出 may or may not hold the balance carried over, 支出总计 does; the income of one fund has no other sources
    where
        (arcs.fund_rule <> 'whole' or keyed.fund = '')
        and (arcs.fund_rule <> 'fiscal' or keyed.fund = '财政拨款')
        and (
            arcs.total_word = ''
            or keyed.item_leaf like concat('%', arcs.total_word, '%')
            -- '!总计': any name but this
            or (
                substr(arcs.total_word, 1, 1) = '!'
                and keyed.item_leaf not like concat('%', substr(arcs.total_word, 2), '%')
            )
        )

),

-- a group that another printed account makes incomplete can only confirm
weakened as (

    select
        totals.group_id,
        totals.figure_id,
        max(
            case
                when
                    totals.table_no is null and keyed.table_no is null
                    and totals.page = keyed.page and totals.line = keyed.line
                    then 1
                else 0
            end
        ) as is_told_beside
    from totals
    inner join keyed
        on
            totals.document_id = keyed.document_id
            and totals.entity_id = keyed.entity_id
            and totals.fiscal_year = keyed.fiscal_year
            and totals.basis_group = keyed.basis_group
            and totals.unless_key = keyed.item_key
    where keyed.number <> 0
    group by totals.group_id, totals.figure_id

),

-- 收入总计 equals 支出总计 only where balances are carried over into them
supported as (

    select distinct
        totals.group_id,
        totals.figure_id
    from totals
    inner join keyed
        on
            totals.document_id = keyed.document_id
            and totals.entity_id = keyed.entity_id
            and totals.fiscal_year = keyed.fiscal_year
            and totals.needs_key = keyed.item_key

),

group_sizes as (

    select
        group_id,
        count(*) as size,
        sum(case when requirement = 'required' then 1 else 0 end) as required_size
    from {{ ref('sum_arcs') }}
    group by group_id

),

final as (

    select
        totals.*,
        group_sizes.size,
        group_sizes.required_size,
        weakened.figure_id is not null or (totals.needs_key <> '' and supported.figure_id is null) as is_weakened,
        coalesce(weakened.is_told_beside, 0) as is_weakened_beside
    from totals
    inner join group_sizes on totals.group_id = group_sizes.group_id
    left join weakened on totals.group_id = weakened.group_id and totals.figure_id = weakened.figure_id
    left join supported on totals.group_id = supported.group_id and totals.figure_id = supported.figure_id

)

select * from final
