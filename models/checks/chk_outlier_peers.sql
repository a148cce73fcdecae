-- grain: one row per document, unit, measure and fund of the document's own year
-- Peers are units of the same level and kind in the same year; only ratios are compared, sizes differ by nature.
with

measures as (

    select * from {{ ref('int_yearly_measures') }}
    where kind = 'peers' and fiscal_year = report_year

),

entities as (

    select * from {{ ref('int_entities') }}
    where is_last_name

),

regions as (

    select * from {{ ref('int_entity_regions') }}

),

name_kinds as (

    select * from {{ ref('int_entity_kinds') }}

),

classed as (

    select
        entities.entity_id,
        coalesce(entities.agency_level, regions.agency_level) as agency_level,
        coalesce(entities.agency_kind, name_kinds.agency_kind) as agency_kind
    from entities
    left join regions on entities.entity_name = regions.entity_name
    left join name_kinds on entities.entity_name = name_kinds.entity_name

),

own as (

    select
        measures.*,
        classed.agency_level,
        classed.agency_kind
    from measures
    left join classed on measures.entity_id = classed.entity_id

),

-- a unit counts once, however many of its documents print the year
peers as (

    select
        entity_id,
        measure,
        fund,
        fiscal_year,
        agency_level,
        agency_kind,
        avg(value) as value
    from own
    where agency_level is not null and agency_kind is not null
    group by entity_id, measure, fund, fiscal_year, agency_level, agency_kind

),

centred as (

    select
        *,
        median(value) over (partition by measure, fund, fiscal_year, agency_level, agency_kind) as middle
    from peers

),

spreads as (

    select
        measure,
        fund,
        fiscal_year,
        agency_level,
        agency_kind,
        count(*) - 1 as peer_count,
        max(middle) as middle,
        median(abs(value - middle)) as spread
    from centred
    group by measure, fund, fiscal_year, agency_level, agency_kind

),

judged as (

    select
        own.*,
        coalesce(spreads.peer_count, 0) as peer_count,
        spreads.middle,
        case
            when coalesce(spreads.peer_count, 0) < 5 then 'not_assessable'
            when
                abs(own.value - spreads.middle) > 3.5 * greatest(1.4826 * spreads.spread, 0.1 * abs(spreads.middle), 1)
                then 'fail'
            else 'pass'
        end as status
    from own
    left join spreads
        on
            own.measure = spreads.measure
            and own.fund = spreads.fund
            and own.fiscal_year = spreads.fiscal_year
            and own.agency_level = spreads.agency_level
            and own.agency_kind = spreads.agency_kind

),

{{ outlier_results(
    'outlier_peers',
    '同级同类单位',
    "agency_level, agency_kind, '共', cast(peer_count as " ~ dbt.type_string() ~ "), '个可比单位，'",
    "case when agency_level is null or agency_kind is null then '不知道单位的级次或性质'"
    ~ " else concat('同级同类单位只有', cast(peer_count as " ~ dbt.type_string() ~ "), '个，至少要五个') end",
) }}
