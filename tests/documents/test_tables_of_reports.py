"""Whole reports: the rows that a person reads in their tables, and sums that only a right reading satisfies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.document import Document, Table
from ingest.extract.canonical import canonical
from ingest.extract.context import Context
from ingest.extract.numerals import find_numerals
from ingest.extract.tables import TableResult, extract_table
from ingest.figure import Figure
from ingest.readers import read_document
from ingest.vocabulary import load_vocabulary
from tests.reading import numerals_of

pytestmark = pytest.mark.shared


def tables_of(document: Document, year: int) -> Iterator[tuple[Table, TableResult]]:
    context = Context(entity="某局", fiscal_year=year)
    for block in document.blocks:
        if isinstance(block, Table):
            yield block, extract_table(block, context, load_vocabulary())


@pytest.fixture(scope="module")
def reports(shared_folder: Path) -> dict[str, list[tuple[Table, TableResult]]]:
    years = {"规划": 2024, "财政局2024": 2024, "24年": 2024, "25年预算": 2025, "003": 2023, "004": 2023, "002": 2023}
    found = {}
    for key, year in years.items():
        path = next(p for p in sorted((shared_folder / "reports").iterdir()) if key in p.name)
        found[key] = list(tables_of(read_document(path), year))
    return found


def figures_of(tables: list[tuple[Table, TableResult]], caption: str) -> list[Figure]:
    return [f for table, result in tables if table.caption.endswith(caption) for f in result.figures]


@pytest.mark.parametrize("key", ["规划", "财政局2024", "24年", "25年预算"])
def test_classes_of_every_column_add_up_to_its_total(
    reports: dict[str, list[tuple[Table, TableResult]]], key: str
) -> None:
    checked = 0
    for _, result in reports[key]:
        columns: dict[int | None, list[Figure]] = defaultdict(list)
        for figure in result.figures:
            columns[figure.col_no].append(figure)
        for figures in columns.values():
            totals = [f.value for f in figures if not f.function_code]
            classes = [f for f in figures if len(f.function_code) == 3]
            if len(totals) != 1 or not classes:
                continue
            for length in (3, 5, 7):
                level = [f.value for f in figures if len(f.function_code) == length]
                if level:
                    slack = Decimal("0.01") * (len(level) + 1) / 2
                    assert abs(sum(level, Decimal(0)) - totals[0]) <= slack
                    checked += 1
    assert checked >= 15


def test_public_tables_hold_what_is_printed(reports: dict[str, list[tuple[Table, TableResult]]]) -> None:
    overview = figures_of(reports["财政局2024"], "收入支出决算总表")
    read = [(f.raw, f.statement, f.item) for f in overview if f.table == "收入支出决算总表"]
    assert read == [
        ("2,940.05", "revenue", "一般公共预算财政拨款收入"),
        ("2,106.66", "expenditure", "一般公共服务支出"),
        ("6.20", "revenue", "其他收入"),
        ("326.71", "expenditure", "社会保障和就业支出"),
        ("60.99", "expenditure", "卫生健康支出"),
        ("445.69", "expenditure", "住房保障支出"),
        ("2,946.25", "revenue", "本年收入合计"),
        ("2,940.05", "expenditure", "本年支出合计"),
        ("49.14", "carryover", "年初结转和结余"),
        ("55.34", "carryover", "年末结转和结余"),
        ("2,995.39", "revenue", "收入总计"),
        ("2,995.39", "expenditure", "支出总计"),
    ]
    three_public = figures_of(reports["财政局2024"], "经费支出决算表")
    assert [(f.raw, f.item_code, f.basis) for f in three_public if f.statement == "three_public"] == [
        ("0.95", "tp.total", "年初预算"),
        ("0.95", "tp.reception", "年初预算"),
    ]


def test_budget_tables_are_in_yuan_and_three_public_in_ten_thousand(
    reports: dict[str, list[tuple[Table, TableResult]]],
) -> None:
    units = {(f.table, f.unit) for _, result in reports["25年预算"] for f in result.figures}
    assert {unit for table, unit in units if "三公" in table} == {"万元"}
    assert {unit for table, unit in units if "三公" not in table} == {"元"}
    running = next(f for _, r in reports["25年预算"] for f in r.figures if f.item == "机关运行经费")
    assert (running.raw, running.statement, running.basis) == ("229.43", "expenditure", "年初预算")


def test_weights_of_a_score_table_over_two_pages_add_up_to_its_hundred(
    reports: dict[str, list[tuple[Table, TableResult]]],
) -> None:
    figures = figures_of(reports["004"], "自评指标得分表")
    rows = [f for f in figures if f.item not in ("总分", "自评总分")]
    assert sum(f.value for f in rows if f.metric == "weight") == 100
    assert all(f.item.count("/") == 2 for f in rows)


def test_listed_units_carry_code_and_kind(reports: dict[str, list[tuple[Table, TableResult]]]) -> None:
    units = [u for _, result in reports["002"] for u in result.listed_units]
    assert len(units) == 10
    assert all(u.code.startswith("163") and u.kind for u in units)


def test_every_numeral_of_every_shared_table_is_classed_once(
    reports: dict[str, list[tuple[Table, TableResult]]],
) -> None:
    for tables in reports.values():
        for table, result in tables:
            counts = Counter(numerals_of(result))
            assert set(counts.values()) <= {1}
            prose = {(c.row, c.col) for c in result.prose_cells}
            for cell in table.cells:
                text = canonical(cell.text)
                for numeral in find_numerals(text, load_vocabulary()):
                    place = cell.content.locate(*text.printed_span(numeral.start, numeral.end))
                    spot = (place.page, place.char_start, place.char_end)
                    assert (cell.row, cell.col) in prose or counts[spot] == 1, cell.text


def test_figures_of_pdf_tables_have_page_cell_and_box(reports: dict[str, list[tuple[Table, TableResult]]]) -> None:
    for key in ("规划", "财政局2024", "25年预算"):
        for _, result in reports[key]:
            assert all(f.box is not None and f.row_no and f.col_no for f in result.figures)
