-- grain: one row per check, document and subject that was due
{% set checks = [
    'ratio_share', 'ratio_rate', 'difference_change_amount', 'difference_change_rate', 'difference_parts',
    'sum_items', 'difference_balance', 'count_parts', 'unit_magnitude', 'unit_percent', 'unit_table', 'unit_yuan',
    'contradiction_table', 'contradiction_printings', 'sum_table_columns', 'sum_table_rows', 'sum_table_total', 'sum_lists',
    'ratio_average', 'ratio_whole', 'ratio_completion', 'count_projects', 'contradiction_swapped',
    'score_parts', 'score_weights', 'score_limit', 'grade_band', 'count_units', 'completeness_template',
    'completeness_year',
    'contradiction_wording', 'contradiction_empty', 'contradiction_account', 'contradiction_parts',
    'contradiction_conclusion',
    'count_list', 'score_full_marks', 'completeness_tables', 'completeness_numbering', 'completeness_agency',
    'completeness_punctuation',
    'score_deductions', 'score_lost_points', 'rescore_rate', 'rescore_target', 'rescore_weights',
    'continuity_balance', 'continuity_restatement',
    'outlier_history', 'outlier_peers', 'pace_schedule', 'pace_targets', 'pace_year_end',
    'completeness_contents', 'completeness_empty_table', 'completeness_reason', 'completeness_sections',
    'contradiction_absence', 'contradiction_count', 'contradiction_direction', 'contradiction_names', 'difference_zero_base', 'sum_accounts', 'sum_part_limit', 'sum_sheet',
    'completeness_details',
] %}
-- result_id depends on the check, the document, the place that is judged and the subject: it outlives rebuilds, and
-- reading again. A verdict holds for the numbers and places it was given on; where they changed, it is reopened.
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

{{ causes_elsewhere('judged') }},

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

figures as (

    -- a finding keeps its place when its number is corrected: the verdict on it is reopened, not lost
    select
        figures.figure_id,
        {{ hash_key(
            ['figures.page', 'figures.char_start', 'figures.char_end', 'figures.table_no', 'figures.row_no',
             'figures.col_no', 'printed.raw']
        ) }} as place_key,
        {{ hash_key(
            ['figures.page', 'figures.char_start', 'figures.char_end', 'figures.table_no', 'figures.row_no',
             'figures.col_no', 'figures.raw', 'figures.unit']
        ) }} as evidence
    from {{ ref('int_figures') }} as figures
    inner join {{ ref('int_read_numbers') }} as printed on figures.figure_id = printed.figure_id

),

placed as (

    select
        due.*,
        coalesce(figures.place_key, '') as place_key,
        -- a number that stands next to it or a year before explains more than one digit that differs
        case when due.cause in ('', 'digit') then coalesce(elsewhere.told_cause, due.cause) else due.cause end
            as told_cause
    from due
    left join elsewhere on due.check_id = elsewhere.check_id and due.figure_id = elsewhere.wrong_id
    left join figures on due.figure_id = figures.figure_id

),

numbered as (

    select
        *,
        row_number() over (
            partition by check_id, document_id, place_key, subject
            order by
                status, formula, coalesce(page, 0), coalesce(line, 0), coalesce(figure_id, ''), figure_ids, missing,
                message
        ) as same_number
    from placed

),

results as (

    select
        {{ hash_key(
            [
                'numbered.check_id', 'numbered.document_id', 'numbered.place_key', 'numbered.subject',
                'numbered.same_number'
            ]
        ) }}
            as result_id,
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
                    case
                        when numbered.message <> '' then numbered.message else
                            concat(
                                numbered.subject,
                                '写为',
                                numbered.reported,
                                '，按',
                                numbered.formula,
                                '应为',
                                numbered.expected
                            )
                    end,
                    case when causes.cause_text is not null then concat('；可能原因：', causes.cause_text) else '' end,
                    '。',
                    catalogue.action
                )
            when numbered.status = 'rounding'
                then concat(numbered.subject, '写为', numbered.reported, '，按', numbered.formula, '，差异在四舍五入范围内')
            when
                numbered.status = 'pass'
                then
                    concat(
                        numbered.subject,
                        '写为',
                        numbered.reported,
                        case when numbered.formula = '' then '，' else concat('，与', numbered.formula) end,
                        '相符'
                    )
            else
                concat(
                    numbered.subject,
                    case when numbered.reported <> '' then concat('写为', numbered.reported) else '' end,
                    '，未能核查：',
                    numbered.missing
                )
        end as message,
        numbered.missing,
        numbered.told_cause as cause,

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
    left join causes on numbered.told_cause = causes.cause

),

verdicts as (

    select
        *,
        row_number() over (partition by finding_id order by made_at desc, verdict_id) as verdict_number
    from {{ ref('stg_verdicts') }}

),

found as (

    select
        result_id,
        {{ element_of('figure_ids') }} as figure_id
    from results
    where status in ('fail', 'rounding')

),

rested as (

    select
        found.result_id,
        {{ joined_text('figures.evidence', 'figures.evidence') }} as evidence
    from found
    inner join figures on found.figure_id = figures.figure_id
    group by found.result_id

),

evidenced as (

    select
        results.*,
        substr(results.result_id, 1, 12) as finding_id,
        case
            when results.status in ('fail', 'rounding')
                then {{ hash_key(['results.status', 'results.reported', 'results.page', 'rested.evidence']) }}
        end as evidence_hash
    from results
    left join rested on results.result_id = rested.result_id

),

final as (

    select
        evidenced.result_id,
        evidenced.check_id,
        evidenced.document_id,
        evidenced.entity_id,
        evidenced.figure_id,

        evidenced.family,
        evidenced.doc,
        evidenced.entity,
        evidenced.subject,
        evidenced.status,
        evidenced.severity,
        evidenced.reported,
        evidenced.expected,
        evidenced.formula,
        evidenced.message,
        evidenced.missing,
        evidenced.cause,
        evidenced.evidence_hash,
        verdicts.verdict,
        verdicts.reason as verdict_reason,
        verdicts.who as verdict_by,
        verdicts.made_at as verdict_at,
        case
            when verdicts.verdict is null then null
            when verdicts.evidence_hash = evidenced.evidence_hash then 'in_force'
            else 'reopened'
        end as verdict_state,

        evidenced.page,
        evidenced.line,
        evidenced.table_no,
        evidenced.row_no,
        evidenced.col_no,
        evidenced.difference,
        evidenced.fiscal_year,
        evidenced.figure_ids

    from evidenced
    left join verdicts
        on
            evidenced.evidence_hash is not null
            and evidenced.finding_id = verdicts.finding_id
            and verdicts.verdict_number = 1

)

select * from final
