-- grain: one row per printed number of projects that announces a table of them
-- The number ends a passage with a colon, and the next table with a column 项目名称 is the list.
with

operands as (

    select * from {{ ref('int_operands') }}
    where metric = 'count' and unit in ('', '个', '项') and item_leaf like '%项目个数'

),

announced as (

    select distinct operands.figure_id
    from operands
    inner join {{ ref('stg_lines') }} as lines
        on
            operands.document_id = lines.document_id
            and operands.page = lines.page
            and lines.line between operands.line and operands.line + 1
    where operands.table_no is null and (trim(lines.text) like '%：' or trim(lines.text) like '%:')

),

cells as (

    select
        *,
        replace(replace(trim(text), ' ', ''), '　', '') as name
    from {{ ref('stg_cells') }}

),

headers as (

    select
        document_id,
        table_no,
        min(page) as page,
        min(line) as line,
        min(row_no) as row_no,
        min(col_no) as col_no
    from cells
    where name = '项目名称' and row_no <= 3
    group by document_id, table_no
    having count(distinct col_no) = 1

),

listed as (

    select
        headers.document_id,
        headers.table_no,
        headers.page,
        headers.line,
        count(*) as row_count,
        count(distinct cells.name) as name_count
    from headers
    inner join cells
        on
            headers.document_id = cells.document_id
            and headers.table_no = cells.table_no
            and headers.col_no = cells.col_no
            and headers.row_no < cells.row_no
    where
        cells.name not in ('', '项目名称')
        and cells.name not like '%合计'
        and cells.name not like '%小计'
        and cells.name not like '%总计'
        and cells.name not like '其中%'
    group by headers.document_id, headers.table_no, headers.page, headers.line

),

nearest as (

    select
        operands.*,
        listed.row_count,
        listed.name_count,
        listed.table_no as list_no,
        row_number() over (
            partition by operands.figure_id order by listed.page, listed.line, listed.table_no
        ) as list_number
    from operands
    inner join announced on operands.figure_id = announced.figure_id
    inner join listed
        on
            operands.document_id = listed.document_id
            and (
                listed.page > operands.page
                or (listed.page = operands.page and listed.line > operands.line)
            )

),

final as (

    select
        'count_projects' as check_id,
        document_id,
        figure_id,
        item as subject,
        case when number in (row_count, name_count) then 'pass' else 'fail' end as status,
        value_text as reported,
        cast(name_count as {{ dbt.type_string() }}) as expected,
        cast(number - name_count as decimal(38, 10)) as difference,
        concat('表', cast(list_no as {{ dbt.type_string() }}), '列出', cast(name_count as {{ dbt.type_string() }}), '个项目')
            as formula,
        concat(
            item,
            '写为',
            value_text,
            '，其后的表列出',
            cast(name_count as {{ dbt.type_string() }}),
            '个项目'
        ) as message,
        '' as missing,
        '' as cause,
        {{ figure_place() }},
        figure_id as figure_ids
    from nearest
    where list_number = 1 and row_count > 1

)

select
    {{ result_columns() }}
from final
