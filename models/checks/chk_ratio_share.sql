-- grain: one row per claim of metric share
{{ claim_results('ratio_share', 'share') }}
