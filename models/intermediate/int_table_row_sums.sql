-- grain: one row per row of a table that has a total column and the columns it is made of
-- A column that the table has and this row leaves blank is nothing; a figure of an unknown column leaves the row open.
with

cells as (

    select
        *,
        concat(
            document_id, '|', cast(table_no as {{ dbt.type_string() }}), '|', cast(row_no as {{ dbt.type_string() }}),
            '|', basis_group, '|',
            -- the sources of a class's revenue are of different funds: 财政拨款收入, 事业收入
            case when statement = 'revenue' then '' else fund end,
            '|', cast(fiscal_year as {{ dbt.type_string() }})
        ) as row_scope
    from {{ ref('int_operands') }}
    where table_no is not null and not is_claim and metric = 'amount'

),

items as (

    select * from {{ ref('items') }}

),

arcs as (

    select
        group_id,
        parent_code,
        child_code
    from {{ ref('sum_arcs') }}

),

-- 'total' is the total column of a row of classes, of which only the names of its parts say what it totals
groups as (

    select distinct
        group_id,
        child_code,
        case when group_id in ('exp_nature', 'rev_sources') then 'total' else parent_code end as total_code
    from arcs
    where group_id in ('exp_nature', 'rev_sources', 'tp_total', 'tp_parts', 'tp_vehicle')

),

-- what a column of a class row is: <row>/合计 and in revenue tables <row> alone are the total
class_rows as (

    select
        cells.*,
        case
            when cells.item_parent = '' or cells.item_leaf = '合计' then 'total'
            else coalesce(items.item_code, '')
        end as column_code,
        case when cells.item_leaf = '合计' and cells.item_parent <> '' then cells.item_parent else cells.item end
            as row_item,
        cells.item_parent as part_of
    from cells
    left join items on cells.item_leaf = items.item_name

),

-- a unit in a table of several: “三公”经费/某镇/公务接待费. Its name alone is the total column
unit_rows as (

    select
        cells.*,
        case
            when items.item_code is not null then items.item_code
            when length(cells.item) = min(length(cells.item)) over (partition by cells.row_scope) then 'tp.total'
            else ''
        end as column_code,
        cells.row_scope as row_item,
        cells.row_scope as part_of
    from cells
    left join items on cells.item_leaf = items.item_name
    where
        cells.statement = 'three_public'
        and cells.class_code = ''
        and cells.item_code = ''
        and cells.item_parent <> ''

),

columned as (

    select * from class_rows
    where not (statement = 'three_public' and class_code = '' and item_code = '' and item_parent <> '')
    union all
    select * from unit_rows

),

totals as (

    select
        columned.*,
        groups.group_id
    from columned
    inner join (
        select distinct
            group_id,
            total_code
        from groups
    ) as groups on columned.column_code = groups.total_code

),

summed as (

    select
        totals.figure_id,
        totals.group_id,
        count(*) as part_count,
        count(distinct parts.column_code) as column_count,
        sum(parts.number) as expected,
        sum(parts.number_low) as expected_low,
        sum(parts.number_high) as expected_high,
        {{ joined_text("concat('+', parts.value_text)", 'parts.col_no') }} as sum_text,
        {{ joined_text('parts.figure_id', 'parts.col_no', '|') }} as part_ids
    from totals
    inner join groups on totals.group_id = groups.group_id
    inner join columned as parts
        on
            totals.row_scope = parts.row_scope
            and totals.class_code = parts.class_code
            and totals.row_item = parts.part_of
            and groups.child_code = parts.column_code
    group by totals.figure_id, totals.group_id

),

-- columns of a group and those that its parts are made of leave nothing open
known_columns as (

    select
        group_id,
        total_code as column_code
    from groups
    union
    select
        group_id,
        child_code as column_code
    from groups
    union
    select
        groups.group_id,
        arcs.child_code as column_code
    from groups
    inner join arcs on groups.child_code = arcs.parent_code
    union
    -- beside the two parts of vehicles stand 三公 and its other parts
    select
        'tp_vehicle' as group_id,
        child_code as column_code
    from arcs
    where group_id = 'tp_total'
    union
    select
        'tp_vehicle' as group_id,
        parent_code as column_code
    from arcs
    where group_id = 'tp_total'

),

row_sizes as (

    select
        totals.figure_id,
        totals.group_id,
        sum(case when known_columns.column_code is null then 1 else 0 end) as open_count,
        sum(case when columned.column_code = totals.column_code then 1 else 0 end) as total_count
    from totals
    inner join columned on totals.row_scope = columned.row_scope
    left join known_columns
        on totals.group_id = known_columns.group_id and columned.column_code = known_columns.column_code
    group by totals.figure_id, totals.group_id

),

compared as (

    select
        totals.*,
        summed.part_count,
        summed.expected as expected_number,
        {{ without_first_plus('summed.sum_text') }} as sum_text,
        summed.part_ids,
        row_sizes.total_count > 1 or row_sizes.open_count > 0 or summed.column_count < summed.part_count as is_open,
        {{ sum_status(
            'totals.number',
            'totals.decimals',
            'summed.expected',
            'summed.expected_low - (totals.number_high - totals.number)',
            'summed.expected_high + (totals.number_high - totals.number)'
        ) }}
            as arithmetic
    from totals
    inner join summed on totals.figure_id = summed.figure_id and totals.group_id = summed.group_id
    inner join row_sizes on totals.figure_id = row_sizes.figure_id and totals.group_id = row_sizes.group_id

),

judged as (

    select
        *,
        {{ decimal_text('expected_number * print_scale', 'printed_decimals') }} as expected_text,
        {{ number_digits('expected_number * print_scale', 'printed_decimals') }} as expected_digits,
        case
            when arithmetic <> 'fail' then arithmetic
            when is_open or part_count = 1 then 'not_assessable'
            else 'fail'
        end as status,
        case
            when arithmetic <> 'fail' then ''
            when is_open then '这一行还有其他列'
            when part_count = 1 then '这一行的其他列没有读到数'
            else ''
        end as missing
    from compared

),

-- the group whose columns the row has
ranked as (

    select
        *,
        row_number() over (
            partition by figure_id
            order by
                case status when 'pass' then 0 when 'rounding' then 1 when 'fail' then 2 else 3 end,
                part_count desc,
                group_id
        ) as group_number
    from judged

)

select * from ranked
where group_number = 1
