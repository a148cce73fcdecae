-- grain: one row per figure in prose that a table prints too
-- Same account, year, basis, entity and fund. A prose figure whose fund is not stated may be of any fund a table shows.
-- 本年支出合计 of a table of one fund is the account that prose calls 一般公共预算财政拨款支出; a class that prose names
-- by its path is the row of its code. Where the funds differ, only digits that changed places tell a slip of the pen.
with

operands as (

    select * from {{ ref('int_operands') }}
    where not is_claim and comparator in ('', '=') and metric in ('amount', 'count') and is_unit_known

),

operand_keys as (

    select * from {{ ref('int_operand_keys') }}

),

fund_items as (

    select * from {{ ref('fund_items') }}

),

-- the names under which a document's tables print the functional classes
class_names as (

    select
        document_id,
        class_code,
        min(split_part(item, '/', 1)) as name
    from operands
    where table_no is not null and class_code like '2%' and statement <> 'revenue'
    group by document_id, class_code
    having count(distinct split_part(item, '/', 1)) = 1

),

class_paths as (

    select
        classes.document_id,
        classes.class_code,
        concat(top_names.name, '/', middle_names.name, '/', classes.name) as path
    from class_names as classes
    inner join class_names as middle_names
        on classes.document_id = middle_names.document_id and substr(classes.class_code, 1, 5) = middle_names.class_code
    inner join class_names as top_names
        on classes.document_id = top_names.document_id and substr(classes.class_code, 1, 3) = top_names.class_code
    where length(classes.class_code) = 7

),

-- the totals that prose divides among the 类: 一般公共预算财政拨款支出……其中：教育支出（类）
wholes as (

    select distinct
        document_id,
        item,
        fund,
        basis_group
    from operands
    where
        table_no is null
        and (item_code in ('exp.total', 'exp.total_all', 'exp.fiscal') or item_code like 'exp.fiscal.%')

),

keys as (

    select
        operands.figure_id,
        operand_keys.item_key
    from operands
    inner join operand_keys on operands.figure_id = operand_keys.figure_id
    where operands.class_code = ''

    union

    select
        operands.figure_id,
        concat('c:', fund_items.means_item_code) as item_key
    from operands
    inner join fund_items on operands.item_code = fund_items.item_code and operands.fund = fund_items.fund
    where operands.class_code = '' and operands.item_parent = '' and operands.table_no is not null

    union

    select
        figure_id,
        concat('k:', class_code) as item_key
    from operands
    where
        table_no is not null
        and class_code like '2%'
        and statement <> 'revenue'
        and (item_parent = '' or item_leaf = '合计')

    union

    select
        operands.figure_id,
        concat('k:', class_paths.class_code) as item_key
    from operands
    inner join class_paths
        on
            operands.document_id = class_paths.document_id
            and (operands.item = class_paths.path or operands.item like concat('%/', class_paths.path))
    where operands.table_no is null and operands.class_code = ''

    union

    select
        operands.figure_id,
        concat('k:', class_names.class_code) as item_key
    from operands
    inner join class_names
        on
            operands.document_id = class_names.document_id
            and length(class_names.class_code) = 3
            and operands.item_leaf = class_names.name
    inner join wholes
        on
            operands.document_id = wholes.document_id
            and operands.item_parent = wholes.item
            and operands.fund = wholes.fund
            and operands.basis_group = wholes.basis_group
    where operands.table_no is null and operands.class_code = ''

    union

    -- a class that prose names alone (农林水支出52万元) may be of any fund or breakdown that a table shows
    select
        operands.figure_id,
        concat('n:', class_names.class_code) as item_key
    from operands
    inner join class_names
        on
            operands.document_id = class_names.document_id
            and length(class_names.class_code) = 3
            and (
                (operands.table_no is null and operands.class_code = '' and operands.item = class_names.name)
                or (
                    operands.table_no is not null
                    and operands.class_code = class_names.class_code
                    and operands.statement <> 'revenue'
                    and (operands.item_parent = '' or operands.item_leaf = '合计')
                )
            )

),

keyed as (

    select
        operands.*,
        keys.item_key
    from operands
    inner join keys on operands.figure_id = keys.figure_id
    where not operands.is_coarse

),

-- a total that its own parts in the same row contradict, or a cell that several sums do
doubtful_cells as (

    select
        cell_id as figure_id,
        correction
    from {{ ref('int_suspect_cells') }}

    union

    select
        figure_id,
        expected - reported as correction
    from {{ ref('int_sum_evaluations') }}
    where status = 'fail' and is_whole_row

),

pairs as (

    select distinct
        prose.figure_id as prose_id,
        cells.figure_id as cell_id,
        cells.value_text as cell_text,
        cells.place_text as cell_place,
        cells.number as cell_number,
        cells.number_low as cell_low,
        cells.number_high as cell_high,
        replace(
            replace({{ decimal_text('abs(cells.number) * prose.print_scale', 'prose.printed_decimals') }}, '.', ''),
            '-',
            ''
        ) as cell_digits,
        cells.fund = prose.fund and prose.item_key not like 'n:%' as is_same_fund,
        prose.number_high >= cells.number_low and prose.number_low <= cells.number_high as is_meeting,
        prose.metric <> 'count'
        and abs(prose.number - cells.number)
        <= {{ last_place('least(prose.decimals, cells.decimals)') }} * 1.000001 as is_within_one
    from keyed as prose
    inner join keyed as cells
        on
            prose.document_id = cells.document_id
            and prose.entity_id = cells.entity_id
            and prose.fiscal_year = cells.fiscal_year
            and prose.item_key = cells.item_key
            and prose.basis_group = cells.basis_group
            and prose.metric = cells.metric
    where prose.table_no is null and cells.table_no is not null

),

summarised as (

    select
        prose_id,
        max(case when is_meeting then 1 else 0 end) as meets_any,
        max(case when is_within_one then 1 else 0 end) as near_any,
        max(case when is_same_fund and is_meeting then 1 else 0 end) as meets_same,
        max(case when is_same_fund and is_within_one then 1 else 0 end) as near_same,
        sum(case when is_same_fund then 1 else 0 end) as same_count,
        max(case when is_same_fund then cell_low end)
        > min(case when is_same_fund then cell_high end) + 0.000001 as is_ambiguous,
        max(cell_low) > min(cell_high) + 0.000001 as is_mixed
    from pairs
    group by prose_id

),

shown as (

    select
        *,
        row_number() over (
            partition by prose_id
            order by
                case when is_same_fund then 0 else 1 end,
                case when is_meeting then 0 when is_within_one then 1 else 2 end,
                cell_id
        ) as pair_number
    from pairs

),

-- a prose figure that some other cell prints exactly was rather named wrongly by us than written wrongly
elsewhere as (

    select distinct prose.figure_id as prose_id
    from keyed as prose
    inner join operands as cells on prose.document_id = cells.document_id and prose.number = cells.number
    left join keyed as cell_keys on cells.figure_id = cell_keys.figure_id and prose.item_key = cell_keys.item_key
    where
        prose.table_no is null
        and cells.table_no is not null
        and prose.number <> 0
        and prose.metric = cells.metric
        and prose.basis_group = cells.basis_group
        and (prose.fund = cells.fund or prose.fund = '')
        and prose.item_leaf <> cells.item_leaf
        and cell_keys.figure_id is null

),

-- another printing in prose agrees with the table: this one may be of a narrower scope (县直部门, 本级)
repeated as (

    select distinct one.figure_id as prose_id
    from keyed as one
    inner join keyed as other
        on
            one.document_id = other.document_id
            and one.entity_id = other.entity_id
            and one.fiscal_year = other.fiscal_year
            and one.item_key = other.item_key
            and one.basis_group = other.basis_group
            and one.fund = other.fund
            and one.metric = other.metric
    inner join summarised on other.figure_id = summarised.prose_id and summarised.near_same = 1
    where one.table_no is null and other.table_no is null and one.figure_id <> other.figure_id

),

caused as (

    select
        prose.figure_id,
        case
            when summarised.meets_any = 1 then 'other_scope'
            else {{ digit_cause('prose.digits', 'shown.cell_digits') }}
        end as cause
    from operands as prose
    inner join summarised on prose.figure_id = summarised.prose_id
    inner join shown on prose.figure_id = shown.prose_id and shown.pair_number = 1

),

-- the doubtful cell corrected is what the text says
doubtful as (

    select distinct prose.figure_id
    from operands as prose
    inner join shown on prose.figure_id = shown.prose_id and shown.pair_number = 1
    inner join doubtful_cells on shown.cell_id = doubtful_cells.figure_id
    where abs(prose.number - shown.cell_number - doubtful_cells.correction) <= {{ last_place('prose.decimals') }} * 2

),

judged as (

    select
        prose.*,
        shown.cell_id,
        shown.cell_text,
        shown.cell_place,
        shown.cell_number,
        case
            when summarised.meets_same = 1 then 'pass'
            when summarised.near_same = 1 then 'rounding'
            when prose.fund = '' and summarised.meets_any = 1 then 'pass'
            when prose.fund = '' and summarised.near_any = 1 then 'rounding'
            -- another scope perhaps, unless two digits of a number that all tables agree on stand the other way round
            when summarised.same_count = 0 and (summarised.is_mixed or caused.cause <> 'transposed')
                then 'not_assessable'
            when doubtful.figure_id is not null then 'not_assessable'
            when summarised.is_ambiguous then 'not_assessable'
            when elsewhere.prose_id is not null then 'not_assessable'
            when repeated.prose_id is not null and caused.cause = '' then 'not_assessable'
            else 'fail'
        end as status,
        case
            when summarised.meets_any = 1 or summarised.near_same = 1 then ''
            when summarised.same_count = 0 and (summarised.is_mixed or caused.cause <> 'transposed')
                then '表中没有同一资金口径的数'
            when doubtful.figure_id is not null then '表中的数与表内其他数不平，已另行指出'
            when summarised.is_ambiguous then '各表中的数不一致，无法确定以哪张表为准'
            when elsewhere.prose_id is not null then '与表中另一科目的数相同，科目可能另有所指'
            when repeated.prose_id is not null and caused.cause = '' then '另一处同名的数与表一致，此处可能是另一范围'
            else ''
        end as missing,
        caused.cause
    from operands as prose
    inner join summarised on prose.figure_id = summarised.prose_id
    inner join shown on prose.figure_id = shown.prose_id and shown.pair_number = 1
    inner join caused on prose.figure_id = caused.figure_id
    left join elsewhere on prose.figure_id = elsewhere.prose_id
    left join repeated on prose.figure_id = repeated.prose_id
    left join doubtful on prose.figure_id = doubtful.figure_id

)

select * from judged
