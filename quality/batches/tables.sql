-- grain: one row per published table (marts and checks)
select
    now.table_name as subject,
    now.row_count,
    before.row_count as previous_row_count,
    case when before.row_count > 0 then cast(now.row_count as double) / before.row_count end as row_ratio
from table_counts as now
left join previous_table_counts as before on now.table_name = before.table_name
order by subject
