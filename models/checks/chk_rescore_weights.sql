-- grain: one row per full mark of an indicator that a known scheme names
-- The scheme is recognised by its indicators: at least five full marks of the document are exactly those of one scheme.
with

weights as (

    select * from {{ ref('int_operands') }}
    where metric = 'weight' and item_code <> 'sco.total'

),

schemes as (

    select * from {{ ref('schemes') }}
    where weight is not null

),

named as (

    select
        weights.*,
        schemes.scheme,
        schemes.source,
        cast(schemes.weight as double) as scheme_weight
    from weights
    inner join schemes
        on
            weights.item_leaf = schemes.indicator
            and weights.fiscal_year between schemes.valid_from and coalesce(schemes.valid_to, 9999)
            and (weights.item_parent = '' or weights.item_parent like concat('%', schemes.parent))

),

agreeing as (

    select
        document_id,
        entity_id,
        scheme,
        count(distinct item) as item_count,
        count(distinct case when abs(number - scheme_weight) < 0.001 then item end) as equal_count
    from named
    group by document_id, entity_id, scheme

),

recognised as (

    select
        *,
        row_number()
            over (partition by document_id, entity_id order by equal_count desc, item_count, scheme)
            as scheme_number
    from agreeing
    where equal_count >= 5 and equal_count * 2 > item_count

),

judged as (

    select
        named.*,
        case
            when recognised.scheme is null then 'not_assessable'
            when abs(named.number - named.scheme_weight) < 0.001 then 'pass'
            else 'fail'
        end as status,
        row_number() over (
            partition by named.figure_id
            order by
                case when recognised.scheme is null then 1 else 0 end,
                abs(named.number - named.scheme_weight),
                named.scheme
        ) as reading_number
    from named
    left join recognised
        on
            named.document_id = recognised.document_id
            and named.entity_id = recognised.entity_id
            and named.scheme = recognised.scheme
            and recognised.scheme_number = 1

),

final as (

    select
        'rescore_weights' as check_id,
        document_id,
        figure_id,
        concat(item, '的分值') as subject,
        status,
        value_text as reported,
        case when status = 'not_assessable' then '' else concat(cast(scheme_weight as {{ dbt.type_string() }}), '分') end
            as expected,
        case when status <> 'not_assessable' then cast(number - scheme_weight as decimal(38, 10)) end as difference,
        case
            when status = 'not_assessable' then '' else
                concat(scheme, '：', item_leaf, cast(scheme_weight as {{ dbt.type_string() }}), '分')
        end as formula,
        case
            when
                status = 'fail'
                then
                    concat(
                        item,
                        '分值写为',
                        value_text,
                        '，',
                        scheme,
                        '规定为',
                        cast(scheme_weight as {{ dbt.type_string() }}),
                        '分'
                    )
            else ''
        end as message,
        case when status = 'not_assessable' then '不能确定报告采用的是哪一套评分指标体系' else '' end as missing,
        '' as cause,
        {{ figure_place() }},
        figure_id as figure_ids
    from judged
    where reading_number = 1

)

select
    {{ result_columns() }}
from final
