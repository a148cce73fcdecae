{# What a fact is about, whatever its basis: entity, year (or the document, where no year is known), statement, item,
   fund, and the number among rows of one name. It pairs 目标值 with 完成值, 分值 with 得分, budget with execution. #}
{% macro subject_parts(table, item_key, same_name_number) -%}
{{ return([
    table ~ '.entity_id',
    'coalesce(cast(' ~ table ~ '.fiscal_year as ' ~ dbt.type_string() ~ '), ' ~ table ~ '.document_id)',
    table ~ '.statement', item_key, table ~ '.fund', same_name_number,
]) }}
{%- endmacro %}
