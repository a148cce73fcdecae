-- grain: one row per statement that there is no amount of a kind, or that a table is empty because there is none
-- 政府性基金, 国有资本经营 and “三公” are told so; the amounts of the report's own year and basis speak against it.
with

marks as (

    select
        *,
        split_part(subject, '|', 1) as word,
        split_part(subject, '|', 2) as side,
        split_part(subject, '|', 3) as headed
    from {{ ref('stg_text_marks') }}
    where kind = 'absence'

),

notes as (

    select * from {{ ref('stg_text_marks') }}
    where kind = 'empty_note'

),

-- 公务接待费未发生: one standard amount of “三公” that there was none of
nothings as (

    select
        marks.*,
        items.item_code
    from {{ ref('stg_text_marks') }} as marks
    inner join {{ ref('items') }} as items on marks.subject = items.item_name and items.item_code like 'tp.%'
    where marks.kind = 'zero_statement'

),

documents as (

    select * from {{ ref('int_documents') }}
    where document_type in ('final_account', 'budget')

),

-- of the report's own year, unit and basis
own_amounts as (

    select operands.*
    from {{ ref('int_operands') }} as operands
    inner join documents
        on
            operands.document_id = documents.document_id
            and operands.fiscal_year = documents.fiscal_year
            and operands.entity = documents.entity
    where
        operands.metric = 'amount'
        and not operands.is_claim
        and operands.comparator in ('', '=')
        and operands.basis_group = case documents.document_type when 'budget' then '年初预算' else '决算' end
        and operands.statement in ('revenue', 'expenditure', 'three_public')

),

amounts as (

    select
        *,
        row_number() over (
            partition by document_id, fund, statement, substr(item_code, 1, 3) = 'tp.'
            order by case when table_no is null then 1 else 0 end, page, line, char_start, figure_id
        ) as amount_number
    from own_amounts
    where number <> 0

),

against as (

    select
        marks.document_id,
        marks.page,
        marks.char_start,
        amounts.figure_id,
        amounts.item,
        amounts.value_text,
        amounts.place_text,
        row_number() over (
            partition by marks.document_id, marks.page, marks.char_start
            order by
                case when amounts.table_no is null then 1 else 0 end, amounts.page, amounts.line, amounts.figure_id
        ) as amount_number
    from marks
    inner join amounts
        on
            marks.document_id = amounts.document_id
            and amounts.amount_number = 1
            and (
                (
                    marks.word = amounts.fund
                    and amounts.statement in ('revenue', 'expenditure')
                    and marks.side in ('both', amounts.statement)
                )
                or (marks.word = '三公' and amounts.item_code like 'tp.%')
            )

),

-- the amounts that speak of what is said not to have been, those that are not zero and stand in tables first
occurred as (

    select
        nothings.document_id,
        nothings.page,
        nothings.line,
        nothings.table_no,
        nothings.row_no,
        nothings.col_no,
        nothings.text,
        amounts.figure_id,
        amounts.item,
        amounts.number,
        amounts.value_text,
        amounts.place_text,
        row_number() over (
            partition by nothings.document_id, nothings.page, nothings.char_start
            order by
                case when amounts.number = 0 then 1 else 0 end,
                case when amounts.table_no is null then 1 else 0 end,
                amounts.page,
                amounts.line,
                amounts.figure_id
        ) as amount_number
    from nothings
    inner join own_amounts as amounts
        on nothings.document_id = amounts.document_id and nothings.item_code = amounts.item_code

),

-- a number counts whether or not its account was recognised
filled as (

    select
        document_id,
        table_no,
        min(figure_id) as figure_id
    from {{ ref('stg_figures') }}
    where table_no is not null and metric in ('', 'amount') and value <> 0
    group by document_id, table_no

),

kinds as (

    select distinct word from marks
    union
    select '政府性基金' as word
    union
    select '国有资本经营' as word

),

-- a note that speaks of another fund than the table above it
misplaced as (

    select distinct
        notes.document_id,
        notes.page,
        notes.char_start
    from notes
    inner join kinds as told on notes.text like concat('%', told.word, '%')
    inner join kinds as titled on notes.subject like concat('%', titled.word, '%') and told.word <> titled.word
    left join kinds as right_one
        on notes.text like concat('%', right_one.word, '%') and notes.subject like concat('%', right_one.word, '%')
    where right_one.word is null

),

-- the section of one fund that speaks of another alone, which has a section of its own that says the same
copied as (

    select distinct
        marks.document_id,
        marks.page,
        marks.char_start,
        marks.headed
    from marks
    inner join marks as own
        on
            marks.document_id = own.document_id
            and marks.word = own.word
            and own.headed = own.word
            and (marks.page <> own.page or marks.char_start <> own.char_start)
    left join marks as right_one
        on
            marks.document_id = right_one.document_id
            and marks.headed = right_one.headed
            and marks.headed = right_one.word
    where marks.headed not in ('', marks.word) and right_one.document_id is null

),

judged as (

    select
        marks.document_id,
        marks.page,
        marks.line,
        marks.table_no,
        marks.row_no,
        marks.col_no,
        concat('没有', marks.text, '的说法') as subject,
        concat('没有', marks.text) as reported,
        case when against.figure_id is null then copied.headed else against.value_text end as expected,
        against.figure_id,
        case when against.figure_id is null and copied.headed is null then 'pass' else 'fail' end as status,
        case
            when against.figure_id is null
                then
                    concat(
                        '这一节说明的是',
                        copied.headed,
                        '，文中却写没有',
                        marks.text,
                        '，说的不是这一节的内容'
                    )
            else concat(
                '文中写没有', marks.text, '，但', against.place_text, against.item, '为', against.value_text
            )
        end as message
    from marks
    inner join documents on marks.document_id = documents.document_id
    left join copied
        on
            marks.document_id = copied.document_id
            and marks.page = copied.page
            and marks.char_start = copied.char_start
    left join against
        on
            marks.document_id = against.document_id
            and marks.page = against.page
            and marks.char_start = against.char_start
            and against.amount_number = 1

    union all

    select
        document_id,
        page,
        line,
        table_no,
        row_no,
        col_no,
        concat(item, text, '的说法') as subject,
        concat(item, text) as reported,
        value_text as expected,
        figure_id,
        case when number = 0 then 'pass' else 'fail' end as status,
        concat('文中写', item, text, '，但', place_text, '为', value_text) as message
    from occurred
    where amount_number = 1

    union all

    select
        notes.document_id,
        notes.page,
        notes.line,
        notes.table_no,
        notes.row_no,
        notes.col_no,
        concat('《', notes.subject, '》下的说明') as subject,
        notes.text as reported,
        case when misplaced.document_id is not null then notes.subject else '' end as expected,
        filled.figure_id,
        case
            when filled.figure_id is not null or misplaced.document_id is not null then 'fail'
            else 'pass'
        end as status,
        case
            when filled.figure_id is not null then concat('《', notes.subject, '》填有数字，表下却写“', notes.text, '”')
            else concat('《', notes.subject, '》下写“', notes.text, '”，说的不是这张表的内容')
        end as message
    from notes
    left join filled on notes.document_id = filled.document_id and notes.table_no = filled.table_no
    left join misplaced
        on
            notes.document_id = misplaced.document_id
            and notes.page = misplaced.page
            and notes.char_start = misplaced.char_start

),

final as (

    select
        'contradiction_absence' as check_id,
        document_id,
        cast(null as {{ dbt.type_string() }}) as figure_id,
        subject,
        status,
        reported,
        coalesce(expected, '') as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        case when status = 'fail' then message else '' end as message,
        '' as missing,
        '' as cause,
        {{ passage_place() }},
        coalesce(figure_id, '') as figure_ids
    from judged

)

select
    {{ result_columns() }}
from final
