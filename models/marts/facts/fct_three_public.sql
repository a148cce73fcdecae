-- grain: one row per fact about 三公经费
{{ select_facts('fct_three_public', ['amount_yuan', 'quantity_count']) }}
