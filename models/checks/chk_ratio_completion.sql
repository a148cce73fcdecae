-- grain: one row per printed rate of completion of a target that is a bound
-- A target met is 100 %, or what was achieved over the target where reports do not cap it; a target missed is less.
-- Rates of targets without a bound are ratio_rate's.
with

operands as (

    select * from {{ ref('int_operands') }}

),

rates as (

    select * from operands
    where
        metric = 'rate'
        and (item_leaf like '%完成率' or item_leaf like '%达成率' or item_leaf like '%完成比例')
        and table_no is not null

),

paired as (

    select
        rates.*,
        targets.figure_id as target_id,
        targets.number as target,
        targets.value_text as target_text,
        targets.place_text as target_place,
        targets.comparator as target_comparator,
        achieved.figure_id as achieved_id,
        achieved.number as achieved,
        achieved.value_text as achieved_text,
        -- of the target at the start of the year and the one adjusted in it, the later column is the one to reach
        row_number() over (
            partition by rates.figure_id
            order by targets.col_no desc, targets.figure_id, achieved.figure_id
        ) as reading_number,
        count(distinct achieved.number) over (partition by rates.figure_id) as reading_count,
        case when targets.comparator in ('>=', '>') then '≥' else '≤' end as sign_text,
        case
            when targets.comparator in ('>=', '>') then achieved.number >= targets.number
            else achieved.number <= targets.number
        end as is_reached,
        case
            when targets.comparator in ('>=', '>') then 100 * achieved.number / nullif(targets.number, 0)
            else 100 * targets.number / nullif(achieved.number, 0)
        end as uncapped
    from rates
    inner join operands as targets
        on
            rates.document_id = targets.document_id
            and rates.entity_id = targets.entity_id
            and rates.table_no = targets.table_no
            and rates.row_no = targets.row_no
            and targets.basis_group = '目标值'
            and targets.comparator in ('>=', '>', '<=', '<')
            and targets.item in (rates.item_parent, rates.item)
            and targets.figure_id <> rates.figure_id
    inner join operands as achieved
        on
            targets.document_id = achieved.document_id
            and targets.entity_id = achieved.entity_id
            and targets.table_no = achieved.table_no
            and targets.row_no = achieved.row_no
            and targets.item = achieved.item
            and targets.metric = achieved.metric
            and targets.unit = achieved.unit
            and achieved.basis_group = '完成值'
            and achieved.figure_id <> rates.figure_id

),

judged as (

    select
        *,
        case
            when reading_count > 1 or uncapped is null then 'not_assessable'
            when is_reached and abs(number - 100) <= {{ last_place('decimals') }} * 0.500001 then 'pass'
            when abs(number - uncapped) <= {{ last_place('decimals') }} * 0.500001 then 'pass'
            when abs(number - uncapped) <= {{ last_place('decimals') }} * 1.000001 then 'rounding'
            -- below a bound that is met from below there are several ways to reckon
            when target_comparator in ('<=', '<') and (is_reached = (number >= 100)) then 'not_assessable'
            else 'fail'
        end as status,
        {{ computed_text('uncapped', 'printed_decimals') }} as uncapped_text
    from paired
    where reading_number = 1

),

final as (

    select
        'ratio_completion' as check_id,
        document_id,
        figure_id,
        concat(item, '的完成比例') as subject,
        status,
        value_text as reported,
        case
            when status = 'not_assessable' then ''
            when is_reached then '100%'
            else concat(uncapped_text, '%')
        end as expected,
        case
            when status <> 'not_assessable'
                then cast(number - case when is_reached then 100 else uncapped end as decimal(38, 10))
        end as difference,
        concat('目标', sign_text, target_text, '，完成', achieved_text, case when is_reached then '，已完成' else '，未完成' end)
            as formula,
        case
            when status = 'fail'
                then
                    concat(
                        item,
                        '写为',
                        value_text,
                        '，目标',
                        sign_text,
                        target_text,
                        '（',
                        target_place,
                        '），完成',
                        achieved_text,
                        case when is_reached then '，应为100%，不封顶为' else '，应为' end,
                        uncapped_text,
                        '%'
                    )
            else ''
        end as message,
        case when status = 'not_assessable' then '完成率的算法没有印出' else '' end as missing,
        '' as cause,
        {{ figure_place() }},
        concat(figure_id, '|', target_id, '|', achieved_id) as figure_ids
    from judged

)

select distinct
    {{ result_columns() }}
from final
