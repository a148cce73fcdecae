-- grain: one row per document unchanged since the previous version that had findings there
-- Findings keep their ids under rebuilds, so that a reviewer's verdict stays with them.
select
    now.doc as subject,
    count(*) as previous_finding_count,
    cast(sum(case when findings.finding_id is null then 1 else 0 end) as double) / count(*) as vanished_ratio
from document_counts as now
inner join previous_document_counts as before
    on
        now.document_id = before.document_id
        and now.extractor_version = before.extractor_version
inner join previous_findings on now.document_id = previous_findings.document_id
left join checks.fct_findings as findings on previous_findings.finding_id = findings.finding_id
group by now.doc
order by subject
