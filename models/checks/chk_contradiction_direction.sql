-- grain: one row per change with a direction that another statement of the same change can contradict
-- A change is told by amount and by rate, and again in other sections: up here and down there is an error of one of
-- them. Nothing that is spent falls by more than 100 %.
with

claims as (

    select
        *,
        case when item_leaf = '比上年' or item_leaf like '比%' then item_parent else item end as about,
        coalesce(versus_year, 0) as base_year,
        page * 1000000 + char_start as place_number
    from {{ ref('int_operands') }}
    where
        is_claim
        and metric in ('change_amount', 'change_rate')
        and direction in ('up', 'down')
        and number > 0
        and table_no is null
        and statement not in ('carryover', 'score', 'target', 'staffing')

),

-- the amount that changed, as the text prints it
numbers as (

    select
        document_id,
        entity_id,
        fiscal_year,
        item,
        fund,
        basis_group,
        min(number) as number
    from {{ ref('int_operands') }}
    where not is_claim and metric = 'amount' and number <> 0 and table_no is null
    group by document_id, entity_id, fiscal_year, item, fund, basis_group
    having min(number) = max(number)

),

-- one change has one direction: that of an account, or of an amount that is the same for several accounts
-- (财政拨款收入, 财政拨款支出)
changes as (

    select
        claims.*,
        concat('item|', claims.about) as change_key
    from claims
    where claims.metric = 'change_amount'

    union all

    select
        claims.*,
        concat('amount|', cast(numbers.number as {{ dbt.type_string() }})) as change_key
    from claims
    inner join numbers
        on
            claims.document_id = numbers.document_id
            and claims.entity_id = numbers.entity_id
            and claims.fiscal_year = numbers.fiscal_year
            and claims.about = numbers.item
            and claims.fund = numbers.fund
            and claims.basis_group = numbers.basis_group
    where claims.metric = 'change_amount'

),

votes as (

    select
        document_id,
        entity_id,
        fiscal_year,
        base_year,
        basis_group,
        versus_basis,
        number,
        change_key,
        sum(case when direction = 'up' then 1 else 0 end) as up_count,
        sum(case when direction = 'down' then 1 else 0 end) as down_count,
        min(case when direction = 'up' then figure_id end) as up_id,
        min(case when direction = 'down' then figure_id end) as down_id,
        min(case when direction = 'up' then place_text end) as up_place,
        min(case when direction = 'down' then place_text end) as down_place,
        min(case when direction = 'up' then place_number end) as first_up,
        min(case when direction = 'down' then place_number end) as first_down
    from changes
    group by document_id, entity_id, fiscal_year, base_year, basis_group, versus_basis, number, change_key
    having count(*) > 1

),

-- what most statements say is right; of two the later is told
repeated as (

    select
        changes.*,
        case changes.direction when 'up' then votes.down_id else votes.up_id end as other_id,
        case changes.direction when 'up' then votes.down_place else votes.up_place end as other_place,
        case
            when votes.up_count = 0 or votes.down_count = 0 then 'pass'
            when changes.direction = 'up' and votes.up_count < votes.down_count then 'fail'
            when changes.direction = 'down' and votes.down_count < votes.up_count then 'fail'
            when votes.up_count <> votes.down_count then 'pass'
            when changes.direction = 'up' and votes.first_up > votes.first_down then 'fail'
            when changes.direction = 'down' and votes.first_down > votes.first_up then 'fail'
            else 'pass'
        end as status
    from changes
    inner join votes
        on
            changes.document_id = votes.document_id
            and changes.entity_id = votes.entity_id
            and changes.fiscal_year = votes.fiscal_year
            and changes.base_year = votes.base_year
            and changes.basis_group = votes.basis_group
            and changes.versus_basis = votes.versus_basis
            and changes.number = votes.number
            and changes.change_key = votes.change_key

),

-- 增加83.75万元，下降36.73%
rated as (

    select
        amounts.*,
        rates.figure_id as other_id,
        rates.value_text as rate_text,
        row_number() over (partition by amounts.figure_id order by rates.char_start) as rate_number,
        case when amounts.direction = rates.direction then 'pass' else 'fail' end as status
    from claims as amounts
    inner join claims as rates
        on
            amounts.document_id = rates.document_id
            and amounts.page = rates.page
            and amounts.about = rates.about
            and amounts.fund = rates.fund
            and amounts.base_year = rates.base_year
            and amounts.versus_basis = rates.versus_basis
            and rates.char_start between amounts.char_start and amounts.char_start + 40
    where amounts.metric = 'change_amount' and rates.metric = 'change_rate'

),

-- 财政拨款支出减少的主要原因是: what the reason explains
reasons as (

    select
        document_id,
        page,
        char_start,
        line,
        text,
        page * 1000000 + char_start as place_number,
        text like '%增加%原因' or text like '%增长%原因' as is_up,
        text like '%减少%原因' or text like '%下降%原因' as is_down,
        regexp_replace(
            text, '(收入支出|收支)?(比|较)?(上年|上一?年度)?(预算)?(增加|减少|增长|下降)的?(主要)?原因$', ''
        ) as account_name
    from {{ ref('stg_text_marks') }}
    where kind = 'reason_direction'

),

bounded as (

    select
        *,
        coalesce(lag(place_number) over (partition by document_id order by place_number), 0) as reason_before
    from reasons

),

-- every change told since the reason before goes the other way
explained as (

    select
        bounded.document_id,
        bounded.place_number,
        min(bounded.text) as text,
        max(claims.place_number) as claim_place
    from bounded
    inner join claims
        on
            bounded.document_id = claims.document_id
            and claims.place_number < bounded.place_number
            and claims.place_number > bounded.reason_before
            and bounded.page = claims.page
            and bounded.line - claims.line <= 8
    where bounded.is_up <> bounded.is_down
    group by bounded.document_id, bounded.place_number
    having
        min(case when bounded.is_up = (claims.direction = 'down') then 1 else 0 end) = 1
        and max(
            case
                when
                    bounded.account_name in ('', '年度')
                    or claims.about like concat('%', bounded.account_name, '%')
                    then 1
                else 0
            end
        ) = 1

),

judged as (

    select
        claims.figure_id,
        claims.figure_id as other_id,
        'fail' as status,
        concat(
            claims.item,
            '写为',
            case claims.direction when 'up' then '增加' else '减少' end,
            claims.value_text,
            '，后文说明的却是“',
            explained.text,
            '”'
        ) as message
    from explained
    inner join claims
        on explained.document_id = claims.document_id and explained.claim_place = claims.place_number

    union all

    select
        figure_id,
        other_id,
        status,
        concat(
            item, '写为', case direction when 'up' then '增加' else '减少' end, value_text, '，同一变动在', other_place, '写为',
            case direction when 'up' then '减少' else '增加' end
        ) as message
    from repeated

    union all

    select
        figure_id,
        other_id,
        status,
        concat(
            item, '写为', case direction when 'up' then '增加' else '减少' end, value_text, '，幅度却写为',
            case direction when 'up' then '下降' else '增长' end, rate_text
        ) as message
    from rated
    where rate_number = 1

    union all

    select
        figure_id,
        figure_id as other_id,
        'fail' as status,
        concat(item, '写为下降', value_text, '，下降不会超过100%') as message
    from claims
    where metric = 'change_rate' and direction = 'down' and number > 100 and unit in ('%', '％', '')

),

-- the two numbers tell the direction already
recomputed as (

    select figure_id from {{ ref('int_claim_evaluations') }}
    where status = 'fail' and is_reversed

),

-- one row per change: what speaks against it first
ranked as (

    select
        *,
        row_number() over (
            partition by figure_id
            order by case status when 'fail' then 0 else 1 end, message
        ) as judgement
    from judged

),

final as (

    select
        'contradiction_direction' as check_id,
        claims.document_id,
        claims.figure_id,
        concat(claims.item, '的增减方向') as subject,
        ranked.status,
        concat(case claims.direction when 'up' then '增加' else '减少' end, claims.value_text) as reported,
        case when ranked.status = 'fail' then case claims.direction when 'up' then '减少' else '增加' end else '' end
            as expected,
        cast(null as decimal(38, 10)) as difference,
        '同一变动的其他说法' as formula,
        case when ranked.status = 'fail' then ranked.message else '' end as message,
        '' as missing,
        case when ranked.status = 'fail' then 'direction' else '' end as cause,
        {{ figure_place('claims') }},
        case
            when ranked.figure_id = ranked.other_id then ranked.figure_id
            else concat(ranked.figure_id, '|', ranked.other_id)
        end as figure_ids
    from ranked
    inner join claims on ranked.figure_id = claims.figure_id
    left join recomputed on ranked.figure_id = recomputed.figure_id
    left join recomputed as other_recomputed on ranked.other_id = other_recomputed.figure_id
    where
        ranked.judgement = 1
        and recomputed.figure_id is null
        and other_recomputed.figure_id is null

)

select
    {{ result_columns() }}
from final
