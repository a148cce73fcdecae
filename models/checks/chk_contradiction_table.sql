-- grain: one row per figure in prose, or cell of another table, that a table prints too
with

judged as (

    {% for judgements in ['int_table_contradictions', 'int_cell_contradictions'] -%}
        select
            document_id,
            figure_id,
            item,
            status,
            value_text,
            place_text,
            number,
            cell_id,
            cell_text,
            cell_place,
            cell_number,
            missing,
            cause,
            {{ figure_place() }}
        from {{ ref(judgements) }}
        {% if not loop.last %}union all
        {% endif %}
    {%- endfor %}

),

final as (

    select
        'contradiction_table' as check_id,
        document_id,
        figure_id,
        item as subject,
        status,
        value_text as reported,
        cell_text as expected,
        cast(number - cell_number as decimal(38, 10)) as difference,
        concat('表中', cell_text, '（', cell_place, '）') as formula,
        case
            when
                status = 'fail'
                then
                    concat(
                        case when table_no is null then '文中' else place_text end,
                        item,
                        '写为',
                        value_text,
                        '，',
                        cell_place,
                        '的同一数为',
                        cell_text
                    )
            else ''
        end as message,
        missing,
        case when status = 'fail' then cause else '' end as cause,
        {{ figure_place() }},
        case when status = 'not_assessable' then figure_id else concat(figure_id, '|', cell_id) end as figure_ids
    from judged

)

select
    {{ result_columns() }}
from final
