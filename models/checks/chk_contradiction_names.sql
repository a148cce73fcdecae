-- grain: one row per row of a table that prints a class with its code and name
-- One code has one name in a document, and one name that each table prints once has one code. A name that is cut off is
-- no other name; which of two names is wrong the official classification says, else the one printed less often.
with

classed as (

    select
        document_id,
        entity,
        entity_id,
        fiscal_year,
        table_no,
        row_no,
        class_code,
        min(col_no) as first_col,
        min(page) as page,
        min(line) as line,
        min(figure_id) as figure_id,
        min(place_text) as place_text
    from {{ ref('int_operands') }}
    where table_no is not null and class_code <> '' and not is_claim and metric = 'amount'
    group by document_id, entity, entity_id, fiscal_year, table_no, row_no, class_code

),

words as (

    select
        document_id,
        table_no,
        row_no,
        col_no,
        regexp_replace(text, '[^一-龥]', ''{{ ", 'g'" if target.type == 'duckdb' }}) as name
    from {{ ref('stg_cells') }}
    where length(text) > 1

),

-- the name stands left of the amounts, next to them
rows_named as (

    select
        classed.*,
        words.name,
        row_number() over (
            partition by classed.document_id, classed.table_no, classed.row_no, classed.class_code, classed.fiscal_year
            order by words.col_no desc
        ) as name_number
    from classed
    inner join words
        on
            classed.document_id = words.document_id
            and classed.table_no = words.table_no
            and classed.row_no = words.row_no
            and classed.first_col > words.col_no
    where length(words.name) > 1

),

named as (

    select * from rows_named
    where name_number = 1

),

classification as (

    select
        class_code,
        class_name,
        valid_from_year,
        valid_to_year
    from {{ ref('function_codes') }}
    union
    select
        class_code,
        class_name,
        valid_from_year,
        valid_to_year
    from {{ ref('economic_codes') }}

),

official as (

    select
        class_code,
        valid_from_year,
        valid_to_year,
        class_name,
        regexp_replace(class_name, '[^一-龥]', ''{{ ", 'g'" if target.type == 'duckdb' }}) as name
    from classification

),

-- names that the classification used in other years
outdated as (

    select distinct
        named.document_id,
        named.class_code,
        named.name,
        valid.class_name as valid_name
    from named
    inner join official as old
        on
            named.class_code = old.class_code
            and named.name = old.name
            and not named.fiscal_year between coalesce(old.valid_from_year, 0) and coalesce(old.valid_to_year, 9999)
    inner join official as valid
        on
            named.class_code = valid.class_code
            and named.name <> valid.name
            and named.fiscal_year between coalesce(valid.valid_from_year, 0) and coalesce(valid.valid_to_year, 9999)

),

-- the 类 are few and known: any other name is not the classification's
unofficial as (

    select
        named.document_id,
        named.class_code,
        named.name,
        min(valid.class_name) as valid_name
    from named
    inner join official as valid
        on
            named.class_code = valid.class_code
            and named.fiscal_year between coalesce(valid.valid_from_year, 0) and coalesce(valid.valid_to_year, 9999)
    where length(named.class_code) = 3 and named.class_code like '2%'
    group by named.document_id, named.class_code, named.name
    having
        max(
            case
                when valid.name like concat(named.name, '%') or named.name like concat(valid.name, '%') then 1 else 0
            end
        ) = 0

),

names as (

    select
        named.document_id,
        named.class_code,
        named.name,
        min(named.place_text) as place_text,
        min(named.figure_id) as first_figure_id,
        row_number() over (
            partition by named.document_id, named.class_code
            order by
                max(case when official.name is not null then 1 else 0 end) desc,
                count(distinct named.table_no) desc,
                length(named.name) desc,
                min(named.table_no),
                named.name
        ) as name_rank
    from named
    left join official
        on
            named.class_code = official.class_code
            and named.name = official.name
            and named.fiscal_year >= coalesce(official.valid_from_year, 0)
            and named.fiscal_year <= coalesce(official.valid_to_year, 9999)
    group by named.document_id, named.class_code, named.name

),

-- a name printed once in each of two tables, under a code that the other table does not have
single as (

    select
        document_id,
        table_no,
        name,
        min(class_code) as class_code,
        min(place_text) as place_text
    from named
    group by document_id, table_no, name
    having count(distinct class_code) = 1 and count(distinct row_no) = 1

),

codes as (

    select distinct
        document_id,
        table_no,
        class_code
    from named

),

moved as (

    select
        one.document_id,
        one.table_no,
        one.name,
        min(other.class_code) as other_code,
        min(other.place_text) as other_place,
        count(distinct other.table_no) as other_tables
    from single as one
    inner join single as other
        on
            one.document_id = other.document_id
            and one.name = other.name
            and one.table_no <> other.table_no
            and one.class_code <> other.class_code
            and length(one.class_code) = length(other.class_code)
    left join codes as here
        on one.document_id = here.document_id and one.table_no = here.table_no and other.class_code = here.class_code
    left join codes as there
        on
            other.document_id = there.document_id
            and other.table_no = there.table_no
            and one.class_code = there.class_code
    where here.class_code is null and there.class_code is null
    group by one.document_id, one.table_no, one.name
    having count(distinct other.class_code) = 1

),

supported as (

    select
        document_id,
        name,
        class_code,
        count(distinct table_no) as table_count,
        min(table_no) as first_table
    from single
    group by document_id, name, class_code

),

judged as (

    select
        named.*,
        names.name as usual_name,
        names.place_text as usual_place,
        moved.other_code,
        moved.other_place,
        coalesce(outdated.valid_name, unofficial.valid_name) as valid_name,
        case
            -- only the code that fewer tables print is told, of two the later
            when
                moved.other_code is not null
                and (
                    own.table_count < others.table_count
                    or (own.table_count = others.table_count and own.first_table > others.first_table)
                )
                then 'code'
            when
                named.name <> names.name
                and names.name not like concat(named.name, '%')
                and named.name not like concat(names.name, '%')
                then 'name'
            -- every table may print it: told once
            when named.figure_id <> names.first_figure_id then ''
            when outdated.valid_name is not null then 'outdated'
            when unofficial.valid_name is not null and misnamed.document_id is null then 'unofficial'
            else ''
        end as slip
    from named
    inner join names
        on named.document_id = names.document_id and named.class_code = names.class_code and names.name_rank = 1
    left join moved
        on named.document_id = moved.document_id and named.table_no = moved.table_no and named.name = moved.name
    left join outdated
        on
            named.document_id = outdated.document_id
            and named.class_code = outdated.class_code
            and named.name = outdated.name
    left join unofficial
        on
            named.document_id = unofficial.document_id
            and named.class_code = unofficial.class_code
            and named.name = unofficial.name
    left join {{ ref('int_misnamed_classes') }} as misnamed
        on
            named.document_id = misnamed.document_id
            and named.table_no = misnamed.table_no
            and named.row_no = misnamed.row_no
            and named.class_code = misnamed.class_code
    left join supported as own
        on named.document_id = own.document_id and named.name = own.name and named.class_code = own.class_code
    left join supported as others
        on named.document_id = others.document_id and named.name = others.name and moved.other_code = others.class_code

),

-- rows without amounts are no rows above
misnamed as (

    select misnamed.*
    from {{ ref('int_misnamed_classes') }} as misnamed
    left join judged
        on
            misnamed.document_id = judged.document_id
            and misnamed.table_no = judged.table_no
            and misnamed.row_no = judged.row_no
            and misnamed.class_code = judged.class_code
            and judged.slip in ('code', 'name', 'outdated')
    where judged.document_id is null

),

final as (

    select
        'contradiction_names' as check_id,
        document_id,
        figure_id,
        concat(class_code, ' ', name) as subject,
        case when slip = '' then 'pass' else 'fail' end as status,
        case slip when 'code' then class_code else name end as reported,
        case slip
            when 'code' then other_code
            when 'name' then usual_name
            when '' then ''
            else valid_name
        end as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        case slip
            when 'code'
                then concat(place_text, '所在行的“', name, '”编码写为', class_code, '，', other_place, '所在行为', other_code)
            when 'name'
                then concat(place_text, '所在行的', class_code, '写为“', name, '”，', usual_place, '所在行写为“', usual_name, '”')
            when 'outdated'
                then concat(place_text, '所在行的', class_code, '写为“', name, '”，是其他年度的名称，本年度为“', valid_name, '”')
            when 'unofficial'
                then concat(place_text, '所在行的', class_code, '写为“', name, '”，政府收支分类科目中为“', valid_name, '”')
            else ''
        end as message,
        '' as missing,
        case slip when 'unofficial' then 'official_name' else '' end as cause,
        entity,
        entity_id,
        page,
        line,
        table_no,
        row_no,
        cast(null as integer) as col_no,
        fiscal_year,
        figure_id as figure_ids
    from judged

    union all

    select
        'contradiction_names' as check_id,
        document_id,
        cast(null as {{ dbt.type_string() }}) as figure_id,
        concat(class_code, ' ', name, ' ', place_text) as subject,
        'fail' as status,
        case when class_name = '' then class_code else name end as reported,
        case when class_name = '' then other_code else class_name end as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        case
            when class_name = ''
                then
                    concat(place_text, '的“', name, '”编码写为', class_code, '，政府收支分类科目中为', other_code)
            else
                concat(
                    place_text, '的', class_code, '写为“', name, '”，政府收支分类科目中', class_code, '为“', class_name,
                    '”，“', name, '”是', other_code
                )
        end as message,
        '' as missing,
        code_cause as cause,
        entity,
        cast(null as {{ dbt.type_string() }}) as entity_id,
        page,
        line,
        table_no,
        row_no,
        col_no,
        fiscal_year,
        '' as figure_ids
    from misnamed

)

select
    {{ result_columns() }}
from final
