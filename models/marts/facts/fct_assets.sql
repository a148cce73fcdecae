-- grain: one row per asset fact
{{ select_facts('fct_assets', ['amount_yuan', 'quantity_count']) }}
