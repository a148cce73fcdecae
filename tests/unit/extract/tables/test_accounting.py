"""Every numeral of every cell is in exactly one class, whatever the table."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Table
from ingest.extract.canonical import canonical
from ingest.extract.numerals import find_numerals
from ingest.extract.tables import TableResult
from ingest.vocabulary import load_vocabulary
from tests.reading import numerals_of
from tests.unit.extract.tables.tabling import Typed, read, table_of

HEADERS = [
    "项目",
    "科目编码",
    "类",
    "款",
    "决算数",
    "2022年",
    "预算数（万元）",
    "执行率",
    "一级指标",
    "得分",
    "目标值",
    "备注",
    "合计",
    "序号",
    "",
]
TEXTS = [
    "基本支出",
    "其中：",
    "合计",
    "201",
    "一、收入",
    "总分",
    "—",
    "无",
    "",
    "12345热线",
    "2023年",
    "第3批",
    "≥95%",
    "扣0.5分",
    "1-3月",
    "注：共3张",
]
NUMBERS = st.one_of(
    st.decimals(min_value=-99999, max_value=99999, places=2).map(str),
    st.integers(min_value=0, max_value=2_200_000).map(lambda n: f"{n:,}"),
    st.integers(min_value=0, max_value=100).map(lambda n: f"{n}%"),
)
CELLS = st.one_of(st.sampled_from(TEXTS), NUMBERS)


def unaccounted(table: Table, result: TableResult) -> list[str]:
    """Numerals in no class or in two, as text; cells left to prose are accounted for there."""
    vocabulary = load_vocabulary()
    counts = Counter(numerals_of(result))
    prose = {(c.row, c.col) for c in result.prose_cells}
    wrong = [f"{span} twice" for span, count in counts.items() if count > 1]
    for cell in table.cells:
        if (cell.row, cell.col) in prose:
            continue
        text = canonical(cell.text)
        for numeral in find_numerals(text, vocabulary):
            place = cell.content.locate(*text.printed_span(numeral.start, numeral.end))
            if counts[(place.page, place.char_start, place.char_end)] != 1:
                wrong.append(f"{numeral.raw} in {cell.text!r}")
    return wrong


@settings(max_examples=60, deadline=None)
@given(
    header=st.lists(st.sampled_from(HEADERS), min_size=2, max_size=6),
    body=st.lists(st.lists(CELLS, min_size=6, max_size=6), min_size=1, max_size=5),
    is_ruled=st.booleans(),
)
def test_every_numeral_of_any_table_is_classed_once(header: list[str], body: list[list[str]], is_ruled: bool) -> None:
    rows: list[list[Typed]] = [list(header), *[list(row[: len(header)]) for row in body]]
    table = table_of(rows, caption="部门情况表", is_ruled=is_ruled)
    assert unaccounted(table, read(table)) == []


def test_raw_text_of_each_figure_stands_where_it_says() -> None:
    table = table_of([["项目", "决算数"], ["基本支出", " 1,234.50 "]], caption="支出决算表", unit_note="单位：万元")
    figure = read(table).figures[0]
    page = table.cells[0].content.pages[0]
    assert page.text[figure.char_start : figure.char_end] == figure.raw == "1,234.50"


def test_a_damaged_run_of_digits_is_no_figure_and_a_footnote_mark_neither() -> None:
    table = table_of([["项目", "决算数"], ["基本支出", "9" * 300], ["项目支出", "3.5①"]], caption="支出决算表")
    result = read(table)
    assert [f.raw for f in result.figures] == ["3.5"]
    assert [n.kind for n in result.non_figures] == ["garbled", "list_marker"]
    assert unaccounted(table, result) == []
