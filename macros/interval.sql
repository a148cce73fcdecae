{# Precision is part of a figure: a number printed with d decimals stands for every value within half a unit of its last
   place (the rule of XBRL Calculations 1.1). These macros are the only place where two numbers are compared. #}

{# One unit in the last printed place, in the unit of value_norm. #}
{% macro last_place(decimals) -%}
power(cast(10 as double), -({{ decimals }}))
{%- endmacro %}

{# How far the printed interval is from the expected one; 0 where they meet. #}
{% macro interval_gap(low, high, expected_low, expected_high) -%}
greatest({{ low }} - ({{ expected_high }}), ({{ expected_low }}) - ({{ high }}), 0)
{%- endmacro %}

{# pass: the expected value, rounded to the printed places, is what is printed.
   rounding: the intervals meet, or the printed number is off by no more than one unit of its last place (truncation).
   fail: no reading of the printed numbers reconciles them.
   All arguments are doubles in one unit; the tiny slack absorbs the binary representation of decimal halves. #}
{% macro interval_status(reported, decimals, expected, expected_low, expected_high) -%}
case
                when {{ expected }} is null then 'not_assessable'
                when abs({{ reported }} - ({{ expected }})) <= {{ last_place(decimals) }} * 0.500001 then 'pass'
                when {{ interval_gap(reported, reported, expected_low, expected_high) }} <= {{ last_place(decimals) }} * 1.000001 then 'rounding'
                else 'fail'
            end
{%- endmacro %}

{# The same for a sum of printed parts, whose interval holds half a unit of the total and of every part: n parts leave room
   for (n + 1) / 2 units of the last place and for no more. #}
{% macro sum_status(reported, decimals, expected, expected_low, expected_high) -%}
case
                when {{ expected }} is null then 'not_assessable'
                when abs({{ reported }} - ({{ expected }})) <= {{ last_place(decimals) }} * 0.500001 then 'pass'
                when {{ interval_gap(reported, reported, expected_low, expected_high) }} <= {{ last_place(decimals) }} * 0.000001 then 'rounding'
                else 'fail'
            end
{%- endmacro %}

{# Interval of a / b for b > 0, and of a - b. #}
{% macro quotient_low(a_low, b_low, b_high) -%}
least({{ a_low }} / {{ b_low }}, {{ a_low }} / {{ b_high }})
{%- endmacro %}
{% macro quotient_high(a_high, b_low, b_high) -%}
greatest({{ a_high }} / {{ b_low }}, {{ a_high }} / {{ b_high }})
{%- endmacro %}

{# The interval of an absolute value. #}
{% macro absolute_low(low, high) -%}
case when {{ low }} <= 0 and {{ high }} >= 0 then 0 else least(abs({{ low }}), abs({{ high }})) end
{%- endmacro %}
{% macro absolute_high(low, high) -%}
greatest(abs({{ low }}), abs({{ high }}))
{%- endmacro %}
