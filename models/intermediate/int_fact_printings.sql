-- grain: one row per printing of a fact
-- A fact is one quantity of one entity and year; each place that prints it is a printing. The order of preference is
-- seeds/rules/printing_priority.csv: within a document a formal public table stands before another table and that
-- before prose, then an exact number before a bound, a printed unit before none, more decimals, higher confidence, the
-- earlier place. Among documents the entity's own report of that year stands first. Picking within documents first
-- keeps the windows small.
{% set subject = subject_parts('keyed', 'keyed.item_key', 'keyed.same_name_number') %}
with

figures as (

    select * from {{ ref('int_figures') }}

),

documents as (

    select * from {{ ref('int_documents') }}

),

entity_names as (

    select * from {{ ref('int_entity_names') }}

),

items as (

    select distinct item_name from {{ ref('items') }}

),

item_paths as (

    select * from {{ ref('int_item_paths') }}

),

priorities as (

    select * from {{ ref('printing_priority') }}

),

class_names as (

    select
        class_code,
        min(class_name) as class_name
    from {{ ref('int_budget_classes') }}
    group by class_code

),

public_tables as (

    select distinct figures.table_name
    from (select distinct table_name from figures) as figures
    inner join {{ ref('public_tables') }} as public_tables
        on figures.table_name like concat('%', public_tables.name_part, '%')

),

facts as (

    select
        figures.*,
        figures.function_code || figures.economic_code as class_code
    from figures
    -- a target that is itself a percentage (满意率 ≥95%) is a primary quantity though its metric is a rate
    where
        not figures.is_claim
        or (
            figures.statement = 'target'
            and figures.metric in ('rate', 'share')
            and figures.basis_group in ('目标值', '完成值')
            and figures.versus_item = ''
        )

),

keyed as (

    select
        facts.*,
        -- rows of class tables meet by their code, whatever the cell's wording; the column is the rest of the path
        case
            when facts.class_code = '' and item_paths.is_standard_path then facts.item_code
            when facts.class_code = '' then facts.item
            when facts.item_leaf in ('合计', '小计') or facts.item_parent = '' then facts.class_code
            when facts.item_leaf = class_names.class_name then facts.class_code
            when items.item_name is not null then facts.class_code || '/' || facts.item_leaf
            else facts.class_code || '/' || facts.item
        end as item_key,
        -- one table may list several indicators under one name: each row is a fact of its own
        case
            when facts.statement in ('target', 'score') and facts.table_no is not null
                then row_number() over (
                    partition by
                        facts.document_id, facts.table_no, facts.entity_id, facts.fiscal_year, facts.statement,
                        facts.item, facts.basis_group, facts.metric
                    order by facts.row_no, facts.col_no, facts.page, facts.char_start, facts.figure_id
                )
            else 1
        end as same_name_number
    from facts
    left join class_names on facts.class_code = class_names.class_code
    left join items on facts.item_leaf = items.item_name
    left join item_paths
        on
            facts.item = item_paths.item
            and facts.item_code = item_paths.item_code

),

identified as (

    select
        keyed.*,
        -- what the fact is about, whatever its basis: it pairs 目标值 with 完成值, 分值 with 得分, budget with execution
        {{ hash_key(subject) }} as subject_id,
        {{ hash_key(subject + ['keyed.basis_group', 'keyed.metric']) }} as fact_id,
        case
            when keyed.table_no is null and keyed.table_name = '' then 'prose'
            when public_tables.table_name is null then 'free_table'
            else 'public_table'
        end as place_kind,
        case when keyed.is_unit_known then 'known' else 'unknown' end as unit_kind,
        case when keyed.comparator in ('', '=') then 'exact' else 'bound' end as comparator_kind,
        case when keyed.entity_id = headings.entity_id then 'own' else 'other' end as report_entity_kind,
        case
            when documents.fiscal_year is null or keyed.fiscal_year is null then 'unknown'
            when documents.fiscal_year = keyed.fiscal_year then 'same'
            when documents.fiscal_year > keyed.fiscal_year then 'later'
            else 'earlier'
        end as report_year_kind
    from keyed
    inner join documents on keyed.document_id = documents.document_id
    inner join entity_names as headings
        on
            documents.document_id = headings.document_id
            and documents.entity = headings.printed_name
    left join public_tables on keyed.table_name = public_tables.table_name

),

ranked_within_document as (

    select
        identified.*,
        places.rank as place_rank,
        units.rank as unit_rank,
        comparators.rank as comparator_rank,
        report_entities.rank as report_entity_rank,
        report_years.rank as report_year_rank,
        row_number() over (
            partition by identified.document_id, identified.fact_id
            order by
                places.rank, comparators.rank, units.rank, identified.decimals desc, identified.confidence desc,
                identified.page, identified.line, identified.char_start, identified.figure_id
        ) as number_in_document
    from identified
    inner join priorities as places
        on places.criterion = 'place' and identified.place_kind = places.criterion_value
    inner join priorities as units
        on units.criterion = 'unit' and identified.unit_kind = units.criterion_value
    inner join priorities as comparators
        on comparators.criterion = 'comparator' and identified.comparator_kind = comparators.criterion_value
    inner join priorities as report_entities
        on
            report_entities.criterion = 'report_entity'
            and identified.report_entity_kind = report_entities.criterion_value
    inner join priorities as report_years
        on report_years.criterion = 'report_year' and identified.report_year_kind = report_years.criterion_value

),

ranked_among_documents as (

    select
        figure_id,
        row_number() over (
            partition by fact_id
            order by
                report_entity_rank, report_year_rank, place_rank, comparator_rank, unit_rank, decimals desc,
                confidence desc, document_id
        ) as document_number
    from ranked_within_document
    where number_in_document = 1

),

chosen as (

    select
        ranked_within_document.fact_id,
        ranked_within_document.figure_id,
        ranked_within_document.value_low,
        ranked_within_document.value_high
    from ranked_within_document
    inner join ranked_among_documents
        on ranked_within_document.figure_id = ranked_among_documents.figure_id
    where ranked_among_documents.document_number = 1

),

final as (

    select
        printings.figure_id,
        printings.fact_id,
        printings.subject_id,
        chosen.figure_id as chosen_figure_id,
        printings.document_id,
        printings.entity_id,

        printings.item_key,
        printings.place_kind,
        printings.report_entity_kind,
        printings.report_year_kind,

        printings.fiscal_year,
        printings.same_name_number,
        printings.number_in_document,

        printings.figure_id = chosen.figure_id as is_chosen,
        -- two printings agree where the intervals their digits stand for can meet; 超过2500 agrees with 2550.82
        (printings.value_low <= chosen.value_high or printings.comparator = '<=')
        and (printings.value_high >= chosen.value_low or printings.comparator = '>=') as is_agreeing

    from ranked_within_document as printings
    inner join chosen on printings.fact_id = chosen.fact_id

)

select * from final
