-- grain: one row per column of a table that ends (or begins) in a total over plain rows
{% set own_message -%}
    concat('合计写为', value_text, '，但上列', cast(part_count as {{ dbt.type_string() }}), '行相加为', expected_text, unit, '；同一张表的其他列相加与合计相符')
{%- endset %}
{% set own_subject -%}
    concat(item, '（第', cast(col_no as {{ dbt.type_string() }}), '列）')
{%- endset %}
{{ table_sum_results('sum_table_total', 'int_table_total_sums', own_message, own_subject) }}
