{# The result rows of measures far from their usual value: `usual` words what is usual and for whom, `group_text` the
   group it was taken from, `missing_text` why there is none. Reads a CTE `judged`. #}
{% macro outlier_results(check_id, usual, group_text, missing_text) -%}
final as (

    select
        '{{ check_id }}' as check_id,
        document_id,
        figure_id,
        concat(measure, case when fund = '' then '' else concat('（', fund, '）') end) as subject,
        status,
        concat({{ decimal_text('value', '2') }}, unit) as reported,
        case when status = 'not_assessable' then '' else concat('通常约', {{ decimal_text('middle', '2') }}, unit) end as expected,
        case when status <> 'not_assessable' then cast(value - middle as decimal(38, 10)) end as difference,
        case
            when status = 'not_assessable' then ''
            else concat({{ group_text }}, '中位数', {{ decimal_text('middle', '2') }}, unit)
        end as formula,
        case
            when status = 'fail'
                then concat(measure, '为', {{ decimal_text('value', '2') }}, unit, '，明显偏离{{ usual }}中位数', {{ decimal_text('middle', '2') }}, unit)
            else ''
        end as message,
        case when status = 'not_assessable' then {{ missing_text }} else '' end as missing,
        '' as cause,
        entity,
        entity_id,
        cast(null as integer) as page,
        cast(null as integer) as line,
        cast(null as integer) as table_no,
        cast(null as integer) as row_no,
        cast(null as integer) as col_no,
        fiscal_year,
        concat(figure_id, case when base_id is null then '' else concat('|', base_id) end) as figure_ids
    from judged

)

select
{{ result_columns() }}
from final
{%- endmacro %}
