-- grain: one row per document, unit and series of monthly rates
-- A series is what the months of one item print. Its worst month decides the colour: bands and schedules are seed rows.
with

rates as (

    select
        *,
        cast(nullif(regexp_extract(item, '([0-9]{1,2})月', 1), '') as integer) as period_month,
        regexp_replace(item, '(1-|1—|1至|1－)?[0-9]{1,2}月', '') as series
    from {{ ref('int_operands') }}
    -- 支出执行率 of a month is relative to the schedule already
    where is_claim and metric = 'rate' and basis_group = '决算' and item like '%月%' and item not like '%支出执行率'

),

schedules as (

    select * from {{ ref('pace_schedules') }}

),

bands as (

    select * from {{ ref('pace_bands') }}
    where kind = 'behind'

),

dated as (

    select * from rates
    where period_month between 1 and 12

),

measured as (

    select
        dated.*,
        schedules.expected_percent,
        cast(schedules.expected_percent as double) - dated.number as gap
    from dated
    inner join schedules on dated.period_month = schedules.period_month and schedules.schedule = '序时进度'

),

coloured as (

    select
        measured.*,
        bands.colour,
        row_number() over (
            partition by measured.document_id, measured.entity_id, measured.series
            order by measured.gap desc, measured.period_month, measured.figure_id
        ) as worst_number
    from measured
    left join bands
        on measured.gap >= cast(bands.gap_from as double) and measured.gap < cast(bands.gap_below as double)

),

final as (

    select
        'pace_schedule' as check_id,
        document_id,
        figure_id,
        concat(case when series in ('', '/') then '支出进度' else series end, '的各月进度') as subject,
        case when colour is null then 'pass' else 'fail' end as status,
        value_text as reported,
        concat('不低于', cast(expected_percent as {{ dbt.type_string() }}), '%') as expected,
        cast(-gap as decimal(38, 10)) as difference,
        concat(
            '序时进度',
            cast(period_month as {{ dbt.type_string() }}),
            '个月÷12个月＝',
            cast(expected_percent as {{ dbt.type_string() }}),
            '%'
        )
            as formula,
        case
            when colour is not null
                then concat(
                    item,
                    '写为',
                    value_text,
                    '，比序时进度',
                    cast(expected_percent as {{ dbt.type_string() }}),
                    '%落后',
                    {{ decimal_text('gap', '2') }},
                    '个百分点（',
                    colour,
                    '预警）'
                )
            else ''
        end as message,
        '' as missing,
        '' as cause,
        {{ figure_place() }},
        figure_id as figure_ids
    from coloured
    where worst_number = 1

)

select
    {{ result_columns() }}
from final
