-- grain: one row per punctuation mark printed twice
{{ mark_results('completeness_punctuation', 'doubled_mark') }}
