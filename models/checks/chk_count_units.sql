-- grain: one row per printed number of units, where the document lists its units, and per pair of kinds of units
-- The list may hold the department itself (本级) or leave it out; the words beside the number say whether it counts.
with

operands as (

    select * from {{ ref('int_operands') }}
    where
        item_code in ('str.units', 'str.budget_units')
        and metric = 'count'
        and unit in ('', '个', '家')
        -- 行政单位, 事业单位 count one kind only
        and (item_leaf like '%预算单位%' or item_leaf like '%下属单位%' or item_leaf like '%所属单位%')

),

documents as (

    select
        document_id,
        {{ name_key('entity') }} as entity_name
    from {{ ref('int_documents') }}

),

listed as (

    select
        units.document_id,
        count(distinct units.listed_name) as unit_count,
        max(
            case
                when
                    units.listed_name = documents.entity_name
                    or units.listed_name like '%本级%'
                    or units.listed_name like '%机关'
                    or units.listed_name like '%（机关）'
                    then 1
                else 0
            end
        ) as own_count
    from {{ ref('stg_listed_units') }} as units
    inner join documents on units.document_id = documents.document_id
    group by units.document_id

),

-- the number of subordinate units told elsewhere, without the department
below as (

    select distinct
        document_id,
        number
    from {{ ref('int_operands') }}
    where item_code = 'str.units' and metric = 'count' and item_leaf like '%属%'

),

-- 下属单位 leaves the department out, even where the list begins with it; 预算单位 counts it, even where the list does not
readings as (

    select
        operands.*,
        listed.unit_count,
        listed.unit_count - case
            when listed.own_count = 1 and (operands.item_leaf like '%属%' or operands.item_leaf like '%二级%') then 1
            else 0
        end as least,
        listed.unit_count + case
            when
                listed.own_count = 0
                and operands.item_leaf not like '%属%'
                and operands.item_leaf not like '%二级%'
                then 1
            else 0
        end as most,
        -- 下属单位10个 on the cover, 下属单位9个 and a list of ten with the department in the text
        listed.own_count = 1
        and operands.item_leaf like '%属%'
        and operands.number = listed.unit_count
        and below.number is not null as counts_itself
    from operands
    inner join listed on operands.document_id = listed.document_id
    left join below on listed.document_id = below.document_id and listed.unit_count - 1 = below.number
    where listed.unit_count > 1

),

-- 本部以及下属3家预算单位: such a number leaves the department itself out
below_lines as (

    select
        document_id,
        page,
        line
    from {{ ref('stg_lines') }}
    where text like '%属%'

),

-- 包括1个行政单位和8个事业单位, beside the number of all units: more than all of them they cannot be
kinds as (

    select
        *,
        count(*) over (partition by document_id, page, line) as kind_count,
        count(distinct item_leaf) over (partition by document_id, page, line) as name_count,
        sum(number) over (partition by document_id, page, line) as kind_sum,
        row_number() over (partition by document_id, page, line order by number desc, figure_id) as kind_number
    from {{ ref('int_operands') }}
    where
        item_code = 'str.units'
        and metric = 'count'
        and table_no is null
        and item_leaf in ('行政单位', '事业单位')

),

kind_pairs as (

    select
        larger.*,
        smaller.figure_id as smaller_id,
        smaller.item_leaf as smaller_leaf,
        smaller.value_text as smaller_text,
        units.figure_id as units_id,
        units.number as units_number,
        units.value_text as units_text,
        units.place_text as units_place,
        units.number + case when below_lines.document_id is null then 0 else 1 end as units_most,
        row_number() over (
            partition by larger.figure_id order by abs(larger.line - units.line), units.figure_id
        ) as units_order
    from kinds as larger
    inner join kinds as smaller
        on
            larger.document_id = smaller.document_id
            and larger.page = smaller.page
            and larger.line = smaller.line
            and larger.kind_number = 1
            and smaller.kind_number = 2
    inner join {{ ref('int_operands') }} as units
        on
            larger.document_id = units.document_id
            and larger.page = units.page
            and abs(larger.line - units.line) <= 2
            and units.item_code = 'str.budget_units'
            and units.metric = 'count'
            and units.table_no is null
    left join below_lines
        on
            units.document_id = below_lines.document_id
            and units.page = below_lines.page
            and units.line = below_lines.line
    where larger.kind_count = 2 and larger.name_count = 2

),

kind_results as (

    select
        'count_units' as check_id,
        document_id,
        figure_id,
        '各类单位个数' as subject,
        case
            when kind_sum > units_most then 'fail'
            when kind_sum between units_number and units_most then 'pass'
            else 'not_assessable'
        end as status,
        concat(smaller_text, '、', value_text) as reported,
        units_text as expected,
        cast(kind_sum - units_number as decimal(38, 10)) as difference,
        concat(smaller_text, '+', value_text) as formula,
        concat(
            smaller_leaf, smaller_text, '与', item_leaf, value_text, '之和为',
            {{ decimal_text('kind_sum', '0') }}, '，', units_place, '写有单位', units_text
        ) as message,
        case when kind_sum < units_number then '还有别的类别的单位没有写明' else '' end as missing,
        '' as cause,
        {{ figure_place() }},
        concat(figure_id, '|', smaller_id, '|', units_id) as figure_ids
    from kind_pairs
    where units_order = 1

),

final as (

    select
        'count_units' as check_id,
        document_id,
        figure_id,
        item as subject,
        case when number between least and most and not counts_itself then 'pass' else 'fail' end as status,
        value_text as reported,
        {{ decimal_text('unit_count - case when counts_itself then 1 else 0 end', '0') }} as expected,
        cast(
            number - unit_count + case when counts_itself then 1 else 0 end as decimal(38, 10)
        ) as difference,
        concat('名单列出', cast(unit_count as {{ dbt.type_string() }}), '个单位') as formula,
        concat(
            item,
            '写为',
            value_text,
            '，名单列出',
            cast(unit_count as {{ dbt.type_string() }}),
            '个单位',
            case
                when counts_itself then '（含本级），而别处写有下属单位'
                when least < unit_count then '（含本级）'
                when most > unit_count then '（不含本级）'
                else ''
            end,
            case when counts_itself then concat({{ decimal_text('unit_count - 1', '0') }}, '个') else '' end
        )
            as message,
        '' as missing,
        '' as cause,
        {{ figure_place() }},
        figure_id as figure_ids
    from readings

),

results as (

    select
        {{ result_columns() }}
    from final
    union all
    select
        {{ result_columns() }}
    from kind_results

)

select
    {{ result_columns() }}
from results
