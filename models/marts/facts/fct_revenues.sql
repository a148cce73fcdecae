-- grain: one row per revenue fact
{{ select_facts('fct_revenues', ['amount_yuan']) }}
