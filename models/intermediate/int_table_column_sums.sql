-- grain: one row per class row (or total row) of a table and column that has sub-classes in it
-- 类 = sum of its 款, 款 = sum of its 项, 合计 = sum of the 类: one level at a time, never all together. 人员经费 and
-- 公用经费 are the sum of their economic classes.
with

operands as (

    select * from {{ ref('int_operands') }}
    where table_no is not null and not is_claim and metric = 'amount' and col_no is not null

),

-- the accounts of basic expenditure and the economic classes they are made of
economic_groups as (

    select * from {{ ref('economic_groups') }}

),

-- a word that stands under several classes of a table is the name of a column: 合计, 项目支出
column_words as (

    select
        document_id,
        table_no,
        item_leaf
    from operands
    where class_code <> '' and item_parent <> ''
    group by document_id, table_no, item_leaf
    having count(distinct class_code) > 1

),

cells as (

    select
        operands.*,
        -- columns of one table are told apart by their place for functions; economic classes run over side by side
        case
            when
                operands.class_code like '2%'
                or (
                    operands.class_code = ''
                    and operands.item_code not in (select economic_groups.item_code from economic_groups)
                )
                then concat('c', cast(operands.col_no as {{ dbt.type_string() }}))
            else
                concat(
                    'm',
                    operands.basis_group,
                    cast(operands.fiscal_year as {{ dbt.type_string() }}),
                    operands.fund,
                    coalesce(column_words.item_leaf, '')
                )
        end as measure
    from operands
    left join column_words
        on
            operands.document_id = column_words.document_id
            and operands.table_no = column_words.table_no
            and operands.item_leaf = column_words.item_leaf
            and operands.item_parent <> ''

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

-- what stands one level below a row in its column
pairs as (

    select
        parents.figure_id,
        parts.figure_id as part_id
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

    union

    -- 人员经费合计 stands below its classes, or beside them
    select
        cells.figure_id,
        parts.figure_id as part_id
    from cells
    inner join economic_groups on cells.item_code = economic_groups.item_code and cells.class_code = ''
    inner join classed as parts
        on
            cells.document_id = parts.document_id
            and cells.table_no = parts.table_no
            and cells.measure = parts.measure
            and economic_groups.class_code = parts.class_code

),

summed as (

    select
        pairs.figure_id,
        count(*) as part_count,
        sum(parts.number) as expected,
        sum(parts.number_low) as expected_low,
        sum(parts.number_high) as expected_high,
        {{ joined_text("concat('+', parts.value_text)", 'parts.class_code') }} as sum_text,
        {{ joined_text('parts.figure_id', 'parts.class_code', '|') }} as part_ids,
        max(case when printed_twice.class_code is not null then 1 else 0 end) as is_ambiguous
    from pairs
    inner join classed as parts on pairs.part_id = parts.figure_id
    left join printed_twice
        on
            parts.document_id = printed_twice.document_id
            and parts.table_no = printed_twice.table_no
            and parts.measure = printed_twice.measure
            and parts.class_code = printed_twice.class_code
    group by pairs.figure_id

),

compared as (

    select
        cells.*,
        summed.part_count,
        summed.expected as expected_number,
        {{ without_first_plus('summed.sum_text') }} as sum_text,
        summed.part_ids,
        summed.is_ambiguous,
        {{ sum_status(
            'cells.number',
            'cells.decimals',
            'summed.expected',
            'summed.expected_low - (cells.number_high - cells.number)',
            'summed.expected_high + (cells.number_high - cells.number)'
        ) }}
            as arithmetic
    from cells
    inner join summed on cells.figure_id = summed.figure_id

),

-- a row that is not there leaves a gap in more than one column; a wrong number in one only
gaps as (

    select
        *,
        sum(case when arithmetic = 'fail' then 1 else 0 end)
            over (partition by document_id, table_no, row_no, class_code)
            as failing_columns,
        count(*) over (partition by document_id, table_no, row_no, class_code) as checked_columns,
        -- of the same column: a table that lists all parts of its other accounts lists those of this one
        sum(case when arithmetic <> 'fail' and part_count > 1 and number <> 0 then 1 else 0 end)
            over (partition by document_id, table_no, measure)
            as holding_rows,
        sum(case when arithmetic = 'fail' then 1 else 0 end)
            over (partition by document_id, table_no, measure)
            as failing_rows
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
            and length(parts.class_code) > length(gaps.class_code)
            and parts.class_code like concat(gaps.class_code, '%')
    where gaps.arithmetic = 'fail' and gaps.expected_number > gaps.number
    group by gaps.figure_id, gaps.decimals
    having min(abs(gaps.expected_number - gaps.number - parts.number)) > {{ last_place('gaps.decimals') }} * 5

),

judged as (

    select
        gaps.*,
        {{ decimal_text('gaps.expected_number * gaps.print_scale', 'gaps.printed_decimals') }} as expected_text,
        {{ number_digits('gaps.expected_number * gaps.print_scale', 'gaps.printed_decimals') }} as expected_digits,
        case
            when gaps.arithmetic <> 'fail' then gaps.arithmetic
            when gaps.is_ambiguous = 1 or (surplus.figure_id is null and gaps.failing_columns > 1) then 'not_assessable'
            when
                gaps.checked_columns = 1
                and gaps.number > gaps.expected_number
                and (gaps.holding_rows < 2 or gaps.failing_rows > 2)
                then 'not_assessable'
            else 'fail'
        end as status,
        case
            when gaps.arithmetic <> 'fail' then ''
            when gaps.is_ambiguous = 1 then '同一科目在表中出现多次'
            when surplus.figure_id is null and gaps.failing_columns > 1 then '多列同时不平，下级科目可能没有列全'
            when
                gaps.checked_columns = 1
                and gaps.number > gaps.expected_number
                and (gaps.holding_rows < 2 or gaps.failing_rows > 2)
                then '下级科目可能没有列全'
            else ''
        end as missing
    from gaps
    left join surplus on gaps.figure_id = surplus.figure_id

)

select * from judged
