-- grain: one row per fact of a year before its report's own
-- It is held against the report that the same unit made of that year. Several values on one side are several scopes
-- with one name: they agree if any two do, and are not assessable otherwise.
with

operands as (

    select * from {{ ref('int_operands') }}
    where not is_claim and not is_coarse and fiscal_year is not null and metric in ('amount', 'count')

),

documents as (

    select * from {{ ref('int_documents') }}
    where fiscal_year is not null

),

placed as (

    select
        operands.*,
        documents.fiscal_year as report_year
    from operands
    inner join documents on operands.document_id = documents.document_id

),

-- an amount of last year is a printing of the outturn, whatever the column is called
later as (

    select
        *,
        count(distinct number)
            over (
                partition by document_id, entity_id, fiscal_year, statement, item, class_code, basis_group, fund, metric
            )
            as value_count
    from placed
    where fiscal_year < report_year and basis_group in ('年初预算', '全年预算', '决算')

),

earlier as (

    select
        *,
        count(distinct number)
            over (
                partition by document_id, entity_id, fiscal_year, statement, item, class_code, basis_group, fund, metric
            )
            as value_count
    from placed
    where fiscal_year = report_year and basis_group in ('年初预算', '全年预算', '决算')

),

compared as (

    select
        later.figure_id,
        later.document_id,
        later.is_unit_known,
        later.value_count,
        earlier.figure_id as earlier_id,
        earlier.is_unit_known as earlier_is_unit_known,
        earlier.value_count as earlier_count,
        {{ interval_status(
            'later.number',
            'least(later.decimals, earlier.decimals)',
            'earlier.number',
            'earlier.number_low',
            'earlier.number_high'
        ) }}
            as arithmetic
    from later
    left join earlier
        on
            later.entity_id = earlier.entity_id
            and later.fiscal_year = earlier.fiscal_year
            and later.statement = earlier.statement
            and later.item = earlier.item
            and later.class_code = earlier.class_code
            and later.basis_group = earlier.basis_group
            and later.fund = earlier.fund
            and later.metric = earlier.metric
            and later.document_id <> earlier.document_id

),

ranked as (

    select
        *,
        row_number() over (
            partition by figure_id
            order by case arithmetic when 'pass' then 0 when 'rounding' then 1 else 2 end, earlier_id
        ) as pair_number
    from compared

),

final as (

    select
        figure_id,
        earlier_id,
        document_id,

        case
            when earlier_id is null then 'not_assessable'
            when arithmetic in ('pass', 'rounding') then arithmetic
            when not is_unit_known or not earlier_is_unit_known then 'not_assessable'
            when value_count > 1 or earlier_count > 1 then 'not_assessable'
            else arithmetic
        end as status,
        case
            when earlier_id is null then '没有该年度的报告，或该报告没有印出这个数'
            when arithmetic in ('pass', 'rounding') then ''
            when not is_unit_known or not earlier_is_unit_known then '没有印出单位'
            when value_count > 1 or earlier_count > 1 then '同名的数有多个，不能确定是同一口径'
            else ''
        end as missing

    from ranked
    where pair_number = 1

)

select * from final
