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

{# The elements of a list column over a group as one list, in a stable order. #}
{% macro flat_list_of(column) -%}
{{ adapter.dispatch('flat_list_of')(column) }}
{%- endmacro %}

{% macro duckdb__flat_list_of(column) -%}
list_sort(flatten(list({{ column }})))
{%- endmacro %}

{% macro default__flat_list_of(column) -%}
sort_array(flatten(collect_list({{ column }})))
{%- endmacro %}

{# A list of one value. #}
{% macro single_list(column) -%}
{{ adapter.dispatch('single_list')(column) }}
{%- endmacro %}

{% macro duckdb__single_list(column) -%}
[{{ column }}]
{%- endmacro %}

{% macro default__single_list(column) -%}
array({{ column }})
{%- endmacro %}

{# A text of ids joined by '|' as a list; the empty text is the empty list. #}
{% macro split_text(column) -%}
{{ adapter.dispatch('split_text', 'mingzhang')(column) }}
{%- endmacro %}
{% macro default__split_text(column) -%}
case when {{ column }} = '' then cast([] as varchar[]) else string_split({{ column }}, '|') end
{%- endmacro %}
{% macro spark__split_text(column) -%}
case when {{ column }} = '' then cast(array() as array<string>) else split({{ column }}, '[|]') end
{%- endmacro %}
