-- grain: one row per part that the text says an amount is made of
-- 人员经费主要包括……: each part named must have an amount in the table of basic expenditure by economic class.
with

marks as (

    select
        *,
        replace(replace(text, '支出', ''), '费用', '费') as part_name
    from {{ ref('stg_text_marks') }}
    where kind = 'listed_part'

),

cells as (

    select
        *,
        regexp_replace(text, '[\\s]', ''{{ ", 'g'" if target.type == 'duckdb' }}) as plain
    from {{ ref('stg_cells') }}
    where table_caption like '%基本支出%'

),

named as (

    select
        marks.document_id,
        marks.page,
        marks.char_start,
        cells.table_no,
        cells.row_no,
        min(cells.page) as table_page,
        min(cells.plain) as printed_name,
        min(amounts.plain) as amount_text,
        max(
            case
                when amounts.plain is null then 1
                when
                    amounts.plain = ''
                    or regexp_replace(amounts.plain, '[0.,—–-]', ''{{ ", 'g'" if target.type == 'duckdb' }}) = ''
                    then 0
                else 1
            end
        ) as has_amount
    from marks
    inner join cells
        on
            marks.document_id = cells.document_id
            and marks.part_name = replace(replace(cells.plain, '支出', ''), '费用', '费')
    left join cells as amounts
        on
            cells.document_id = amounts.document_id
            and cells.table_no = amounts.table_no
            and cells.row_no = amounts.row_no
            and cells.col_no + cells.col_span = amounts.col_no
    group by marks.document_id, marks.page, marks.char_start, cells.table_no, cells.row_no

),

-- classes with an amount in the table that the text leaves out: one of them may be what it means
spent as (

    select distinct
        document_id,
        item_leaf,
        class_code,
        case when substr(class_code, 1, 3) in ('301', '303') then '人员经费' else '公用经费' end as owner
    from {{ ref('int_operands') }}
    where
        table_no is not null
        and metric = 'amount'
        and not is_claim
        and number <> 0
        and length(class_code) = 5
        and substr(class_code, 1, 3) in ('301', '302', '303', '310')
        and item_leaf not in ('人员经费', '公用经费', '合计')

),

unlisted as (

    select
        spent.document_id,
        spent.owner,
        {{ joined_text("concat('“', spent.item_leaf, '”')", 'spent.class_code') }} as names
    from spent
    left join marks
        on
            spent.document_id = marks.document_id
            and marks.subject like concat('%', spent.owner, '%')
            and marks.part_name = replace(replace(spent.item_leaf, '支出', ''), '费用', '费')
    where marks.document_id is null
    group by spent.document_id, spent.owner
    having count(*) <= 3

),

looked_up as (

    select
        document_id,
        page,
        char_start,
        min(table_page) as table_page,
        min(printed_name) as printed_name,
        min(table_no) as part_table_no,
        min(row_no) as part_row_no,
        max(has_amount) as has_amount
    from named
    group by document_id, page, char_start

),

judged as (

    select
        marks.*,
        looked_up.table_page,
        looked_up.printed_name,
        looked_up.part_table_no,
        looked_up.part_row_no,
        case
            when looked_up.has_amount is null then 'not_assessable'
            when looked_up.has_amount = 1 then 'pass'
            else 'fail'
        end as status,
        unlisted.names as unlisted_names
    from marks
    left join looked_up
        on
            marks.document_id = looked_up.document_id
            and marks.page = looked_up.page
            and marks.char_start = looked_up.char_start
    left join unlisted
        on marks.document_id = unlisted.document_id and marks.subject like concat('%', unlisted.owner, '%')

),

final as (

    select
        'contradiction_parts' as check_id,
        document_id,
        cast(null as {{ dbt.type_string() }}) as figure_id,
        concat(subject, '包括', text) as subject,
        status,
        text as reported,
        case when status = 'fail' then '表中无金额' else '' end as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        concat(
            '文字说',
            subject,
            '包括“',
            text,
            '”，但第',
            cast(table_page as {{ dbt.type_string() }}),
            '页表',
            cast(part_table_no as {{ dbt.type_string() }}),
            '第', cast(part_row_no as {{ dbt.type_string() }}), '行“', printed_name, '”没有金额',
            case
                when unlisted_names is not null then concat('；表中有金额而文字没有列举的是', unlisted_names)
                else ''
            end
        ) as message,
        case when status = 'not_assessable' then '基本支出表中没有找到同名的科目' else '' end as missing,
        '' as cause,
        {{ passage_place() }},
        '' as figure_ids
    from judged

)

select
    {{ result_columns() }}
from final
