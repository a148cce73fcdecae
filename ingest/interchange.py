"""The figures file that people and other tools make and read: CSV, and the same columns as xlsx or Parquet.

Everything is read as text and checked before anything is kept, so that no amount passes through a float, and a file
with one bad value changes nothing. ``docs/interchange.md`` describes the columns.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, get_args

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook

from ingest.errors import InterchangeError
from ingest.figure import CLAIM_METRICS, Heading, Metric
from ingest.load import RawRows, Source, exact, figure_id, rows_of_figures
from ingest.schema import FIGURES, INTERCHANGE_COLUMNS, REQUIRED_COLUMNS

FIGURES_FILE_SUFFIXES: Final = frozenset({".csv", ".xlsx", ".parquet"})
STATEMENTS: Final = (
    "revenue", "expenditure", "three_public", "procurement", "carryover", "assets", "staffing", "score", "target",
    "execution", "structure",
)  # fmt: skip
BASES: Final = (
    "年初预算", "全年预算", "决算", "执行数", "上年决算", "目标值", "完成值", "分值", "得分", "期末", "计划", "实际",
    "其他",
)  # fmt: skip
FUNDS: Final = ("全口径", "财政拨款", "一般公共预算", "政府性基金", "国有资本经营")
COMPARATORS: Final = ("=", ">=", "<=")

_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "statement": STATEMENTS,
    "basis": BASES,
    "fund": FUNDS,
    "metric": get_args(Metric),
    "comparator": COMPARATORS,
}
_DECIMAL: Final = r"^[+-]?\d{1,27}(\.\d{1,10})?$"
_WHOLE: Final = r"^\d{1,9}$"
_MEASURE: Final = r"^-?\d+(\.\d+)?([eE][+-]?\d+)?$"
_PLAIN_PRINT: Final = r"^[+-]?\d{1,3}([,，]?\d{3})*(\.\d+)?[%％]?$|^[+-]?\d+(\.\d+)?[%％]?$"
_DECIMALS: Final = ("value", "value_norm")
_MEASURES: Final = ("x0", "y0", "x1", "y1", "confidence")
_WHOLES: Final = (
    "page", "line", "char_start", "char_end", "table_no", "row_no", "col_no", "decimals", "year",
)  # fmt: skip
_MAX_SAFE_DIGITS: Final = 15
"""A spreadsheet keeps numbers as binary floating point: up to 15 digits come back as they were typed."""


@dataclass
class _Faults:
    """What is wrong in a file: the first place is told, the others are counted."""

    file: str
    first: tuple[int, str, str] | None = None
    count: int = 0
    columns: list[str] = field(default_factory=list)

    def add(self, frame: pl.DataFrame, column: str, is_bad: pl.Expr, what: str) -> None:
        bad = frame.lazy().with_row_index("_row").filter(is_bad).select("_row", column).collect()
        if bad.height:
            self.count += bad.height
            row, value = bad.row(0)
            if self.first is None or row < self.first[0]:
                self.first = (row, column, f"{what}，现为“{value}”" if value else what)

    def raise_any(self) -> None:
        if self.first is None:
            return
        row, column, what = self.first
        more = f"（全文件共 {self.count} 处问题）" if self.count > 1 else ""
        raise InterchangeError(f"{what}{more}", file=self.file, place=f"第 {row + 2} 行 {column} 列")


def write_figures(path: Path, documents: Iterable[pl.DataFrame]) -> int:
    """Write the figures of one document after another (columns of raw.figures) as an interchange CSV; return how many.

    Amounts are plain decimals without padding. Nothing stands at ``path`` before all is written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    count = 0
    try:
        with partial.open("wb") as file:
            _shown(pl.DataFrame(schema=FIGURES)).write_csv(file)
            for figures in documents:
                _shown(figures).write_csv(file, include_header=False)
                count += figures.height
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return count


def _shown(figures: pl.DataFrame) -> pl.DataFrame:
    return figures.select(
        pl.col(column).cast(pl.String).str.replace(r"(\.\d*?)0+$", "$1").str.strip_suffix(".")
        if column in _DECIMALS
        else pl.col(column).round(2)
        if column in _MEASURES
        else pl.col(column).replace("", None)
        if FIGURES[column] == pl.String
        else pl.col(column)
        for column in INTERCHANGE_COLUMNS
    )


def looks_like_figures(path: Path) -> bool:
    """Tell whether the file is meant as a figures file: any CSV or Parquet, and a workbook whose first row says so."""
    suffix = path.suffix.lower()
    if suffix != ".xlsx":
        return suffix in FIGURES_FILE_SUFFIXES
    try:
        header = _workbook_rows(path)[:1]
    except InterchangeError:
        return False
    return bool(header) and {"doc", "value", "raw"} <= set(header[0])


def read_figures(path: Path, money_factors: Mapping[str, Decimal]) -> pl.DataFrame:
    """Return the rows of a figures file with the columns of raw.figures, ids not yet given.

    ``money_factors`` says how many 万元 one unit of money is; it is used where ``value_norm`` or ``decimals`` is
    missing. Raises InterchangeError with the row and column of the first fault and the number of all.
    """
    frame = _read_text(path)
    name = path.name
    missing = [column for column in REQUIRED_COLUMNS if column not in frame.columns]
    if missing:
        raise InterchangeError(f"缺少必需的列：{'、'.join(missing)}", file=name, place="表头")
    unknown = [column for column in frame.columns if column not in INTERCHANGE_COLUMNS]
    if unknown:
        raise InterchangeError(f"有不认识的列：{'、'.join(unknown)}", file=name, place="表头")
    if not frame.height:
        raise InterchangeError("只有表头，没有数据", file=name)
    absent = [pl.lit("").alias(column) for column in INTERCHANGE_COLUMNS if column not in frame.columns]
    frame = frame.with_columns(absent).select(INTERCHANGE_COLUMNS)
    _check(name, frame)
    return _typed(frame, money_factors)


def rows_of_figures_file(
    path: Path, frame: pl.DataFrame, extractor_version: str, byte_count: int | None = None
) -> list[RawRows]:
    """Return raw rows for each document that the figures file names; ids depend on its name only, so that a
    corrected file replaces what the earlier one brought."""
    result = []
    for (doc,), part in frame.group_by(["doc"], maintain_order=True):
        name = str(doc)
        document_id = interchange_document_id(name)
        ids = pl.Series("figure_id", [figure_id(document_id, n) for n in range(1, part.height + 1)])
        rows = part.with_columns(ids, pl.lit(document_id).alias("document_id")).select(*FIGURES)
        source = Source(document_id, name, str(path), byte_count, extractor_version, "text/x-figures", "interchange")
        result.append(rows_of_figures(source, _heading(part), rows))
    return result


def interchange_document_id(doc: str) -> str:
    """Return the id of a document that is known only through a figures file."""
    return hashlib.sha256(f"interchange\n{doc}".encode()).hexdigest()


def _heading(part: pl.DataFrame) -> Heading:
    """Return the unit and year most of the figures name; other statements about the document are not known."""

    def most(column: str) -> Any:
        values = part.filter(pl.col(column).is_not_null() & (pl.col(column).cast(pl.String) != ""))
        return values[column].mode().sort()[0] if values.height else None

    return Heading(title=str(part["doc"][0]), entity=most("entity") or "", fiscal_year=most("year"))


def _read_text(path: Path) -> pl.DataFrame:
    readers: dict[str, Callable[[Path], pl.DataFrame]] = {
        ".csv": _read_csv,
        ".xlsx": _read_workbook,
        ".parquet": _read_parquet,
    }
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise InterchangeError("数据文件只能是 csv、xlsx 或 parquet", file=path.name)
    if not path.stat().st_size:
        raise InterchangeError("文件是空的", file=path.name)
    frame = reader(path)
    return frame.rename({column: column.strip() for column in frame.columns}).with_columns(
        pl.all().fill_null("").str.strip_chars()
    )


def _read_csv(path: Path) -> pl.DataFrame:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InterchangeError("不是 UTF-8 编码", file=path.name, advice="请另存为“CSV UTF-8”后重试") from error
    try:
        return pl.read_csv(text.encode(), infer_schema=False)
    except pl.exceptions.PolarsError as error:
        reason = str(error).splitlines()[0]
        raise InterchangeError(f"不是完整的 CSV（{reason}）", file=path.name) from error


def _workbook_rows(path: Path) -> list[list[str]]:
    try:
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, IndexError, ValueError) as error:
        raise InterchangeError("工作簿打不开", file=path.name) from error
    return [[_cell_text(cell) for cell in row] for row in rows]


def _read_workbook(path: Path) -> pl.DataFrame:
    header, *rows = _workbook_rows(path) or [[]]
    width = len(header)
    if len(set(header)) < width or "" in header:
        raise InterchangeError("表头有空的或重复的列名", file=path.name, place="第 1 行")
    schema = dict.fromkeys(header, pl.String)
    return pl.DataFrame([tuple(row) for row in rows if any(row)], schema=schema, orient="row")


def _read_parquet(path: Path) -> pl.DataFrame:
    try:
        frame = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise InterchangeError("不是完整的 Parquet 文件", file=path.name) from error
    exact_text = [
        pl.col(name).map_elements(_cell_text, return_dtype=pl.String) if dtype.is_float() else pl.col(name)
        for name, dtype in frame.schema.items()
    ]
    return frame.select(exact_text).cast(pl.String).with_columns(_unpadded(column) for column in frame.columns)


def _unpadded(column: str) -> pl.Expr:
    """Decimals of a Parquet file come padded to their scale: 12.5000000000 is 12.5."""
    value = pl.col(column)
    return value.str.replace(r"(\.\d*?)0+$", "$1").str.strip_suffix(".") if column in _DECIMALS else value


def _cell_text(cell: object) -> str:
    """Return a cell as text; a number with more digits than floating point keeps is marked, and so refused."""
    if isinstance(cell, float):
        number = Decimal(repr(cell))
        if len(number.normalize().as_tuple().digits) > _MAX_SAFE_DIGITS:
            return f"{cell!r}（数字超过 15 位，请把该列设为文本）"
        return format(number.to_integral_value() if number == number.to_integral_value() else number, "f")
    return "" if cell is None else str(cell).strip()


def _check(name: str, frame: pl.DataFrame) -> None:
    faults = _Faults(name)
    for column in REQUIRED_COLUMNS:
        faults.add(frame, column, pl.col(column) == "", "必填项为空")
    for columns, pattern, what in (
        (_DECIMALS, _DECIMAL, "应为普通小数（不带逗号、单位，整数至多 27 位，小数至多 10 位）"),
        (_WHOLES, _WHOLE, "应为非负整数"),
        (_MEASURES, _MEASURE, "应为数字"),
    ):
        for column in columns:
            faults.add(frame, column, (pl.col(column) != "") & ~pl.col(column).str.contains(pattern), what)
    for column, words in _WORDS.items():
        faults.add(frame, column, ~pl.col(column).is_in(["", *words]), f"应为 {'、'.join(words)} 之一或空")
    faults.raise_any()

    def number(column: str) -> pl.Expr:
        return pl.when(pl.col(column) != "").then(pl.col(column)).cast(pl.Float64)

    faults.add(frame, "page", number("page") < 1, "页码从 1 开始")
    faults.add(frame, "year", ~number("year").is_between(1949, 2100), "不是会计年度")
    faults.add(frame, "confidence", ~number("confidence").is_between(0, 1), "应在 0 与 1 之间")
    faults.add(frame, "decimals", number("decimals") > 14, "小数位数不合理")
    faults.add(frame, "char_end", number("char_end") < number("char_start"), "应不小于 char_start")
    printed = pl.col("raw").str.replace_all(r"[,，%％+\-\s]", "")
    digits = printed.str.replace(r"(\.\d*?)0+$", "$1").str.strip_suffix(".").str.replace(r"^0+(\d)", "$1")
    value = pl.col("value").str.strip_chars("+-").str.replace(r"(\.\d*?)0+$", "$1").str.strip_suffix(".")
    differs = pl.col("raw").str.contains(_PLAIN_PRINT) & (digits != value.str.replace(r"^0+(\d)", "$1"))
    faults.add(frame, "value", differs, "与 raw 印出的数字不同")
    faults.raise_any()


def _typed(frame: pl.DataFrame, money_factors: Mapping[str, Decimal]) -> pl.DataFrame:
    norms: list[Decimal] = []
    decimals: list[int] = []
    for value, given, places, unit in frame.select("value", "value_norm", "decimals", "unit").iter_rows():
        number = Decimal(value)
        factor = money_factors.get(unit)
        converted = number if factor is None else number * factor
        norms.append(exact(Decimal(given) if given else converted))
        decimals.append(int(places) if places else _places(number, factor))
    texts = [c for c in INTERCHANGE_COLUMNS if FIGURES[c] == pl.String]
    parsed = [
        pl.when(pl.col(c) != "").then(pl.col(c)).cast(FIGURES[c]).alias(c)
        for c in INTERCHANGE_COLUMNS
        if c not in texts and c not in ("value_norm", "decimals")
    ]
    is_claim = pl.col("metric").is_in(list(CLAIM_METRICS))
    numeral_class = pl.when(pl.col("item") == "").then(pl.lit("unmapped")).when(is_claim).then(pl.lit("claim"))
    return frame.select(
        *texts,
        *parsed,
        pl.Series("value_norm", norms, dtype=FIGURES["value_norm"]),
        pl.Series("decimals", decimals, dtype=pl.Int32),
        numeral_class.otherwise(pl.lit("fact")).alias("numeral_class"),
    ).with_columns(pl.col("confidence").fill_null(1.0))


def _places(number: Decimal, factor: Decimal | None) -> int:
    """Return the digits after the point once the number is in the unit of value_norm (123 元 has 4, 1.49 亿元 -2)."""
    places = -int(number.as_tuple().exponent)
    return max(places, 0) if factor is None else places - factor.normalize().adjusted()
