-- grain: one row per claim of metric share
select * from {{ ref('int_claim_results') }}
where check_id = 'ratio_share'
