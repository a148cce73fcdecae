{# Cost grows with what is new. Where only documents were added, changed or removed since the published version, a version
   is made from a copy of it, with the original attached as `previous`; then models materialized as incremental make only
   the rows of touched documents anew. Such rows follow from documents that share an entity, and int_touched_documents
   says which these are (the raw tables' rows follow from the document alone). So an incremental model reads, of every
   relation that has a document_id, the rows of touched documents, and its earlier rows of these are deleted first. #}
{% macro ref(name) %}
    {% set relation = builtins.ref(name) %}
    {{ return(of_touched_documents(relation) if is_increment() and tells_documents(name, relation) else relation) }}
{% endmacro %}

{% macro source(schema, name) %}
    {% set relation = builtins.source(schema, name) %}
    {{ return(of_touched_documents(relation) if is_increment() else relation) }}
{% endmacro %}

{% macro is_increment() %}
    {{ return(model.resource_type != 'unit_test' and is_incremental()) }}
{% endmacro %}

{# Seeds do not; an incremental model does, or its rows could not be replaced; of others the columns tell. #}
{% macro tells_documents(name, relation) %}
    {% set node = graph.nodes.get('model.' ~ project_name ~ '.' ~ name) %}
    {% if not node %}{{ return(false) }}{% endif %}
    {% if node.config.materialized == 'incremental' %}{{ return(true) }}{% endif %}
    {{ return('document_id' in adapter.get_columns_in_relation(relation) | map(attribute='name')) }}
{% endmacro %}

{% macro of_touched_documents(relation) %}
    {{ return('(select * from ' ~ relation ~ ' where document_id in (' ~ touched_documents() ~ '))') }}
{% endmacro %}

{% macro touched_documents() %}
    {% if model.fqn[1] == 'staging' %}{{ return(changed_keys('stg_documents', 'document_id')) }}{% endif %}
    {{ return('select document_id from ' ~ builtins.ref('int_touched_documents')) }}
{% endmacro %}

{# The pre-hook of incremental models. It asks which documents in every run, so that the model stands after them. #}
{% macro delete_touched_documents() %}
    {% set touched = touched_documents() %}
    {% if is_incremental() %}delete from {{ this }} where document_id in ({{ touched }}){% endif %}
{% endmacro %}

{# A relation as it is in the version that this one is made from; without such a version it has no row. #}
{% macro previous(name) %}
    {% set relation = builtins.ref(name) %}
    {% set found = adapter.get_relation('previous', relation.schema, relation.identifier) if execute else none %}
    {{ return(found or '(select * from ' ~ relation ~ ' limit 0)') }}
{% endmacro %}

{# The keys of rows that only one of the two versions has. #}
{% macro changed_keys(name, key) -%}
select {{ key }} from (select * from {{ builtins.ref(name) }} except select * from {{ previous(name) }}) as added
    union
    select {{ key }} from (select * from {{ previous(name) }} except select * from {{ builtins.ref(name) }}) as removed
{%- endmacro %}
