-- grain: one row per account of a disclosure and detail that has to be told of it (seeds/rules/required_details.csv)
-- A detail is told where it was read, or named: it may stand where nothing was read of it. Lacking it is only where the
-- document goes on after its words on 三公, or prints its public tables: an excerpt need not tell everything. That an
-- item of 三公 is told nowhere shows only in the whole disclosure.
with

operands as (

    select * from {{ ref('int_operands') }}
    where not is_claim and comparator in ('', '=') and metric in ('amount', 'count')

),

keyed as (

    select
        operands.*,
        operand_keys.item_key
    from operands
    inner join {{ ref('int_operand_keys') }} as operand_keys
        on operands.figure_id = operand_keys.figure_id and operand_keys.item_key like 'c:%'
    where operands.class_code = ''

),

rules as (

    select
        required.*,
        concat('c:', required.account_code) as account_key,
        concat('c:', required.detail_code) as detail_key,
        accounts.item_name as account_name,
        details.item_name as detail_name
    from {{ ref('required_details') }} as required
    inner join {{ ref('items') }} as accounts on required.account_code = accounts.item_code
    inner join {{ ref('items') }} as details on required.detail_code = details.item_code

),

documents as (

    select * from {{ ref('int_documents') }}
    where is_readable

),

-- the document's own account, not zero: what was done has to be told
amounts as (

    select
        rules.document_type,
        rules.account_code,
        rules.account_name,
        rules.detail_code,
        rules.detail_key,
        rules.detail_name,
        rules.word_pattern,
        coalesce(rules.unit, '') as unit_word,
        coalesce(rules.cause, '') as detail_cause,
        rules.in_whole_only,
        keyed.*,
        row_number() over (
            partition by keyed.document_id, rules.account_code, rules.detail_code
            order by case when keyed.table_no is null then 0 else 1 end, keyed.page, keyed.line, keyed.figure_id
        ) as printing
    from rules
    inner join documents on rules.document_type = documents.document_type
    inner join keyed
        on
            documents.document_id = keyed.document_id
            and documents.entity = keyed.entity
            and documents.fiscal_year = keyed.fiscal_year
            and rules.account_key = keyed.item_key
            and keyed.metric = 'amount'
            and keyed.number > 0
            and keyed.basis_group = case rules.document_type when 'budget' then '年初预算' else '决算' end
    where documents.fiscal_year >= rules.valid_from

),

-- the words on 三公 were read to their end: another section of the notes follows
sections as (

    select
        document_id,
        max(case when item_code like 'tp.%' and metric = 'amount' then page * 100000 + line end) as told_at,
        max(
            case
                when statement in ('procurement', 'assets') or item_code like 'exp.operation%'
                    then page * 100000 + line
            end
        ) as next_at
    from operands
    where table_no is null
    group by document_id

),

public_tables as (

    select
        document_id,
        count(distinct subject) as table_count
    from {{ ref('stg_text_marks') }}
    where kind = 'table_title'
    group by document_id

),

lines as (

    select
        document_id,
        {{ name_key('text') }} as text
    from {{ ref('stg_lines') }}

),

mentioned as (

    select distinct
        amounts.document_id,
        amounts.detail_code
    from amounts
    inner join lines
        on
            amounts.document_id = lines.document_id
            and regexp_replace(lines.text, amounts.word_pattern, '') <> lines.text
    where amounts.printing = 1

),

unnamed as (

    select distinct
        document_id,
        unit
    from {{ ref('stg_figures') }}
    where item = ''

),

told as (

    select distinct
        document_id,
        item_key
    from keyed

),

judged as (

    select
        amounts.*,
        case
            when told.document_id is not null then 'pass'
            when mentioned.document_id is not null or unnamed.document_id is not null then 'not_assessable'
            when
                (not amounts.in_whole_only and sections.next_at > sections.told_at)
                or (sections.told_at is not null and public_tables.table_count >= 5)
                then 'fail'
            else 'not_assessable'
        end as status,
        case
            when told.document_id is not null then ''
            when mentioned.document_id is not null or unnamed.document_id is not null then '文中可能已写明，但没有读出'
            when
                (not amounts.in_whole_only and sections.next_at > sections.told_at)
                or (sections.told_at is not null and public_tables.table_count >= 5)
                then ''
            else '没有读到“三公”经费说明的全文'
        end as missing
    from amounts
    left join told on amounts.document_id = told.document_id and amounts.detail_key = told.item_key
    left join mentioned on amounts.document_id = mentioned.document_id and amounts.detail_code = mentioned.detail_code
    left join unnamed on amounts.document_id = unnamed.document_id and amounts.unit_word = unnamed.unit
    left join sections on amounts.document_id = sections.document_id
    left join public_tables on amounts.document_id = public_tables.document_id
    where amounts.printing = 1

),

final as (

    select
        'completeness_details' as check_id,
        document_id,
        figure_id,
        concat(account_name, '应说明', detail_name) as subject,
        status,
        value_text as reported,
        detail_name as expected,
        cast(null as decimal(38, 10)) as difference,
        '' as formula,
        case
            when status = 'fail' then concat(item, '为', value_text, '（', place_text, '），没有写明', detail_name) else ''
        end as message,
        missing,
        case when status = 'fail' then detail_cause else '' end as cause,
        {{ figure_place() }},
        figure_id as figure_ids
    from judged

)

select
    {{ result_columns() }}
from final
