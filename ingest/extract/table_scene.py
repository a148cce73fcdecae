"""What holds for a whole table: its title, unit, year and fund, and what its blocks are about."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.document import Table
from ingest.extract.context import Context
from ingest.extract.table_columns import Block
from ingest.extract.table_words import TableWords, Title
from ingest.vocabulary import Unit


@dataclass(frozen=True, slots=True)
class Scene:
    """What holds for the whole table."""

    table: Table
    context: Context
    words: TableWords
    title: Title
    statement: str
    basis: str
    fund: str
    kind: str
    year: int | None
    unit: Unit | None
    subject: str = ""


def read_scene(table: Table, context: Context, words: TableWords, preamble: str, subject: str) -> Scene:
    """Return what title, notes and surroundings say of a table."""
    caption = words.title(table.caption)
    title = caption if caption.statement or caption.kind else _joined(caption, words.title(table.caption + preamble))
    if not title.statement and not title.kind:
        around = words.title(context.heading)
        title = replace(title, statement=around.statement, kind=around.kind, fund=title.fund or around.fund)
    statement = "" if title.statement == "-" else title.statement or context.statement
    basis = title.basis or context.basis or ("年初预算" if context.document_type == "budget" else "决算")
    unit = words.unit_note(table.unit_note) or caption.unit or words.unit_note(preamble) or context.unit
    year = title.year or context.fiscal_year
    kind = title.kind
    fund = title.fund or context.fund
    return Scene(table, context, words, title, statement, basis, fund, kind, year, unit, subject)


def _joined(caption: Title, wider: Title) -> Title:
    return replace(wider, unit=caption.unit or wider.unit)


def is_indicator(block: Block) -> bool:
    """Say whether the block scores indicators or sets targets for them."""
    marks = {c.metric for c in block.values} & {"score", "weight"} or {c.basis for c in block.values} & {
        "目标值",
        "完成值",
    }
    money = {c.basis for c in block.values} & {"年初预算", "全年预算", "执行数", "决算"}
    return bool(marks) and not money


def is_fund_table(block: Block) -> bool:
    """Say whether the block sets budgets against what was spent."""
    bases = {c.basis for c in block.values}
    return bool(bases & {"年初预算", "全年预算"}) and bool(bases & {"执行数", "决算"})
