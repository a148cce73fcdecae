-- grain: one row per group of parts and printing of their total
{{ sum_results('sum_items') }}
