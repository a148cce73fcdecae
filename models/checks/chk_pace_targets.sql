-- grain: one row per rate of a month for which a schedule sets a target
-- A schedule of targets holds for its region and kind of unit and is recognised by its months: the document prints
-- exactly those.
with

rates as (

    select
        *,
        cast(nullif(regexp_extract(item, '([0-9]{1,2})月', 1), '') as integer) as period_month
    from {{ ref('int_operands') }}
    where is_claim and metric = 'rate' and basis_group = '决算' and item like '%月%' and item not like '%支出执行率'

),

schedules as (

    select * from {{ ref('pace_schedules') }}
    where schedule <> '序时进度'

),

provinces as (

    select
        entity_name,
        substr(county_code, 1, 2) as region_code
    from {{ ref('int_entity_regions') }}

),

printed_months as (

    select
        document_id,
        entity_id,
        {{ joined_text('cast(period_month as varchar)', 'period_month', '、') }} as months
    from
        (select distinct
            document_id,
            entity_id,
            period_month
        from rates
        where period_month is not null) as months_of_documents
    group by document_id, entity_id

),

scheduled_months as (

    select
        schedule,
        {{ joined_text('cast(period_month as varchar)', 'period_month', '、') }} as months
    from schedules
    group by schedule

),

judged as (

    select
        rates.*,
        schedules.schedule,
        schedules.source,
        cast(schedules.expected_percent as double) as target
    from rates
    inner join
        printed_months
        on rates.document_id = printed_months.document_id and rates.entity_id = printed_months.entity_id
    inner join scheduled_months on printed_months.months = scheduled_months.months
    inner join
        schedules
        on scheduled_months.schedule = schedules.schedule and rates.period_month = schedules.period_month
    left join provinces on rates.entity = provinces.entity_name
    where
        (
            coalesce(schedules.region_code, '') = ''
            or coalesce(provinces.region_code, schedules.region_code) = schedules.region_code
        )
        and rates.entity like concat('%', coalesce(schedules.entity_word, ''), '%')
        and coalesce(rates.fiscal_year, 9999) between coalesce(schedules.valid_from, 0)
        and coalesce(schedules.valid_to, 9999)

),

final as (

    select
        'pace_targets' as check_id,
        document_id,
        figure_id,
        concat(item, '的支出进度') as subject,
        case when number_high >= target then 'pass' else 'fail' end as status,
        value_text as reported,
        concat('不低于', cast(target as {{ dbt.type_string() }}), '%') as expected,
        cast(number - target as decimal(38, 10)) as difference,
        concat(
            schedule,
            '：',
            cast(period_month as {{ dbt.type_string() }}),
            '月',
            cast(target as {{ dbt.type_string() }}),
            '%'
        )
            as formula,
        case
            when
                number_high < target
                then
                    concat(
                        item, '支出进度写为', value_text, '，低于', schedule, '要求的', cast(target as {{ dbt.type_string() }}), '%'
                    )
            else ''
        end as message,
        '' as missing,
        '' as cause,
        {{ figure_place() }},
        figure_id as figure_ids
    from judged

)

select
    {{ result_columns() }}
from final
