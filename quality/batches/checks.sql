-- grain: one row per check
-- A check that fails nearly everywhere, or suddenly much more often than before, is more likely wrong than the reports.
with

now as (

    select
        check_id,
        sum(case when status in ('pass', 'rounding', 'fail') then 1 else 0 end) as judged_count,
        sum(case when status = 'fail' then 1 else 0 end) as fail_count,
        sum(case when status = 'not_assessable' then 1 else 0 end) as not_assessable_count,
        sum(case when status <> 'not_applicable' then 1 else 0 end) as due_count
    from checks.fct_check_results
    group by check_id

),

final as (

    select
        now.check_id as subject,
        now.due_count,
        now.judged_count,
        case when now.judged_count >= 20 then cast(now.fail_count as double) / now.judged_count end as fail_ratio,
        case
            when now.due_count >= 20 then cast(now.not_assessable_count as double) / now.due_count
        end as not_assessable_ratio,
        case
            when now.judged_count >= 20 and before.judged_count >= 20
                then
                    cast(now.fail_count as double) / now.judged_count
                    - cast(before.fail_count as double) / before.judged_count
        end as fail_ratio_change
    from now
    left join previous_checks as before on now.check_id = before.check_id

)

select * from final
order by subject
