-- grain: one row per correction of a figure
-- A correction is applied only where its evidence (the number and the words around it) still stands: at its place, or,
-- where reading has moved it, at the one other place of the document with the same evidence. Else it is stale.
with

corrections as (

    select * from {{ ref('stg_corrections') }}

),

figures as (

    select * from {{ ref('int_read_numbers') }}

),

documents as (

    select
        document_id,
        doc
    from {{ ref('int_documents') }}
    where is_readable

),

names as (

    select distinct doc from documents

),

numbered as (

    select
        *,
        row_number() over (partition by place_id order by made_at desc, correction_id) as place_number
    from corrections

),

candidates as (

    select
        numbered.correction_id,
        numbered.snippet,
        figures.figure_id,
        case
            when numbered.page <> figures.page then 0
            when numbered.char_start = figures.char_start and numbered.char_end = figures.char_end then 1
            when numbered.char_start is not null then 0
            when numbered.table_no <> figures.table_no or numbered.row_no <> figures.row_no then 0
            when numbered.col_no = figures.col_no then 1
            else 0
        end as same_place
    from numbered
    inner join figures
        on
            numbered.document_id = figures.document_id
            and numbered.raw = figures.raw
    where
        numbered.place_number = 1
        and numbered.snippet in ('', figures.snippet, coalesce(figures.line_words, ''))

),

ranked as (

    select
        *,
        row_number() over (partition by correction_id order by same_place desc, figure_id) as candidate_number,
        count(*) over (partition by correction_id) as candidate_count
    from candidates

),

found as (

    select
        correction_id,
        figure_id
    from ranked
    where
        candidate_number = 1
        and (same_place = 1 or (candidate_count = 1 and snippet <> ''))

),

-- two corrections may meet in one figure when reading has moved it: the later one holds
matched as (

    select
        numbered.*,
        found.figure_id,
        row_number() over (
            partition by coalesce(found.figure_id, numbered.correction_id)
            order by numbered.made_at desc, numbered.correction_id
        ) as figure_number
    from numbered
    left join found on numbered.correction_id = found.correction_id

),

final as (

    select
        matched.correction_id,
        matched.document_id,
        matched.figure_id,

        matched.doc,
        matched.raw,
        matched.snippet,
        matched.action,
        matched.entity,
        matched.statement,
        matched.item,
        matched.item_code,
        matched.class_code,
        matched.basis,
        matched.fund,
        matched.metric,
        matched.versus,
        matched.comparator,
        matched.unit,
        matched.value_text,
        matched.who,
        matched.made_at,
        matched.reason,
        matched.origin,
        case
            when matched.place_number > 1 or matched.figure_number > 1 then 'superseded'
            when matched.action = 'withdraw' then 'withdrawn'
            when matched.figure_id is not null then 'applied'
            when documents.document_id is not null or names.doc is not null then 'stale'
            else 'absent'
        end as status,
        case
            when documents.document_id is not null then '原文这一处的数字或上下文已变'
            when names.doc is not null then '同名文件的内容已变'
            else ''
        end as change_text,

        matched.page,
        matched.char_start,
        matched.char_end,
        matched.table_no,
        matched.row_no,
        matched.col_no,
        matched.fiscal_year

    from matched
    left join documents on matched.document_id = documents.document_id
    left join names on matched.doc = names.doc

)

select * from final
