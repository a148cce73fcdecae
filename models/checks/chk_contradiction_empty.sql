-- grain: one row per table that prints no amount, where the text prints amounts of what it is for, and per blank total
-- 三公, 政府性基金 and 国有资本经营 have tables of their own, whose title says so.
with

kinds as (

    select
        '三公' as word,
        'tp.' as code_prefix,
        '' as fund

    union all

    select
        '政府性基金' as word,
        '' as code_prefix,
        '政府性基金' as fund

    union all

    select
        '国有资本经营' as word,
        '' as code_prefix,
        '国有资本经营' as fund

),

tables as (

    select
        document_id,
        table_no,
        table_caption,
        min(page) as page,
        min(line) as line
    from {{ ref('stg_cells') }}
    where table_caption <> ''
    group by document_id, table_no, table_caption

),

operands as (

    select * from {{ ref('int_operands') }}

),

documents as (

    select * from {{ ref('int_documents') }}

),

-- a number counts whether or not its account was recognised
filled as (

    select distinct
        document_id,
        table_no
    from {{ ref('stg_figures') }}
    where table_no is not null and metric in ('', 'amount') and value <> 0

),

-- another table of the kind may hold the amounts
held as (

    select distinct
        tables.document_id,
        kinds.word
    from tables
    inner join filled on tables.document_id = filled.document_id and tables.table_no = filled.table_no
    inner join kinds on tables.table_caption like concat('%', kinds.word, '%表%')

),

empty as (

    select
        tables.*,
        kinds.word,
        kinds.code_prefix,
        kinds.fund
    from tables
    inner join kinds on tables.table_caption like concat('%', kinds.word, '%表')
    left join held on tables.document_id = held.document_id and kinds.word = held.word
    where held.document_id is null and tables.table_caption not like '%基本支出%'

),

stated as (

    select
        empty.table_caption,
        empty.page as table_page,
        operands.*,
        row_number() over (
            partition by empty.document_id, empty.table_no
            order by case when operands.number <> 0 then 0 else 1 end, operands.page, operands.line, operands.char_start
        ) as statement_number
    from empty
    inner join documents on empty.document_id = documents.document_id
    inner join operands
        on
            empty.document_id = operands.document_id
            and operands.table_no is null
            and operands.metric = 'amount'
            and documents.fiscal_year = operands.fiscal_year
            and operands.entity_id is not null
            and (
                (empty.code_prefix <> '' and operands.item_code like concat(empty.code_prefix, '%'))
                or (empty.fund <> '' and empty.fund = operands.fund)
            )

),

final as (

    select
        'contradiction_empty' as check_id,
        document_id,
        figure_id,
        concat('《', table_caption, '》') as subject,
        case when number <> 0 then 'fail' else 'pass' end as status,
        value_text as reported,
        '表中没有金额' as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        concat(
            '文字写有',
            item,
            case when basis = '' then '' else concat('（', basis, '）') end,
            value_text,
            '（',
            place_text,
            '），但第',
            cast(table_page as {{ dbt.type_string() }}), '页《', table_caption, '》没有填写金额'
        ) as message,
        '' as missing,
        '' as cause,
        entity,
        entity_id,
        page,
        line,
        cast(null as integer) as table_no,
        cast(null as integer) as row_no,
        cast(null as integer) as col_no,
        fiscal_year,
        figure_id as figure_ids
    from stated
    where statement_number = 1

    union all

    -- parts are filled in and their total is not
    select
        'contradiction_empty' as check_id,
        blank_totals.document_id,
        blank_totals.part_id as figure_id,
        concat('表', cast(blank_totals.table_no as {{ dbt.type_string() }}), blank_totals.subject) as subject,
        'fail' as status,
        '' as reported,
        '' as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        concat(
            '第', cast(blank_totals.page as {{ dbt.type_string() }}), '页表',
            cast(blank_totals.table_no as {{ dbt.type_string() }}), blank_totals.subject, '没有填写，而组成部分有数：',
            blank_totals.parts_text
        ) as message,
        '' as missing,
        'total_blank' as cause,
        operands.entity,
        operands.entity_id,
        blank_totals.page,
        blank_totals.line,
        blank_totals.table_no,
        blank_totals.row_no,
        blank_totals.col_no,
        operands.fiscal_year,
        blank_totals.part_id as figure_ids
    from {{ ref('int_blank_totals') }} as blank_totals
    inner join operands on blank_totals.part_id = operands.figure_id

)

select
    {{ result_columns() }}
from final
