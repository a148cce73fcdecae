select
    fact_id,
    sum(case when is_chosen then 1 else 0 end) as chosen_count
from {{ ref('int_fact_printings') }}
group by fact_id
having sum(case when is_chosen then 1 else 0 end) <> 1
