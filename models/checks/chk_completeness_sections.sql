-- grain: one row per explanation that a whole disclosure owes (seeds/rules/required_sections.csv)
-- A disclosure is whole where it prints most of the public tables and explains most of what it has to: tables that are
-- published apart from their explanations owe none.
with

documents as (

    select * from {{ ref('int_documents') }}

),

titles as (

    select
        marks.document_id,
        count(distinct rules.table_code) as table_count
    from {{ ref('stg_text_marks') }} as marks
    inner join documents on marks.document_id = documents.document_id
    inner join {{ ref('required_tables') }} as rules
        on documents.document_type = rules.document_type and marks.subject like rules.name_pattern
    where marks.kind = 'table_title'
    group by marks.document_id
    having count(distinct rules.table_code) >= 5

),

-- one of a section's words in running text; a table says nothing of it
told as (

    select
        documents.document_id,
        documents.fiscal_year,
        rules.section_name,
        min(rules.source) as source,
        max(case when lines.document_id is not null then 1 else 0 end) as is_told
    from documents
    inner join titles on documents.document_id = titles.document_id
    inner join {{ ref('required_sections') }} as rules
        on documents.document_type = rules.document_type and documents.fiscal_year >= rules.valid_from
    left join {{ ref('stg_lines') }} as lines
        on documents.document_id = lines.document_id and lines.text like concat('%', rules.word, '%')
    group by documents.document_id, documents.fiscal_year, rules.section_name

),

whole as (

    select document_id
    from told
    group by document_id
    having sum(is_told) > 4

),

final as (

    select
        'completeness_sections' as check_id,
        told.document_id,
        cast(null as {{ dbt.type_string() }}) as figure_id,
        told.section_name as subject,
        case when told.is_told = 1 then 'pass' else 'fail' end as status,
        '' as reported,
        told.section_name as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        case when told.is_told = 1 then '' else concat('全文没有', told.section_name, '，部门预决算公开应当有') end as message,
        '' as missing,
        '' as cause,
        cast(null as {{ dbt.type_string() }}) as entity,
        cast(null as {{ dbt.type_string() }}) as entity_id,
        1 as page,
        cast(null as integer) as line,
        cast(null as integer) as table_no,
        cast(null as integer) as row_no,
        cast(null as integer) as col_no,
        told.fiscal_year,
        '' as figure_ids
    from told
    inner join whole on told.document_id = whole.document_id

)

select
    {{ result_columns() }}
from final
