-- grain: one row per figure in prose, or cell of another table, that a table prints too
with

printed as (

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

-- the unit of a whole table is told once
judged as (

    select
        printed.document_id,
        printed.figure_id,
        printed.item,
        case
            when printed.status = 'fail' and coalesce(own.table_no, others.table_no) is not null then 'not_assessable'
            else printed.status
        end as status,
        printed.value_text,
        printed.place_text,
        printed.number,
        printed.cell_id,
        printed.cell_text,
        printed.cell_place,
        printed.cell_number,
        case
            when printed.status = 'fail' and coalesce(own.table_no, others.table_no) is not null
                then '表的单位写错，已另行指出'
            else printed.missing
        end as missing,
        printed.cause,
        printed.entity,
        printed.entity_id,
        printed.page,
        printed.line,
        printed.table_no,
        printed.row_no,
        printed.col_no,
        printed.fiscal_year
    from printed
    left join {{ ref('int_operands') }} as cells on printed.cell_id = cells.figure_id
    left join {{ ref('int_misscaled_tables') }} as own
        on printed.document_id = own.document_id and printed.table_no = own.table_no
    left join {{ ref('int_misscaled_tables') }} as others
        on printed.document_id = others.document_id and cells.table_no = others.table_no

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
