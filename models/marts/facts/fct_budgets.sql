-- grain: one row per budgeted revenue or expenditure fact
{{ select_facts('fct_budgets', ['amount_yuan']) }}
