-- grain: one row per fact about staff or organisation
{{ select_facts('fct_staffing', ['quantity_count']) }}
