-- grain: one row per name of a functional class that the text prints with its level
-- The name is judged where the table has the class: the names beside it (类, 款, 项), or the amount, lead to its code.
with

marks as (

    select
        *,
        regexp_replace(text, '[^一-龥]', ''{{ ", 'g'" if target.type == 'duckdb' }}) as name,
        case subject when '类' then 3 when '款' then 5 else 7 end as code_length
    from {{ ref('stg_text_marks') }}
    where kind = 'account_name'

),

operands as (

    select * from {{ ref('int_operands') }}
    where metric = 'amount'

),

classes as (

    select
        document_id,
        class_code,
        table_no,
        row_no,
        number_low,
        number_high
    from operands
    where table_no is not null and class_code <> '' and statement <> 'revenue' and class_code like '2%'

),

class_names as (

    select distinct
        document_id,
        class_code,
        name,
        printed_name
    from {{ ref('int_class_names') }}
    where class_code like '2%'

),

-- 一般公共服务支出（类）财政事务（款）行政运行（项）: the names that stand one beside the other
chains as (

    select
        tops.document_id,
        tops.page,
        tops.char_start as top_start,
        middles.char_start as middle_start,
        items.char_start as item_start,
        tops.name as top_name,
        middles.name as middle_name,
        items.name as item_name
    from marks as tops
    inner join marks as middles
        on
            tops.document_id = middles.document_id
            and tops.page = middles.page
            and middles.char_start between tops.char_end and tops.char_end + 6
            and middles.subject = '款'
    inner join marks as items
        on
            middles.document_id = items.document_id
            and middles.page = items.page
            and items.char_start between middles.char_end and middles.char_end + 6
            and items.subject = '项'
    where tops.subject = '类'

),

-- the rows of the item's name, and whether the names of its groups are those of the text
chain_rows as (

    select
        chains.*,
        items.class_code,
        middles.printed_name as middle_expected,
        tops.printed_name as top_expected,
        case when {{ same_or_cut('chains.middle_name', 'middles.name') }} then 1 else 0 end as is_middle,
        case when {{ same_or_cut('chains.top_name', 'tops.name') }} then 1 else 0 end as is_top
    from chains
    inner join class_names as items
        on
            chains.document_id = items.document_id
            and length(items.class_code) = 7
            and chains.item_name = items.name
    inner join class_names as middles
        on items.document_id = middles.document_id and substr(items.class_code, 1, 5) = middles.class_code
    inner join class_names as tops
        on items.document_id = tops.document_id and substr(items.class_code, 1, 3) = tops.class_code

),

chain_verdicts as (

    select
        document_id,
        page,
        top_start,
        middle_start,
        item_start,
        max(is_middle * is_top) as is_consistent,
        max(is_middle) as is_any_middle,
        max(is_top) as is_any_top,
        min(case when is_middle = 1 then top_expected end) as top_expected,
        min(case when is_top = 1 then middle_expected end) as middle_expected,
        min(concat(top_expected, '（类）', middle_expected, '（款）')) as place_expected
    from chain_rows
    group by document_id, page, top_start, middle_start, item_start

),

-- of a name that stands in no such row: one of the three is wrong, the one that the other two leave over
broken as (

    select
        document_id,
        page,
        top_start as char_start,
        top_expected as expected_name,
        '' as belongs_to
    from chain_verdicts
    where is_consistent = 0 and is_any_middle = 1

    union

    select
        document_id,
        page,
        middle_start as char_start,
        middle_expected as expected_name,
        '' as belongs_to
    from chain_verdicts
    where is_any_middle = 0 and is_any_top = 1

    union

    select
        document_id,
        page,
        item_start as char_start,
        '' as expected_name,
        place_expected as belongs_to
    from chain_verdicts
    where is_any_middle = 0 and is_any_top = 0

),

-- the outturn or budget that follows the name within a few lines
amounts as (

    select
        marks.document_id,
        marks.page,
        marks.char_start,
        operands.number_low,
        operands.number_high,
        operands.number,
        row_number() over (
            partition by marks.document_id, marks.page, marks.char_start
            order by
                case when operands.basis_group = '决算' then 0 else 1 end,
                operands.page, operands.line, operands.char_start
        ) as nearness
    from marks
    inner join operands
        on
            marks.document_id = operands.document_id
            and operands.table_no is null
            and (
                (marks.page = operands.page and operands.char_start between marks.char_start and marks.char_start + 240)
                or (operands.page = marks.page + 1 and operands.char_start < 120 and marks.subject <> '类')
            )
            and not operands.is_claim
            and operands.item like concat('%', marks.text, '%')

),

candidates as (

    select
        amounts.document_id,
        amounts.page,
        amounts.char_start,
        min(class_names.printed_name) as expected_name,
        count(distinct class_names.name) as name_count,
        max(case when class_names.name = marks.name then 1 else 0 end) as is_named
    from amounts
    inner join marks
        on
            amounts.document_id = marks.document_id
            and amounts.page = marks.page
            and amounts.char_start = marks.char_start
    inner join classes
        on
            amounts.document_id = classes.document_id
            and amounts.number_low <= classes.number_high
            and amounts.number_high >= classes.number_low
            and amounts.number <> 0
    inner join class_names
        on
            classes.document_id = class_names.document_id
            and substr(classes.class_code, 1, marks.code_length) = class_names.class_code
    where
        amounts.nearness = 1
        and length(classes.class_code) = case marks.subject when '类' then 3 else 7 end
    group by amounts.document_id, amounts.page, amounts.char_start

),

printed as (

    select distinct
        document_id,
        name,
        length(class_code) as code_length
    from class_names

),

levels as (

    select distinct
        document_id,
        code_length
    from printed

),

-- the tables name classes of this level, and this name is one of another
other_level as (

    select
        marks.document_id,
        marks.page,
        marks.char_start,
        min(length(class_names.class_code)) as code_length
    from marks
    inner join class_names on marks.document_id = class_names.document_id and marks.name = class_names.name
    inner join levels
        on marks.document_id = levels.document_id and marks.code_length = levels.code_length
    group by marks.document_id, marks.page, marks.char_start

),

judged as (

    select
        marks.*,
        coalesce(broken.expected_name, candidates.expected_name, '') as expected_name,
        coalesce(broken.belongs_to, '') as belongs_to,
        case other_level.code_length when 3 then '类' when 5 then '款' else '项' end as other_level,
        case
            when broken.document_id is not null then 'fail'
            when printed.name is not null then 'pass'
            when candidates.is_named = 1 then 'pass'
            when candidates.name_count = 1 then 'fail'
            when other_level.code_length is not null then 'fail'
            else 'not_assessable'
        end as status,
        case
            when broken.belongs_to <> '' then 'place'
            when broken.document_id is not null then 'chain'
            when candidates.name_count = 1 then 'amount'
            else 'level'
        end as slip
    from marks
    left join printed
        on
            marks.document_id = printed.document_id
            and marks.name = printed.name
            and marks.code_length = printed.code_length
    left join candidates
        on
            marks.document_id = candidates.document_id
            and marks.page = candidates.page
            and marks.char_start = candidates.char_start
    left join broken
        on
            marks.document_id = broken.document_id
            and marks.page = broken.page
            and marks.char_start = broken.char_start
    left join other_level
        on
            marks.document_id = other_level.document_id
            and marks.page = other_level.page
            and marks.char_start = other_level.char_start

),

final as (

    select
        'contradiction_account' as check_id,
        document_id,
        cast(null as {{ dbt.type_string() }}) as figure_id,
        concat('科目名称', text, '（', subject, '）') as subject,
        status,
        text as reported,
        case when status = 'fail' then expected_name else '' end as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        concat(
            '文字中的科目写为“', text, '（', subject, '）”，',
            case slip
                when 'place' then concat('表中“', text, '”属于', belongs_to)
                when 'chain' then concat('表中它后面的科目属于“', expected_name, '”')
                when 'amount' then concat('表中同一金额的科目是“', expected_name, '”')
                else concat('表中“', text, '”是', other_level, '级科目')
            end
        ) as message,
        case when status = 'not_assessable' then '表中没有同一金额的科目' else '' end as missing,
        '' as cause,
        {{ passage_place() }},
        '' as figure_ids
    from judged

)

select
    {{ result_columns() }}
from final
