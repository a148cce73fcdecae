-- grain: one row per change or rate whose base is nothing or less
-- A growth rate or a rate of completion has no meaning with a base of zero, and an account that grew by more than it is
-- would have been negative the year before.
with

operands as (

    select * from {{ ref('int_operands') }}
    where is_unit_known and comparator in ('', '=')

),

claims as (

    select
        *,
        case when item_leaf in ('比上年', '预算完成率') or item_leaf like '%率' then item_parent else item end as about
    from operands
    where is_claim and metric in ('change_amount', 'change_rate', 'rate') and number <> 0 and table_no is null

),

-- one number for the account: where its printings differ, another finding says so
numbers as (

    select
        document_id,
        entity_id,
        fiscal_year,
        item,
        item_code,
        fund,
        basis_group,
        min(figure_id) as figure_id,
        min(value_text) as value_text,
        min(place_text) as place_text,
        min(number) as number,
        min(number_low) as number_low,
        max(number_high) as number_high
    from operands
    where
        not is_claim
        and metric = 'amount'
        and class_code = ''
        and statement in ('revenue', 'expenditure', 'three_public', 'procurement')
    group by document_id, entity_id, fiscal_year, item, item_code, fund, basis_group
    having min(number) = max(number)

),

increases as (

    select
        claims.*,
        numbers.figure_id as number_id,
        numbers.value_text as number_text,
        numbers.place_text as number_place,
        numbers.number as current_number,
        numbers.number_high - claims.number_low as largest_base
    from claims
    inner join numbers
        on
            claims.document_id = numbers.document_id
            and claims.entity_id = numbers.entity_id
            and claims.fiscal_year = numbers.fiscal_year
            and claims.about = numbers.item
            and claims.fund = numbers.fund
            and claims.basis_group = numbers.basis_group
    where claims.metric = 'change_amount' and claims.direction = 'up'

),

growth as (

    select
        rates.figure_id,
        rates.document_id,
        rates.item,
        rates.value_text,
        rates.entity,
        rates.entity_id,
        rates.fiscal_year,
        rates.page,
        rates.line,
        rates.table_no,
        rates.row_no,
        rates.col_no,
        increases.number_id as base_id,
        case
            when increases.largest_base <= 0 or abs(rates.number) * increases.largest_base < 100 * increases.number_low
                then 'fail'
            else 'pass'
        end as status,
        '' as cause,
        concat(
            increases.number_text, '（', increases.number_place, '）比上年增加', increases.value_text,
            '，上年为0，不能计算增长幅度，却写增长', rates.value_text
        ) as message
    from claims as rates
    inner join increases
        on
            rates.document_id = increases.document_id
            and rates.about = increases.about
            and rates.fund = increases.fund
            and rates.fiscal_year = increases.fiscal_year
            and rates.basis_group = increases.basis_group
            and coalesce(rates.versus_year, 0) = coalesce(increases.versus_year, 0)
            and rates.versus_basis = increases.versus_basis
            and rates.page = increases.page
            and abs(rates.line - increases.line) <= 2
    where rates.metric = 'change_rate' and rates.direction in ('', 'up') and increases.number = increases.current_number

),

negative as (

    select
        figure_id,
        document_id,
        item,
        value_text,
        entity,
        entity_id,
        fiscal_year,
        page,
        line,
        table_no,
        row_no,
        col_no,
        number_id as base_id,
        case when largest_base < 0 then 'fail' else 'pass' end as status,
        '' as cause,
        concat(
            item, '写为增加', value_text, '，比它自己的数', number_text, '（', number_place, '）还大，上年就成了负数'
        ) as message
    from increases

),

completion as (

    select
        claims.figure_id,
        claims.document_id,
        claims.item,
        claims.value_text,
        claims.entity,
        claims.entity_id,
        claims.fiscal_year,
        claims.page,
        claims.line,
        claims.table_no,
        claims.row_no,
        claims.col_no,
        numbers.figure_id as base_id,
        case when numbers.number = 0 then 'fail' else 'pass' end as status,
        '' as cause,
        concat(
            claims.about, '的预算为', numbers.value_text, '（', numbers.place_text, '），不能计算完成比例，却写', claims.value_text
        ) as message
    from claims
    inner join numbers
        on
            claims.document_id = numbers.document_id
            and claims.entity_id = numbers.entity_id
            and claims.fiscal_year = numbers.fiscal_year
            and claims.about = numbers.item
            and claims.fund = numbers.fund
            and numbers.basis_group in ('年初预算', '全年预算')
    where claims.metric = 'rate' and claims.versus_basis in ('年初预算', '全年预算')

),

printed as (

    select
        claims.figure_id,
        claims.document_id,
        claims.item,
        claims.value_text,
        claims.entity,
        claims.entity_id,
        claims.fiscal_year,
        claims.page,
        claims.line,
        claims.table_no,
        claims.row_no,
        claims.col_no,
        numbers.figure_id as base_id,
        case when numbers.number = 0 then 'fail' else 'pass' end as status,
        '' as cause,
        concat(
            claims.about, '上年为', numbers.value_text, '（', numbers.place_text, '），不能计算增减幅度，却写', claims.value_text
        ) as message
    from claims
    inner join numbers
        on
            claims.document_id = numbers.document_id
            and claims.entity_id = numbers.entity_id
            and claims.fiscal_year = numbers.fiscal_year + 1
            and claims.versus_year = numbers.fiscal_year
            and claims.about = numbers.item
            and claims.fund = numbers.fund
            and claims.basis_group = numbers.basis_group
    where claims.metric = 'change_rate'

),

judged as (

    select * from growth
    union all
    select * from printed
    union all
    select * from negative
    union all
    select * from completion

),

numbered as (

    select
        *,
        row_number() over (partition by figure_id order by status, base_id) as reading_number
    from judged

),

final as (

    select
        'difference_zero_base' as check_id,
        document_id,
        figure_id,
        concat(item, '的基数') as subject,
        status,
        value_text as reported,
        case when status = 'fail' then '基数为0，不写比例' else '' end as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        case when status = 'fail' then message else '' end as message,
        '' as missing,
        cause,
        entity,
        entity_id,
        page,
        line,
        table_no,
        row_no,
        col_no,
        fiscal_year,
        concat(figure_id, '|', base_id) as figure_ids
    from numbered
    where reading_number = 1

)

select
    {{ result_columns() }}
from final
