{# The result rows of totals of scores, or of full marks, against the indicators they stand over. #}
{% macro score_results(check_id, metric, word) -%}
with

lists as (

    select * from {{ ref('int_score_lists') }}
    where metric = '{{ metric }}'

),

judged as (

    select
        *,
        {{ computed_text('expected_number', 'printed_decimals') }} as expected_text,
        {{ number_digits('expected_number', 'printed_decimals') }} as expected_digits,
        case
            when part_count < 2 then 'not_assessable'
            when arithmetic <> 'fail' then arithmetic
            when repeated > 1 then 'not_assessable'
            when not is_complete then 'not_assessable'
            else 'fail'
        end as status
    from lists

),

final as (

    select
        '{{ check_id }}' as check_id,
        document_id,
        figure_id,
        concat(item, '的{{ word }}') as subject,
        status,
        value_text as reported,
        case when part_count < 2 then '' else concat(expected_text, unit) end as expected,
        cast(number - expected_number as decimal(38, 10)) as difference,
        case when part_count < 2 then '' else concat(sum_text, '＝', expected_text, unit) end as formula,
        case when status = 'fail' then concat(item, '写为', value_text, '，但', cast(part_count as {{ dbt.type_string() }}), '项指标的{{ word }}相加为', expected_text, unit) else '' end as message,
        case when status = 'not_assessable' then '没有读到全部指标的{{ word }}' else '' end as missing,
        case
            when status <> 'fail' then ''
            when is_full_marks and metric = 'score' then 'full_marks'
            else {{ digit_cause('digits', 'expected_digits') }}
        end as cause,
        {{ figure_place() }},
        case when status = 'not_assessable' then figure_id else concat(figure_id, '|', part_ids) end as figure_ids
    from judged

)

select
{{ result_columns() }}
from final
{%- endmacro %}
