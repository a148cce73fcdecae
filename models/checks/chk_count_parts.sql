-- grain: one row per group of parts and printing of their total
{{ sum_results('count_parts') }}
