-- grain: one row per fiscal year of the unit-year table
select
    cast(fiscal_year as varchar) || ' 年' as subject,
    count(*) as unit_count
from marts.fct_unit_years
group by fiscal_year
order by subject
