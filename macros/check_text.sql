{# What a finding says, in words a finance officer uses. #}

{# A number with a fixed number of decimals. #}
{% macro decimal_text(number, decimals) -%}
{{ return(adapter.dispatch('decimal_text', 'mingzhang')(number, decimals)) }}
{%- endmacro %}
{% macro default__decimal_text(number, decimals) -%}
format(concat('{:.', cast(greatest({{ decimals }}, 0) as varchar), 'f}'), cast({{ number }} as double))
{%- endmacro %}
{% macro spark__decimal_text(number, decimals) -%}
format_string(concat('%.', cast(greatest({{ decimals }}, 0) as string), 'f'), cast({{ number }} as double))
{%- endmacro %}

{# Where a figure stands: 第9页《收入预算总表》第3行第4列, 第9页表2第3行第4列 where no title is printed, or 第1页第16行. #}
{% macro place_text(page, line, table_no, row_no, col_no, table_name="''") -%}
case
            when {{ table_no }} is not null
                then concat('第', cast({{ page }} as varchar), '页', case when coalesce({{ table_name }}, '') = '' then concat('表', cast({{ table_no }} as varchar)) else concat('《', {{ table_name }}, '》') end, '第', cast({{ row_no }} as varchar), '行第', cast({{ col_no }} as varchar), '列')
            when {{ line }} is not null
                then concat('第', cast({{ page }} as varchar), '页第', cast({{ line }} as varchar), '行')
            else concat('第', cast(coalesce({{ page }}, 1) as varchar), '页')
        end
{%- endmacro %}

{# How near figure b stands to figure a: 0 the same table row, 1 the same line, 2 the neighbouring lines of one passage,
   3 the same table, 4 the same page (40 lines of a text without pages), 5 elsewhere in the document. #}
{% macro place_distance(a, b) -%}
case
                when {{ a }}.table_no = {{ b }}.table_no and {{ a }}.row_no = {{ b }}.row_no then 0
                when {{ a }}.table_no is null and {{ b }}.table_no is null and {{ a }}.page = {{ b }}.page and {{ a }}.line = {{ b }}.line then 1
                when {{ a }}.table_no is null and {{ b }}.table_no is null and {{ a }}.page = {{ b }}.page and abs({{ a }}.line - {{ b }}.line) <= 2 then 2
                when {{ a }}.table_no = {{ b }}.table_no then 3
                when {{ a }}.page = {{ b }}.page and abs({{ a }}.line - {{ b }}.line) <= 40 then 4
                else 5
            end
{%- endmacro %}

{# The reason that explains a wrong number exactly, as a code of seeds/rules/finding_causes.csv; '' where none does.
   Both arguments are the printed digits without sign, unit and thousands separators. #}
{% macro digit_cause(reported, expected) -%}
case
                when {{ reported }} = {{ expected }} then ''
                when length({{ reported }}) = length({{ expected }}) and {{ digits_differing(reported, expected) }} = 1 then 'digit'
                when length({{ reported }}) = length({{ expected }}) and {{ digits_differing(reported, expected) }} = 2
                    and {{ neighbours_swapped(reported, expected) }} then 'transposed'
                when length({{ reported }}) + 1 = length({{ expected }}) and {{ one_left_out(reported, expected) }} then 'digit_lost'
                when length({{ reported }}) = length({{ expected }}) + 1 and {{ one_left_out(expected, reported) }} then 'digit_added'
                else ''
            end
{%- endmacro %}

{# The three below are spelt out for engines without edit distances; DuckDB's own are planned many times faster. #}
{% macro digits_differing(a, b) -%}
{% if target.type == 'duckdb' -%}
case when length({{ a }}) = length({{ b }}) and length({{ a }}) > 0 then hamming({{ a }}, {{ b }}) end
{%- else -%}
({% for n in range(1, 17) %}{{ ' + ' if not loop.first }}case when substr({{ a }}, {{ n }}, 1) <> substr({{ b }}, {{ n }}, 1) then 1 else 0 end{% endfor %})
{%- endif %}
{%- endmacro %}

{# Two neighbouring digits stand the other way round. #}
{% macro neighbours_swapped(a, b) -%}
{% if target.type == 'duckdb' -%}
damerau_levenshtein({{ a }}, {{ b }}) = 1
{%- else -%}
({% for n in range(1, 16) %}{{ ' or ' if not loop.first }}(substr({{ a }}, {{ n }}, 1) <> substr({{ b }}, {{ n }}, 1) and substr({{ a }}, {{ n }}, 1) = substr({{ b }}, {{ n + 1 }}, 1) and substr({{ a }}, {{ n + 1 }}, 1) = substr({{ b }}, {{ n }}, 1)){% endfor %})
{%- endif %}
{%- endmacro %}

{% macro one_left_out(short, long) -%}
{% if target.type == 'duckdb' -%}
levenshtein({{ short }}, {{ long }}) = 1
{%- else -%}
({% for n in range(1, 17) %}{{ ' or ' if not loop.first }}concat(substr({{ long }}, 1, {{ n - 1 }}), substr({{ long }}, {{ n + 1 }})) = {{ short }}{% endfor %})
{%- endif %}
{%- endmacro %}

{# The texts of a group joined in a stable order. #}
{% macro joined_text(expression, order_by, separator='') -%}
{{ adapter.dispatch('joined_text', 'mingzhang')(expression, order_by, separator) }}
{%- endmacro %}
{% macro default__joined_text(expression, order_by, separator) -%}
string_agg({{ expression }}, '{{ separator }}' order by {{ order_by }})
{%- endmacro %}
{% macro spark__joined_text(expression, order_by, separator) -%}
concat_ws('{{ separator }}', transform(array_sort(collect_list(struct({{ order_by }} as place, {{ expression }} as word))), pair -> pair.word))
{%- endmacro %}

{# A first plus sign of a sum, left out. #}
{% macro without_first_plus(column) -%}
case when substr({{ column }}, 1, 1) = '+' then substr({{ column }}, 2) else {{ column }} end
{%- endmacro %}

{# The part of a text after the last separator, and its digits alone. #}
{% macro split_last(text, separator) -%}
{{ adapter.dispatch('split_last', 'mingzhang')(text, separator) }}
{%- endmacro %}
{% macro default__split_last(text, separator) -%}
split_part({{ text }}, '{{ separator }}', -1)
{%- endmacro %}
{% macro spark__split_last(text, separator) -%}
substring_index({{ text }}, '{{ separator }}', -1)
{%- endmacro %}
{% macro digits_only(text) -%}
regexp_replace({{ text }}, '[^0-9０-９]', ''{{ ", 'g'" if target.type == 'duckdb' }})
{%- endmacro %}

{# The digits of a number printed with so many decimals, without sign and point: what digit_cause compares. #}
{% macro number_digits(number, decimals) -%}
replace({{ decimal_text('abs(' ~ number ~ ')', decimals) }}, '.', '')
{%- endmacro %}

{# A computed number with the decimals that are printed, or two more where it needs them. #}
{% macro computed_text(number, decimals) -%}
case
            when abs({{ number }} - round({{ number }} * power(cast(10 as double), {{ decimals }})) / power(cast(10 as double), {{ decimals }})) < 0.0001 * {{ last_place(decimals) }}
                then {{ decimal_text(number, decimals) }}
            else {{ decimal_text(number, decimals ~ ' + 2') }}
        end
{%- endmacro %}
