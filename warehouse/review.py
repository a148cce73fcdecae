"""The review queue, and what people decide about it: corrections of figures, aliases, verdicts on findings.

Decisions are rows of CSV files in the folder that the settings name; the next refresh, and each check of a file,
takes them into account. Nothing that was read is changed.
"""

from __future__ import annotations

import difflib
import getpass
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import polars as pl

from ingest.decisions import (
    CLEARED,
    METRICS,
    DecisionFileError,
    add_decision,
    alias_files,
    is_printed_number,
    read_decisions,
)
from ingest.errors import UsageError
from ingest.vocabulary import Item, Vocabulary, load_vocabulary
from warehouse.access import query
from warehouse.settings import Settings

FIELDS: Final = (
    "entity", "year", "statement", "item", "item_code", "function_code", "basis", "fund", "metric", "versus",
    "comparator", "unit", "value",
)  # fmt: skip
"""The fields of a figure that a correction may set."""

REFUSALS: Final = (UsageError, DecisionFileError)
"""What a decision is refused with, or the decisions of a folder cannot be read for: the text is for people."""

NON_FIGURE: Final = "non_figure"
_KINDS: Final = "vocabulary/non_figure_kinds.csv"
_EVIDENCE: Final = (
    "document_id", "doc", "page", "char_start", "char_end", "table_no", "row_no", "col_no", "raw", "snippet",
)  # fmt: skip
_QUEUE = """
select items.*, labels.label, reasons.review_order
from marts.fct_review_items as items
inner join seeds.review_reasons as reasons on items.review_reason = reasons.review_reason
left join (
    select figures.figure_id, string_agg(cells.text, ' ' order by cells.col_no) as label
    from marts.fct_review_items as figures
    inner join staging.stg_cells as cells
        on figures.document_id = cells.document_id and figures.table_no = cells.table_no
        and figures.row_no = cells.row_no and figures.col_no > cells.col_no
    where cells.text <> '' and figures.item_path is null
    group by figures.figure_id
) as labels on items.figure_id = labels.figure_id
where ($doc = '' or contains(items.document_name, $doc)) and ($reason = '' or items.review_reason = $reason)
order by reasons.review_order, items.confidence, items.document_name, items.page, items.line, items.review_id
"""
_NON_FIGURES = """
select
    figure_id as review_id, 'non_figure' as review_reason, document_id, figure_id, kind, doc as document_name,
    raw as raw_text, '' as unit_text, snippet, page, line, table_no, row_no, col_no, cast(null as double) as confidence
from intermediate.int_non_figures
where $doc = '' or contains(doc, $doc)
order by doc, document_id, page, char_start
"""
_NON_FIGURE = """
select
    numerals.*, '' as unit, '' as item, '' as basis, '' as metric, '' as statement,
    cast(null as integer) as fiscal_year, corrected.correction_id
from intermediate.int_non_figures as numerals
left join intermediate.int_corrected_figures as corrected on numerals.figure_id = corrected.figure_id
where numerals.figure_id = $id or corrected.correction_id = $id
"""
_FIGURE = """
select
    figures.figure_id, figures.document_id, figures.doc, figures.page, figures.line, figures.char_start,
    figures.char_end, figures.table_no, figures.row_no, figures.col_no, figures.raw, figures.unit, figures.snippet,
    figures.item, figures.basis, figures.metric, figures.statement, figures.fiscal_year,
    corrected.correction_id, documents.fiscal_year as document_year
from staging.stg_figures as figures
inner join intermediate.int_corrected_figures as corrected on figures.figure_id = corrected.figure_id
inner join intermediate.int_documents as documents on figures.document_id = documents.document_id
where figures.figure_id = $id or corrected.correction_id = $id
"""
_BEFORE = """
select
    entity, fiscal_year as year, statement, item, item_code, class_code as function_code, basis, fund, metric, versus,
    comparator, unit, value_text as value
from staging.stg_corrections where correction_id = $id
"""


def list_queue(settings: Settings, doc: str = "", reason: str = "") -> pl.DataFrame:
    """Return what waits for a person, in order, with the item that the words around the number suggest (or '').

    Numerals read as no figure wait for nobody: they are listed, with their kind as the guess, where the reason is
    :data:`NON_FIGURE`.
    """
    if reason == NON_FIGURE:
        found = query(_NON_FIGURES, {"doc": doc}, settings)
        kinds = {row["kind"]: row["kind_name"] for row in vocabulary_of(settings).rows(_KINDS)}
        return found.with_columns(pl.col("kind").replace(kinds).alias("guess"))
    rows = query(_QUEUE, {"doc": doc, "reason": reason}, settings)
    words = vocabulary_of(settings)
    guesses = [
        row["item_path"] or guess_item(words, row["label"] or "") or guess_item(words, row["snippet"] or "")
        for row in rows.iter_rows(named=True)
    ]
    return rows.with_columns(pl.Series("guess", guesses, dtype=pl.String)).drop("label", "review_order")


def guess_item(vocabulary: Vocabulary, text: str) -> str:
    """Return ``name（code）`` of the last standard item printed in a text, '' where there is none: a hint, no more."""
    found = vocabulary.find_items(text)
    return f"{found[-1].item.name}（{found[-1].item.code}）" if found else ""


def vocabulary_of(settings: Settings) -> Vocabulary:
    """Return the vocabulary with the aliases learnt in this home."""
    return load_vocabulary(settings.seeds, alias_files(settings.decisions))


def find_item(vocabulary: Vocabulary, named: str) -> Item:
    """Return the standard item of a code, a name or an alias; raise UsageError, with what is near, for another word."""
    known = vocabulary.items.get(named)
    if known is None and (match := vocabulary.item_of(named)):
        known = match[1]
    if known is None:
        codes = {item.name: code for code, item in vocabulary.items.items()}
        near = difflib.get_close_matches(named, [*codes, *codes.values()], n=3, cutoff=0.4)
        shown = "、".join(f"{word}（{codes[word]}）" if word in codes else word for word in near)
        advice = f"是不是 {shown}" if shown else "科目见 seeds/vocabulary/items.csv"
        raise UsageError(f"没有科目 {named}", advice=advice)
    return known


def waiting_verdicts(settings: Settings) -> dict[str, dict[str, Any]]:
    """Return the verdicts recorded in this home that the published version does not know yet, by finding."""
    given = {row["finding_id"]: row for row in read_decisions(settings.decisions)["verdicts"].to_dicts()}
    if not given:
        return {}
    published = query("select finding_id, verdict_at from checks.fct_findings where verdict is not null", (), settings)
    known = dict(published.iter_rows())
    return {finding_id: row for finding_id, row in given.items() if known.get(finding_id) != row["made_at"]}


def waiting_correction(settings: Settings, figure_id: str) -> dict[str, Any] | None:
    """Return the last correction of a published figure that the published version does not know yet, or None."""
    recorded = _recorded(settings, _figure(settings, figure_id))
    if recorded is None:
        return None
    at = {"document_id": recorded["document_id"], "made_at": recorded["made_at"]}
    known = query(
        "select 1 from marts.fct_corrections where document_id = $document_id and decided_at = $made_at", at, settings
    )
    return recorded if known.is_empty() else None


def correct_figure(
    settings: Settings,
    figure_id: str,
    fields: Mapping[str, Any],
    *,
    reason: str,
    who: str = "",
    action: str = "correct",
) -> tuple[Path, dict[str, Any], dict[str, Any]]:
    """Record a correction of a published figure and return the file, the figure as read, and the corrected fields.

    ``fields`` are those of :data:`FIELDS`; None leaves a field as it is, also as an earlier correction has it.
    The id may be that of a numeral read as no figure: a correction then says which figure it is. Raises UsageError for
    an unknown figure, an empty reason or a value that no seed knows.
    """
    figure = _figure(settings, figure_id)
    row: dict[str, Any] = {}
    if figure["kind"]:
        _check_names_figure(figure, fields, action)
    if action == "correct":
        given = {name: value for name, value in fields.items() if value is not None and value != ""}
        if not given:
            raise UsageError("没有说要改什么", advice="例如 --item 公务接待费、--year 2022、--unit 元")
        row = _corrected_before(settings, figure) | _completed(vocabulary_of(settings), given, figure)
    elif action == "withdraw" and not _is_corrected(settings, figure):
        raise UsageError(f"数字 {figure_id} 没有在用的更正，不必撤回")
    evidence = {name: figure[name] for name in _EVIDENCE}
    signature = {"action": action, "who": _signed(who), "reason": _stated(reason)}
    return add_decision(settings.decisions, "corrections", row | evidence | signature), figure, row


def learn_alias(settings: Settings, word: str, named: str, *, reason: str, who: str = "") -> tuple[Path, Item]:
    """Record that a printed word means a standard item; documents are read again with it at the next refresh."""
    item = find_item(vocabulary_of(settings), named)
    row = {"alias": word.strip(), "item_code": item.code, "who": _signed(who), "reason": _stated(reason)}
    return add_decision(settings.decisions, "aliases", row), item


def give_verdict(settings: Settings, finding_id: str, verdict: str, *, reason: str, who: str = "") -> dict[str, Any]:
    """Record a verdict on a published finding, bound to its evidence, and return the finding."""
    found = query(
        "select finding_id, doc, message, evidence_hash from checks.fct_findings where starts_with(finding_id, $id)",
        {"id": finding_id},
        settings,
    ).to_dicts()
    if len(found) != 1 or not finding_id:
        what = f"有 {len(found)} 条问题的编号以 {finding_id} 开头" if found else f"没有编号为 {finding_id} 的问题"
        raise UsageError(what, advice="用 mingzhang findings 查看编号")
    row = {name: found[0][name] for name in ("finding_id", "evidence_hash")}
    row |= {"verdict": verdict, "who": _signed(who), "reason": _stated(reason)}
    add_decision(settings.decisions, "verdicts", row)
    return found[0]


def _figure(settings: Settings, figure_id: str) -> dict[str, Any]:
    """Return a figure as read, or a numeral read as no figure, which has a ``kind``; raise UsageError for neither."""
    found = query(_FIGURE, {"id": figure_id}, settings).to_dicts()
    if not found:
        found = query(_NON_FIGURE, {"id": figure_id}, settings).to_dicts()
    if not found:
        advice = "用 mingzhang review 查看编号；读作非指标的数码用 mingzhang review --why non_figure 查看"
        raise UsageError(f"没有编号为 {figure_id} 的数字", advice=advice)
    return {"kind": ""} | found[0]


def _check_names_figure(numeral: Mapping[str, Any], fields: Mapping[str, Any], action: str) -> None:
    """Refuse a correction of a numeral read as no figure that does not make a figure of it."""
    if action == "exclude":
        raise UsageError(f"{numeral['raw']} 本来就没有读作指标，不必排除")
    if action != "correct" or numeral["correction_id"]:
        return
    if not fields.get("item") and not fields.get("item_code"):
        raise UsageError(f"{numeral['raw']} 没有读作指标，要先说明是哪个科目", advice="用 mingzhang review map")
    if not fields.get("value") and not is_printed_number(numeral["raw"]):
        raise UsageError(f"{numeral['raw']} 不是阿拉伯数字", advice="用 --value 写出它的数值")


def _recorded(settings: Settings, figure: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the last row of this home's files about the place where a figure stands, or None."""
    place = [name for name in _EVIDENCE if name not in ("doc", "snippet")]
    rows = read_decisions(settings.decisions)["corrections"]
    here = rows.filter(pl.col(name).eq_missing(pl.lit(figure[name], rows.schema[name])) for name in place)
    return here.row(-1, named=True) if here.height else None


def _is_corrected(settings: Settings, figure: Mapping[str, Any]) -> bool:
    """Return whether a correction holds for a figure, one that no refresh has seen yet included."""
    recorded = _recorded(settings, figure)
    return bool(figure["correction_id"]) if recorded is None else recorded["action"] != "withdraw"


def _corrected_before(settings: Settings, figure: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that hold for a figure: those recorded last, also where no refresh has seen them yet."""
    if (recorded := _recorded(settings, figure)) is not None:
        return {name: recorded[name] for name in FIELDS} if recorded["action"] == "correct" else {}
    published = query(_BEFORE, {"id": figure["correction_id"] or ""}, settings).to_dicts()
    return published[0] if published else {}


def _completed(vocabulary: Vocabulary, given: dict[str, Any], figure: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields given, with what follows from the item where the figure had no name; refuse unknown values."""
    row = dict(given)
    named = row.get("item_code") or row.get("item")
    if named and named != CLEARED:
        leaf = str(named).rsplit("/", 1)[-1]
        if row.get("item_code") or vocabulary.item_of(leaf):
            item = find_item(vocabulary, leaf)
            row |= {"item": row.get("item") or item.name, "item_code": item.code}
            if not figure["item"]:
                row = {"statement": item.statement, "metric": item.metric} | row
        else:
            row["item_code"] = CLEARED
        if not figure["item"] and not figure["fiscal_year"] and figure["document_year"]:
            row.setdefault("year", figure["document_year"])
    allowed = {
        "statement": {r["statement"] for r in vocabulary.rows("rules/fact_tables.csv")},
        "basis": {r["basis"] for r in vocabulary.rows("rules/basis_groups.csv")},
        "fund": {r["fund"] for r in vocabulary.rows("vocabulary/funds.csv")},
        "metric": set(METRICS),
        "unit": set(vocabulary.units),
    }
    for name, known in allowed.items():
        value = row.get(name, CLEARED)
        if value != CLEARED and value not in known:
            shown = "、".join(sorted(known)[:20])
            raise UsageError(f"{name} 没有 {value} 这个值", advice=f"可用：{shown}" + ("…" if len(known) > 20 else ""))
    return row


def _signed(who: str) -> str:
    return who.strip() or getpass.getuser()


def _stated(reason: str) -> str:
    if not reason.strip():
        raise UsageError("没有写理由", advice="用 --reason 说明为什么，日后才能复核")
    return reason.strip()
