{# The columns that every fact table shares, in the order of STYLE.md: ids, strings, numerics, booleans. #}
{% macro fact_ids() -%}
fact_id,
        entity_id,
        item_id,
        class_code,
        document_id,
        figure_id,
        figure_ids
{%- endmacro %}

{% macro fact_texts() -%}
entity_name,
        statement,
        item_path,
        item_name,
        basis,
        basis_group,
        fund,
        raw_text,
        unit_text,
        trust_state
{%- endmacro %}

{% macro fact_numbers() -%}
printing_count,
        disagreeing_count,
        confidence,

        is_unit_known
{%- endmacro %}

{# A fact table that is a selection of the resolved facts: `measures` are its own columns. #}
{% macro select_facts(fact_table, measures) -%}
with

facts as (

    select * from {{ ref('fct_facts') }}
    where fact_table = '{{ fact_table }}'

),

final as (

    select
        {{ fact_ids() }},

        {{ fact_texts() }},

        fiscal_year,
        {%- for measure in measures %}
        {{ measure }},
        {%- endfor %}
        printed_value,
        {{ fact_numbers() }}

    from facts

)

select * from final
order by entity_id, fiscal_year, fact_id
{%- endmacro %}

{# The trust state of several facts together is that of the least trusted: seeds/rules/trust_states.csv ranks them. #}
{% macro worst_trust(rank_column) -%}
{{ trust_of_rank('min(' ~ rank_column ~ ')') }}
{%- endmacro %}

{% macro trust_of_rank(rank) -%}
case {{ rank }} when 1 then 'disputed' when 3 then 'reconciled' when 4 then 'verified' else 'unverified' end
{%- endmacro %}
