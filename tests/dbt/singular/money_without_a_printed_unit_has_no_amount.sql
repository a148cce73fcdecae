select fact_id
from {{ ref('fct_facts') }}
where amount_yuan is not null and unit_text is null
