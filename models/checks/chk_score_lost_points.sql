-- grain: one row per indicator that lost points
-- A reason is looked for wherever the document names the indicator, up to three lines on; that it is convincing is for
-- a person to judge. A rate or an achieved value printed with the score explains it, too. An indicator printed in two
-- tables is asked for once.
with

operands as (

    select * from {{ ref('int_operands') }}
    where metric in ('score', 'weight') and item_code <> 'sco.total' and item_leaf <> '扣分'

),

reason_words as (

    select * from {{ ref('lost_point_words') }}

),

lost as (

    select
        scores.document_id,
        scores.entity_id,
        scores.item_leaf,
        min(scores.figure_id) as figure_id,
        min(weights.figure_id) as weight_id,
        max(scores.number) as score,
        min(weights.number) as weight
    from operands as scores
    inner join operands as weights
        on
            scores.document_id = weights.document_id
            and scores.entity_id = weights.entity_id
            and scores.item = weights.item
            and weights.metric = 'weight'
    where scores.metric = 'score'
    group by scores.document_id, scores.entity_id, scores.item_leaf
    having max(scores.number) < min(weights.number)

),

placed as (

    select
        lost.*,
        scores.item,
        scores.item_parent,
        scores.value_text,
        scores.entity,
        scores.page,
        scores.line,
        scores.table_no,
        scores.row_no,
        scores.col_no,
        scores.fiscal_year,
        weights.value_text as weight_text
    from lost
    inner join operands as scores on lost.figure_id = scores.figure_id
    inner join operands as weights on lost.weight_id = weights.figure_id

),

-- an indicator above others loses what they lose
leaves as (

    select placed.*
    from placed
    left join (select distinct
        document_id,
        item_parent
    from placed) as upper_items
        on placed.document_id = upper_items.document_id and placed.item = upper_items.item_parent
    where upper_items.item_parent is null

),

speaking_lines as (

    select distinct
        lines.document_id,
        lines.page,
        lines.line
    from {{ ref('stg_lines') }} as lines
    inner join (select distinct document_id from leaves) as documents on lines.document_id = documents.document_id
    inner join reason_words on lines.text like concat('%', reason_words.word, '%')

),

naming_lines as (

    select
        leaves.figure_id,
        lines.document_id,
        lines.page,
        lines.line
    from leaves
    inner join {{ ref('stg_lines') }} as lines
        on leaves.document_id = lines.document_id and lines.text like concat('%', leaves.item_leaf, '%')

    union

    select
        figure_id,
        document_id,
        page,
        line
    from leaves

),

measured as (

    select distinct leaves.figure_id
    from leaves
    inner join {{ ref('int_operands') }} as others
        on
            leaves.document_id = others.document_id
            and others.basis_group in ('完成值', '决算')
            and {{ place_distance('leaves', 'others') }} = 0

    union

    select leaves.figure_id
    from leaves
    inner join {{ ref('schemes') }} as schemes on leaves.item_leaf = schemes.indicator and schemes.rule = 'linear_rate'

),

explained as (

    select figure_id from measured

    union

    select naming_lines.figure_id
    from naming_lines
    inner join speaking_lines
        on
            naming_lines.document_id = speaking_lines.document_id
            and naming_lines.page = speaking_lines.page
            and speaking_lines.line between naming_lines.line and naming_lines.line + 3

),

has_text as (

    select distinct document_id from {{ ref('stg_lines') }}

),

final as (

    select
        'score_lost_points' as check_id,
        leaves.document_id,
        leaves.figure_id,
        concat(leaves.item, '的失分原因') as subject,
        case
            when has_text.document_id is null then 'not_assessable'
            when explained.figure_id is not null then 'pass'
            else 'fail'
        end as status,
        leaves.value_text as reported,
        case when explained.figure_id is null and has_text.document_id is not null then '说明失分原因' else '' end
            as expected,
        cast(leaves.score - leaves.weight as decimal(38, 10)) as difference,
        concat('分值', leaves.weight_text, '，得分', leaves.value_text) as formula,
        case
            when explained.figure_id is null and has_text.document_id is not null
                then concat(leaves.item, '分值', leaves.weight_text, '，得分', leaves.value_text, '，没有找到失分原因的说明')
            else ''
        end as message,
        case when has_text.document_id is null then '没有报告原文' else '' end as missing,
        '' as cause,
        {{ figure_place('leaves') }},
        concat(leaves.figure_id, '|', leaves.weight_id) as figure_ids
    from leaves
    left join explained on leaves.figure_id = explained.figure_id
    left join has_text on leaves.document_id = has_text.document_id

)

select
    {{ result_columns() }}
from final
