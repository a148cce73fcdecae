-- grain: one row per pair of rows (or columns) of a table whose numbers stand the other way round elsewhere
-- Two values in each other's place leave every sum right; only another printing of both tells. A pair is looked
-- at where both of its numbers differ from what the document prints of the same account elsewhere.
with

operands as (

    select * from {{ ref('int_operands') }}
    where
        not is_claim
        and comparator in ('', '=')
        and metric = 'amount'
        and is_money
        and is_unit_known
        and number <> 0
        and not is_coarse

),

class_names as (

    select
        document_id,
        split_part(item, '/', 1) as class_name,
        min(class_code) as class_code
    from operands
    where class_code like '2__' and statement <> 'revenue'
    group by document_id, split_part(item, '/', 1)
    having count(distinct class_code) = 1

),

keyed as (

    select
        operands.*,
        concat('k:', operands.class_code) as item_key,
        0 as key_rank
    from operands
    where operands.class_code <> '' and (operands.item_parent = '' or operands.item_leaf = '合计')

    union all

    select
        operands.*,
        concat('k:', class_names.class_code) as item_key,
        1 as key_rank
    from operands
    inner join class_names on operands.document_id = class_names.document_id and operands.item = class_names.class_name
    where operands.class_code = '' and operands.statement <> 'revenue'

    union all

    select
        operands.*,
        operand_keys.item_key,
        1 as key_rank
    from operands
    inner join {{ ref('int_operand_keys') }} as operand_keys on operands.figure_id = operand_keys.figure_id
    where operands.class_code = '' and operand_keys.item_key like 'c:%'

),

-- a cell and another printing of its account that it differs from
differing as (

    select
        cells.*,
        others.figure_id as other_id,
        others.number as other_number,
        others.decimals as other_decimals,
        others.value_text as other_text,
        others.place_text as other_place,
        coalesce(others.table_no, 0) as other_table,
        others.key_rank as other_rank
    from keyed as cells
    inner join keyed as others
        on
            cells.document_id = others.document_id
            and cells.entity_id = others.entity_id
            and cells.fiscal_year = others.fiscal_year
            and cells.basis_group = others.basis_group
            and cells.item_key = others.item_key
            and cells.table_no <> coalesce(others.table_no, 0)
    where
        cells.table_no is not null
        and abs(cells.number - others.number) > {{ last_place('least(cells.decimals, others.decimals)') }} * 1.000001

),

pairs as (

    select
        one.*,
        two.figure_id as two_id,
        two.item as two_item,
        two.value_text as two_text,
        two.place_text as two_place,
        two.other_id as two_other_id,
        two.other_text as two_other_text,
        two.other_place as two_other_place,
        row_number() over (
            partition by
                one.document_id,
                one.item_key,
                two.item_key,
                case when one.other_table = 0 then one.table_no else least(one.table_no, one.other_table) end
            order by
                -- prose and tables with codes are held to be right, else the table that comes first
                case when one.other_table = 0 then 0 else 1 end,
                one.key_rank desc,
                one.other_rank,
                one.table_no desc,
                one.col_no,
                one.figure_id,
                two.figure_id,
                one.other_id,
                two.other_id
        ) as pair_number
    from differing as one
    inner join differing as two
        on
            one.document_id = two.document_id
            and one.entity_id = two.entity_id
            and one.fiscal_year = two.fiscal_year
            and one.basis_group = two.basis_group
            and one.table_no = two.table_no
            and one.other_table = two.other_table
            and one.item_key < two.item_key
            and (one.col_no = two.col_no or one.row_no = two.row_no)
    where
        abs(one.other_number - two.number) <= {{ last_place('least(one.other_decimals, two.decimals)') }} * 1.000001
        and abs(two.other_number - one.number) <= {{ last_place('least(two.other_decimals, one.decimals)') }} * 1.000001

),

final as (

    select
        'contradiction_swapped' as check_id,
        document_id,
        figure_id,
        concat(item, '与', two_item) as subject,
        'fail' as status,
        value_text as reported,
        other_text as expected,
        cast(number - other_number as decimal(38, 10)) as difference,
        '' as formula,
        concat(
            item,
            '写为',
            value_text,
            '，',
            two_item,
            '写为',
            two_text,
            '（',
            two_place,
            '），与另一处的',
            other_text,
            '（',
            other_place,
            '）、',
            two_other_text,
            '（',
            two_other_place,
            '）正好对换'
        ) as message,
        '' as missing,
        'swapped' as cause,
        {{ figure_place() }},
        concat(figure_id, '|', two_id, '|', other_id, '|', two_other_id) as figure_ids
    from pairs
    where pair_number = 1

)

select
    {{ result_columns() }}
from final
