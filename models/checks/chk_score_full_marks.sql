-- grain: one row per passage that claims full marks
-- Each indicator the passage names, with its full marks and its score in one row or line, must have lost no point.
with

marks as (

    select * from {{ ref('stg_text_marks') }}
    where kind = 'full_marks'

),

operands as (

    select * from {{ ref('int_operands') }}
    where metric in ('score', 'weight')

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
            and coalesce(scores.table_no, 0) = coalesce(weights.table_no, 0)
            and coalesce(scores.row_no, scores.line) = coalesce(weights.row_no, weights.line)
            and scores.page = weights.page
            and scores.item = weights.item
    group by scores.document_id, scores.item_leaf
    having count(distinct scores.number) = 1 and count(distinct weights.number) = 1

),

named as (

    select
        marks.document_id,
        marks.page,
        marks.line,
        marks.char_start,
        count(pairs.item_leaf) as named_count,
        min(pairs.item_leaf) as first_name,
        sum(case when pairs.score < pairs.weight then 1 else 0 end) as lost_count,
        {{ joined_text(
            "case when pairs.score < pairs.weight then concat("
            ~ "pairs.item_leaf, pairs.score_text, '（分值', pairs.weight_text, '，', pairs.place_text, '）') end",
            'pairs.place_text, pairs.item_leaf',
            '、'
        ) }}
            as lost_text,
        min(pairs.score_id) as score_id,
        {{ joined_text("concat(pairs.score_id, '|', pairs.weight_id)", 'pairs.place_text, pairs.item_leaf', '|') }}
            as figure_ids
    from marks
    left join pairs
        on
            marks.document_id = pairs.document_id
            and concat('、', marks.subject, '、') like concat('%、', pairs.item_leaf, '、%')
    group by marks.document_id, marks.page, marks.line, marks.char_start

),

final as (

    select
        'score_full_marks' as check_id,
        marks.document_id,
        named.score_id as figure_id,
        concat(marks.subject, marks.text) as subject,
        case when named.named_count = 0 then 'not_assessable' when named.lost_count > 0 then 'fail' else 'pass' end
            as status,
        marks.text as reported,
        coalesce(named.lost_text, '') as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        concat('文字说', marks.subject, marks.text, '，但', named.lost_text) as message,
        case when named.named_count = 0 then '没有找到所说指标的分值和得分' else '' end as missing,
        '' as cause,
        {{ passage_place('marks') }},
        coalesce(named.figure_ids, '') as figure_ids
    from marks
    inner join named
        on
            marks.document_id = named.document_id
            and marks.page = named.page
            and marks.line = named.line
            and marks.char_start = named.char_start

)

select
    {{ result_columns() }}
from final
