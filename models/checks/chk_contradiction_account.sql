-- grain: one row per name of a functional class that the text prints with its level
-- The name is judged where the table has the class: the amount beside the name leads to its code.
with

marks as (

    select
        *,
        case subject when '类' then 3 when '款' then 5 else 7 end as code_length
    from {{ ref('stg_text_marks') }}
    where kind = 'account_name'

),

cells as (

    select distinct
        document_id,
        table_no,
        row_no,
        regexp_replace(text, '[\\s]', ''{{ ", 'g'" if target.type == 'duckdb' }}) as plain
    from {{ ref('stg_cells') }}

),

operands as (

    select * from {{ ref('int_operands') }}
    where metric = 'amount'

),

classes as (

    select
        document_id,
        class_code,
        table_no,
        row_no,
        number
    from operands
    where table_no is not null and class_code <> '' and statement <> 'revenue' and class_code like '2%'

),

class_names as (

    select distinct
        classes.document_id,
        classes.class_code,
        cells.plain as name
    from classes
    inner join cells
        on
            classes.document_id = cells.document_id
            and classes.table_no = cells.table_no
            and classes.row_no = cells.row_no
    where
        length(cells.plain) > 1
        and regexp_replace(cells.plain, '[^0-9.,%]', ''{{ ", 'g'" if target.type == 'duckdb' }}) = ''

),

-- the outturn or budget that follows the name within a few lines
amounts as (

    select
        marks.document_id,
        marks.page,
        marks.char_start,
        operands.number,
        row_number() over (
            partition by marks.document_id, marks.page, marks.char_start
            order by
                case when operands.basis_group = '决算' then 0 else 1 end,
                operands.page, operands.line, operands.char_start
        ) as nearness
    from marks
    inner join operands
        on
            marks.document_id = operands.document_id
            and operands.table_no is null
            and (
                (marks.page = operands.page and operands.char_start between marks.char_start and marks.char_start + 240)
                or (operands.page = marks.page + 1 and operands.char_start < 120 and marks.subject <> '类')
            )
            and not operands.is_claim
            and operands.item like concat('%', marks.text, '%')

),

candidates as (

    select
        amounts.document_id,
        amounts.page,
        amounts.char_start,
        min(class_names.name) as expected_name,
        count(distinct class_names.name) as name_count,
        max(case when class_names.name = marks.text then 1 else 0 end) as is_named
    from amounts
    inner join marks
        on
            amounts.document_id = marks.document_id
            and amounts.page = marks.page
            and amounts.char_start = marks.char_start
    inner join classes
        on
            amounts.document_id = classes.document_id
            and abs(amounts.number - classes.number) < 0.000001
            and amounts.number <> 0
    inner join class_names
        on
            classes.document_id = class_names.document_id
            and substr(classes.class_code, 1, marks.code_length) = class_names.class_code
    where
        amounts.nearness = 1
        and length(classes.class_code) = case marks.subject when '类' then 3 else 7 end
    group by amounts.document_id, amounts.page, amounts.char_start

),

printed as (

    select distinct
        document_id,
        name,
        length(class_code) as code_length
    from class_names

),

judged as (

    select
        marks.*,
        candidates.expected_name,
        case
            when printed.name is not null then 'pass'
            when candidates.is_named = 1 then 'pass'
            when candidates.name_count = 1 then 'fail'
            else 'not_assessable'
        end as status
    from marks
    left join printed
        on
            marks.document_id = printed.document_id
            and marks.text = printed.name
            and marks.code_length = printed.code_length
    left join candidates
        on
            marks.document_id = candidates.document_id
            and marks.page = candidates.page
            and marks.char_start = candidates.char_start

),

final as (

    select
        'contradiction_account' as check_id,
        document_id,
        cast(null as {{ dbt.type_string() }}) as figure_id,
        concat('科目名称', text, '（', subject, '）') as subject,
        status,
        text as reported,
        case when status = 'fail' then expected_name else '' end as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        concat('文字中的科目写为“', text, '（', subject, '）”，表中同一金额的科目是“', expected_name, '”') as message,
        case when status = 'not_assessable' then '表中没有同一金额的科目' else '' end as missing,
        '' as cause,
        {{ passage_place() }},
        '' as figure_ids
    from judged

)

select
    {{ result_columns() }}
from final
