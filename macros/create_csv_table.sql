{# Codes such as 03 or 2010101 are text: a seed column is text unless its yml declares a type, never inferred. #}
{% macro duckdb__create_csv_table(model, agate_table) %}
    {%- set column_override = model['config'].get('column_types', {}) -%}
    {%- set sql -%}
        create or replace table {{ this.render() }} (
            {%- for name in agate_table.column_names %}
            {{ adapter.quote(name) }} {{ column_override.get(name, 'varchar') }}{{ ',' if not loop.last }}
            {%- endfor %}
        )
    {%- endset -%}
    {%- call statement('create_seed') -%}{{ sql }}{%- endcall -%}
    {{ return(sql) }}
{% endmacro %}

{# A seed whose columns changed is made anew, in a warehouse that exists already too. #}
{% macro duckdb__reset_csv_table(model, full_refresh, old_relation, agate_table) %}
    {{ return(create_csv_table(model, agate_table)) }}
{% endmacro %}
