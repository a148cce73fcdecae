-- grain: one row per total of a list and place of the list (a table column, or a passage)
-- A list is the items one step below a printed item, or the rows of a table above its total row. Nothing says that a
-- list is complete, so a mismatch counts only where another column of the same table shows that it is.
with

operands as (

    select * from {{ ref('int_operands') }}
    where not is_claim and comparator in ('', '=') and metric in ('amount', 'count') and class_code = ''

),

pairs as (

    select * from {{ ref('int_list_parts') }}

),

summed as (

    select
        pairs.total_id,
        pairs.place,
        pairs.kind,
        count(*) as part_count,
        count(distinct parts.item) as item_count,
        sum(parts.number) as expected,
        sum(parts.number_low) as expected_low,
        sum(parts.number_high) as expected_high,
        {{ joined_text("concat('+', parts.value_text)", 'parts.figure_id') }} as sum_text,
        {{ joined_text('parts.item_leaf', 'parts.figure_id', '、') }} as part_names,
        {{ joined_text('cast(parts.row_no as ' ~ dbt.type_string() ~ ')', 'parts.row_no', ',') }} as part_rows,
        {{ joined_text('parts.figure_id', 'parts.figure_id', '|') }} as part_ids
    from pairs
    inner join operands as parts on pairs.part_id = parts.figure_id
    group by pairs.total_id, pairs.place, pairs.kind
    having count(*) > 1

),

compared as (

    select
        totals.*,
        summed.place,
        summed.kind,
        summed.part_count,
        summed.item_count,
        summed.expected as expected_number,
        {{ without_first_plus('summed.sum_text') }} as sum_text,
        summed.part_names,
        summed.part_rows,
        summed.part_ids,
        {{ sum_status(
            'totals.number',
            'totals.decimals',
            'summed.expected',
            'summed.expected_low - (totals.number_high - totals.number)',
            'summed.expected_high + (totals.number_high - totals.number)'
        ) }}
            as arithmetic
    from summed
    inner join operands as totals on summed.total_id = totals.figure_id

),

-- the same list adds up in another column: it is complete
complete as (

    select distinct
        failing.figure_id,
        failing.kind
    from compared as failing
    inner join compared as holding
        on
            failing.document_id = holding.document_id
            and failing.table_no = holding.table_no
            and failing.row_no = holding.row_no
            and failing.col_no <> holding.col_no
            and failing.kind = holding.kind
            and failing.part_rows = holding.part_rows
    where failing.arithmetic = 'fail' and holding.arithmetic in ('pass', 'rounding') and holding.expected_number <> 0

),

-- the rows from the total to 其他资金, the last source of money that a form names
fund_rows as (

    select
        compared.figure_id,
        compared.kind,
        compared.place,
        compared.part_count,
        compared.document_id,
        compared.table_no,
        compared.col_no,
        compared.row_no,
        min(cells.row_no) as last_row
    from compared
    inner join {{ ref('stg_cells') }} as cells
        on
            compared.document_id = cells.document_id
            and compared.table_no = cells.table_no
            and cells.row_no between compared.row_no + 2 and compared.row_no + 8
            and {{ name_key('cells.text') }} in ('其他资金', '其他资金：', '其他', '其它资金')
    where compared.kind = 'path' and compared.metric = 'amount' and compared.item_count = compared.part_count
    group by
        compared.figure_id,
        compared.kind,
        compared.place,
        compared.part_count,
        compared.document_id,
        compared.table_no,
        compared.col_no,
        compared.row_no

),

-- 年度资金总额，其中：当年财政拨款、上年结转资金、其他资金: all that is printed between the two is a part
funded as (

    select
        fund_rows.figure_id,
        fund_rows.kind,
        fund_rows.place
    from fund_rows
    inner join operands as printed
        on
            fund_rows.document_id = printed.document_id
            and fund_rows.table_no = printed.table_no
            and fund_rows.col_no = printed.col_no
            and printed.row_no > fund_rows.row_no
            and printed.row_no <= fund_rows.last_row
    left join pairs
        on
            fund_rows.figure_id = pairs.total_id
            and fund_rows.place = pairs.place
            and fund_rows.kind = pairs.kind
            and printed.figure_id = pairs.part_id
    group by fund_rows.figure_id, fund_rows.kind, fund_rows.place, fund_rows.part_count
    having count(*) = fund_rows.part_count and count(pairs.part_id) = fund_rows.part_count

),

-- the words say so, or things counted one kind after the other, the last of them 其他 or 不合格: nothing is left to add
closed as (

    select
        compared.figure_id,
        compared.kind,
        compared.place
    from compared
    inner join pairs
        on compared.figure_id = pairs.total_id and compared.place = pairs.place and compared.kind = pairs.kind
    inner join operands as parts on pairs.part_id = parts.figure_id
    where
        compared.item_count = compared.part_count
        and (
            (
                compared.table_no is null
                and compared.metric = 'count'
                and compared.part_count > 3
                and (parts.item_leaf like '其他%' or parts.item_leaf like '%“不合格”%' or parts.item_leaf like '%“差”%')
            )
            -- problems found are mended or not yet
            or (
                compared.kind = 'ratings'
                and compared.item_leaf = '发现问题数'
                and parts.item_leaf in ('正在整改问题数', '未整改问题数')
            )
        )
    group by compared.figure_id, compared.kind, compared.place

    union

    select
        figure_id,
        kind,
        place
    from compared
    where kind = 'told'

    union

    select
        figure_id,
        kind,
        place
    from funded

    union

    -- 项目共3个，涉及预算650.25万元，其中：…、…、…: as many are listed as there are
    select
        compared.figure_id,
        compared.kind,
        compared.place
    from compared
    inner join operands as numbers
        on
            compared.document_id = numbers.document_id
            and compared.item_parent = numbers.item_parent
            and compared.fiscal_year = numbers.fiscal_year
            and compared.page = numbers.page
            and compared.line - numbers.line between 0 and 2
            and compared.part_count = numbers.number
    where
        compared.table_no is null
        and compared.metric = 'amount'
        and compared.item_parent <> ''
        and compared.item_count = compared.part_count
        and numbers.table_no is null
        and numbers.metric = 'count'
        and numbers.item_leaf = '项目数'

),

-- more than the whole: not by one of the parts, which may be a part of another
exceeded as (

    select
        compared.figure_id,
        compared.kind,
        compared.place
    from compared
    inner join pairs
        on compared.figure_id = pairs.total_id and compared.place = pairs.place and compared.kind = pairs.kind
    inner join operands as parts on pairs.part_id = parts.figure_id
    where
        compared.table_no is null
        and (compared.statement = 'staffing' or compared.item_code in ('tp.vehicle.kept', 'ast.vehicles'))
        and compared.item_count = compared.part_count
        and compared.arithmetic = 'fail'
        and compared.expected_number > compared.number
    group by compared.figure_id, compared.kind, compared.place
    having min(abs(compared.expected_number - compared.number - parts.number)) > 0.5

),

-- the same total already fails against the other rows of its column
told as (

    select figure_id
    from {{ ref('int_table_total_sums') }}
    where status = 'fail'

),

judged as (

    select
        compared.*,
        {{ decimal_text('compared.expected_number * compared.print_scale', 'compared.printed_decimals') }}
            as expected_text,
        {{ number_digits('compared.expected_number * compared.print_scale', 'compared.printed_decimals') }}
            as expected_digits,
        case
            when compared.arithmetic <> 'fail' then compared.arithmetic
            when told.figure_id is not null then 'not_assessable'
            when exceeded.figure_id is not null or closed.figure_id is not null then 'fail'
            when complete.figure_id is null or compared.item_count < compared.part_count then 'not_assessable'
            else 'fail'
        end as status,
        case
            when compared.arithmetic <> 'fail' then ''
            when told.figure_id is not null then '这个合计与各行不符，已另行指出'
            when exceeded.figure_id is not null or closed.figure_id is not null then ''
            when complete.figure_id is null or compared.item_count < compared.part_count then '清单不一定列全'
            else ''
        end as missing
    from compared
    left join complete on compared.figure_id = complete.figure_id and compared.kind = complete.kind
    left join told on compared.figure_id = told.figure_id
    left join closed
        on
            compared.figure_id = closed.figure_id
            and compared.kind = closed.kind
            and compared.place = closed.place
    left join exceeded
        on
            compared.figure_id = exceeded.figure_id
            and compared.kind = exceeded.kind
            and compared.place = exceeded.place

),

-- one reading of the list that holds is enough
ranked as (

    select
        *,
        row_number() over (
            partition by figure_id
            order by case status when 'pass' then 0 when 'rounding' then 1 when 'fail' then 2 else 3 end, kind, place
        ) as reading_number
    from judged

),

final as (

    select
        'sum_lists' as check_id,
        document_id,
        figure_id,
        concat(item, '的清单') as subject,
        status,
        value_text as reported,
        concat(expected_text, unit) as expected,
        cast(number - expected_number as decimal(38, 10)) as difference,
        concat(sum_text, '＝', expected_text, unit) as formula,
        case
            when
                status = 'fail'
                then concat(item, '写为', value_text, '，但所列', part_names, '相加为', expected_text, unit)
            else ''
        end as message,
        missing,
        case when status = 'fail' then {{ digit_cause('digits', 'expected_digits') }} else '' end as cause,
        {{ figure_place() }},
        case when status = 'not_assessable' then figure_id else concat(figure_id, '|', part_ids) end as figure_ids
    from ranked
    where reading_number = 1

)

select
    {{ result_columns() }}
from final
