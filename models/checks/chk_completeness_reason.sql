-- grain: one row per reason announced, and per pair of budget and outturn of a sentence that differ
-- 主要原因： with nothing after it is unfinished; a difference without any reason after it is a hint.
with

marks as (

    select * from {{ ref('stg_text_marks') }}
    where kind in ('empty_reason', 'reason')

),

operands as (

    select
        operands.*,
        documents.document_type
    from {{ ref('int_operands') }} as operands
    inner join {{ ref('int_documents') }} as documents on operands.document_id = documents.document_id
    where
        operands.table_no is null
        and operands.metric = 'amount'
        and not operands.is_claim
        and documents.document_type = 'final_account'

),

outturns as (

    select
        *,
        lead(char_start) over (partition by document_id, page order by char_start) as next_start
    from operands
    where basis_group = '决算' and statement = 'expenditure'

),

differing as (

    select
        outturn.document_id,
        outturn.figure_id,
        outturn.item,
        outturn.value_text,
        outturn.entity,
        outturn.entity_id,
        outturn.fiscal_year,
        outturn.page,
        outturn.line,
        outturn.char_start,
        coalesce(outturn.next_start, outturn.char_start + 300) as next_start,
        outturn.next_start is null as is_last_of_page,
        budget.figure_id as budget_id,
        budget.value_text as budget_text
    from outturns as outturn
    inner join operands as budget
        on
            outturn.document_id = budget.document_id
            and outturn.page = budget.page
            and outturn.item = budget.item
            and outturn.fund = budget.fund
            and outturn.entity_id = budget.entity_id
            and outturn.fiscal_year = budget.fiscal_year
            and outturn.char_start - budget.char_start between 1 and 60
    where
        budget.basis_group in ('年初预算', '全年预算')
        and outturn.number <> budget.number

),

explained as (

    select distinct differing.figure_id
    from differing
    inner join marks
        on
            differing.document_id = marks.document_id
            and marks.kind = 'reason'
            and (
                (differing.page = marks.page and marks.char_start between differing.char_start and differing.next_start)
                or (differing.is_last_of_page and differing.page + 1 = marks.page and marks.char_start < 200)
            )

),

-- a report that gives no reasons at all does so by its form
explaining as (

    select
        differing.document_id,
        count(distinct explained.figure_id) as explained_count
    from differing
    left join explained on differing.figure_id = explained.figure_id
    group by differing.document_id

),

judged as (

    select
        document_id,
        cast(null as {{ dbt.type_string() }}) as figure_id,
        concat(case when subject = '' then '' else concat(subject, '的') end, '原因') as subject,
        'fail' as status,
        text as reported,
        '“原因”之后没有写内容' as message,
        '' as cause,
        {{ passage_place() }},
        '' as figure_ids
    from marks
    where kind = 'empty_reason'

    union all

    select
        differing.document_id,
        differing.figure_id,
        concat(differing.item, '决算与预算不同的原因') as subject,
        case when explained.figure_id is null then 'fail' else 'pass' end as status,
        differing.value_text as reported,
        concat(differing.item, '决算', differing.value_text, '与预算', differing.budget_text, '不同，没有说明原因') as message,
        'reason_absent' as cause,
        differing.entity,
        differing.entity_id,
        differing.page,
        differing.line,
        cast(null as integer) as table_no,
        cast(null as integer) as row_no,
        cast(null as integer) as col_no,
        differing.fiscal_year,
        concat(differing.figure_id, '|', differing.budget_id) as figure_ids
    from differing
    inner join explaining on differing.document_id = explaining.document_id and explaining.explained_count > 0
    left join explained on differing.figure_id = explained.figure_id

),

final as (

    select
        'completeness_reason' as check_id,
        document_id,
        figure_id,
        subject,
        status,
        reported,
        '' as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        case when status = 'fail' then message else '' end as message,
        '' as missing,
        case when status = 'fail' then cause else '' end as cause,
        {{ figure_place() }},
        figure_ids
    from judged

)

select
    {{ result_columns() }}
from final
