-- grain: one row per document, unit, measure and fund of the document's own year
-- value is an amount in 万元, or a ratio in percent where the measure has a base. What is printed with several values is
-- left out: which one is meant is not known.
with

operands as (

    select * from {{ ref('int_operands') }}
    where not is_claim and metric = 'amount' and is_money and is_unit_known and fiscal_year is not null

),

operand_keys as (

    select * from {{ ref('int_operand_keys') }}

),

measures as (

    select * from {{ ref('outlier_measures') }}

),

wanted as (

    select concat('c:', numerator_code) as item_key from measures
    union
    select concat('c:', base_code) as item_key from measures
    where base_code is not null

),

documents as (

    select * from {{ ref('int_documents') }}

),

amounts as (

    select
        operands.document_id,
        operands.entity_id,
        operands.entity,
        operands.fiscal_year,
        operand_keys.item_key,
        operands.basis_group,
        operands.fund,
        documents.fiscal_year as report_year,
        min(operands.figure_id) as figure_id,
        max(operands.number) as number
    from operands
    inner join operand_keys on operands.figure_id = operand_keys.figure_id
    inner join wanted on operand_keys.item_key = wanted.item_key
    inner join documents on operands.document_id = documents.document_id
    group by
        operands.document_id, operands.entity_id, operands.entity, operands.fiscal_year, operand_keys.item_key,
        operands.basis_group, operands.fund, documents.fiscal_year
    having max(operands.number) - min(operands.number) <= 0.01

),

final as (

    select
        amounts.document_id,
        amounts.entity_id,
        amounts.figure_id,
        bases.figure_id as base_id,

        amounts.entity,
        measures.measure,
        measures.kind,
        measures.unit,
        amounts.fund,

        amounts.fiscal_year,
        amounts.report_year,
        case
            when measures.base_code is null then amounts.number
            when bases.number > 0 then 100 * amounts.number / bases.number
        end as value
    from measures
    inner join amounts
        on
            amounts.item_key = concat('c:', measures.numerator_code)
            and measures.numerator_basis = amounts.basis_group
    left join amounts as bases
        on
            measures.base_code is not null
            and bases.item_key = concat('c:', measures.base_code)
            and measures.base_basis = bases.basis_group
            and amounts.document_id = bases.document_id
            and amounts.entity_id = bases.entity_id
            and amounts.fund = bases.fund
            and bases.fiscal_year = amounts.fiscal_year + measures.base_year_offset

)

select * from final
where value is not null
