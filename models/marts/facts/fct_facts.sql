-- grain: one row per fact
-- Every resolved fact with the verdict of the checks on any of its printings; the other fact tables select from it.
with

facts as (

    select * from {{ ref('int_facts') }}

),

documents as (

    select * from {{ ref('int_documents') }}

),

results as (

    select * from {{ ref('fct_check_results') }}
    where
        status in ('pass', 'rounding', 'fail')
        and not ({{ is_settled() }})

),

confirming_checks as (

    select * from {{ ref('confirming_checks') }}

),

entities as (

    select * from {{ ref('int_entities') }}
    where is_last_name

),

trust_states as (

    select * from {{ ref('trust_states') }}

),

judged_figures as (

    select
        {{ element_of('results.figure_ids') }} as figure_id,
        results.status,
        results.severity,
        coalesce(by_check.is_confirming, by_family.is_confirming, false) as is_confirming
    from results
    left join confirming_checks as by_check on results.check_id = by_check.check_id
    left join confirming_checks as by_family
        on results.family = by_family.family and by_family.check_id is null

),

verdicts as (

    select
        figure_id,
        -- a passed check of form (金额应带“元”) says nothing of the value
        sum(case when status = 'pass' and is_confirming then 1 else 0 end) as pass_count,
        sum(case when status = 'rounding' then 1 else 0 end) as rounding_count,
        -- a hint is no proof against a number
        sum(case when status = 'fail' and severity in ('error', 'warning') then 1 else 0 end) as fail_count
    from judged_figures
    group by figure_id

),

fact_figures as (

    select
        fact_id,
        {{ element_of('figure_ids') }} as figure_id
    from facts

),

fact_verdicts as (

    select
        fact_figures.fact_id,
        sum(verdicts.pass_count) as pass_count,
        sum(verdicts.rounding_count) as rounding_count,
        sum(verdicts.fail_count) as fail_count
    from fact_figures
    inner join verdicts on fact_figures.figure_id = verdicts.figure_id
    group by fact_figures.fact_id

),

joined as (

    select
        facts.*,
        coalesce(fact_verdicts.pass_count, 0) as pass_count,
        coalesce(fact_verdicts.rounding_count, 0) as rounding_count,
        coalesce(fact_verdicts.fail_count, 0) as fail_count,
        -- a picture's digits are never verified by themselves, however sure the recognition is
        facts.confidence >= verified.min_confidence and documents.media_type not like 'image/%' as is_confident
    from facts
    inner join documents on facts.document_id = documents.document_id
    inner join trust_states as verified on verified.trust_state = 'verified'
    left join fact_verdicts on facts.fact_id = fact_verdicts.fact_id

),

stated as (

    select
        *,
        case
            when fail_count > 0 then 'disputed'
            when not is_confident then 'unverified'
            when rounding_count > 0 then 'reconciled'
            when pass_count > 0 then 'verified'
            else 'unverified'
        end as trust_state
    from joined

),

final as (

    select
        stated.fact_id,
        stated.subject_id,
        stated.entity_id,
        concat(stated.statement, ':', stated.item_key) as item_id,
        {{ unstated('concat(stated.function_code, stated.economic_code)') }} as class_code,
        stated.document_id,
        stated.figure_id,
        stated.figure_ids,

        stated.fact_table,
        coalesce({{ unstated('stated.entity') }}, entities.entity_name) as entity_name,
        stated.statement,
        stated.item as item_path,
        stated.item_leaf as item_name,
        {{ unstated('stated.item_code') }} as item_code,
        stated.item_key,
        stated.basis,
        stated.basis_group,
        {{ unstated('stated.fund') }} as fund,
        stated.metric,
        {{ unstated('stated.comparator') }} as comparator,
        stated.raw as raw_text,
        {{ unstated('stated.unit') }} as unit_text,
        stated.place_kind,
        stated.trust_state,

        stated.fiscal_year,
        stated.same_name_number,
        stated.value as printed_value,
        stated.value_norm,
        stated.amount_yuan,
        case when stated.metric = 'count' then cast(stated.value_norm as decimal(24, 4)) end as quantity_count,
        case when stated.metric in ('score', 'weight') then cast(stated.value_norm as decimal(12, 4)) end
            as points_score,
        case when stated.metric in ('rate', 'share') then cast(stated.value_norm / 100 as decimal(18, 6)) end
            as share_ratio,
        stated.printing_count,
        stated.document_count,
        stated.disagreeing_count,
        stated.confidence,
        trust_states.rank as trust_rank,

        stated.is_unit_known

    from stated
    inner join trust_states on stated.trust_state = trust_states.trust_state
    left join entities on stated.entity_id = entities.entity_id

)

select * from final
order by entity_id, fiscal_year, fact_id
