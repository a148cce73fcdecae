-- grain: one row per claim of metric change_rate
{{ claim_results('difference_change_rate', 'change_rate') }}
