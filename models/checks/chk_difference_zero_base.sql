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
    where
        is_claim
        and metric in ('change_amount', 'change_rate', 'rate')
        and (number <> 0 or metric = 'rate')
        and table_no is null

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

-- every number of the account that a claim is about, of this year and the last
pairs as (

    select
        claims.*,
        claims.fiscal_year - numbers.fiscal_year as years_back,
        claims.basis_group = numbers.basis_group as is_same_basis,
        numbers.basis_group as number_basis_group,
        numbers.figure_id as number_id,
        numbers.value_text as number_text,
        numbers.place_text as number_place,
        numbers.number as account_number,
        numbers.number_low as account_low,
        numbers.number_high - claims.number_low as largest_base
    from claims
    inner join numbers
        on
            claims.document_id = numbers.document_id
            and claims.entity_id = numbers.entity_id
            -- “三公”经费/公务接待费 of the text is 公务接待费 of the table
            and (
                claims.about = numbers.item
                or (claims.item_code like 'tp.%' and claims.item_code = numbers.item_code)
            )
            and claims.fund = numbers.fund

),

-- an account of 三公 whose columns its table leaves blank, and of which no budget is printed anywhere
unplanned as (

    select
        claims.figure_id,
        claims.about,
        claims.number,
        claims.value_text,
        min(cells.page) as page
    from claims
    inner join {{ ref('int_blank_accounts') }} as blanks
        on claims.document_id = blanks.document_id and blanks.item_key = concat('c:', claims.item_code)
    inner join {{ ref('stg_cells') }} as cells
        on blanks.document_id = cells.document_id and blanks.table_no = cells.table_no
    left join operands as budgets
        on
            claims.document_id = budgets.document_id
            and claims.item_code = budgets.item_code
            and budgets.basis_group in ('年初预算', '全年预算')
            and budgets.metric = 'amount'
            and not budgets.is_claim
    where
        claims.metric = 'rate'
        and claims.item_code like 'tp.%'
        and claims.versus_basis in ('年初预算', '全年预算')
        and cells.table_caption like '%三公%'
        and budgets.figure_id is null
    group by claims.figure_id, claims.about, claims.number, claims.value_text

),

increases as (

    select * from pairs
    where metric = 'change_amount' and direction = 'up' and years_back = 0 and is_same_basis

),

judged as (

    select
        rates.figure_id,
        increases.number_id as base_id,
        increases.largest_base <= 0
        or abs(rates.number) * increases.largest_base < 100 * increases.account_low as is_wrong,
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
    where rates.metric = 'change_rate' and rates.direction in ('', 'up') and increases.number = increases.account_number

    union all

    select
        figure_id,
        number_id as base_id,
        account_number = 0 as is_wrong,
        '' as cause,
        concat(about, '上年为', number_text, '（', number_place, '），不能计算增减幅度，却写', value_text) as message
    from pairs
    where metric = 'change_rate' and years_back = 1 and versus_year = fiscal_year - 1 and is_same_basis

    union all

    select
        figure_id,
        number_id as base_id,
        largest_base < 0 as is_wrong,
        '' as cause,
        concat(
            item, '写为增加', value_text, '，比它自己的数', number_text, '（', number_place, '）还大，上年就成了负数'
        ) as message
    from increases

    union all

    select
        figure_id,
        number_id as base_id,
        account_number = 0 as is_wrong,
        case when number = 0 then 'nothing_of_nothing' else '' end as cause,
        concat(about, '的预算为', number_text, '（', number_place, '），不能计算完成比例，却写', value_text) as message
    from pairs
    where
        metric = 'rate'
        and years_back = 0
        and versus_basis in ('年初预算', '全年预算')
        and number_basis_group in ('年初预算', '全年预算')

    union all

    select
        figure_id,
        '' as base_id,
        true as is_wrong,
        case when number = 0 then 'nothing_of_nothing' else '' end as cause,
        concat(
            about,
            '在第',
            cast(page as {{ dbt.type_string() }}),
            '页的“三公”经费表中没有预算数，不能计算完成比例，却写',
            value_text
        ) as message
    from unplanned

),

numbered as (

    select
        *,
        case when is_wrong then 'fail' else 'pass' end as status,
        row_number() over (
            partition by figure_id
            order by case when is_wrong then 0 else 1 end, base_id
        ) as reading_number
    from judged

),

final as (

    select
        'difference_zero_base' as check_id,
        claims.document_id,
        claims.figure_id,
        concat(claims.item, '的基数') as subject,
        numbered.status,
        claims.value_text as reported,
        case when numbered.is_wrong then '基数为0，不写比例' else '' end as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        case when numbered.is_wrong then numbered.message else '' end as message,
        '' as missing,
        case when numbered.is_wrong then numbered.cause else '' end as cause,
        {{ figure_place('claims') }},
        case
            when numbered.base_id = '' then claims.figure_id
            else concat(claims.figure_id, '|', numbered.base_id)
        end as figure_ids
    from numbered
    inner join claims on numbered.figure_id = claims.figure_id
    where numbered.reading_number = 1

)

select
    {{ result_columns() }}
from final
