{# The columns every chk_ model ends in, in order; checks.fct_check_results adds document, severity and words. #}
{% macro result_columns() -%}
        check_id,
        document_id,
        figure_id,
        subject,
        status,
        reported,
        expected,
        difference,
        formula,
        message,
        missing,
        cause,
        entity,
        entity_id,
        page,
        line,
        table_no,
        row_no,
        col_no,
        fiscal_year,
        figure_ids
{%- endmacro %}

{# Where a figure stands and whose it is, for the final columns of a chk_ model. #}
{% macro figure_place(relation='') -%}
{% set prefix = relation ~ '.' if relation else '' -%}
{% for column in ['entity', 'entity_id', 'page', 'line', 'table_no', 'row_no', 'col_no', 'fiscal_year'] -%}
{{ prefix }}{{ column }}{{ ',\n        ' if not loop.last }}
{%- endfor %}
{%- endmacro %}

{# The same for a passage that is no figure: fct_check_results takes entity and year of its document. #}
{% macro passage_place(relation='') -%}
{% set prefix = relation ~ '.' if relation else '' -%}
cast(null as {{ dbt.type_string() }}) as entity,
        cast(null as {{ dbt.type_string() }}) as entity_id,
        {% for column in ['page', 'line', 'table_no', 'row_no', 'col_no'] -%}
        {{ prefix }}{{ column }},
        {% endfor -%}
        cast(null as integer) as fiscal_year
{%- endmacro %}
