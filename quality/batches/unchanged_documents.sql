-- grain: one row per document that the previous version holds, too, read by the same extractor
select
    now.doc as subject,
    now.figure_count,
    before.figure_count as previous_figure_count,
    now.figure_count - before.figure_count as figure_count_change
from document_counts as now
inner join previous_document_counts as before
    on
        now.document_id = before.document_id
        and now.extractor_version = before.extractor_version
order by subject
