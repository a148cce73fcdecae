-- grain: one row per stated number of things that the text then lists
with

marks as (

    select
        *,
        {{ split_last('subject', '|') }} as listed_text,
        case
            when text = '两' then '2'
            when strpos('一二三四五六七八九十', text) > 0 then cast(strpos('一二三四五六七八九十', text) as {{ dbt.type_string() }})
            else text
        end as stated_text
    from {{ ref('stg_text_marks') }}
    where kind = 'counted_list'

),

named as (

    select
        *,
        replace(subject, concat('|', listed_text), '') as noun
    from marks

),

final as (

    select
        'count_list' as check_id,
        document_id,
        cast(null as {{ dbt.type_string() }}) as figure_id,
        concat(noun, '的个数') as subject,
        case when stated_text = listed_text then 'pass' else 'fail' end as status,
        concat(text, '个', noun) as reported,
        concat(listed_text, '个') as expected,
        cast(null as decimal(38, 10)) as difference,
        concat('列出', listed_text, '个不同的', noun) as formula,
        concat('写有', text, '个', noun, '，列出的不同', noun, '有', listed_text, '个') as message,
        '' as missing,
        '' as cause,
        {{ passage_place() }},
        '' as figure_ids
    from named

)

select
    {{ result_columns() }}
from final
