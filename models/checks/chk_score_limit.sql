-- grain: one row per score that has its full marks printed beside it
with

operands as (

    select * from {{ ref('int_operands') }}
    where metric in ('score', 'weight')

),

pairs as (

    select
        scores.*,
        weights.figure_id as weight_id,
        weights.number as weight,
        weights.value_text as weight_text,
        weights.place_text as weight_place,
        count(*) over (partition by scores.figure_id) as weight_count
    from operands as scores
    inner join operands as weights
        on
            scores.document_id = weights.document_id
            and scores.entity_id = weights.entity_id
            and scores.item = weights.item
            and weights.metric = 'weight'
    where scores.metric = 'score' and {{ place_distance('scores', 'weights') }} <= 2

),

final as (

    select
        'score_limit' as check_id,
        document_id,
        figure_id,
        concat(item, '的得分') as subject,
        case when weight_count > 1 then 'not_assessable' when number <= weight then 'pass' else 'fail' end as status,
        value_text as reported,
        concat('不超过', weight_text) as expected,
        cast(number - weight as decimal(38, 10)) as difference,
        concat('分值', weight_text, '（', weight_place, '）') as formula,
        case
            when
                number > weight
                then concat(item, '得分写为', value_text, '，高于它的分值', weight_text, '（', weight_place, '）')
            else ''
        end as message,
        case when weight_count > 1 then '同一指标印出了多个分值' else '' end as missing,
        '' as cause,
        {{ figure_place() }},
        concat(figure_id, '|', weight_id) as figure_ids
    from pairs

)

select distinct
    {{ result_columns() }}
from final
