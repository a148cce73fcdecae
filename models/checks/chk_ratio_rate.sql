-- grain: one row per claim of metric rate
{{ claim_results('ratio_rate', 'rate') }}
