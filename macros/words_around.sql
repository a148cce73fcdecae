{# The words around a number in its printed line, as evidence: at most 30 characters, columns parted by blanks. #}
{% macro words_around(number, line) -%}
trim(
            replace(
                substr(
                    coalesce({{ line }}.text, ''),
                    greatest({{ number }}.char_start - {{ line }}.char_start - 14, 0) + 1,
                    30
                ),
                '{{ "\t" }}',
                ' '
            )
        )
{%- endmacro %}
