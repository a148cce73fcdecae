-- grain: one row per class row (or total row) of a table and column that has sub-classes in it
{% set own_message -%}
    concat(item, '写为', value_text, '，但它的', cast(part_count as {{ dbt.type_string() }}), '个下级科目相加为', expected_text, unit)
{%- endset %}
{{ table_sum_results('sum_table_columns', 'int_table_column_sums', own_message) }}
