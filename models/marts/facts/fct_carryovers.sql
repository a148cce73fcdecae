-- grain: one row per carry-over fact
{{ select_facts('fct_carryovers', ['amount_yuan']) }}
