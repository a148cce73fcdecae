-- grain: one row per kind of document that this version or the one before it holds
-- A reader or a rule that fails for one kind of document does not show among all documents together.
with

now as (

    select
        documents.document_type,
        count(distinct documents.document_id) as document_count,
        count(figures.figure_id) as figure_count
    from staging.stg_documents as documents
    left join staging.stg_figures as figures on documents.document_id = figures.document_id
    where documents.is_readable and documents.document_type <> ''
    group by documents.document_type

),

joined as (

    select
        coalesce(now.document_type, before.document_type) as document_type,
        coalesce(now.document_count, 0) as document_count,
        before.document_count as previous_document_count,
        cast(now.figure_count as double) / now.document_count as figures_per_document,
        cast(before.figure_count as double) / nullif(before.document_count, 0) as previous_figures_per_document
    from now
    full outer join previous_document_types as before on now.document_type = before.document_type

),

final as (

    select
        case document_type
            when 'final_account' then '部门决算'
            when 'budget' then '部门预算'
            when 'self_evaluation' then '绩效自评'
            else document_type
        end as subject,
        document_count,
        previous_document_count,
        figures_per_document,
        figures_per_document / nullif(previous_figures_per_document, 0) as figures_per_document_ratio
    from joined

)

select * from final
order by subject
