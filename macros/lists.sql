{# All values of a column in a group as one list, in a stable order. #}
{% macro list_of(column) -%}
{{ adapter.dispatch('list_of')(column) }}
{%- endmacro %}

{% macro duckdb__list_of(column) -%}
list({{ column }} order by {{ column }})
{%- endmacro %}

{% macro default__list_of(column) -%}
sort_array(collect_list({{ column }}))
{%- endmacro %}

{# One row per element of a list column, for the select list. #}
{% macro element_of(column) -%}
{{ adapter.dispatch('element_of')(column) }}
{%- endmacro %}

{% macro duckdb__element_of(column) -%}
unnest({{ column }})
{%- endmacro %}

{% macro default__element_of(column) -%}
explode({{ column }})
{%- endmacro %}
