-- grain: one row per group of parts and printing of a total that is not their sum
-- What else in the document says that the parts, or the total, are of another scope.
with

compared as (

    select * from {{ ref('int_sum_comparisons') }}

),

totals as (

    select * from {{ ref('int_sum_totals') }}

),

parts as (

    select * from {{ ref('int_sum_parts') }}

),

operands as (

    select * from {{ ref('int_operands') }}
    where not is_claim and comparator in ('', '=')

),

-- where something left out of the group would stand: beside the total, or in the sentence that tells the parts
places as (

    select
        compared.group_id,
        compared.figure_id,
        totals.page,
        totals.line,
        2 as reach,
        compared.is_beside as has_only_others
    from compared
    inner join operands as totals on compared.figure_id = totals.figure_id
    union
    select
        parts.group_id,
        parts.total_id as figure_id,
        printed_parts.page,
        printed_parts.line,
        0 as reach,
        true as has_only_others
    from parts
    inner join operands as printed_parts on parts.part_id = printed_parts.figure_id
    where printed_parts.table_no is null

),

-- what is left over is printed there: probably a part that is not in the group
residues as (

    select
        compared.group_id,
        compared.figure_id,
        -- printed below the total: a part under a name that the group does not hold (编外聘用)
        max(case when others.item like concat(totals.item, '/%') then 1 else 0 end) as is_part
    from compared
    inner join operands as totals on compared.figure_id = totals.figure_id
    inner join places on compared.group_id = places.group_id and compared.figure_id = places.figure_id
    inner join {{ ref('int_corrected_figures') }} as others
        on totals.document_id = others.document_id and places.page = others.page
    where
        compared.arithmetic = 'fail'
        and abs(places.line - others.line) <= places.reach
        and others.value_norm <> 0
        and others.figure_id <> totals.figure_id
        and not (
            places.has_only_others
            and concat('|', compared.part_ids, '|') like concat('%|', others.figure_id, '|%')
        )
        and abs(abs(compared.reported - compared.expected) - abs(cast(others.value_norm as double)))
        <= {{ last_place('compared.decimals') }} * 0.500001
    group by compared.group_id, compared.figure_id

),

-- all the other amounts of the sentence together are what is left over: its list goes on beyond the group
list_rests as (

    select
        compared.group_id,
        compared.figure_id
    from compared
    inner join operands as totals on compared.figure_id = totals.figure_id
    inner join operands as others
        on
            totals.document_id = others.document_id
            and totals.entity_id = others.entity_id
            and totals.fiscal_year = others.fiscal_year
            and totals.basis_group = others.basis_group
            and totals.page = others.page
            and totals.line = others.line
            and totals.metric = others.metric
            and totals.figure_id <> others.figure_id
    where
        compared.arithmetic = 'fail'
        and totals.table_no is null
        and others.table_no is null
        and others.char_start > totals.char_start
        and concat('|', compared.part_ids, '|') not like concat('%|', others.figure_id, '|%')
    group by compared.group_id, compared.figure_id, compared.reported, compared.expected, compared.decimals
    having
        count(*) > 1
        and abs(compared.reported - compared.expected - sum(others.number))
        <= count(*) * {{ last_place('compared.decimals') }}

),

-- the parts stand beside another printing of the total, with another number: they are parts of that
parts_elsewhere as (

    select distinct
        compared.group_id,
        compared.figure_id
    from compared
    inner join totals on compared.group_id = totals.group_id and compared.figure_id = totals.figure_id
    inner join parts on totals.group_id = parts.group_id and totals.figure_id = parts.total_id and parts.distance > 1
    inner join operands as printed_parts on parts.part_id = printed_parts.figure_id
    inner join totals as others
        on
            totals.group_id = others.group_id
            and totals.document_id = others.document_id
            and totals.entity_id = others.entity_id
            and totals.fiscal_year = others.fiscal_year
            and totals.basis_group = others.basis_group
            and totals.number <> others.number
            and others.page = printed_parts.page
            and others.line = printed_parts.line
    where
        compared.arithmetic = 'fail'
        and totals.table_no is null
        and others.table_no is null
        and printed_parts.table_no is null

),

-- another printing of the same total equals the sum: this one is of another scope, unless a slip of the pen explains it
repeated as (

    select distinct
        compared.group_id,
        compared.figure_id
    from compared
    inner join operands as totals on compared.figure_id = totals.figure_id
    inner join operands as others
        on
            totals.document_id = others.document_id
            and totals.entity_id = others.entity_id
            and totals.fiscal_year = others.fiscal_year
            and totals.basis_group = others.basis_group
            and totals.item_code = others.item_code
            and totals.fund = others.fund
            and totals.figure_id <> others.figure_id
    inner join compared as holding
        on
            others.figure_id = holding.figure_id
            and compared.group_id = holding.group_id
            and holding.arithmetic in ('pass', 'rounding')
    where
        compared.arithmetic = 'fail'
        and totals.item_code <> ''
        and totals.digits <> others.digits
        and {{ digit_cause('totals.digits', 'others.digits') }} = ''

),

-- the total is last year's number of the same item: a copy, not another scope
copied as (

    select distinct totals.figure_id
    from operands as totals
    inner join operands as last_year
        on
            totals.document_id = last_year.document_id
            and totals.entity_id = last_year.entity_id
            and totals.fiscal_year - 1 = last_year.fiscal_year
            and totals.basis_group = last_year.basis_group
            and totals.item_code = last_year.item_code
            and totals.fund = last_year.fund
            and totals.number = last_year.number
    where totals.item_code <> '' and totals.number <> 0

),

final as (

    select
        compared.group_id,
        compared.figure_id,
        compared.document_id,
        residues.figure_id is not null as has_residue,
        coalesce(residues.is_part, 0) = 1 as is_residue_part,
        list_rests.figure_id is not null as has_list_rest,
        parts_elsewhere.figure_id is not null and copied.figure_id is null as has_parts_elsewhere,
        repeated.figure_id is not null and copied.figure_id is null and not compared.is_whole_row as is_repeated
    from compared
    left join residues on compared.group_id = residues.group_id and compared.figure_id = residues.figure_id
    left join list_rests on compared.group_id = list_rests.group_id and compared.figure_id = list_rests.figure_id
    left join parts_elsewhere
        on compared.group_id = parts_elsewhere.group_id and compared.figure_id = parts_elsewhere.figure_id
    left join repeated on compared.group_id = repeated.group_id and compared.figure_id = repeated.figure_id
    left join copied on compared.figure_id = copied.figure_id
    where compared.arithmetic = 'fail'

)

select * from final
