with

staged as (

    select distinct document_id from {{ ref('stg_documents') }}

),

published as (

    select
        document_id,
        count(*) as row_count
    from {{ ref('dim_document') }}
    group by document_id

)

select staged.document_id
from staged
full outer join published on staged.document_id = published.document_id
where staged.document_id is null or published.row_count is null or published.row_count <> 1
