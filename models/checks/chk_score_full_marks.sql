-- grain: one row per passage that claims full marks
-- Each indicator the passage names, with its full marks and its score in a table, must have lost no point.
with

marks as (

    select * from {{ ref('stg_text_marks') }}
    where kind = 'full_marks'

),

operands as (

    select * from {{ ref('int_operands') }}
    where table_no is not null

),

scores as (

    select * from operands
    where metric = 'score'

),

weights as (

    select * from operands
    where metric = 'weight'

),

-- an indicator of one name may stand in two tables: it is judged where it has one pair of numbers
pairs as (

    select
        scores.document_id,
        scores.item_leaf,
        min(scores.number) as score,
        max(weights.number) as weight,
        min(scores.figure_id) as score_id,
        min(weights.figure_id) as weight_id,
        min(scores.value_text) as score_text,
        min(weights.value_text) as weight_text,
        min(scores.place_text) as place_text
    from scores
    inner join weights
        on
            scores.document_id = weights.document_id
            and scores.table_no = weights.table_no
            and scores.row_no = weights.row_no
            and scores.item = weights.item
    group by scores.document_id, scores.item_leaf
    having count(distinct scores.number) = 1 and count(distinct weights.number) = 1

),

named as (

    select
        marks.*,
        pairs.item_leaf,
        pairs.score_id,
        pairs.weight_id,
        pairs.score_text,
        pairs.weight_text,
        pairs.place_text,
        pairs.score < pairs.weight as has_lost,
        row_number() over (
            partition by marks.document_id, marks.page, marks.line, marks.char_start
            order by case when pairs.score < pairs.weight then 0 else 1 end, pairs.item_leaf
        ) as pair_number
    from marks
    left join pairs
        on
            marks.document_id = pairs.document_id
            and concat('、', marks.subject, '、') like concat('%、', pairs.item_leaf, '、%')

),

final as (

    select
        'score_full_marks' as check_id,
        document_id,
        score_id as figure_id,
        concat(coalesce(item_leaf, ''), '得满分') as subject,
        case when item_leaf is null then 'not_assessable' when has_lost then 'fail' else 'pass' end as status,
        text as reported,
        case when has_lost then concat(score_text, '（分值', weight_text, '）') else '' end as expected,
        cast(null as decimal(38, 10)) as difference,
        case when item_leaf is null then '' else concat('得分', score_text, '，分值', weight_text) end as formula,
        concat('文字说', item_leaf, text, '，但', place_text, '得分', score_text, '，分值', weight_text) as message,
        case when item_leaf is null then '评分表中没有找到所说的指标' else '' end as missing,
        '' as cause,
        cast(null as {{ dbt.type_string() }}) as entity,
        cast(null as {{ dbt.type_string() }}) as entity_id,
        page,
        line,
        table_no,
        row_no,
        col_no,
        cast(null as integer) as fiscal_year,
        case when score_id is null then '' else concat(score_id, '|', weight_id) end as figure_ids
    from named
    where pair_number = 1

)

select
{{ result_columns() }}
from final
