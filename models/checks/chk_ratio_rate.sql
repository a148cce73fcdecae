-- grain: one row per claim of metric rate
select * from {{ ref('int_claim_results') }}
where check_id = 'ratio_rate'
