-- grain: one row per figure in prose, or cell of another table, that a table prints too
with

judged as (

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
        entity,
        entity_id,
        page,
        line,
        table_no,
        row_no,
        col_no,
        fiscal_year
    from {{ ref('int_table_contradictions') }}

    union all

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
        entity,
        entity_id,
        page,
        line,
        table_no,
        row_no,
        col_no,
        fiscal_year
    from {{ ref('int_cell_contradictions') }}

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
        entity,
        entity_id,
        page,
        line,
        table_no,
        row_no,
        col_no,
        fiscal_year,
        case when status = 'not_assessable' then figure_id else concat(figure_id, '|', cell_id) end as figure_ids
    from judged

)

select
    {{ result_columns() }}
from final
