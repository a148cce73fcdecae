-- grain: one row per public table of 政府性基金 or 国有资本经营预算 that prints no amount
-- Such a table is published all the same, and says that it is empty because there is nothing of the kind. A text that
-- says so in another place leaves the table itself unexplained: a hint.
with

documents as (

    select * from {{ ref('int_documents') }}
    where document_type in ('final_account', 'budget')

),

kinds as (

    select
        'fund' as table_code,
        '政府性基金' as word
    union
    select
        'capital' as table_code,
        '国有资本经营' as word

),

patterns as (

    select distinct
        rules.document_type,
        kinds.word,
        rules.name_pattern
    from {{ ref('required_tables') }} as rules
    inner join kinds on rules.table_code = kinds.table_code

),

captioned as (

    select
        document_id,
        table_no,
        table_caption,
        min(page) as page,
        max(page) as last_page,
        min(line) as line
    from {{ ref('stg_cells') }}
    where table_caption <> ''
    group by document_id, table_no, table_caption

),

tables as (

    select distinct
        captioned.*,
        documents.entity,
        documents.fiscal_year,
        patterns.word
    from captioned
    inner join documents on captioned.document_id = documents.document_id
    inner join patterns
        on
            documents.document_type = patterns.document_type
            and captioned.table_caption like concat('%', patterns.name_pattern)

),

filled as (

    select distinct
        document_id,
        table_no
    from {{ ref('stg_figures') }}
    where table_no is not null and metric in ('', 'amount')

),

empty_tables as (

    select tables.*
    from tables
    left join filled on tables.document_id = filled.document_id and tables.table_no = filled.table_no
    where filled.document_id is null

),

lines as (

    select
        document_id,
        page,
        text
    from {{ ref('stg_lines') }}
    where
        text like '%空表%'
        or text like '%无数据%'
        or text like '%无此%'
        or text like '%无相关%'
        or ((text like '%无%' or text like '%没有%' or text like '%未%') and text not like '%单位：%')

),

-- beside the table any word will do, elsewhere the kind has to be named
told as (

    select
        empty_tables.document_id,
        empty_tables.table_no,
        max(
            case
                when
                    lines.page between empty_tables.page and empty_tables.last_page
                    and (
                        lines.text like concat('%', empty_tables.word, '%')
                        or lines.text like '%表%'
                        or lines.text like '%数据%'
                    )
                    then 1
                else 0
            end
        ) as is_beside,
        max(case when lines.text like concat('%', empty_tables.word, '%') then 1 else 0 end) as is_anywhere
    from empty_tables
    inner join lines on empty_tables.document_id = lines.document_id
    group by empty_tables.document_id, empty_tables.table_no

),

final as (

    select
        'completeness_empty_table' as check_id,
        empty_tables.document_id,
        cast(null as {{ dbt.type_string() }}) as figure_id,
        concat('《', empty_tables.table_caption, '》') as subject,
        case when told.is_beside = 1 then 'pass' else 'fail' end as status,
        '' as reported,
        '' as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        case
            when told.is_beside = 1 then ''
            else concat('《', empty_tables.table_caption, '》没有数字，表下没有说明为什么是空表')
        end as message,
        '' as missing,
        case when told.is_anywhere = 1 and told.is_beside = 0 then 'told_elsewhere' else '' end as cause,
        empty_tables.entity,
        cast(null as {{ dbt.type_string() }}) as entity_id,
        empty_tables.page,
        empty_tables.line,
        empty_tables.table_no,
        cast(null as integer) as row_no,
        cast(null as integer) as col_no,
        empty_tables.fiscal_year,
        '' as figure_ids
    from empty_tables
    left join told on empty_tables.document_id = told.document_id and empty_tables.table_no = told.table_no

)

select
    {{ result_columns() }}
from final
