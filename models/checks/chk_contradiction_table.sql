-- grain: one row per figure in prose that a table prints too
-- Same account, year, basis, entity and fund. A prose figure whose fund is not stated may be of any fund a table shows.
with

operands as (

    select * from {{ ref('int_operands') }}
    where not is_claim and comparator in ('', '=') and metric in ('amount', 'count') and is_unit_known

),

operand_keys as (

    select * from {{ ref('int_operand_keys') }}

),

keyed as (

    select
        operands.*,
        operand_keys.item_key
    from operands
    inner join operand_keys on operands.figure_id = operand_keys.figure_id
    where operands.class_code = '' and not operands.is_coarse

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
        replace(replace({{ decimal_text('abs(cells.number) * prose.print_scale', 'prose.printed_decimals') }}, '.', ''), '-', '') as cell_digits,
        cells.fund = prose.fund as is_same_fund,
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
        max(case when is_same_fund then cell_low end) > min(case when is_same_fund then cell_high end) + 0.000001 as is_ambiguous
    from pairs
    group by prose_id

),

shown as (

    select
        *,
        row_number() over (
            partition by prose_id
            order by case when is_same_fund then 0 else 1 end, case when is_meeting then 0 when is_within_one then 1 else 2 end, cell_id
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
            when summarised.same_count = 0 then 'not_assessable'
            when summarised.is_ambiguous then 'not_assessable'
            when elsewhere.prose_id is not null then 'not_assessable'
            when repeated.prose_id is not null and caused.cause = '' then 'not_assessable'
            else 'fail'
        end as status,
        case
            when summarised.meets_any = 1 or summarised.near_same = 1 then ''
            when summarised.same_count = 0 then '表中没有同一资金口径的数'
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

),

final as (

    select
        'contradiction_table' as check_id,
        document_id,
        figure_id,
        item as subject,
        status,
        value_text as reported,
        cell_text as expected,
        cast(number - cell_number as decimal(38, 10)) as difference,
        concat('表中', cell_text, '（', cell_place, '）') as formula,
        case when status = 'fail' then concat('文中', item, '写为', value_text, '，', cell_place, '的同一数为', cell_text) else '' end as message,
        missing,
        case when status = 'fail' then cause else '' end as cause,
        entity,
        entity_id,
        page,
        line,
        table_no,
        row_no,
        col_no,
        fiscal_year,
        case when status = 'not_assessable' then figure_id else concat(figure_id, '|', cell_id) end as figure_ids
    from judged

)

select
{{ result_columns() }}
from final
