-- grain: one row per correction of a figure
-- Shared corrections stand in seeds/corrections, a person's own in the folder corrections of the home.
{% set place = ['document_id', 'page', 'char_start', 'char_end', 'table_no', 'row_no', 'col_no', 'raw'] %}
{% set columns = place + [
    'doc', 'snippet', 'action', 'entity', 'statement', 'item', 'item_code', 'function_code', 'basis', 'fund', 'metric',
    'versus', 'comparator', 'unit', 'value', 'who', 'made_at', 'reason', 'year',
] %}
with

shared as (

    select * from {{ ref('corrections') }}

),

own as (

    select * from {{ source('raw', 'corrections') }}

),

gathered as (

    select
        {{ columns | join(', ') }},
        'shared' as origin
    from shared
    union all
    select
        {{ columns | join(', ') }},
        'own' as origin
    from own

),

final as (

    select
        {{ hash_key(place + ['action', 'made_at']) }} as correction_id,
        -- corrections of one place are one after the other; a cell without offsets may hold several numbers
        {{ hash_key(place) }} as place_id,
        {{ stated('document_id') }} as document_id,

        {{ stated('doc') }} as doc,
        {{ stated('raw') }} as raw,
        {{ stated('snippet') }} as snippet,
        {{ stated('action') }} as action,
        {{ name_key(stated('entity')) }} as entity,
        {{ stated('statement') }} as statement,
        {{ stated('item') }} as item,
        {{ stated('item_code') }} as item_code,
        {{ stated('function_code') }} as class_code,
        {{ stated('basis') }} as basis,
        {{ stated('fund') }} as fund,
        {{ stated('metric') }} as metric,
        {{ stated('versus') }} as versus,
        {{ stated('comparator') }} as comparator,
        {{ stated('unit') }} as unit,
        {{ stated('value') }} as value_text,
        {{ stated('who') }} as who,
        {{ stated('made_at') }} as made_at,
        {{ stated('reason') }} as reason,
        origin,

        page,
        char_start,
        char_end,
        table_no,
        row_no,
        col_no,
        year as fiscal_year

    from gathered

)

select * from final
