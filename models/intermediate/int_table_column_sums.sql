-- grain: one row per class row (or total row) of a table and column that has sub-classes in it
-- 类 = sum of its 款, 款 = sum of its 项, 合计 = sum of the 类: one level at a time, never all together.
with

cells as (

    select
        *,
        -- columns of one table are told apart by their place for functions; economic classes run over side by side
        case
            when class_code like '2%' or class_code = '' then concat('c', cast(col_no as {{ dbt.type_string() }}))
            else
                concat(
                    'm',
                    basis_group,
                    cast(fiscal_year as {{ dbt.type_string() }}),
                    fund,
                    case when item_parent <> '' then item_leaf else '' end
                )
        end as measure
    from {{ ref('int_operands') }}
    where table_no is not null and not is_claim and metric = 'amount' and col_no is not null

),

classed as (

    select * from cells
    where class_code <> ''

),

printed_twice as (

    select
        document_id,
        table_no,
        measure,
        class_code
    from classed
    group by document_id, table_no, measure, class_code
    having count(*) > 1

),

-- the one row of a table of function classes that has no class is its total
total_rows as (

    select
        cells.document_id,
        cells.table_no,
        min(cells.row_no) as row_no
    from cells
    inner join (
        select
            document_id,
            table_no,
            min(length(class_code)) as top_length
        from classed
        where class_code like '2%'
        group by document_id, table_no
        having count(distinct row_no) > 1
    ) as tables on cells.document_id = tables.document_id and cells.table_no = tables.table_no
    where cells.class_code = '' and tables.top_length = 3
    group by cells.document_id, cells.table_no
    having count(distinct cells.row_no) = 1

),

parents as (

    select
        classed.*,
        classed.class_code as parent_code
    from classed

    union all

    select
        cells.*,
        '' as parent_code
    from cells
    inner join total_rows
        on
            cells.document_id = total_rows.document_id
            and cells.table_no = total_rows.table_no
            and cells.row_no = total_rows.row_no
    where cells.class_code = ''

),

summed as (

    select
        parents.figure_id,
        count(*) as part_count,
        sum(parts.number) as expected,
        sum(parts.number_low) as expected_low,
        sum(parts.number_high) as expected_high,
        {{ joined_text("concat('+', parts.value_text)", 'parts.class_code') }} as sum_text,
        {{ joined_text('parts.figure_id', 'parts.class_code', '|') }} as part_ids,
        max(case when printed_twice.class_code is not null then 1 else 0 end) as is_ambiguous
    from parents
    inner join classed as parts
        on
            parents.document_id = parts.document_id
            and parents.table_no = parts.table_no
            and parents.measure = parts.measure
            and (
                (parents.parent_code = '' and length(parts.class_code) = 3)
                or (
                    parents.parent_code <> ''
                    and length(parts.class_code) = length(parents.parent_code) + 2
                    and parts.class_code like concat(parents.parent_code, '%')
                )
            )
    left join printed_twice
        on
            parts.document_id = printed_twice.document_id
            and parts.table_no = printed_twice.table_no
            and parts.measure = printed_twice.measure
            and parts.class_code = printed_twice.class_code
    group by parents.figure_id

),

compared as (

    select
        parents.*,
        summed.part_count,
        summed.expected as expected_number,
        {{ without_first_plus('summed.sum_text') }} as sum_text,
        summed.part_ids,
        summed.is_ambiguous,
        {{ sum_status(
            'parents.number',
            'parents.decimals',
            'summed.expected',
            'summed.expected_low - (parents.number_high - parents.number)',
            'summed.expected_high + (parents.number_high - parents.number)'
        ) }}
            as arithmetic
    from parents
    inner join summed on parents.figure_id = summed.figure_id

),

-- a row that is not there leaves a gap in more than one column; a wrong number in one only
gaps as (

    select
        *,
        sum(case when arithmetic = 'fail' then 1 else 0 end)
            over (partition by document_id, table_no, row_no)
            as failing_columns,
        count(*) over (partition by document_id, table_no, row_no) as checked_columns
    from compared

),

-- the surplus is no row that does not belong here: one of the numbers is wrong, in every column the same
surplus as (

    select
        gaps.figure_id,
        min(abs(gaps.expected_number - gaps.number - parts.number)) as nearest_part
    from gaps
    inner join classed as parts
        on
            gaps.document_id = parts.document_id
            and gaps.table_no = parts.table_no
            and gaps.measure = parts.measure
            and length(parts.class_code) > length(gaps.parent_code)
            and parts.class_code like concat(gaps.parent_code, '%')
    where gaps.arithmetic = 'fail' and gaps.expected_number > gaps.number
    group by gaps.figure_id, gaps.decimals
    having min(abs(gaps.expected_number - gaps.number - parts.number)) > {{ last_place('gaps.decimals') }} * 5

),

judged as (

    select
        gaps.*,
        {{ decimal_text('gaps.expected_number * gaps.print_scale', 'gaps.printed_decimals') }} as expected_text,
        replace(
            replace(
                {{ decimal_text('abs(gaps.expected_number) * gaps.print_scale', 'gaps.printed_decimals') }}, '.', ''
            ),
            '-',
            ''
        ) as expected_digits,
        case
            when gaps.arithmetic <> 'fail' then gaps.arithmetic
            when gaps.is_ambiguous = 1 or (surplus.figure_id is null and gaps.failing_columns > 1) then 'not_assessable'
            when gaps.checked_columns = 1 and gaps.number > gaps.expected_number then 'not_assessable'
            else 'fail'
        end as status,
        case
            when gaps.arithmetic <> 'fail' then ''
            when gaps.is_ambiguous = 1 then '同一科目在表中出现多次'
            when surplus.figure_id is null and gaps.failing_columns > 1 then '多列同时不平，下级科目可能没有列全'
            when gaps.checked_columns = 1 and gaps.number > gaps.expected_number then '下级科目可能没有列全'
            else ''
        end as missing
    from gaps
    left join surplus on gaps.figure_id = surplus.figure_id

)

select * from judged
