-- grain: one row per verdict on a finding
-- Shared verdicts stand in seeds/corrections, a person's own in the folder corrections of the home.
with

shared as (

    select * from {{ ref('verdicts') }}

),

own as (

    select * from {{ source('raw', 'verdicts') }}

),

gathered as (

    select
        finding_id,
        evidence_hash,
        verdict,
        who,
        made_at,
        reason,
        'shared' as origin
    from shared
    union all
    select
        finding_id,
        evidence_hash,
        verdict,
        who,
        made_at,
        reason,
        'own' as origin
    from own

),

final as (

    select
        {{ hash_key(['finding_id', 'evidence_hash', 'verdict', 'made_at', 'who', 'reason', 'origin']) }} as verdict_id,
        {{ stated('finding_id') }} as finding_id,

        {{ stated('evidence_hash') }} as evidence_hash,
        {{ stated('verdict') }} as verdict,
        {{ stated('who') }} as who,
        {{ stated('made_at') }} as made_at,
        {{ stated('reason') }} as reason,
        origin

    from gathered

)

select * from final
