-- grain: one row per printed total of a fund's expenditure that the text tells account by account
-- 1、…（类）…（款）…（项）。年初预算为…，支出决算为…: the list is whole where its outturns, or its budgets, add up, or
-- where it has as many accounts as the table of the fund. Then the other column must add up too. One account of the
-- table that the list does not have, and that is all that the list lacks, was left out.
with

operands as (

    select * from {{ ref('int_operands') }}
    where
        not is_claim
        and comparator in ('', '=')
        and metric = 'amount'
        and is_money
        and is_unit_known
        and statement = 'expenditure'

),

fund_items as (

    select
        means_item_code,
        fund
    from {{ ref('fund_items') }}
    where item_code = 'exp.total'

),

-- 类/款/项 in prose, the first printing of each
printed as (

    select
        operands.*,
        row_number() over (
            partition by document_id, entity_id, fiscal_year, fund, basis_group, item
            order by page, line, char_start, figure_id
        ) as printing_number
    from operands
    where table_no is null and class_code = '' and item like '%/%/%' and item not like '%/%/%/%' and item_code = ''

),

parts as (

    select * from printed
    where printing_number = 1 and fund <> ''

),

lists as (

    select
        document_id,
        entity_id,
        fiscal_year,
        fund,
        basis_group,
        count(*) as part_count,
        sum(number) as expected,
        sum(number_low) as expected_low,
        sum(number_high) as expected_high,
        min(page) as first_page,
        {{ joined_text("concat('+', value_text)", 'figure_id') }} as sum_text,
        {{ joined_text('figure_id', 'figure_id', '|') }} as part_ids,
        {{ joined_text('item', 'item', '|') }} as part_names
    from parts
    group by document_id, entity_id, fiscal_year, fund, basis_group
    having count(*) > 2

),

-- how many 项 the table of the fund has
classes as (

    select
        document_id,
        entity_id,
        fiscal_year,
        fund,
        count(distinct class_code) as class_count
    from operands
    where table_no is not null and class_code like '2______' and number <> 0
    group by document_id, entity_id, fiscal_year, fund

),

totals as (

    select
        operands.*,
        row_number() over (
            partition by
                operands.document_id, operands.entity_id, operands.fiscal_year, operands.fund, operands.basis_group
            order by operands.page desc, operands.line desc, operands.char_start desc, operands.figure_id
        ) as total_number
    from operands
    inner join fund_items on operands.item_code = fund_items.means_item_code and operands.fund = fund_items.fund
    inner join lists
        on
            operands.document_id = lists.document_id
            and operands.entity_id = lists.entity_id
            and operands.fiscal_year = lists.fiscal_year
            and operands.fund = lists.fund
            and operands.basis_group = lists.basis_group
            and operands.page <= lists.first_page
    where operands.table_no is null

),

compared as (

    select
        totals.*,
        lists.part_count,
        lists.expected as expected_number,
        {{ without_first_plus('lists.sum_text') }} as sum_text,
        lists.part_ids,
        lists.part_names,
        classes.class_count,
        {{ sum_status(
            'totals.number',
            'totals.decimals',
            'lists.expected',
            'lists.expected_low - (totals.number_high - totals.number)',
            'lists.expected_high + (totals.number_high - totals.number)'
        ) }}
            as arithmetic
    from totals
    inner join lists
        on
            totals.document_id = lists.document_id
            and totals.entity_id = lists.entity_id
            and totals.fiscal_year = lists.fiscal_year
            and totals.fund = lists.fund
            and totals.basis_group = lists.basis_group
    left join classes
        on
            totals.document_id = classes.document_id
            and totals.entity_id = classes.entity_id
            and totals.fiscal_year = classes.fiscal_year
            and totals.fund = classes.fund
    where totals.total_number = 1

),

-- numbers that a table contradicts are told by themselves
disputed as (

    select
        figure_id,
        cell_number - number as correction
    from {{ ref('int_table_contradictions') }}
    where status = 'fail'

),

excused as (

    select distinct compared.figure_id
    from compared
    inner join parts
        on
            compared.document_id = parts.document_id
            and compared.entity_id = parts.entity_id
            and compared.fiscal_year = parts.fiscal_year
            and compared.fund = parts.fund
            and compared.basis_group = parts.basis_group
    inner join disputed on parts.figure_id = disputed.figure_id
    where compared.arithmetic = 'fail'

),

-- the 项 of the table of the fund that the list does not name, where it is one
left_out as (

    select
        classes.document_id,
        classes.entity_id,
        classes.fiscal_year,
        classes.fund,
        classes.basis_group,
        min(classes.figure_id) as class_id,
        min(split_part(classes.item, '/', 1)) as class_name,
        min(classes.value_text) as class_text,
        min(classes.place_text) as class_place,
        min(classes.number) as number
    from operands as classes
    left join parts
        on
            classes.document_id = parts.document_id
            and classes.entity_id = parts.entity_id
            and classes.fiscal_year = parts.fiscal_year
            and classes.fund = parts.fund
            and classes.basis_group = parts.basis_group
            and {{ name_key("split_part(classes.item, '/', 1)") }} = {{ name_key('parts.item_leaf') }}
    where
        classes.table_no is not null
        and classes.class_code like '2______'
        and classes.number <> 0
        and (classes.item_parent = '' or classes.item_leaf = '合计')
        and parts.figure_id is null
    group by classes.document_id, classes.entity_id, classes.fiscal_year, classes.fund, classes.basis_group
    having count(distinct classes.class_code) = 1

),

judged as (

    select
        compared.*,
        case when compared.arithmetic = 'fail' then left_out.class_id end as class_id,
        left_out.class_name,
        left_out.class_text,
        left_out.class_place,
        {{ computed_text('(compared.expected_number * compared.print_scale)', 'compared.printed_decimals') }}
            as expected_text,
        {{ number_digits('compared.expected_number * compared.print_scale', 'compared.printed_decimals') }}
            as expected_digits,
        case
            when compared.arithmetic <> 'fail' then compared.arithmetic
            when excused.figure_id is not null then 'not_assessable'
            when others.arithmetic in ('pass', 'rounding') and others.part_names = compared.part_names then 'fail'
            when compared.part_count = compared.class_count then 'fail'
            when left_out.class_id is not null then 'fail'
            else 'not_assessable'
        end as status,
        case
            when compared.arithmetic <> 'fail' then ''
            when excused.figure_id is not null then '其中的数与表不符，已另行指出'
            else '所列科目不一定列全'
        end as missing
    from compared
    left join compared as others
        on
            compared.document_id = others.document_id
            and compared.entity_id = others.entity_id
            and compared.fiscal_year = others.fiscal_year
            and compared.fund = others.fund
            and compared.basis_group <> others.basis_group
    left join excused on compared.figure_id = excused.figure_id
    left join left_out
        on
            compared.document_id = left_out.document_id
            and compared.entity_id = left_out.entity_id
            and compared.fiscal_year = left_out.fiscal_year
            and compared.fund = left_out.fund
            and compared.basis_group = left_out.basis_group
            and compared.part_count = compared.class_count - 1
            and abs(compared.number - compared.expected_number - left_out.number)
            <= compared.part_count * {{ last_place('compared.decimals') }}

),

numbered as (

    select
        *,
        row_number() over (
            partition by figure_id
            order by case status when 'fail' then 0 else 1 end, status
        ) as row_rank
    from judged

),

final as (

    select
        'sum_accounts' as check_id,
        document_id,
        figure_id,
        concat(item, '（', basis, '）的各科目') as subject,
        status,
        value_text as reported,
        concat(expected_text, unit) as expected,
        cast(number - expected_number as decimal(38, 10)) as difference,
        concat(sum_text, '＝', expected_text, unit) as formula,
        case
            when status = 'fail' and class_id is not null
                then concat(
                    item, '的', basis, '为', value_text, '，分科目说明的',
                    cast(part_count as {{ dbt.type_string() }}), '项相加为', expected_text, unit, '，没有写表中的',
                    class_name, class_text, '（', class_place, '）'
                )
            when status = 'fail'
                then concat(
                    item, '的', basis, '写为', value_text, '（', place_text, '），但分科目说明的',
                    cast(part_count as {{ dbt.type_string() }}), '项相加为', expected_text, unit
                )
            else ''
        end as message,
        case when status = 'not_assessable' then missing else '' end as missing,
        case
            when status <> 'fail' then ''
            when class_id is not null then 'account_left_out'
            else {{ digit_cause('digits', 'expected_digits') }}
        end as cause,
        {{ figure_place() }},
        case
            when status = 'not_assessable' then figure_id
            else concat(figure_id, '|', part_ids, case when class_id is null then '' else concat('|', class_id) end)
        end as figure_ids
    from numbered
    where row_rank = 1

)

select
    {{ result_columns() }}
from final
