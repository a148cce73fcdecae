"""Build a Table from rows as a person would type them: a cell is a text, or (text, row span, column span)."""

from __future__ import annotations

from ingest.document import Cell, Fragment, Line, Page, Table, passage
from ingest.extract.context import Context
from ingest.extract.tables import TableResult, extract_table
from ingest.figure import Figure
from ingest.vocabulary import load_vocabulary

Typed = str | tuple[str, int, int]


def table_of(
    rows: list[list[Typed]],
    *,
    caption: str = "",
    unit_note: str = "",
    is_ruled: bool = True,
    repeated: tuple[int, ...] = (),
) -> Table:
    pieces: list[str] = []
    lines: list[Line] = []
    placed: list[tuple[int, int, int, int, int, int]] = []
    taken: set[tuple[int, int]] = set()
    at = 0
    for row_number, row in enumerate(rows, start=1):
        column, start = 1, at
        for typed in row:
            text, row_span, col_span = (typed, 1, 1) if isinstance(typed, str) else typed
            while (row_number, column) in taken:
                column += 1
            placed.append((row_number, column, row_span, col_span, at, at + len(text)))
            taken |= {
                (r, c) for r in range(row_number, row_number + row_span) for c in range(column, column + col_span)
            }
            pieces.append(text + "\t")
            at += len(text) + 1
        lines.append(Line(row_number, start, at))
    page = Page(1, "".join(pieces), tuple(lines))
    cells = tuple(
        Cell(r, c, passage((page,), (Fragment(1, start, end),)), rs, cs) for r, c, rs, cs, start, end in placed
    )
    return Table(1, 1, cells, caption, unit_note, repeated_header_rows=frozenset(repeated), is_ruled=is_ruled)


def read(table: Table, *, year: int = 2023, entity: str = "某市某局", **context: object) -> TableResult:
    surroundings = Context(entity=entity, fiscal_year=year, **context)  # type: ignore[arg-type]
    return extract_table(table, surroundings, load_vocabulary())


def brief(figure: Figure) -> tuple[str, str, str, str]:
    return figure.raw, figure.statement, figure.item, figure.basis


def by_item(result: TableResult) -> dict[tuple[str, str], Figure]:
    return {(f.item, f.basis): f for f in result.figures}
