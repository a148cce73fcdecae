-- grain: one row per figure and key by which a check may ask for it
-- 'p:' the printed path, 'c:' the account. A row of a functional or other foreign breakdown (教育支出/基本支出) has its
-- path only: it is a part of the account, not the account.
with

operands as (

    select * from {{ ref('int_operands') }}

),

account_names as (

    select item_name as name from {{ ref('items') }}
    union
    select alias as name from {{ ref('aliases') }}

),

paths as (

    select
        figure_id,
        document_id,
        concat('p:', item) as item_key
    from operands

),

accounts as (

    select
        operands.figure_id,
        operands.document_id,
        concat('c:', operands.item_code) as item_key
    from operands
    left join account_names on split_part(operands.item_parent, '/', -1) = account_names.name
    where
        operands.item_code <> ''
        and operands.class_code = ''
        and (operands.item_parent = '' or account_names.name is not null)

),

-- 收入支出总计 is one number for two accounts
joint as (

    select
        operands.figure_id,
        operands.document_id,
        concat('c:', joint_items.item_code) as item_key
    from operands
    inner join {{ ref('joint_items') }} as joint_items on operands.item_leaf like concat('%', joint_items.word)
    where operands.class_code = ''

),

final as (

    select * from paths
    union
    select * from accounts
    union
    select * from joint

)

select * from final
