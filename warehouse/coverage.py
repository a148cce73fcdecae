"""How the numerals of a document are accounted for: facts, claims, unmapped, and non-figures by kind."""

from __future__ import annotations

import polars as pl

from ingest.load import RawRows

_CLASSES = {"fact": "事实", "claim": "派生", "unmapped": "未识别"}


def count_numerals(rows: RawRows) -> pl.DataFrame:
    """Return one row: the document's name, its numerals, and how many are of each class and kind (Chinese columns)."""
    figures, others = rows.tables["figures"], rows.tables["non_figures"]
    classes = dict(figures.group_by("numeral_class").len().iter_rows())
    kinds = dict(others.group_by("kind").len().sort("len", descending=True).iter_rows())
    counts: dict[str, str | int] = {"文件": rows.doc, "数码": figures.height + others.height}
    counts |= {title: int(classes.get(name, 0)) for name, title in _CLASSES.items()}
    counts |= {f"非指标:{kind}": int(number) for kind, number in kinds.items()}
    return pl.DataFrame([counts])
