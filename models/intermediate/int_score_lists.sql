-- grain: one row per printed total of scores (or of full marks) and list of indicators it stands over
-- The indicators of a total are those of its own table, or of the passages where it stands in prose; an indicator that
-- has indicators below it is a subtotal and left out.
with

linear_indicators as (

    select indicator from {{ ref('schemes') }}
    where rule = 'linear_rate'

),

points as (

    select * from {{ ref('int_score_points') }}

),

totals as (

    select * from points
    where is_total

),

leaves as (

    select * from points
    where is_leaf

),

-- rows of a table that print an indicator, subtotals too
indicator_rows as (

    select distinct
        document_id,
        metric,
        place,
        row_no
    from points
    where not is_total and row_no is not null

),

-- a total in prose stands over the passages' indicators, or over the only table of scores
place_counts as (

    select
        document_id,
        entity_id,
        metric,
        count(distinct place) as place_count
    from leaves
    group by document_id, entity_id, metric

),

summed as (

    select
        totals.figure_id as total_id,
        count(*) as part_count,
        sum(leaves.number) as expected,
        max(leaves.same_number) as repeated,
        min(leaves.row_no) as first_row,
        max(leaves.row_no) as last_row,
        max(case when leaves.page = totals.page then abs(leaves.line - totals.line) else 99 end) as farthest_line,
        min(leaves.place) as place,
        {{ joined_text("concat('+', leaves.value_text)", 'leaves.figure_id') }} as sum_text,
        {{ joined_text('leaves.figure_id', 'leaves.figure_id', '|') }} as part_ids
    from totals
    inner join leaves
        on
            totals.document_id = leaves.document_id
            and totals.entity_id = leaves.entity_id
            and totals.metric = leaves.metric
    inner join place_counts
        on
            leaves.document_id = place_counts.document_id
            and leaves.entity_id = place_counts.entity_id
            and leaves.metric = place_counts.metric
    where leaves.place = totals.place or (totals.place = 'prose' and place_counts.place_count = 1)
    group by totals.figure_id

),

spans as (

    select
        summed.total_id,
        count(*) as row_count
    from summed
    inner join totals on summed.total_id = totals.figure_id
    inner join indicator_rows
        on
            totals.document_id = indicator_rows.document_id
            and totals.metric = indicator_rows.metric
            and summed.place = indicator_rows.place
            and indicator_rows.row_no between summed.first_row and summed.last_row
    group by summed.total_id

),

-- the full marks that these indicators have, where every one prints them
weights as (

    select
        totals.figure_id as total_id,
        count(distinct scores.item) as score_count,
        count(distinct marks.item) as weight_count,
        sum(marks.number) as weight_sum
    from totals
    inner join leaves as scores
        on
            totals.document_id = scores.document_id
            and totals.entity_id = scores.entity_id
            and (totals.place = scores.place or totals.place = 'prose')
            and scores.metric = 'score'
            and scores.same_number = 1
    left join leaves as marks
        on
            scores.document_id = marks.document_id
            and scores.entity_id = marks.entity_id
            and scores.place = marks.place
            and scores.item = marks.item
            and marks.metric = 'weight'
            and marks.same_number = 1
    where totals.metric = 'score'
    group by totals.figure_id

),

-- 预算执行率 is often scored beside the money, in a table of its own above the indicators: where the full marks of the
-- list miss the whole by just those, they belong to the list
outside as (

    select
        document_id,
        entity_id,
        metric,
        place,
        min(item_leaf) as item_leaf,
        min(number) as number,
        min(value_text) as value_text,
        min(figure_id) as figure_id
    from leaves
    where
        item_leaf in (select linear_indicators.indicator from linear_indicators)
        and place <> 'prose'
    group by document_id, entity_id, metric, place
    having count(*) = 1

),

full_marks as (

    select
        document_id,
        entity_id,
        max(number) as number,
        count(distinct number) as value_count
    from totals
    where metric = 'weight'
    group by document_id, entity_id

),

-- either number tells that it belongs: with its points the scores make the total, with its marks the marks make the
-- whole; the other may be what is wrong
belonging as (

    select
        summed.total_id,
        outside.place
    from summed
    inner join totals on summed.total_id = totals.figure_id
    inner join outside
        on
            totals.document_id = outside.document_id
            and totals.entity_id = outside.entity_id
            and totals.metric = outside.metric
            and summed.place <> outside.place
            and abs(totals.number - summed.expected - outside.number) < 0.001

    union

    select
        summed.total_id,
        outside.place
    from summed
    inner join totals on summed.total_id = totals.figure_id
    left join weights on summed.total_id = weights.total_id
    left join full_marks on totals.document_id = full_marks.document_id and totals.entity_id = full_marks.entity_id
    inner join outside
        on
            totals.document_id = outside.document_id
            and totals.entity_id = outside.entity_id
            and outside.metric = 'weight'
            and summed.place <> outside.place
    where
        abs(
            coalesce(full_marks.number, 100)
            - outside.number
            - case when totals.metric = 'weight' then summed.expected else weights.weight_sum end
        )
        < 0.001

),

-- a list is one list, for its scores as for its full marks
list_members as (

    select distinct
        totals.document_id,
        totals.entity_id,
        summed.place as list_place,
        belonging.place
    from belonging
    inner join summed on belonging.total_id = summed.total_id
    inner join totals on belonging.total_id = totals.figure_id

),

extended as (

    select
        summed.*,
        outside_scores.figure_id as outside_id,
        outside_scores.number as outside_number,
        outside_scores.value_text as outside_text,
        outside_weights.number as outside_weight,
        coalesce(full_marks.number, 100)
        - coalesce(outside_weights.number, 0)
        - case when totals.metric = 'weight' then summed.expected else weights.weight_sum end as lacking,
        row_number() over (partition by summed.total_id order by outside_scores.place) as outside_order
    from summed
    inner join totals on summed.total_id = totals.figure_id
    left join weights on summed.total_id = weights.total_id
    left join full_marks on totals.document_id = full_marks.document_id and totals.entity_id = full_marks.entity_id
    left join list_members
        on
            totals.document_id = list_members.document_id
            and totals.entity_id = list_members.entity_id
            and summed.place = list_members.list_place
    left join outside as outside_weights
        on
            list_members.document_id = outside_weights.document_id
            and list_members.entity_id = outside_weights.entity_id
            and list_members.place = outside_weights.place
            and outside_weights.metric = 'weight'
    left join outside as outside_scores
        on
            list_members.document_id = outside_scores.document_id
            and list_members.entity_id = outside_scores.entity_id
            and list_members.place = outside_scores.place
            and outside_scores.metric = totals.metric

),

-- the full marks that the national scheme gives to 预算执行率
execution_marks as (

    select cast(weight as double) as weight
    from {{ ref('schemes') }}
    where rule = 'linear_rate' and level = 1 and weight is not null

),

rated_places as (

    select distinct
        document_id,
        entity_id,
        place
    from leaves
    where item_leaf in (select linear_indicators.indicator from linear_indicators)

),

listed as (

    select
        total_id,
        part_count + case when outside_id is null then 0 else 1 end as part_count,
        expected + coalesce(outside_number, 0) as expected,
        repeated,
        first_row,
        last_row,
        farthest_line,
        place,
        concat(case when outside_id is null then '' else concat('+', outside_text) end, sum_text) as sum_text,
        concat(case when outside_id is null then '' else concat(outside_id, '|') end, part_ids) as part_ids,
        coalesce(outside_weight, 0) as outside_weight,
        coalesce(abs(lacking - (select min(execution_marks.weight) from execution_marks)) < 0.001, false) as lacks_rate
    from extended
    where outside_order = 1

),

compared as (

    select
        totals.*,
        listed.place as list_place,
        listed.part_count,
        listed.expected as expected_number,
        listed.repeated,
        {{ without_first_plus('listed.sum_text') }} as sum_text,
        listed.part_ids,
        -- points are given, not measured: whole points leave no room for rounding
        case
            when abs(totals.number - listed.expected) < 0.000001 then 'pass'
            when
                totals.decimals > 0
                and abs(totals.number - listed.expected) <= {{ last_place('totals.decimals') }} * 1.000001
                then 'rounding'
            else 'fail'
        end as arithmetic,
        coalesce(abs(totals.number - weights.weight_sum - listed.outside_weight) < 0.01, false) as is_full_marks,
        -- the list is complete where its full marks add up to the full marks of the whole
        -- or where no row of the table between the first indicator and the total is without one; points for execution
        -- that are just what is lacking may stand where nobody read them
        (not listed.lacks_rate or rated_places.place is not null)
        and (coalesce(
            spans.row_count = listed.last_row - listed.first_row + 1
            and totals.row_no in (listed.last_row + 1, listed.first_row - 1, listed.first_row - 2)
            and listed.expected between 0.5 * totals.number and 1.5 * totals.number, false
        )
        or coalesce(
            weights.score_count = weights.weight_count
            and abs(weights.weight_sum + listed.outside_weight - coalesce(full_marks.number, 100)) < 0.01
            and coalesce(full_marks.value_count, 1) = 1, false
        )
        -- or where it is told in one breath with the total and no indicator is small enough to be what is left
        or coalesce(
            totals.place = 'prose'
            and listed.place = 'prose'
            and listed.part_count > 2
            and listed.farthest_line <= 2
            and abs(listed.expected - totals.number) <= 0.01 * totals.number, false
        )) as is_list_complete
    from totals
    inner join listed on totals.figure_id = listed.total_id
    left join rated_places
        on
            totals.document_id = rated_places.document_id
            and totals.entity_id = rated_places.entity_id
            and listed.place = rated_places.place
    left join spans on totals.figure_id = spans.total_id
    left join weights on totals.figure_id = weights.total_id
    left join full_marks on totals.document_id = full_marks.document_id and totals.entity_id = full_marks.entity_id

),

-- a list whose scores make their total is complete for its full marks too, and the other way round
holding as (

    select distinct
        document_id,
        entity_id,
        list_place,
        metric,
        part_count
    from compared
    where arithmetic = 'pass' and part_count > 2

),

final as (

    select
        compared.*,
        compared.is_list_complete or holding.metric is not null as is_complete
    from compared
    left join holding
        on
            compared.document_id = holding.document_id
            and compared.entity_id = holding.entity_id
            and compared.list_place = holding.list_place
            and compared.metric <> holding.metric
            and compared.part_count = holding.part_count

)

select * from final
