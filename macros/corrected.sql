{# A field of a figure as a correction has it: '' leaves it as read, '-' empties it. #}
{% macro corrected(column) -%}
case
            when corrections.{{ column }} = '-' then ''
            else coalesce(nullif(corrections.{{ column }}, ''), figures.{{ column }})
        end
{%- endmacro %}

{# Digits after the point of a number as printed. #}
{% macro decimals_of(printed) -%}
case
            when replace({{ printed }}, '．', '.') like '%.%'
                then length({{ digits_only(split_last("replace(" ~ printed ~ ", '．', '.')", '.')) }})
            else 0
        end
{%- endmacro %}
