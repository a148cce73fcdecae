{# 万元 to yuan, exact. A number too large for DECIMAL(20,2) is no amount of any agency: it becomes null and its
   figure stays readable in value_norm. #}
{% macro yuan(value_wan) -%}
case
            when abs({{ value_wan }}) < 10000000000000
                then cast(cast({{ value_wan }} as decimal(28, 10)) * 10000 as decimal(20, 2))
        end
{%- endmacro %}

{# Yuan to 万元, exact, as the Chinese views show money. #}
{% macro wan_yuan(value_yuan) -%}
cast({{ value_yuan }} * 0.0001 as decimal(24, 6))
{%- endmacro %}
