-- grain: one row per procurement fact
{{ select_facts('fct_procurements', ['amount_yuan', 'quantity_count']) }}
