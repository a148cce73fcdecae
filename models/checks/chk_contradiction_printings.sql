-- grain: one row per figure that repeats an earlier printing of the same fact in prose, or in another table
-- Counts have no names that would hold over a whole report: they are the same fact where the same words surround them.
{% set regions = "('全国', '全省', '全区', '全市', '全州', '全盟', '全县', '全旗', '全镇', '全乡')" %}
with

operands as (

    select * from {{ ref('int_operands') }}
    where
        comparator in ('', '=')
        and is_money
        and is_unit_known
        and (
            (metric = 'amount' and not is_claim and item_code <> '')
            -- 较上年增加1,133.95万元 in two sections
            or (metric = 'change_amount' and table_no is null and item <> '')
        )

),

keyed as (

    select
        *,
        row_number() over (
            partition by
                document_id,
                entity_id,
                fiscal_year,
                statement,
                item,
                item_code,
                class_code,
                basis_group,
                fund,
                metric,
                versus_basis,
                versus_year,
                direction,
                table_no is null
            order by page, line, row_no, col_no, figure_id
        ) as printing_number
    from operands

),

pairs as (

    select
        later.*,
        earlier.figure_id as earlier_id,
        earlier.value_text as earlier_text,
        earlier.place_text as earlier_place,
        earlier.number as earlier_number,
        earlier.digits as earlier_digits,
        later.number_high >= earlier.number_low and later.number_low <= earlier.number_high as is_meeting,
        abs(later.number - earlier.number)
        <= {{ last_place('least(later.decimals, earlier.decimals)') }} * 1.000001 as is_within_one
    from keyed as later
    inner join keyed as earlier
        on
            later.document_id = earlier.document_id
            and later.entity_id = earlier.entity_id
            and later.fiscal_year = earlier.fiscal_year
            and later.statement = earlier.statement
            and later.item = earlier.item
            and later.item_code = earlier.item_code
            and later.class_code = earlier.class_code
            and later.basis_group = earlier.basis_group
            and later.fund = earlier.fund
            and later.metric = earlier.metric
            and later.versus_basis = earlier.versus_basis
            and coalesce(later.versus_year, 0) = coalesce(earlier.versus_year, 0)
            and later.direction = earlier.direction
            and (later.table_no is null) = (earlier.table_no is null)
            and later.printing_number > 1
            and earlier.printing_number = 1
    where later.table_no is null or later.table_no <> earlier.table_no

),

-- the same number under another name: this printing is rather of that item
elsewhere as (

    select distinct pairs.figure_id
    from pairs
    inner join {{ ref('int_operands') }} as others
        on
            pairs.document_id = others.document_id
            and pairs.number = others.number
            and pairs.item <> others.item
            and pairs.metric = others.metric

),

-- a cell that is told as an error already
told as (

    select figure_id from {{ ref('int_cell_contradictions') }}
    where status = 'fail'
    union
    select cell_id as figure_id from {{ ref('int_cell_contradictions') }}
    where status = 'fail'

),

explained as (

    select
        pairs.*,
        {{ digit_cause('digits', 'earlier_digits') }} as digits_cause,
        elsewhere.figure_id is null
        and abs(pairs.number) between 0.8 * abs(pairs.earlier_number) and 1.25 * abs(pairs.earlier_number) as is_similar
    from pairs
    left join elsewhere on pairs.figure_id = elsewhere.figure_id
    left join told on pairs.figure_id = told.figure_id
    where told.figure_id is null

),

counted as (

    select
        operands.*,
        split_part(figures.snippet, figures.raw, 1) as words_before,
        split_part(figures.snippet, figures.raw, 2) as words_after
    from {{ ref('int_operands') }} as operands
    inner join {{ ref('int_figures') }} as figures on operands.figure_id = figures.figure_id
    where operands.metric = 'count' and operands.table_no is null and operands.item <> '' and operands.line is not null

),

-- 举办各类活动1000余次、惠及约1500万人次 in two sections: two numbers of one clause, told again in another line
pairs_of_clause as (

    select
        firsts.*,
        seconds.figure_id as beside_id,
        seconds.item_leaf as beside_leaf,
        seconds.unit as beside_unit,
        seconds.number as beside_number
    from counted as firsts
    inner join counted as seconds
        on
            firsts.document_id = seconds.document_id
            and firsts.page = seconds.page
            and firsts.line = seconds.line
            and firsts.figure_id <> seconds.figure_id
            and abs(firsts.char_start - seconds.char_start) <= 40

),

retold as (

    select
        later.*,
        earlier.figure_id as earlier_id,
        earlier.number as earlier_number,
        earlier.value_text as earlier_text,
        earlier.place_text as earlier_place,
        row_number() over (partition by later.figure_id order by earlier.page, earlier.line, earlier.figure_id)
            as retelling_number
    from pairs_of_clause as later
    inner join pairs_of_clause as earlier
        on
            later.document_id = earlier.document_id
            and later.entity_id = earlier.entity_id
            and later.fiscal_year = earlier.fiscal_year
            and later.basis_group = earlier.basis_group
            and later.item_leaf = earlier.item_leaf
            and later.unit = earlier.unit
            and later.beside_leaf = earlier.beside_leaf
            and later.beside_unit = earlier.beside_unit
            and later.beside_number = earlier.beside_number
            and (later.page > earlier.page or (later.page = earlier.page and later.line > earlier.line))
    where
        -- a number that any count may have says nothing
        later.beside_number >= 10
        and length(later.words_before) >= 10
        and right(later.words_before, 10) = right(earlier.words_before, 10)
        and left(later.words_after, 3) = left(earlier.words_after, 3)

),

-- 全省研发人员130万人 and 研发人员135万人: what is counted over the whole region is one number a year
of_region as (

    select
        *,
        case when left(item_leaf, 2) in {{ regions }} then substr(item_leaf, 3) else item_leaf end as counted_name,
        left(item_leaf, 2) in {{ regions }} as is_whole
    from {{ ref('int_operands') }}
    where
        metric in ('count', 'amount')
        and not is_claim
        and statement = 'target'
        and basis_group = '完成值'
        and item_code = ''
        and line is not null

),

of_region_twice as (

    select
        later.*,
        earlier.figure_id as earlier_id,
        earlier.number as earlier_number,
        earlier.value_text as earlier_text,
        earlier.place_text as earlier_place,
        row_number() over (partition by later.figure_id order by earlier.page, earlier.line, earlier.figure_id)
            as retelling_number
    from of_region as later
    inner join of_region as earlier
        on
            later.document_id = earlier.document_id
            and later.entity_id = earlier.entity_id
            and later.fiscal_year = earlier.fiscal_year
            and later.metric = earlier.metric
            and later.unit = earlier.unit
            and later.counted_name = earlier.counted_name
            and (later.is_whole or earlier.is_whole)
            and (later.page > earlier.page or (later.page = earlier.page and later.line > earlier.line))
    where
        length(later.counted_name) >= 4
        -- one of several times as much is of another scope
        and later.number between 0.5 * earlier.number and 2 * earlier.number
        -- 超2500亿元 and 2550.82亿元 agree, and so do two bounds
        and not (earlier.comparator = '>=' and (later.comparator = '>=' or later.number >= earlier.number))
        and not (later.comparator = '>=' and earlier.number >= later.number)

),

twice_told as (

    select
        document_id, figure_id, item_leaf, number, earlier_number, value_text, earlier_text, earlier_place,
        earlier_id, {{ figure_place() }}
    from retold
    where retelling_number = 1
    union all
    select
        document_id, figure_id, item_leaf, number, earlier_number, value_text, earlier_text, earlier_place,
        earlier_id, {{ figure_place() }}
    from of_region_twice
    where retelling_number = 1

),

retellings as (

    select
        'contradiction_printings' as check_id,
        document_id,
        figure_id,
        item_leaf as subject,
        case when number = earlier_number then 'pass' else 'fail' end as status,
        value_text as reported,
        earlier_text as expected,
        cast(number - earlier_number as decimal(38, 10)) as difference,
        concat('前文', earlier_text, '（', earlier_place, '）') as formula,
        concat(
            item_leaf, '此处写为', value_text, '，', earlier_place, '写为', earlier_text
        ) as message,
        '' as missing,
        '' as cause,
        {{ figure_place() }},
        concat(figure_id, '|', earlier_id) as figure_ids
    from twice_told

),

final as (

    select
        'contradiction_printings' as check_id,
        document_id,
        figure_id,
        item as subject,
        case
            when number = earlier_number then 'pass'
            when is_meeting or is_within_one then 'rounding'
            when is_similar or digits_cause <> '' then 'fail'
            else 'not_assessable'
        end as status,
        value_text as reported,
        earlier_text as expected,
        cast(number - earlier_number as decimal(38, 10)) as difference,
        concat('前文', earlier_text, '（', earlier_place, '）') as formula,
        case
            when is_meeting or is_within_one then '' else
                concat(item, '此处写为', value_text, '，', earlier_place, '写为', earlier_text)
        end as message,
        case
            when is_meeting or is_within_one or is_similar or digits_cause <> '' then ''
            else concat('与前文', earlier_text, '（', earlier_place, '）不同，可能是其中的一部分')
        end as missing,
        case when is_meeting or is_within_one then '' else digits_cause end as cause,
        {{ figure_place() }},
        case
            when is_meeting or is_within_one or is_similar or digits_cause <> '' then concat(figure_id, '|', earlier_id)
            else figure_id
        end as figure_ids
    from explained

),

results as (

    select
        {{ result_columns() }}
    from final
    union all
    select
        {{ result_columns() }}
    from retellings

)

select
    {{ result_columns() }}
from results
