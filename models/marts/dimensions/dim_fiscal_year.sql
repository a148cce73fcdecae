-- grain: one row per fiscal year
-- Every year that a fact or a report is about; the fiscal year is the calendar year (预算法第十八条).
with

facts as (

    select * from {{ ref('int_facts') }}

),

documents as (

    select * from {{ ref('int_documents') }}

),

years as (

    select fiscal_year from facts
    where fiscal_year is not null
    union
    select fiscal_year from documents
    where fiscal_year is not null

),

report_counts as (

    select
        fiscal_year,
        count(*) as document_count
    from documents
    group by fiscal_year

),

final as (

    select
        years.fiscal_year,

        concat(cast(years.fiscal_year as {{ dbt.type_string() }}), '年度') as fiscal_year_name,

        years.fiscal_year - 1 as previous_fiscal_year,
        coalesce(report_counts.document_count, 0) as document_count,

        cast(concat(cast(years.fiscal_year as {{ dbt.type_string() }}), '-01-01') as date) as first_date,
        cast(concat(cast(years.fiscal_year as {{ dbt.type_string() }}), '-12-31') as date) as last_date

    from years
    left join report_counts on years.fiscal_year = report_counts.fiscal_year

)

select * from final
order by fiscal_year
