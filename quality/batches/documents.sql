-- grain: one row per readable document
with

figures as (

    select
        document_id,
        count(*) as figure_count,
        sum(case when numeral_class = 'fact' then 1 else 0 end) as fact_count,
        sum(case when numeral_class = 'unmapped' then 1 else 0 end) as unmapped_count,
        sum(case when numeral_class <> 'unmapped' and confidence < 0.6 then 1 else 0 end) as low_confidence_count
    from staging.stg_figures
    group by document_id

),

final as (

    select
        documents.doc as subject,
        case when documents.entity = '' then null else documents.entity end as entity,
        documents.fiscal_year,
        coalesce(figures.fact_count, 0) as fact_count,
        cast(figures.unmapped_count as double) / figures.figure_count as unmapped_ratio,
        cast(figures.low_confidence_count as double) / figures.figure_count as low_confidence_ratio
    from staging.stg_documents as documents
    left join figures on documents.document_id = figures.document_id
    where documents.is_readable

)

select * from final
order by subject
