{# Schema zh: a view of each published table with Chinese names, money in 万元, made from the same yml as the table.
   A description reads "中文名（说明） / English"; the name before the brackets is the column's Chinese name. A model's
   reads "中文名：说明 / English". The views name no database, so that the file can be attached under any alias. #}
{% macro create_chinese_views(results) %}
    {% if execute and flags.WHICH in ('run', 'build') %}
        {% for result in results if is_published_table(result) %}
            {% if loop.first %}{% do run_query('create schema if not exists zh') %}{% endif %}
            {% do run_query(chinese_view(result.node)) %}
        {% endfor %}
    {% endif %}
{% endmacro %}

{% macro is_published_table(result) %}
    {% set node = result.node %}
    {{ return(
        node.resource_type == 'model' and result.status == 'success' and '：' in node.description
        and (node.schema == 'marts' or (node.schema == 'checks' and node.name.startswith('fct_')))
    ) }}
{% endmacro %}

{% macro chinese_name(description) %}
    {{ return(description.split(' / ')[0].split('：')[0].split('（')[0] | trim) }}
{% endmacro %}

{% macro chinese_view(node) %}
    {% set view = 'zh.' ~ adapter.quote(chinese_name(node.description)) %}
    {% set comments = [] %}
    {% set expressions = [] %}
    {% for column in node.columns.values() %}
        {% set is_money = column.name.endswith('_yuan') %}
        {% set label = chinese_name(column.description) or column.name %}
        {% set name = adapter.quote(label ~ '（万元）' if is_money else label) %}
        {% do expressions.append((wan_yuan(column.name) if is_money else column.name) ~ ' as ' ~ name) %}
        {% do comments.append('comment on column ' ~ view ~ '.' ~ name ~ " is '" ~ (column.description | replace("'", "''")) ~ "'") %}
    {% endfor %}
    {% set sql %}
        create or replace view {{ view }} as
        select {{ expressions | join(', ') }} from {{ node.schema }}.{{ adapter.quote(node.name) }};
        comment on view {{ view }} is '{{ node.description | replace("'", "''") }}';
        {{ comments | join('; ') }}
    {% endset %}
    {{ return(sql) }}
{% endmacro %}
