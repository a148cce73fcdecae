-- grain: one row per claim of metric change_rate
select * from {{ ref('int_claim_results') }}
where check_id = 'difference_change_rate'
