-- grain: one row per printed score or full mark of an indicator or of the whole
-- `place` is the table, or all prose. An indicator is a leaf where its place prints none below it; points taken off
-- (整体效能/扣分) are no points of an indicator below.
with

operands as (

    select
        *,
        case
            when table_no is null then 'prose' else concat('t', cast(table_no as {{ dbt.type_string() }}))
        end as place
    from {{ ref('int_operands') }}
    where metric in ('score', 'weight') and item_leaf <> '扣分'

),

-- bounds of the grades beside the total: 90分以上为优，80分至90分为良
bounds as (

    select
        document_id,
        page,
        line,
        min(char_start) as first_start
    from operands
    where table_no is null and item_code = 'sco.total'
    group by document_id, page, line
    having max(case when comparator in ('', '=') then 0 else 1 end) = 1

),

points as (

    select
        operands.*,
        operands.item_code = 'sco.total' as is_total
    from operands
    left join bounds
        on
            operands.document_id = bounds.document_id
            and operands.page = bounds.page
            and operands.line = bounds.line
            and operands.item_code = 'sco.total'
            and operands.table_no is null
            and operands.char_start > bounds.first_start
    where operands.comparator in ('', '=') and bounds.document_id is null

),

upper_items as (

    select distinct
        document_id,
        metric,
        place,
        item_parent
    from points
    where not is_total and item_parent <> ''

),

final as (

    select
        points.*,
        not points.is_total and upper_items.item_parent is null as is_leaf,
        row_number() over (
            partition by
                points.document_id,
                points.entity_id,
                points.metric,
                points.place,
                points.item,
                points.is_total or upper_items.item_parent is not null
            order by points.page, points.line, points.row_no, points.col_no, points.figure_id
        ) as same_number
    from points
    left join upper_items
        on
            points.document_id = upper_items.document_id
            and points.metric = upper_items.metric
            and points.place = upper_items.place
            and points.item = upper_items.item_parent

)

select * from final
