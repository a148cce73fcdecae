-- grain: one row per sentence that compares an outturn with its budget in words
-- The outturn and budget printed last before the words count; where no budget is printed, the rate of completion does.
with

marks as (

    select
        *,
        case
            when text like '%大于%' or text like '%高于%' or text like '%超过%' or text like '%多于%' then 1
            when text like '%增加%' or text like '%增长%' then 1
            when text like '%小于%' or text like '%低于%' or text like '%少于%' then -1
            when text like '%减少%' or text like '%下降%' then -1
            else 0
        end as said,
        text like '%基本%' as is_about
    from {{ ref('stg_text_marks') }}
    where kind = 'against_budget'

),

printed as (

    select
        *,
        case
            when metric = 'rate' then 'rate'
            when basis_group in ('年初预算', '全年预算') then 'budget'
            else 'outturn'
        end as role
    from {{ ref('int_operands') }}
    where
        table_no is null
        and (metric = 'rate' or (metric = 'amount' and basis_group in ('年初预算', '全年预算', '决算')))

),

nearest as (

    select
        marks.document_id,
        marks.page,
        marks.char_start,
        printed.role,
        printed.figure_id,
        printed.number,
        printed.number_low,
        printed.number_high,
        printed.value_text,
        printed.line,
        printed.entity,
        printed.entity_id,
        printed.fiscal_year,
        row_number() over (
            partition by marks.document_id, marks.page, marks.char_start, printed.role
            order by printed.page desc, printed.line desc, printed.char_start desc, printed.figure_id
        ) as recency
    from marks
    inner join printed
        on
            marks.document_id = printed.document_id
            and (marks.subject = printed.item or (printed.role = 'rate' and marks.subject = printed.item_parent))
            and (marks.page > printed.page or (marks.page = printed.page and marks.char_start > printed.char_start))
            and marks.page - printed.page <= 1
    where marks.subject <> ''

),

compared as (

    select
        marks.*,
        outturn.figure_id,
        outturn.value_text,
        outturn.entity,
        outturn.entity_id,
        outturn.fiscal_year,
        coalesce(budget.figure_id, rate.figure_id) as base_id,
        case
            when budget.figure_id is not null then concat('预算', budget.value_text)
            when rate.figure_id is not null then concat('完成预算', rate.value_text)
        end as base_text,
        case
            when budget.figure_id is not null then sign(outturn.number - budget.number)
            when rate.figure_id is not null then sign(rate.number - 100)
        end as found
    from marks
    left join nearest as outturn
        on
            marks.document_id = outturn.document_id
            and marks.page = outturn.page
            and marks.char_start = outturn.char_start
            and outturn.role = 'outturn' and outturn.recency = 1
    left join nearest as budget
        on
            marks.document_id = budget.document_id and marks.page = budget.page and marks.char_start = budget.char_start
            and budget.role = 'budget' and budget.recency = 1
    left join nearest as rate
        on
            marks.document_id = rate.document_id and marks.page = rate.page and marks.char_start = rate.char_start
            and rate.role = 'rate' and rate.recency = 1

),

final as (

    select
        'contradiction_wording' as check_id,
        document_id,
        figure_id,
        concat(case when subject = '' then '决算与预算' else subject end, '的比较') as subject,
        case
            when figure_id is null or found is null then 'not_assessable'
            when said = found then 'pass'
            -- 基本持平 says that they are near
            when is_about and said = 0 then 'pass'
            else 'fail'
        end as status,
        concat('决算', value_text, text) as reported,
        case found when 1 then '大于预算数' when -1 then '小于预算数' when 0 then '等于预算数' else '' end as expected,
        cast(null as decimal(38, 10)) as difference,
        case when found is null or figure_id is null then '' else concat('决算', value_text, '，', base_text) end
            as formula,
        concat(
            subject, '写为决算数', text, '，但决算', value_text, '，', base_text, '，应为',
            case found when 1 then '大于预算数' when -1 then '小于预算数' else '等于预算数' end
        ) as message,
        case when figure_id is null or found is null then '没有读到所比较的决算数和预算数' else '' end as missing,
        '' as cause,
        {{ figure_place() }},
        case
            when figure_id is null then '' when base_id is null then figure_id else concat(figure_id, '|', base_id)
        end as figure_ids
    from compared

)

select
    {{ result_columns() }}
from final
