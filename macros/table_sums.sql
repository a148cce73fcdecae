{# The result rows of sums within a table. Where one cell makes several sums fail, the first of them reports the cell and
   the others refer to it. `message` words a failing sum that stands alone,
   `subject` what is judged. #}
{% macro table_sum_results(check_id, evaluations, message, subject='concat(class_text, item)') -%}
with

evaluations as (

    select * from {{ ref(evaluations) }}

),

suspects as (

    select * from {{ ref('int_suspect_cells') }}
    where check_id = '{{ check_id }}'

),

cells as (

    select * from {{ ref('int_operands') }}

),

blamed as (

    select
        evaluations.*,
        suspects.cell_id is not null as is_explained,
        suspects.is_reported,
        cells.figure_id as cell_id,
        cells.item as cell_item,
        cells.value_text as cell_text,
        cells.place_text as cell_place,
        cells.digits as cell_digits,
        cells.unit as cell_unit,
        cells.page as cell_page,
        cells.line as cell_line,
        cells.row_no as cell_row_no,
        cells.col_no as cell_col_no,
        suspects.failing,
        suspects.correction,
        {{ decimal_text('(cells.number + suspects.correction) * cells.print_scale', 'cells.printed_decimals') }} as cell_expected_text
    from evaluations
    left join suspects on evaluations.figure_id = suspects.total_id and evaluations.status = 'fail'
    left join cells on suspects.cell_id = cells.figure_id

),

worded as (

    select
        *,
        case when class_code <> '' then concat(class_code, ' ') else '' end as class_text,
        coalesce(is_reported, false) as is_blamed,
        is_explained and not coalesce(is_reported, false) as is_consequence
    from blamed

),

final as (

    select
        '{{ check_id }}' as check_id,
        document_id,
        case when is_blamed then cell_id else figure_id end as figure_id,
        {{ subject }} as subject,
        case when is_consequence then 'not_assessable' else status end as status,
        case when is_blamed then cell_text else value_text end as reported,
        case when is_blamed then concat(cell_expected_text, cell_unit) else concat(expected_text, unit) end as expected,
        case when is_blamed then cast(-correction as decimal(38, 10)) else cast(number - expected_number as decimal(38, 10)) end as difference,
        concat(sum_text, '＝', expected_text, unit) as formula,
        case
            when status <> 'fail' or is_consequence then ''
            when is_blamed
                then concat(
                    cell_item, '写为', cell_text, '（', cell_place, '），使', cast(failing as {{ dbt.type_string() }}), '个合计不平，应为', cell_expected_text, cell_unit,
                    '，例如', {{ message }}
                )
            else {{ message }}
        end as message,
        case when is_consequence then concat('由', cell_place, '的', cell_text, '写错所致，已另行指出') else missing end as missing,
        case
            when status <> 'fail' or is_consequence then ''
            when is_blamed then {{ digit_cause('cell_digits', "replace(replace(cell_expected_text, '.', ''), '-', '')") }}
            else {{ digit_cause('digits', 'expected_digits') }}
        end as cause,
        entity,
        entity_id,
        case when is_blamed then cell_page else page end as page,
        case when is_blamed then cell_line else line end as line,
        table_no,
        case when is_blamed then cell_row_no else row_no end as row_no,
        case when is_blamed then cell_col_no else col_no end as col_no,
        fiscal_year,
        case when status = 'not_assessable' or is_consequence then figure_id else concat(figure_id, '|', part_ids) end as figure_ids
    from worded

)

select
{{ result_columns() }}
from final
{%- endmacro %}
