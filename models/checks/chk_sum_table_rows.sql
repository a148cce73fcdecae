-- grain: one row per row of a table that has a total column and the columns it is made of
{% set own_message -%}
    concat(item, '写为', value_text, '，但这一行各列', sum_text, '＝', expected_text, unit)
{%- endset %}
{{ table_sum_results('sum_table_rows', 'int_table_row_sums', own_message) }}
