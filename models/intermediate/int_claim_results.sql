-- grain: one row per claim (a share, a rate or a change that a document states), in the words of its check
{% set corrected_numerator = 'coalesce(numerators.cell_number, evaluations.numerator)' -%}
with

claims as (

    select * from {{ ref('int_claims') }}

),

metrics as (

    select * from {{ ref('claim_metrics') }}

),

evaluations as (

    select
        *,
        -- last year reckoned back from this year's number goes with it
        base_text like '（%' as is_base_reckoned
    from {{ ref('int_claim_evaluations') }}

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

corrected as (

    select
        evaluations.figure_id,
        evaluations.operation,
        coalesce(numerators.place_text, bases.place_text) as place_text,
        {{ corrected_numerator }} as numerator,
        coalesce(
            bases.cell_number,
            evaluations.base
            + case
                when evaluations.is_base_reckoned then {{ corrected_numerator }} - evaluations.numerator
                else 0
            end
        ) as base
    from evaluations
    left join disputed as numerators on evaluations.numerator_id = numerators.figure_id
    left join disputed as bases on evaluations.base_id = bases.figure_id
    where
        evaluations.status = 'fail'
        and (numerators.figure_id is not null or bases.figure_id is not null)

),

-- with the table's number the claim holds: the wrong number is reported by itself
excused as (

    select
        corrected.figure_id,
        corrected.place_text
    from corrected
    inner join claims on corrected.figure_id = claims.figure_id
    where
        abs(
            abs(claims.number)
            - abs(
                case corrected.operation
                    when 'difference' then corrected.numerator - corrected.base
                    when 'ratio' then 100 * corrected.numerator / nullif(corrected.base, 0)
                    else 100 * (corrected.numerator - corrected.base) / nullif(corrected.base, 0)
                end
            )
        ) <= {{ last_place('claims.decimals') }} * 1.5

),

worded as (

    select
        claims.*,
        metrics.check_id,
        metrics.subject_word,
        case
            when evaluations.status = 'unit_suspect' or excused.figure_id is not null then 'not_assessable'
            else evaluations.status
        end as status,
        case
            when excused.figure_id is not null then concat('所用的数（', excused.place_text, '）与表不符，已另行指出')
            else evaluations.missing
        end as missing,
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
        -- prose prints a decrease unsigned
        case
            when claims.direction in ('up', 'down') and claims.number >= 0 then abs(evaluations.expected_signed)
            else evaluations.expected_signed
        end * claims.print_scale as expected_shown,
        case when claims.unit = '' and not claims.is_money then '%' else claims.unit end as shown_unit
    from claims
    inner join metrics on claims.metric = metrics.metric
    inner join evaluations on claims.figure_id = evaluations.figure_id
    left join excused on claims.figure_id = excused.figure_id

),

explained as (

    select
        *,
        status in ('fail', 'rounding', 'pass') as is_judged,
        concat({{ decimal_text('expected_shown', 'printed_decimals') }}, shown_unit) as expected_text,
        {{ number_digits('expected_shown', 'printed_decimals') }} as expected_digits,
        concat(numerator_text, '（', numerator_place, '）与', base_text, '（', base_place, '）') as operands_text,
        case
            when status <> 'fail' then ''
            when is_reversed then 'direction'
            when
                metric = 'rate'
                and abs(abs(100 * numerator / base - 100) - abs(number)) <= {{ last_place('decimals') }}
                then 'growth_as_rate'
            when
                metric = 'change_rate' and abs(100 * numerator / base - abs(number)) <= {{ last_place('decimals') }}
                then 'rate_as_growth'
            when
                metric = 'change_amount'
                and abs(abs(number) - abs(expected_signed) / 10000) <= {{ last_place('decimals') }}
                then 'unit_yuan'
            when
                metric = 'change_amount'
                and abs(abs(number) / 10000 - abs(expected_signed)) <= {{ last_place('decimals') }}
                then 'unit_wan'
            else ''
        end as known_cause
    from worded

),

final as (

    select
        check_id,
        document_id,
        figure_id,
        concat(item, subject_word) as subject,
        status,
        value_text as reported,
        case when is_judged then expected_text else '' end as expected,
        case when is_judged then cast(abs(number) - abs(expected_signed) as decimal(38, 10)) end as difference,
        case
            when not is_judged then ''
            else
                concat(
                    case operation
                        when 'difference' then concat(numerator_text, '−', base_text)
                        when 'ratio' then concat(numerator_text, '÷', base_text)
                        else concat('（', numerator_text, '−', base_text, '）÷', base_text)
                    end,
                    '＝', expected_text, '（', meaning, '）'
                )
        end as formula,
        case
            when status = 'fail' and is_reversed
                then concat(
                    item, '写为', case direction when 'down' then '减少' when 'up' then '增加' else '' end, value_text,
                    '，但', operands_text, '相比方向相反'
                )
            when status = 'fail' then concat(item, '写为', value_text, '，按', operands_text, '计算应为', expected_text)
            else ''
        end as message,
        missing,
        case
            when known_cause <> '' or status <> 'fail' then known_cause
            else {{ digit_cause('digits', 'expected_digits') }}
        end as cause,
        {{ figure_place() }},
        case when is_judged then concat(figure_id, '|', numerator_id, '|', base_id) else figure_id end as figure_ids
    from explained

)

select
    {{ result_columns() }}
from final
