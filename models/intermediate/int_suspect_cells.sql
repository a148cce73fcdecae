-- grain: one row per table sum that fails because of a cell that other failing sums share
-- One wrong cell breaks its row and its column. The cell that stands in the most failing sums and in none that holds,
-- and that all of them would have to be the same number, is to blame: it is reported once, by the first of the sums.
with

equations as (

    select
        'sum_table_rows' as check_id,
        figure_id as total_id,
        part_ids,
        status,
        decimals,
        number - expected_number as excess
    from {{ ref('int_table_row_sums') }}
    where status in ('pass', 'rounding', 'fail')

    union all

    select
        'sum_table_columns' as check_id,
        figure_id as total_id,
        part_ids,
        status,
        decimals,
        number - expected_number as excess
    from {{ ref('int_table_column_sums') }}
    where status in ('pass', 'rounding', 'fail')

    union all

    select
        'sum_table_total' as check_id,
        figure_id as total_id,
        part_ids,
        status,
        decimals,
        number - expected_number as excess
    from {{ ref('int_table_total_sums') }}
    where status in ('pass', 'rounding', 'fail')

),

parts as (

    select
        check_id,
        total_id,
        status,
        decimals,
        excess,
        {{ element_of(split_text('part_ids')) }} as figure_id
    from equations

),

-- the number that would make the sum hold: a total gives up what it has too much, a part takes it
members as (

    select
        check_id,
        total_id,
        status,
        decimals,
        total_id as figure_id,
        -excess as correction
    from equations

    union all

    select
        check_id,
        total_id,
        status,
        decimals,
        figure_id,
        excess as correction
    from parts

),

cells as (

    select
        figure_id,
        sum(case when status = 'fail' then 1 else 0 end) as failing,
        sum(case when status = 'fail' then 0 else 1 end) as holding,
        min(case when status = 'fail' then correction end) as lowest,
        max(case when status = 'fail' then correction end) as highest,
        -- sums of rounded parts differ by a few units of the last place
        max(5 * {{ last_place('decimals') }}) as slack
    from members
    group by figure_id

),

suspects as (

    select
        members.check_id,
        members.total_id,
        members.figure_id,
        cells.failing,
        members.correction,
        max(cells.failing) over (partition by members.check_id, members.total_id) as most,
        count(*) over (partition by members.check_id, members.total_id, cells.failing) as rivals
    from members
    inner join cells on members.figure_id = cells.figure_id
    where
        members.status = 'fail'
        and cells.failing > 1
        and cells.holding = 0
        and cells.highest - cells.lowest <= cells.slack

),

blamed as (

    select
        *,
        row_number() over (partition by figure_id order by check_id desc, total_id) as mention
    from suspects
    where failing = most and rivals = 1

),

final as (

    select
        blamed.check_id,
        blamed.total_id,
        blamed.figure_id as cell_id,
        blamed.correction,
        blamed.failing,
        blamed.mention = 1 as is_reported
    from blamed

)

select * from final
