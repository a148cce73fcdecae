"""How the numerals of a document are accounted for: facts, claims, unmapped, and non-figures by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from ingest.decisions import read_decisions
from ingest.load import RawRows
from ingest.vocabulary import Vocabulary, load_vocabulary
from warehouse.settings import Settings

_CLASSES = {"fact": "事实", "claim": "派生", "unmapped": "未识别"}
_EXCLUDED = "经人排除"
"""The kind of a number of which a person said that it is no figure."""


@dataclass(frozen=True)
class Coverage:
    """Counts numerals as they count in the warehouse: as read, and where a person corrected them, as corrected.

    ``tell`` is called with a line for the user where compiling the rules of corrections makes them wait.
    """

    settings: Settings
    tell: Callable[[str], None] = lambda _: None

    def count(self, rows: RawRows) -> pl.DataFrame:
        """Return one row: the document, its numerals, how many of each class, how many are read with little certainty.

        数码 = 事实 + 派生 + 未识别 + 非指标. 把握不足 counts the facts and claims that wait for a person; 非指标种类
        tells the kinds of the non-figures in the words of seeds/vocabulary/non_figure_kinds.csv.
        """
        figures, kinds = rows.tables["figures"], Counter(rows.tables["non_figures"]["kind"])
        if rows.document_id in self._corrected_documents:
            figures, kinds = self._corrected(rows, kinds)
        names = {row["kind"]: row["kind_name"] for row in self._vocabulary.rows("vocabulary/non_figure_kinds.csv")}
        is_weak = (pl.col("numeral_class") != "unmapped") & (pl.col("confidence") < self._certain)
        classes = dict(figures.group_by("numeral_class").len().iter_rows())
        by_number = sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))
        counts: dict[str, str | int] = {"文件": rows.doc, "数码": figures.height + kinds.total()}
        counts |= {title: int(classes.get(name, 0)) for name, title in _CLASSES.items()}
        counts |= {"把握不足": figures.filter(is_weak).height, "非指标": kinds.total()}
        counts["非指标种类"] = "，".join(f"{names.get(kind, kind)} {number}" for kind, number in by_number)
        return pl.DataFrame([counts])

    def _corrected(self, rows: RawRows, kinds: Counter[str]) -> tuple[pl.DataFrame, Counter[str]]:
        """Return the figures of a document and the kinds of its other numerals under what people corrected."""
        from warehouse.plan import load_plan, prepare_plan, run_plan

        cache, project = self.settings.home / "cache", self.settings.project
        steps = load_plan(project, cache, self.tell)
        prepared = prepare_plan(steps, project, cache)
        wanted = ("int_corrected_figures", "int_non_figures")
        made = run_plan(steps, project, rows.tables | dict(self._decisions), wanted, prepared)
        numbers, others = made["int_corrected_figures"], made["int_non_figures"]
        is_excluded = pl.col("numeral_class") == "non_figure"
        became_figures = Counter(others.join(numbers, on="figure_id", how="semi")["kind"])
        excluded = Counter({_EXCLUDED: numbers.filter(is_excluded).height})
        return numbers.filter(~is_excluded), kinds - became_figures + excluded

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return load_vocabulary(self.settings.seeds)

    @cached_property
    def _certain(self) -> float:
        bounds = {
            row["review_reason"]: row["below_confidence"] for row in self._vocabulary.rows("rules/review_reasons.csv")
        }
        return float(bounds["low_confidence"])

    @cached_property
    def _decisions(self) -> Mapping[str, pl.DataFrame]:
        return read_decisions(self.settings.decisions)

    @cached_property
    def _corrected_documents(self) -> frozenset[str]:
        return frozenset(self._decisions["corrections"]["document_id"])
