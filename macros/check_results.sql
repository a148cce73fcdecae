{# The columns every chk_ model ends in, in order; checks.fct_check_results adds document, severity and words. #}
{% macro result_columns() -%}
        check_id,
        document_id,
        figure_id,
        subject,
        status,
        reported,
        expected,
        difference,
        formula,
        message,
        missing,
        cause,
        entity,
        entity_id,
        page,
        line,
        table_no,
        row_no,
        col_no,
        fiscal_year,
        figure_ids
{%- endmacro %}

{# The result rows of the claims of one metric: a share, a rate or a change, recomputed. #}
{% macro claim_results(check_id, metric) -%}
{# last year reckoned back from this year's number goes with it #}
{%- set corrected_base -%}
coalesce(bases.cell_number, evaluations.base + case when evaluations.base_text like '（%' then coalesce(numerators.cell_number - evaluations.numerator, 0) else 0 end)
{%- endset %}
with

claims as (

    select * from {{ ref('int_operands') }}
    where is_claim and metric = '{{ metric }}'

),

evaluations as (

    select * from {{ ref('int_claim_evaluations') }}

),

-- numbers of prose that a table contradicts, and what the table says
disputed as (

    select
        figure_id,
        cell_number,
        place_text
    from {{ ref('int_table_contradictions') }}
    where status = 'fail'

),

-- with the table's number the claim holds: the wrong number is reported by itself
excused as (

    select
        evaluations.figure_id,
        coalesce(numerators.place_text, bases.place_text) as place_text
    from evaluations
    inner join claims on evaluations.figure_id = claims.figure_id
    left join disputed as numerators on evaluations.numerator_id = numerators.figure_id
    left join disputed as bases on evaluations.base_id = bases.figure_id
    where
        evaluations.status = 'fail'
        and (numerators.figure_id is not null or bases.figure_id is not null)
        and abs(
            abs(claims.number) - abs(
                {{ claim_value('evaluations.operation', 'coalesce(numerators.cell_number, evaluations.numerator)', corrected_base) }}
            )
        ) <= {{ last_place('claims.decimals') }} * 1.5

),

worded as (

    select
        claims.*,
        case
            when evaluations.status = 'unit_suspect' or excused.figure_id is not null then 'not_assessable'
            else evaluations.status
        end as status,
        case when excused.figure_id is not null then concat('所用的数（', excused.place_text, '）与表不符，已另行指出') else evaluations.missing end as missing,
        evaluations.meaning,
        evaluations.operation,
        evaluations.numerator_id,
        evaluations.base_id,
        evaluations.numerator,
        evaluations.base,
        evaluations.numerator_text,
        evaluations.base_text,
        evaluations.numerator_place,
        evaluations.base_place,
        evaluations.is_reversed,
        evaluations.expected_signed,
        evaluations.expected_signed * claims.print_scale as expected_printed,
        -- prose prints a decrease unsigned
        case
            when claims.direction in ('up', 'down') and claims.number >= 0 then abs(evaluations.expected_signed)
            else evaluations.expected_signed
        end * claims.print_scale as expected_shown,
        case when claims.unit = '' and not claims.is_money then '%' else claims.unit end as shown_unit
    from claims
    inner join evaluations on claims.figure_id = evaluations.figure_id
    left join excused on claims.figure_id = excused.figure_id

),

explained as (

    select
        *,
        {{ decimal_text('expected_shown', 'printed_decimals') }} as expected_text,
        replace(replace({{ decimal_text('abs(expected_shown)', 'printed_decimals') }}, '.', ''), '-', '') as expected_digits,
        case
            when status <> 'fail' then ''
            when is_reversed then 'direction'
            when metric = 'rate' and abs(abs(100 * numerator / base - 100) - abs(number)) <= {{ last_place('decimals') }} then 'growth_as_rate'
            when metric = 'change_rate' and abs(100 * numerator / base - abs(number)) <= {{ last_place('decimals') }} then 'rate_as_growth'
            when metric = 'change_amount' and abs(abs(number) - abs(expected_signed) / 10000) <= {{ last_place('decimals') }} then 'unit_yuan'
            when metric = 'change_amount' and abs(abs(number) / 10000 - abs(expected_signed)) <= {{ last_place('decimals') }} then 'unit_wan'
            else ''
        end as known_cause
    from worded

),

final as (

    select
        '{{ check_id }}' as check_id,
        document_id,
        figure_id,
        concat(item, case metric when 'share' then '的占比' when 'rate' then '的完成比例' when 'change_amount' then '的增减额' else '的增减幅度' end) as subject,
        status,
        value_text as reported,
        case when status in ('fail', 'rounding', 'pass') then concat(expected_text, shown_unit) else '' end as expected,
        case when status in ('fail', 'rounding', 'pass') then cast(abs(number) - abs(expected_printed / print_scale) as decimal(38, 10)) end as difference,
        case
            when status not in ('fail', 'rounding', 'pass') then ''
            when operation = 'difference' then concat(numerator_text, '−', base_text, '＝', expected_text, shown_unit, '（', meaning, '）')
            when operation = 'ratio' then concat(numerator_text, '÷', base_text, '＝', expected_text, shown_unit, '（', meaning, '）')
            else concat('（', numerator_text, '−', base_text, '）÷', base_text, '＝', expected_text, shown_unit, '（', meaning, '）')
        end as formula,
        case
            when status = 'fail' and is_reversed
                then concat(item, '写为', case when direction = 'down' then '减少' when direction = 'up' then '增加' else '' end, value_text, '，但', numerator_text, '（', numerator_place, '）与', base_text, '（', base_place, '）相比方向相反')
            when status = 'fail'
                then concat(item, '写为', value_text, '，按', numerator_text, '（', numerator_place, '）与', base_text, '（', base_place, '）计算应为', expected_text, shown_unit)
            else ''
        end as message,
        missing,
        case when known_cause <> '' or status <> 'fail' then known_cause else {{ digit_cause('digits', 'expected_digits') }} end as cause,
        entity,
        entity_id,
        page,
        line,
        table_no,
        row_no,
        col_no,
        fiscal_year,
        case
            when status in ('fail', 'rounding', 'pass') then concat(figure_id, '|', numerator_id, '|', base_id)
            else figure_id
        end as figure_ids
    from explained

)

select
{{ result_columns() }}
from final
{%- endmacro %}

{# What a claim must be by its operation and two numbers; null where it cannot be computed. #}
{% macro claim_value(operation, numerator, base) -%}
case {{ operation }}
                    when 'difference' then {{ numerator }} - {{ base }}
                    when 'ratio' then 100 * {{ numerator }} / nullif({{ base }}, 0)
                    else 100 * ({{ numerator }} - {{ base }}) / nullif({{ base }}, 0)
                end
{%- endmacro %}

{# A text of ids joined by '|' as a list; the empty text is the empty list. #}
{% macro split_text(column) -%}
{{ adapter.dispatch('split_text', 'mingzhang')(column) }}
{%- endmacro %}
{% macro default__split_text(column) -%}
case when {{ column }} = '' then cast([] as varchar[]) else string_split({{ column }}, '|') end
{%- endmacro %}
{% macro spark__split_text(column) -%}
case when {{ column }} = '' then cast(array() as array<string>) else split({{ column }}, '[|]') end
{%- endmacro %}

{# The result rows of the sums of one check: a total against its parts. #}
{% macro sum_results(check_id) -%}
with

totals as (

    select * from {{ ref('int_operands') }}

),

evaluations as (

    select * from {{ ref('int_sum_evaluations') }}
    where check_id = '{{ check_id }}'

),

disputed as (

    select
        figure_id,
        cell_number - number as correction,
        place_text
    from {{ ref('int_table_contradictions') }}
    where status = 'fail'

),

-- with the number that a table prints for one of its parts, or for itself, the sum holds
members as (

    select
        group_id,
        figure_id as total_id,
        expected - reported as gap,
        decimals,
        {{ element_of(split_text('part_ids')) }} as member_id
    from evaluations
    where status = 'fail'

    union all

    select
        group_id,
        figure_id as total_id,
        expected - reported as gap,
        decimals,
        figure_id as member_id
    from evaluations
    where status = 'fail'

),

excused as (

    select
        members.group_id,
        members.total_id,
        min(disputed.place_text) as place_text
    from members
    inner join disputed on members.member_id = disputed.figure_id
    where abs(abs(disputed.correction) - abs(members.gap)) <= {{ last_place('members.decimals') }} * 3
    group by members.group_id, members.total_id

),

worded as (

    select
        totals.*,
        evaluations.group_id,
        -- a total that only fits with a unit changed is the unit check's finding
        case
            when evaluations.status = 'unit_suspect' or (excused.total_id is not null and evaluations.status = 'fail') then 'not_assessable'
            else evaluations.status
        end as status,
        case
            when excused.total_id is not null and evaluations.status = 'fail' then concat('其中的数（', excused.place_text, '）与表不符，已另行指出')
            else evaluations.missing
        end as missing,
        evaluations.parts_text,
        evaluations.part_ids,
        evaluations.expected as expected_number,
        {{ without_first_plus('evaluations.sum_text') }} as sum_text,
        {{ computed_text('(evaluations.expected * totals.print_scale)', 'totals.printed_decimals') }} as expected_text,
        replace(replace({{ decimal_text('abs(evaluations.expected) * totals.print_scale', 'totals.printed_decimals') }}, '.', ''), '-', '') as expected_digits
    from evaluations
    inner join totals on evaluations.figure_id = totals.figure_id
    left join excused on evaluations.group_id = excused.group_id and evaluations.figure_id = excused.total_id

),

final as (

    select
        '{{ check_id }}' as check_id,
        document_id,
        figure_id,
        item as subject,
        status,
        value_text as reported,
        case when status in ('fail', 'rounding', 'pass') then concat(expected_text, unit) else '' end as expected,
        case when status in ('fail', 'rounding', 'pass') then cast(number - expected_number as decimal(38, 10)) end as difference,
        case when status in ('fail', 'rounding', 'pass') then concat(sum_text, '＝', expected_text, unit) else '' end as formula,
        case
            when status = 'fail' then concat(item, '写为', value_text, '，但', parts_text, case when sum_text like '%−%' then '计算得' else '相加为' end, expected_text, unit)
            else ''
        end as message,
        missing,
        case when status = 'fail' then {{ digit_cause('digits', 'expected_digits') }} else '' end as cause,
        entity,
        entity_id,
        page,
        line,
        table_no,
        row_no,
        col_no,
        fiscal_year,
        case when status in ('fail', 'rounding', 'pass') then concat(figure_id, '|', part_ids) else figure_id end as figure_ids
    from worded

)

select
{{ result_columns() }}
from final
{%- endmacro %}

{# The result rows of totals of scores, or of full marks, against the indicators they stand over. #}
{% macro score_results(check_id, metric, word) -%}
with

lists as (

    select * from {{ ref('int_score_lists') }}
    where metric = '{{ metric }}'

),

judged as (

    select
        *,
        {{ computed_text('expected_number', 'printed_decimals') }} as expected_text,
        replace(replace({{ decimal_text('abs(expected_number)', 'printed_decimals') }}, '.', ''), '-', '') as expected_digits,
        case
            when part_count < 2 then 'not_assessable'
            when arithmetic <> 'fail' then arithmetic
            when repeated > 1 then 'not_assessable'
            when not is_complete then 'not_assessable'
            else 'fail'
        end as status
    from lists

),

final as (

    select
        '{{ check_id }}' as check_id,
        document_id,
        figure_id,
        concat(item, '的{{ word }}') as subject,
        status,
        value_text as reported,
        case when part_count < 2 then '' else concat(expected_text, unit) end as expected,
        cast(number - expected_number as decimal(38, 10)) as difference,
        case when part_count < 2 then '' else concat(sum_text, '＝', expected_text, unit) end as formula,
        case when status = 'fail' then concat(item, '写为', value_text, '，但', cast(part_count as {{ dbt.type_string() }}), '项指标的{{ word }}相加为', expected_text, unit) else '' end as message,
        case when status = 'not_assessable' then '没有读到全部指标的{{ word }}' else '' end as missing,
        case
            when status <> 'fail' then ''
            when is_full_marks and metric = 'score' then 'full_marks'
            else {{ digit_cause('digits', 'expected_digits') }}
        end as cause,
        entity,
        entity_id,
        page,
        line,
        table_no,
        row_no,
        col_no,
        fiscal_year,
        case when status = 'not_assessable' then figure_id else concat(figure_id, '|', part_ids) end as figure_ids
    from judged

)

select
{{ result_columns() }}
from final
{%- endmacro %}

{# The result rows of passages that are wrong wherever they stand: template remnants, a wrong year. #}
{% macro mark_results(check_id, kind) -%}
with

marks as (

    select * from {{ ref('stg_text_marks') }}
    where kind = '{{ kind }}'

),

final as (

    select
        '{{ check_id }}' as check_id,
        document_id,
        cast(null as {{ dbt.type_string() }}) as figure_id,
        text as subject,
        'fail' as status,
        text as reported,
        '' as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        concat(case when subject <> '' then concat(subject, '处') else '' end, '写有“', text, '”') as message,
        '' as missing,
        '' as cause,
        cast(null as {{ dbt.type_string() }}) as entity,
        cast(null as {{ dbt.type_string() }}) as entity_id,
        page,
        line,
        table_no,
        row_no,
        col_no,
        cast(null as integer) as fiscal_year,
        '' as figure_ids
    from marks

)

select
{{ result_columns() }}
from final
{%- endmacro %}
