-- grain: one row per figure that a check can compare
-- Numbers as doubles in the unit of value_norm, with what messages print. A whole count is exact, and so is a zero
-- beside amounts with decimals (0万元 means none); anything else stands for the interval of its printed precision.
with

figures as (

    select * from {{ ref('int_figures') }}

),

units as (

    select
        unit,
        cast(factor_to_norm as double) as factor_to_norm
    from {{ ref('units') }}
    where kind in ('money', 'scale')

),

scaled as (

    select
        figures.*,
        -- what value_norm is multiplied with to give the number as printed
        coalesce(case when figures.is_money then 1 / units.factor_to_norm end, 1) as print_scale
    from figures
    left join units on figures.unit = units.unit

),

printed as (

    select
        *,
        {{ decimals_of('raw') }} as printed_decimals
    from scaled

),

compared as (

    select
        *,
        case
            when is_money and value_norm = 0 and printed_decimals <= 0
                then greatest(
                    max(case when value_norm <> 0 then printed_decimals end)
                        over (partition by document_id, table_no, unit),
                    0
                )
        end as decimals_of_zero
    from printed

),

placed as (

    select
        *,
        -- negative where the unit is coarser than 万元: 1.49亿元 is known to a hundred 万元
        coalesce(decimals, 0) + coalesce(decimals_of_zero, 0) as decimals_norm,
        coalesce(decimals_of_zero, 0) > 0
        or (metric = 'count' and printed_decimals <= 0 and unit not like '%万%') as is_exact
    from compared

),

-- 6,162.50万元 beside 61,625,022.26元: the coarser printing says nothing more
coarse as (

    select distinct placed.figure_id
    from placed
    inner join placed as finer
        on
            placed.document_id = finer.document_id
            and placed.entity_id = finer.entity_id
            and placed.fiscal_year = finer.fiscal_year
            and placed.statement = finer.statement
            and placed.item = finer.item
            and placed.basis_group = finer.basis_group
            and placed.fund = finer.fund
            and placed.metric = finer.metric
    where
        placed.is_money
        and not placed.is_claim
        and finer.decimals_norm > placed.decimals_norm
        and abs(cast(placed.value_norm as double) - cast(finer.value_norm as double))
        <= {{ last_place('placed.decimals_norm') }}

),

final as (

    select
        placed.figure_id,
        placed.document_id,
        placed.entity_id,

        placed.entity,
        placed.statement,
        placed.item,
        placed.item_leaf,
        placed.item_parent,
        placed.item_code,
        concat(placed.function_code, placed.economic_code) as class_code,
        placed.basis,
        placed.basis_group,
        case when placed.fund = '全口径' then '' else placed.fund end as fund,
        placed.metric,
        placed.versus_item,
        placed.versus_basis,
        placed.direction,
        placed.comparator,
        placed.unit,
        {{ number_digits('placed.value', 'placed.printed_decimals') }} as digits,
        concat(
            {{ decimal_text('placed.value', 'placed.printed_decimals') }},
            case
                when placed.metric in ('share', 'rate', 'change_rate') and placed.unit = '' then '' else placed.unit
            end
        ) as value_text,
        {{ place_text(
            'placed.page', 'placed.line', 'placed.table_no', 'placed.row_no', 'placed.col_no', 'placed.table_name'
        ) }} as place_text,

        placed.page,
        placed.line,
        placed.char_start,
        placed.table_no,
        placed.row_no,
        placed.col_no,
        placed.decimals_norm as decimals,
        placed.printed_decimals + coalesce(placed.decimals_of_zero, 0) as printed_decimals,
        placed.print_scale,
        cast(placed.value_norm as double) as number,
        cast(placed.value_norm as double)
        - case when placed.is_exact then 0 else {{ last_place('placed.decimals_norm') }} / 2 end as number_low,
        cast(placed.value_norm as double)
        + case when placed.is_exact then 0 else {{ last_place('placed.decimals_norm') }} / 2 end as number_high,
        placed.fiscal_year,
        placed.versus_year,
        placed.confidence,

        placed.is_money,
        placed.is_unit_known,
        placed.is_claim,
        coarse.figure_id is not null as is_coarse

    from placed
    left join coarse on placed.figure_id = coarse.figure_id

)

select * from final
