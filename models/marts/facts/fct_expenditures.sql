-- grain: one row per expenditure fact
{{ select_facts('fct_expenditures', ['amount_yuan']) }}
