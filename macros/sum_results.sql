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
        {{ number_digits('evaluations.expected * totals.print_scale', 'totals.printed_decimals') }} as expected_digits
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
        {{ figure_place() }},
        case when status in ('fail', 'rounding', 'pass') then concat(figure_id, '|', part_ids) else figure_id end as figure_ids
    from worded

)

select
{{ result_columns() }}
from final
{%- endmacro %}
