-- grain: one row per figure that is named (facts and claims)
-- Text that is not stated is '' here, so that keys join plainly; numbers that are not stated are null.
with

figures as (

    select * from {{ ref('int_corrected_figures') }}
    where item <> ''

),

entity_names as (

    select * from {{ ref('int_entity_names') }}

),

basis_groups as (

    select * from {{ ref('basis_groups') }}

),

units as (

    select * from {{ ref('units') }}

),

measured as (

    select
        figures.*,
        -- a number of 天 or 平方米 is no money even where a table calls it an amount; 亿 and 万 alone are
        figures.metric in ('amount', 'change_amount')
        and (figures.unit = '' or coalesce(units.kind, '') in ('money', 'scale')) as is_money,
        -- half a unit in the last printed place: the number stands for this interval (XBRL Calculations 1.1)
        cast(0.5 * pow(10, -coalesce(figures.decimals, 0)) as decimal(38, 10)) as half_unit,
        split_part(figures.item, '/', -1) as item_leaf,
        split_part(figures.versus, '|', 1) as versus_item,
        split_part(figures.versus, '|', 2) as versus_basis,
        split_part(figures.versus, '|', 3) as versus_year_text,
        split_part(figures.versus, '|', 4) as direction
    from figures
    left join units on figures.unit = units.unit

),

final as (

    select
        measured.figure_id,
        measured.document_id,
        entity_names.entity_id,
        measured.correction_id,

        measured.doc,
        measured.raw,
        measured.unit,
        entity_names.entity_name as entity,
        measured.statement,
        measured.item,
        measured.item_leaf,
        case
            when measured.item_leaf = measured.item then ''
            else substr(measured.item, 1, length(measured.item) - length(measured.item_leaf) - 1)
        end as item_parent,
        measured.item_code,
        -- 政府收支分类科目: 2xx is a function class, 3xx an economic class of departments, 5xx one of governments
        case when substr(measured.class_code, 1, 1) in ('3', '5') then '' else measured.class_code end as function_code,
        case when substr(measured.class_code, 1, 1) in ('3', '5') then measured.class_code else '' end as economic_code,
        measured.basis,
        coalesce(basis_groups.basis_group, '其他') as basis_group,
        measured.fund,
        measured.metric,
        measured.versus_item,
        measured.versus_basis,
        measured.direction,
        measured.comparator,
        measured.table_name,
        measured.snippet,
        measured.rule,

        measured.page,
        measured.line,
        measured.char_start,
        measured.char_end,
        measured.x0,
        measured.y0,
        measured.x1,
        measured.y1,
        measured.table_no,
        measured.row_no,
        measured.col_no,
        measured.value,
        measured.value_norm,
        measured.decimals,
        measured.value_norm - measured.half_unit as value_low,
        measured.value_norm + measured.half_unit as value_high,
        case when measured.is_money and measured.unit <> '' then {{ yuan('measured.value_norm') }} end as amount_yuan,
        measured.fiscal_year,
        cast(nullif(measured.versus_year_text, '') as integer) as versus_year,
        measured.confidence,

        measured.is_money,
        not measured.is_money or measured.unit <> '' as is_unit_known,
        measured.numeral_class = 'claim' as is_claim

    from measured
    inner join entity_names
        on
            measured.document_id = entity_names.document_id
            and measured.entity = entity_names.printed_name
    left join basis_groups on measured.basis = basis_groups.basis

)

select * from final
