-- grain: one row per printed number of units, where the document lists its units
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
        end as most
    from operands
    inner join listed on operands.document_id = listed.document_id
    where listed.unit_count > 1

),

final as (

    select
        'count_units' as check_id,
        document_id,
        figure_id,
        item as subject,
        case when number between least and most then 'pass' else 'fail' end as status,
        value_text as reported,
        cast(unit_count as {{ dbt.type_string() }}) as expected,
        cast(number - unit_count as decimal(38, 10)) as difference,
        concat('名单列出', cast(unit_count as {{ dbt.type_string() }}), '个单位') as formula,
        concat(
            item,
            '写为',
            value_text,
            '，名单列出',
            cast(unit_count as {{ dbt.type_string() }}),
            '个单位',
            case
                when least < unit_count then '（含本级）'
                when most > unit_count then '（不含本级）'
                else ''
            end
        )
            as message,
        '' as missing,
        '' as cause,
        {{ figure_place() }},
        figure_id as figure_ids
    from readings

)

select
    {{ result_columns() }}
from final
