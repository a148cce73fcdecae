-- grain: one row per claim (a share, a rate or a change that a document states)
-- A claim holds if any reading of it holds. It fails only if every reading that has its operands fails, the operands
-- nearest to it are unambiguous, and either the words name what it is relative to or the operands stand beside it.
with

claims as (

    select * from {{ ref('int_operands') }}
    where is_claim

),

candidates as (

    select * from {{ ref('int_claim_candidates') }}

),

definitions as (

    select * from {{ ref('claim_definitions') }}

),

excluded_words as (

    select * from {{ ref('rate_words') }}
    where kind = 'excluded'

),

signed as (

    select
        candidates.*,
        claims.metric,
        claims.digits,
        claims.decimals,
        claims.printed_decimals,
        claims.print_scale,
        claims.direction,
        claims.table_no,
        claims.unit,
        abs(claims.number) as reported,
        case
            when candidates.operation = 'difference' then candidates.numerator - candidates.base
            when
                candidates.operation = 'ratio' and candidates.base_low > 0
                then 100 * candidates.numerator / candidates.base
            when
                candidates.operation = 'growth' and candidates.base_low > 0
                then 100 * candidates.numerator / candidates.base - 100
        end as expected_signed,
        case
            when candidates.operation = 'difference' then candidates.numerator_low - candidates.base_high
            when candidates.operation = 'ratio' and candidates.base_low > 0
                then 100 * {{ quotient_low('candidates.numerator_low', 'candidates.base_low', 'candidates.base_high') }}
            when candidates.growth_low is not null then candidates.growth_low
            when candidates.operation = 'growth' and candidates.base_low > 0
                then
                    100 * {{ quotient_low('candidates.numerator_low', 'candidates.base_low', 'candidates.base_high') }}
                    - 100
        end as low_signed,
        case
            when candidates.operation = 'difference' then candidates.numerator_high - candidates.base_low
            when candidates.operation = 'ratio' and candidates.base_low > 0
                then
                    100
                    * {{ quotient_high('candidates.numerator_high', 'candidates.base_low', 'candidates.base_high') }}
            when candidates.growth_high is not null then candidates.growth_high
            when candidates.operation = 'growth' and candidates.base_low > 0
                then
                    100
                    * {{ quotient_high('candidates.numerator_high', 'candidates.base_low', 'candidates.base_high') }}
                    - 100
        end as high_signed,
        -- the words give the direction in prose; in a table the sign does
        case
            when claims.direction = 'up' then abs(claims.number)
            when claims.direction = 'down' then -abs(claims.number)
            else claims.number
        end as reported_signed
    from candidates
    inner join claims on candidates.claim_id = claims.figure_id

),

compared as (

    select
        *,
        abs(expected_signed) as expected,
        -- 完成率 of a target that was passed is often capped
        case
            when definition_id = 'rate_of_target' and reported = 100 and expected_signed > 100 then 'pass'
            else
                {{ interval_status(
                    'reported',
                    'decimals',
                    'abs(expected_signed)',
                    absolute_low('low_signed', 'high_signed'),
                    absolute_high('low_signed', 'high_signed')
                ) }}
        end as magnitude_status,
        -- only a stated direction, or a sign in a table, can be wrong
        operation <> 'ratio'
        and (direction in ('up', 'down') or (table_no is not null and reported_signed <> 0))
        and ((reported_signed > 0 and high_signed < 0) or (reported_signed < 0 and low_signed > 0)) as is_reversed
    from signed

),

judged as (

    select
        *,
        case
            when magnitude_status in ('pass', 'rounding') and is_reversed then 'reversed'
            else magnitude_status
        end as status,
        min(numerator_distance * 10 + fund_rank)
            over (partition by claim_id, definition_id, route)
            as nearest_numerator,
        min(base_distance * 10 + fund_rank) over (partition by claim_id, definition_id, route) as nearest_base,
        max(case when is_bound then 1 else 0 end) over (partition by claim_id) as has_bound
    from compared
    where expected_signed is not null

),

nearest as (

    select
        *,
        max(numerator_low) over (partition by claim_id, definition_id, route)
        > min(numerator_high) over (partition by claim_id, definition_id, route)
        -- a change is tried with either sign, so its bases differ by nature
        or (
            route = 0
            and max(base_low) over (partition by claim_id, definition_id, route)
            > min(base_high) over (partition by claim_id, definition_id, route)
        ) as is_ambiguous
    from judged
    where
        numerator_distance * 10 + fund_rank = nearest_numerator
        and base_distance * 10 + fund_rank = nearest_base

),

-- the reading that is shown: one that holds, else the nearest that fails
best_readings as (

    select
        judged.*,
        row_number() over (
            partition by judged.claim_id
            order by
                case judged.status when 'pass' then 0 when 'rounding' then 1 when 'reversed' then 2 else 3 end,
                case when nearest.claim_id is null then 1 else 0 end,
                judged.route,
                judged.numerator_distance + judged.base_distance + judged.fund_rank,
                abs(judged.expected - judged.reported),
                judged.definition_id,
                judged.numerator_id,
                judged.base_id
        ) as reading_number
    from judged
    left join nearest
        on
            judged.claim_id = nearest.claim_id
            and judged.definition_id = nearest.definition_id
            and judged.numerator_id = nearest.numerator_id
            and judged.base_id = nearest.base_id

),

verdicts as (

    select
        judged.claim_id,
        min(case judged.status when 'pass' then 0 when 'rounding' then 1 when 'reversed' then 2 else 3 end) as best,
        count(distinct judged.definition_id) as reading_count
    from judged
    group by judged.claim_id

),

certainty as (

    select
        claim_id,
        max(case when is_ambiguous then 1 else 0 end) as ambiguous,
        max(case when fund_rank > 0 then 1 else 0 end) as fund_differs,
        max(case when route = 1 or definition_id like '%_from_last_year' then 1 else 0 end) as has_last_year,
        min(numerator_distance + base_distance) as nearest_distance,
        min(greatest(numerator_distance, base_distance)) as farthest_operand,
        max(case when is_bound then 1 else 0 end) as is_bound
    from nearest
    -- a reading of what stands beside the claim is certain, whatever else could be meant
    where is_bound or has_bound = 0
    group by claim_id

),

-- two figures of the same item beside the claim (a share: also of what stands above it) that give it exactly, though
-- its
-- words do not say so: its basis, fund or year was misread, not wrong
beside as (

    select
        claims.figure_id as claim_id,
        max(concat(one.value_text, '、', other.value_text)) as explained_by
    from claims
    inner join {{ ref('int_operands') }} as one
        on claims.document_id = one.document_id and claims.page = one.page
    inner join {{ ref('int_operands') }} as other
        on claims.document_id = other.document_id and claims.page = other.page
    inner join verdicts on claims.figure_id = verdicts.claim_id and verdicts.best = 3
    left join {{ ref('int_item_ancestors') }} as ancestors
        on one.item_code = ancestors.item_code and other.item_code = ancestors.ancestor_code
    where
        one.figure_id <> other.figure_id
        and not one.is_claim
        and not other.is_claim
        and one.metric = other.metric
        and one.is_money = other.is_money
        and (
            one.item in (claims.item, case when claims.item_parent <> '' then claims.item_parent end)
            or (claims.item_code <> '' and one.item_code = claims.item_code)
            or one.item_leaf = claims.item_leaf
        )
        and (
            other.item = one.item
            or (one.item_code <> '' and other.item_code = one.item_code)
            or other.item_leaf = one.item_leaf
            or (
                claims.metric = 'share'
                and (
                    other.item in (claims.versus_item, claims.item_parent, one.item_parent)
                    or ancestors.item_code is not null
                )
            )
        )
        and other.number_low > 0
        and {{ place_distance('claims', 'one') }} <= 2
        and {{ place_distance('claims', 'other') }} <= 2
        and (claims.metric = 'change_amount' or claims.printed_decimals >= 1)
        and (
            (
                claims.metric in ('share', 'rate')
                and abs(100 * one.number / other.number - claims.number)
                <= 0.500001 * {{ last_place('claims.decimals') }}
            )
            or (
                claims.metric = 'change_rate'
                and abs(abs(100 * one.number / other.number - 100) - abs(claims.number))
                <= 0.500001 * {{ last_place('claims.decimals') }}
            )
            or (
                claims.metric = 'change_amount'
                and claims.is_money = one.is_money
                and abs(abs(one.number - other.number) - abs(claims.number))
                <= 1.000001 * {{ last_place('claims.decimals') }}
                + (one.number_high - one.number)
                + (other.number_high - other.number)
            )
        )
    group by claims.figure_id

),

-- of two rates beside each other only one can be computed from the same two figures
siblings as (

    select distinct claims.figure_id as claim_id
    from claims
    inner join claims as others
        on
            claims.document_id = others.document_id
            and claims.metric = others.metric
            and claims.figure_id <> others.figure_id
    inner join judged as holding on others.figure_id = holding.claim_id and holding.status in ('pass', 'rounding')
    inner join judged as failing
        on
            claims.figure_id = failing.claim_id
            and failing.status = 'fail'
            and holding.numerator_id = failing.numerator_id
            and holding.base_id = failing.base_id
    where claims.item <> others.item and {{ place_distance('claims', 'others') }} <= 1

),

-- the claim holds once one of its figures is multiplied or divided by 10,000
-- other shares of the same list hold with the same whole: it is what this one is of, though its words do not say so
confirmed as (

    select distinct failing.claim_id
    from judged as failing
    inner join claims on failing.claim_id = claims.figure_id
    inner join judged as holding
        on
            failing.base_id = holding.base_id
            and failing.definition_id = holding.definition_id
            and failing.claim_id <> holding.claim_id
            and holding.status = 'pass'
    inner join claims as others on holding.claim_id = others.figure_id
    where
        failing.status = 'fail'
        and failing.definition_id = 'share_of_whole'
        and failing.numerator_distance <= 2
        and claims.page = others.page
        and abs(claims.line - others.line) <= 6

),

-- another rate of the passage holds with a base of the same table: that is the column it is about
tabled as (

    select distinct failing.claim_id
    from nearest as failing
    inner join claims on failing.claim_id = claims.figure_id
    inner join {{ ref('int_operands') }} as failing_bases on failing.base_id = failing_bases.figure_id
    inner join judged as holding
        on failing.definition_id = holding.definition_id and failing.claim_id <> holding.claim_id
    inner join claims as others on holding.claim_id = others.figure_id
    inner join {{ ref('int_operands') }} as holding_bases on holding.base_id = holding_bases.figure_id
    where
        failing.status = 'fail'
        and failing.route = 0
        and not failing.is_ambiguous
        and failing.numerator_distance <= 2
        and failing.is_explicit
        and holding.status = 'pass'
        and holding.route = 0
        and holding.numerator > 0
        and holding.reported <> 100
        and claims.table_no is null
        and claims.document_id = others.document_id
        and claims.page = others.page
        and abs(claims.line - others.line) <= 6
        and failing_bases.table_no = holding_bases.table_no

),

-- of the two the figure with the rarer unit of the document is the suspect
unit_counts as (

    select
        document_id,
        unit,
        count(*) as figure_count
    from {{ ref('int_operands') }}
    where is_money
    group by document_id, unit

),

shifts as (

    select
        judged.claim_id,
        suspects.figure_id as shifted_id,
        shift.factor,
        row_number() over (
            partition by judged.claim_id
            order by unit_counts.figure_count, suspects.figure_id, shift.factor desc
        ) as shift_number
    from judged
    cross join (
        select
            'numerator' as part,
            cast(10000 as double) as factor
        union all
        select
            'numerator',
            0.0001
        union all
        select
            'base',
            10000
        union all
        select
            'base',
            0.0001
    ) as shift
    inner join {{ ref('int_operands') }} as suspects
        on suspects.figure_id = case when shift.part = 'numerator' then judged.numerator_id else judged.base_id end
    inner join unit_counts on suspects.document_id = unit_counts.document_id and suspects.unit = unit_counts.unit
    where
        judged.status = 'fail'
        and judged.operation = 'ratio'
        and judged.route = 0
        and judged.base > 0
        and judged.reported > 20 * {{ last_place('judged.decimals') }}
        and abs(
            100
            * judged.numerator
            / judged.base
            * case when shift.part = 'numerator' then shift.factor else 1 / shift.factor end
            - judged.reported
        ) <= 1.000001 * {{ last_place('judged.decimals') }}

),

rescaled as (

    select
        claim_id,
        shifted_id,
        factor
    from shifts
    where shift_number = 1

),

concluded as (

    select
        claims.figure_id,
        claims.document_id,
        best_readings.definition_id,
        best_readings.operation,
        best_readings.meaning,
        best_readings.numerator_id,
        best_readings.base_id,
        best_readings.numerator,
        best_readings.base,
        best_readings.numerator_text,
        best_readings.numerator_place,
        best_readings.base_text,
        best_readings.base_place,
        best_readings.expected,
        best_readings.expected_signed,
        best_readings.reported,
        best_readings.reported_signed,
        verdicts.reading_count,
        rescaled.shifted_id,
        rescaled.factor as shift_factor,
        beside.explained_by,
        case
            when excluded.figure_id is not null then 'not_applicable'
            when possible.metric is null then 'not_applicable'
            when verdicts.best is null then 'not_assessable'
            when verdicts.best = 0 then 'pass'
            when verdicts.best = 1 then 'rounding'
            when certainty.ambiguous = 1 or certainty.fund_differs = 1 then 'not_assessable'
            when
                not best_readings.is_explicit and certainty.farthest_operand > 2 and confirmed.claim_id is null
                then 'not_assessable'
            when
                not best_readings.is_explicit
                and claims.metric in ('change_amount', 'change_rate')
                and certainty.has_last_year = 0
                then 'not_assessable'
            when
                claims.metric = 'share'
                and certainty.farthest_operand > 2
                and best_bases.statement <> claims.statement
                then 'not_assessable'
            when certainty.farthest_operand > 4 and tabled.claim_id is null then 'not_assessable'
            when claims.table_no is not null and certainty.farthest_operand > 3 then 'not_assessable'
            when siblings.claim_id is not null then 'not_assessable'
            when loose.item_code is not null then 'not_assessable'
            when rescaled.claim_id is not null then 'unit_suspect'
            when
                beside.claim_id is not null and (claims.table_no is not null or certainty.is_bound = 0)
                then 'not_assessable'
            else 'fail'
        end as status,
        case
            when excluded.figure_id is not null then '平均数等口径没有印出'
            when possible.metric is null then '这一口径的数不是由其他数算出的'
            when verdicts.best is null then '没有找到计算它所需的数'
            when verdicts.best <= 1 then ''
            when certainty.ambiguous = 1 then '可用来计算的数有多个且不一致，无法确定用哪一个'
            when certainty.fund_differs = 1 then '可用来计算的数资金口径不同'
            when
                not best_readings.is_explicit and certainty.farthest_operand > 2 and confirmed.claim_id is null
                then '没有写明与什么相比，附近也没有可用的数'
            when
                not best_readings.is_explicit
                and claims.metric in ('change_amount', 'change_rate')
                and certainty.has_last_year = 0
                then '没有写明与什么相比，也没有印出上年数'
            when
                claims.metric = 'share'
                and certainty.farthest_operand > 2
                and best_bases.statement <> claims.statement
                then '没有写明占什么的比重，附近的数属于另一类'
            when certainty.farthest_operand > 4 and tabled.claim_id is null then '可用来计算的数离得太远，不能确定是同一口径'
            when claims.table_no is not null and certainty.farthest_operand > 3 then '表中没有可用来计算的数'
            when loose.item_code is not null then '这一比例各地口径不同，报告没有写明算式'
            when siblings.claim_id is not null then '同一处的另一比例已用这两个数算得，这一比例口径不同'
            when rescaled.claim_id is not null then '其中一个数的单位可能写错，见单位核查'
            when
                beside.claim_id is not null and (claims.table_no is not null or certainty.is_bound = 0)
                then concat('所写口径对不上，但与旁边的', beside.explained_by, '相符')
            else ''
        end as missing,
        verdicts.best = 2 as is_reversed
    from claims
    left join best_readings on claims.figure_id = best_readings.claim_id and best_readings.reading_number = 1
    left join {{ ref('int_operands') }} as best_bases on best_readings.base_id = best_bases.figure_id
    left join verdicts on claims.figure_id = verdicts.claim_id
    left join certainty on claims.figure_id = certainty.claim_id
    left join beside on claims.figure_id = beside.claim_id
    left join confirmed on claims.figure_id = confirmed.claim_id
    left join (
        select distinct item_code from {{ ref('named_ratios') }}
        where mode = 'confirming'
    ) as loose
        on claims.item_code = loose.item_code
    left join tabled on claims.figure_id = tabled.claim_id
    left join siblings on claims.figure_id = siblings.claim_id
    left join rescaled on claims.figure_id = rescaled.claim_id
    left join (select distinct
        metric,
        claim_basis_group
    from definitions) as possible
        on claims.metric = possible.metric and possible.claim_basis_group in ('*', claims.basis_group)
    left join (
        select distinct claims.figure_id
        from claims
        inner join excluded_words on claims.item like concat('%', excluded_words.word, '%')
        union
        -- 1-9月支出进度 is of what was spent by then: pace_schedule looks at it
        select figure_id
        from claims
        where metric = 'rate' and (item like '%月%' or item like '%季度%' or item like '%上半年%')
    ) as excluded on claims.figure_id = excluded.figure_id

),

numbered as (

    select
        *,
        row_number() over (partition by figure_id order by definition_id) as claim_number
    from concluded

),

final as (

    select * from numbered
    where claim_number = 1

)

select * from final
