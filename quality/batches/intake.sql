-- grain: one row, the version
-- Freshness: a home that nobody feeds any more still answers, with old figures.
select
    '全库' as subject,
    coalesce(sum(case when is_readable then 1 else 0 end), 0) as readable_count,
    cast(sum(case when is_readable then 0 else 1 end) as double) / count(*) as unreadable_ratio,
    date_diff('day', max(loaded_at), cast(current_timestamp as timestamp)) as days_since_load,
    max(fiscal_year) as newest_fiscal_year,
    date_diff('year', make_date(coalesce(max(fiscal_year), 1900), 1, 1), current_date) as years_since_newest
from staging.stg_documents
