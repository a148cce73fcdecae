-- grain: one row per claim that holds once one of its figures is multiplied or divided by 10,000
with

operands as (

    select * from {{ ref('int_operands') }}

),

failing as (

    select * from {{ ref('int_claim_readings') }}
    where status = 'fail' and operation = 'ratio' and route = 0 and base > 0

),

unit_counts as (

    select
        document_id,
        unit,
        count(*) as figure_count
    from operands
    where is_money
    group by document_id, unit

),

factors as (

    select cast(10000 as double) as factor
    union all
    select cast(0.0001 as double) as factor

),

parts as (

    select
        claim_id,
        numerator_id as figure_id,
        100 * numerator / base as expected,
        reported,
        decimals,
        'numerator' as part
    from failing

    union all

    select
        claim_id,
        base_id as figure_id,
        100 * numerator / base as expected,
        reported,
        decimals,
        'base' as part
    from failing

),

-- of the two the figure with the rarer unit of the document is the suspect
ranked as (

    select
        parts.claim_id,
        suspects.document_id,
        suspects.figure_id as shifted_id,
        factors.factor,
        row_number() over (
            partition by parts.claim_id
            order by unit_counts.figure_count, suspects.figure_id, factors.factor desc
        ) as shift_number
    from parts
    cross join factors
    inner join operands as suspects on parts.figure_id = suspects.figure_id
    inner join unit_counts on suspects.document_id = unit_counts.document_id and suspects.unit = unit_counts.unit
    where
        parts.reported > 20 * {{ last_place('parts.decimals') }}
        and abs(
            parts.expected * case parts.part when 'numerator' then factors.factor else 1 / factors.factor end
            - parts.reported
        ) <= 1.000001 * {{ last_place('parts.decimals') }}

),

final as (

    select
        claim_id,
        document_id,
        shifted_id,
        factor
    from ranked
    where shift_number = 1

)

select * from final
