-- grain: one row per document, unit, measure and fund of the document's own year
-- Median and median deviation of the earlier years. Fewer than three earlier years tell nothing; up to five tell
-- little, so that only what is far outside is told.
with

measures as (

    select * from {{ ref('int_yearly_measures') }}
    where kind = 'history'

),

own as (

    select * from measures
    where fiscal_year = report_year

),

-- one value per year: the report of that year before the next year's report
years as (

    select
        *,
        row_number() over (
            partition by entity_id, measure, fund, fiscal_year
            order by report_year - fiscal_year, document_id
        ) as printing_number
    from measures
    where fiscal_year <= report_year

),

earlier as (

    select
        own.document_id,
        own.entity_id,
        own.measure,
        own.fund,
        years.fiscal_year,
        years.value,
        median(years.value) over (partition by own.document_id, own.entity_id, own.measure, own.fund) as middle
    from own
    inner join years
        on
            own.entity_id = years.entity_id
            and own.measure = years.measure
            and own.fund = years.fund
            and own.fiscal_year > years.fiscal_year
            and years.printing_number = 1

),

spreads as (

    select
        document_id,
        entity_id,
        measure,
        fund,
        count(*) as year_count,
        max(middle) as middle,
        median(abs(value - middle)) as spread
    from earlier
    group by document_id, entity_id, measure, fund

),

judged as (

    select
        own.*,
        coalesce(spreads.year_count, 0) as year_count,
        spreads.middle,
        case
            when coalesce(spreads.year_count, 0) < 3 or spreads.middle <= 0 then 'not_assessable'
            -- a spread of nearly nothing would make every change an outlier
            when
                abs(own.value - spreads.middle)
                > case when spreads.year_count <= 5 then 5 else 3.5 end
                * greatest(1.4826 * spreads.spread, 0.1 * spreads.middle)
                then 'fail'
            else 'pass'
        end as status
    from own
    left join spreads
        on
            own.document_id = spreads.document_id
            and own.entity_id = spreads.entity_id
            and own.measure = spreads.measure
            and own.fund = spreads.fund

),

{{ outlier_results(
    'outlier_history',
    '以前年度',
    "'以前', cast(year_count as " ~ dbt.type_string() ~ "), '个年度的'",
    "concat('只有', cast(year_count as " ~ dbt.type_string() ~ "), '个以前年度的数，至少要三个')",
) }}
