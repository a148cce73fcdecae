-- grain: one row per list of shares of one whole in a passage
-- n shares with d decimals can miss 100 by n half units of the last place, by n units where they were cut off.
-- More than 100 is wrong however many are listed; less may be a list that is not complete, unless it is just short.
with

shares as (

    select * from {{ ref('int_operands') }}
    where is_claim and metric = 'share' and table_no is null and unit = '%' and number > 0

),

-- a part of a part (购置费 of 购置及运行维护费) is counted with the part
nested as (

    select distinct inner_shares.figure_id
    from shares as inner_shares
    inner join shares as outer_shares
        on
            inner_shares.document_id = outer_shares.document_id
            and inner_shares.page = outer_shares.page
            and inner_shares.versus_item = outer_shares.versus_item
            and abs(inner_shares.line - outer_shares.line) <= 4
            and inner_shares.figure_id <> outer_shares.figure_id
            and (
                (outer_shares.item_code <> '' and inner_shares.item_code like concat(outer_shares.item_code, '.%'))
                or inner_shares.item like concat(outer_shares.item, '/%')
            )

),

followed as (

    select
        shares.*,
        case
            when
                shares.line - lag(shares.line) over (
                    partition by
                        shares.document_id,
                        shares.entity_id,
                        shares.fiscal_year,
                        shares.page,
                        shares.versus_item,
                        shares.versus_basis
                    order by shares.line, shares.char_start, shares.figure_id
                ) <= 2
                then 0
            else 1
        end as is_first
    from shares
    left join nested on shares.figure_id = nested.figure_id
    where nested.figure_id is null

),

grouped as (

    select
        *,
        sum(is_first) over (
            partition by document_id, entity_id, fiscal_year, page, versus_item, versus_basis
            order by line, char_start, figure_id
        ) as list_number
    from followed

),

verdicts as (

    select
        figure_id,
        status
    from {{ ref('int_claim_evaluations') }}

),

lists as (

    select
        grouped.document_id,
        grouped.entity_id,
        grouped.fiscal_year,
        grouped.page,
        grouped.versus_item,
        grouped.versus_basis,
        grouped.list_number,
        min(grouped.figure_id) as figure_id,
        count(*) as share_count,
        count(distinct grouped.item) as item_count,
        sum(grouped.number) as total,
        sum({{ last_place('grouped.decimals') }}) as units,
        max(grouped.printed_decimals) as printed_decimals,
        sum(case when verdicts.status in ('pass', 'rounding') then 1 else 0 end) as verified_count,
        sum(case when verdicts.status = 'fail' then 1 else 0 end) as wrong_count,
        {{ joined_text("concat('+', grouped.value_text)", 'grouped.line, grouped.char_start') }} as sum_text,
        {{ joined_text('grouped.figure_id', 'grouped.line, grouped.char_start', '|') }} as figure_ids
    from grouped
    left join verdicts on grouped.figure_id = verdicts.figure_id
    group by
        grouped.document_id,
        grouped.entity_id,
        grouped.fiscal_year,
        grouped.page,
        grouped.versus_item,
        grouped.versus_basis,
        grouped.list_number
    having
        count(*) > 1
        and count(*) = count(distinct grouped.item)
        and (
            sum(grouped.number) between 90 and 110
            -- far above 100 only parts that exclude each other are wrong: accounts side by side under one account
            or (
                sum(grouped.number) > 110
                and min(grouped.line) = max(grouped.line)
                and min(grouped.item_code) <> ''
                and count(distinct regexp_replace(grouped.item_code, '[.][^.]*$', '')) = 1
            )
        )

),

judged as (

    select
        *,
        case
            when abs(total - 100) <= units / 2 + 0.000001 then 'pass'
            when total between 100 - units - 0.000001 and 100 then 'rounding'
            when verified_count = share_count or wrong_count > 0 then 'not_assessable'
            when total > 100 then 'fail'
            when total >= 99 then 'fail'
            else 'not_assessable'
        end as status,
        {{ decimal_text('total', 'printed_decimals') }} as total_text
    from lists

),

final as (

    select
        'ratio_whole' as check_id,
        judged.document_id,
        judged.figure_id,
        concat(
            case when judged.versus_item = '' then '' else concat('占', judged.versus_item) end, '的各项占比之和'
        ) as subject,
        judged.status,
        concat(judged.total_text, '%') as reported,
        case when judged.status = 'not_assessable' then '' else '100%' end as expected,
        case when judged.status <> 'not_assessable' then cast(judged.total - 100 as decimal(38, 10)) end as difference,
        concat({{ without_first_plus('judged.sum_text') }}, '＝', judged.total_text, '%') as formula,
        case
            when judged.status = 'fail'
                then
                    concat(
                        '各项占比',
                        {{ without_first_plus('judged.sum_text') }},
                        '相加为',
                        judged.total_text,
                        '%，超出了四舍五入的范围'
                    )
            else ''
        end as message,
        case
            when judged.status <> 'not_assessable' then ''
            when judged.wrong_count > 0 then '其中的占比与所列金额不符，已另行指出'
            when judged.verified_count = judged.share_count then '各占比都与所列金额相符，列举不一定齐全'
            else '列举不一定齐全'
        end as missing,
        '' as cause,
        firsts.entity,
        judged.entity_id,
        firsts.page,
        firsts.line,
        firsts.table_no,
        firsts.row_no,
        firsts.col_no,
        judged.fiscal_year,
        judged.figure_ids
    from judged
    inner join shares as firsts on judged.figure_id = firsts.figure_id

)

select
    {{ result_columns() }}
from final
