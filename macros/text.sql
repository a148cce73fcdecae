{# Text that a source leaves out is '' up to the marts, so that keys join without null logic; numbers stay null. #}
{% macro stated(column) -%}
trim(coalesce({{ column }}, ''))
{%- endmacro %}

{# The other way round, for marts: what is not stated is null. #}
{% macro unstated(column) -%}
nullif({{ column }}, '')
{%- endmacro %}

{# A name as a key: without spaces, brackets in one width. Printed names differ in nothing else but this. #}
{% macro name_key(column) -%}
replace(replace(replace(replace(trim({{ column }}), ' ', ''), '　', ''), '(', '（'), ')', '）')
{%- endmacro %}

{# A short stable text key of the parts given; '|' keeps the parts apart. #}
{% macro hash_key(parts) -%}
substr(md5(concat({% for part in parts %}{{ "'|', " if not loop.first }}coalesce(cast({{ part }} as {{ dbt.type_string() }}), ''){{ ", " if not loop.last }}{% endfor %})), 1, 20)
{%- endmacro %}

{# The pattern of all texts that hold the letters of this one in order: a short form leaves letters out and adds none. #}
{% macro with_letters_left_out(column) -%}
concat('%', regexp_replace({{ column }}, '(.)', '{{ "\\1%', 'g'" if target.type == "duckdb" else "$1%'" }}))
{%- endmacro %}

{# Two names that are the same, or of which one is the beginning of the other: tables cut names, prose shortens them. #}
{% macro same_or_cut(a, b) -%}
({{ a }} like concat({{ b }}, '%') or {{ b }} like concat({{ a }}, '%'))
{%- endmacro %}
