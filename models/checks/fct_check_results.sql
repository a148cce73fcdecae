-- grain: one row per check, document and subject that was due
{% set checks = [
    'ratio_share', 'ratio_rate', 'difference_change_amount', 'difference_change_rate',
    'sum_items', 'difference_balance', 'count_parts', 'unit_magnitude', 'unit_percent', 'unit_yuan',
    'contradiction_table', 'contradiction_printings', 'sum_table_columns', 'sum_table_rows', 'sum_lists', 'ratio_average',
    'score_parts', 'score_weights', 'score_limit', 'grade_band', 'count_units', 'completeness_template', 'completeness_year',
] %}
-- A check with nothing to judge in a document has one not_applicable row there: no check is silently absent.
with

{% for check in checks -%}
{{ check }} as (

    select * from {{ ref('chk_' ~ check) }}

),

{% endfor -%}
documents as (

    select * from {{ ref('int_documents') }}
    where is_readable

),

catalogue as (

    select * from {{ ref('checks') }}

),

causes as (

    select * from {{ ref('finding_causes') }}

),

judged as (

    {% for check in checks -%}
    select * from {{ check }}
    {% if not loop.last %}union all
    {% endif %}
    {%- endfor %}

),

ran as (

    select distinct
        check_id,
        document_id
    from judged

),

absent as (

    select
        catalogue.check_id,
        documents.document_id
    from catalogue
    cross join documents
    left join ran on catalogue.check_id = ran.check_id and documents.document_id = ran.document_id
    where ran.check_id is null

),

due as (

    select
{{ result_columns() }}
    from judged

    union all

    select
        check_id,
        document_id,
        cast(null as {{ dbt.type_string() }}) as figure_id,
        '（全文）' as subject,
        'not_applicable' as status,
        '' as reported,
        '' as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        '' as message,
        '报告中没有这一核查的对象' as missing,
        '' as cause,
        cast(null as {{ dbt.type_string() }}) as entity,
        cast(null as {{ dbt.type_string() }}) as entity_id,
        cast(null as integer) as page,
        cast(null as integer) as line,
        cast(null as integer) as table_no,
        cast(null as integer) as row_no,
        cast(null as integer) as col_no,
        cast(null as integer) as fiscal_year,
        '' as figure_ids
    from absent

),

numbered as (

    select
        *,
        row_number() over (
            partition by check_id, document_id, coalesce(figure_id, ''), subject
            order by status, formula, coalesce(page, 0), coalesce(line, 0)
        ) as same_number
    from due

),

final as (

    select
        {{ hash_key(['numbered.check_id', 'numbered.document_id', 'coalesce(numbered.figure_id, \'\')', 'numbered.subject', 'numbered.same_number']) }} as result_id,
        numbered.check_id,
        numbered.document_id,
        numbered.entity_id,
        nullif(numbered.figure_id, '') as figure_id,

        catalogue.family,
        documents.doc,
        coalesce(numbered.entity, documents.entity) as entity,
        numbered.subject,
        numbered.status,
        case numbered.status
            when 'fail' then coalesce(nullif(causes.severity, ''), catalogue.severity)
            when 'rounding' then 'rounding'
            else ''
        end as severity,
        numbered.reported,
        numbered.expected,
        numbered.formula,
        case
            when numbered.status = 'fail'
                then concat(
                    case when numbered.message <> '' then numbered.message else concat(numbered.subject, '写为', numbered.reported, '，按', numbered.formula, '应为', numbered.expected) end,
                    case when causes.cause_text is not null then concat('；可能原因：', causes.cause_text) else '' end,
                    '。',
                    catalogue.action
                )
            when numbered.status = 'rounding'
                then concat(numbered.subject, '写为', numbered.reported, '，按', numbered.formula, '，差异在四舍五入范围内')
            when numbered.status = 'pass' then concat(numbered.subject, '写为', numbered.reported, '，与', numbered.formula, '相符')
            else concat(numbered.subject, case when numbered.reported <> '' then concat('写为', numbered.reported) else '' end, '，未能核查：', numbered.missing)
        end as message,
        numbered.missing,
        numbered.cause,

        numbered.page,
        numbered.line,
        numbered.table_no,
        numbered.row_no,
        numbered.col_no,
        numbered.difference,
        coalesce(numbered.fiscal_year, documents.fiscal_year) as fiscal_year,
        {{ split_text('numbered.figure_ids') }} as figure_ids

    from numbered
    inner join documents on numbered.document_id = documents.document_id
    inner join catalogue on numbered.check_id = catalogue.check_id
    left join causes on numbered.cause = causes.cause

)

select * from final
