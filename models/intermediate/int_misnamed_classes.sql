-- grain: one row per cell of a table that names a class otherwise than the official classification does
-- Only what the classification proves: the printed name is that of another code, and never that of its own. A code that
-- the classification does not have is wrong where one digit makes it that of its name. The economic classes are those
-- of 2018 and later.
with

class_names as (

    select
        names.*,
        documents.entity,
        documents.fiscal_year
    from {{ ref('int_class_names') }} as names
    inner join {{ ref('int_documents') }} as documents on names.document_id = documents.document_id

),

classification as (

    select
        class_code,
        class_name
    from {{ ref('function_codes') }}
    union
    select
        class_code,
        class_name
    from {{ ref('economic_codes') }}

),

official as (

    select
        class_code,
        class_name,
        regexp_replace(class_name, '[^一-龥]', ''{{ ", 'g'" if target.type == 'duckdb' }}) as name
    from classification

),

-- a name that is cut off, or goes on, is no other name
own as (

    select
        class_names.document_id,
        class_names.table_no,
        class_names.row_no,
        class_names.col_no,
        max(official.class_name) as class_name,
        max(
            case
                when
                    official.name like concat(class_names.name, '%') or class_names.name like concat(official.name, '%')
                    then 1
                else 0
            end
        ) as is_own_name
    from class_names
    inner join official on class_names.class_code = official.class_code
    group by class_names.document_id, class_names.table_no, class_names.row_no, class_names.col_no

),

others as (

    select
        class_names.document_id,
        class_names.table_no,
        class_names.row_no,
        class_names.col_no,
        class_names.class_code,
        official.class_code as other_code,
        {{ digit_cause('class_names.class_code', 'official.class_code') }} as code_cause
    from class_names
    inner join official
        on
            class_names.name = official.name
            and class_names.class_code <> official.class_code

),

-- the code nearest to the printed one
nearest as (

    select
        *,
        row_number() over (
            partition by others.document_id, others.table_no, others.row_no, others.col_no
            order by
                case when others.code_cause = '' then 1 else 0 end,
                abs(length(others.other_code) - length(others.class_code)),
                others.other_code
        ) as other_number
    from others

),

final as (

    select
        class_names.document_id,

        class_names.entity,
        class_names.class_code,
        class_names.name,
        coalesce(own.class_name, '') as class_name,
        nearest.other_code,
        case when own.class_name is null then nearest.code_cause else '' end as code_cause,
        class_names.place_text,

        class_names.table_no,
        class_names.row_no,
        class_names.col_no,
        class_names.page,
        class_names.line,
        class_names.fiscal_year
    from class_names
    inner join nearest
        on
            class_names.document_id = nearest.document_id
            and class_names.table_no = nearest.table_no
            and class_names.row_no = nearest.row_no
            and class_names.col_no = nearest.col_no
            and nearest.other_number = 1
    left join own
        on
            class_names.document_id = own.document_id
            and class_names.table_no = own.table_no
            and class_names.row_no = own.row_no
            and class_names.col_no = own.col_no
    where
        coalesce(own.is_own_name, 0) = 0
        and (
            own.class_name is not null
            or (nearest.code_cause <> '' and length(class_names.class_code) = length(nearest.other_code))
        )
        and substr(class_names.class_code, 1, 1) <> '5'
        and (own.class_name is null or substr(class_names.class_code, 1, 1) = substr(nearest.other_code, 1, 1))
        and (class_names.fiscal_year >= 2018 or class_names.class_code like '2%')
        -- 行政运行 and its like stand in many groups: the classification at hand does not list them all
        and (
            length(class_names.class_code) < 7
            or substr(class_names.class_code, 1, 5) = substr(nearest.other_code, 1, 5)
        )

)

select * from final
