{# Causes that only other numbers of the reports can tell, as CTEs that end in `elsewhere`: one row per failing result and
   figure. `judged` is the relation of all results.
   last_year: the number is last year's. line_above: the number is that of the line above, or of the claim before.
   shares_not_revised: two or more shares of one whole fail and still add up to 100: the amounts were revised, they
   were not. #}
{% macro causes_elsewhere(judged) -%}
wrong as (

    select distinct
        results.check_id,
        results.figure_id as wrong_id,
        figures.document_id,
        figures.entity_id,
        figures.fiscal_year,
        figures.item,
        figures.fund,
        figures.metric,
        figures.number,
        figures.digits,
        figures.table_no,
        figures.row_no,
        figures.col_no,
        figures.page,
        figures.line,
        figures.char_start
    from {{ judged }} as results
    inner join {{ ref('int_operands') }} as figures on results.figure_id = figures.figure_id
    where results.status = 'fail'

),

copies as (

    select
        wrong.check_id,
        wrong.wrong_id,
        max(case when others.item = wrong.item and others.fund = wrong.fund and others.fiscal_year = wrong.fiscal_year - 1 then 1 else 0 end) as is_last_year
    from wrong
    inner join {{ ref('int_operands') }} as others
        on
            wrong.entity_id = others.entity_id
            and wrong.metric = others.metric
            and wrong.digits = others.digits
            and wrong.number = others.number
            and wrong.wrong_id <> others.figure_id
    where
        length(wrong.digits) >= 3
        and (
            (others.item = wrong.item and others.fund = wrong.fund and others.fiscal_year = wrong.fiscal_year - 1)
            or (
                others.document_id = wrong.document_id
                and others.table_no = wrong.table_no
                and others.col_no = wrong.col_no
                and others.row_no = wrong.row_no - 1
            )
            or (
                others.document_id = wrong.document_id
                and others.is_claim
                and others.item <> wrong.item
                and others.table_no is null
                and wrong.table_no is null
                and others.page = wrong.page
                and others.line between wrong.line - 2 and wrong.line
                and others.char_start < wrong.char_start
            )
        )
    group by wrong.check_id, wrong.wrong_id

),

shares as (

    select
        results.figure_id,
        results.status,
        split_part(results.figure_ids, '|', 3) as whole_id,
        figures.number,
        figures.decimals
    from {{ judged }} as results
    inner join {{ ref('int_operands') }} as figures on results.figure_id = figures.figure_id
    where results.check_id = 'ratio_share' and results.status in ('pass', 'rounding', 'fail')

),

share_lists as (

    select whole_id
    from shares
    group by whole_id
    having
        sum(case when status = 'fail' then 1 else 0 end) >= 2
        and abs(sum(number) - 100) <= count(*) * 0.5 * {{ last_place('min(decimals)') }} * 1.000001

),

elsewhere as (

    select
        check_id,
        wrong_id,
        case when is_last_year = 1 then 'last_year' else 'line_above' end as told_cause
    from copies

    union all

    select
        'ratio_share' as check_id,
        shares.figure_id as wrong_id,
        'shares_not_revised' as told_cause
    from shares
    inner join share_lists on shares.whole_id = share_lists.whole_id
    left join copies on shares.figure_id = copies.wrong_id and copies.check_id = 'ratio_share'
    where shares.status = 'fail' and copies.wrong_id is null

)
{%- endmacro %}
