-- grain: one row per table that a disclosure lists or that its kind requires
-- A disclosure is judged where it prints most of the required tables: a note on one subject has no set of tables.
with

documents as (

    select * from {{ ref('int_documents') }}

),

titles as (

    select
        *,
        subject as name
    from {{ ref('stg_text_marks') }}
    where kind = 'table_title'

),

contents as (

    select
        *,
        subject as name
    from {{ ref('stg_text_marks') }}
    where kind = 'listed_table'

),

region_codes as (

    select
        documents.document_id,
        substr(regions.county_code, 1, 2) as province
    from documents
    inner join {{ ref('int_entity_regions') }} as regions on documents.entity = regions.entity_name

),

required as (

    select
        documents.document_id,
        rules.table_code,
        rules.name_pattern,
        rules.table_name
    from documents
    inner join {{ ref('required_tables') }} as rules
        on documents.document_type = rules.document_type and documents.fiscal_year >= rules.valid_from
    left join region_codes on documents.document_id = region_codes.document_id
    where coalesce(rules.region_code, '') = '' or substr(rules.region_code, 1, 2) = region_codes.province

),

found as (

    select
        required.document_id,
        required.table_code,
        min(required.table_name) as table_name,
        max(case when titles.name is not null then 1 else 0 end) as is_printed,
        min(titles.page) as page,
        min(titles.line) as line
    from required
    left join titles on required.document_id = titles.document_id and titles.name like required.name_pattern
    group by required.document_id, required.table_code

),

disclosures as (

    select
        document_id,
        sum(is_printed) as printed_count,
        count(*) as required_count,
        min(page) as first_page,
        min(line) as first_line
    from found
    group by document_id
    having sum(is_printed) >= 5

),

-- the table of contents says where a missing table is promised
promised as (

    select
        required.document_id,
        required.table_code,
        min(contents.page) as page,
        min(contents.line) as line
    from required
    inner join contents on required.document_id = contents.document_id and contents.name like required.name_pattern
    group by required.document_id, required.table_code

),

judged as (

    select
        found.document_id,
        found.table_name as subject,
        found.is_printed = 1 as is_printed,
        '这类报告应当公开' as reason,
        coalesce(promised.page, disclosures.first_page) as page,
        coalesce(promised.line, disclosures.first_line) as line
    from found
    inner join disclosures on found.document_id = disclosures.document_id
    left join promised on found.document_id = promised.document_id and found.table_code = promised.table_code

    union all

    select
        contents.document_id,
        contents.name as subject,
        max(case when titles.name is not null then 1 else 0 end) = 1 as is_printed,
        '目录列有' as reason,
        min(contents.page) as page,
        min(contents.line) as line
    from contents
    inner join disclosures on contents.document_id = disclosures.document_id
    left join titles on contents.document_id = titles.document_id and contents.name = titles.name
    left join required on contents.document_id = required.document_id and contents.name like required.name_pattern
    where required.document_id is null
    group by contents.document_id, contents.name

),

final as (

    select
        'completeness_tables' as check_id,
        document_id,
        cast(null as {{ dbt.type_string() }}) as figure_id,
        concat('《', subject, '》') as subject,
        case when is_printed then 'pass' else 'fail' end as status,
        '' as reported,
        subject as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        concat('缺少《', subject, '》，', reason) as message,
        '' as missing,
        '' as cause,
        cast(null as {{ dbt.type_string() }}) as entity,
        cast(null as {{ dbt.type_string() }}) as entity_id,
        page,
        line,
        cast(null as integer) as table_no,
        cast(null as integer) as row_no,
        cast(null as integer) as col_no,
        cast(null as integer) as fiscal_year,
        '' as figure_ids
    from judged

)

select
    {{ result_columns() }}
from final
