-- grain: one row per cell of a table that names a class whose code stands left of it
-- The code may be spread over columns (类, 款, 项). Rows without amounts count, too.
with

cells as (

    select
        document_id,
        table_no,
        row_no,
        col_no,
        page,
        line,
        regexp_replace(text, '[\\s　]', ''{{ ", 'g'" if target.type == 'duckdb' }}) as plain,
        regexp_replace(text, '[^一-龥]', ''{{ ", 'g'" if target.type == 'duckdb' }}) as name
    from {{ ref('stg_cells') }}
    where text <> ''

),

amounts as (

    select distinct
        document_id,
        table_no,
        row_no,
        col_no
    from {{ ref('stg_figures') }}
    where table_no is not null

),

sorted as (

    select
        cells.*,
        amounts.document_id is null
        and length(cells.plain) between 2 and 7
        and {{ digits_only('cells.plain') }} = cells.plain as is_code,
        length(cells.name) > 1 and {{ digits_only('cells.plain') }} = '' as is_name
    from cells
    left join amounts
        on
            cells.document_id = amounts.document_id
            and cells.table_no = amounts.table_no
            and cells.row_no = amounts.row_no
            and cells.col_no = amounts.col_no
    where cells.plain <> ''

),

-- a run of codes ends where anything else is printed
bounded as (

    select
        *,
        coalesce(
            max(case when is_code then null else col_no end) over (
                partition by document_id, table_no, row_no
                order by col_no
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as last_other_col
    from sorted

),

codes as (

    select
        names.document_id,
        names.table_no,
        names.row_no,
        names.col_no,
        names.page,
        names.line,
        names.name,
        names.plain as printed_name,
        {{ joined_text('codes.plain', 'codes.col_no') }} as joined_code,
        max(codes.plain) as last_code
    from bounded as names
    inner join sorted as codes
        on
            names.document_id = codes.document_id
            and names.table_no = codes.table_no
            and names.row_no = codes.row_no
            and codes.col_no > names.last_other_col
            and codes.col_no < names.col_no
            and codes.is_code
    where names.is_name
    group by
        names.document_id,
        names.table_no,
        names.row_no,
        names.col_no,
        names.page,
        names.line,
        names.name,
        names.plain

),

-- columns of 类, 款 and 项 print parts of a code (201 06 01), or each the whole of it (201 20106 2010601)
coded as (

    select
        *,
        case when length(joined_code) in (3, 5, 7) then joined_code else last_code end as class_code
    from codes

),

final as (

    select
        document_id,
        table_no,
        row_no,
        col_no,
        name,
        printed_name,
        class_code,
        {{ place_text('page', 'line', 'table_no', 'row_no', 'col_no') }} as place_text,
        page,
        line
    from coded
    where length(class_code) in (3, 5, 7)

)

select * from final
