"""How the numerals of a document are accounted for: facts, claims, unmapped, and non-figures by kind."""

from __future__ import annotations

import polars as pl

from ingest.load import RawRows
from ingest.vocabulary import Vocabulary

_CLASSES = {"fact": "事实", "claim": "派生", "unmapped": "未识别"}


def count_numerals(rows: RawRows, vocabulary: Vocabulary) -> pl.DataFrame:
    """Return one row: the document, its numerals, how many are of each class, how many are read with little certainty.

    数码 = 事实 + 派生 + 未识别 + 非指标. 把握不足 counts the facts and claims that wait for a person; 非指标种类 tells
    the kinds of the non-figures in the words of seeds/vocabulary/non_figure_kinds.csv.
    """
    figures, others = rows.tables["figures"], rows.tables["non_figures"]
    names = {row["kind"]: row["kind_name"] for row in vocabulary.rows("vocabulary/non_figure_kinds.csv")}
    bounds = {row["review_reason"]: row["below_confidence"] for row in vocabulary.rows("rules/review_reasons.csv")}
    is_weak = (pl.col("numeral_class") != "unmapped") & (pl.col("confidence") < float(bounds["low_confidence"]))
    classes = dict(figures.group_by("numeral_class").len().iter_rows())
    kinds = others.group_by("kind").len().sort(["len", "kind"], descending=[True, False]).iter_rows()
    counts: dict[str, str | int] = {"文件": rows.doc, "数码": figures.height + others.height}
    counts |= {title: int(classes.get(name, 0)) for name, title in _CLASSES.items()}
    counts |= {"把握不足": figures.filter(is_weak).height, "非指标": others.height}
    counts["非指标种类"] = "，".join(f"{names.get(kind, kind)} {number}" for kind, number in kinds)
    return pl.DataFrame([counts])
