-- grain: one row per passage marked template_remnant
{{ mark_results('completeness_template', 'template_remnant') }}
