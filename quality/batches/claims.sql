-- grain: one row per metric of claims
with

claims as (

    select
        metric,
        abs(cast(value_norm as double)) as size
    from intermediate.int_figures
    where is_claim and metric in ('share', 'rate', 'change_rate')

)

select
    metric as subject,
    count(*) as claim_count,
    median(size) as median_percent,
    cast(sum(case when metric = 'share' and size > 100 then 1 else 0 end) as double) / count(*) as above_hundred_ratio,
    cast(sum(case when size > 1000 then 1 else 0 end) as double) / count(*) as above_thousand_ratio
from claims
group by metric
order by subject
