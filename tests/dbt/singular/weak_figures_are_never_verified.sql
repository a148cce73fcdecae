select facts.fact_id
from {{ ref('fct_facts') }} as facts
inner join {{ ref('dim_document') }} as documents on facts.document_id = documents.document_id
inner join {{ ref('trust_states') }} as trust_states on facts.trust_state = trust_states.trust_state
where
    facts.trust_state in ('verified', 'reconciled')
    and (facts.confidence < trust_states.min_confidence or documents.media_type like 'image/%')
