-- grain: one row per passage marked year_mismatch
{{ mark_results('completeness_year', 'year_mismatch') }}
