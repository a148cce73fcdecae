{# Whether a reviewer has explained or disputed a failed check, on the evidence that still stands: it then speaks neither
   against its numbers nor for them, and counts no longer as an open finding. #}
{% macro is_settled() %}
    {{ return("status = 'fail' and coalesce(verdict_state, '') = 'in_force' and verdict in ('dispute', 'explain')") }}
{% endmacro %}
