-- grain: one row per group of parts (seeds/rules/sum_arcs.csv) and printing of their total
-- The verdict on each comparison: a sum fails only where neither a part left out nor another scope can explain it.
with

compared as (

    select * from {{ ref('int_sum_comparisons') }}

),

slips as (

    select * from {{ ref('int_sum_slips') }}

),

scopes as (

    select * from {{ ref('int_sum_scopes') }}

),

judged as (

    select
        compared.*,
        slips.shifted_id,
        slips.shift_factor,
        case
            when compared.part_count is null then 'not_applicable'
            when compared.required_found < compared.required_size then 'not_assessable'
            when compared.part_count < 2 and compared.size > 1 and compared.arithmetic <> 'pass' then 'not_assessable'
            when compared.arithmetic in ('pass', 'rounding') then compared.arithmetic
            when
                compared.is_weakened and (not compared.is_listed or compared.is_weakened_beside = 1)
                then 'not_assessable'
            when compared.is_part_itself then 'not_assessable'
            when compared.ambiguous = 1 then 'not_assessable'
            when compared.fund_rank > 0 then 'not_assessable'
            when compared.farthest > 4 then 'not_assessable'
            when scopes.is_residue_part or scopes.has_list_rest then 'not_assessable'
            when scopes.has_parts_elsewhere then 'not_assessable'
            when slips.is_slip then 'fail'
            when compared.part_count > 1 and slips.is_total_shifted then 'unit_suspect'
            when
                (compared.mode = 'at_most' or compared.part_count < compared.size)
                and compared.expected < compared.reported
                and not compared.is_rest_too_small
                then 'not_assessable'
            when compared.part_count < compared.size and compared.smallest_part < 0 then 'not_assessable'
            when scopes.has_residue then 'not_assessable'
            when scopes.is_repeated then 'not_assessable'
            when slips.shifted_id is not null then 'unit_suspect'
            else 'fail'
        end as status,
        case
            when compared.required_found < compared.required_size then concat('没有印出', compared.missing_text)
            when
                compared.part_count < 2 and compared.size > 1 and compared.arithmetic <> 'pass'
                then concat('没有印出', compared.missing_text)
            when compared.arithmetic in ('pass', 'rounding') then ''
            when
                compared.is_weakened and (not compared.is_listed or compared.is_weakened_beside = 1)
                then '合计中可能还有其他组成部分'
            when compared.is_part_itself then '合计与其中一部分相同，名称可能另有所指'
            when compared.ambiguous = 1 then '组成部分有多个不一致的数，无法确定用哪一个'
            when compared.fund_rank > 0 then '组成部分与合计的资金口径不同'
            when compared.farthest > 4 then '组成部分离得太远，不能确定是同一口径'
            when scopes.is_residue_part then '差额恰好是所列的另一组成部分'
            when scopes.has_list_rest then '差额恰好是同一句中其他数之和，清单可能另有组成部分'
            when scopes.has_parts_elsewhere then '组成部分写在另一处不同的合计之后'
            when slips.is_slip then ''
            when compared.part_count > 1 and slips.is_total_shifted then '其中一个数的单位可能写错，见单位核查'
            when
                (compared.mode = 'at_most' or compared.part_count < compared.size)
                and compared.expected < compared.reported
                and not compared.is_rest_too_small
                then
                    concat(
                        '组成部分没有列全',
                        case
                            when compared.missing_text <> '' then concat('（没有印出', compared.missing_text, '）') else ''
                        end
                    )
            when compared.part_count < compared.size and compared.smallest_part < 0 then '组成部分没有列全'
            when scopes.is_repeated then '另一处同名合计与各部分相符，此处可能是另一范围'
            when scopes.has_residue then '差额恰好是旁边的另一个数，可能是未归类的组成部分'
            when slips.shifted_id is not null then '其中一个数的单位可能写错，见单位核查'
            else ''
        end as missing
    from compared
    left join slips on compared.group_id = slips.group_id and compared.figure_id = slips.figure_id
    left join scopes on compared.group_id = scopes.group_id and compared.figure_id = scopes.figure_id

),

-- one failing formula is shown per total; a formula that lacks its parts only where none could be computed
best as (

    select
        *,
        min(case when status in ('pass', 'rounding', 'fail', 'unit_suspect') then 0 else 1 end)
            over (partition by figure_id, check_id)
            as best_rank,
        row_number() over (
            partition by figure_id, check_id, status in ('fail', 'unit_suspect')
            order by case status when 'unit_suspect' then 0 else 1 end, farthest, group_id
        ) as failing_number
    from judged

),

final as (

    select *
    from best
    where
        status <> 'not_applicable'
        and (best_rank = 1 or status <> 'not_assessable')
        and (status not in ('fail', 'unit_suspect') or failing_number = 1)

)

select * from final
