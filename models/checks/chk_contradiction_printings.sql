-- grain: one row per figure that repeats an earlier printing of the same fact in prose, or in another table
with

operands as (

    select * from {{ ref('int_operands') }}
    where
        comparator in ('', '=')
        and is_money
        and is_unit_known
        and (
            (metric = 'amount' and not is_claim and item_code <> '')
            -- 较上年增加1,133.95万元 in two sections
            or (metric = 'change_amount' and table_no is null and item <> '')
        )

),

keyed as (

    select
        *,
        row_number() over (
            partition by
                document_id,
                entity_id,
                fiscal_year,
                statement,
                item,
                item_code,
                class_code,
                basis_group,
                fund,
                metric,
                versus_basis,
                versus_year,
                direction,
                table_no is null
            order by page, line, row_no, col_no, figure_id
        ) as printing_number
    from operands

),

pairs as (

    select
        later.*,
        earlier.figure_id as earlier_id,
        earlier.value_text as earlier_text,
        earlier.place_text as earlier_place,
        earlier.number as earlier_number,
        earlier.digits as earlier_digits,
        later.number_high >= earlier.number_low and later.number_low <= earlier.number_high as is_meeting,
        abs(later.number - earlier.number)
        <= {{ last_place('least(later.decimals, earlier.decimals)') }} * 1.000001 as is_within_one
    from keyed as later
    inner join keyed as earlier
        on
            later.document_id = earlier.document_id
            and later.entity_id = earlier.entity_id
            and later.fiscal_year = earlier.fiscal_year
            and later.statement = earlier.statement
            and later.item = earlier.item
            and later.item_code = earlier.item_code
            and later.class_code = earlier.class_code
            and later.basis_group = earlier.basis_group
            and later.fund = earlier.fund
            and later.metric = earlier.metric
            and later.versus_basis = earlier.versus_basis
            and coalesce(later.versus_year, 0) = coalesce(earlier.versus_year, 0)
            and later.direction = earlier.direction
            and (later.table_no is null) = (earlier.table_no is null)
            and later.printing_number > 1
            and earlier.printing_number = 1
    where later.table_no is null or later.table_no <> earlier.table_no

),

-- the same number under another name: this printing is rather of that item
elsewhere as (

    select distinct pairs.figure_id
    from pairs
    inner join {{ ref('int_operands') }} as others
        on
            pairs.document_id = others.document_id
            and pairs.number = others.number
            and pairs.item <> others.item
            and pairs.metric = others.metric

),

-- a cell that is told as an error already
told as (

    select figure_id from {{ ref('int_cell_contradictions') }}
    where status = 'fail'
    union
    select cell_id as figure_id from {{ ref('int_cell_contradictions') }}
    where status = 'fail'

),

explained as (

    select
        pairs.*,
        {{ digit_cause('digits', 'earlier_digits') }} as digits_cause,
        elsewhere.figure_id is null
        and abs(pairs.number) between 0.8 * abs(pairs.earlier_number) and 1.25 * abs(pairs.earlier_number) as is_similar
    from pairs
    left join elsewhere on pairs.figure_id = elsewhere.figure_id
    left join told on pairs.figure_id = told.figure_id
    where told.figure_id is null

),

final as (

    select
        'contradiction_printings' as check_id,
        document_id,
        figure_id,
        item as subject,
        case
            when number = earlier_number then 'pass'
            when is_meeting or is_within_one then 'rounding'
            when is_similar or digits_cause <> '' then 'fail'
            else 'not_assessable'
        end as status,
        value_text as reported,
        earlier_text as expected,
        cast(number - earlier_number as decimal(38, 10)) as difference,
        concat('前文', earlier_text, '（', earlier_place, '）') as formula,
        case
            when is_meeting or is_within_one then '' else
                concat(item, '此处写为', value_text, '，', earlier_place, '写为', earlier_text)
        end as message,
        case
            when is_meeting or is_within_one or is_similar or digits_cause <> '' then ''
            else concat('与前文', earlier_text, '（', earlier_place, '）不同，可能是其中的一部分')
        end as missing,
        case when is_meeting or is_within_one then '' else digits_cause end as cause,
        {{ figure_place() }},
        case
            when is_meeting or is_within_one or is_similar or digits_cause <> '' then concat(figure_id, '|', earlier_id)
            else figure_id
        end as figure_ids
    from explained

)

select
    {{ result_columns() }}
from final
