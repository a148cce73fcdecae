-- grain: one row per document, unit and series of cumulative amounts by month
-- What was spent after the last month printed before December, against the share of the year that was left.
with

amounts as (

    select
        *,
        cast(nullif(regexp_extract(item, '([0-9]{1,2})月', 1), '') as integer) as period_month,
        regexp_replace(item, '(1-|1—|1至|1－)?[0-9]{1,2}月', '') as series
    from {{ ref('int_operands') }}
    where not is_claim and metric = 'amount' and basis_group = '决算' and item like '%月%' and is_money

),

bands as (

    select * from {{ ref('pace_bands') }}
    where kind = 'year_end'

),

-- the year's amount under 1-12月; months that do not run on are no cumulative series
numbered as (

    select
        *,
        lag(number) over (partition by document_id, entity_id, series, unit order by period_month, figure_id) as before,
        lag(period_month)
            over (partition by document_id, entity_id, series, unit order by period_month, figure_id)
            as before_month,
        lag(value_text)
            over (partition by document_id, entity_id, series, unit order by period_month, figure_id)
            as before_text,
        lag(figure_id)
            over (partition by document_id, entity_id, series, unit order by period_month, figure_id)
            as before_id,
        count(*) over (partition by document_id, entity_id, series, unit) as month_count,
        count(distinct period_month) over (partition by document_id, entity_id, series, unit) as distinct_count
    from amounts
    where period_month between 1 and 12 and (item like '%1-%' or item like '%1—%' or item like '%1至%')

),

year_ends as (

    select
        *,
        100 * (number - before) / number as spent_percent,
        100.0 * (12 - before_month) / 12 as left_percent
    from numbered
    where period_month = 12 and number > 0

),

judged as (

    select
        year_ends.*,
        bands.colour,
        case
            when
                year_ends.before is null
                or year_ends.month_count <> year_ends.distinct_count
                or year_ends.before > year_ends.number
                then 'not_assessable'
            when bands.colour is not null then 'fail'
            else 'pass'
        end as status
    from year_ends
    left join bands
        on
            year_ends.spent_percent - year_ends.left_percent >= cast(bands.gap_from as double)
            and year_ends.spent_percent - year_ends.left_percent < cast(bands.gap_below as double)

),

final as (

    select
        'pace_year_end' as check_id,
        document_id,
        figure_id,
        concat(series, '的年末支出') as subject,
        status,
        case
            when status = 'not_assessable' then value_text else concat({{ decimal_text('spent_percent', '2') }}, '%')
        end as reported,
        case
            when status = 'not_assessable' then '' else concat('接近', {{ decimal_text('left_percent', '2') }}, '%')
        end as expected,
        cast(spent_percent - left_percent as decimal(38, 10)) as difference,
        case
            when status = 'not_assessable' then '' else
                concat(
                    '（',
                    value_text,
                    '−',
                    before_text,
                    '）÷',
                    value_text,
                    '＝',
                    {{ decimal_text('spent_percent', '2') }},
                    '%'
                )
        end as formula,
        case
            when status = 'fail'
                then
                    concat(
                        '1-',
                        cast(before_month as {{ dbt.type_string() }}),
                        '月累计支出',
                        before_text,
                        '，全年',
                        value_text,
                        '，最后',
                        cast(12 - before_month as {{ dbt.type_string() }}),
                        '个月支出占',
                        {{ decimal_text('spent_percent', '2') }},
                        '%（',
                        colour,
                        '预警）'
                    )
            else ''
        end as message,
        case when status = 'not_assessable' then '没有印出12月以前的累计支出' else '' end as missing,
        '' as cause,
        {{ figure_place() }},
        concat(figure_id, case when before_id is null then '' else concat('|', before_id) end) as figure_ids
    from judged

)

select
    {{ result_columns() }}
from final
