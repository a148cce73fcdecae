select
    entity_id,
    sum(case when is_current then 1 else 0 end) as current_count
from {{ ref('dim_entity') }}
group by entity_id
having sum(case when is_current then 1 else 0 end) <> 1
