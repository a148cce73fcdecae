"""Commands by which people decide: review (map, correct, exclude, withdraw, alias) and verdict."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from ingest.errors import UsageError
from warehouse.commands.output import Format, print_rows
from warehouse.settings import load_settings
from warehouse.words import code_words

_Figure = Annotated[str, typer.Argument(metavar="数字编号", help="mingzhang review 列出的编号")]
_Reason = Annotated[str, typer.Option("--reason", metavar="理由", help="为什么这样改，日后复核用")]
_Who = Annotated[str, typer.Option("--who", metavar="姓名", help="谁做的决定；省略时是系统用户名")]
_Item = Annotated[str, typer.Option("--item", help="科目路径，以 / 分隔")]
_ItemCode = Annotated[str, typer.Option("--item-code", help="标准科目编码")]
_Basis = Annotated[str, typer.Option("--basis", help="口径，如 年初预算、决算")]
_Year = Annotated[int | None, typer.Option("--year", help="年度")]
_Fund = Annotated[str, typer.Option("--fund", help="资金范围")]
_Metric = Annotated[str, typer.Option("--metric", help="计量，如 amount、count、change_rate")]
_Unit = Annotated[str, typer.Option("--unit", help="印出的单位，如 元、万元")]
_Value = Annotated[str, typer.Option("--value", help="印出的数字；只在数字本身读错（如扫描件）或不是阿拉伯数字时用")]
_Entity = Annotated[str, typer.Option("--entity", help="单位名称")]


class Verdict(StrEnum):
    """What a reviewer says of a finding: it is right, it is wrong, or there is a good reason for it."""

    accept = "accept"
    dispute = "dispute"
    explain = "explain"


def review(
    context: typer.Context,
    doc: Annotated[str, typer.Option("--doc", metavar="文件", help="文件名（含有即可）")] = "",
    why: Annotated[
        str,
        typer.Option("--why", help="unmapped、low_confidence、stale_correction，或 non_figure 列出读作非指标的数码"),
    ] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="至多列出多少条")] = 50,
    form: Annotated[Format, typer.Option("--format", help="输出形式")] = Format.text,
) -> int:
    """列出等人复核的数字：未识别的、把握不足的，以及所据原文已变的更正。"""
    if context.invoked_subcommand:
        return 0
    import polars as pl

    from warehouse.review import NON_FIGURE, list_queue

    names = code_words("review_reason") | {NON_FIGURE: code_words("numeral_class")[NON_FIGURE]}
    if why and why not in names:
        raise UsageError(f"没有原因 {why}", advice=f"可用：{'、'.join(names)}")
    queue = list_queue(load_settings(), doc, why)
    shown = queue.head(limit)
    if form is Format.text:
        shown = shown.select(
            "review_id",
            pl.col("review_reason").replace(names),
            "document_name",
            pl.struct("page", "line", "table_no", "row_no", "col_no").map_elements(_place, pl.String).alias("place"),
            pl.concat_str("raw_text", pl.col("unit_text").fill_null("")).alias("raw_text"),
            "snippet",
            "guess",
            "confidence",
        )
    print_rows(shown, form, _HEADINGS | ({"guess": "种类"} if why == NON_FIGURE else {}))
    if form is Format.text:
        kinds = dict(queue.group_by("review_reason").len().rows())
        counts = "，".join(f"{name} {kinds[kind]} 个" for kind, name in names.items() if kind in kinds)
        typer.echo(
            f"{'数码' if why == NON_FIGURE else '等待复核'}：{counts or '没有'}"
            + (f"；只列出 {limit} 个" if queue.height > limit else ""),
            err=True,
        )
    return 0


_HEADINGS = {
    "review_id": "编号", "review_reason": "原因", "document_name": "文件", "place": "位置", "raw_text": "原文数字",
    "snippet": "上下文", "guess": "可能的科目", "confidence": "把握",
}  # fmt: skip


def _place(row: dict[str, int | None]) -> str:
    cell = f"表{row['table_no']}第{row['row_no']}行第{row['col_no']}列" if row["table_no"] is not None else ""
    line = f"第{row['line']}行" if row["line"] is not None and not cell else ""
    return f"第{row['page']}页{line}{cell}"


def map_figure(
    figure: _Figure,
    item: Annotated[str, typer.Argument(metavar="科目", help="标准科目的编码、名称或别名")],
    reason: _Reason,
    who: _Who = "",
    basis: _Basis = "",
    year: _Year = None,
    fund: _Fund = "",
    metric: _Metric = "",
    unit: _Unit = "",
    entity: _Entity = "",
    value: _Value = "",
) -> int:
    """说明一个未识别、认错或没有读作指标的数字是哪个科目；报表与计量随科目而定。"""
    from warehouse.review import find_item, vocabulary_of

    known = find_item(vocabulary_of(load_settings()), item)
    fields = {"item_code": known.code, "item": known.name, "basis": basis, "year": year}
    fields |= {"fund": fund, "metric": metric, "unit": unit, "entity": entity, "value": value}
    return _record(figure, fields, reason, who)


def correct(
    figure: _Figure,
    reason: _Reason,
    who: _Who = "",
    item: _Item = "",
    item_code: _ItemCode = "",
    function_code: Annotated[str, typer.Option("--function-code", help="类款项编码")] = "",
    basis: _Basis = "",
    year: _Year = None,
    fund: _Fund = "",
    metric: _Metric = "",
    unit: _Unit = "",
    value: _Value = "",
    entity: _Entity = "",
    statement: Annotated[str, typer.Option("--statement", help="报表")] = "",
    versus: Annotated[str, typer.Option("--versus", help="对比对象：科目|口径|年度")] = "",
    comparator: Annotated[str, typer.Option("--comparator", help="=、>= 或 <=")] = "",
) -> int:
    """更正读错的数字：只写要改的几项，“-”表示没有这一项。报告自己写错的数不要改，那是问题。"""
    fields = {
        "item": item, "item_code": item_code, "function_code": function_code, "basis": basis, "year": year,
        "fund": fund, "metric": metric, "unit": unit, "value": value, "entity": entity, "statement": statement,
        "versus": versus, "comparator": comparator,
    }  # fmt: skip
    return _record(figure, fields, reason, who)


def exclude(figure: _Figure, reason: _Reason, who: _Who = "") -> int:
    """说明一个数字不是指标（如门牌号、期次），以后不再当作数据。"""
    return _record(figure, {}, reason, who, "exclude")


def withdraw(figure: _Figure, reason: _Reason, who: _Who = "") -> int:
    """撤回一个数字在用的更正，恢复为读得的样子；以前的更正仍留在文件里。"""
    return _record(figure, {}, reason, who, "withdraw")


def alias(
    word: Annotated[str, typer.Argument(metavar="词", help="报告里的写法")],
    item: Annotated[str, typer.Argument(metavar="科目", help="标准科目的编码、名称或别名")],
    reason: _Reason,
    who: _Who = "",
) -> int:
    """教一个别名：这个词就是某个标准科目，对所有文件都算；下次 refresh 会重读文件。"""
    from warehouse.review import learn_alias

    file, known = learn_alias(load_settings(), word, item, reason=reason, who=who)
    typer.echo(f"“{word}”即 {known.name}（{known.code}），已记入 {file}；下次 refresh 重读文件后生效")
    return 0


def verdict(
    finding: Annotated[str, typer.Argument(metavar="问题编号", help="mingzhang findings 列出的编号")],
    decision: Annotated[Verdict, typer.Argument(metavar="结论", help="accept 认可、dispute 异议、explain 已说明")],
    reason: _Reason,
    who: _Who = "",
) -> int:
    """对一个问题下结论；结论绑定所据数字，数字变了问题会重新打开。"""
    from warehouse.review import give_verdict

    settings = load_settings()
    said = code_words("verdict")[decision.value]
    found = give_verdict(settings, finding, decision.value, reason=reason, who=who)
    typer.echo(f"{found['finding_id']}：{said}。已记入 {settings.decisions}；下次 refresh 起生效")
    return 0


def _record(figure: str, fields: dict[str, Any], reason: str, who: str, action: str = "correct") -> int:
    from warehouse.review import FIELDS, correct_figure

    settings = load_settings()
    file, read, row = correct_figure(settings, figure, fields, reason=reason, who=who, action=action)
    given = "，".join(f"{name} {row[name]}" for name in FIELDS if row.get(name))
    what = {"correct": f"更正为 {given}", "exclude": "不是指标", "withdraw": "更正已撤回"}[action]
    typer.echo(f"{read['doc']} {_place(read)} 的 {read['raw']}：{what}。已记入 {file}；下次 refresh 起生效")
    return 0
