-- grain: one row per fiscal year of the unit-year table
select
    cast(fiscal_year as varchar) || ' 年' as subject,
    count(*) as unit_count,
    -- of few units one is soon half
    case
        when count(*) >= 5
            then cast(sum(case when trust_state = 'disputed' then 1 else 0 end) as double) / count(*)
    end as disputed_ratio
from marts.fct_unit_years
group by fiscal_year
order by subject
