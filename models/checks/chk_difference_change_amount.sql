-- grain: one row per claim of metric change_amount
{{ claim_results('difference_change_amount', 'change_amount') }}
