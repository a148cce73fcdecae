-- grain: one row per printed total and number that may be a part of its list
-- The lists of chk_sum_lists: items one step below another, heads in a sentence, ratings, rows above a total row.
-- `place` is the table or prose, `kind` says what makes the list one.
with

operands as (

    select
        *,
        concat(basis_group, '|', cast(fiscal_year as {{ dbt.type_string() }}), '|', fund, '|', entity_id) as scope
    from {{ ref('int_operands') }}
    where not is_claim and comparator in ('', '=') and metric in ('amount', 'count') and class_code = ''

),

rate_words as (

    select word from {{ ref('rate_words') }}
    where kind <> 'interim'
    union
    select word from {{ ref('average_definitions') }}

),

derived as (

    select distinct operands.figure_id
    from operands
    inner join rate_words on operands.item_leaf like concat('%', rate_words.word, '%')

),

totals_named as (

    select item_code from {{ ref('items') }}
    where item_code in ('exp.total', 'exp.total_all', 'rev.total', 'rev.total_all', 'tp.total', 'sco.total')

),

-- 年末实有98人，其中行政人员29人，事业人员48人，编外聘用人员21人, and the words from the total to each
heads as (

    select
        totals.figure_id as total_id,
        parts.figure_id as part_id,
        substr(
            lines.text, totals.char_start - lines.char_start + 1, parts.char_start - totals.char_start
        ) as words
    from operands as totals
    inner join operands as parts
        on
            totals.document_id = parts.document_id
            and totals.scope = parts.scope
            and totals.metric = parts.metric
            and totals.page = parts.page
            and totals.line = parts.line
            and totals.unit = parts.unit
            and totals.char_start < parts.char_start
    inner join {{ ref('stg_lines') }} as lines
        on totals.document_id = lines.document_id and totals.page = lines.page and totals.line = lines.line
    where
        totals.table_no is null
        and parts.table_no is null
        and totals.item_code = 'stf.active'
        and parts.item_code <> 'stf.active'
        and (parts.item_code like 'stf.active.%' or parts.item_code = 'stf.contract' or parts.item_parent = totals.item)

),

-- 具体为：…, 3个项目……其中：…: the words, or the number of things, say that the list is whole
told_lists as (

    select
        document_id,
        page,
        line,
        char_start,
        char_end,
        -- how many are said to be listed, where a number says so
        case
            when subject = '两' then 2
            when length(subject) = 1 and strpos('一二三四五六七八九', subject) > 0 then strpos('一二三四五六七八九', subject)
            when subject <> '' and length(subject) < 3 and {{ digits_only('subject') }} = subject
                then cast(subject as integer)
        end as told_count
    from {{ ref('stg_text_marks') }}
    where kind = 'whole_list'

),

-- the amount before the words is their total
told_totals as (

    select
        told_lists.*,
        operands.figure_id as total_id,
        operands.unit as total_unit,
        row_number() over (
            partition by told_lists.document_id, told_lists.page, told_lists.char_start
            order by operands.char_start desc, operands.figure_id
        ) as total_number
    from told_lists
    inner join operands
        on
            told_lists.document_id = operands.document_id
            and told_lists.page = operands.page
            and told_lists.char_start - operands.char_start between 1 and 30
    where operands.table_no is null and operands.metric = 'amount'

),

told_parts as (

    select
        told_totals.document_id,
        told_totals.total_id,
        told_totals.told_count,
        figures.figure_id as part_id,
        operands.figure_id is not null as is_read,
        count(*) over (partition by told_totals.total_id) as amount_count
    from told_totals
    inner join {{ ref('int_corrected_figures') }} as figures
        on
            told_totals.document_id = figures.document_id
            and told_totals.page = figures.page
            and figures.char_start between told_totals.char_start and told_totals.char_end
            and told_totals.total_unit = figures.unit
    left join operands on figures.figure_id = operands.figure_id and operands.metric = 'amount'
    where told_totals.total_number = 1 and figures.table_no is null

),

-- total and part of one list: by path in one table column or one passage
listed as (

    select
        totals.figure_id as total_id,
        parts.figure_id as part_id,
        case
            when parts.table_no is null then 'prose' else concat('t', cast(parts.table_no as {{ dbt.type_string() }}))
        end
            as place,
        'path' as kind
    from operands as totals
    inner join operands as parts
        on
            totals.document_id = parts.document_id
            and totals.scope = parts.scope
            and totals.metric = parts.metric
            and totals.item = parts.item_parent
            and totals.unit = parts.unit
    left join derived on parts.figure_id = derived.figure_id
    where
        derived.figure_id is null
        and (
            (totals.table_no = parts.table_no and totals.col_no = parts.col_no)
            or (
                totals.table_no is null and parts.table_no is null and totals.page = parts.page
                and parts.line between totals.line and totals.line + 6
            )
        )

    union all

    -- 自评的项目12个，评级为“优”的项目10个……: each rating counts some of the projects beside it
    select
        totals.figure_id as total_id,
        parts.figure_id as part_id,
        'prose' as place,
        'ratings' as kind
    from operands as totals
    inner join operands as parts
        on
            totals.document_id = parts.document_id
            and totals.scope = parts.scope
            and totals.metric = parts.metric
            and totals.item_parent = parts.item_parent
            and totals.unit = parts.unit
            and parts.line between totals.line and totals.line + 6
    where
        totals.table_no is null
        and parts.table_no is null
        and totals.page <= parts.page
        and (
            (totals.item_leaf = '项目数' and parts.item_leaf like '评级为%项目数')
            -- 发现问题5个，已经完成整改的3个，正在整改的2个
            or (totals.item_leaf = '发现问题数' and parts.item_leaf like '%整改问题数')
        )

    union all

    -- every amount after the words is read, and they are as many as is said
    select
        total_id,
        part_id,
        'prose' as place,
        'told' as kind
    from told_parts
    where
        coalesce(told_count, amount_count) = amount_count
        and total_id not in (
            select told_parts.total_id
            from told_parts
            where not told_parts.is_read
        )

    union all

    -- whoever the sentence lists after 其中 is one of them, but for those told beside them
    select
        total_id,
        part_id,
        'prose' as place,
        'heads' as kind
    from heads
    where
        words like '%其中%'
        and words not like '%。%'
        and words not like '%另%'
        and words not like '%此外%'

    union all

    -- a plain table: all other rows of the column against its one total row, but for parts of one of these rows
    select
        totals.figure_id as total_id,
        parts.figure_id as part_id,
        concat('t', cast(parts.table_no as {{ dbt.type_string() }})) as place,
        'rows' as kind
    from operands as totals
    inner join totals_named on totals.item_code = totals_named.item_code
    inner join operands as parts
        on
            totals.document_id = parts.document_id
            and totals.table_no = parts.table_no
            and totals.col_no = parts.col_no
            and totals.row_no <> parts.row_no
            and totals.metric = parts.metric
            and totals.statement = parts.statement
    where
        not exists (
            select 1
            from operands as wholes
            where
                wholes.document_id = parts.document_id
                and wholes.table_no = parts.table_no
                and wholes.col_no = parts.col_no
                and wholes.item = parts.item_parent
                and wholes.figure_id <> totals.figure_id
        )

),

final as (

    select distinct
        operands.document_id,
        listed.total_id,
        listed.part_id,
        listed.place,
        listed.kind
    from listed
    inner join operands on listed.total_id = operands.figure_id

)

select * from final
