-- the day a name ends is the day the next one begins
select
    former.entity_id,
    former.entity_name,
    later.entity_name as later_name
from {{ ref('dim_entity') }} as former
inner join {{ ref('dim_entity') }} as later
    on
        former.entity_id = later.entity_id
        and former.entity_name_id <> later.entity_name_id
        and former.valid_from_date < later.valid_from_date
where former.valid_to_date > later.valid_from_date
