{# Schema zh: a view of each published table with Chinese names, money in 万元, made from the same yml as the table.
   A description reads "中文名（说明） / English"; the name before the brackets is the column's Chinese name. A model's
   reads "中文名：说明 / English". Codes are shown by the words of seeds/reference/code_names.csv. The views name no
   database, so that the file can be attached under any alias. #}
{% macro create_chinese_views(results) %}
    {% set published = published_tables(results) if execute and flags.WHICH in ('run', 'build') else [] %}
    {# a version that is made from another one has its views already #}
    {% if published and not adapter.get_relation('previous', 'staging', 'stg_documents') %}
        {% set words = code_words() %}
        {% do run_query('create schema if not exists zh') %}
        {% for node in published %}{% do run_query(chinese_view(node, words)) %}{% endfor %}
    {% endif %}
{% endmacro %}

{% macro published_tables(results) %}
    {% set nodes = [] %}
    {% for result in results if is_published_table(result) %}{% do nodes.append(result.node) %}{% endfor %}
    {{ return(nodes) }}
{% endmacro %}

{# column name → {code: Chinese word} #}
{% macro code_words() %}
    {% set words = {} %}
    {% for row in run_query('select column_name, code, code_name from seeds.code_names').rows %}
        {% do words.setdefault(row[0], {}).update({row[1]: row[2]}) %}
    {% endfor %}
    {{ return(words) }}
{% endmacro %}

{% macro chinese_value(column_name, words) %}
    {% if column_name.endswith('_yuan') %}{{ return(wan_yuan(column_name)) }}{% endif %}
    {% if column_name not in words %}{{ return(column_name) }}{% endif %}
    {% set branches = [] %}
    {% for code, word in words[column_name].items() %}
        {% do branches.append("when '" ~ code ~ "' then '" ~ word ~ "'") %}
    {% endfor %}
    {{ return('case ' ~ column_name ~ ' ' ~ (branches | join(' ')) ~ ' else ' ~ column_name ~ ' end') }}
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

{% macro chinese_view(node, words) %}
    {% set view = 'zh.' ~ adapter.quote(chinese_name(node.description)) %}
    {% set comments = [] %}
    {% set expressions = [] %}
    {% for column in node.columns.values() %}
        {% set is_money = column.name.endswith('_yuan') %}
        {% set label = chinese_name(column.description) or column.name %}
        {% set name = adapter.quote(label ~ '（万元）' if is_money else label) %}
        {% do expressions.append(chinese_value(column.name, words) ~ ' as ' ~ name) %}
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
