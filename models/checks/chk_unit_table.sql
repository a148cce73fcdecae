-- grain: one row per table that prints amounts with a unit note
with

tables as (

    select
        document_id,
        table_no,
        min(table_caption) as caption,
        max(unit_note) as unit_note,
        min(page) as page,
        min(line) as line
    from {{ ref('stg_cells') }}
    where unit_note <> ''
    group by document_id, table_no

),

amounts as (

    select
        *,
        row_number() over (partition by document_id, table_no order by row_no, col_no, figure_id) as cell_number
    from {{ ref('int_operands') }}
    where table_no is not null and is_money and not is_claim

),

final as (

    select
        'unit_table' as check_id,
        tables.document_id,
        amounts.figure_id,
        concat('表', cast(tables.table_no as {{ dbt.type_string() }}), '《', tables.caption, '》的单位') as subject,
        case when misscaled.document_id is null then 'pass' else 'fail' end as status,
        tables.unit_note as reported,
        case misscaled.scale when 1 then '元' when -1 then '万元' else '' end as expected,
        cast(null as decimal(38, 10)) as difference,
        '表中的数与别处的同一数' as formula,
        case
            when misscaled.document_id is null then ''
            else
                concat(
                    '表', cast(tables.table_no as {{ dbt.type_string() }}), '《', tables.caption, '》写有“',
                    tables.unit_note, '”，表中的数都比别处的同一数',
                    case misscaled.scale when 1 then '大一万倍，单位应为“元”' else '小一万倍，单位应为“万元”' end
                )
        end as message,
        '' as missing,
        case misscaled.scale when 1 then 'unit_wan' when -1 then 'unit_yuan' else '' end as cause,
        amounts.entity,
        amounts.entity_id,
        tables.page,
        tables.line,
        tables.table_no,
        cast(null as integer) as row_no,
        cast(null as integer) as col_no,
        amounts.fiscal_year,
        amounts.figure_id as figure_ids
    from tables
    inner join amounts
        on
            tables.document_id = amounts.document_id
            and tables.table_no = amounts.table_no
            and amounts.cell_number = 1
    left join {{ ref('int_misscaled_tables') }} as misscaled
        on tables.document_id = misscaled.document_id and tables.table_no = misscaled.table_no

)

select
    {{ result_columns() }}
from final
