{# The result rows of passages that are wrong wherever they stand: template remnants, a wrong year. #}
{% macro mark_results(check_id, kind) -%}
with

marks as (

    select * from {{ ref('stg_text_marks') }}
    where kind = '{{ kind }}'

),

final as (

    select
        '{{ check_id }}' as check_id,
        document_id,
        cast(null as {{ dbt.type_string() }}) as figure_id,
        text as subject,
        'fail' as status,
        text as reported,
        '' as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        concat(case when subject <> '' then concat(subject, '处') else '' end, '写有“', text, '”') as message,
        '' as missing,
        '' as cause,
        {{ passage_place() }},
        '' as figure_ids
    from marks

)

select
{{ result_columns() }}
from final
{%- endmacro %}
