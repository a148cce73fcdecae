-- grain: one row per cell that repeats a total or a class which another table prints too
-- 收支总表 against 收入决算表 and 支出决算表: 本年收入合计, 本年支出合计 and the functional classes, of one fund, year and
-- basis. Two tables may be of different scope, so only a difference that a slip explains is one: a digit, a unit, the
-- number of last year.
with

operands as (

    select * from {{ ref('int_operands') }}
    where
        table_no is not null
        and not is_claim
        and comparator in ('', '=')
        and metric = 'amount'
        and is_money
        and is_unit_known

),

classes as (

    select
        *,
        split_part(item, '/', 1) as class_name
    from operands
    where class_code like '2__' and statement <> 'revenue' and (item_parent = '' or item_leaf = '合计')

),

class_names as (

    select
        document_id,
        class_name,
        min(class_code) as class_code
    from classes
    group by document_id, class_name
    having count(distinct class_code) = 1

),

keyed as (

    select
        operands.*,
        concat('c:', operands.item_code) as item_key,
        1 as key_rank
    from operands
    where operands.item_code in ('exp.total', 'rev.total') and operands.class_code = '' and operands.item_parent = ''

    union all

    select
        operands.*,
        concat('k:', operands.class_code) as item_key,
        0 as key_rank
    from operands
    inner join
        (select distinct figure_id from classes) as rows_of_classes
        on operands.figure_id = rows_of_classes.figure_id

    union all

    select
        operands.*,
        concat('k:', class_names.class_code) as item_key,
        1 as key_rank
    from operands
    inner join class_names on operands.document_id = class_names.document_id and operands.item = class_names.class_name
    where operands.class_code = '' and operands.item_parent = '' and operands.statement <> 'revenue'

),

-- the detail table first: it adds up in itself
numbered as (

    select
        *,
        row_number() over (
            partition by document_id, entity_id, fiscal_year, basis_group, fund, item_key
            order by key_rank, table_no, row_no, col_no, figure_id
        ) as printing_number
    from keyed

),

last_years as (

    select distinct
        document_id,
        entity_id,
        fiscal_year + 1 as fiscal_year,
        basis_group,
        fund,
        item_key,
        number
    from keyed
    where number <> 0

),

pairs as (

    select
        later.*,
        earlier.figure_id as cell_id,
        earlier.value_text as cell_text,
        earlier.place_text as cell_place,
        earlier.number as cell_number,
        later.number_high >= earlier.number_low and later.number_low <= earlier.number_high as is_meeting,
        abs(later.number - earlier.number)
        <= {{ last_place('least(later.decimals, earlier.decimals)') }} * 1.000001 as is_within_one,
        case
            when last_years.number is not null then 'last_year'
            when later.digits = earlier.digits and later.number < earlier.number then 'unit_yuan'
            when later.digits = earlier.digits then 'unit_wan'
            else {{ digit_cause('later.digits', 'earlier.digits') }}
        end as slip
    from numbered as later
    inner join numbered as earlier
        on
            later.document_id = earlier.document_id
            and later.entity_id = earlier.entity_id
            and later.fiscal_year = earlier.fiscal_year
            and later.basis_group = earlier.basis_group
            and later.fund = earlier.fund
            and later.item_key = earlier.item_key
            and later.table_no <> earlier.table_no
    left join last_years
        on
            later.document_id = last_years.document_id
            and later.entity_id = last_years.entity_id
            and later.fiscal_year = last_years.fiscal_year
            and later.basis_group = last_years.basis_group
            and later.fund = last_years.fund
            and later.item_key = last_years.item_key
            and later.number = last_years.number
    where later.printing_number > 1 and earlier.printing_number = 1

),

final as (

    select
        *,
        case
            when is_meeting then 'pass'
            when is_within_one then 'rounding'
            when slip <> '' then 'fail'
            else 'not_assessable'
        end as status,
        case when is_meeting or is_within_one or slip <> '' then '' else '两张表的范围可能不同' end as missing,
        slip as cause
    from pairs

)

select * from final
